"""A window with nothing in it, as the measure for ours; run as a process of its own."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.stamp import FirstPaint, say


def main() -> None:
    """Open it, say when it was painted and what it weighs, and end."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1366, 768)
    painted = FirstPaint(window)
    painted.done.connect(lambda: say("painted"))
    painted.done.connect(app.quit)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
