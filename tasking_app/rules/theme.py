"""The five themes of the agenda: fixed in number and order, the words about them are data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its stored code, its name, a short name for narrow places, its code on papers."""

    code: str
    name: str
    short: str
    paper: str
    police_category: str | None


THEMES = (
    Theme("asb", "Anti-social behaviour", "ASB", "ASB", "Anti-social behaviour"),
    Theme("damage", "Criminal damage", "Damage", "DAM", "Criminal damage and arson"),
    Theme("arson", "Arson", "Arson", "ARS", None),
    Theme("hate", "Hate crime", "Hate crime", "HATE", None),
    Theme("cohesion", "Community cohesion", "Cohesion", "COH", None),
)
BY_CODE = {theme.code: theme for theme in THEMES}
CODES = tuple(theme.code for theme in THEMES)
