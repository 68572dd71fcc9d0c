"""Editing, withdrawing and bringing back rows of any kind, and several at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import Change
from tasking_app.commands.change import Batch, BringBack, Edit, PutBack, Step, Withdraw
from tasking_app.database.work import Work
from tasking_app.models import KINDS, Base
from tasking_app.models.action import Action
from tasking_app.models.attendance import Attendance, Conflict
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Officer
from tasking_app.models.referral import Referral
from tasking_app.rules import action as actions
from tasking_app.rules import fields
from tasking_app.rules.errors import NotAllowed, NotFound
from tasking_app.rules.meeting import Stage, is_clock
from tasking_app.services import deciding, kept_apart
from tasking_app.services.filing import check_not_frozen

EDITABLE: dict[str, frozenset[str]] = {
    "agency": frozenset({"name", "short_name", "nicknames", "domain", "agreement_until", "order_key"}),
    "officer": frozenset(
        {
            "name",
            "agency_id",
            "job",
            "email",
            "phone",
            "role",
            "may_decide",
            "invited",
            "trained_on",
            "left_on",
        }
    ),
    "series": frozenset({"name", "code", "rhythm", "place", "starts", "minutes", "quorum", "first_on"}),
    "theme_kind": frozenset({"name", "order_key"}),
    "objective": frozenset({"number", "title"}),
    "template_item": frozenset({"title", "minutes", "order_key"}),
    "meeting": frozenset({"starts", "minutes", "place", "chair_id", "minutes_by"}),
    "agenda_item": frozenset({"title", "minutes", "presenter_id", "urgent"}),
    "placing": frozenset({"reason", "ask_back", "deferred"}),
    "referral": frozenset(
        [
            "title",
            "description",
            "theme",
            "theme_kind",
            "source",
            "area",
            "started_on",
            "lead_agency_id",
            "case_officer_id",
            "nature",
            "risk",
            "next_review",
            "reason_added",
            "marking",
            "kind",
            "victim_told",
            "victim_told_on",
            "victim_not_told",
        ]
    ),
    "referral_point": frozenset({"text", "order_key"}),
    "referral_person": frozenset({"role", "under_18"}),
    "line": frozenset({"text", "order_key"}),
    "decision": frozenset({"rationale", "kind", "authority_id"}),
    "action": frozenset(
        [
            "text",
            "short_text",
            "success",
            "resources",
            "objective",
            "priority",
            "theme",
            "lead_officer_id",
            "status_reason",
        ]
    ),
    "outcome": frozenset({"result", "effect", "evidence", "learning"}),
    "attendance": frozenset({"note", "may_decide"}),
    "conflict": frozenset({"what", "leaves"}),
}
NEEDED = frozenset({"name", "short_name", "code", "text", "title", "number", "starts"})
NEVER_WITHDRAWN = frozenset({"folder", "series", "minutes_part", "applied", "paper", "name_reading"})


def edit(work: Work, command: Edit) -> None:
    """Change fields that people may change. Raises NotAllowed for others, and for empty texts."""
    allowed = EDITABLE.get(command.kind, frozenset())
    for change in command.changes:
        if change.field not in allowed:
            raise NotAllowed(fields.stays(command.kind, change.field))
        _check_value(command.kind, change)
    row = find(work, command.kind, command.row)
    check_not_frozen(work, meeting_of(work, row))
    _tell_of_others(work, row, command)
    with deciding.somebody_still(work, row.id) if isinstance(row, Officer) else nullcontext():
        _write(work, row, command.changes)


def _tell_of_others(work: Work, row: Base, command: Edit) -> None:
    """Note what somebody else changed beside it since its author looked, and who was the last to."""
    moved = work.moved(row, {one.field: one.seen for one in command.beside})
    if moved:
        who = getattr(row, "changed_by", None)
        by = work.session.scalar(select(Officer.name).where(Officer.id == who)) if who is not None else None
        words = dict.fromkeys(fields.words(name).removeprefix("the ") for name in moved)
        work.also.append(", ".join(words) + (f" ({by})" if by else ""))


def put_back(work: Work, command: PutBack) -> None:
    """Undo a change where the values it wrote still stand."""
    if kept_apart.put_back(work, command):
        return
    row = find(work, command.kind, command.row)
    check_not_frozen(work, meeting_of(work, row))
    _write(work, row, command.changes)


def withdraw(work: Work, command: Withdraw) -> None:
    """Take a row off screens and papers. Raises NotAllowed for what is never withdrawn."""
    if command.kind in NEVER_WITHDRAWN:
        raise NotAllowed("This stays on record. Put it right with a new entry instead.")
    row = find(work, command.kind, command.row)
    check_not_frozen(work, meeting_of(work, row))
    if isinstance(row, Meeting):
        _check_meeting_untouched(work, row)
    if isinstance(row, Referral):
        _check_referral_untouched(work, row)
    if isinstance(row, AgendaItem):
        _check_item_not_used(work, row)
    with deciding.somebody_still(work, row.id) if isinstance(row, Officer) else nullcontext():
        work.withdraw(row)


def _check_item_not_used(work: Work, item: AgendaItem) -> None:
    """Raises NotAllowed when lines would go with the item, or the meeting is at it."""
    line = work.session.scalar(
        select(Line.id).where(Line.item_id == item.id, Line.withdrawn_at.is_(None)).limit(1)
    )
    if line is not None:
        raise NotAllowed("Something is minuted under this item. Remove its lines first.")
    meeting = work.get(Meeting, item.meeting_id)
    if meeting.stage == Stage.IN_PROGRESS and meeting.current_item == item.id:
        raise NotAllowed("The meeting is at this item now. Go to another item first.")


def _check_meeting_untouched(work: Work, meeting: Meeting) -> None:
    """A planned meeting goes with what planning put on it, and frees its reference for the next.

    Raises NotAllowed once anything else hangs on it; such a meeting is cancelled, with a reason.
    """
    on_it = [
        work.session.scalar(
            select(table.id).where(table.meeting_id == meeting.id, table.withdrawn_at.is_(None)).limit(1)
        )
        for table in (AgendaItem, Placing, Line, Attendance, Conflict)
    ]
    if meeting.stage != Stage.PLANNED or any(on_it):
        raise NotAllowed(
            f"{meeting.reference} has been worked on since it was planned. Cancel it with a reason instead."
        )
    work.set(meeting, reference=f"{meeting.reference} {meeting.id.hex}")


def _check_referral_untouched(work: Work, referral: Referral) -> None:
    """A referral goes only while nothing stands under it and its words are open. Raises NotAllowed."""
    under = [
        work.session.scalar(
            select(table.id).where(table.folder_id == referral.id, table.withdrawn_at.is_(None)).limit(1)
        )
        for table in (Action, Line, Placing)
    ]
    if referral.restricted or any(under):
        raise NotAllowed(f"R-{referral.number} is being worked on. Close it with a reason instead.")


def bring_back(work: Work, command: BringBack) -> None:
    """Put a withdrawn row back."""
    row = find(work, command.kind, command.row)
    check_not_frozen(work, meeting_of(work, row))
    work.bring_back(row)


def batch(work: Work, command: Batch) -> None:
    """Several steps, all or none."""
    for step in command.steps:
        _STEPS[type(step)](work, step)


def find(work: Work, kind: str, key: UUID) -> Base:
    """A row by the name of its kind. Raises NotFound."""
    model = KINDS.get(kind)
    if model is None:
        raise NotFound("This kind of record is not known to this version of the program.")
    return work.get(model, key)


def meeting_of(work: Work, row: Base) -> UUID | None:
    """The meeting whose minutes a row is part of, if any. Updates and outcomes are under another lock."""
    if isinstance(row, Decision):
        return work.get(Line, row.line_id).meeting_id
    if row.__tablename__ in {
        "line",
        "agenda_item",
        "placing",
        "attendance",
        "conflict",
        "statement_reading",
        "go_ahead",
    }:
        meeting: UUID = row.meeting_id  # type: ignore[attr-defined]  # these tables have one
        return meeting
    return None


def _check_value(kind: str, change: Change) -> None:
    if (
        change.field in NEEDED
        and isinstance(change.wanted, str)
        and not change.wanted.strip()
        and kind != "line"
    ):
        raise NotAllowed(fields.empty(change.field))
    if change.field == "starts" and not (isinstance(change.wanted, str) and is_clock(change.wanted)):
        raise NotAllowed("Write the start as hours and minutes, like 10:00.")
    if kind == "action" and change.field == "priority" and change.wanted not in actions.PRIORITIES:
        raise NotAllowed("Choose one of the priorities.")


def _write(work: Work, row: Base, changes: tuple[Change, ...]) -> None:
    seen = {change.field: change.seen for change in changes}
    wanted = {change.field: change.wanted for change in changes}
    work.change(row, seen, wanted)


_STEPS: dict[type[Step], Callable[[Work, Step], None]] = {
    Edit: edit,  # type: ignore[dict-item]  # each function takes its own step
    PutBack: put_back,  # type: ignore[dict-item]  # each function takes its own step
    Withdraw: withdraw,  # type: ignore[dict-item]  # each function takes its own step
    BringBack: bring_back,  # type: ignore[dict-item]  # each function takes its own step
}
