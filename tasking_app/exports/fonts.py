"""The fonts of papers: which faces there are and which of them can print a given character."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tasking_app.paths import resource

BODY = "NotoSans"
BOLD = "NotoSans-Bold"
ITALIC = "NotoSans-Italic"
ARABIC = "NotoNaskhArabic"
_BOLD_ITALIC = "NotoSans-BoldItalic"
#: Faces for scripts that the body face does not have, in the order they are tried.
_SCRIPTS = (
    ARABIC,
    "NotoSansGurmukhi",
    "NotoSansBengali",
    "NotoSansGujarati",
    "NotoSansTamil",
)
_FILES = {BODY: "NotoSans-Regular"} | {script: f"{script}-Regular" for script in _SCRIPTS}
_LAST_PLAIN = 0xFFFF  # beyond it ReportLab writes no way back from the glyph to the character

_registering = Lock()


def register(folder: Path | None = None) -> None:
    """Makes the faces known to ReportLab, from the folder given or the program's own, once."""
    with _registering:
        if BODY in pdfmetrics.getRegisteredFontNames():
            return
        folder = folder or resource("fonts")
        for name in (_BOLD_ITALIC, ITALIC, BOLD, *_SCRIPTS, BODY):
            path = folder / f"{_FILES.get(name, name)}.ttf"
            pdfmetrics.registerFont(TTFont(name, str(path), shapable=False))
        pdfmetrics.registerFontFamily(BODY, BODY, BOLD, ITALIC, _BOLD_ITALIC)
        for script in _SCRIPTS:
            pdfmetrics.registerFontFamily(script, script, script, script, script)


@cache
def characters(name: str) -> frozenset[str]:
    """The characters a registered face can print."""
    font = pdfmetrics.getFont(name)
    codes = font.face.charToGlyph  # type: ignore[attr-defined]  # the stubs know only the oldest kind of font
    return frozenset(chr(code) for code in codes if 0x20 <= code <= _LAST_PLAIN)


@cache
def face_for(character: str) -> str | None:
    """The face that prints a character, or None where no face has it."""
    for name in (BODY, *_SCRIPTS):
        if character in characters(name):
            return name
    return None
