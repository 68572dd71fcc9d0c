"""Canvases that know whether what is drawn is content or decoration."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from tasking_app.exports.tagged.metadata import Facts, Stamp, output_intent, xmp
from tasking_app.exports.tagged.structure import (
    FIRST_ANNOTATION_KEY,
    AnnotationKid,
    Element,
    Promise,
    StructureTree,
)

_PAINTS = (
    *("line", "lines", "grid", "bezier", "arc", "rect", "ellipse", "wedge", "circle", "roundRect"),
    *("drawPath", "drawImage", "drawInlineImage", "doForm", "shade", "linearGradient", "radialGradient"),
)
_NOTHING: AbstractContextManager[None] = nullcontext()


class UntaggedText(Exception):
    """Words were drawn that a screen reader would never reach: a bug in the paper."""


def _end_of_line_before_endstream(plain: Any) -> Any:
    """ReportLab writes "endstream" straight after the data; PDF/A (6.1.7.1) wants an end of line between."""

    @wraps(plain)
    def format_stream(self: Any, document: Any) -> bytes:
        text: bytes = plain(self, document)
        return text.removesuffix(b"endstream\n") + b"\nendstream\n"

    return format_stream


# The only change made to ReportLab itself: streams are built in too many of its places to subclass them all.
setattr(pdfdoc.PDFStream, "format", _end_of_line_before_endstream(pdfdoc.PDFStream.format))  # noqa: B010 the stubs call it fixed


class _TaggedPage(pdfdoc.PDFPage):
    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs", "Group"]


class _TaggedCatalog(pdfdoc.PDFCatalog):
    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    __Refs__ = [name for name in pdfdoc.PDFCatalog.__Refs__ if name != "Tabs"]


class MarkableCanvas(Canvas):
    """A canvas for the flowables of this package that tags nothing: the twin tagging is measured against."""

    # Left out of the stubs.
    _annotationCount: int  # noqa: N815 ReportLab's name
    _code: list[str]
    _doc: Any

    def __init__(self, target: Any, *, facts: Facts, **options: Any) -> None:
        options["lang"] = facts.language
        super().__init__(target, **options)
        self.facts = facts
        #: Short labels that flowables on this page have left for its footer.
        self.page_labels: list[str] = []
        self._keys = 0
        self._doc._timeStamp = Stamp(facts.as_at)
        # The file's identifier starts from the clock; start it again from nothing.
        self._doc.signature = md5(b"tasking", usedforsecurity=False)

    def tag(self, promise: Promise) -> AbstractContextManager[None]:
        """What is drawn inside is content of the promised element."""
        return _NOTHING

    def tag_container(self) -> AbstractContextManager[None]:
        """What is drawn inside is content of the element that is being filled, such as a table cell."""
        return _NOTHING

    def artifact(self, kind: str = "", subtype: str = "") -> AbstractContextManager[None]:
        """What is drawn inside is decoration, which a screen reader passes over."""
        return _NOTHING

    def begin_artifact(self, kind: str = "", subtype: str = "") -> None:
        """As artifact, where the end comes in another call."""

    def end(self) -> None:
        """Ends what begin_artifact began."""

    def fill(self, promise: Promise) -> None:
        """New elements go into the promised element, until leave."""

    def leave(self) -> None:
        """New elements go again where they went before fill."""

    def link(
        self, promise: Promise, address: str, words: str, rectangle: tuple[float, float, float, float]
    ) -> None:
        """A clickable rectangle on this page."""
        self.linkURL(address, rectangle, relative=1)

    def bookmark(self, title: str, level: int, height: float) -> None:
        """An entry in the outline that leads here; height is how far the heading rises above the origin."""
        self._keys += 1
        key = f"b{self._keys}"
        self.bookmarkHorizontal(key, 0, height + 4)
        self.addOutlineEntry(title, key, level, closed=False)


class _Closing:
    """Ends the canvas's open mark; one serves all marks of a canvas, since marks never nest."""

    __slots__ = ("_canvas",)

    def __init__(self, canvas: MarkableCanvas) -> None:
        self._canvas = canvas

    def __enter__(self) -> None:
        return None

    def __exit__(self, *failure: object) -> None:
        self._canvas.end()


class TaggedCanvas(MarkableCanvas):
    """A canvas whose pages are tagged for PDF/UA-1 and PDF/A-2a.

    Marks do not nest; inside decoration everything is decoration. Painting outside any mark becomes
    decoration by itself, but words outside any mark raise UntaggedText.
    """

    def __init__(self, target: Any, *, facts: Facts, **options: Any) -> None:
        self._ready = False
        self._top = Element("Document", None)
        self._containers = [self._top]
        self._marked = False
        self._decoration = 0
        self._forms = 0
        self._page_names: list[str] = []
        self._marks: list[list[Element]] = []
        self._links: list[Element] = []
        self._closing = _Closing(self)
        super().__init__(target, facts=facts, **options)
        self._doc._pdfVersion = (1, 7)
        self._doc.Catalog.__class__ = _TaggedCatalog
        self.setViewerPreference("DisplayDocTitle", "true")
        self._ready = True
        self._open_page()

    # Pages

    def _open_page(self) -> None:
        self._page_names.append(self._doc.thisPageName())
        self._marks.append([])

    def _startPage(self) -> None:  # noqa: N802 ReportLab's name
        super()._startPage()  # type: ignore[misc]  # left out of the stubs
        self._open_page()

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 ReportLab's name
        super()._setAnnotations(page)  # type: ignore[misc]  # left out of the stubs
        if not isinstance(page, pdfdoc.PDFFormXObject):
            page.__class__ = _TaggedPage
            page.StructParents = len(self._page_names) - 1
            page.Tabs = PDFName("S")
            page.Group = None

    def beginForm(self, *place: Any, **options: Any) -> None:  # noqa: N802 ReportLab's name
        """A form is drawn as decoration wherever it is used, so nothing inside it is marked."""
        self._forms += 1
        super().beginForm(*place, **options)

    def endForm(self, **options: Any) -> None:  # noqa: N802 ReportLab's name
        """Ends what beginForm began."""
        super().endForm(**options)
        self._forms -= 1

    # Marks

    def tag(self, promise: Promise) -> AbstractContextManager[None]:
        if self._decoration:
            self._decoration += 1
        else:
            self._begin(promise.keep(self._containers[-1]))
        return self._closing

    def tag_container(self) -> AbstractContextManager[None]:
        if self._decoration:
            self._decoration += 1
        else:
            self._begin(self._containers[-1])
        return self._closing

    def _begin(self, element: Element) -> None:
        if self._marked:
            raise RuntimeError(f"{element.tag} begins inside other marked content")
        page = len(self._page_names) - 1
        marks = self._marks[page]
        number = len(marks)
        self._code.append(f"/{element.tag} <</MCID {number}>> BDC")
        element.kids.append((page, number))
        marks.append(element)
        self._marked = True

    def artifact(self, kind: str = "", subtype: str = "") -> AbstractContextManager[None]:
        self.begin_artifact(kind, subtype)
        return self._closing

    def begin_artifact(self, kind: str = "", subtype: str = "") -> None:
        if not self._decoration:
            if self._marked:
                raise RuntimeError("Decoration begins inside marked content")
            entries = f"/Type /{kind}" * bool(kind) + f" /Subtype /{subtype}" * bool(subtype)
            self._code.append(f"/Artifact <<{entries}>> BDC" if entries else "/Artifact BMC")
        self._decoration += 1

    def end(self) -> None:
        if self._decoration:
            self._decoration -= 1
            if self._decoration:
                return
        self._marked = False
        self._code.append("EMC")

    def fill(self, promise: Promise) -> None:
        if not self._decoration:
            self._containers.append(promise.keep(self._containers[-1]))

    def leave(self) -> None:
        if not self._decoration:
            self._containers.pop()

    def is_open(self) -> bool:
        """Whether what is drawn now is already marked, or is in a form."""
        return self._marked or self._decoration > 0 or self._forms > 0 or not self._ready

    def link(
        self, promise: Promise, address: str, words: str, rectangle: tuple[float, float, float, float]
    ) -> None:
        element = promise.keep(self._containers[-1])
        self.linkURL(
            address,
            rectangle,
            relative=1,
            StructParent=FIRST_ANNOTATION_KEY + len(self._links),
            F=4,
            Contents=PDFString(words),
        )
        self._links.append(element)
        name = f"NUMBER{self._annotationCount}"  # as ReportLab numbers annotations that are given no name
        element.kids.append(AnnotationKid(len(self._page_names) - 1, self._doc.annotationName(name)))

    # The end

    def save(self) -> None:
        """Writes the structure tree and the metadata, then the file."""
        if self._code:
            self.showPage()
        document, catalog = self._doc, self._doc.Catalog
        marks = self._marks[:-1]  # showPage has opened one page more than there are
        tree = StructureTree(document, self._top, self._page_names, marks, self._links)
        catalog.StructTreeRoot = tree.root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = xmp(self.facts, document.info.producer)
        if self.facts.colour_profile:
            catalog.OutputIntents = output_intent(document, self.facts.colour_profile)
        super().save()


def _decoration_unless_marked(name: str) -> Any:
    plain = getattr(Canvas, name)

    @wraps(plain)
    def paint(self: TaggedCanvas, *values: Any, **options: Any) -> Any:
        if self.is_open():
            return plain(self, *values, **options)
        with self.artifact():
            return plain(self, *values, **options)

    return paint


def _words_must_be_marked(self: TaggedCanvas, text: Any) -> Any:
    # An empty cell gives a text object that shows nothing: that is no loss.
    if not self.is_open() and any("Tj" in str(piece) for piece in text._code):
        raise UntaggedText(f"Page {self.getPageNumber()}: {''.join(text._code)[-80:]}")
    return Canvas.drawText(self, text)


for _name in _PAINTS:
    setattr(TaggedCanvas, _name, _decoration_unless_marked(_name))
setattr(TaggedCanvas, "drawText", _words_must_be_marked)  # noqa: B010 the stubs call it fixed
