"""The head of an agenda item: its icon, its title, its figures, and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from tasking_app.records.running import Running
from tasking_app.rules import days
from tasking_app.rules.figures import Direction, ThemeFigures, month_name
from tasking_app.rules.theme import BY_CODE
from tasking_app.ui.layouts import clear, column, row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.chips import Segments
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.sparkline import Sparkline
from tasking_app.ui.widgets.tags import ChangeArrow, ThemeIcon
from tasking_app.ui.withheld import withhold

ICONS = {
    "welcome": "users",
    "confidentiality": "shield-lock",
    "minutes": "history",
    "review": "clipboard-list",
    "figures": "chart-bar",
    "aob": "message",
    "next": "calendar-event",
}
TIGHT, BARE = 700, 560
"""Below these widths the words on Next go, and the icon."""
VIEWS = {"review": ("Actions", "Minutes"), "minutes": ("Last minutes", "Minutes")}


class ItemHead(QFrame):
    """What is being talked about now."""

    next_asked = Signal()
    back_asked = Signal()
    view_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "surface")
        self.setAccessibleName("Item")
        self._icon, self._title = ThemeIcon("", 48), Elided("", "h1")
        self._facts, self._spark = QHBoxLayout(), QHBoxLayout()
        self._facts.setSpacing(px(6))
        self._view_slot = QHBoxLayout()
        self._back = icon_button("chevron-left", "Previous item", keys="Ctrl+PgUp")
        self._next = Button("Next", kind="primary", keys="Ctrl+PgDn")
        self._back.clicked.connect(self.back_asked)
        self._next.clicked.connect(self.next_asked)
        words = column(self._title, self._facts, gap=0)
        self.setLayout(
            row(
                self._icon,
                (words, 1),
                self._spark,
                self._view_slot,
                self._back,
                self._next,
                gap=12,
                margins=(20, 9, 16, 9),
            )
        )
        self._shown: tuple[object, ...] = ()
        self._following = ""

    def show_item(self, shown: Running, view: int) -> None:
        """Show the item of a reading."""
        key = (shown.item.id, shown.item.title, shown.figures, shown.following, view, shown.head.held_on)
        if key == self._shown:
            return
        self._shown = key
        item = shown.item
        self._icon.set_theme(item.theme, "" if item.theme else ICONS.get(item.kind, "clipboard-list"))
        self._title.setText(item.title)
        following = shown.following.title if shown.following is not None else ""
        self._following = following
        self._show_next()
        self._back.setVisible(item.number > 1)
        clear(self._facts)
        clear(self._spark)
        self._show_views(VIEWS.get(item.kind, ()), view)
        if item.theme:
            self._show_figures(shown)
        else:
            self._say(f"{item.minutes} minutes" + (f", {item.presenter}" if item.presenter else ""))

    def withhold(self, why: str) -> None:
        """The item now is the same for everybody: only who runs the meeting moves it."""
        withhold(why, self._back, self._next)

    def _show_next(self) -> None:
        """Where it leads, in full where there is room."""
        following, tight = self._following, self.width() < px(TIGHT)
        words = f"Next: {_short(following)}" if following and not tight else "Next"
        self._next.set_text(words, f"Next item: {following}" if following else "End the meeting")
        if not following:
            self._next.setText("End" if tight else "End the meeting")
        if self._next.isEnabled():
            self._next.setToolTip(f"{following or 'End the meeting'}  Ctrl PgDn")
        self._next.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.setVisible(event.size().width() >= px(BARE))
        if (event.size().width() < px(TIGHT)) != (event.oldSize().width() < px(TIGHT)):
            self._show_next()

    def choose_view(self, view: int) -> None:
        """Turn to another view of the item, as a press would."""
        item = self._view_slot.itemAt(0)
        made = item.widget() if item is not None else None
        if isinstance(made, Segments):
            made.set_current(view)
        self.view_chosen.emit(view)

    def show_progress(self, done: int, total: int) -> None:
        """How much of the action review is done."""
        clear(self._facts)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setMinimumWidth(px(30))
        bar.setMaximumWidth(px(150))
        bar.setRange(0, max(total, 1))
        bar.setValue(done)
        bar.setAccessibleName(f"{done} of {total} reviewed")
        self._facts.addWidget(Label(f"{done} of {total} reviewed", "small", "text2"))
        self._facts.addWidget(bar, 1)
        self._facts.addStretch(0)

    def _show_views(self, texts: Sequence[str], view: int) -> None:
        clear(self._view_slot)
        if texts:
            made = Segments(texts, "What is shown of this item", view)
            made.chosen.connect(self.view_chosen)
            self._view_slot.addWidget(made)

    def _say(self, words: str, *more: QWidget) -> None:
        self._facts.addWidget(Elided(words, "small", "text2"), 1)
        for widget in more:
            self._facts.addWidget(widget)

    def _show_figures(self, shown: Running) -> None:
        figures = shown.figures
        if figures is None or not figures.known:
            self._say(figures.missing if figures is not None else "")
            return
        self._facts.addWidget(Label(_count(figures), "small", "text2"))
        change = figures.on_last_year
        if change is not None and change.percent and change.direction in (Direction.UP, Direction.DOWN):
            sign = -1 if change.direction is Direction.DOWN else 1
            self._facts.addWidget(ChangeArrow(sign * change.percent))
            self._facts.addWidget(Elided(f"on {month_name(change.month)}", "small", "text2"), 1)
        elif change is not None:
            self._facts.addWidget(Elided(change.words, "small", "text2"), 1)
        self.setToolTip(figures.labelled_sentence)
        now = [value for value in figures.history if value is not None]
        before = [value for value in shown.figures_last_year if value is not None]
        name = f"{figures.label} by month"
        self._spark.addWidget(Sparkline(now, before, tone=shown.item.theme, width=110, height=36, name=name))


def _count(figures: ThemeFigures) -> str:
    """9 in October; the police's own category stands before it where it is not the theme's name."""
    month = days.MONTHS[int(figures.month[5:]) - 1]
    own = BY_CODE[figures.theme].name == figures.label
    return f"{'' if own else figures.label + ': '}{figures.count:,} in {month}"


def _short(title: str) -> str:
    return title if len(title) <= 22 else f"{title[:20].rstrip()}…"
