"""Design tokens: colours of the three themes, the type scale, and every pair that has to be readable."""

from collections.abc import Mapping
from typing import NamedTuple

Tokens = Mapping[str, str]

LIGHT: Tokens = {
    "canvas": "#F2F3EF",
    "surface": "#FFFFFF",
    "sunken": "#E9EBE6",
    "raised": "#FFFFFF",
    "ink": "#12262F",
    "text": "#14232B",
    "text2": "#43535C",
    "text3": "#5A6971",
    "on_ink": "#FFFFFF",
    "line": "#D3D8D3",
    "control": "#75838A",
    "hover": "#EEF1ED",
    "select": "#E3ECEE",
    "select_line": "#12303A",
    "rail": "#12303A",
    "rail_on": "#24505E",
    "rail_text": "#FFFFFF",
    "rail_text2": "#C9DADF",
    "primary": "#12303A",
    "on_primary": "#FFFFFF",
    "primary_hover": "#1D4553",
    "focus_in": "#12262F",
    "focus_out": "#FFC933",
    "mark": "#FFC933",
    "mark_soft": "#FFE9AD",
    "on_mark": "#14232B",
    "late": "#A30D1D",
    "late_bg": "#FCE9E9",
    "due_soon": "#7A4700",
    "due_soon_bg": "#FFF0D2",
    "on_track": "#17603C",
    "on_track_bg": "#E3F2E8",
    "done": "#24479E",
    "done_bg": "#E7ECF9",
    "info": "#164E7D",
    "info_bg": "#E3EEF7",
    "asb": "#0B62BC",
    "asb_bg": "#E5EFFA",
    "damage": "#4D3A00",
    "damage_bg": "#F3EBD3",
    "arson": "#BA3D08",
    "arson_bg": "#FDEEE6",
    "hate": "#4B1480",
    "hate_bg": "#EEE6F6",
    "cohesion": "#00665A",
    "cohesion_bg": "#DDF1ED",
    "scrim": "#B00B1A20",
}
DARK: Tokens = {
    "canvas": "#0E181D",
    "surface": "#162329",
    "sunken": "#0B1317",
    "raised": "#1D2D34",
    "ink": "#F3F6F5",
    "text": "#F0F4F3",
    "text2": "#BDCACE",
    "text3": "#9DADB3",
    "on_ink": "#12262F",
    "line": "#2D3E46",
    "control": "#7C8E96",
    "hover": "#1F3037",
    "select": "#1F3D49",
    "select_line": "#FFC933",
    "rail": "#0A1216",
    "rail_on": "#1F3D49",
    "rail_text": "#FFFFFF",
    "rail_text2": "#B7C7CC",
    "primary": "#F0F4F3",
    "on_primary": "#12262F",
    "primary_hover": "#FFFFFF",
    "focus_in": "#0E181D",
    "focus_out": "#FFC933",
    "mark": "#FFC933",
    "mark_soft": "#574B26",
    "on_mark": "#14232B",
    "late": "#FF9A98",
    "late_bg": "#43181C",
    "due_soon": "#FFC568",
    "due_soon_bg": "#3D2C0C",
    "on_track": "#85D9A4",
    "on_track_bg": "#133524",
    "done": "#A9BEFF",
    "done_bg": "#1B2A52",
    "info": "#93C7F2",
    "info_bg": "#14324A",
    "asb": "#7CA9FF",
    "asb_bg": "#142C52",
    "damage": "#FBE08A",
    "damage_bg": "#38300F",
    "arson": "#FA8A52",
    "arson_bg": "#45210F",
    "hate": "#E3A9D2",
    "hate_bg": "#3E2038",
    "cohesion": "#7FEFC9",
    "cohesion_bg": "#0F3A31",
    "scrim": "#B0000000",
}
CONTRAST: Tokens = {
    "canvas": "#000000",
    "surface": "#000000",
    "sunken": "#000000",
    "raised": "#000000",
    "ink": "#FFFFFF",
    "text": "#FFFFFF",
    "text2": "#FFFFFF",
    "text3": "#E6E6E6",
    "on_ink": "#000000",
    "line": "#FFFFFF",
    "control": "#FFFFFF",
    "hover": "#1A1A1A",
    "select": "#003A52",
    "select_line": "#FFE100",
    "rail": "#000000",
    "rail_on": "#003A52",
    "rail_text": "#FFFFFF",
    "rail_text2": "#FFFFFF",
    "primary": "#FFE100",
    "on_primary": "#000000",
    "primary_hover": "#FFF27A",
    "focus_in": "#000000",
    "focus_out": "#FFE100",
    "mark": "#FFE100",
    "mark_soft": "#4A4200",
    "on_mark": "#000000",
    "late": "#FFB3B3",
    "late_bg": "#000000",
    "due_soon": "#FFD37A",
    "due_soon_bg": "#000000",
    "on_track": "#9CF0BB",
    "on_track_bg": "#000000",
    "done": "#A9BEFF",
    "done_bg": "#000000",
    "info": "#9BD4FF",
    "info_bg": "#000000",
    "asb": "#7CA9FF",
    "asb_bg": "#000000",
    "damage": "#FFE27A",
    "damage_bg": "#000000",
    "arson": "#FF9A5C",
    "arson_bg": "#000000",
    "hate": "#F0C4FF",
    "hate_bg": "#000000",
    "cohesion": "#86F5D2",
    "cohesion_bg": "#000000",
    "scrim": "#D0000000",
}
THEMES: Mapping[str, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

STATUS_TONES = ("late", "due_soon", "on_track", "done", "info")
THEME_TONES = ("asb", "damage", "arson", "hate", "cohesion")


class Pair(NamedTuple):
    """A foreground on a background and the contrast ratio it must reach."""

    front: str
    back: str
    least: float


def _pairs() -> tuple[Pair, ...]:
    found = [Pair("text", back, 7) for back in ("canvas", "surface", "raised", "sunken", "select", "hover")]
    found += [Pair("text2", back, 4.5) for back in ("canvas", "surface", "raised", "select", "sunken")]
    found += [Pair("text3", back, 4.5) for back in ("canvas", "surface", "raised", "select", "sunken")]
    found += [Pair("control", "surface", 3), Pair("control", "canvas", 3), Pair("primary", "surface", 3)]
    found += [
        Pair("on_primary", "primary", 7),
        Pair("on_primary", "primary_hover", 4.5),
        Pair("on_ink", "ink", 7),
    ]
    found += [
        Pair("rail_text", "rail", 7),
        Pair("rail_text2", "rail", 4.5),
        Pair("rail_text", "rail_on", 4.5),
    ]
    found += [Pair("on_mark", "mark", 7), Pair("text", "mark_soft", 7), Pair("mark", "rail", 3)]
    found += [
        Pair("focus_out", "rail", 3),
        Pair("focus_out", "focus_in", 3),
        Pair("select_line", "select", 3),
    ]
    for tone in STATUS_TONES:
        found += [Pair(tone, back, 4.5) for back in (tone + "_bg", "surface", "canvas", "select")]
        found += [Pair("text", tone + "_bg", 7), Pair("text2", tone + "_bg", 4.5)]
    for tone in THEME_TONES:
        found += [Pair(tone, back, 4.5) for back in (tone + "_bg", "surface", "canvas", "select")]
        found.append(Pair("surface", tone, 3))
    return tuple(found)


PAIRS = _pairs()


class TypeSize(NamedTuple):
    """Pixels and weight of a kind of text at 100 %."""

    pixels: int
    weight: int


TYPE: Mapping[str, TypeSize] = {
    "display": TypeSize(34, 700),
    "h1": TypeSize(26, 700),
    "h2": TypeSize(20, 700),
    "h3": TypeSize(16, 700),
    "lead": TypeSize(17, 400),
    "body": TypeSize(15, 400),
    "strong": TypeSize(15, 600),
    "small": TypeSize(13, 400),
    "small_strong": TypeSize(13, 600),
    "key": TypeSize(12, 500),
    "badge": TypeSize(11, 700),
}
