"""User text made ready for a page: escaped, in faces that have its characters, nothing lost in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from tasking_app.exports.fonts import ARABIC, BODY, characters, face_for
from tasking_app.exports.right_to_left import set_right_to_left

#: What joins or varies emoji and is part of the one before.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


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
            changed = changed or face != BODY
            words = escape(set_right_to_left(run) if face == ARABIC else run).replace("\n", "<br/>")
            if face is None:
                printed.append(escape(self._describe(run)))
            else:
                printed.append(words if face == BODY else f'<font name="{face}">{words}</font>')
        return SetText("".join(printed), text if changed else "")

    def one_line(self, text: str) -> str:
        """The text for places drawn without markup, in the body face only."""
        runs = self._runs(" ".join(clean(text).split()))
        return "".join(run if face == BODY else self._describe(run) for face, run in runs)

    def _runs(self, text: str) -> Iterator[tuple[str | None, str]]:
        """Runs of one face, None for what no face has. A space stays with the run before it."""
        faces: list[str | None] = []
        for character in text:
            if character == "\n":
                faces.append(BODY)
            elif character == " " and faces and faces[-1] is not None:
                faces.append(faces[-1])
            else:
                faces.append(BODY if character == " " else face_for(character))
        pairs = zip(faces, text, strict=True)
        for face, group in groupby(pairs, key=lambda pair: pair[0]):
            yield face, "".join(character for _, character in group)

    def _describe(self, run: str) -> str:
        self.described = True
        return "".join(f"[{words}]" for words, _ in groupby(map(_describe, run)) if words)


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
        elif (
            category not in ("Cc", "Cf", "Cs") and character not in _JOINERS and not _is_skin_tone(character)
        ):
            yield character


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _describe(character: str) -> str:
    """A character in words: an emoji by its name, a letter by its script."""
    name = unicodedata.name(character, "").lower()
    if not name:
        return "character not printable"
    if unicodedata.category(character).startswith(("L", "M")):
        script = name.split()[0]
        return "Chinese characters" if script == "cjk" else f"{script.capitalize()} letters"
    return name
