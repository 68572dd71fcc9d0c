"""Paragraphs in the look of papers: words in their weights, statuses with their shapes, each tagged."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle

from tasking_app.exports import fonts
from tasking_app.exports.look import COLOUR, MONO, styles
from tasking_app.exports.marks import draw_mark
from tasking_app.exports.tagged.canvas import MarkableCanvas
from tasking_app.exports.tagged.flow import Dress, Para
from tasking_app.exports.tagged.structure import Promise
from tasking_app.exports.text import SetText, Typesetter, clean
from tasking_app.rules.action import BRAG, Shown

#: In bytes; PDF/A allows a little more, and the mark that says how it is encoded counts.
_LONGEST_STRING = 32_000


class Strong(str):
    """Words to print in bold."""

    __slots__ = ()


class Quiet(str):
    """Words to print in regular grey, as a reference after a heading."""

    __slots__ = ()


class Paragraphs:
    """Makes the paragraphs of one paper."""

    def __init__(self, *, mono: bool) -> None:
        fonts.register()
        self.palette = MONO if mono else COLOUR
        self.styles = styles(mono)
        self.typesetter = Typesetter()

    def set(self, *pieces: str) -> SetText:
        """The pieces one after the other, each in its weight."""
        markup: list[str] = []
        actual = False
        for piece in pieces:
            words = self.typesetter.set(piece)
            actual = actual or bool(words.actual)
            if isinstance(piece, Strong):
                markup.append(f"<b>{words.markup}</b>")
            elif isinstance(piece, Quiet):
                grey = self.palette.grey.hexval().replace("0x", "#")
                markup.append(f'<font name="{fonts.BODY}" color="{grey}">{words.markup}</font>')
            else:
                markup.append(words.markup)
        whole = clean("".join(pieces)) if actual else ""
        return SetText("".join(markup), whole if len(whole.encode("utf-16-be")) <= _LONGEST_STRING else "")

    def para(
        self,
        *pieces: str,
        style: ParagraphStyle | None = None,
        tag: str = "P",
        parent: Promise | None = None,
        outline: tuple[int, str] | None = None,
        dress: Dress | None = None,
    ) -> Para:
        """A paragraph of its own, or a heading."""
        words = self.set(*pieces)
        entries = {"ActualText": words.actual} if words.actual else {}
        promise = Promise(tag, parent, **entries)
        style = style or self.styles.body
        return Para(words.markup, style, promise=promise, outline=outline, dress=dress)

    def cell(self, *pieces: str, style: ParagraphStyle | None = None, dress: Dress | None = None) -> Para:
        """A paragraph that is the content of a table cell."""
        words = self.set(*pieces)
        promise = Promise("P", ActualText=words.actual) if words.actual else None
        return Para(words.markup, style or self.styles.cell, promise=promise, dress=dress)

    def mark(self, kind: str, size: float = 8) -> Dress:
        """Draws the shape of a status at the head of a paragraph."""
        colour = self.palette.kinds[kind]

        def dress(canvas: MarkableCanvas, width: float, height: float, first: bool) -> None:
            if first:
                draw_mark(canvas, kind, colour, 0, height - 9.4, size)

        return dress

    def status(self, kind: str, words: str) -> list[Para]:
        """A status for a table cell: shape and words, and below them the letter word for black and white."""
        paras = [self.cell(words, style=self.styles.status_bold, dress=self.mark(kind))]
        brag = BRAG[Shown(kind)]
        if brag:
            paras.append(self.cell(brag, style=self.styles.status))
        return paras
