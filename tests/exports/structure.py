"""A check of a PDF's tags that shares nothing with the code that wrote them: it reads with pikepdf alone."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_PAINTS = frozenset(
    {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "INLINE IMAGE", "Tj", "TJ", "'", '"'}
)
_STANDARD = frozenset(
    {
        *(
            "Document",
            "Part",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "P",
            "Span",
            "Quote",
        ),
        *(
            "H",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Note",
            "Reference",
            "Link",
            "Annot",
        ),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Figure", "Formula", "Form"),
    }
)
_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
}


class Checker:
    """Reads one PDF and gathers what is wrong with its structure."""

    def __init__(self, data: bytes) -> None:
        self.problems: list[str] = []
        #: How many elements of each kind there are.
        self.found: Counter[str] = Counter()
        #: The kinds and texts of headings, in order.
        self.headings: list[int] = []
        self._pdf = pikepdf.open(BytesIO(data))
        self._pages = {page.obj.objgen: at for at, page in enumerate(self._pdf.pages)}
        self._marks: dict[tuple[tuple[int, int], int], tuple[int, int]] = {}
        self._order: list[tuple[int, int]] = []
        self._numbers: dict[int, Any] = {}

    def check(self) -> list[str]:
        """All that is wrong, in words; an empty list for a sound file."""
        self._document()
        if "/StructTreeRoot" not in self._pdf.Root:
            return [*self.problems, "no structure tree"]
        root = self._pdf.Root.StructTreeRoot
        self._read_numbers(root.ParentTree)
        for kid in _kids(root):
            self._element(kid, None, root.objgen)
        self._heading_levels()
        for at, page in enumerate(self._pdf.pages):
            self._page(at, page)
            self._fonts(page)
        self._reading_order()
        return self.problems

    def _need(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)

    def _document(self) -> None:
        root: Any = self._pdf.Root
        self._need(bool(root.get("/MarkInfo", {}).get("/Marked", False)), "not marked as tagged")
        self._need(bool(str(root.get("/Lang", ""))), "no language")
        shows_title = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
        self._need(bool(shows_title), "title not shown")
        self._need(bool(str(self._pdf.docinfo.get("/Title", ""))), "no title")
        metadata = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
        self._need(b"<pdfuaid:part>1<" in metadata, "metadata does not claim PDF/UA-1")
        self._need(b"<pdfaid:part>2<" in metadata, "metadata does not claim PDF/A-2")
        self._need(
            re.search(rb"<dc:title>.*?<rdf:li[^>]*>[^<]+<", metadata, re.DOTALL) is not None, "no dc:title"
        )
        self._need("/OutputIntents" in root, "no output intent")

    def _read_numbers(self, node: Any) -> None:
        row = node.get("/Nums", [])
        for at in range(0, len(row), 2):
            self._numbers[int(row[at])] = row[at + 1]
        for kid in node.get("/Kids", []):
            self._read_numbers(kid)

    # The tree

    def _element(self, element: Any, parent: str | None, parent_number: tuple[int, int]) -> None:
        tag = _tag(element)
        self.found[tag] += 1
        self._need(tag in _STANDARD, f"unknown tag {tag}")
        self._need(element.P.objgen == parent_number, f"{tag} has another parent than the tree says")
        self._need(parent in _PARENTS.get(tag, {parent}), f"{tag} in {parent}")
        if re.fullmatch("H[1-6]", tag):
            self.headings.append(int(tag[1]))
        self._attributes(element, tag)
        for key in ("/Alt", "/ActualText"):
            self._need(
                len(bytes(element.get(key, pikepdf.String("")))) <= 32_767, f"{key} of {tag} is too long"
            )
        for kid in _kids(element):
            self._kid(element, tag, kid)

    def _attributes(self, element: Any, tag: str) -> None:
        attributes = _attributes(element)
        if tag == "TH":
            self._need(any("/Scope" in each for each in attributes), "TH without scope")
        elif tag == "Figure":
            self._need(bool(str(element.get("/Alt", ""))), "figure without alternative")
            self._need(any("/BBox" in each for each in attributes), "figure without box")
        elif tag == "Table":
            self._table(element)

    def _table(self, table: Any) -> None:
        rows = list(_rows(table))
        parts = [_tag(kid) for kid in _kids(table) if _is_element(kid)]
        self._need("THead" not in parts or "TBody" in parts, "table head without body")
        self._need(bool(rows), "table without rows")
        widths = {sum(_span(cell) for cell in _kids(row)) for row in rows}
        self._need(len(widths) <= 1, f"rows of different lengths {sorted(widths)}")
        self._need(any(_tag(cell) == "TH" for row in rows for cell in _kids(row)), "table without headers")

    def _kid(self, element: Any, tag: str, kid: Any) -> None:
        if isinstance(kid, int):
            self._mark(element, element.Pg, int(kid))
        elif kid.get("/Type") == Name.MCR:
            self._mark(element, kid.get("/Pg", element.get("/Pg")), int(kid.MCID))
        elif kid.get("/Type") == Name.OBJR:
            self._need("/Contents" in kid.Obj, "link without words")
            back = self._numbers.get(int(kid.Obj.StructParent))
            self._need(back is not None and back.objgen == element.objgen, "link of another element")
        else:
            self._element(kid, tag, element.objgen)

    def _mark(self, element: Any, page: Any, number: int) -> None:
        self._marks[page.objgen, number] = element.objgen
        self._order.append((self._pages[page.objgen], number))

    def _heading_levels(self) -> None:
        self._need(self.headings[:1] == [1], "the first heading is not H1")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            self._need(after <= before + 1, f"heading H{after} after H{before}")

    def _reading_order(self) -> None:
        last: dict[int, int] = {}
        for page, number in self._order:
            self._need(number > last.get(page, -1), f"page {page} is read in another order than it is drawn")
            last[page] = number

    # The pages

    def _page(self, at: int, page: pikepdf.Page) -> None:
        self._need(page.obj.get("/Tabs") == Name.S, f"page {at} has no tab order")
        marks = self._numbers.get(int(page.obj.get("/StructParents", -1)))
        if marks is None:
            self.problems.append(f"page {at} is not in the parent tree")
            return
        open_marks: list[int | str] = []
        seen: set[int] = set()
        for instruction in pikepdf.parse_content_stream(page):
            match str(instruction.operator):
                case "BMC" | "BDC":
                    open_marks.append(
                        self._opened(at, page, marks, list(instruction.operands), open_marks, seen)
                    )
                case "EMC":
                    self._need(bool(open_marks), f"page {at} closes a mark that is not open")
                    del open_marks[-1:]
                case name if name in _PAINTS:
                    self._need(bool(open_marks), f"page {at} paints outside any mark")
        self._need(not open_marks, f"page {at} leaves a mark open")
        self._need(len(marks) == len(seen), f"page {at} has {len(seen)} marks, the parent tree {len(marks)}")

    def _opened(
        self,
        at: int,
        page: pikepdf.Page,
        marks: Any,
        operands: list[Any],
        open_marks: list[int | str],
        seen: set[int],
    ) -> int | str:
        tag = str(operands[0])[1:]
        self._need(not open_marks, f"page {at} opens {tag} inside another mark")
        if len(operands) < 2 or not isinstance(operands[1], Dictionary) or "/MCID" not in operands[1]:
            self._need(tag == "Artifact", f"page {at} marks {tag} without a number")
            return tag
        number = int(operands[1].MCID)
        self._need(number not in seen, f"page {at} has mark {number} twice")
        seen.add(number)
        if number >= len(marks):
            self.problems.append(f"page {at}, mark {number} is not in the parent tree")
            return number
        owner = self._marks.get((page.obj.objgen, number))
        self._need(owner == marks[number].objgen, f"page {at}, mark {number} has two owners")
        self._need(_tag(marks[number]) == tag, f"page {at}, mark {number} is called {tag}")
        return number

    def _fonts(self, page: pikepdf.Page) -> None:
        for font in page.resources.get("/Font", {}).values():
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor
            self._need(embedded, f"font {font.get('/BaseFont')} is not embedded")
            self._need("/ToUnicode" in font, f"font {font.get('/BaseFont')} has no way back to characters")


def check(data: bytes) -> list[str]:
    """What is wrong with a PDF's structure, in words."""
    return Checker(data).check()


def _tag(element: Any) -> str:
    return str(element.S)[1:]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _attributes(element: Any) -> list[Any]:
    attributes = element.get("/A")
    if attributes is None:
        return []
    return list(attributes) if isinstance(attributes, Array) else [attributes]


def _rows(part: Any) -> list[Any]:
    rows: list[Any] = []
    for kid in _kids(part):
        if _is_element(kid):
            tag = _tag(kid)
            if tag == "TR":
                rows.append(kid)
            elif tag in ("THead", "TBody", "TFoot"):
                rows.extend(_rows(kid))
    return rows


def _span(cell: Any) -> int:
    return max((int(each.get("/ColSpan", 1)) for each in _attributes(cell)), default=1)
