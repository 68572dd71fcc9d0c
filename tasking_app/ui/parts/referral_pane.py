"""One referral beside the register: what, who, its points, its open actions, and why it was referred."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from tasking_app.records.referral import ReferralPage
from tasking_app.rules import days
from tasking_app.rules import referral as rule
from tasking_app.rules.need_to_know import REFUSED
from tasking_app.rules.people import shown as stand_in
from tasking_app.ui.layouts import clear, column, hline, row, scroll, wrap
from tasking_app.ui.parts.restricted_notice import RECORDED
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.tags import Redaction, RiskBars, StatusTag, Tag, ThemeTag

KIND_ICONS = {"victim": "heart-handshake", "person": "user", "place": "map-pin", "issue": "affiliate"}


def fact(name: str, widget: QWidget) -> QLayout:
    """A name and what it is, in two columns."""
    label = Label(name, "small", "text2")
    label.setFixedWidth(px(86))
    if isinstance(widget, Label | Elided):
        return row(label, (widget, 1), gap=0)
    return row(label, widget, None, gap=0)


class ReferralPane(QWidget):
    """The pane at the right of the register."""

    opened = Signal(object)
    placed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Referral")
        self._page: ReferralPage | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(px(7))
        inside = QWidget()
        inside.setLayout(column(self._body, None, gap=0, margins=(20, 14, 14, 8)))
        self._open = Button("Open", size="small")
        self._agenda = Button("To agenda", icon="calendar-event", size="small")
        self._open.clicked.connect(lambda: self.opened.emit(self._key()))
        self._agenda.clicked.connect(lambda: self.placed.emit(self._key()))
        foot = row(self._open, self._agenda, None, gap=6, margins=(20, 8, 16, 12))
        self._foot = wrap(foot)
        self.setLayout(column((scroll(inside, "Referral"), 1), hline(), self._foot, gap=0))
        self._foot.hide()

    def _key(self) -> UUID | None:
        return self._page.row.id if self._page is not None else None

    def show_page(self, page: ReferralPage | None) -> None:
        """Show a referral; None leaves the pane empty."""
        if page == self._page:
            return
        self._page = page
        clear(self._body)
        self._foot.setVisible(page is not None)
        if page is not None:
            self._show(page)

    def _show(self, page: ReferralPage) -> None:
        shown = page.row
        head = row(
            Label(shown.reference, "body", "text2"),
            Tag(rule.KINDS[shown.kind], KIND_ICONS[shown.kind]),
            ThemeTag(shown.theme, short=True),
            None,
            gap=8,
        )
        self._body.addLayout(head)
        self._body.addWidget(Label(shown.title, "h2", wrap=True))
        self._body.addLayout(row(RiskBars(shown.risk), None))
        self._body.addWidget(hline())
        lead = ", ".join(part for part in (shown.agency, shown.officer) if part)
        self._body.addLayout(fact("Lead", Label(lead, "strong", wrap=True)))
        self._body.addLayout(fact("State", Label(rule.STATES[shown.status])))
        self._body.addLayout(fact("Nature", Label(rule.NATURES.get(shown.nature, ""))))
        if shown.area:
            self._body.addLayout(fact("Where", Label(shown.area)))
        if shown.next_review is not None:
            self._body.addLayout(fact("Review", Label(days.long(shown.next_review))))
        for number, person in enumerate(page.people):
            self._body.addLayout(
                fact("People" if number == 0 else "", Redaction(stand_in(person.label, person.under_18)))
            )
        if page.victim_told:
            when = f"{days.long(page.victim_told_on)}, " if page.victim_told_on is not None else ""
            self._body.addLayout(fact("Victim told", Label(f"{when}by {page.victim_told}", wrap=True)))
        self._actions(page)
        if page.reason_added:
            self._body.addWidget(Notice("info", "Why it was referred", page.reason_added))

    def _actions(self, page: ReferralPage) -> None:
        is_open = [one for one in page.actions if one.stored in ("not_started", "under_way", "blocked")]
        self._body.addWidget(hline())
        self._body.addLayout(row(Label("Open actions", "h3"), Label(str(len(is_open)), "h3", "text2"), None))
        for one in is_open[:6]:
            about = column(Label(one.short_text, wrap=True), Label(one.reference, "small", "text2"), gap=0)
            self._body.addLayout(row((about, 1), StatusTag(one.status.kind.value, one.status.words), gap=8))
        if page.row.restricted and not page.opened:
            words = f"This referral is restricted. {RECORDED if page.may_open else REFUSED}"
            self._body.addWidget(Label(words, "small", "text2", wrap=True))
