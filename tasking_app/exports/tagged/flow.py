"""Flowables that tag themselves: paragraphs and headings, lists, figures and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from tasking_app.exports.tagged.canvas import MarkableCanvas
from tasking_app.exports.tagged.structure import Promise

#: Draws decoration behind a paragraph: the canvas, its width and height, and whether this is its first part.
Dress = Callable[[MarkableCanvas, float, float, bool], None]


class Para(Paragraph):
    """A paragraph, heading or caption; without a promise it is content of what it stands in, as in a cell."""

    canv: MarkableCanvas

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803 ReportLab's name
        frags: list[Any] | None = None,
        *,
        promise: Promise | None = None,
        outline: tuple[int, str] | None = None,
        dress: Dress | None = None,
    ) -> None:
        """Text is ReportLab markup, already escaped. Outline is the level and title of a bookmark."""
        super().__init__(text, style, bulletText, frags)  # type: ignore[arg-type]  # text may be None
        self.promise = promise
        self.outline = outline
        self.dress = dress
        self.first = True

    def split(self, available_width: float, available_height: float, /) -> list[Flowable]:
        parts: list[Flowable] = super().split(available_width, available_height)
        for at, part in enumerate(parts):
            if part is not self and isinstance(part, Para):
                part.promise = self.promise
                part.dress = self.dress
                part.first = self.first and at == 0
                part.outline = self.outline if part.first else None
        return parts

    def draw(self) -> None:
        canvas = self.canv
        if self.outline is not None:
            level, title = self.outline
            canvas.bookmark(title, level, self.height)
        if self.dress is not None:
            with canvas.artifact():
                self.dress(canvas, self.width, self.height, self.first)
        with canvas.tag_container() if self.promise is None else canvas.tag(self.promise):
            super().draw()


class Link(Para):
    """A paragraph that is one link."""

    def __init__(self, text: str, style: ParagraphStyle, *, address: str, words: str) -> None:
        """Words say where the link leads, for those who cannot see the page."""
        self._link = Promise("Link", Promise("P"))
        super().__init__(text, style, promise=self._link)
        self._address = address
        self._words = words

    def split(self, available_width: float, available_height: float, /) -> list[Flowable]:
        return []

    def draw(self) -> None:
        super().draw()
        self.canv.link(self._link, self._address, self._words, (0, 0, self.width, self.height))


class ListItem(Flowable):
    """One item of a list: a label and a paragraph beside it."""

    canv: MarkableCanvas

    def __init__(
        self, label: str, body: Para, style: ParagraphStyle, indent: float, parts: tuple[Promise, Promise]
    ) -> None:
        super().__init__()
        self._label = label
        self._body = body
        self._style = style
        self._indent = indent
        self._parts = parts
        body.promise = parts[1]

    def wrap(self, available_width: float, available_height: float, /) -> tuple[float, float]:
        _, self.height = self._body.wrap(available_width - self._indent, available_height)
        self.width = available_width
        return self.width, self.height

    def split(self, available_width: float, available_height: float, /) -> list[Flowable]:
        parts = self._body.split(available_width - self._indent, available_height)
        return [
            ListItem("" if at else self._label, part, self._style, self._indent, self._parts)
            for at, part in enumerate(parts)
            if isinstance(part, Para)
        ]

    def getSpaceBefore(self) -> float:  # noqa: N802 ReportLab's name
        return self._body.getSpaceBefore()

    def getSpaceAfter(self) -> float:  # noqa: N802 ReportLab's name
        return self._body.getSpaceAfter()

    def draw(self) -> None:
        canvas = self.canv
        if self._label:
            with canvas.tag(self._parts[0]):
                canvas.setFont(self._style.fontName, self._style.fontSize)
                canvas.setFillColor(self._style.textColor)
                canvas.drawString(2, self._body.height - self._style.fontSize, self._label)
        self._body.drawOn(canvas, self._indent, 0)


def list_items(
    items: Sequence[tuple[str, str, str]], style: ParagraphStyle, indent: float, parent: Promise | None = None
) -> list[Flowable]:
    """A list of (label, markup, what it stands for where that differs from what is printed)."""
    numbering = "<</O/List/ListNumbering/None>>"
    whole = Promise("L", parent, numbering)
    flowables: list[Flowable] = []
    for label, markup, actual in items:
        item = Promise("LI", whole)
        entries = {"ActualText": actual} if actual else {}
        parts = (Promise("Lbl", item), Promise("LBody", item, **entries))
        flowables.append(ListItem(label, Para(markup, style), style, indent, parts))
    return flowables


class Picture(Protocol):
    """Something that can draw itself in a given place."""

    width: float
    height: float

    def paint(self, canvas: MarkableCanvas) -> None:
        """Draws itself with its lower left corner at the origin."""


class Figure(Flowable):
    """A picture with the sentence that stands for it."""

    canv: MarkableCanvas

    def __init__(self, picture: Picture, alternative: str, space_after: float = 0) -> None:
        super().__init__()
        self._picture = picture
        self._alternative = alternative
        self.width = picture.width
        self.height = picture.height
        self.spaceAfter = space_after

    def wrap(self, available_width: float, available_height: float, /) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(self.width, self.height)
        box = f"<</O/Layout/Placement/Block/BBox[{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}]>>"
        with canvas.tag(Promise("Figure", None, box, Alt=self._alternative)):
            self._picture.paint(canvas)
