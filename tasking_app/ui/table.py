"""A table over a plain list of records, its columns given as data.

columns = [Column("Ref", lambda r: Cell(r.ref, strong=True), width=70, sort=lambda r: r.number), ...]
table = RecordTable(columns, key=lambda r: r.id, name="Referrals")
table.set_rows(records)      keeps selection, scroll, sort and search
table.search("holme") -> 4     type-ahead over every row's words
table.current() table.picked() table.select(key) table.sort_by(column, descending)
current_changed(record|None)  opened(record)  picked_changed(list)  letter(str)  a letter typed on the list
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tasking_app.ui.theme import px
from tasking_app.ui.widgets.table_paint import Cell, CellPainter, HeaderPainter

__all__ = ["Cell", "Column", "RecordTable"]
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
    """The list as Qt sees it. Words are put together once a row, for the type-ahead."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], words: Callable[[T], str] | None
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self._words = words or self._all_words
        self._rows: list[T] = []
        self._haystacks: dict[Hashable, tuple[T, str]] = {}
        self._wanted: tuple[str, ...] = ()
        self._order: tuple[int, bool] | None = None
        self.shown: list[T] = []

    def _all_words(self, record: T) -> str:
        cells = [column.cell(record) for column in self.columns]
        return " ".join(f"{cell.text} {cell.second}" for cell in cells)

    def _haystack(self, record: T) -> str:
        kept = self._haystacks.get(self.key(record))
        if kept is None or kept[0] is not record:
            kept = (record, self._words(record).casefold())
            self._haystacks[self.key(record)] = kept
        return kept[1]

    def set_rows(self, rows: Sequence[T]) -> None:
        """Another list."""
        self._rows = list(rows)
        if len(self._haystacks) > 2 * len(self._rows) + 100:
            self._haystacks = {}
        self._show()

    def find(self, text: str) -> int:
        """Keep the rows that hold every word of the text; how many there are."""
        self._wanted = tuple(text.casefold().split())
        self._show()
        return len(self.shown)

    def order(self, column: int, descending: bool) -> None:
        """Sort by a column."""
        self._order = (column, descending)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        rows = self._rows
        if self._wanted:
            rows = [r for r in rows if all(word in self._haystack(r) for word in self._wanted)]
        if self._order is not None:
            column = self.columns[self._order[0]]
            by = column.sort or (lambda record: column.cell(record).text.casefold())
            rows = sorted(rows, key=by, reverse=self._order[1])
        self.shown = list(rows)
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


class RecordTable(QTableView, Generic[T]):
    """The table people see: rows of one or two lines, one tab stop, arrow keys, Enter opens."""

    current_changed = Signal(object)
    opened = Signal(object)
    picked_changed = Signal(list)
    letter = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        name: str,
        *,
        words: Callable[[T], str] | None = None,
        row_height: int = 54,
        several: bool = False,
    ) -> None:
        super().__init__()
        self._rows: RecordModel[T] = RecordModel(columns, key, words)
        self._several = several
        self._told: Hashable | None = None
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(CellPainter(self))
        self._dress(row_height)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.shown[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked_changed.emit(self.picked()))

    def _dress(self, row_height: int) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if self._several else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(row_height))
        head = HeaderPainter(self, [column.right for column in self._rows.columns])
        self.setHorizontalHeader(head)
        head.setMinimumSectionSize(px(40))
        for i, column in enumerate(self._rows.columns):
            fixed = column.width > 0
            head.setSectionResizeMode(
                i, QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Stretch
            )
            if fixed:
                head.resizeSection(i, px(column.width))
        head.sectionClicked.connect(self._head_clicked)

    # -- the list

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show another list; what was chosen stays chosen if it is still there."""
        self._keep(lambda: self._rows.set_rows(rows))

    def search(self, text: str) -> int:
        """Show only rows with every word of the text; answers how many."""
        self._keep(lambda: self._rows.find(text))
        return len(self._rows.shown)

    def sort_by(self, column: int, descending: bool = False) -> None:
        """Sort by a column, as a press on its title does."""
        head = self.horizontalHeader()
        if isinstance(head, HeaderPainter):
            head.set_order(column, descending)
        self._keep(lambda: self._rows.order(column, descending))

    def rows_shown(self) -> list[T]:
        """The records on show, in order."""
        return list(self._rows.shown)

    def current(self) -> T | None:
        """The record the caret is on."""
        index = self.currentIndex()
        return (
            self._rows.shown[index.row()] if index.isValid() and index.row() < len(self._rows.shown) else None
        )

    def picked(self) -> list[T]:
        """The records selected, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.shown[row] for row in rows]

    def select(self, key: Hashable) -> bool:
        """Put the caret on the record with this key."""
        for row, record in enumerate(self._rows.shown):
            if self._rows.key(record) == key:
                self._go_to(row)
                return True
        return False

    def _go_to(self, row: int) -> None:
        if self._rows.shown:
            row = min(max(row, 0), len(self._rows.shown) - 1)
            self.setCurrentIndex(self._rows.index(row, max(self.currentIndex().column(), 0)))

    def _keep(self, change: Callable[[], object]) -> None:
        now = self.current()
        picked = {self._rows.key(record) for record in self.picked()}
        row, at = self.currentIndex().row(), self.verticalScrollBar().value()
        selection = self.selectionModel()
        selection.blockSignals(True)
        change()
        if now is None or not self.select(self._rows.key(now)):
            self._go_to(max(row, 0))
        if self._several and len(picked) > 1:
            for i, record in enumerate(self._rows.shown):
                if self._rows.key(record) in picked:
                    selection.select(self._rows.index(i, 0), _ADD_ROW)
        selection.blockSignals(False)
        self.verticalScrollBar().setValue(at)
        self.viewport().update()
        self._tell()
        self.picked_changed.emit(self.picked())

    def _tell(self) -> None:
        now = self.current()
        key = None if now is None else self._rows.key(now)
        if key != self._told:
            self._told = key
            self.current_changed.emit(now)

    def _head_clicked(self, column: int) -> None:
        head = self.horizontalHeader()
        again = isinstance(head, HeaderPainter) and head.order() == (column, False)
        self.sort_by(column, again)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, now = event.key(), self.current()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now is not None and not event.modifiers():
            self.opened.emit(now)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else len(self._rows.shown))
        elif key == Qt.Key.Key_Space and self._several:
            self.selectionModel().select(self.currentIndex(), _TOGGLE_ROW)
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_rows()
        elif event.text().strip() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as a spreadsheet takes them."""
        lines = [
            "\t".join(" ".join(column.cell(record).words().split()) for column in self._rows.columns)
            for record in self.picked()
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))


_ADD_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_TOGGLE_ROW = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
