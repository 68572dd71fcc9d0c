"""What whoever sits here may not do, for screens: each field says why not and is empty where they may."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionMay:
    """Of one action: say what happened, say how it stands, change what was agreed, ask that it be changed."""

    update: str = ""
    status: str = ""
    change: str = ""
    ask: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralMay:
    """Of one referral: its facts, what becomes of it, who may see it, and who its people are."""

    facts: str = ""
    decide: str = ""
    access: str = ""
    names: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingMay:
    """Of a meeting: prepare and run it, write in its minutes, approve them."""

    run: str = ""
    minutes: str = ""
    approve: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsMay:
    """Of what the partnership has set: all of it, the police figures; `me` is whose own entry stays open."""

    change: str = ""
    figures: str = ""
    me: UUID | None = None
