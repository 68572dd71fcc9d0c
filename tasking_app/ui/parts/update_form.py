"""The open card of My agency: five answers, a text, stock phrases, and one key that saves."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tasking_app.records.my_agency import MyAction
from tasking_app.rules import dates, days
from tasking_app.rules.action import Shown
from tasking_app.rules.errors import AppError
from tasking_app.rules.my_agency import PHRASES
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import Flow, column, row, wrap
from tasking_app.ui.parts.answers import ANSWERS
from tasking_app.ui.parts.my_answers import ASKS, DECIDED, MyAnswer
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.fields import DateField, DateRead, TextArea
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.spoken import speak_as
from tasking_app.ui.widgets.toast import announce
from tasking_app.ui.withheld import withhold

LATE = "It is late, so it needs a new date."
KEYS = {answer.key.lower(): answer.name for answer in ANSWERS}
REQUEST = "The chair decides: this goes to them as a request."


class UpdateForm(QWidget):
    """What is typed and chosen for one action is on disk until it is saved."""

    asked = Signal(object)
    """A MyAnswer that is complete."""

    def __init__(self, jobs: Jobs, item: MyAction, today: date, following: date | None) -> None:
        super().__init__()
        self.item = item
        self._today, self._following = today, following
        self._name = ""
        self._buttons = {
            one.name: self._answer_button(one.name, one.key, one.words, one.icon) for one in ANSWERS
        }
        self._day = DateField("The new date", self._read, placeholder="new date: 11 dec, fri, next")
        self._day.setFixedWidth(px(300))
        self._text = TextArea("Update", lines=2)
        self._hint = Label(REQUEST, "small", "text2", wrap=True)
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        self._save = Button("Save update", kind="primary", keys="Ctrl+Return")
        self._lay_out()
        self.typed = Typed(jobs)
        self.typed.keep(f"mine:{item.row.id}", self._text, "")
        self.typed.keep_day(f"mine:{item.row.id}:day", self._day, None)
        self._kept = self.typed.watch(f"choice:mine:{item.row.id}", "", self._choose)
        self._choose(self._name)
        self._save.clicked.connect(self.save)
        self._day.entered.connect(self._text.setFocus)
        for field in (self._text, self._day):
            field.changed.connect(lambda _: self.say(""))

    def _withhold(self) -> None:
        """An analyst reads what the agency does; whoever works there answers."""
        may = self.item.may
        withhold(may.update, *self._buttons.values(), self._text, self._save)
        if may.update:
            self._hint.setText(may.update)
            self._hint.show()

    def _answer_button(self, name: str, key: str, words: str, icon: str) -> Button:
        made = Button(f"{key}  {words}", icon=icon, name=words, checkable=True)
        speak_as(made, "one_of")
        made.clicked.connect(partial(self.press_answer, name))
        return made

    def _lay_out(self) -> None:
        add = Label("Add:", "small", "text2")
        add.setFixedHeight(px(30))
        phrases: list[QWidget] = [add]
        for words in PHRASES:
            chip = Button(words, kind="chip", name=f"Add to the text: {words}")
            chip.clicked.connect(partial(self._add, words))
            phrases.append(chip)
        foot = row((wrap(Flow(*phrases, gap=7)), 1), self._save, Keycaps("Ctrl+Enter"), gap=8)
        self.setLayout(
            column(
                wrap(Flow(*self._buttons.values(), gap=7)),
                self._day,
                self._text,
                self._hint,
                self._problem,
                foot,
                gap=8,
            )
        )

    def _read(self, text: str) -> DateRead:
        try:
            day = dates.read(text, self._today, self._following)
        except AppError as error:
            return DateRead(None, str(error))
        return DateRead(day, days.short(day))

    # -- choosing

    def press_answer(self, name: str) -> None:
        """Choose an answer and go where it is typed; the one that is chosen goes off again."""
        if self.item.may.update:
            return
        late = name == "on_track" and self.item.row.status.kind is Shown.LATE
        wanted = "more_time" if late else name
        self._choose("" if wanted == self._name and not late else wanted)
        self._kept(self._name)
        self.say(LATE if late else "", tone="text2")
        self.focus_text()

    def focus_text(self) -> None:
        """Put the caret where the answer chosen is typed."""
        needs_day = self._name == "more_time" and self._day.day() is None
        (self._day if needs_day else self._text).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, name: str) -> None:
        self._name = name
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        self._day.setVisible(name == "more_time")
        asks = name in DECIDED and not self.item.decides
        self._hint.setVisible(asks)
        self._save.set_text("Send request" if asks else "Save update")
        self._save.updateGeometry()
        self._text.setPlaceholderText(ASKS[name])
        self._text.setAccessibleName(f"{self.item.row.reference}: {ASKS[name]}")
        self._withhold()

    def _add(self, phrase: str) -> None:
        words = phrase.replace("…", " ")
        before = self._text.toPlainText()
        gap = "" if not before or before.endswith((" ", "\n")) else " " if before.endswith(".") else ". "
        self._text.insert_at_end(gap + words)

    # -- saving

    def save(self) -> None:
        """Send what is chosen and typed, or say what is missing."""
        if self.item.may.update:
            return
        answer = MyAnswer(self.item, self._name, self._text.text(), self._day.day())
        missing = self._day.problem() if self._name == "more_time" else ""
        missing = missing or answer.problem()
        if missing:
            self.say(missing)
            self.focus_text()
            return
        self.asked.emit(answer)

    def say(self, sentence: str, tone: str = "late") -> None:
        """Say what is missing or why it was refused."""
        self._problem.setText(sentence)
        self._problem.set_tone(tone)
        self._problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def set_item(self, item: MyAction) -> None:
        """The same action as it stands by now."""
        self.item = item
        self._choose(self._name)

    def bring_back(self, answer: MyAnswer) -> None:
        """Show an answer again that was refused."""
        self._choose(answer.name)
        self._kept(answer.name)
        self._text.set_text(answer.text)
        if answer.day is not None:
            self._day.set_text(days.short(answer.day))

    def start_afresh(self) -> None:
        """It was saved: an empty form for the same action."""
        self.typed.start_afresh()
        self._choose("")
        self.say("")
