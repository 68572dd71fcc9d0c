"""What a list of actions is narrowed by, what it may be narrowed by, and what is near when nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionFilter:
    """The choices above the list; empty: any. `status` and `due` are keys of `rules.action_filter`."""

    agency: UUID | None = None
    theme: str = ""
    status: str = ""
    due: str = ""
    objective: str = ""
    referral: UUID | None = None


ANY = ActionFilter()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionView:
    """A view with what it is narrowed by; `view` is empty for every action there is."""

    view: str = "open"
    chosen: ActionFilter = ANY


@dataclass(frozen=True, kw_only=True, slots=True)
class FilterChoices:
    """What can be chosen, and the words of the referral that is."""

    agencies: tuple[tuple[UUID, str], ...]
    objectives: tuple[tuple[str, str], ...]
    referral: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """Actions that nearly fit: how many, in words, and how to see them."""

    count: int
    words: str
    view: ActionView


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralChoice:
    """A referral that has actions, to be chosen."""

    id: UUID
    number: int
    reference: str
    title: str
    actions: int
