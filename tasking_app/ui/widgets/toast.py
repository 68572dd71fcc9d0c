"""A sentence at the bottom for a moment, with Undo when there is something to undo."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from tasking_app.ui.layouts import row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label

SHOWN_FOR_MS = 7000


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence when it is next free."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Toast(QFrame):
    """Lies over the window's lower edge, `lift` above it. Ctrl Z does the same, so nobody has to be quick."""

    undo_pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("box", "toast")
        self.lift = 24
        self._label = Label("", "strong", "on_ink")
        self._undo = Button("Undo", kind="on_ink", name="Undo", keys="Ctrl+Z")
        self._keys = Keycaps("Ctrl+Z", "on_ink")
        self._undo.clicked.connect(self._press)
        self.setLayout(
            row(
                Glyph("circle-check-filled", "mark", 20),
                self._label,
                self._undo,
                self._keys,
                gap=8,
                margins=(14, 8, 14, 8),
            )
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR_MS)
        self._timer.timeout.connect(self._over)
        window.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, undo: bool) -> None:
        """Show a sentence in place of the last one."""
        self._label.setText(text)
        self._undo.setVisible(undo)
        self._keys.setVisible(undo)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def undo_takes_back(self, words: str) -> None:
        """Go, if Undo is offered here and takes back something else by now."""
        if self._undo.isVisible() and self._label.text() != words:
            self.hide()

    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()

    def _press(self) -> None:
        self.hide()
        self.undo_pressed.emit()

    def _over(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - px(self.lift))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
