"""The register of referrals: views with counts, filters, type to find, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QLayout, QWidget

from tasking_app.records.referral import ReferralList, ReferralPage, ReferralRow
from tasking_app.rules import days
from tasking_app.rules import referral as rule
from tasking_app.rules.theme import THEMES
from tasking_app.services import referral_list
from tasking_app.ui import searches
from tasking_app.ui.dialogs import new_referral
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import Flow, box, column, row, wrap
from tasking_app.ui.parts.referral_pane import ReferralPane
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.combos import FilterCombo
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label

FIRST, ALL = 200, 5_000
ICONS = {"victim": "heart-handshake", "person": "user", "place": "map-pin", "issue": "affiliate"}


def discussed(count: int) -> str:
    """Discussed once, 3 times, or not yet."""
    return {0: "not discussed yet", 1: "discussed once"}.get(count, f"discussed {count} times")


def _title(row_: ReferralRow) -> Cell:
    who = f", restricted to {row_.readers} people" if row_.restricted else f", {discussed(row_.discussed)}"
    icon = "lock" if row_.restricted else ICONS[row_.kind]
    return Cell(row_.title, f"{rule.KINDS[row_.kind]}{who}", icon=icon, tip=row_.title)


def columns(today: object) -> list[Column[ReferralRow]]:
    """What the register shows of a referral."""
    rank = {"high": 0, "medium": 1, "standard": 2}
    return [
        Column("Ref", lambda r: Cell(r.reference, strong=True), 92, lambda r: r.number),
        Column("Referral", _title, 0, lambda r: r.title),
        Column("Theme", lambda r: Cell.theme(r.theme), 128, lambda r: r.theme),
        Column("Risk", lambda r: Cell.risk(r.risk, None), 112, lambda r: rank[r.risk]),
        Column("Lead agency", lambda r: Cell(r.agency, r.officer), 138, lambda r: (r.agency, r.officer)),
        Column("Next review", lambda r: _review(r, today), 116, lambda r: str(r.next_review or "9")),
    ]


def _review(row_: ReferralRow, today: object) -> Cell:
    if row_.status in ("closed", "declined"):
        return Cell(rule.STATES[row_.status])
    if row_.next_review is None or not isinstance(today, type(row_.next_review)):
        return Cell("No date")
    left = (row_.next_review - today).days
    kind, words = (
        ("late", "Late") if left < 0 else ("due_soon", "Soon") if left <= 14 else ("on_track", "On time")
    )
    return Cell.under(days.short(row_.next_review)[4:], kind, "Today" if left == 0 else words)


class ReferralsScreen(Screen):
    """Every referral the user may see."""

    key: ClassVar[str] = "referrals"
    title: ClassVar[str] = "Referrals"
    rail: ClassVar[str] = "referrals"
    watches: ClassVar[frozenset[str]] = frozenset(
        ["referral", "placing", "folder", "reader", "share", "agency", "officer", "referral_point", "action"]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._view, self._first = "open", FIRST
        self._list: ReferralList | None = None
        self._today: list[object] = [None]
        self._wanted: UUID | None = None
        self._chips = Chips([ChipItem("open", "Open")], "Saved views", "open")
        self._theme = FilterCombo("Theme", [(one.code, one.short) for one in THEMES])
        self._kind = FilterCombo("About", list(rule.KINDS.items()))
        self._risk = FilterCombo("Risk", list(rule.RISKS.items()))
        self._lead = FilterCombo("Lead", [])
        self._find = SearchField("Type to find", width=190)
        self._table: RecordTable[ReferralRow] = RecordTable(
            self._columns(), lambda r: r.id, "Referrals", words=_words, row_height=54
        )
        self._none = Label("", "body", "text2", wrap=True)
        self._none.hide()
        self._foot = Label("", "small", "text2")
        self._pane = ReferralPane()
        self._new = Button("New referral", icon="plus", kind="primary", keys="N")
        self._sheet: new_referral.NewReferral | None = None
        self.setLayout(self._make())
        self.setFocusProxy(self._table)
        self._connect()

    def _columns(self) -> list[Column[ReferralRow]]:
        made = columns(None)
        made[-1] = Column("Next review", lambda r: _review(r, self._today[0]), 116, made[-1].sort)
        return made

    def _make(self) -> QLayout:
        views = row((self._chips, 1), gap=10, margins=(20, 12, 16, 4))
        chosen = wrap(Flow(self._theme, self._kind, self._risk, self._lead))
        filters = row((chosen, 1), self._find, gap=8, margins=(20, 2, 16, 10))
        hints = row(
            self._foot,
            None,
            Keycaps("N"),
            Label("new", "small", "text2"),
            Keycaps("Enter"),
            Label("open", "small", "text2"),
            gap=6,
            margins=(20, 8, 16, 8),
        )
        left = column(wrap(views), wrap(filters), self._none, (self._table, 1), box("foot", hints), gap=0)
        return row((wrap(left), 1), box("panel", column(self._pane, gap=0), width=346), gap=0)

    def _connect(self) -> None:
        self._chips.chosen.connect(self._choose_view)
        for combo in (self._theme, self._kind, self._risk, self._lead):
            combo.chosen.connect(lambda _: self._fill())
        self._find.typed.connect(lambda _: self._fill())
        searches.note_from(self._find, self._jobs, "referrals")
        self._table.current_changed.connect(self._choose)
        self._table.opened.connect(lambda one: self.go.emit(Place("referral", one.id)))
        self._table.letter.connect(self._letter)
        self._new.clicked.connect(self.open_new)
        self._pane.opened.connect(lambda key: self.go.emit(Place("referral", key)))
        self._pane.placed.connect(lambda key: self.go.emit(Place("to_agenda", key)))

    def top_actions(self) -> list[QWidget]:
        return [self._new]

    def regions(self) -> list[QWidget]:
        return [self._chips, self._table, self._pane]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("N", "New referral"),
            KeyHint("/", "Type to find"),
            KeyHint("Enter", "Open the referral"),
        ]

    def show_place(self, place: Place) -> None:
        if place.part == "new":
            self.open_new()
        elif place.part:
            self._view = place.part
        self._wanted = place.id

    def reload(self) -> None:
        view, first = self._view, self._first
        self._jobs.ask(lambda work: referral_list.listing(work, view, first), self._show, self)

    def remember(self) -> dict[str, object]:
        return {
            "view": self._view,
            "theme": self._theme.key(),
            "kind": self._kind.key(),
            "risk": self._risk.key(),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        for name, combo in (("theme", self._theme), ("kind", self._kind), ("risk", self._risk)):
            key = state.get(name)
            if isinstance(key, str):
                combo.set_key(key)
        view = state.get("view")
        if isinstance(view, str) and view:
            self._view = view

    def _show(self, shown: ReferralList) -> None:
        self._list = shown
        self._today[0] = shown.today
        counts = shown.counts
        self._chips.set_items(
            [
                ChipItem("open", "Open", counts.open),
                ChipItem("to_accept", "To accept", counts.to_accept),
                ChipItem("high", "High risk", counts.high),
                ChipItem("review_late", "Review late", counts.review_late),
                ChipItem("closed", "Closed", counts.closed),
            ],
            self._view,
        )
        self._lead.set_options(
            sorted({(str(one.agency_id), one.agency) for one in shown.rows}, key=lambda p: p[1])
        )
        self._foot.setText(f"{counts.open} open, {counts.high} high risk. Sorted by risk, then review date")
        self._fill()

    def _fill(self) -> None:
        if self._list is None:
            return
        wanted = {"theme": self._theme.key(), "kind": self._kind.key(), "risk": self._risk.key()}
        lead = self._lead.key()
        rows = [
            one
            for one in self._list.rows
            if all(not key or getattr(one, name) == key for name, key in wanted.items())
            and (not lead or str(one.agency_id) == lead)
        ]
        self._table.set_rows(rows)
        shown = self._table.search(self._find.text().strip())
        self._none.setVisible(shown == 0)
        if shown == 0:
            text = self._find.text().strip()
            said = f"No referral here matches “{text}”." if text else "Nothing here."
            words = f"{said} Take a filter away, or press Ctrl K to find in everything."
            if not self._list.rows and not text:
                words = "No referrals yet. N takes the first one in." if self._view == "open" else said
            self._none.setText(f"   {words}")
        if self._wanted is not None and self._table.select(self._wanted):
            self._wanted = None
        current = self._table.current()
        if current is None and rows:
            self._table.select(rows[0].id)
            current = self._table.current()
        self._choose(current)

    def _choose_view(self, view: str) -> None:
        self._view, self._first = view, FIRST if view != "closed" else ALL
        self.reload()

    def _choose(self, current: ReferralRow | None) -> None:
        if current is None:
            self._pane.show_page(None)
        else:
            self._jobs.ask(partial(referral_list.page, key=current.id), self._show_page, self)

    def _show_page(self, page: ReferralPage) -> None:
        current = self._table.current()
        if current is not None and current.id == page.row.id:
            self._pane.show_page(page)

    def _letter(self, letter: str) -> None:
        if letter == "n":
            self.open_new()
        elif letter == "/":
            self._find.edit.setFocus()

    def open_new(self) -> None:
        """The sheet for a new referral; what was typed before is still there."""
        if self._sheet is None:
            self._sheet = new_referral.NewReferral(self._jobs)
            self._sheet.sent.connect(self._sent)
        self._sheet.open_fresh(self.window())

    def _sent(self, key: UUID) -> None:
        self._wanted = key


def _words(one: ReferralRow) -> str:
    return " ".join((one.reference, one.title, one.area, one.agency, one.officer, rule.KINDS[one.kind]))
