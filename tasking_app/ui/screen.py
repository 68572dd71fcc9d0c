"""What every screen is: a place it shows, the tables it watches, and what it offers the frame around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.ui.keys import KeyHint


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: a screen's key, the record it opens with, and a part of the screen."""

    screen: str
    id: UUID | None = None
    part: str = ""


class Screen(QWidget):
    """Base of all screens. The frame shows its title, buttons and keys; it never knows another screen."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    rail: ClassVar[str] = ""
    compact_rail: ClassVar[bool] = False
    watches: ClassVar[frozenset[str]] = frozenset()
    toast_lift: ClassVar[int] = 24
    """How far above the window's edge a toast is shown, so that it never covers the line being typed."""

    go = Signal(object)
    """A Place to show."""
    toast = Signal(str, bool)
    """A sentence to show for a moment, and whether to offer Undo."""
    say = Signal(str, str)
    """Kind (info, late, due_soon, done) and a sentence for the message bar."""
    head = Signal(str, str)
    """Title and subtitle for the top bar."""

    def show_place(self, place: Place) -> None:
        """Show the record or part asked for. A screen with one place has nothing to do."""

    def reload(self) -> None:
        """Read again what is shown, keeping selection, scroll and typed text."""

    def refresh(self, touched: frozenset[str]) -> None:
        """Somebody wrote to these tables, of those it watches, or to any (`*`); read that again."""
        self.reload()

    def top_actions(self) -> list[QWidget]:
        """Buttons this screen puts in the top bar, made once."""
        return []

    def top_tabs(self) -> QWidget | None:
        """The second level beside the title, as a segmented control."""
        return None

    def keys(self) -> list[KeyHint]:
        """This screen's own keys, for the F1 list."""
        return []

    def regions(self) -> list[QWidget]:
        """The parts F6 goes round, in reading order."""
        return []

    def papers_of(self) -> UUID | None:
        """The meeting whose papers Ctrl E makes, where the screen shows another than it was opened with."""
        return None

    def paper_here(self) -> str:
        """The kind of paper Ctrl E begins with; empty for the usual one."""
        return ""

    def remember(self) -> dict[str, object]:
        """What to bring back next time: filters, selection, scroll."""
        return {}

    def restore(self, state: Mapping[str, object]) -> None:
        """Bring back what `remember` gave."""

    def may_leave(self) -> bool:
        """False while something on the screen has to be answered first."""
        return True

    def add_here(self) -> bool:
        """Ctrl J: put the caret where an action is added here; False when there is no such place."""
        return False
