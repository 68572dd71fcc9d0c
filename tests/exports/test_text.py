"""Texts for the page: nothing typed can break a paper, and nothing is lost without a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.exports import fonts
from tasking_app.exports.right_to_left import set_right_to_left
from tasking_app.exports.text import Typesetter, clean
from tests.exports import torture


@pytest.fixture(autouse=True)
def faces() -> None:
    fonts.register()


@pytest.mark.parametrize(
    "name",
    [
        *("Łukasz Gżegżółka", "Siân ap Llŷr", "Ștefania Țepeș", "Nguyễn Thị Ánh", "Mehmet Yılmaz, İğdır"),
        *("Žydrūnė", "Adé Ọlábísí", "Ивайло Георгиев", "Олена Ґудзь", "Ελένη Παπαδοπούλου"),
    ],
)
def test_latin_greek_and_cyrillic_are_printed_as_they_are(name: str) -> None:
    typesetter = Typesetter()
    assert typesetter.set(name).markup == unicodedata.normalize("NFC", name)
    assert not typesetter.described


@pytest.mark.parametrize(
    ("name", "face"),
    [
        (torture.PUNJABI, "NotoSansGurmukhi"),
        (torture.BENGALI, "NotoSansBengali"),
        (torture.GUJARATI, "NotoSansGujarati"),
        (torture.TAMIL, "NotoSansTamil"),
        (torture.URDU, "NotoNaskhArabic"),
    ],
)
def test_other_scripts_get_their_own_face_and_keep_what_was_written(name: str, face: str) -> None:
    typesetter = Typesetter()
    words = typesetter.set(f"for {name} (flat 2)")
    assert words.markup.startswith(f'for <font name="{face}">')
    assert words.actual == f"for {name} (flat 2)"
    assert not typesetter.described


def test_arabic_script_is_joined_and_turned_round() -> None:
    assert set_right_to_left("بيت") == "\ufe96\ufef4\ufe91"
    assert set_right_to_left("دار") == "\ufead\ufe8d\ufea9"
    assert set_right_to_left("\u0663\u0664").strip() == "\u0663\u0664"


def test_controls_vanish_and_lines_stay() -> None:
    assert clean(torture.CONTROLS) == "onetwothree four\nfive\nsix[31mdesrever seven"


def test_described_letters_are_named_once() -> None:
    typesetter = Typesetter()
    assert typesetter.set(torture.CHINESE).markup == "[Chinese characters]"
    assert typesetter.described


@given(st.text())
def test_any_text_can_be_set(text: str) -> None:
    typesetter = Typesetter()
    markup = typesetter.set(text).markup
    printable = fonts.characters(fonts.BODY) | {"\n"}
    assert set(typesetter.one_line(text)) <= printable
    assert "\x00" not in markup


def test_bold_can_print_what_regular_can() -> None:
    assert fonts.characters(fonts.BODY) <= fonts.characters(fonts.BOLD)
