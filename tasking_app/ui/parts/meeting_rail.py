"""The agenda beside a running meeting: time left of the item now, and who is here under it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame

from tasking_app.records.running import RailItem, Running
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import row, wrap
from tasking_app.ui.widgets.agenda import AgendaRail, AgendaView
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Glyph, Label


def view(item: RailItem, now: datetime) -> AgendaView:
    """An item of the agenda as the rail shows it at a moment."""
    spent = (now - item.started_at).total_seconds() / 60 if item.started_at is not None else 0.0
    left = item.minutes - spent
    words = f"{max(round(left), 1)} min left" if left > 0 else f"{round(-left)} min over"
    return AgendaView(
        item.id,
        item.number,
        item.title,
        item.theme,
        item.state,
        spent=spent / item.minutes if item.minutes else 0.0,
        left=words if item.minutes else "",
        late=bool(item.minutes) and left <= 0,
    )


class MeetingRail(AgendaRail):
    """The rail with its foot: people here, apologies, and whether the statement was agreed."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Running | None = None
        self._here, self._away = Label("", "strong"), Label("", "small", "text2")
        self._glyph = Glyph("circle-check-filled", "on_track", 16)
        self._agreed = Label("", "small", "text2")
        self.set_foot(self._card())

    def _card(self) -> QFrame:
        people = row(Glyph("users", "text2", 18), self._here, self._away, None, gap=6)
        return Card(margins=(12, 10, 12, 10), gap=6).add(
            wrap(people), wrap(row(self._glyph, self._agreed, None, gap=6))
        )

    def show_meeting(self, shown: Running, now: datetime) -> None:
        """Show a meeting as it stands."""
        self._shown = shown
        self.set_head(f"Ends {shown.head.ends}")
        self.tick(now)
        self._here.setText(f"{shown.here} here")
        self._away.setText(counted(shown.apologies, "apology", "apologies") if shown.apologies else "")
        agreed = bool(shown.statement_agreed)
        self._glyph.set_icon(
            *(("circle-check-filled", "on_track") if agreed else ("info-circle", "due_soon"))
        )
        self._agreed.setText("Confidentiality agreed" if agreed else "Statement not read")

    def tick(self, now: datetime) -> None:
        """Time goes on: only the item now is painted again."""
        if self._shown is not None:
            self.set_items([view(item, now) for item in self._shown.rail])
