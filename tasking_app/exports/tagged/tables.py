"""Tables that tag themselves: header cells with their scope, and tables that only place things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Table
from reportlab.platypus.tables import TableRenderCB

from tasking_app.exports.tagged.canvas import MarkableCanvas
from tasking_app.exports.tagged.structure import Promise

_COLUMN_HEADER = "<</O/Table/Scope/Column>>"
_ROW_HEADER = "<</O/Table/Scope/Row>>"


class _Decorating(TableRenderCB):
    """Marks a table's backgrounds and lines as decoration; its cells' own flowables mark what they hold."""

    canvas: MarkableCanvas

    def startTable(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas = T.canv

    def startBG(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas.begin_artifact()

    def endBG(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas.end()

    def startLines(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas.begin_artifact()

    def endLines(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas.end()

    def startRow(self, T: Any, rowNo: int) -> None:  # noqa: N802, N803 ReportLab's name
        """Rows of a layout table mean nothing."""

    def startCell(self, T: Any, *place: Any) -> None:  # noqa: N802, N803 ReportLab's name
        """Nor do its cells."""

    def endCell(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        """Nothing began."""

    def endRow(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        """Nothing began."""

    def endTable(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        """Nothing began."""


class _Tagging(_Decorating):
    """Tags rows and cells. One serves all the parts a table is split into."""

    def __init__(self) -> None:
        self._header_read = False
        self._repeated = False

    def startTable(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        super().startTable(T)
        self._continued = self._header_read

    def startRow(self, T: Any, rowNo: int) -> None:  # noqa: N802, N803 ReportLab's name
        if rowNo >= T.repeatRows:
            return
        self._header_read = True
        if self._continued:
            # Header rows are read once; on later pages they are there for the eye.
            self._repeated = True
            self.canvas.begin_artifact("Pagination")

    def startCell(self, T: Any, *place: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas.fill(place[3].promise)

    def endCell(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        self.canvas.leave()

    def endRow(self, T: Any) -> None:  # noqa: N802, N803 ReportLab's name
        if self._repeated:
            self._repeated = False
            self.canvas.end()


class DataTable(Table):
    """A table of flowables in cells, with `repeatRows` header rows and, if wanted, a column of row headers.

    What a cell is travels on its CellStyle, which ReportLab carries through every split, also inside a row.
    Cells hold flowables, never bare words, which would be drawn outside any mark.
    """

    #: Whether this is a later part of a table that began before.
    _continued = False

    def __init__(
        self,
        data: Sequence[Sequence[Any]],
        *,
        font: str = "",
        row_header: int | None = None,
        promise: Promise | None = None,
        **options: Any,
    ) -> None:
        # ReportLab makes the parts of a split table with normalizedData, and hands them the styles they keep.
        whole = not options.get("normalizedData")
        if whole:
            options["renderCB"] = _Tagging()
            options["splitInRow"] = 1
        super().__init__(data, **options)  # type: ignore[arg-type]  # any sequence will do
        if whole:
            self._promise_cells(promise or Promise("Table"), row_header, font)

    def _promise_cells(self, table: Promise, row_header: int | None, font: str) -> None:
        headers = self.repeatRows
        head = Promise("THead", table) if headers else table
        body = Promise("TBody", table) if headers else table
        for number, styles in enumerate(self._cellStyles):  # type: ignore[attr-defined]  # not in the stubs
            row = Promise("TR", head if number < headers else body)
            for column, style in enumerate(styles):
                if font:
                    style.fontname = font  # or every table would pull in Helvetica, which is not embedded
                if number < headers:
                    style.promise = Promise("TH", row, _COLUMN_HEADER)
                elif column == row_header:
                    style.promise = Promise("TH", row, _ROW_HEADER)
                else:
                    style.promise = Promise("TD", row)

    def split(self, available_width: float, available_height: float, /) -> list[Flowable]:
        """Splits between rows, and inside a row only if that row is taller than a page.

        ReportLab by itself would split a row that fits on the next page, and repeat its header in mid-page.
        """
        inside = self.splitInRow
        self.splitInRow = 0
        try:
            parts = super().split(available_width, available_height)
        finally:
            self.splitInRow = inside
        for part in parts:
            if isinstance(part, DataTable):
                part.splitInRow = inside
                part._continued = self._continued or part is not parts[0]
        if parts or self._can_wait(available_height):
            return parts
        return super().split(available_width, available_height)

    def first_rows(self) -> float:
        """The height of the header rows and the first row below them, once the table has been measured."""
        heights: list[float] = self._rowHeights  # type: ignore[attr-defined]  # not in the stubs
        return sum(heights[: self.repeatRows + 1])

    def _can_wait(self, available_height: float) -> bool:
        """Whether the next row is better begun on the next page: it fits there, or it is cut there anyway."""
        frame = getattr(self, "_frame", None)
        if frame is None:
            return False
        room: float = frame._height - frame._topPadding - frame._bottomPadding
        return self.first_rows() <= room or (self._continued and available_height < room - 1)


class LayoutTable(Table):
    """A table that only places flowables side by side; a screen reader meets them one after the other."""

    def __init__(self, data: Sequence[Sequence[Any]], *, font: str = "", **options: Any) -> None:
        options.setdefault("renderCB", _Decorating())
        super().__init__(data, **options)  # type: ignore[arg-type]  # any sequence will do
        if font:
            for styles in self._cellStyles:  # type: ignore[attr-defined]  # not in the stubs
                for style in styles:
                    style.fontname = font
