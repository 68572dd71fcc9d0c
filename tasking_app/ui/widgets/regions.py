"""Going round the parts of a window with F6, as the Tab key goes round the fields of one part."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget


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


def tab_on(root: QWidget, step: int) -> bool:
    """Tab (1) or Shift Tab (-1) in reading order. Qt goes by the order of making, where a new row is last."""
    stops = [w for w in _as_laid_out(root) if _stops(w) and w.focusProxy() is None]
    if not stops:
        return False
    now = QApplication.focusWidget()
    if now in stops:
        index = (stops.index(now) + step) % len(stops)
    else:
        around = [i for i, w in enumerate(stops) if now is not None and now.isAncestorOf(w)]
        index = (around[0] if step > 0 else around[0] - 1) if around else 0 if step > 0 else -1
    reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
    stops[index].setFocus(reason)
    return True


def _as_laid_out(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all inside it that can be seen, in the order of the layouts."""
    yield widget
    layout = widget.layout()
    placed = list(_in_layout(layout)) if layout is not None else []
    others = [c for c in widget.children() if isinstance(c, QWidget) and c not in placed]
    for child in (*placed, *others):
        if child.isVisible() and not child.isWindow():
            yield from _as_laid_out(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for i in range(layout.count()):
        item = layout.itemAt(i)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)
