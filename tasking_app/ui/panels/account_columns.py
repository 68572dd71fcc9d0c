"""How accounts stand in their list: who, where, what for, when last in, and the state in shape and words."""

from __future__ import annotations

from typing import NamedTuple

from tasking_app.records.account import AccountRow
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.ui.table import Cell, Column

MAY = {
    "officer": "Officer",
    "analyst": "Analyst",
    "coordinator": "Co-ordinator",
    "chair": "Chair",
    "governance": "Governance",
}
ALL = "all"
FILTERS = (
    (ALL, "All", ("none", "first", "working", "training", "ended", "disabled", "left")),
    ("working", "Working", ("working", "training")),
    ("first", "First password", ("first", "ended")),
    ("disabled", "Disabled", ("disabled", "left")),
    ("none", "No login", ("none",)),
)


class Look(NamedTuple):
    """How a state is shown: shape, colour, words."""

    icon: str
    tone: str
    words: str


def look_of(one: AccountRow) -> Look:
    """Shape, colour and words of a state."""
    disabled = f" {days.short(days.in_london(one.disabled_at))}" if one.disabled_at is not None else ""
    look = {
        "none": Look("circle-dashed", "text2", "No login"),
        "first": Look("key", "info", f"Password, {counted(one.days_left, 'day')}"),
        "working": Look("circle-check-filled", "on_track", "Working"),
        "training": Look("alert-triangle-filled", "due_soon", "Training out of date"),
        "ended": Look("alert-triangle-filled", "due_soon", "Password has ended"),
        "disabled": Look("ban", "text2", f"Disabled{disabled}"),
        "left": Look("door", "text2", "Works here no more"),
    }[one.state]
    if one.last_day is None:
        return look
    return Look("calendar-due", "due_soon", f"Until {days.short(one.last_day)}")


def last_in(one: AccountRow) -> str:
    """When somebody was in last: today, a day, or never as far as the record tells."""
    if not one.login or not one.reads_last_in:
        return ""
    if one.last_in is None:
        return "never"
    day = days.in_london(one.last_in)
    return "today" if day == one.today else f"{day.day} {days.MONTHS[day.month - 1][:3]}"


def spoken(one: AccountRow) -> str:
    """An account as a sentence."""
    return f"{one.name}, {one.login or 'no login'}, {one.agency}, {look_of(one).words}"


def columns() -> tuple[Column[AccountRow], ...]:
    """The columns of the list."""
    return (
        Column("Officer", lambda one: Cell(one.name, one.login or "No login", spoken=spoken(one))),
        Column("Agency", lambda one: Cell(one.agency), width=128),
        Column("May", lambda one: Cell(MAY.get(one.group, "")), width=112),
        Column("Last in", lambda one: Cell(last_in(one), tone="text2"), width=80),
        Column("State", _state, width=176),
    )


def _state(one: AccountRow) -> Cell:
    look = look_of(one)
    return Cell(look.words, icon=look.icon, icon_tone=look.tone, tone=look.tone)
