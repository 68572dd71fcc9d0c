"""How a table's cells and titles look: one or two lines, icons, tags and risk bars, from plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tasking_app.ui import icons
from tasking_app.ui.theme import background_of, colour, font, px
from tasking_app.ui.widgets.tags import RISK, STATUS, THEMES, paint_risk, paint_tag, tag_size

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
EDGE, GAP = 20, 8
_STRETCH = QHeaderView.ResizeMode.Stretch


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows. `spoken` is what is read aloud when the words are not enough."""

    text: str
    second: str = ""
    icon: str = ""
    tone: str = "text"
    icon_tone: str = "text2"
    strong: bool = False
    second_icon: str = ""
    second_tone: str = "text2"
    tag_fill: str = ""
    band: str = ""
    score: int | None = None
    share: int | None = None
    figures: bool = False
    spoken: str = ""
    tip: str = ""

    def words(self) -> str:
        """What a screen reader says."""
        return self.spoken or ", ".join(part for part in (self.text, self.second) if part)

    @classmethod
    def status(cls, kind: str, words: str) -> "Cell":
        """A status tag."""
        look = STATUS[kind]
        return cls(words, icon=look.icon, tone=look.tone, tag_fill=background_of(look.tone))

    @classmethod
    def under(cls, text: str, kind: str, words: str) -> "Cell":
        """A text with a status under it."""
        look = STATUS[kind]
        return cls(text, words, strong=True, second_icon=look.icon, second_tone=look.tone)

    @classmethod
    def theme(cls, code: str) -> "Cell":
        """A theme's icon and short name."""
        look = THEMES[code]
        return cls(look.short, icon=look.icon, icon_tone=look.tone, spoken=look.name)

    @classmethod
    def risk(cls, band: str, score: int | None) -> "Cell":
        """Risk bars."""
        words = RISK[band][0]
        text = words if score is None else f"{words} {score}"
        return cls(text, band=band, score=score, spoken=f"Risk {text}")

    @classmethod
    def percent(cls, share: int | None, spoken: str) -> "Cell":
        """A share in words and as a bar."""
        text = "–" if share is None else f"{share} %"
        return cls(text, share=share, figures=True, spoken=spoken)


class CellPainter(QStyledItemDelegate):
    """Paints a `Cell` it finds under UserRole."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(40), px(40))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, Cell):
            return
        box, state = option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, colour("select"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, colour("line"))
        now = self._table.currentIndex().row() == index.row()
        if index.column() == 0 and now:
            painter.fillRect(box.x(), box.y(), px(4), box.height(), colour("select_line"))
        left = px(EDGE if index.column() == 0 else GAP)
        wide = self._table.horizontalHeader().sectionResizeMode(index.column()) == _STRETCH
        self._content(painter, box.adjusted(left, 0, -px(GAP), -1), cell, chosen and now and wide)
        painter.restore()

    def _content(self, painter: QPainter, box: QRect, cell: Cell, now: bool) -> None:
        if cell.band:
            paint_risk(painter, box.x(), box.y(), box.height(), cell.band, cell.score)
        elif cell.tag_fill:
            size = tag_size(cell.text, cell.icon, cell.tag_fill)
            top = box.y() + (box.height() - size.height()) // 2
            place = QRect(box.x(), top, min(size.width(), box.width()), size.height())
            paint_tag(painter, place, cell.text, cell.icon, cell.tone, cell.tag_fill)
        else:
            self._lines(painter, box, cell, now)
        if cell.share is not None:
            _bar(painter, box, cell.share)

    def _lines(self, painter: QPainter, box: QRect, cell: Cell, now: bool) -> None:
        x = box.x()
        if cell.icon:
            icons.draw(painter, cell.icon, cell.icon_tone, x, box.y() + (box.height() - px(18)) / 2, 18)
            x += px(26)
        room = QRect(x, box.y(), box.right() - x, box.height())
        first = QRect(room)
        if cell.second:
            middle = room.y() + room.height() // 2
            first = QRect(x, middle - px(21), room.width(), px(20))
            self._second(painter, QRect(x, middle + px(2), room.width(), px(18)), cell)
        painter.setFont(font("strong" if cell.strong or now else "body", tabular=cell.figures))
        painter.setPen(colour(cell.tone))
        for line, place in _broken(painter, cell, first):
            painter.drawText(place, LEFT, line)

    def _second(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        if cell.second_icon:
            icons.draw(painter, cell.second_icon, cell.second_tone, box.x(), box.y() + px(1.5), 15)
            box = box.adjusted(px(20), 0, 0, 0)
        painter.setFont(font("small_strong" if cell.second_icon else "small"))
        painter.setPen(colour(cell.second_tone))
        shown = painter.fontMetrics().elidedText(cell.second, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, LEFT, shown)


def _bar(painter: QPainter, box: QRect, share: int) -> None:
    """A bar to the right of the words, as full as the share."""
    x, wide, high = box.x() + px(58), min(px(90), box.width() - px(58)), px(8)
    whole = QRect(x, box.y() + (box.height() - high) // 2, wide, high)
    painter.fillRect(whole, colour("sunken"))
    painter.fillRect(QRect(whole.x(), whole.y(), wide * share // 100, high), colour("ink"))


def _broken(painter: QPainter, cell: Cell, box: QRect) -> list[tuple[str, QRect]]:
    """The text in one line, or in two when there is no second text and it is too long for one."""
    metrics = painter.fontMetrics()
    tall = metrics.lineSpacing()
    if cell.second or metrics.horizontalAdvance(cell.text) <= box.width() or box.height() < 2 * tall:
        return [(metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width()), box)]
    words, first = cell.text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= box.width():
        first = f"{first} {words.pop(0)}".strip()
    top = box.y() + (box.height() - 2 * tall) // 2
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, box.width())
    upper, lower = QRect(box.x(), top, box.width(), tall), QRect(box.x(), top + tall, box.width(), tall)
    return [(first, upper), (rest, lower)] if first else [(rest, box)]


class HeaderPainter(QHeaderView):
    """Titles of the columns, with an arrow on the one that sorts."""

    def __init__(self, table: QTableView, right: Sequence[bool]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._right = tuple(right)
        self._order: tuple[int, bool] | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(px(36))

    def order(self) -> tuple[int, bool] | None:
        """Column that sorts and whether downwards."""
        return self._order

    def set_order(self, column: int, descending: bool) -> None:
        """Show which column sorts."""
        self._order = (column, descending)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.x(), rect.bottom() - px(1), rect.width(), px(2), colour("control"))
        box = rect.adjusted(px(EDGE if logical == 0 else GAP), 0, -px(GAP), 0)
        painter.setFont(font("small_strong"))
        painter.setPen(colour("text2"))
        title = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, RIGHT if self._right[logical] else LEFT, shown)
        if self._order is not None and self._order[0] == logical:
            x = min(box.x() + painter.fontMetrics().horizontalAdvance(shown) + px(3), box.right() - px(13))
            name = "arrow-down" if self._order[1] else "arrow-up"
            icons.draw(painter, name, "text2", x, rect.y() + (rect.height() - px(14)) / 2, 14)
