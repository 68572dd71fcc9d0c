"""The window on the projector: the board and nothing else. It is given records and can ask for nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.ui.room.board import Board

TITLE = "Tasking, room screen"


class RoomWindow(QWidget):
    """Full screen on the room's screen. It takes no keys away from whoever works at the other one."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.board = Board()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.board)

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # and no more: showFullScreen would ask for the keys

    def closeEvent(self, event: QCloseEvent) -> None:
        self.board.pause(True)
        super().closeEvent(event)
        self.closed.emit()
