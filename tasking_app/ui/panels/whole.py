"""Says whether approved minutes are still as they were approved."""

from __future__ import annotations

from tasking_app.records.library import Kept
from tasking_app.ui.layouts import column, row
from tasking_app.ui.theme import set_state
from tasking_app.ui.widgets.cards import Well
from tasking_app.ui.widgets.labels import Glyph, Label


class Whole(Well):
    """Hidden until there is an approved record."""

    def __init__(self) -> None:
        self._glyph = Glyph("lock-filled", "text2", 22)
        self._title, self._words = Label("", "strong"), Label("", "small", "text2", wrap=True)
        super().__init__(row(self._glyph, (column(self._title, self._words, gap=0), 1), gap=12))
        self.hide()

    def show_kept(self, kept: Kept) -> None:
        """Show the record of this meeting."""
        self.setVisible(kept.intact is not None)
        if kept.intact is None:
            return
        groups = " ".join(kept.fingerprint[at : at + 4].upper() for at in range(0, 12, 4))
        if kept.intact:
            title = "The approved minutes are unchanged"
            words = f"Their check code begins {groups}. Every copy carries it, so a later change would show."
        else:
            title = "The minutes were changed after they were approved"
            words = "Compare it with a printed copy, and tell your administrator."
        set_state(self, "box", "well" if kept.intact else "late")
        icon, tone = ("lock-filled", "text2") if kept.intact else ("alert-octagon-filled", "late")
        self._glyph.set_icon(icon, tone)
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")
