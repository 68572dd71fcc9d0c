"""Layers inside the window: a scrim with one sheet on it, instead of windows of their own.

    Sheet(title, width=720, subtitle="", side=None)
        body: QVBoxLayout to fill   foot(*items)   open_over(opener)   close_layer()   left, confirmed

Esc closes the top layer only. The sheet stays alive with what was typed: opening it again brings the text.
Focus returns to the widget that had it.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from tasking_app.ui.layouts import Item, box, column, row, scroll, wrap
from tasking_app.ui.theme import colour, px
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.regions import first_stop


class Layer(QWidget):
    """A scrim over a whole window that holds one frame and keeps Tab inside it."""

    left = Signal()
    """The layer was closed, by Esc or by `close_layer`."""
    confirmed = Signal()
    """Ctrl Enter: the primary button by keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._opener: QWidget | None = None
        self._wide: int | None = None
        self.frame = box("sheet")
        self.frame.setParent(self)
        self.hide()

    def open_over(self, opener: QWidget) -> None:
        """Show above the opener's window and take the focus."""
        window = opener.window()
        self._opener = QApplication.focusWidget() or opener
        self.setParent(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.place()
        self.show()
        self.raise_()
        self.place()
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def first_focus(self) -> QWidget | None:
        """What takes the focus on opening."""
        return first_stop(self.frame)

    def close_layer(self) -> None:
        """Hide it, keep what was typed, and give the focus back."""
        if not self.isVisible():
            return
        self.window().removeEventFilter(self)
        opener, self._opener = self._opener, None
        self.hide()
        if opener is not None and isValid(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def may_close(self) -> bool:
        """False while Esc must not close it, for example while something is being written."""
        return True

    def narrow(self) -> None:
        """A frame of fixed width gives way to a window that is narrower."""
        if self._wide is None:
            self._wide = self.frame.minimumWidth()
        if self._wide:
            self.frame.setFixedWidth(min(self._wide, self.width() - px(32)))

    def place(self) -> None:
        """Put the frame in the middle, never larger than the window."""
        self.narrow()
        self.frame.adjustSize()
        room = self.rect().adjusted(px(16), px(16), -px(16), -px(16))
        size = self.frame.size().boundedTo(room.size())
        self.frame.setGeometry(
            (self.width() - size.width()) // 2,
            max(px(16), (self.height() - size.height()) // 2),
            size.width(),
            size.height(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.may_close():
            self.close_layer()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._tab(forward)

    def _tab(self, forward: bool) -> bool:
        now = QApplication.focusWidget()
        widget: QWidget = now if now is not None and self.isAncestorOf(now) else self
        start = widget
        while True:
            after = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
            if after is None or after is start:
                return False
            widget = after
            tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if self.isAncestorOf(widget) and tabs and widget.isVisible() and widget.isEnabled():
                widget.setFocus(
                    Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                )
                return True

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("scrim"))


def top_layer(window: QWidget) -> Layer | None:
    """The layer on top of a window, if any is open."""
    open_now = [c for c in window.children() if isinstance(c, Layer) and c.isVisible()]
    return open_now[-1] if open_now else None


class Sheet(Layer):
    """A titled sheet with a body, an optional second column, and a foot of buttons."""

    def __init__(
        self,
        title: str,
        *,
        width: int = 720,
        height: int = 0,
        subtitle: str = "",
        icon: str = "",
        side: QLayout | None = None,
    ) -> None:
        super().__init__()
        self.frame.setFixedWidth(px(width))
        self.frame.setAccessibleName(title)
        self._title, self._subtitle = Label(title, "h1"), Label(subtitle, "h2", "text2")
        if not subtitle:
            self._subtitle.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        self.body.setContentsMargins(0, 0, px(2), 0)
        self._page = wrap(column(self.body, None, gap=0))
        self._pane = scroll(self._page, title)
        self._least = px(height)
        self._foot = box("plain")
        self._foot.hide()
        before = (Glyph(icon, "text", 28),) if icon else ()
        head = row(*before, self._title, self._subtitle, None, gap=10)
        main = column(head, (self._pane, 1), self._foot, gap=8, margins=(26, 18, 22, 18))
        whole = row((main, 1), gap=0)
        if side is not None:
            pane = box("sheet_side", side, width=310)
            pane.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
            whole.addWidget(pane)
        self.frame.setLayout(whole)

    def room(self) -> int:
        """How tall it may be in this window."""
        return self.height() - px(32)

    def place(self) -> None:
        """As tall as what it holds, as far as the window goes; then the body scrolls and the foot stays."""
        room = self.room()
        self.narrow()
        self.body.activate()
        width = self._pane.width()
        tall = (
            self.body.heightForWidth(width)
            if self.body.hasHeightForWidth()
            else self.body.sizeHint().height()
        )
        rest = self._set_body(tall) - tall
        self._set_body(max(min(max(tall + rest, self._least), room) - rest, px(60)))
        super().place()

    def _set_body(self, height: int) -> int:
        """Give the body a height; the height of the whole sheet then."""
        self._pane.setFixedHeight(height)
        layout = self.frame.layout()
        if layout is not None:
            layout.activate()
        return self.frame.sizeHint().height()

    def set_head(self, title: str, subtitle: str = "") -> None:
        """Another title."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.frame.setAccessibleName(title)

    def foot(self, *items: Item) -> QFrame:
        """Put the buttons in, the primary one first."""
        self._foot.setLayout(row(*items, gap=8, margins=(0, 8, 0, 0)))
        self._foot.show()
        return self._foot
