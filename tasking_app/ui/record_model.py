"""A plain list of records as Qt's tables see it: ordered, and narrowed by typing, 10,000 rows at once."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tasking_app.ui.widgets.table_paint import Cell

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its title, what it shows of a record, its width (0 shares what is left) and its order."""

    title: str
    cell: Callable[[T], Cell]
    width: int = 0
    sort: Callable[[T], Any] | None = None
    right: bool = False


class RecordModel(QAbstractTableModel, Generic[T]):
    """The list as Qt sees it. Words are put together once a row, and rows ordered once, not with each key."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], words: Callable[[T], str] | None
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self._words = words or self._all_words
        self._rows: list[T] = []
        self._ordered: list[T] = []
        self._haystacks: list[str] = []
        self._known: dict[Hashable, tuple[T, str]] = {}
        self._wanted: tuple[str, ...] = ()
        self._order: tuple[int, bool] | None = None
        self.shown: list[T] = []

    def _all_words(self, record: T) -> str:
        cells = [column.cell(record) for column in self.columns]
        return " ".join(f"{cell.text} {cell.second}" for cell in cells)

    def _haystack(self, record: T) -> str:
        key = self.key(record)
        kept = self._known.get(key)
        if kept is None or kept[0] is not record:
            kept = self._known[key] = (record, self._words(record).casefold())
        return kept[1]

    def set_rows(self, rows: Sequence[T]) -> None:
        """Another list."""
        self._rows = list(rows)
        if len(self._known) > 2 * len(self._rows) + 100:
            self._known = {}
        self._arrange()

    def find(self, text: str) -> int:
        """Keep the rows that hold every word of the text; how many there are."""
        self._wanted = tuple(text.casefold().split())
        self._show()
        return len(self.shown)

    def holds(self, text: str) -> bool:
        """Whether any row holds every word of a text."""
        return bool(self._holding(tuple(text.casefold().split())))

    def order(self, column: int, descending: bool) -> None:
        """Sort by a column."""
        self._order = (column, descending)
        self._arrange()

    def _arrange(self) -> None:
        """Put the rows in their order."""
        self._ordered, self._haystacks = self._rows, []
        if self._order is not None:
            column = self.columns[self._order[0]]
            by = column.sort or (lambda record: column.cell(record).text.casefold())
            self._ordered = sorted(self._rows, key=by, reverse=self._order[1])
        self._show()

    def _holding(self, words: Sequence[str]) -> list[T]:
        if len(self._haystacks) != len(self._ordered):
            self._haystacks = [self._haystack(record) for record in self._ordered]
        found: Sequence[int] = range(len(self._ordered))
        for word in words:
            found = [n for n in found if word in self._haystacks[n]]
        return [self._ordered[n] for n in found]

    def _show(self) -> None:
        self.beginResetModel()
        self.shown = self._holding(self._wanted) if self._wanted else list(self._ordered)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return self.columns[index.column()].cell(self.shown[index.row()])
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            cell = self.columns[index.column()].cell(self.shown[index.row()])
            if role == Qt.ItemDataRole.DisplayRole:
                return cell.text
            if role == Qt.ItemDataRole.ToolTipRole:
                return cell.tip
            return cell.words()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
