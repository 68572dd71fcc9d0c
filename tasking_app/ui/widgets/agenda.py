"""The agenda at the left of a meeting: done items ticked, the one now as a card with its time.

rail = AgendaRail()
rail.set_items([AgendaView(id, 8, "Arson", "arson", "now", spent=0.41, left="9 min left"), ...])
rail.set_head("Ends 12:00")     rail.set_foot(widget)     chosen(id)      state: done, now, next
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from tasking_app.ui import icons
from tasking_app.ui.layouts import clear, column, row, scroll
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.tags import THEMES

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
SPOKEN = {"done": "finished", "now": "now", "next": "to come"}


@dataclass(frozen=True, slots=True)
class AgendaView:
    """One item: number, title, theme or empty, done, now or next, time spent, words for the rest."""

    id: UUID
    number: int
    title: str
    theme: str = ""
    state: str = "next"
    spent: float = 0.0
    left: str = ""
    late: bool = False


class _Item(QAbstractButton):
    """One item of the agenda."""

    stepped = Signal(int)

    def __init__(self, view: AgendaView, tall: int) -> None:
        super().__init__()
        self.view, self.tall = view, tall
        self.setText(view.title)
        theme = f", {THEMES[view.theme].name}" if view.theme and THEMES[view.theme].name != view.title else ""
        left = f", {view.left}" if view.left and view.state == "now" else ""
        self.setAccessibleName(f"Item {view.number}, {view.title}{theme}, {SPOKEN[view.state]}{left}")
        self.setToolTip(view.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)  # Qt would go to the next field, and the pane between would scroll

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(self.tall + (24 if self.view.state == "now" else 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, tone = self.view.state == "now", THEMES[self.view.theme].tone if self.view.theme else "ink"
        if now:
            self._paint_card(painter, tone)
        elif self.underMouse():
            painter.fillRect(self.rect(), colour("hover"))
        tall = px(self.tall)
        self._paint_number(painter, tall, now)
        x = px(46)
        if self.view.theme:
            icons.draw(painter, THEMES[self.view.theme].icon, tone, x, (tall - px(18)) / 2, 18)
            x += px(25)
        painter.setFont(font("strong", 16) if now else font("body"))
        painter.setPen(colour("text2" if self.view.state == "done" else "text"))
        room = self.width() - x - px(10)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, 0, room, tall), LEFT, shown)
        if now:
            self._paint_time(painter, tall, "late" if self.view.late else tone)

    def _paint_card(self, painter: QPainter, tone: str) -> None:
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("surface"))
        box = QRectF(px(8) + 0.5, 0.5, self.width() - px(16) - 1, self.height() - 1)
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tone))
        painter.drawRoundedRect(QRectF(px(8), px(8), px(4), self.height() - px(16)), px(2), px(2))

    def _paint_number(self, painter: QPainter, tall: int, now: bool) -> None:
        if self.view.state == "done":
            icons.draw(painter, "circle-check-filled", "done", px(20), (tall - px(18)) / 2, 18)
            return
        painter.setFont(font("strong" if now else "body"))
        painter.setPen(colour("text" if now else "text2"))
        painter.drawText(QRect(px(14), 0, px(30), tall), Qt.AlignmentFlag.AlignCenter, str(self.view.number))

    def _paint_time(self, painter: QPainter, tall: int, tone: str) -> None:
        painter.setFont(font("small"))
        words = painter.fontMetrics().horizontalAdvance(self.view.left)
        bar = QRectF(px(46), tall + px(8), self.width() - px(46 + 16 + 8) - words, px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(bar, px(3), px(3))
        painter.setBrush(colour(tone))
        bar.setWidth(bar.width() * min(max(self.view.spent, 0.0), 1.0))
        painter.drawRoundedRect(bar, px(3), px(3))
        painter.setPen(colour("late" if self.view.late else "text2"))
        box = QRect(self.width() - px(16) - words, tall, words, px(20))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.view.left)


class AgendaRail(QFrame):
    """The list of items: one tab stop, arrows move, Enter or a press goes there."""

    chosen = Signal(object)

    def __init__(self, width: int = 232) -> None:
        super().__init__()
        self.setProperty("box", "side")
        self.setAccessibleName("Agenda")
        self.setFixedWidth(px(width))
        self._items: list[_Item] = []
        self._views: tuple[AgendaView, ...] = ()
        self._tall = 38
        self._head = Label("", "small", "text2")
        self._list, self._foot = QVBoxLayout(), QVBoxLayout()
        self._list.setSpacing(px(1))
        self._list.setContentsMargins(0, 0, 0, 0)
        self._foot.setContentsMargins(px(10), px(8), px(10), 0)
        page = QWidget()
        page.setLayout(self._list)
        head = row(Label("Agenda", "h3"), None, self._head, margins=(16, 0, 16, 6))
        pane = (scroll(page, "Agenda items"), 1)
        self.setLayout(column(head, pane, self._foot, gap=0, margins=(0, 12, 0, 12)))

    def set_head(self, words: str) -> None:
        """What stands beside the heading, for example when it ends."""
        self._head.setText(words)

    def set_foot(self, widget: QWidget) -> None:
        """A card under the list, for example who is here."""
        clear(self._foot)
        self._foot.addWidget(widget)

    def set_items(self, views: Sequence[AgendaView]) -> None:
        """Show these items. Only the time moving on repaints one of them."""
        same = [_fixed(v) for v in views] == [_fixed(v) for v in self._views]
        self._views = tuple(views)
        if same:
            for item, view in zip(self._items, views, strict=True):
                item.view = view
                item.update()
            return
        focused = next((i.view.id for i in self._items if i.hasFocus()), None)
        clear(self._list)
        self._items = [_Item(view, self._tall) for view in views]
        for item in self._items:
            item.clicked.connect(lambda _=False, key=item.view.id: self.chosen.emit(key))
            item.stepped.connect(partial(self._step, item))
            self._list.addWidget(item)
            item.show()
            if item.view.id == focused:
                item.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.addStretch(1)
        self._set_stop(next((i for i in self._items if i.view.state == "now"), None))

    def _set_stop(self, stop: _Item | None) -> None:
        stop = stop or (self._items[0] if self._items else None)
        for item in self._items:
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if item is stop else Qt.FocusPolicy.ClickFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tall = 38 if event.size().height() >= px(690) else 34
        for item in self._items:
            item.tall = self._tall
            item.updateGeometry()

    def _step(self, item: _Item, by: int) -> None:
        place = self._items.index(item) + by
        other = self._items[min(max(place, 0), len(self._items) - 1)]
        self._set_stop(other)
        other.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = next((n for n, item in enumerate(self._items) if item.hasFocus()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now is not None:
            self._items[now].click()
        else:
            super().keyPressEvent(event)


def _fixed(view: AgendaView) -> tuple[object, ...]:
    return view.id, view.number, view.title, view.theme, view.state
