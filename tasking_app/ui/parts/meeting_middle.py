"""The middle of the meeting: head of the item, its referrals and figures, minutes or review, quick-add."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tasking_app.records.may import MeetingMay
from tasking_app.records.running import Running
from tasking_app.rules.figures import ThemeFigures
from tasking_app.rules.theme import BY_CODE
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import box, clear, column, hline, row, wrap
from tasking_app.ui.panels.last_minutes import LastMinutesPanel
from tasking_app.ui.parts.meeting_book import MinutesBook
from tasking_app.ui.parts.meeting_head import VIEWS, ItemHead
from tasking_app.ui.parts.meeting_referrals import ReferralPanel
from tasking_app.ui.parts.quick_pane import QuickPane
from tasking_app.ui.parts.quick_send import Sender
from tasking_app.ui.parts.review_pane import ReviewPane
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.pages import Pages
from tasking_app.ui.widgets.tags import THEMES

SPECIAL, MINUTES = 0, 1
KINDS_WITH_REFERRALS = frozenset({"theme", "aob"})


class Middle(QFrame):
    """Which parts are on show depends on the kind of item and on the view chosen in its head."""

    view_changed = Signal()

    def __init__(self, jobs: Jobs, sender: Sender) -> None:
        super().__init__()
        self.setProperty("box", "surface")
        self.head, self.referrals, self.review = ItemHead(), ReferralPanel(), ReviewPane()
        self.last_minutes, self.quick = LastMinutesPanel(jobs), QuickPane(jobs, sender)
        self.minutes = MinutesBook(jobs, sender)
        self._figures = QVBoxLayout()
        self._figures.setSpacing(px(6))
        self._figures.setContentsMargins(px(20), px(10), px(16), px(6))
        self._figure_box = wrap(self._figures)
        self._figure_box.hide()
        self._figures_shown: tuple[ThemeFigures, ...] = ()
        self._why = Label("", "small", "text2", wrap=True)
        self._why_box = box("foot", row(Glyph("eye", "text2", 16), (self._why, 1), margins=(20, 8, 16, 8)))
        self._why_box.hide()
        self._lines = QWidget()
        self._lines.setLayout(column(self.referrals, self._figure_box, (self.minutes, 1), self.quick, gap=0))
        self._pages = Pages()
        for page in (self._lines, self.review, self.last_minutes):
            self._pages.addWidget(page)
        self.setLayout(column(self.head, hline(), (self._pages, 1), self._why_box, gap=0))
        self._view = SPECIAL
        self._kind = ""
        self.head.view_chosen.connect(self.show_view)

    def kind(self) -> str:
        """review, minutes or lines: what is on show."""
        if self._kind in VIEWS and self._view == SPECIAL:
            return self._kind
        return "lines"

    def show_item(self, shown: Running, *, new: bool) -> None:
        """Show a reading; `new` says that it is another item than before."""
        self._kind = shown.item.kind
        if new:
            self._view = SPECIAL
        self.head.show_item(shown, self._view)
        self.referrals.setVisible(bool(shown.referrals) or shown.item.kind in KINDS_WITH_REFERRALS)
        self._show_figures(shown)
        self._show_page()

    def withhold(self, may: MeetingMay) -> None:
        """What runs the meeting and writes its minutes is off for who follows it, and one line says why."""
        self.head.withhold(may.run)
        self.referrals.withhold(may.run)
        self.review.card.withhold(may.run)
        self.minutes.set_frozen(bool(may.minutes))
        self.quick.setVisible(not may.minutes)
        self._why.setText(f"You follow this meeting. {may.minutes}")
        self._why_box.setVisible(bool(may.minutes))

    def show_view(self, view: int) -> None:
        """Actions or minutes, at the items that have both."""
        self._view = view
        self._show_page()
        self.view_changed.emit()

    def show_lines(self) -> None:
        """Where lines are typed, from whatever is on show."""
        if self.kind() != "lines":
            self.head.choose_view(MINUTES)

    def regions(self) -> list[QWidget]:
        """The parts F6 goes round, in reading order."""
        if self.kind() == "review":
            return [self.head, self.review]
        if self.kind() == "minutes":
            return [self.head, *self.last_minutes.regions()]
        return [self.referrals, self.minutes, self.quick, self.head]

    def bring_back(self) -> bool:
        """Put back what was being typed when the program last ended; whether there was anything."""
        drafts = self.minutes.old_drafts()
        found = self.kind() == "review" and self.review.bring_back(drafts)
        found = self.minutes.bring_back() or found
        quick = next((one for one in drafts if one.place == self.quick.place()), None)
        if quick is None or self.quick.text().strip() or len(quick.text.strip()) < 2:
            return found
        drafts.remove(quick)
        self.show_lines()
        self.quick.set_text(quick.text)
        self.quick.focus_line()
        return True

    def _show_page(self) -> None:
        pages: dict[str, QWidget] = {"review": self.review, "minutes": self.last_minutes}
        self._pages.setCurrentWidget(pages.get(self.kind(), self._lines))
        self._pages.updateGeometry()

    def _show_figures(self, shown: Running) -> None:
        if shown.all_figures == self._figures_shown:
            return
        self._figures_shown = shown.all_figures
        clear(self._figures)
        self._figure_box.setVisible(bool(shown.all_figures))
        for one in shown.all_figures:
            look = THEMES[one.theme]
            name = Elided(BY_CODE[one.theme].name, "strong")
            name.setFixedWidth(px(190))
            own = one.label == BY_CODE[one.theme].name
            words = one.sentence if own else one.labelled_sentence
            sentence = Elided(words, "body", "text" if one.known else "text2")
            line = row(Glyph(look.icon, look.tone, 18), name, (sentence, 1), gap=10)
            self._figures.addLayout(line)
