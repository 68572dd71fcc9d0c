"""The agenda of a meeting: items added and moved, referrals placed on it, deferred and left out."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.meeting import AddItem, Discussed, LeaveOut, MoveItem, PlaceReferral, TakeMinutes
from tasking_app.database.work import Work
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.referral import Referral
from tasking_app.rules import order
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import carry_over, filing
from tasking_app.services.meeting import items


def add_item(work: Work, command: AddItem) -> None:
    """An item for the day; without a place of its own it stands before any other business."""
    meeting = filing.open_meeting(work, command.meeting)
    if not command.title.strip():
        raise NotAllowed("Say what the item is about.")
    agenda = items(work, meeting.id)
    _check_new(agenda, command.title)
    before, after = _gap(agenda, command.after)
    row = AgendaItem(
        id=command.item,
        meeting_id=meeting.id,
        order_key=order.between(before, after),
        kind="other",
        title=command.title.strip(),
        minutes=command.minutes,
        presenter_id=meeting.chair_id,
        urgent=command.urgent,
        **filing.folder(work, None, meeting.of_series),
    )
    work.add(row)


def _check_new(agenda: list[AgendaItem], title: str) -> None:
    """Raises NotAllowed when an item reads like that already, but for capitals and spaces."""
    wanted = " ".join(title.casefold().split())
    same = next((item for item in agenda if " ".join(item.title.casefold().split()) == wanted), None)
    if same is not None:
        raise NotAllowed(f"“{same.title}” is on this agenda already.")


def _gap(agenda: list[AgendaItem], after: UUID | None) -> tuple[str | None, str | None]:
    """The keys an item goes between."""
    keys = [item.order_key for item in agenda]
    if after is not None:
        place = next((n for n, item in enumerate(agenda) if item.id == after), len(agenda) - 1)
    else:
        closing = [n for n, item in enumerate(agenda) if item.kind in ("aob", "next")]
        place = (closing[0] if closing else len(agenda)) - 1
    before = keys[place] if place >= 0 else None
    return before, next((key for key in keys[place + 1 :] if before is None or key > before), None)


def move_item(work: Work, command: MoveItem) -> None:
    """Move an item that can be moved. Standing items and themes keep their order. Raises NotAllowed."""
    item = work.get(AgendaItem, command.item, "That item")
    filing.check_not_frozen(work, item.meeting_id)
    if item.fixed:
        raise NotAllowed(
            "This item keeps its place: the standing items and the five themes are always in this order."
        )
    agenda = list(items(work, item.meeting_id))
    now = next(n for n, one in enumerate(agenda) if one.id == item.id)
    rest = [one for one in agenda if one.id != item.id]
    place = max(0, min(len(rest), now + command.by))
    if command.after is not None:
        place = next((n + 1 for n, one in enumerate(rest) if one.id == command.after), len(rest))
    before = rest[place - 1].order_key if place > 0 else None
    after = rest[place].order_key if place < len(rest) else None
    if before is not None and after is not None and before >= after:
        after = None
    work.change(item, {"order_key": command.seen}, {"order_key": order.between(before, after)})


def place_referral(work: Work, command: PlaceReferral) -> None:
    """Put a referral on an agenda. Raises NotAllowed when it is there already or closed."""
    meeting = filing.open_meeting(work, command.meeting)
    referral = work.get(Referral, command.referral, "The referral")
    if referral.withdrawn_at is not None:
        raise NotAllowed(f"R-{referral.number} was taken back. Make it anew before it goes on an agenda.")
    if referral.status in ("closed", "declined"):
        raise NotAllowed(f"R-{referral.number} is closed. Re-open it before it goes on an agenda.")
    there = work.session.scalar(
        select(Placing).where(
            Placing.meeting_id == meeting.id,
            Placing.referral_id == referral.id,
            Placing.withdrawn_at.is_(None),
        )
    )
    if there is not None and not there.left_out:
        raise NotAllowed(f"R-{referral.number} is on this agenda already.")
    if there is not None:
        work.set(there, left_out="", reason=command.reason or there.reason)
        return
    reason = command.reason or ("Urgent, on the day" if command.urgent else "")
    carry_over.place(work, meeting, referral, reason, None, command.placing)


def leave_out(work: Work, command: LeaveOut) -> None:
    """Leave a referral out of this agenda; the reason stays in history."""
    row = work.get(Placing, command.placing, "That place on the agenda")
    filing.check_not_frozen(work, row.meeting_id)
    if not command.reason.strip():
        raise NotAllowed("Say why it is left out.")
    work.set(row, left_out=command.reason.strip())


def take_minutes(work: Work, command: TakeMinutes) -> None:
    """Give an item another length in minutes, from 0 to 600."""
    item = work.get(AgendaItem, command.item, "That item")
    filing.check_not_frozen(work, item.meeting_id)
    if not 0 <= command.minutes <= 600:
        raise NotAllowed("An item takes from 0 to 600 minutes.")
    work.change(item, {"minutes": command.seen}, {"minutes": command.minutes})


def discussed(work: Work, command: Discussed) -> None:
    """A referral was heard, or is put off by the chair with a reason."""
    row = work.get(Placing, command.placing, "That place on the agenda")
    filing.check_not_frozen(work, row.meeting_id)
    if command.deferred:
        work.set(row, deferred=command.deferred.strip())
    else:
        work.set(row, discussed_at=row.discussed_at or command.at, deferred="")


def mark_discussed(work: Work, meeting: UUID, referral: UUID) -> None:
    """Something was minuted under a referral, so it was heard."""
    row = work.session.scalar(
        select(Placing).where(
            Placing.meeting_id == meeting, Placing.referral_id == referral, Placing.withdrawn_at.is_(None)
        )
    )
    if row is not None and row.discussed_at is None:
        work.set(row, discussed_at=work.now)


def meeting_row(work: Work, key: UUID) -> Meeting:
    """A meeting by its key."""
    return work.get(Meeting, key, "The meeting")
