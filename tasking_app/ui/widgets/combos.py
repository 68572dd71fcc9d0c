"""Lists that open: the combo box of a form and the filter above a table.

Combo([("asb", "Anti-social behaviour")], name)   chosen(str)  key() set_key(key) set_options
FilterCombo("Theme", [("asb", "ASB")])            chosen(str), "" = all   key() set_key(key) set_options
FilterPick("Referral")                            picked()   for more answers than a menu holds; set_option
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QSizePolicy

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.spoken import speak_as

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _paint_frame(painter: QPainter, size: QSize, hovered: bool, on: bool = False) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("select_line" if on else "control"), 2 if on else 1))
    painter.setBrush(colour("select" if on else "hover" if hovered else "surface"))
    inset = 1 if on else 0.5
    painter.drawRoundedRect(
        QRectF(0, 0, size.width(), size.height()).adjusted(inset, inset, -inset, -inset), px(6), px(6)
    )
    icons.draw(painter, "chevron-down", "text2", size.width() - px(25), (size.height() - px(16)) / 2, 16)


class Combo(QComboBox):
    """One of a list. The wheel does not change it by accident."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str, *, current: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(px(36))
        self.setMinimumWidth(px(120))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options, current)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def set_options(self, options: Sequence[tuple[str, str]], current: str = "") -> None:
        """Other answers, as key and words; the choice stays if it is still there."""
        keep = current or self.key()
        self.clear()
        for key, text in options:
            self.addItem(text, key)
        self.set_key(keep)

    def key(self) -> str:
        """Key of the answer chosen, empty for none."""
        return str(self.currentData() or "")

    def set_key(self, key: str) -> None:
        """Choose without a signal."""
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_frame(painter, self.size(), self.underMouse() and self.isEnabled())
        room = QRect(px(11), 0, self.width() - px(40), self.height())
        painter.setFont(font("body"))
        painter.setPen(colour("text" if self.currentIndex() >= 0 and self.isEnabled() else "text3"))
        words = self.currentText() or self.placeholderText()
        painter.drawText(
            room, LEFT, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        )


class FilterCombo(QAbstractButton):
    """What a list is filtered by, in one button: 'Theme All'. Opens a menu."""

    chosen = Signal(str)

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, all_text: str = "All") -> None:
        super().__init__()
        self._title, self._all = title, all_text
        self._options: tuple[tuple[str, str], ...] = ()
        self._key = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        speak_as(self, "menu")
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Answers as key and words; a choice that is gone goes back to all."""
        self._options = tuple(options)
        self.set_key(self._key if self._key in dict(options) else "")

    def key(self) -> str:
        """Key chosen, empty for all."""
        return self._key

    def set_key(self, key: str) -> None:
        """Choose without a signal."""
        self._key = key
        self.setText(dict(self._options).get(key, self._all))
        self.setAccessibleName(f"{self._title}: {self.text()}")
        self.updateGeometry()
        self.update()

    def _choose(self, key: str) -> None:
        if key != self._key:
            self.set_key(key)
            self.chosen.emit(key)

    def menu(self) -> QMenu:
        """The list of answers as a menu."""
        menu = QMenu(self)
        for key, text in (("", self._all), *self._options):
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key == self._key)
            action.triggered.connect(lambda _=False, k=key: self._choose(k))
            menu.addAction(action)
        return menu

    def open_menu(self) -> None:
        """Show the list under the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + px(2))))

    def sizeHint(self) -> QSize:
        title = QFontMetrics(font("body")).horizontalAdvance(self._title)
        value = QFontMetrics(font("strong")).horizontalAdvance(self.text())
        return QSize(title + min(value, px(180)) + px(11 + 8 + 32), px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_frame(painter, self.size(), self.underMouse(), on=bool(self._key))
        painter.setFont(font("body"))
        painter.setPen(colour("text2"))
        painter.drawText(QRect(px(11), 0, self.width(), self.height()), LEFT, self._title)
        x = px(11 + 8) + painter.fontMetrics().horizontalAdvance(self._title)
        painter.setFont(font("strong"))
        painter.setPen(colour("text"))
        room = self.width() - x - px(28)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + px(2))
        painter.drawText(QRect(x, 0, room + px(2), self.height()), LEFT, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
            return
        super().keyPressEvent(event)


class FilterPick(FilterCombo):
    """A filter with too many answers for a menu: it asks to be opened, and shows the one chosen."""

    picked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title, [])

    def set_option(self, key: str, text: str) -> None:
        """Show this one as chosen; an empty key is all."""
        self._key = key
        self.set_options([(key, text)] if key else [])

    def open_menu(self) -> None:
        """Somebody else opens a list to choose from."""
        self.picked.emit()
