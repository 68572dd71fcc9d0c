"""Turns a story of flowables into a paper, with marking, page numbers and status on every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from tasking_app.exports.fonts import BODY, BOLD
from tasking_app.exports.look import Palette
from tasking_app.exports.tagged.canvas import MarkableCanvas, TaggedCanvas
from tasking_app.exports.tagged.metadata import Facts

_TOP, _BOTTOM = 41.0, 46.0
_SMALL = 8
_MARKING = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Furniture:
    """What stands around the content of every page; each a single line in the body face."""

    marking: str
    left: str
    right: str
    status: str
    as_at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The paper a story is printed on."""

    across: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page."""
        return landscape(A4) if self.across else A4

    @property
    def margin(self) -> float:
        """Left and right of the content."""
        return (15 if self.across else 18) * mm

    @property
    def width(self) -> float:
        """Of the content."""
        return self.size[0] - 2 * self.margin

    @property
    def height(self) -> float:
        """Of the content."""
        return self.size[1] - _TOP - _BOTTOM


class _Document(BaseDocTemplate):
    page: int
    canv: MarkableCanvas

    def __init__(
        self, target: BytesIO, sheet: Sheet, furniture: Furniture, facts: Facts, palette: Palette
    ) -> None:
        super().__init__(
            target,
            pagesize=sheet.size,
            leftMargin=sheet.margin,
            rightMargin=sheet.margin,
            topMargin=_TOP,
            bottomMargin=_BOTTOM,
            initialFontName=BODY,
            pageCompression=1,
            title=facts.title,
            author=facts.author,
            subject=facts.subject,
            creator=facts.creator,
        )
        self._sheet = sheet
        self._furniture = furniture
        self._palette = palette
        frame = Frame(sheet.margin, _BOTTOM, sheet.width, sheet.height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=self._furnish))

    def _furnish(self, canvas: Any, document: object) -> None:
        canvas.saveState()
        with canvas.artifact("Pagination", "Header"):
            self._head(canvas)
        with canvas.artifact("Pagination", "Footer"):
            self._foot(canvas)
        canvas.restoreState()
        canvas.page_labels.clear()

    def _edges(self) -> tuple[float, float, float]:
        width = self._sheet.size[0]
        return self._sheet.margin, width / 2, width - self._sheet.margin

    def _beside_marking(self) -> float:
        return (self._sheet.width - stringWidth(self._furniture.marking, BOLD, _MARKING)) / 2 - 10

    def _head(self, canvas: Canvas) -> None:
        left, middle, right = self._edges()
        height = self._sheet.size[1]
        canvas.setFillColor(self._palette.navy)
        canvas.rect(0, height - 5, self._sheet.size[0], 5, fill=1, stroke=0)
        self._mark(canvas, middle, height - 24)
        canvas.setFont(BODY, _SMALL)
        canvas.setFillColor(self._palette.grey)
        canvas.drawString(left, height - 24, fit(self._furniture.left, self._beside_marking()))
        canvas.drawRightString(right, height - 24, fit(self._furniture.right, self._beside_marking()))
        canvas.setStrokeColor(self._palette.rule)
        canvas.setLineWidth(0.5)
        canvas.line(left, height - 31, right, height - 31)

    def _foot(self, canvas: MarkableCanvas) -> None:
        left, middle, right = self._edges()
        canvas.line(left, 38, right, 38)
        self._mark(canvas, middle, 24)
        canvas.setFont(BODY, _SMALL)
        canvas.setFillColor(self._palette.grey)
        canvas.drawString(left, 26, fit(self._furniture.status, self._beside_marking()))
        canvas.drawString(left, 16, self._furniture.as_at)
        canvas.drawRightString(right, 16, "Uncontrolled when printed")
        if canvas.page_labels:
            labels = ", ".join(dict.fromkeys(canvas.page_labels))
            canvas.drawCentredString(middle, 12, f"Themes on this page: {labels}")
        canvas.translate(right, 26)
        canvas.doForm(f"page-{canvas.getPageNumber()}")

    def _mark(self, canvas: Canvas, middle: float, height: float) -> None:
        canvas.setFont(BOLD, _MARKING)
        canvas.setFillColor(self._palette.ink)
        canvas.drawCentredString(middle, height, self._furniture.marking)

    def _endBuild(self) -> None:  # noqa: N802 ReportLab's name
        # How many pages there are is known only now; each page shows a form that is drawn last.
        canvas = self.canv
        for page in range(1, self.page + 1):
            canvas.beginForm(f"page-{page}", -120, -3, 1, 10)
            canvas.setFont(BODY, _SMALL)
            canvas.setFillColor(self._palette.grey)
            canvas.drawRightString(0, 0, f"Page {page} of {self.page}")
            canvas.endForm()
        super()._endBuild()  # type: ignore[misc]  # left out of the stubs


def fit(text: str, room: float, font: str = BODY, size: float = _SMALL) -> str:
    """The text, cut with an ellipsis where there is no room for all of it."""
    if stringWidth(text, font, size) <= room:
        return text
    while text and stringWidth(text + "…", font, size) > room:
        text = text[: -max(1, len(text) // 20)]
    return text.rstrip() + "…"


def print_story(
    story: list[Flowable], *, sheet: Sheet, furniture: Furniture, facts: Facts, palette: Palette, tagged: bool
) -> bytes:
    """The bytes of a paper; the same story and facts give the same bytes."""
    target = BytesIO()
    document = _Document(target, sheet, furniture, facts, palette)
    maker = partial(TaggedCanvas if tagged else MarkableCanvas, facts=facts)
    document.build(story, canvasmaker=maker)
    return target.getvalue()
