"""Two people's values of the same fields, as they are put side by side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ClashField:
    """One field in words: mine and theirs. `kept`: what is not chosen stays in the history."""

    field: str
    label: str
    mine: str
    theirs: str
    kept: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ClashPage:
    """What was changed by two, who changed it first and when, and every field to choose.

    `again`: mine is not written by itself but done again, with its reason and all that goes with it.
    """

    called: str
    about: str
    by: str
    at: str
    fields: tuple[ClashField, ...]
    again: bool = False
    updates: tuple[str, ...] = ()
    """What was said lately about the same action, in time order: all of it stays."""
    may_wait: bool = True
    """Whether the choice can be kept on this computer; restricted words are kept in their fields alone."""
