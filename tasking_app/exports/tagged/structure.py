"""The structure tree of a tagged PDF: what each piece of marked content is, and inside what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFObject, PDFString

#: Annotations are numbered in the parent tree after every page a paper could have.
FIRST_ANNOTATION_KEY = 100_000


@dataclass(frozen=True, slots=True)
class AnnotationKid:
    """A link that belongs to an element: the page it is on and ReportLab's name for it."""

    page: int
    name: str


class Element:
    """One structure element. Its kids are elements, links, and (page, number) pairs of marked content."""

    __slots__ = ("attributes", "entries", "kids", "number", "parent", "tag")

    def __init__(
        self, tag: str, parent: Element | None, attributes: str = "", entries: dict[str, str] | None = None
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.entries = entries
        self.kids: list[Element | tuple[int, int] | AnnotationKid] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


class Promise:
    """An element that is made when its content is first drawn.

    A flowable may be measured and split many times before it is drawn, and its parts may land on several
    pages: they share one promise, so they end up in one element.
    """

    __slots__ = ("_kept", "attributes", "entries", "parent", "tag")

    def __init__(self, tag: str, parent: Promise | None = None, attributes: str = "", **entries: str) -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.entries = entries
        self._kept: Element | None = None

    def keep(self, container: Element) -> Element:
        """The element, made inside the promised parent, or inside the container if none was promised."""
        if self._kept is None:
            parent = container if self.parent is None else self.parent.keep(container)
            self._kept = Element(self.tag, parent, self.attributes, self.entries)
        return self._kept


def pdf_string(text: str) -> str:
    """A text as a PDF string, escaped, in the encoding PDF asks for."""
    return PDFString(text).format(DummyDoc()).decode("latin-1")


class _Formatted(PDFObject):
    """An indirect object whose text is known only when everything has its number."""

    __RefOnly__ = 1

    def __init__(self, tree: StructureTree, element: Element | None) -> None:
        self._tree = tree
        self._element = element

    def format(self, document: Any) -> bytes:
        if self._element is None:
            return self._tree.parent_tree_text().encode("latin-1")
        return self._tree.element_text(self._element).encode("latin-1")


class _Root(PDFObject):
    """The StructTreeRoot object."""

    __RefOnly__ = 1

    def __init__(self, tree: StructureTree) -> None:
        self._tree = tree

    def format(self, document: Any) -> bytes:
        return self._tree.root_text().encode("latin-1")


class StructureTree:
    """Writes a finished tree of elements into a ReportLab document."""

    def __init__(
        self,
        document: Any,
        top: Element,
        page_names: list[str],
        marks: list[list[Element]],
        links: list[Element],
    ) -> None:
        """Marks holds, for each page, the element of each marked content; links that of each annotation."""
        self._document = document
        self._top = top
        self._page_names = page_names
        self._marks = marks
        self._links = links
        self.root = _Root(self)
        self._root_number = self._enter(self.root)
        for element in top.walk():
            element.number = self._enter(_Formatted(self, element))
        self._parent_tree = self._enter(_Formatted(self, None))
        self._page_numbers = [self._number(name) for name in page_names[: len(marks)]]

    def _enter(self, item: PDFObject) -> int:
        return self._number(self._document.Reference(item).name)

    def _number(self, name: str) -> int:
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def root_text(self) -> str:
        """The StructTreeRoot: the top element and the way back from marked content to elements."""
        return (
            f"<</Type/StructTreeRoot/K {self._top.number} 0 R/ParentTree {self._parent_tree} 0 R"
            f"/ParentTreeNextKey {FIRST_ANNOTATION_KEY + len(self._links)}>>"
        )

    def parent_tree_text(self) -> str:
        """For each page, the element of each marked content in order; for each link, its element."""
        rows = [
            f"{page}[{' '.join(f'{element.number} 0 R' for element in marks)}]"
            for page, marks in enumerate(self._marks)
        ]
        rows += [
            f"{FIRST_ANNOTATION_KEY + at} {element.number} 0 R" for at, element in enumerate(self._links)
        ]
        return f"<</Nums[{' '.join(rows)}]>>"

    def element_text(self, element: Element) -> str:
        """One structure element as PDF."""
        parent = self._root_number if element.parent is None else element.parent.number
        parts = [f"<</S/{element.tag}/P {parent} 0 R"]
        own_page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        if own_page is not None:
            parts.append(f"/Pg {self._page_numbers[own_page]} 0 R")
        for key, value in (element.entries or {}).items():
            parts.append(f"/{key} {pdf_string(value)}")
        if element.attributes:
            parts.append(f"/A {element.attributes}")
        kids = [self._kid_text(kid, own_page) for kid in element.kids]
        if kids:
            parts.append("/K " + (kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"))
        parts.append(">>")
        return "".join(parts)

    def _kid_text(self, kid: Element | tuple[int, int] | AnnotationKid, own_page: int | None) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, AnnotationKid):
            return f"<</Type/OBJR/Pg {self._page_numbers[kid.page]} 0 R/Obj {self._number(kid.name)} 0 R>>"
        page, mark = kid
        if page == own_page:
            return str(mark)
        return f"<</Type/MCR/Pg {self._page_numbers[page]} 0 R/MCID {mark}>>"
