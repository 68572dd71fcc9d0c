"""The agenda of a meeting as a paper."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.attendance import Attendance
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.records import papers
from tasking_app.rules import days, marking
from tasking_app.rules import meeting as stages
from tasking_app.rules.meeting import Stage
from tasking_app.rules.references import REFERRAL, written
from tasking_app.rules.referral import KINDS, NATURES
from tasking_app.services import chairing, figures_on_paper, need_to_know, paper_head, running, setting
from tasking_app.services.need_to_know import Gate

_Placed = dict[UUID, list[tuple[Placing, Referral]]]


def agenda(work: Work, meeting: Meeting, at: datetime | None = None) -> papers.Agenda:
    """The agenda as it stands. Restricted referrals are only counted."""
    known = setting.values(work)
    placed = _placed(work, meeting.id)
    gate = need_to_know.of_agenda(work, meeting.id)
    shown = [one for pairs in placed.values() for _, one in pairs if not gate.hides(one.id)]
    series = work.get(Series, meeting.of_series)
    email = work.session.scalar(select(Officer.email).where(Officer.id == meeting.minutes_by))
    return papers.Agenda(
        head=papers.Head(
            partnership=known["partnership.name"],
            title=paper_head.meeting_title(stages.title(series.name, extraordinary=meeting.extraordinary)),
            reference=meeting.reference,
            marking=marking.highest((one.marking for one in shown), known["marking"]),
            status=status(meeting),
            as_at=at or paper_head.meeting_changed(work, meeting),
            when=paper_head.when(meeting.held_on, meeting.starts, ""),
            venue=meeting.place,
            chair=chairing.words(work, meeting),
            minutes_by=paper_head.person(work, meeting.minutes_by),
            contact=email or "",
        ),
        items=_items(work, meeting, placed, gate),
        confidentiality=known["statement.text"],
        apologies=_apologies(work, meeting.id),
    )


def status(meeting: Meeting) -> str:
    """Whether the agenda is out, and in which version."""
    if meeting.agenda_issued_at is None:
        return "Draft agenda" if Stage(meeting.stage) in stages.TO_COME else "Agenda of the day, not issued"
    day = days.full(meeting.agenda_issued_at.astimezone(LONDON).date())
    left = ", later changed" if meeting.stage == Stage.PLANNED else ""
    return f"Version {meeting.agenda_version}, issued {day}{left}"


def _placed(work: Work, meeting: UUID) -> _Placed:
    rows = work.session.execute(
        select(Placing, Referral)
        .join(Referral, Referral.id == Placing.referral_id)
        .where(Placing.meeting_id == meeting, Placing.withdrawn_at.is_(None), Placing.left_out == "")
        .order_by(Placing.order_key, Placing.id)
    )
    found: _Placed = defaultdict(list)
    for placing, referral in rows:
        found[placing.item_id].append((placing, referral))
    return found


def _items(work: Work, meeting: Meeting, placed: _Placed, gate: Gate) -> tuple[papers.AgendaItem, ...]:
    rail = running.rail_of(work, meeting)
    urgent = set(
        work.session.scalars(
            select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.urgent.is_(True))
        )
    )
    wanted = setting.outcomes(work)
    numbers = figures_on_paper.for_papers(work, meeting.held_on)
    hour, minute = (int(part) for part in meeting.starts.split(":"))
    spent = timedelta(hours=hour, minutes=minute)
    found = []
    for item in rail:
        found.append(
            papers.AgendaItem(
                number=str(item.number),
                title=item.title,
                theme=item.theme,
                presenter=item.presenter,
                minutes=item.minutes,
                starts=_clock(spent),
                outcome=wanted.get(item.theme, ""),
                notes=_notes(item.theme, numbers.get(item.theme)),
                referrals=tuple(_referral(placing, row, gate) for placing, row in placed.get(item.id, ())),
                urgent=item.id in urgent,
            )
        )
        spent += timedelta(minutes=item.minutes)
    return tuple(found)


def _clock(spent: timedelta) -> str:
    minutes = int(spent.total_seconds()) // 60
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _notes(theme: str, known: papers.Figures | None) -> tuple[str, ...]:
    """The figures that go with a theme, in a sentence."""
    if not theme:
        return ()
    return (known.sentence,) if known else ("No figures from this source.",)


def _referral(placing: Placing, referral: Referral, gate: Gate) -> papers.AgendaReferral | papers.Restricted:
    if gate.hides(referral.id):
        return papers.Restricted(number=gate.numbers[referral.id])
    return papers.AgendaReferral(
        reference=written(REFERRAL, referral.number),
        title=referral.title,
        kind=KINDS.get(referral.kind, referral.kind),
        nature=NATURES.get(referral.nature, referral.nature).lower(),
        reason=placing.reason,
    )


def _apologies(work: Work, meeting: UUID) -> tuple[str, ...]:
    rows = work.session.execute(
        select(Officer.name, Agency.short_name)
        .join(Attendance, Attendance.officer_id == Officer.id)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(
            Attendance.meeting_id == meeting,
            Attendance.status == "apologies",
            Attendance.withdrawn_at.is_(None),
        )
        .order_by(Officer.name)
    )
    return tuple(f"{name} ({agency})" for name, agency in rows)
