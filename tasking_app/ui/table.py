"""A table over a plain list of records, its columns given as data.

columns = [Column("Ref", lambda r: Cell(r.ref, strong=True), width=70, sort=lambda r: r.number), ...]
table = RecordTable(columns, key=lambda r: r.id, name="Referrals")
table.set_rows(records)      keeps selection, scroll, sort and search
table.search("holme") -> 4     type-ahead over every row's words;   table.would_find("holme") -> True
table.current() table.picked() table.select(key) table.pick(keys) table.sort_by(column, descending)
several=True: Space picks the row, and from then on the arrows only move; Shift with arrows, Ctrl A
current_changed(record|None)  opened(record)  picked_changed(list)  letter(str)  a letter typed on the list
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tasking_app.ui.record_model import AnyIndex, Column, RecordModel
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.table_paint import Cell, CellPainter, HeaderPainter

__all__ = ["Cell", "Column", "RecordTable"]
T = TypeVar("T")
_ADD_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_TOGGLE_ROW = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
_PAD = Qt.KeyboardModifier.KeypadModifier


class RecordTable(QTableView, Generic[T]):
    """The table people see: rows of one or two lines, one tab stop, arrow keys, Enter opens."""

    current_changed = Signal(object)
    opened = Signal(object)
    picked_changed = Signal(object)
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
        self._picking = False
        self._copies: Callable[[list[T]], None] | None = None
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

    def would_find(self, text: str) -> bool:
        """Whether any row holds every word of a text; nothing is shown differently."""
        return self._rows.holds(text)

    def copy_with(self, copies: Callable[[list[T]], None]) -> None:
        """What Ctrl C does with the records picked, instead of copying what is shown of them."""
        self._copies = copies

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
        chosen = self.selectionModel().selection()
        parts = [chosen.at(n) for n in range(chosen.size())]
        spans = [(part.top(), part.bottom() + 1) for part in parts]
        places = sorted({place for first, end in spans for place in range(first, end)})
        return [self._rows.shown[place] for place in places]

    def select(self, key: Hashable) -> bool:
        """Put the caret on the record with this key, and pick nothing else."""
        self._picking = False
        return self._find(key)

    def pick(self, keys: set[Hashable]) -> None:
        """Pick the records with these keys; the caret stays."""
        self._picking = len(keys) > 1
        chosen = QItemSelection()
        for first, last in self._spans(keys):
            chosen.select(self._rows.index(first, 0), self._rows.index(last, 0))
        clear = QItemSelectionModel.SelectionFlag.Clear
        self.selectionModel().select(chosen, _ADD_ROW | clear)

    def _spans(self, keys: set[Hashable]) -> list[tuple[int, int]]:
        """Where records with these keys stand, those that follow each other as one."""
        spans: list[tuple[int, int]] = []
        for row, record in enumerate(self._rows.shown):
            if self._rows.key(record) in keys:
                if spans and spans[-1][1] == row - 1:
                    spans[-1] = (spans[-1][0], row)
                else:
                    spans.append((row, row))
        return spans

    def pick_one(self) -> None:
        """Only the record the caret is on is picked."""
        self._picking = False
        self.selectionModel().select(self.currentIndex(), _ADD_ROW | QItemSelectionModel.SelectionFlag.Clear)

    def _find(self, key: Hashable) -> bool:
        for row, record in enumerate(self._rows.shown):
            if self._rows.key(record) == key:
                self._go_to(row)
                return True
        return False

    def _go_to(self, row: int) -> None:
        if self._rows.shown:
            row = min(max(row, 0), len(self._rows.shown) - 1)
            to = self._rows.index(row, max(self.currentIndex().column(), 0))
            # Said outright: asked for its own way the view would look at keys that happen to be held down.
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                to, flag.NoUpdate if self._picking else _ADD_ROW | flag.Clear
            )

    def _keep(self, change: Callable[[], object]) -> None:
        now = self.current()
        picked: set[Hashable] = {self._rows.key(record) for record in self.picked()}
        row, at = self.currentIndex().row(), self.verticalScrollBar().value()
        selection = self.selectionModel()
        selection.blockSignals(True)
        change()
        if now is None or not self._find(self._rows.key(now)):
            self._go_to(max(row, 0))
        if self._several and (self._picking or len(picked) > 1):
            self.pick(picked)
            if not self.selectionModel().hasSelection():
                self.pick_one()
        selection.blockSignals(False)
        self.verticalScrollBar().setValue(at)
        self.viewport().update()
        self._tell()
        self.picked_changed.emit(self.picked())

    def selectionCommand(
        self, index: AnyIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """While rows are being picked one by one, moving the caret leaves them as they are."""
        moved = event is None or (
            isinstance(event, QKeyEvent) and event.modifiers() & ~_PAD == Qt.KeyboardModifier.NoModifier
        )
        if self._picking and moved:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        self._picking = False
        return super().selectionCommand(index, event)

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
            self._pick_now()
        elif key == Qt.Key.Key_Escape and self.picking():
            self.pick_one()
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_rows()
        elif event.text().strip() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def _pick_now(self) -> None:
        """The first Space begins to pick with the row it is on; each after it picks a row or lets it go."""
        if not self._picking and len(self.picked()) < 2:
            self._picking = True
            self.selectionModel().select(self.currentIndex(), _ADD_ROW)
            self.picked_changed.emit(self.picked())
        else:
            self._picking = True
            self.selectionModel().select(self.currentIndex(), _TOGGLE_ROW)
        self.viewport().update()

    def picking(self) -> bool:
        """Whether more than the row under the caret is picked, or about to be."""
        return self._picking or len(self.picked()) > 1

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as a spreadsheet takes them."""
        if self._copies is not None:
            self._copies(self.picked())
            return
        lines = [
            "\t".join(" ".join(column.cell(record).words().split()) for column in self._rows.columns)
            for record in self.picked()
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
