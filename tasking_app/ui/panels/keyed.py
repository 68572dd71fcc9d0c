"""A column of rows that keeps a row as long as what it shows is there, and with it focus and typed text."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.ui.theme import px

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
        """Show these, in this order."""
        wanted = dict.fromkeys(records)
        for gone in [record for record in self._rows if record not in wanted]:
            widget = self._rows.pop(gone)
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for place, record in enumerate(wanted):
            if record not in self._rows:
                self._rows[record] = self._build(record)
            widget = self._rows[record]
            if self._list.indexOf(widget) != place:
                self._list.removeWidget(widget)
                self._list.insertWidget(place, widget)
            widget.show()

    def widgets(self) -> list[QWidget]:
        """The rows in order."""
        return sorted(self._rows.values(), key=self._list.indexOf)
