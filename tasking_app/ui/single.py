"""One window for one file: a second start brings the first to the front and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 2000


class Single(QObject):
    """Keeps a file to one window of one user.

    `asked_to_front` is emitted in the first window when somebody starts the program again for the same file.
    """

    asked_to_front = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The home folder stands for the user: on some systems all users share the folder of temporary files.
        whose = f"{QDir.homePath()}\n{file.resolve()}"
        self.name = f"tasking-{hashlib.sha256(whose.encode()).hexdigest()[:24]}"
        self._lock = QLockFile(f"{QDir.tempPath()}/{self.name}.lock")
        self._lock.setStaleLockTime(0)  # a lock is old when its program is gone, however long that ran
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def claim(self) -> bool:
        """Whether this is the first; if not, the first has been asked to come to the front."""
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self.name)  # what a program left that ended badly
            self._server.listen(self.name)
            return True
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            self._ask()
            return False
        return True  # where no lock can be written, rather open twice than never

    def release(self) -> None:
        """Let another program have the file."""
        self._server.close()
        self._lock.unlock()

    def _ask(self) -> None:
        """To connect is to ask. When nobody answers, the first is just starting or just ending."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if socket.waitForConnected(PATIENCE_MS):
            socket.disconnectFromServer()

    def _heard(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.asked_to_front.emit()
