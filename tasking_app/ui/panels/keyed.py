"""A column of rows that keeps a row as long as what it shows is there, and with it focus and typed text."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tasking_app.ui.theme import px
from tasking_app.ui.widgets.regions import first_stop

T = TypeVar("T", bound=Hashable)


class KeyedColumn(QWidget, Generic[T]):
    """Rows for records; a record that has not changed keeps its widget."""

    def __init__(self, name: str, build: Callable[[T], QWidget], *, gap: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._build = build
        self._rows: dict[T, QWidget] = {}
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(gap))

    def show_records(self, records: Sequence[T]) -> None:
        """Show these, in this order. Focus in a row that goes moves to the row that takes its place."""
        place = self._focused()
        held = self.widgets()[place] if place >= 0 else None
        wanted = dict.fromkeys(records)
        for gone in [record for record in self._rows if record not in wanted]:
            self._drop(gone)
        for at, record in enumerate(wanted):
            if record not in self._rows:
                self._rows[record] = self._build(record)
            widget = self._rows[record]
            if self._list.indexOf(widget) != at:
                self._list.removeWidget(widget)
                self._list.insertWidget(at, widget)
            widget.show()
        if held is not None and held not in self._rows.values():
            self._focus(place)

    def _drop(self, record: T) -> None:
        widget = self._rows.pop(record)
        self._list.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _focused(self) -> int:
        """The row that holds the focus, -1 for none."""
        now = QApplication.focusWidget()
        rows = self.widgets()
        return next((n for n, row in enumerate(rows) if now is not None and row.isAncestorOf(now)), -1)

    def _focus(self, place: int) -> None:
        rows = self.widgets()
        stop = first_stop(rows[min(place, len(rows) - 1)]) if rows else None
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def widgets(self) -> list[QWidget]:
        """The rows in order."""
        return sorted(self._rows.values(), key=self._list.indexOf)
