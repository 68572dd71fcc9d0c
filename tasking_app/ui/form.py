"""Forms from data: a label above each field, what is wrong under it, in words that blame nobody.

    form = Form([Question("title", "In a few words", most=80, needed="Write a few words first."),
                 Question("theme", "Which theme?", kind="cards", options=(Option("asb", "ASB"), ...)),
                 Question("due", "By when?", kind="date", beside=True)], read_date=parse)
    form.values() -> {"title": "...", "due": date(...)}    set_values({...})    changed(key)
    form.check() -> bool       shows what is missing and goes there
    form.show_problems({"title": "R-147 has this title already."})
    Labelled(label, widget, hint="")      one field of your own with its label; show_problem(sentence)

kinds: line, lines, combo, cards, date, number, tick
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.widgets.choices import CheckBox, Num, Option, OptionCards
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import DateField, DateRead, Field, TextArea
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.regions import first_stop
from tasking_app.ui.widgets.toast import announce

Answer = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form. `needed` is the sentence shown when it is left empty; empty: it may be left."""

    key: str
    label: str
    kind: str = "line"
    hint: str = ""
    icon: str = ""
    placeholder: str = ""
    needed: str = ""
    options: tuple[Option, ...] = ()
    columns: int = 2
    lines: int = 3
    most: int = 0
    beside: bool = False
    check: Callable[[Answer], str] | None = None


class Labelled(QWidget):
    """A label, a quieter hint, the field, and under it what has to be looked at again."""

    def __init__(self, label: str, field: QWidget, *, hint: str = "", most: int = 0) -> None:
        super().__init__()
        self.field = field
        self._most = most
        self._count = Label("", "small", "text2")
        self._problem = Label("", "small", "late", wrap=True)
        self._line = wrap(row(Glyph("alert-octagon-filled", "late", 16), (self._problem, 1), gap=6))
        self._line.hide()
        head = row(
            Label(label, "small_strong"), (Label(hint, "small", "text2", wrap=bool(hint)), 1), self._count
        )
        self.setLayout(column(head, field, self._line, gap=4))
        if isinstance(field, Field) and most:
            field.edit.setMaxLength(most)
            field.changed.connect(self._counted)
            self._counted(field.text())

    def _counted(self, text: str) -> None:
        self._count.setText(f"{len(text)} of {self._most}")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or nothing for an empty sentence."""
        self._problem.setText(sentence)
        self._line.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        if isinstance(self.field, Field):
            self.field.set_wrong(bool(sentence))

    def problem(self) -> str:
        """The sentence shown."""
        return self._problem.text()


class Form(QWidget):
    """Questions one under another; those marked `beside` share a line with the one before."""

    changed = Signal(str)

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        read_date: Callable[[str], DateRead] | None = None,
        gap: int = 10,
    ) -> None:
        super().__init__()
        self._questions = {q.key: q for q in questions}
        self._read_date = read_date or (lambda text: DateRead(None, ""))
        self.fields: dict[str, QWidget] = {}
        self.labelled: dict[str, Labelled] = {}
        whole = column(gap=gap)
        line = QHBoxLayout()
        for question in questions:
            if not question.beside:
                line = row(gap=10)
                whole.addLayout(line)
            line.addWidget(self._line(question), 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)

    def _line(self, q: Question) -> Labelled:
        field = self._field(q)
        self.fields[q.key] = field
        label = "" if q.kind == "tick" else q.label
        self.labelled[q.key] = Labelled(label, field, hint=q.hint, most=q.most)
        return self.labelled[q.key]

    def _field(self, q: Question) -> QWidget:
        build: dict[str, Callable[[Question], QWidget]] = {
            "line": self._line_field,
            "lines": self._text_area,
            "combo": self._combo,
            "cards": self._cards,
            "date": self._date,
            "number": self._number,
            "tick": self._tick,
        }
        return build[q.kind](q)

    def _edited(self, key: str) -> Callable[..., None]:
        def tell(*_: object) -> None:
            self.labelled[key].show_problem("")
            self.changed.emit(key)

        return tell

    def _line_field(self, q: Question) -> Field:
        made = Field(q.label, icon=q.icon, placeholder=q.placeholder)
        made.changed.connect(self._edited(q.key))
        return made

    def _text_area(self, q: Question) -> TextArea:
        made = TextArea(q.label, placeholder=q.placeholder, lines=q.lines)
        made.changed.connect(self._edited(q.key))
        return made

    def _combo(self, q: Question) -> Combo:
        made = Combo([(o.key, o.text) for o in q.options], q.label)
        made.setPlaceholderText(q.placeholder)
        made.set_key("")
        made.chosen.connect(self._edited(q.key))
        return made

    def _cards(self, q: Question) -> OptionCards:
        made = OptionCards(q.options, q.label, columns=q.columns)
        made.chosen.connect(self._edited(q.key))
        return made

    def _date(self, q: Question) -> DateField:
        made = DateField(q.label, self._read_date, placeholder=q.placeholder or "fri, 11 dec")
        made.changed.connect(self._edited(q.key))
        return made

    def _number(self, q: Question) -> Num:
        made = Num(0, q.label, most=q.most or 240)
        made.changed.connect(self._edited(q.key))
        return made

    def _tick(self, q: Question) -> CheckBox:
        made = CheckBox(q.label)
        made.toggled.connect(self._edited(q.key))
        return made

    def values(self) -> dict[str, Answer]:
        """All answers by key."""
        return {key: self.value(key) for key in self.fields}

    def value(self, key: str) -> Answer:
        """One answer."""
        field = self.fields[key]
        if isinstance(field, DateField):
            return field.day()
        if isinstance(field, Field | TextArea):
            return field.text()
        if isinstance(field, Combo | OptionCards):
            return field.key()
        if isinstance(field, Num):
            return field.value()
        return isinstance(field, CheckBox) and field.isChecked()

    def set_values(self, values: Mapping[str, Answer], day_words: Callable[[date], str] = str) -> None:
        """Show answers; `day_words` writes a date as people read it."""
        for key, value in values.items():
            field = self.fields[key]
            if isinstance(field, DateField):
                field.set_day(
                    value if isinstance(value, date) else None,
                    day_words(value) if isinstance(value, date) else "",
                )
            elif isinstance(field, Field | TextArea):
                field.set_text(str(value or ""))
            elif isinstance(field, Combo | OptionCards):
                field.set_key(str(value or ""))
            elif isinstance(field, Num):
                field.set_value(int(value) if isinstance(value, int) else 0)
            elif isinstance(field, CheckBox):
                field.setChecked(bool(value))

    def check(self) -> bool:
        """Show what is missing or unreadable; True when nothing is."""
        problems = {key: self._problem_of(q) for key, q in self._questions.items()}
        self.show_problems(problems)
        return not any(problems.values())

    def _problem_of(self, q: Question) -> str:
        field, value = self.fields[q.key], self.value(q.key)
        if isinstance(field, DateField) and field.problem():
            return field.problem()
        if q.needed and value in ("", None, False):
            return q.needed
        return q.check(value) if q.check else ""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put sentences under their fields and go to the first of them."""
        first = ""
        for key, labelled in self.labelled.items():
            labelled.show_problem(problems.get(key, ""))
            first = first or (key if problems.get(key) else "")
        if first:
            announce(self, problems[first])
            stop = first_stop(self.fields[first])
            if stop is not None:
                stop.setFocus(Qt.FocusReason.OtherFocusReason)
