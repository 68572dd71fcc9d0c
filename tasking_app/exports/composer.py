"""Composes a paper: the pieces all papers are made of, in the shared look, each tagged for what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from tasking_app.exports import fonts
from tasking_app.exports.chart import Chart
from tasking_app.exports.look import moment
from tasking_app.exports.paragraphs import Paragraphs, Quiet
from tasking_app.exports.pictures import ChartPicture
from tasking_app.exports.press import Furniture, Sheet, fit, print_story
from tasking_app.exports.tagged.canvas import MarkableCanvas
from tasking_app.exports.tagged.flow import Figure, Link, Para, list_items
from tasking_app.exports.tagged.metadata import Facts
from tasking_app.exports.tagged.structure import Promise
from tasking_app.exports.tagged.tables import DataTable, LayoutTable
from tasking_app.exports.text import clean
from tasking_app.paths import resource
from tasking_app.records.papers import Head

#: A line of a table style, as ReportLab takes it.
Rule = tuple[Any, ...]

_DESCRIBED = "Some characters could not be printed. They are described in square brackets."


class Composer(Paragraphs):
    """Gathers the flowables of one paper."""

    def __init__(self, head: Head, *, across: bool = False, mono: bool = False) -> None:
        super().__init__(mono=mono)
        self.head = head
        self.sheet = Sheet(across=across)
        self.story: list[Flowable] = []
        self._break: CondPageBreak | None = None

    # Texts

    def say(self, *pieces: str, style: ParagraphStyle | None = None) -> None:
        """Adds a paragraph."""
        self.story.append(self.para(*pieces, style=style))

    def link(self, text: str, address: str, words: str) -> None:
        """Adds a paragraph that is a link; words say where it leads."""
        markup = f"<u>{self.set(text).markup}</u>"
        self.story.append(Link(markup, self.styles.body, address=address, words=words))

    # Headings

    def title(self, text: str, subtitle: str) -> None:
        """Adds the title of the paper and the line below it."""
        self.story.append(self.para(text, style=self.styles.title, tag="H1", outline=(0, clean(text))))
        self.say(subtitle, style=self.styles.subtitle)

    def heading(self, text: str, room: float = 90) -> None:
        """Adds a heading, on this page if that much room is left for it and what follows."""
        self._break_before(room)
        heading = self.para(text, style=self.styles.heading, tag="H2", outline=(1, clean(text)))
        self.story.append(heading)

    def subheading(self, text: str, quiet: str = "") -> None:
        """Adds a heading within a section, with a reference in grey."""
        self._break_before(58)
        pieces = (text, Quiet(f"  {quiet}")) if quiet else (text,)
        style = self.styles.subheading
        self.story.append(self.para(*pieces, style=style, tag="H3", outline=(2, clean(text))))

    def band(self, text: str, *, code: str = "", colour: Color | None = None, room: float = 110) -> None:
        """Adds the heading of a theme: a dark bar that says its code and name, so that grey loses nothing."""
        fill = colour or self.palette.navy
        style = ParagraphStyle("in band", self.styles.band, spaceBefore=15, spaceAfter=10)
        style.leftIndent = 48 if code else 8
        style.rightIndent = 8

        def dress(canvas: MarkableCanvas, width: float, height: float, first: bool) -> None:
            canvas.setFillColor(fill)
            canvas.rect(0, -3.5, width, height + 6, fill=1, stroke=0)
            if code and first:
                canvas.setFillColor(white)
                canvas.roundRect(5, height - 13.5, 37, 13, 2, fill=1, stroke=0)
                canvas.setFillColor(fill)
                canvas.setFont(fonts.BOLD, 9)
                canvas.drawCentredString(23.5, height - 10.2, code)

        self._break_before(room)
        self.story.append(self.para(text, style=style, tag="H2", outline=(1, clean(text)), dress=dress))

    def _break_before(self, room: float) -> None:
        self._break = CondPageBreak(room)
        self.story.append(self._break)

    def _reserve(self, height: float) -> None:
        """A heading moves to the next page with the first piece of what it heads, if that cannot stay."""
        if self._break is None:
            return
        between = self.story[self.story.index(self._break) + 1 :]
        most = self.sheet.height * 0.6
        for flowable in between:
            height += flowable.wrap(self.sheet.width, self.sheet.height)[1]
            height += flowable.getSpaceBefore() + flowable.getSpaceAfter()
            if height > most:
                break
        else:
            self._break.height = max(self._break.height, min(height, most))
        self._break = None

    # Blocks

    def box(self, *pieces: str, colour: Color | None = None) -> None:
        """Adds a tinted box with a bar at its left: something the meeting settled."""
        bar = colour or self.palette.navy
        tint = self.palette.tint

        def dress(canvas: MarkableCanvas, width: float, height: float, first: bool) -> None:
            canvas.setFillColor(tint)
            canvas.rect(0, -4.5, width, height + 8, fill=1, stroke=0)
            canvas.setFillColor(bar)
            canvas.rect(-2, -4.5, 4, height + 8, fill=1, stroke=0)

        self.story.append(self.para(*pieces, style=self.styles.boxed, dress=dress))

    def items(self, entries: Sequence[tuple[str, tuple[str, ...]]], indent: float) -> None:
        """Adds a list: for each entry its label and its pieces of text."""
        texts = [(label, self.set(*pieces)) for label, pieces in entries]
        lines = [(label, words.markup, words.actual) for label, words in texts]
        self.story.extend(list_items(lines, self.styles.item, indent))

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Adds the box of facts at the head of a paper; rows without a value are left out."""
        data = [
            [self.cell(name, style=self.styles.cell_bold), self.cell(value)] for name, value in rows if value
        ]
        look: list[Rule] = [
            ("BACKGROUND", (0, 0), (-1, -1), self.palette.tint),
            ("LINEBEFORE", (0, 0), (0, -1), 4, self.palette.navy, 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("LEFTPADDING", (0, 0), (0, -1), 11),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        widths = [122, self.sheet.width - 122]
        table = DataTable(
            data, font=fonts.BODY, row_header=0, colWidths=widths, style=look, hAlign="LEFT", spaceAfter=6
        )
        self.story.append(table)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float],
        *,
        caption: str = "",
        head_style: ParagraphStyle | None = None,
        more: Sequence[Rule] = (),
    ) -> None:
        """Adds a table whose first column names its rows. There must be at least one row."""
        promise = Promise("Table")
        if caption:
            self.story.append(
                self.para(caption, style=self.styles.small, tag="Caption", parent=promise),
            )
        style = head_style or self.styles.cell_bold
        data = [[self.cell(head, style=style) for head in heads], *rows]
        table = DataTable(
            data,
            font=fonts.BODY,
            row_header=0,
            promise=promise,
            colWidths=list(widths),
            repeatRows=1,
            style=[*self._table_look(), *more],
            hAlign="LEFT",
            spaceBefore=2,
            spaceAfter=6,
        )
        if self._break is not None:
            table.wrap(self.sheet.width, self.sheet.height)
            self._reserve(table.first_rows())
        self.story.append(table)

    def _table_look(self) -> list[Rule]:
        palette = self.palette
        return [
            ("BACKGROUND", (0, 0), (-1, 0), palette.header),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, palette.rule, 0),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, palette.ink, 0),
            ("LINEBELOW", (0, 0), (-1, 0), 1.4, palette.navy, 0),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]

    def side_by_side(self, cells: Sequence[Para], widths: Sequence[float], *, boxed: bool = False) -> None:
        """Adds paragraphs beside one another, which mean no table."""
        look: list[Rule] = [
            ("LEFTPADDING", (0, 0), (-1, -1), 9 if boxed else 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4 if boxed else 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5 if boxed else 2),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        if boxed:
            look.append(("BACKGROUND", (0, 0), (-1, -1), self.palette.tint))
        self.story.append(
            LayoutTable(
                [list(cells)],
                font=fonts.BODY,
                colWidths=list(widths),
                style=look,
                hAlign="LEFT",
                spaceAfter=4,
            )
        )

    def chart(self, chart: Chart, colour: Color, height: float = 92) -> None:
        """Adds a chart over the full width, with its numbers as the sentence that stands for it."""
        picture = ChartPicture(
            chart, width=self.sheet.width, height=height, fill=colour, ink=self.palette.ink
        )
        self._reserve(height)
        self.story.append(Figure(picture, chart.alternative(), space_after=4))

    def gap(self, height: float) -> None:
        """Adds empty space."""
        self.story.append(Spacer(0, height))

    def keep_from(self, start: int) -> None:
        """Keeps everything added since the story had that many pieces on one page."""
        kept = KeepTogether(self.story[start:])
        self.story[start:] = [kept]

    # The end

    def render(self, paper: str, *, tagged: bool) -> bytes:
        """The bytes of the paper, named as its title and bookmarks say."""
        if self.typesetter.described:
            self.say(_DESCRIBED, style=self.styles.small)
        head, line = self.head, self.typesetter.one_line
        furniture = Furniture(
            marking=fit(line(head.marking), self.sheet.width / 2, fonts.BOLD, 10),
            left=line(head.title),
            right=line(head.reference),
            status=line(head.status),
            as_at=f"As at {moment(head.as_at)}",
        )
        facts = Facts(
            title=f"{paper}: {line(head.title)}, {line(head.reference)}",
            author=line(head.partnership),
            subject=f"Protective marking: {line(head.marking)}",
            as_at=head.as_at,
            colour_profile=resource("srgb.icc").read_bytes(),
        )
        return print_story(
            self.story,
            sheet=self.sheet,
            furniture=furniture,
            facts=facts,
            palette=self.palette,
            tagged=tagged,
        )
