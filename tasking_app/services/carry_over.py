"""Open business carried to the next meeting of a series, however often agendas and days change."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.database.work import Work
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.referral import Referral
from tasking_app.rules import carry_over as rule
from tasking_app.rules import meeting as stages
from tasking_app.rules import order
from tasking_app.rules.meeting import Stage
from tasking_app.services import filing

LOOK_BACK = timedelta(days=800)


def carry(work: Work, series: UUID) -> None:
    """Put open business on the next meeting, also what was carried to one that no longer is next.

    Doing it twice changes nothing.
    """
    target = _next(work, series)
    if target is None:
        return
    _bring_forward(work, series, target)
    for one in open_business(work, series):
        _place(work, target, one)
    _carry_items(work, series, target)


def open_business(work: Work, series: UUID) -> list[rule.Carried]:
    """What would carry over if the next agenda were made now."""
    return rule.open_business(_places(work, series))


def _next(work: Work, series: UUID) -> Meeting | None:
    return work.session.scalar(
        select(Meeting)
        .where(
            Meeting.of_series == series,
            Meeting.stage.in_([stage.value for stage in stages.TO_COME]),
            Meeting.extraordinary.is_(False),
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.held_on, Meeting.starts, Meeting.reference)
        .limit(1)
    )


def _places(work: Work, series: UUID) -> list[rule.Place]:
    rows = work.session.execute(
        select(
            Placing.referral_id,
            Placing.meeting_id,
            Meeting.held_on,
            Meeting.stage,
            Placing.discussed_at,
            Placing.deferred,
            Placing.ask_back,
            Placing.left_out,
            Referral.status,
        )
        .join(Meeting, Meeting.id == Placing.meeting_id)
        .join(Referral, Referral.id == Placing.referral_id)
        .where(
            Meeting.of_series == series,
            Meeting.held_on >= work.today - LOOK_BACK,
            Placing.withdrawn_at.is_(None),
            Referral.withdrawn_at.is_(None),
        )
        .order_by(Meeting.held_on, Meeting.starts, Meeting.reference, Placing.order_key, Placing.id)
    )
    return [
        rule.Place(referral, meeting, day, stage, discussed is not None, deferred, back, out, status)
        for referral, meeting, day, stage, discussed, deferred, back, out, status in rows
    ]


def _bring_forward(work: Work, series: UUID, target: Meeting) -> None:
    """A carried place on a later agenda comes forward to the meeting that is now the next."""
    rows = work.session.scalars(
        select(Placing)
        .join(Meeting, Meeting.id == Placing.meeting_id)
        .where(
            Meeting.of_series == series,
            Meeting.id != target.id,
            Meeting.stage == Stage.PLANNED,
            Placing.carried_from.is_not(None),
            Placing.left_out == "",
            Placing.withdrawn_at.is_(None),
        )
    ).all()
    for row in rows:
        if row.carried_from != target.id:
            work.withdraw(row)


def _place(work: Work, target: Meeting, carried: rule.Carried) -> None:
    referral = work.get(Referral, carried.referral)
    there = work.session.scalar(
        select(Placing.id).where(
            Placing.meeting_id == target.id,
            Placing.referral_id == referral.id,
            Placing.withdrawn_at.is_(None),
        )
    )
    if there is None:
        place(work, target, referral, carried.reason, carried.meeting)


def place(
    work: Work,
    meeting: Meeting,
    referral: Referral,
    reason: str,
    carried_from: UUID | None,
    key: UUID | None = None,
) -> None:
    """Put a referral on an agenda, under its theme, after those already there."""
    item = work.session.scalar(
        select(AgendaItem).where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.theme == referral.theme,
            AgendaItem.withdrawn_at.is_(None),
        )
    ) or work.session.scalar(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None))
        .order_by(AgendaItem.order_key.desc())
        .limit(1)
    )
    if item is None:
        return
    last = work.session.scalar(
        select(Placing.order_key)
        .where(Placing.item_id == item.id)
        .order_by(Placing.order_key.desc())
        .limit(1)
    )
    row = Placing(
        id=key or new_id(),
        referral_id=referral.id,
        meeting_id=meeting.id,
        item_id=item.id,
        order_key=order.between(last, None),
        reason=reason,
        carried_from=carried_from,
        **filing.like(referral),
    )
    work.add(row)


def _carry_items(work: Work, series: UUID, target: Meeting) -> None:
    """Items added for a day that was never reached go with the business."""
    last = work.session.scalars(
        select(Meeting)
        .where(
            Meeting.of_series == series,
            Meeting.held_on <= target.held_on,
            Meeting.stage.in_([stage.value for stage in (*stages.HELD, *stages.NOT_HELD)]),
        )
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
        .limit(1)
    ).first()
    if last is None:
        return
    rows = work.session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.meeting_id == last.id,
            AgendaItem.kind == "other",
            AgendaItem.started_at.is_(None),
            AgendaItem.withdrawn_at.is_(None),
        )
        .order_by(AgendaItem.order_key, AgendaItem.id)
    ).all()
    for item in rows:
        _carry_item(work, item, last, target)


def _carry_item(work: Work, item: AgendaItem, last: Meeting, target: Meeting) -> None:
    there = work.session.scalar(
        select(AgendaItem.id).where(
            AgendaItem.meeting_id == target.id,
            AgendaItem.title == item.title,
            AgendaItem.carried_from == last.id,
        )
    )
    if there is not None:
        return
    day = rule.day_words(last.held_on)
    not_held = Stage(last.stage) in stages.NOT_HELD
    row = AgendaItem(
        id=new_id(),
        meeting_id=target.id,
        order_key=item.order_key,
        kind="other",
        title=item.title,
        theme=item.theme,
        minutes=item.minutes,
        presenter_id=item.presenter_id,
        urgent=item.urgent,
        carried_from=last.id,
        reason=f"Carried: the meeting of {day} was not held"
        if not_held
        else f"Carried: not reached on {day}",
        **filing.like(item),
    )
    work.add(row)
