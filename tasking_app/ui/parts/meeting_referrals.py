"""The referrals of the item now: which one the minutes go under, discussed, put off, opened."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from tasking_app.records.running import ReferralCard
from tasking_app.ui.layouts import column, row, scroll, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.rows import ReferralList, ReferralRow, Verb
from tasking_app.ui.withheld import withhold

ICONS = {"victim": "user-shield", "person": "user", "place": "map-pin", "issue": "message"}
BANDS = frozenset({"high", "medium", "standard"})
ROW = 42
MOST_ROWS = 4
OPEN, DISCUSS, SHOW = Verb("open", "Open page"), Verb("discuss", "Discuss"), Verb("show", "Open…", "lock")


class ReferralPanel(QWidget):
    """A list of at most a few rows; more of them scroll."""

    chosen = Signal(object)
    discussed = Signal(object)
    put_off = Signal(object)
    opened = Signal(object)
    show_asked = Signal(object)
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Referrals")
        self._cards: dict[UUID, ReferralCard] = {}
        self._words: Mapping[UUID, str] = {}
        self._now: UUID | None = None
        self._count = Label("", "body", "text2")
        self._none = Button("No referral", kind="ghost", size="small", keys="Ctrl+0")
        self._put_off = Button("Put off…", icon="arrow-forward", kind="ghost", size="small", keys="D")
        self._add = add = Button("Add referral", icon="plus", kind="ghost", size="small")
        self._why = ""
        self._none.clicked.connect(lambda: self.choose(None))
        self._put_off.clicked.connect(lambda: self.put_off.emit(self._now))
        add.clicked.connect(self.add_asked)
        self.list = ReferralList("Referrals of this item")
        self._pane: QScrollArea = scroll(self.list, "Referrals of this item")
        title = row(
            Label("Referrals", "h3"),
            self._count,
            None,
            self._none,
            self._put_off,
            add,
            gap=6,
            margins=(20, 6, 16, 4),
        )
        self.setLayout(column(wrap(title), self._pane, gap=0))
        self.list.chosen.connect(self.choose)
        self.list.opened.connect(self._open)
        self.list.pressed.connect(self._pressed)
        self.list.letter.connect(self._letter)

    def current(self) -> UUID | None:
        """The referral the minutes go under."""
        return self._now

    def cards(self) -> list[ReferralCard]:
        """The referrals in order."""
        return list(self._cards.values())

    def show_cards(
        self, cards: tuple[ReferralCard, ...], words: Mapping[UUID, str], now: UUID | None
    ) -> None:
        """Show these. `words` are the titles of restricted ones that were opened, the reading recorded."""
        self._cards = {card.referral: card for card in cards}
        self._words = words
        self._now = now if now in self._cards else None
        self._count.setText(str(len(cards)) if cards else "None on this item")
        self.list.set_rows([self._row(card) for card in cards])
        self.list.set_current(self._now)
        self._show_buttons()
        self._pane.setVisible(bool(cards))
        self._pane.setFixedHeight(px(ROW) * min(len(cards), MOST_ROWS))

    def withhold(self, why: str) -> None:
        """Who follows the meeting opens referrals, and neither adds one nor says that it was heard."""
        withhold(why, self._add, self._put_off)
        if why != self._why:
            self._why = why
            self.list.set_rows([self._row(card) for card in self.cards()])

    def _row(self, card: ReferralCard) -> ReferralRow:
        closed = card.restricted and card.referral not in self._words
        note = card.note
        if card.deferred:
            note = f"Put off: {card.deferred}"
        elif card.discussed:
            note = "Discussed today"
        return ReferralRow(
            card.referral,
            card.reference,
            "lock" if card.restricted else ICONS.get(card.kind, "map-pin"),
            self._words.get(card.referral, card.title),
            note if len(note) < 40 else f"{note[:38].rstrip()}…",
            card.risk if card.risk in BANDS else "",
            verb=SHOW if closed else OPEN if card.discussed or self._why else DISCUSS,
            verb_now=SHOW if closed else OPEN,
        )

    def _show_buttons(self) -> None:
        card = self._cards.get(self._now) if self._now is not None else None
        self._none.setVisible(card is not None)
        self._put_off.setVisible(card is not None and card.placing is not None and not card.deferred)

    def choose(self, referral: UUID | None) -> None:
        """Minutes go under this one from now on; a restricted one is opened first."""
        card = self._cards.get(referral) if referral is not None else None
        if card is not None and card.restricted and card.referral not in self._words:
            self.list.set_current(self._now)
            self.show_asked.emit(card.referral)
            return
        if referral == self._now:
            return
        self._now = referral
        self.list.set_current(referral)
        self._show_buttons()
        self.chosen.emit(referral)

    def choose_number(self, number: int) -> None:
        """Ctrl 1 is the first, Ctrl 0 none."""
        keys = list(self._cards)
        if number == 0:
            self.choose(None)
        elif number <= len(keys):
            self.choose(keys[number - 1])

    def _open(self, referral: UUID) -> None:
        self._pressed(referral, "open")

    def _pressed(self, referral: UUID, verb: str) -> None:
        card = self._cards[referral]
        if card.restricted and referral not in self._words:
            self.show_asked.emit(referral)
        elif verb == "open":
            self.opened.emit(referral)
        else:
            self.choose(referral)
            self.discussed.emit(referral)

    def _letter(self, letter: str) -> None:
        if letter == "d" and self._now is not None and not self._why:
            self.put_off.emit(self._now)
