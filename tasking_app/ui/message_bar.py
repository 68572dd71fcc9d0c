"""One sentence under the top bar about what just happened or what stands in the way, until it is closed.

MessageBar    say(kind, sentence, *buttons)    clear()       kind: info, late, due_soon, done, on_track
Banner(kind, icon, title, text, *buttons)      stays as long as what it says is true
"""

from PySide6.QtWidgets import QFrame, QWidget

from tasking_app.ui.layouts import clear, row
from tasking_app.ui.theme import set_state
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.toast import announce

ICONS = {
    "info": "info-circle",
    "late": "alert-octagon-filled",
    "due_soon": "alert-triangle-filled",
    "done": "circle-check-filled",
    "on_track": "circle-check-filled",
}


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "banner_info")
        self._glyph, self._label = Glyph("info-circle", "info", 20), Label("", "strong", wrap=True)
        self._buttons = row(gap=6)
        self._close = icon_button("x", "Close this message", kind="ghost", size="small")
        self._close.clicked.connect(self.clear)
        self.setLayout(
            row(self._glyph, (self._label, 1), self._buttons, self._close, gap=10, margins=(18, 6, 12, 6))
        )
        self.hide()

    def say(self, kind: str, sentence: str, *buttons: Button) -> None:
        """Show a sentence in place of the last; a screen reader says it too."""
        clear(self._buttons)
        for button in buttons:
            self._buttons.addWidget(button)
        self._glyph.set_icon(ICONS[kind], kind)
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        set_state(self, "box", "banner_" + kind)
        self.show()
        announce(self, sentence)

    def text(self) -> str:
        """The sentence shown, empty when hidden."""
        return "" if self.isHidden() else self._label.text()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()


class Banner(QFrame):
    """Something that goes on being true: made-up data, a file without a password, no connection."""

    def __init__(self, kind: str, icon: str, title: str, text: str, *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("box", "banner_" + kind)
        self.setAccessibleName(f"{title} {text}")
        self.setLayout(
            row(
                Glyph(icon or ICONS[kind], kind, 20),
                Label(title, "strong"),
                (Elided(text), 1),
                *buttons,
                gap=10,
                margins=(18, 6, 12, 6),
            )
        )

    def stands_at(self) -> str | None:
        """The words of the button that has the focus, if one has."""
        return next((one.text() for one in self.findChildren(Button) if one.hasFocus()), None)

    def button(self, words: str) -> Button | None:
        """The button with these words; when there is none, the last one."""
        buttons = self.findChildren(Button)
        return next((one for one in buttons if one.text() == words), buttons[-1] if buttons else None)
