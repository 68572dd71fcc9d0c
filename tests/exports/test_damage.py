"""The structural check is trusted because it fails when a file is damaged, in each of these ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.exports.papers import ORDINARY
from tests.exports.structure import check

Damage = Callable[[Any], None]


@pytest.fixture(scope="module")
def sound() -> bytes:
    return ORDINARY["minutes"]()


def _elements(pdf: Any) -> Iterator[Any]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting.extend(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            yield node
            if isinstance(node.get("/K"), Array | Dictionary):
                waiting.append(node.K)


def _first(pdf: Any, tag: str) -> Any:
    return next(each for each in _elements(pdf) if str(each.S) == f"/{tag}")


def _content(pdf: Any, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))


def header_without_scope(pdf: Any) -> None:
    del _first(pdf, "TH")["/A"]


def words_outside_any_mark(pdf: Any) -> None:
    def unmark(content: bytes) -> bytes:
        start = content.index(b"/P <</MCID")
        begin = content.index(b"BDC", start) + 3
        end = content.index(b"EMC", begin)
        return content[:start] + content[begin:end] + content[end + 3 :]

    _content(pdf, unmark)


def mark_nobody_owns(pdf: Any) -> None:
    _content(pdf, lambda content: content.replace(b"<</MCID 3>>", b"<</MCID 9999>>", 1))


def mark_twice(pdf: Any) -> None:
    _content(pdf, lambda content: content.replace(b"<</MCID 3>>", b"<</MCID 2>>", 1))


def mark_called_something_else(pdf: Any) -> None:
    _content(pdf, lambda content: content.replace(b"/H1 <</MCID", b"/P <</MCID", 1))


def mark_left_open(pdf: Any) -> None:
    _content(pdf, lambda content: content[: content.rindex(b"EMC")] + content[content.rindex(b"EMC") + 3 :])


def no_language(pdf: Any) -> None:
    del pdf.Root["/Lang"]


def heading_level_left_out(pdf: Any) -> None:
    _first(pdf, "H2").S = Name.H4


def figure_without_words(pdf: Any) -> None:
    del _first(pdf, "Figure")["/Alt"]


def figure_without_box(pdf: Any) -> None:
    del _first(pdf, "Figure")["/A"]


def no_title_in_the_metadata(pdf: Any) -> None:
    text = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(re.sub(rb"<dc:title>.*?</dc:title>", b"", text, flags=re.DOTALL))


def title_not_shown(pdf: Any) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def row_with_a_cell_less(pdf: Any) -> None:
    row = next(each for each in _elements(pdf) if each.S == Name.TR and len(each.K) == 4)
    del row.K[3]


def no_claim_of_accessibility(pdf: Any) -> None:
    text = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(text.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def font_without_a_way_back(pdf: Any) -> None:
    for font in pdf.pages[0].resources.Font.values():
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def list_item_called_a_paragraph(pdf: Any) -> None:
    item = _first(pdf, "LI")
    item.S = Name.P


def no_tab_order(pdf: Any) -> None:
    del pdf.pages[0].obj["/Tabs"]


def table_without_body(pdf: Any) -> None:
    body = _first(pdf, "TBody")
    body.P.K = Array([kid for kid in body.P.K if kid.objgen != body.objgen])


def read_in_another_order(pdf: Any) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K = Array(list(reversed(list(top.K))))


def made_up_tag(pdf: Any) -> None:
    _first(pdf, "P").S = Name.Paragraf


def not_marked_as_tagged(pdf: Any) -> None:
    del pdf.Root["/MarkInfo"]


def no_colour_profile(pdf: Any) -> None:
    del pdf.Root["/OutputIntents"]


DAMAGES: tuple[Damage, ...] = (
    header_without_scope,
    words_outside_any_mark,
    mark_nobody_owns,
    mark_twice,
    mark_called_something_else,
    mark_left_open,
    no_language,
    heading_level_left_out,
    figure_without_words,
    figure_without_box,
    no_title_in_the_metadata,
    title_not_shown,
    row_with_a_cell_less,
    no_claim_of_accessibility,
    font_without_a_way_back,
    list_item_called_a_paragraph,
    no_tab_order,
    table_without_body,
    read_in_another_order,
    made_up_tag,
    not_marked_as_tagged,
    no_colour_profile,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_check_finds(damage: Damage, sound: bytes) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(sound)) as pdf:
        damage(pdf)
        pdf.save(target)
    assert check(target.getvalue())


def test_saving_alone_is_no_damage(sound: bytes) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(sound)) as pdf:
        pdf.save(target)
    assert check(target.getvalue()) == []
