"""The list before a meeting closes: what the rules forbid, what may wait, what was checked, what carries."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.action import Action, ActionUpdate, Deferral, Outcome
from tasking_app.models.attendance import StatementReading
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency
from tasking_app.models.referral import Referral
from tasking_app.records.end import Carry, Check, Count, End
from tasking_app.rules import action as actions
from tasking_app.rules import carry_over as carrying
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import attendance, figures_on_paper, may, quorum, setting
from tasking_app.services.meeting import items, next_of
from tasking_app.services.must_fix import must_fix


def end(work: Work, meeting_id: UUID) -> End:
    """Everything the end-of-meeting screen shows."""
    meeting = work.get(Meeting, meeting_id, "The meeting")
    fix = must_fix(work, meeting)
    wait = may_wait(work, meeting)
    following = next_of(work, meeting.of_series, meeting.held_on)
    agenda = items(work, meeting.id)
    return End(
        meeting=meeting.id,
        reference=meeting.reference,
        held_on=meeting.held_on,
        started_at=meeting.started_at,
        stage=meeting.stage,
        fix=fix,
        wait=wait,
        checked=_checked(work, meeting, fix, wait),
        carries=tuple(_carries(work, meeting)),
        next_on=following.held_on if following else None,
        next_meeting=following.id if following else None,
        last_item=str(len(agenda)),
        count=count(work, meeting),
        marking=setting.value(work, "marking"),
        restricted=_restricted(work, meeting.id),
        may=may.meeting(work),
    )


def may_wait(work: Work, meeting: Meeting) -> tuple[Check, ...]:
    """What goes into the minutes as it is."""
    return (
        *_no_outcome(work, meeting),
        *_overdue(work, meeting),
        *_people(work, meeting),
        *_figures(work, meeting),
    )


def _no_outcome(work: Work, meeting: Meeting) -> list[Check]:
    minuted = set(
        work.session.scalars(
            select(Line.item_id).where(Line.meeting_id == meeting.id, Line.withdrawn_at.is_(None)).distinct()
        )
    )
    empty = [
        one for one in items(work, meeting.id) if one.kind in ("theme", "other") and one.id not in minuted
    ]
    return [
        Check(
            what="no_outcome",
            title=f"Nothing is minuted under {one.title}",
            detail="The minutes will say so",
            row=one.id,
        )
        for one in empty
    ]


def _overdue(work: Work, meeting: Meeting) -> list[Check]:
    heard = select(ActionUpdate.action_id).where(
        ActionUpdate.meeting_id == meeting.id, ActionUpdate.withdrawn_at.is_(None)
    )
    rows = work.session.execute(
        select(Action.id, Action.number, Action.short_text, Action.due, Agency.short_name)
        .join(Agency, Agency.id == Action.lead_agency_id)
        .where(
            Action.series_id == meeting.of_series,
            Action.status.in_(actions.OPEN_VALUES),
            Action.withdrawn_at.is_(None),
            Action.due < meeting.held_on,
            Action.id.not_in(heard),
        )
        .order_by(Action.due, Action.number)
        .limit(50)
    ).all()
    if not rows:
        return []
    late = len(rows)
    refs = ", ".join(written(ACTION, row.number) for row in rows[:5]) + (
        f" and {late - 5} more" if late > 5 else ""
    )
    title = "1 late action was not discussed" if late == 1 else f"{late} late actions were not discussed"
    return [Check(what="overdue", title=title, detail=refs, action=rows[0].id)]


def _people(work: Work, meeting: Meeting) -> list[Check]:
    state = quorum.of(work, meeting)
    found = [
        Check(
            what="absent",
            title=f"{name} was not here",
            detail="An agency that must be here. The minutes say so",
        )
        for name in state.missing
    ]
    if state.here < state.needed:
        detail = f"{state.here} here, {state.needed} needed"
        found.append(Check(what="quorum", title="The quorum was not met", detail=detail))
    read = work.session.scalar(
        select(StatementReading.id).where(
            StatementReading.meeting_id == meeting.id, StatementReading.withdrawn_at.is_(None)
        )
    )
    if read is None:
        found.append(
            Check(
                what="statement",
                title="The confidentiality statement was not read",
                detail="The minutes say so",
            )
        )
    return found


def _figures(work: Work, meeting: Meeting) -> list[Check]:
    known = figures_on_paper.for_papers(work, meeting.held_on)
    missing = [BY_CODE[code].name for code in ("asb", "damage") if known[code] is None]
    if not missing:
        return []
    return [
        Check(what="figures", title=f"No figures for {' and '.join(missing)}", detail="The minutes say so")
    ]


def _checked(
    work: Work, meeting: Meeting, fix: tuple[Check, ...], wait: tuple[Check, ...]
) -> tuple[str, ...]:
    open_points = {check.what for check in (*fix, *wait)}
    said = [
        ("no_agency", "Every action has one lead agency and a date"),
        ("no_reason", "Every decision to close has its reason"),
        ("victim", "Victims are told, or it says why not"),
        ("overdue", "Every late action was discussed"),
        ("no_outcome", "Every item is minuted"),
        ("quorum", "The quorum was met"),
        ("absent", "Every agency that must be here was here"),
        ("statement", "Confidentiality was read and agreed"),
        ("figures", "Figures stand beside the themes"),
    ]
    return tuple(words for what, words in said if what not in open_points)


def _carries(work: Work, meeting: Meeting) -> list[Carry]:
    rows = work.session.execute(
        select(Placing, Referral.number, Referral.title, Referral.status, AgendaItem.title)
        .join(Referral, Referral.id == Placing.referral_id)
        .join(AgendaItem, AgendaItem.id == Placing.item_id)
        .where(Placing.meeting_id == meeting.id, Placing.withdrawn_at.is_(None))
        .order_by(AgendaItem.order_key, AgendaItem.id, Placing.order_key, Placing.id)
    )
    found = []
    for placing, number, title, status, item in rows:
        place = carrying.Place(
            placing.referral_id,
            meeting.id,
            meeting.held_on,
            "draft_minutes",
            placing.discussed_at is not None,
            placing.deferred,
            placing.ask_back,
            "",
            status,
        )
        why = carrying.reason(place)
        if why is None and not placing.left_out:
            continue
        found.append(
            Carry(
                placing=placing.id,
                reference=written(REFERRAL, number),
                title=title or "Restricted item",
                reason=_reason(placing, why or ""),
                item=item,
                left_out=bool(placing.left_out),
                stored=placing.left_out,
            )
        )
    moved = count(work, meeting).moved
    if moved:
        words = "1 action" if moved == 1 else f"{moved} actions"
        found.append(
            Carry(
                placing=None,
                reference=words,
                title="with a new date from the review",
                reason="Each has a new date and a reason",
                item="Action review",
            )
        )
    return found


def _reason(placing: Placing, why: str) -> str:
    """Why it carries over or is left out; of a restricted referral nothing that somebody typed."""
    if placing.left_out:
        return "By the chair" if placing.restricted else placing.left_out
    words = why.removeprefix("Carried: ")
    if placing.restricted:
        words = words.split(",")[0].split(":")[0]
    return words[:1].upper() + words[1:]


def count(work: Work, meeting: Meeting) -> Count:
    """The numbers of a meeting as it stands."""
    session = work.session

    def how_many(column: object, *where: object) -> int:
        return session.scalar(select(func.count()).select_from(column).where(*where)) or 0  # type: ignore[arg-type]  # conditions on columns

    answers = select(func.count(func.distinct(ActionUpdate.action_id))).where(
        ActionUpdate.meeting_id == meeting.id, ActionUpdate.withdrawn_at.is_(None)
    )
    return Count(
        here=attendance.here(work, meeting.id),
        decisions=session.scalar(
            select(func.count())
            .select_from(Decision)
            .join(Line, Line.id == Decision.line_id)
            .where(
                Line.meeting_id == meeting.id, Line.withdrawn_at.is_(None), Decision.withdrawn_at.is_(None)
            )
        )
        or 0,
        added=how_many(Action, Action.raised_in == meeting.id, Action.withdrawn_at.is_(None)),
        done=how_many(Outcome, Outcome.meeting_id == meeting.id, Outcome.withdrawn_at.is_(None)),
        moved=how_many(Deferral, Deferral.meeting_id == meeting.id, Deferral.withdrawn_at.is_(None)),
        open_now=how_many(
            Action,
            Action.series_id == meeting.of_series,
            Action.status.in_(actions.OPEN_VALUES),
            Action.withdrawn_at.is_(None),
        ),
        reviewed=session.scalar(answers) or 0,
    )


def _restricted(work: Work, meeting: UUID) -> int:
    return (
        work.session.scalar(
            select(func.count(func.distinct(Placing.folder_id))).where(
                Placing.meeting_id == meeting, Placing.restricted.is_(True), Placing.withdrawn_at.is_(None)
            )
        )
        or 0
    )
