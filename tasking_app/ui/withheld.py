"""What somebody may not do is shown and not offered: switched off, with the reason where the tip stood."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget

from tasking_app.ui.widgets.choices import Num
from tasking_app.ui.widgets.fields import Field

READS = "reads"
"""Property of what only leads somewhere: it stays on among what writes."""
_USUAL = "usual_tip"


def withhold(why: str, *widgets: QWidget) -> None:
    """Switch these off and say why. Without a reason what was switched off here is on again."""
    for one in widgets:
        usual = one.property(_USUAL)
        if usual is None and not why:
            continue
        if usual is None:
            usual = one.toolTip()
        one.setProperty(_USUAL, usual if why else None)
        one.setEnabled(not why)
        one.setToolTip(why or usual)
        one.setAccessibleDescription(why)


def withhold_inside(why: str, *areas: QWidget) -> None:
    """The same for everything in these areas but what only leads somewhere; long texts can still be read."""
    for area in areas:
        for kind in (QAbstractButton, Field, Num, QLineEdit, QComboBox):
            withhold(why, *(one for one in area.findChildren(kind) if not one.property(READS)))
        for text in area.findChildren(QTextEdit):
            text.setReadOnly(bool(why))
