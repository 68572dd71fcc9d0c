"""Going round the parts of a window with F6, as the Tab key goes round the fields of one part."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def first_stop(region: QWidget) -> QWidget | None:
    """The widget of a region that takes focus first."""
    widget: QWidget | None = region
    while widget is not None:
        if _stops(widget) and (widget is region or region.isAncestorOf(widget)):
            return widget
        widget = widget.nextInFocusChain()
        if widget is region:
            return None
    return None


def _stops(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def go_round(regions: Sequence[QWidget], step: int) -> None:
    """Move focus to the next (1) or last (-1) region that can be seen and holds something to focus."""
    live = [r for r in regions if r.isVisible() and first_stop(r) is not None]
    if not live:
        return
    now = QApplication.focusWidget()
    inside = [i for i, r in enumerate(live) if now is not None and (r is now or r.isAncestorOf(now))]
    index = (inside[-1] + step) % len(live) if inside else 0 if step > 0 else len(live) - 1
    target = first_stop(live[index])
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)
