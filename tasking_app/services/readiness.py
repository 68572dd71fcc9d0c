"""Whether a meeting is ready: agenda, place and chair, last minutes, business, time and figures."""

from __future__ import annotations

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.records.ready import Ready
from tasking_app.rules import days, figures
from tasking_app.rules import meeting as stages
from tasking_app.rules.meeting import Stage
from tasking_app.services import figures as counted


def readiness(work: Work, meeting: Meeting) -> tuple[Ready, ...]:
    """The readiness list of a meeting on Home: agenda issued, minutes approved, figures, time."""
    total, carried = work.session.execute(
        select(
            select(func.sum(AgendaItem.minutes))
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None))
            .scalar_subquery(),
            select(func.count())
            .where(
                Placing.meeting_id == meeting.id,
                Placing.withdrawn_at.is_(None),
                Placing.carried_from.is_not(None),
                Placing.left_out == "",
            )
            .scalar_subquery(),
        )
    ).one()
    issued = meeting.stage != Stage.PLANNED
    words = "Agenda issued" if issued else "Agenda not issued yet"
    first = Ready(what="issued", words=words, good=issued, verb="" if issued else "Edit agenda")
    return (first, *lines(work, meeting, int(total or 0), int(carried)))


def lines(work: Work, meeting: Meeting, total: int, carried: int) -> tuple[Ready, ...]:
    """All but the first line, which Home alone shows."""
    fits = total <= meeting.minutes
    set_up = bool(meeting.place and meeting.chair_id)
    missing = [word for word, there in (("place", meeting.place), ("chair", meeting.chair_id)) if not there]
    last = work.session.execute(
        select(Meeting.held_on, Meeting.stage)
        .where(
            Meeting.of_series == meeting.of_series,
            Meeting.held_on <= meeting.held_on,
            Meeting.id != meeting.id,
            Meeting.stage.in_([stage.value for stage in stages.HELD]),
        )
        .order_by(Meeting.held_on.desc())
        .limit(1)
    ).one_or_none()
    found = [
        Ready(
            what="set_up",
            words="Date, place and chair set" if set_up else f"No {' and no '.join(missing)} set",
            good=set_up,
            verb="" if set_up else "Set",
        ),
        Ready(
            what="carried",
            words="Carried-over business is on the agenda" if carried else "Nothing carries over",
            good=True,
        ),
        Ready(
            what="time",
            words=f"{total} minutes in {meeting.minutes}",
            good=fits,
            verb="" if fits else "Fix",
        ),
    ]
    if last is not None:
        approved = last.stage != Stage.DRAFT_MINUTES
        words = (
            f"{days.short(last.held_on)[4:]} minutes approved"
            if approved
            else (f"{days.short(last.held_on)[4:]} minutes wait for the chair")
        )
        found.insert(1, Ready(what="minutes", words=words, good=approved, verb="" if approved else "Open"))
    latest = counted.latest_month(work, meeting.held_on)
    if latest is None:
        found.append(Ready(what="figures", words="No police figures loaded", good=False, verb="Load"))
    else:
        found.append(Ready(what="figures", words=f"Figures to {figures.month_name(latest)}", good=True))
    return tuple(found)
