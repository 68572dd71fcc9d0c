"""The minutes of a whole meeting: one pane an item, kept while the meeting is on show, with old drafts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from tasking_app.records.running import Running
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.parts.meeting_minutes import MinutesPane
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.parts.quick_send import Sender
from tasking_app.ui.parts.typed_before import TypedBefore


class MinutesBook(QStackedWidget):
    """Turns to the pane of an item. Caret and unsaved text of the others stay where they are."""

    said = Signal(str, str)
    action_asked = Signal()

    def __init__(self, jobs: Jobs, sender: Sender) -> None:
        super().__init__()
        self.setAccessibleName("Minutes")
        self._jobs, self._sender = jobs, sender
        self._panes: dict[UUID, MinutesPane] = {}
        self._since = datetime.now(UTC)
        self._frozen = False
        self._old: list[TypedBefore] | None = None

    def pane(self) -> MinutesPane | None:
        """The pane of the item on show."""
        shown = self.currentWidget()
        return shown if isinstance(shown, MinutesPane) else None

    def mark(self) -> tuple[MinutesPane | None, int]:
        """Which pane a reading is asked for, and where it stands."""
        pane = self.pane()
        return pane, pane.mark() if pane is not None else -1

    def show_item(
        self, shown: Running, spot: Spot, opened: Collection[UUID], asked: tuple[MinutesPane | None, int]
    ) -> None:
        """Show the lines of the item; those of restricted referrals only where these are opened."""
        item = shown.item
        pane = self._panes.get(item.id)
        if pane is None:
            pane = MinutesPane(self._jobs, self._sender, spot, f"item {item.number}, {item.title}")
            pane.said.connect(self.said)
            pane.action_asked.connect(self.action_asked)
            self._panes[item.id] = pane
            pane.set_frozen(self._frozen)
            self.addWidget(pane)
        pane.set_spot(spot)
        lines = [one for one in shown.lines if not one.restricted or one.referral in opened]
        pane.show_lines(lines, asked[1] if asked[0] is pane else -1, len(shown.lines) - len(lines))
        self.setCurrentWidget(pane)

    def set_frozen(self, frozen: bool) -> None:
        """Whether the lines are only read."""
        self._frozen = frozen
        for pane in self._panes.values():
            pane.set_frozen(frozen)

    def commit(self) -> None:
        """Send what is typed, as when the item is left."""
        pane = self.pane()
        if pane is not None:
            pane.editor.commit()

    def forget(self) -> None:
        """Another meeting: send what is typed and let the panes go."""
        for pane in self._panes.values():
            pane.editor.commit()
            self.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        self._panes = {}

    def old_drafts(self) -> list[TypedBefore]:
        """What was being typed when the program last ended."""
        if self._old is None:
            kept = [draft for draft in self._jobs.drafts() if draft.kept_at < self._since]
            self._old = [TypedBefore(draft.place, draft.text, draft.base) for draft in kept]
        return self._old

    def bring_back(self) -> bool:
        """Put old drafts back into the pane on show; whether there were any for it."""
        pane = self.pane()
        return pane is not None and pane.bring_back(self.old_drafts())
