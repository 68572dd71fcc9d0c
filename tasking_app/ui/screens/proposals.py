"""Requests to decide: what waits and what was decided lately, and the chosen one row by row."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import Command
from tasking_app.commands.proposal import AcceptProposal, DeclineProposal, TakeBackProposal, UndoProposal
from tasking_app.records.proposal import ProposalPage, Proposals
from tasking_app.services import proposal_pages
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, scroll, wrap
from tasking_app.ui.parts.proposal_list import RequestList
from tasking_app.ui.parts.proposal_pane import ProposalPane
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState

WIDE = 372
NONE = "No request waits, and none was decided lately."
WHAT = (
    "More time, dropped actions and other leads that officers ask for, proposed referrals and agenda "
    "items, and lists from e-mails are decided here."
)


class ProposalsScreen(Screen):
    """What others ask for."""

    key: ClassVar[str] = "proposals"
    title: ClassVar[str] = "Requests to decide"
    rail: ClassVar[str] = "actions"
    watches: ClassVar[frozenset[str]] = frozenset(["proposal", "proposal_step", "action", "officer", "chair"])
    toast_lift: ClassVar[int] = 76

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._wanted: UUID | None = None
        self._shown: Proposals | None = None
        self._list = RequestList("Requests")
        self._pane = ProposalPane()
        self._none = EmptyState("inbox", NONE, WHAT)
        self._mail = Button("Updates from an e-mail", icon="mail")
        self._left = box("side", column(scroll(self._list, "Requests"), gap=0))
        self._page = wrap(row(self._left, (self._pane, 1), gap=0))
        self.setLayout(column((self._page, 1), (self._none, 1), gap=0))
        self._none.hide()
        self.setFocusProxy(self._list)
        self._connect()

    def _connect(self) -> None:
        self._list.chosen.connect(self._choose)
        self._pane.accepted.connect(self._accept)
        self._pane.declined.connect(self._decline)
        self._pane.taken_back.connect(lambda: self._do(TakeBackProposal, "Taken back"))
        self._pane.undone.connect(lambda: self._do(UndoProposal, "Undone as a whole. It waits again"))
        self._pane.action_asked.connect(lambda key: self.go.emit(Place("actions", key)))
        self._mail.clicked.connect(lambda: self.go.emit(Place("pasted")))
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._pane.accept)

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        return [self._mail]

    def regions(self) -> list[QWidget]:
        return [self._list, self._pane]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("Up", "The request before"),
            KeyHint("Down", "The next request"),
            KeyHint("F6", "To its rows: Space ticks one or leaves it out"),
            KeyHint("Ctrl+Return", "Accept the rows that are ticked"),
        ]

    def show_place(self, place: Place) -> None:
        self._wanted = place.id

    def reload(self) -> None:
        self._jobs.ask(proposal_pages.proposals, self._show, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(min(px(WIDE), self.width() * 2 // 5))

    # -- showing

    def _show(self, shown: Proposals) -> None:
        self._shown = shown
        keys = [one.id for one in (*shown.waiting, *shown.decided)]
        self._page.setVisible(bool(keys))
        self._none.setVisible(not keys)
        self.head.emit(self.title, f"{len(shown.waiting)} waiting" if shown.waiting else "")
        self._list.set_requests(shown)
        if self._wanted is not None and self._wanted in keys:
            self._list.stand_at(self._wanted)
            self._wanted = None
        if keys:
            self._choose(self._list.current() or keys[0])

    def _choose(self, key: UUID) -> None:
        self._jobs.ask(partial(proposal_pages.page, key=key), self._show_page, self)

    def _show_page(self, page: ProposalPage) -> None:
        if page.row.id == self._list.current():
            self._pane.show_page(page)

    # -- deciding

    def _on_show(self) -> ProposalPage | None:
        """The request beside the list, unless another one was chosen and is still being read."""
        page = self._pane.page()
        return page if page is not None and page.row.id == self._list.current() else None

    def _accept(self, steps: tuple[UUID, ...]) -> None:
        page = self._on_show()
        if page is not None:
            command = AcceptProposal(proposal=page.row.id, steps=steps)
            self._send(command, self._pane.words(), goes_on=True)

    def _decline(self) -> None:
        page = self._on_show()
        if page is None:
            return
        key, who = page.row.id, page.row.proposed_by

        def said(words: str) -> None:
            self._send(DeclineProposal(proposal=key, reason=words), "Declined", goes_on=True)

        ask_words.ask(
            self.window(), "Decline the request", f"Why? {who} reads it.", "Decline", said, about=key
        )

    def _do(self, kind: type[TakeBackProposal] | type[UndoProposal], words: str) -> None:
        page = self._on_show()
        if page is not None:
            self._send(kind(proposal=page.row.id), words, goes_on=False)

    def _send(self, command: Command, words: str, *, goes_on: bool) -> None:
        after = self._next_waiting() if goes_on else None

        def done(_done: object) -> None:
            self._wanted = after

        self._jobs.do(command, done, self, lambda error: self._pane.say(str(error)), words=words)

    def _next_waiting(self) -> UUID | None:
        """The request that waits after the one on show, or the first of the others."""
        keys = [one.id for one in self._shown.waiting] if self._shown is not None else []
        now = self._list.current()
        at = keys.index(now) if now in keys else -1
        rest = [*keys[at + 1 :], *keys[: max(at, 0)]]
        return rest[0] if rest else None
