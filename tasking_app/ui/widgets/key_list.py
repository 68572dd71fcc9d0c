"""The F1 list: keys of the screen on show and keys that work everywhere."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.ui.keys import EVERYWHERE, KeyHint
from tasking_app.ui.layouts import clear, column, hline, row, scroll, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label


class KeyList(Sheet):
    """Two columns: this screen, everywhere."""

    def __init__(self) -> None:
        super().__init__("Keys", width=860)
        self._here = QVBoxLayout()
        self._here.setSpacing(px(6))
        everywhere = column(Label("Everywhere", "h3"), *(_line(hint) for hint in EVERYWHERE), None, gap=6)
        page = wrap(row((self._here, 1), (everywhere, 1), gap=32))
        pane = scroll(page, "Keys")
        pane.setMinimumHeight(px(430))
        self.body.addWidget(hline())
        self.body.addWidget(pane)
        done = Button("Close", keys="Esc")
        done.clicked.connect(self.close_layer)
        self.foot(done, None)

    def set_keys(self, title: str, hints: Sequence[KeyHint]) -> None:
        """Show another screen's keys."""
        clear(self._here)
        self._here.addWidget(Label(title, "h3"))
        for hint in hints:
            self._here.addWidget(_line(hint))
        if not hints:
            self._here.addWidget(
                Label("Tab and the arrow keys go everywhere here.", "body", "text2", wrap=True)
            )
        self._here.addStretch(1)


def _line(hint: KeyHint) -> QWidget:
    keys = wrap(row(Keycaps(hint.keys, "text2"), None))
    keys.setFixedWidth(px(128))
    return wrap(row(keys, (Label(hint.does, wrap=True), 1), gap=8))
