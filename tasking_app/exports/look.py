"""The look all papers share: colours, type, measures and how dates are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle

from tasking_app.exports.fonts import BODY, BOLD
from tasking_app.rules import days

_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """The colours of a paper. Every one of them keeps its meaning in words, so grey loses nothing."""

    ink: Color
    navy: Color
    grey: Color
    rule: Color
    tint: Color
    header: Color
    themes: dict[str, Color]
    kinds: dict[str, Color]


COLOUR = Palette(
    ink=HexColor("#14232B"),
    navy=HexColor("#12303A"),
    grey=HexColor("#43535C"),
    rule=HexColor("#9AA7AD"),
    tint=HexColor("#EEF1F1"),
    header=HexColor("#E1E7E8"),
    themes={
        "asb": HexColor("#0B62BC"),
        "damage": HexColor("#4D3A00"),
        "arson": HexColor("#BA3D08"),
        "hate": HexColor("#4B1480"),
        "cohesion": HexColor("#00665A"),
    },
    kinds={
        "late": HexColor("#A30D1D"),
        "blocked": HexColor("#A30D1D"),
        "due_soon": HexColor("#7A4700"),
        "on_track": HexColor("#17603C"),
        "not_started": HexColor("#43535C"),
        "done": HexColor("#24479E"),
        "dropped": HexColor("#43535C"),
    },
)
_BLACK = HexColor("#1A1A1A")
_DARK = HexColor("#3A3A3A")
MONO = Palette(
    ink=_BLACK,
    navy=_BLACK,
    grey=HexColor("#454545"),
    rule=HexColor("#9A9A9A"),
    tint=HexColor("#F1F1F1"),
    header=HexColor("#E4E4E4"),
    themes=dict.fromkeys(COLOUR.themes, _DARK),
    kinds=dict.fromkeys(COLOUR.kinds, _BLACK),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Styles:
    """The paragraph styles of a paper."""

    title: ParagraphStyle
    subtitle: ParagraphStyle
    heading: ParagraphStyle
    subheading: ParagraphStyle
    band: ParagraphStyle
    code: ParagraphStyle
    body: ParagraphStyle
    item: ParagraphStyle
    label: ParagraphStyle
    boxed: ParagraphStyle
    small: ParagraphStyle
    cell: ParagraphStyle
    cell_bold: ParagraphStyle
    narrow: ParagraphStyle
    narrow_bold: ParagraphStyle
    status: ParagraphStyle
    status_bold: ParagraphStyle


@cache
def styles(mono: bool = False) -> Styles:
    """The styles in colour, or in black and grey."""
    palette = MONO if mono else COLOUR
    body = ParagraphStyle(
        "body",
        fontName=BODY,
        textColor=palette.ink,
        fontSize=10,
        leading=14,
        spaceAfter=5,
        allowWidows=0,
        allowOrphans=0,
    )

    def style(name: str, size: float, leading: float, **rest: Any) -> ParagraphStyle:
        return ParagraphStyle(name, body, fontSize=size, leading=leading, **rest)

    cell = style("cell", 9, 11.5, spaceAfter=0)
    narrow = style("narrow", 8.5, 10.8, spaceAfter=0)
    status = ParagraphStyle("status", narrow, leftIndent=12)
    return Styles(
        title=style("title", 19, 23, fontName=BOLD, textColor=palette.navy, spaceAfter=1),
        subtitle=style("subtitle", 11, 15, textColor=palette.grey, spaceAfter=8),
        heading=style("heading", 13, 17, fontName=BOLD, textColor=palette.navy, spaceBefore=12),
        subheading=style("subheading", 10.5, 14, fontName=BOLD, spaceBefore=7, spaceAfter=2),
        band=style("band", 11, 14, fontName=BOLD, textColor=white, spaceAfter=0),
        code=style("code", 9, 11, fontName=BOLD, alignment=1, spaceAfter=0),
        body=body,
        item=style("item", 10, 14, spaceAfter=2),
        label=style("label", 10, 14, fontName=BOLD, spaceBefore=3, spaceAfter=1),
        boxed=style("boxed", 9.5, 13, leftIndent=11, rightIndent=6, spaceBefore=9, spaceAfter=9),
        small=style("small", 9, 12, textColor=palette.grey, spaceBefore=2, spaceAfter=4),
        cell=cell,
        cell_bold=ParagraphStyle("cell bold", cell, fontName=BOLD),
        narrow=narrow,
        narrow_bold=ParagraphStyle("narrow bold", narrow, fontName=BOLD),
        status=status,
        status_bold=ParagraphStyle("status bold", status, fontName=BOLD),
    )


def day(value: date) -> str:
    """A date in a table: 4 Dec 2026."""
    return f"{value.day} {days.MONTHS[value.month - 1][:3]} {value.year}"


def moment(value: datetime) -> str:
    """A stored moment as people in the room would say it: 19 November 2026, 11:52."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    local = aware.astimezone(_LONDON)
    return f"{local.day} {days.MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
