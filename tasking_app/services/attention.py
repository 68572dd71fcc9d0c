"""What needs attention, most urgent first, each with one verb."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency
from tasking_app.models.referral import Referral
from tasking_app.records.home import Attention
from tasking_app.rules import action as actions
from tasking_app.rules import days, figures
from tasking_app.rules.counting import counted as several
from tasking_app.rules.meeting import Stage
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import figures as counted
from tasking_app.services.deciding import waiting_count

QUIET = timedelta(days=7)
"""How long after a meeting an agency that says nothing is worth a word."""


def list_of(work: Work, meeting: Meeting | None, since: date | None) -> tuple[Attention, ...]:
    """The list on Home."""
    found = [*_late(work), *_risk(work), *_blocked(work), *_quiet(work, since), *_to_accept(work)]
    return (*found, *_to_decide(work), *_drafts(work), *_figures(work), *_no_meeting(meeting))


def _by_agency(work: Work, *where: object) -> list[tuple[str, int]]:
    rows = work.session.execute(
        select(Agency.short_name, func.count())
        .join(Action, Action.lead_agency_id == Agency.id)
        .where(Action.withdrawn_at.is_(None), *where)  # type: ignore[arg-type]  # column conditions
        .group_by(Agency.id)
        .order_by(func.count().desc(), Agency.order_key)
    )
    return [(name, int(count)) for name, count in rows]


def _names(rows: list[tuple[str, int]]) -> str:
    words = ", ".join(f"{name} {count}" for name, count in rows[:5])
    return f"{words} and others" if len(rows) > 5 else words


def _late(work: Work) -> list[Attention]:
    rows = _by_agency(work, Action.status.in_(actions.OPEN_VALUES), Action.due < work.today)
    total = sum(count for _, count in rows)
    if not total:
        return []
    title = "1 action is late" if total == 1 else f"{total} actions are late"
    return [Attention(what="late", shape="late", title=title, detail=_names(rows), verb="Show actions")]


def _risk(work: Work) -> list[Attention]:
    """High-risk cases for which nobody has anything to do."""
    busy = select(Action.folder_id).where(
        Action.status.in_(actions.OPEN_VALUES), Action.withdrawn_at.is_(None)
    )
    rows = work.session.execute(
        select(Referral.id, Referral.number, Referral.title)
        .where(
            Referral.risk == "high",
            Referral.status.in_(("active", "escalated")),
            Referral.withdrawn_at.is_(None),
            Referral.id.not_in(busy),
        )
        .order_by(Referral.number)
        .limit(2)
    )
    return [
        Attention(
            what="referral",
            shape="due_soon",
            title=f"High risk and no open action: {written(REFERRAL, number)}",
            detail=title or "Restricted item",
            verb="Open",
            id=key,
        )
        for key, number, title in rows
    ]


def _blocked(work: Work) -> list[Attention]:
    rows = _by_agency(work, Action.status == actions.Status.BLOCKED.value)
    total = sum(count for _, count in rows)
    if not total:
        return []
    title = "1 action is blocked" if total == 1 else f"{total} actions are blocked"
    return [Attention(what="blocked", shape="blocked", title=title, detail=_names(rows), verb="Show blocked")]


def _quiet(work: Work, since: date | None) -> list[Attention]:
    """Agencies that have open actions and have said nothing since the last meeting, a week or more ago."""
    if since is None or work.today - since < QUIET:
        return []
    start = datetime.combine(since, time(0), LONDON)
    heard = (
        select(Action.lead_agency_id)
        .join(ActionUpdate, ActionUpdate.action_id == Action.id)
        .where(ActionUpdate.said_at >= start, ActionUpdate.withdrawn_at.is_(None))
    )
    rows = _by_agency(
        work,
        Action.status.in_(actions.OPEN_VALUES),
        Action.raised_on < since,
        Action.lead_agency_id.not_in(heard),
    )
    if not rows:
        return []
    many = f"{len(rows)} agencies have" if len(rows) > 1 else f"{rows[0][0]} has"
    title = f"{many} not updated since {since.day} {days.MONTHS[since.month - 1]}"
    detail = ", ".join(name for name, _ in rows[:6])
    return [Attention(what="quiet", shape="quiet", title=title, detail=detail, verb="Show actions")]


def _to_accept(work: Work) -> list[Attention]:
    rows = work.session.execute(
        select(Referral.id, Referral.number, Agency.short_name)
        .join(Agency, Agency.id == Referral.lead_agency_id)
        .where(Referral.status == "referred", Referral.withdrawn_at.is_(None))
        .order_by(Referral.number)
        .limit(50)
    ).all()
    if not rows:
        return []
    waits = "1 referral waits" if len(rows) == 1 else f"{len(rows)} referrals wait"
    detail = ", ".join(f"{written(REFERRAL, number)} from {name}" for _, number, name in rows[:3])
    return [
        Attention(
            what="accept",
            shape="inbox",
            title=f"{waits} to be accepted",
            detail=detail,
            verb="Review",
            id=rows[0].id,
        )
    ]


def _to_decide(work: Work) -> list[Attention]:
    """Requests that wait for whoever sits here."""
    count = waiting_count(work)
    if not count:
        return []
    title = f"{several(count, 'request waits', 'requests wait')} for a decision"
    detail = "More time, dropped actions, referrals, agenda items and lists from e-mails"
    return [Attention(what="decide", shape="inbox", title=title, detail=detail, verb="Review")]


def _drafts(work: Work) -> list[Attention]:
    rows = work.session.execute(
        select(Meeting.id, Meeting.held_on)
        .where(Meeting.stage == Stage.DRAFT_MINUTES.value)
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
        .limit(3)
    )
    return [
        Attention(
            what="approve",
            shape="due_soon",
            title=f"Minutes of {day.day} {days.MONTHS[day.month - 1]} wait for the chair",
            detail="They are a draft until the chair approves them",
            verb="Open",
            id=key,
        )
        for key, day in rows
    ]


def _figures(work: Work) -> list[Attention]:
    """Whether the figures of two months ago are in: police.uk publishes about two months late."""
    latest = counted.latest_month(work, work.today)
    expected = figures.months_back(f"{work.today:%Y-%m}", 2)
    if latest is not None and latest >= expected:
        return []
    if latest is None:
        title, detail = (
            "No police figures are loaded",
            "Download the monthly files and load them; they stay here",
        )
    else:
        title = f"{figures.month_name(expected)} figures are not in"
        detail = f"Last loaded: {figures.month_name(latest)}"
    return [Attention(what="figures", shape="figures", title=title, detail=detail, verb="Load figures")]


def _no_meeting(meeting: Meeting | None) -> list[Attention]:
    if meeting is not None:
        return []
    return [
        Attention(
            what="plan",
            shape="due_soon",
            title="No meeting is planned",
            detail="Plan the next one and its agenda starts by itself",
            verb="Plan a meeting",
        )
    ]
