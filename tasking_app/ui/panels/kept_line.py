"""A text of Settings: on disk while it is typed, saved when it is left, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tasking_app.commands.base import Command
from tasking_app.commands.done import Done
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.widgets.fields import Field, TextArea

Change = Callable[[str, str], Command]
"""What changes the text: from what its author saw to what is wanted."""
OPEN = "Not saved yet. Leaving the field keeps it, Esc gives it up."
QUOTED = 60
"""So much of a text that somebody else wrote meanwhile is quoted."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is not saved, what stood there when typing began, and whether it is being typed now."""

    text: str
    base: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the focus was on a page that is drawn again: the name of its field, and the caret there."""

    name: str = ""
    caret: int = 0

    @classmethod
    def in_(cls, page: QWidget) -> Stood:
        """Note it; nothing when the focus is elsewhere."""
        now = QApplication.focusWidget()
        if now is None or not page.isAncestorOf(now):
            return cls()
        return cls(now.accessibleName(), now.cursorPosition() if isinstance(now, QLineEdit) else 0)

    def again(self, page: QWidget) -> None:
        """Put the focus back, on the field that has this name now."""
        if not self.name:
            return
        found = (one for one in page.findChildren(QWidget) if one.isVisibleTo(page))
        stops = (one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        widget = next((one for one in stops if one.accessibleName() == self.name), None)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(self.caret)


class KeptLine(QObject):
    """Watches one field. It is made anew with its field; what was half typed is handed on as `Typed`."""

    told = Signal()
    """Whether people have to be told that this text is not saved has changed."""

    def __init__(
        self,
        jobs: Jobs,
        place: str,
        field: Field | TextArea,
        stands: str,
        change: Change,
        before: Typed | None,
    ) -> None:
        super().__init__(field)
        self._jobs, self._place, self._field, self._change = jobs, place, field, change
        self.name = self._line().accessibleName()
        self.stands = self._base = stands
        self._sent: str | None = None
        self._alive = True
        self.open = False
        """Not saved, and nobody is typing it just now: people are told."""
        if before is not None:
            self._bring_back(before)
        field.changed.connect(self._typed)
        field.left.connect(self._save)
        if isinstance(field, Field):
            field.entered.connect(self._save)
        self._line().installEventFilter(self)

    def described(self) -> str:
        """The name of the field, and what stands there if somebody changed it after typing began."""
        if not self._changed_meanwhile():
            return self.name
        words = " ".join(self.stands.split())
        short = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
        return f"{self.name} (meanwhile “{short}”)"

    def _changed_meanwhile(self) -> bool:
        return self._base != self.stands

    def let_go(self) -> Typed | None:
        """The field is about to be drawn again: it saves no more. Answers what is half typed in it."""
        self._alive = False
        text = self._field.text()
        same = text == self.stands.strip()
        return None if same else Typed(text, self._base, self._line().hasFocus())

    def _line(self) -> QWidget:
        return self._field.edit if isinstance(self._field, Field) else self._field

    def _bring_back(self, before: Typed) -> None:
        if before.text.strip() == self.stands.strip():
            self._jobs.drop_draft(self._place)
            return
        self._base = before.base
        self._field.set_text(before.text)
        self._tell(not before.now or self._changed_meanwhile())

    def _typed(self, text: str) -> None:
        if not self._alive:
            return
        if text.strip() == self.stands.strip():
            self._forget()
        else:
            self._sent = None
            self._jobs.draft(self._place, text, self._base)

    def _forget(self) -> None:
        self._base = self.stands
        self._jobs.drop_draft(self._place)
        self._tell(False)

    def _tell(self, is_open: bool) -> None:
        self._line().setAccessibleDescription(OPEN if is_open else "")
        if is_open != self.open:
            self.open = is_open
            self.told.emit()

    # -- saving

    def _save(self) -> None:
        wanted = self._field.text()
        if not self._alive or wanted in (self.stands.strip(), self._sent):
            return
        self._sent = wanted
        command = self._change(self._base, wanted)
        self._jobs.do(command, lambda done: self._saved(wanted, done), self, self._not_saved, "Changed")

    def _saved(self, wanted: str, _done: Done) -> None:
        self.stands = self._base = wanted
        self._typed(self._field.text())

    def _not_saved(self, error: Exception) -> None:
        self._sent = None
        self._tell(True)
        self._jobs.say(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives up what is not saved, and only that."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not escape or event.type() != QEvent.Type.KeyPress or self._field.text() == self.stands.strip():
            return False
        self._field.set_text(self.stands)
        return True
