"""One ring in two colours that follows keyboard focus everywhere, so it shows on any background."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit, QWidget

from tasking_app.ui.theme import colour, px

RING_HOST = "ring_host"
"""Property of a frame that wears the ring instead of the field inside it."""
RING_NONE = "ring_none"
"""Property of a frame that is itself the sign of where one is, such as the command box."""


class FocusRing(QWidget):
    """Overlay of a window. The mouse needs no ring, nor does a window just opened; a key or a jump does."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._used = False
        self.hide()
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._forget()
        window = self.window()
        opened, self._used = not self._used, True
        if (
            opened
            or now is None
            or now is window
            or now.window() is not window
            or now.focusPolicy() == Qt.FocusPolicy.NoFocus
            or QApplication.mouseButtons()
        ):
            self.hide()
            return
        self._target = _host(now)
        if self._target is None:
            self.hide()
            return
        watched: QWidget | None = self._target
        while watched is not None and watched is not window:
            watched.installEventFilter(self)
            self._watched.append(watched)
            watched = watched.parentWidget()
        self.place()

    def _forget(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):  # a list that was read again may be gone by now
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.place()
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Destroy, QEvent.Type.DeferredDelete):
            self._forget()
            self.hide()
        return False

    def place(self) -> None:
        """Put the ring around what has focus, as far as it can be seen."""
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        seen = _seen_part(target, self.window())
        if seen.width() < px(8) or seen.height() < px(8):
            self.hide()
            return
        out = px(4)
        self.setGeometry(seen.adjusted(-out, -out, out, out).intersected(self.window().rect()))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("focus_out"), px(3)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), px(8), px(8))
        painter.setPen(QPen(colour("focus_in"), 1.6))
        inner = px(3) + 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inner, inner, -inner, -inner), px(6), px(6))


def _host(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if parent.property(RING_NONE) and isinstance(widget, QTextEdit):
            return None
        if parent.property(RING_HOST):
            return parent
        parent = parent.parentWidget()
    return widget


def _seen_part(widget: QWidget, window: QWidget) -> QRect:
    seen = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        holder = parent.parentWidget()
        if isinstance(holder, QScrollArea) and parent is holder.viewport():
            seen = seen.intersected(QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()))
        parent = holder
    return seen
