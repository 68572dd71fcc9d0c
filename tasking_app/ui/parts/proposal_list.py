"""Requests in one list: those that wait, the oldest first, and under them what was decided lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QLayout

from tasking_app.records.proposal import ProposalRow, Proposals
from tasking_app.rules import days
from tasking_app.rules.proposal import SOURCES
from tasking_app.ui.layouts import column, row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.rows import Row, RowList
from tasking_app.ui.widgets.tags import Tag

LOOKS = {
    "waiting": ("hourglass", "info", "info_bg"),
    "accepted": ("circle-check-filled", "done", "done_bg"),
    "declined": ("circle-x", "late", "late_bg"),
    "taken_back": ("arrow-back-up", "text2", "sunken"),
}
WAITING, DECIDED = "Waiting", "Decided lately"


def state_tag(shown: ProposalRow) -> Tag:
    """How a request stands: a shape, a word, and then a colour."""
    return Tag(shown.state_words, *LOOKS[shown.state])


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in the list."""

    shown: ProposalRow

    @property
    def id(self) -> UUID:
        """Key of the request."""
        return self.shown.id

    def spoken(self) -> str:
        """The line as a sentence."""
        one = self.shown
        return f"{SOURCES[one.source]}, {one.title}, {one.proposed_by}, {one.state_words}"


class RequestList(RowList):
    """The list with a heading above each of its two parts; arrows go through both."""

    def set_requests(self, found: Proposals) -> None:
        """Show these."""
        lines = [RequestLine(one) for one in (*found.waiting, *found.decided)]
        if [frame.view for frame in self._frames] == lines:
            return
        self.show_rows(lines)
        self._head(0, WAITING, found.waiting)
        self._head(len(found.waiting) + bool(found.waiting), DECIDED, found.decided)

    def stand_at(self, key: UUID) -> None:
        """Choose one without a signal; where the list has the focus, it goes along."""
        inside = any(frame.hasFocus() for frame in self._frames)
        self.set_current(key)
        if inside:
            self._focus_now()

    def _head(self, at: int, words: str, part: Sequence[ProposalRow]) -> None:
        if part:
            label = Label(f"{words} {len(part)}", "h3")
            label.setContentsMargins(px(16), px(12), px(12), px(6))
            self._list.insertWidget(at, label)

    def content(self, view: Row, now: bool) -> QLayout:
        if not isinstance(view, RequestLine):
            raise TypeError(view)
        one = view.shown
        day = days.short(days.in_london(one.decided_at or one.proposed_at))
        head = row(
            Label(SOURCES[one.source], "small_strong", "text2"),
            None,
            state_tag(one),
            gap=6,
        )
        return column(
            head,
            Elided(one.title, "strong" if now else "body"),
            Elided(f"{one.proposed_by}, {day}", "small", "text2"),
            gap=2,
            margins=(12 if now else 16, 8, 12, 9),
        )
