"""User text made ready for a page: escaped, in faces that have its characters, nothing lost in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from tasking_app.exports.fonts import BODY, characters, face_for

_NOT_PRINTABLE = "[character not printable]"
#: What joins or varies emoji and is part of the one before.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f", "\u20e3"}


@dataclass(frozen=True, slots=True)
class SetText:
    """Text ready for a page: ReportLab markup, and what was written where the page cannot show it."""

    markup: str
    actual: str = ""


class Typesetter:
    """Sets the texts of one paper and remembers whether some of their characters had to be described."""

    def __init__(self) -> None:
        self.described = False
        self._plain = characters(BODY)

    def set(self, text: str) -> SetText:
        """The text as markup; lines stay lines."""
        text = clean(text)
        if self._plain.issuperset(text):
            return SetText(escape(text))
        printed: list[str] = []
        changed = False
        for face, run in self._runs(text):
            changed = changed or face != BODY or run not in text
            words = escape(run).replace("\n", "<br/>")
            printed.append(words if face == BODY else f'<font name="{face}">{words}</font>')
        return SetText("".join(printed), text if changed else "")

    def one_line(self, text: str) -> str:
        """The text for places drawn without markup, in the body face only."""
        runs = self._runs(clean(text).replace("\n", " "))
        return "".join(run if face == BODY else _describe(run[0]) for face, run in runs)

    def _runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Runs of one face. Spaces stay with the run they follow."""
        face = BODY
        pieces: list[tuple[str, str]] = []
        for character in text:
            if character == "\n" or (character == " " and pieces):
                pieces.append((face, character))
                continue
            found = face_for(character)
            if found is None:
                self.described = True
                pieces.append((BODY, _describe(character)))
                face = BODY
                continue
            face = found
            pieces.append((face, character))
        for name, group in groupby(pieces, key=lambda piece: piece[0]):
            yield name, "".join(piece for _, piece in group)


def clean(text: str) -> str:
    """The text composed, with plain line ends, and without controls and other marks that show nothing."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_visible(composed)).strip("\n")


def _visible(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        if character == "\n":
            yield character
        elif character == "\t" or category in ("Zl", "Zp"):
            yield " "
        elif category in ("Cc", "Cf", "Cs") or character in _JOINERS or _is_skin_tone(character):
            continue
        else:
            yield character


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _describe(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"[{name.lower()}]" if name else _NOT_PRINTABLE
