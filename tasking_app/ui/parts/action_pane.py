"""One action beside a list: what, who, when, its history, and a place to say what has happened since."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLayout, QMenu, QVBoxLayout, QWidget

from tasking_app.records.action import ActionPage, Happening
from tasking_app.records.may import ActionMay
from tasking_app.rules import days
from tasking_app.rules.action import OPEN, RESULTS
from tasking_app.ui.layouts import clear, column, hline, row, scroll, wrap
from tasking_app.ui.parts.answers import BY_NAME
from tasking_app.ui.parts.restricted_notice import restricted_notice
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.fields import TextArea
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.tags import StatusTag, ThemeTag
from tasking_app.ui.widgets.timeline import TimelineEntry, TimelineList
from tasking_app.ui.withheld import withhold

ICONS = {
    "update": ("message", "text2"),
    "done": ("circle-check-filled", "done"),
    "on_track": ("circle-dot", "on_track"),
    "more_time": ("message", "text2"),
    "moved": ("arrow-forward", "info"),
    "drop": ("ban", "text2"),
    "blocked": ("hand-stop", "late"),
    "given": ("building", "text2"),
    "replaced": ("replace", "text2"),
    "split": ("git-merge", "text2"),
    "outcome": ("flag", "done"),
    "text": ("pencil", "text2"),
    "agreed": ("gavel", "text2"),
}
MENU = (
    ("again", "Open again…", "R"),
    ("edit", "Edit…", "E"),
    ("lead", "Give to another agency…", "G"),
    ("officer", "Another officer…", "O"),
    ("replace", "Replace…", "P"),
    ("split", "Split…", "S"),
    ("copy", "Copy for a spreadsheet or a document", "Ctrl+C"),
)


class ActionPane(QWidget):
    """The pane. It keeps what is being typed when the list reloads."""

    updated = Signal(str)
    answered = Signal(str)
    referral_asked = Signal(object)
    typed = Signal(str)
    """What stands in the field for an update, whenever somebody types there."""
    edit_asked = Signal()
    open_asked = Signal(object)
    """A restricted action is to be shown; the reading is recorded."""
    deed_asked = Signal(str)
    """One of `MENU`."""
    other_asked = Signal(object)
    """Another action, named in the history."""
    before_asked = Signal(str)
    """A text of before is to be brought back."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Action")
        self._page: ActionPage | None = None
        self._me: UUID | None = None
        self._facts = QVBoxLayout()
        self._facts.setSpacing(px(6))
        self._history = TimelineList("Updates")
        self._text = TextArea("What has happened since?", placeholder="What has happened since?", lines=2)
        self._behalf = CheckBox("")
        self._behalf.hide()
        self._why = Label("", "small", "text2", wrap=True)
        self._why.hide()
        self._add = Button("Add update", kind="primary", size="small", keys="Ctrl+Return")
        self._verbs = QWidget()
        self._make_verbs()
        self._inside = QWidget()
        self._inside.setLayout(
            column(
                self._facts,
                hline(),
                Label("Updates", "h3"),
                self._history,
                None,
                gap=8,
                margins=(20, 14, 14, 8),
            )
        )
        foot = column(self._text, self._behalf, self._why, self._verbs, gap=8, margins=(20, 8, 16, 12))
        self._foot = wrap(column(hline(), foot, gap=0))
        self.setLayout(column((scroll(self._inside, "Action"), 1), self._foot, gap=0))
        self._add.clicked.connect(self._take)
        self._text.changed.connect(self.typed)
        self._history.pressed.connect(self._from_history)
        key = QShortcut(QKeySequence("Ctrl+Return"), self._text)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._take)
        self._stand(False)

    def _stand(self, shown: bool) -> None:
        """Without an action there is nothing to see and nothing to do."""
        self.setEnabled(shown)
        self._inside.setVisible(shown)
        self._foot.setVisible(shown)

    def _make_verbs(self) -> None:
        made = [self._add]
        self._answers: dict[str, Button] = {}
        for answer in (BY_NAME["done"], BY_NAME["more_time"]):
            button = Button(answer.words, icon=answer.icon, size="small", name=f"{answer.words}, this action")
            button.clicked.connect(partial(self.answered.emit, answer.name))
            made.append(button)
            self._answers[answer.name] = button
        self._edit = icon_button("edit", "Edit this action", size="small")
        self._edit.clicked.connect(self.edit_asked)
        made.append(self._edit)
        self._verbs.setLayout(row(*made, None, gap=6))

    def page(self) -> ActionPage | None:
        """The action on show."""
        return self._page

    def on_behalf_of(self) -> UUID | None:
        """The lead officer, when the update is typed for them."""
        shown = self._page.row if self._page is not None else None
        return shown.officer_id if shown is not None and self._behalf.isChecked() else None

    def set_me(self, officer: UUID | None) -> None:
        """Who sits here: for somebody else's action the update may be on their behalf."""
        self._me = officer

    def focus_update(self) -> None:
        """Put the caret where an update is typed."""
        self._text.setFocus()

    def set_update(self, text: str) -> None:
        """Show what was being typed for the action on show; nobody is told."""
        self._text.blockSignals(True)
        self._text.set_text(text)
        self._text.blockSignals(False)

    def taken(self) -> None:
        """The update was stored."""
        self._text.set_text("")

    def _take(self) -> None:
        if self._text.text().strip():
            self.updated.emit(self._text.text().strip())

    def show_page(self, page: ActionPage | None) -> None:
        """Show an action; None leaves the pane empty."""
        if page == self._page:
            return
        if page is None or self._page is None or page.row.id != self._page.row.id:
            self.set_update("")
        self._page = page
        self._stand(page is not None)
        clear(self._facts)
        told = page.happenings if page is not None else ()
        may_change = page is not None and not page.may.change
        self._history.set_entries([_entry(one, may_change=may_change) for one in told])
        if page is not None:
            self._show_facts(page)
            for button in self._verbs.findChildren(Button):
                button.setVisible(_is_open(page) or button in (self._add, self._edit))
            self._edit.setVisible(not page.hidden)
            self._withhold(page)

    def _withhold(self, page: ActionPage) -> None:
        """What whoever sits here may not do with this action is off, and the pane says why."""
        may = page.may
        self._text.setVisible(not may.update)
        self._why.setText(may.update)
        self._why.setVisible(bool(may.update))
        withhold(may.update, self._add, self._behalf)
        withhold(may.status, self._answers["done"])
        withhold(may.ask, self._answers["more_time"])
        withhold(may.change, self._edit)
        if may.change:
            self._behalf.setChecked(False)
            self._behalf.hide()

    def why_not(self, what: str) -> str:
        """Why whoever sits here may not do one of `MENU`, or give an answer, to the action on show."""
        may = self._page.may if self._page is not None else ActionMay()
        named = {"update": may.update, "done": may.status, "blocked": may.status}
        if what in ("edit", "again", "replace", "split", "before"):
            return may.change
        return named.get(what, "" if what == "copy" else may.ask)

    def deeds(self) -> list[str]:
        """What can be done with the action on show, as keys of `MENU`."""
        if self._page is None:
            return []
        closed = not _is_open(self._page)
        left_out = {"lead", "officer", "replace", "split"} if closed else {"again"}
        if self._page.hidden:
            left_out |= {"edit", "replace", "split"}
        return [key for key, *_ in MENU if key not in left_out and not self.why_not(key)]

    def menu(self) -> QMenu:
        """What is rarer than the verbs below."""
        menu = QMenu(self)
        able = self.deeds()
        for key, words, keys in MENU:
            if key in able:
                action = QAction(f"{words}\t{keys.replace('+', ' ')}", menu)
                action.triggered.connect(partial(self.deed_asked.emit, key))
                menu.addAction(action)
        return menu

    def open_menu(self) -> None:
        """Show it under its button."""
        if self._page is None:
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._dots.mapToGlobal(QPoint(self._dots.width() - menu.sizeHint().width(), px(30))))

    def _from_history(self, key: object) -> None:
        told = self._page.happenings if self._page is not None else ()
        one = next((one for one in told if one.id == key), None)
        if one is not None and one.other is not None:
            self.other_asked.emit(one.other)
        elif one is not None and one.before and not self.why_not("before"):
            self.before_asked.emit(one.before)

    def _show_facts(self, page: ActionPage) -> None:
        shown = page.row
        others = shown.officer_id is not None and shown.officer_id != self._me
        self._behalf.setText(f"On behalf of {shown.officer}")
        self._behalf.setAccessibleName(f"On behalf of {shown.officer}")
        self._behalf.setChecked(others)
        self._behalf.setVisible(others)
        copy = icon_button("link", f"Copy the reference {shown.reference}", kind="ghost", size="small")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(shown.reference))
        self._dots = icon_button("dots", "More for this action", keys=".", kind="ghost", size="small")
        self._dots.clicked.connect(self.open_menu)
        head = row(
            Label(shown.reference, "body", "text2"),
            StatusTag(shown.status.kind.value, shown.status.words),
            None,
            copy,
            self._dots,
            gap=8,
        )
        self._facts.addLayout(head)
        self._facts.addWidget(Label(shown.text, "h2", wrap=True))
        if page.hidden:
            ask = partial(self.open_asked.emit, shown.id)
            self._facts.addWidget(restricted_notice("Restricted", "action", ask, may_open=page.may_open))
        who = ", ".join(part for part in (shown.agency, shown.officer) if part)
        self._fact("Agency", who)
        moved = {0: "", 1: ", moved once"}.get(shown.moved, f", moved {shown.moved} times")
        self._fact("Due", f"{days.long(shown.due)}{moved}")
        self._facts.addLayout(_line("Theme", ThemeTag(shown.theme)))
        if shown.referral:
            spoken = f"{shown.referral} {shown.referral_title}"
            look = Button(shown.referral, kind="link", size="small", name=f"Open {spoken}", tip=spoken)
            look.clicked.connect(lambda: self.referral_asked.emit(shown.folder))
            self._facts.addLayout(_line("For", wrap(row(look, (Elided(shown.referral_title), 1), gap=8))))
        agreed = days.long(shown.raised_on) + (f", {page.raised_item}" if page.raised_item else "")
        self._fact("Agreed", agreed)
        for name, text in (
            ("Helping", ", ".join(page.supporting_names)),
            ("Success", page.success),
            ("Resources", page.resources),
            ("Objective", shown.objective),
            ("Why", shown.status_reason),
            ("Result", RESULTS.get(page.result, "")),
            ("Effect", page.effect),
            ("Learning", page.learning),
        ):
            if text:
                self._fact(name, text)

    def _fact(self, name: str, text: str) -> None:
        self._facts.addLayout(_line(name, Label(text, "strong", wrap=True)))


def _line(name: str, widget: QWidget) -> QLayout:
    label = Label(name, "small", "text2")
    label.setFixedWidth(px(82))
    return row(label, widget, None, gap=0) if isinstance(widget, ThemeTag) else row(label, (widget, 1), gap=0)


def _is_open(page: ActionPage) -> bool:
    return page.row.stored in OPEN


def _entry(one: Happening, *, may_change: bool) -> TimelineEntry:
    icon, tone = ICONS.get(one.kind, ICONS["update"])
    day = days.short(days.in_london(one.at))[4:]
    verb = (
        f"Open {one.other_name}"
        if one.other is not None
        else "Bring this back"
        if one.before and may_change
        else ""
    )
    return TimelineEntry(one.who or "Update", day, one.text, icon, tone, verb, one.id)
