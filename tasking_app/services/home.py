"""What Home shows, in a fixed number of statements that use indexes and never grow with the years."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, Deferral
from tasking_app.models.attendance import Attendance
from tasking_app.models.expressions import day_of
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer, Seat
from tasking_app.models.referral import Referral
from tasking_app.records.home import Home, Recent, Since, ThemeLine
from tasking_app.rules import action as actions
from tasking_app.rules import days, figures
from tasking_app.rules import meeting as stages
from tasking_app.rules.meeting import Stage
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.theme import THEMES
from tasking_app.services import attention, readiness, setting
from tasking_app.services import figures as counted
from tasking_app.services.meeting_head import head

RANKS = frozenset({"Sgt", "PC", "PCSO", "Insp", "WM", "SM", "GM", "Dr", "Mr", "Mrs", "Ms", "Cllr"})


def home(work: Work) -> Home:
    """Everything Home shows today."""
    meeting = _next(work)
    today = work.today
    since = _since(work, meeting)
    ready = readiness.readiness(work, meeting) if meeting is not None else ()
    invited, coming, sorry = _people(work, meeting)
    known = counted.themes(work, today)
    per_theme = _per_theme(work)
    latest = next((one.month for one, _ in known.values() if one.known), "")
    return Home(
        partnership=setting.value(work, "partnership.name"),
        greeting=_greeting(work),
        today=today,
        meeting=head(work, meeting) if meeting is not None else None,
        away=_away(work, meeting) if meeting is not None else "",
        invited=invited,
        coming=coming,
        apologies=sorry,
        ready=ready,
        attention=attention.list_of(work, meeting, since.since if since is not None else None),
        late=sum(late for _, late in per_theme.values()),
        themes=tuple(
            ThemeLine(
                theme=theme.code,
                name=theme.name,
                open=per_theme.get(theme.code, (0, 0))[0],
                late=per_theme.get(theme.code, (0, 0))[1],
                figures=known[theme.code][0],
                last_year=known[theme.code][1],
            )
            for theme in THEMES
        ),
        figures_month=figures.month_name(latest) if latest else "",
        since=since,
        recent=_recent(work),
        series=meeting.of_series if meeting is not None else None,
    )


def _greeting(work: Work) -> str:
    """Good morning, and the first name of who sits here."""
    hour = work.now.astimezone(LONDON).hour
    words = "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"
    name = work.actor.name.split(" ")
    first = next((part for part in name if part and part not in RANKS), "")
    return f"{words}, {first}" if first else words


def _next(work: Work) -> Meeting | None:
    """A meeting in progress, or else the next one to come."""
    wanted = [Stage.IN_PROGRESS.value, *(stage.value for stage in stages.TO_COME)]
    return work.session.scalar(
        select(Meeting)
        .where(Meeting.stage.in_(wanted), Meeting.withdrawn_at.is_(None))
        .order_by((Meeting.stage != Stage.IN_PROGRESS.value), Meeting.held_on, Meeting.starts)
        .limit(1)
    )


def _away(work: Work, meeting: Meeting) -> str:
    """Today, in 40 minutes; in 8 days; in progress."""
    if meeting.stage == Stage.IN_PROGRESS:
        return "In progress"
    ahead = (meeting.held_on - work.today).days
    if ahead != 0:
        words = days.away(ahead)
        return words[:1].upper() + words[1:]
    hour, minute = (int(part) for part in meeting.starts.split(":"))
    starts = datetime.combine(meeting.held_on, time(hour, minute), LONDON)
    left = int((starts - work.now).total_seconds() // 60)
    if left <= 0:
        return "Today"
    return f"Today, in {left} minutes" if left < 90 else f"Today at {meeting.starts}"


def _people(work: Work, meeting: Meeting | None) -> tuple[int, int, int]:
    if meeting is None:
        return 0, 0, 0
    invited = work.session.scalar(
        select(func.count(func.distinct(Officer.id)))
        .join(Seat, Seat.agency_id == Officer.agency_id)
        .where(
            Seat.of_series == meeting.of_series,
            Seat.withdrawn_at.is_(None),
            Officer.invited.is_(True),
            Officer.left_on.is_(None),
            Officer.withdrawn_at.is_(None),
        )
    )
    rows = work.session.execute(
        select(Attendance.status, func.count())
        .where(Attendance.meeting_id == meeting.id, Attendance.withdrawn_at.is_(None))
        .group_by(Attendance.status)
    )
    marked = {status: int(count) for status, count in rows}
    return invited or 0, marked.get("here", 0), marked.get("apologies", 0)


def _per_theme(work: Work) -> dict[str, tuple[int, int]]:
    rows = work.session.execute(
        select(Action.theme, func.count(), func.sum(case((Action.due < work.today, 1), else_=0)))
        .where(Action.status.in_(actions.OPEN_VALUES), Action.withdrawn_at.is_(None))
        .group_by(Action.theme)
    )
    return {theme: (int(count), int(late or 0)) for theme, count, late in rows}


def _since(work: Work, meeting: Meeting | None) -> Since | None:
    """What happened since the last meeting held before the next one."""
    last = work.session.scalar(
        select(Meeting)
        .where(Meeting.stage.in_([stage.value for stage in stages.HELD]))
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
        .limit(1)
    )
    if last is None:
        return None
    start = last.ended_at or datetime.combine(last.held_on, time(0), LONDON)
    done, on_time, added = work.session.execute(_changed_since(start, last.held_on)).one()
    moved = work.session.scalar(
        select(func.count()).where(Deferral.made_at >= start, Deferral.withdrawn_at.is_(None))
    )
    share = round(100 * int(on_time) / done) if done else None
    return Since(since=last.held_on, done=done, added=int(added), moved=moved or 0, on_time=share)


def _changed_since(start: datetime, day: date) -> Select[int, int, int]:
    """Actions done, done on time and given since then, counted in one look at the table."""
    done = and_(Action.status == actions.Status.DONE.value, Action.closed_at >= start)
    given = Action.raised_on >= day
    on_time = and_(done, Action.due >= day_of(Action.closed_at))
    return select(func.count().filter(done), func.count().filter(on_time), func.count().filter(given)).where(
        Action.withdrawn_at.is_(None), or_(done, given)
    )


def _recent(work: Work) -> tuple[Recent, ...]:
    """The referrals and actions changed last."""
    referrals = work.session.execute(
        select(Referral.id, Referral.number, Referral.title, Referral.made_at)
        .where(Referral.withdrawn_at.is_(None))
        .order_by(Referral.number.desc())
        .limit(3)
    )
    newest = work.session.execute(
        select(
            Action.id, Action.number, case((Action.restricted, ""), else_=Action.short_text), Action.made_at
        )
        .where(Action.withdrawn_at.is_(None))
        .order_by(Action.number.desc())
        .limit(3)
    )
    found: list[tuple[datetime, Recent]] = []
    for kind, letter, rows in (("referral", REFERRAL, referrals), ("action", ACTION, newest)):
        for key, number, title, made in rows:
            words = f"{written(letter, number)} {title or 'Restricted item'}"
            made = made or work.now
            found.append((made, Recent(kind=kind, id=key, title=words, when=_when(work, made))))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(one for _, one in found)


def _when(work: Work, moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    if local.date() == work.today:
        return f"{local:%H:%M}"
    return "yesterday" if (work.today - local.date()).days == 1 else days.short(local.date())[4:]


def next_meeting(work: Work) -> UUID | None:
    """The meeting F5 goes to."""
    row = _next(work)
    return row.id if row is not None else None


def last_end(work: Work) -> datetime | None:
    """When the latest meeting that was held ended; its midnight where nobody noted the end."""
    held = Meeting.stage.in_([stage.value for stage in stages.HELD])
    latest = (
        select(Meeting)
        .where(held)
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
    )
    last = work.session.scalars(latest.limit(1)).first()
    return None if last is None else last.ended_at or datetime.combine(last.held_on, time(0), LONDON)


def last_held_on(work: Work) -> date | None:
    """The day of the latest meeting that was held."""
    return work.session.scalar(
        select(func.max(Meeting.held_on)).where(Meeting.stage.in_([stage.value for stage in stages.HELD]))
    )


def where_to(work: Work) -> tuple[str, UUID | None]:
    """Where Meeting and F5 lead: the one in progress, or the start or the agenda of the next."""
    row = _next(work)
    if row is None:
        return "prepare", None
    if row.stage == Stage.IN_PROGRESS:
        return "meeting", row.id
    return ("start", row.id) if row.held_on <= work.today else ("prepare", row.id)


def late_count(work: Work) -> int:
    """How many open actions are late: the number on the rail."""
    return (
        work.session.scalar(
            select(func.count()).where(
                Action.status.in_(actions.OPEN_VALUES), Action.due < work.today, Action.withdrawn_at.is_(None)
            )
        )
        or 0
    )
