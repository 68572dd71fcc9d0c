"""Meetings of all series with their stages, papers, decisions and actions; finding words in every minute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action
from tasking_app.models.approval import Correction, Paper
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.records.library import DecisionRow, Hit, Kept, Library, MeetingRow, PaperRow
from tasking_app.records.made import PAPER_NAMES
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules.counting import counted
from tasking_app.rules.meeting import Stage
from tasking_app.rules.references import DECISION, REFERRAL, written
from tasking_app.services import action_rows, approval, attendance, ending, may, need_to_know, paper_file
from tasking_app.services.meeting import next_of

MOST_HITS = 200
SHAPES = {
    Stage.PLANNED: ("planned", "Planned"),
    Stage.AGENDA_ISSUED: ("planned", "Agenda issued"),
    Stage.IN_PROGRESS: ("running", "Under way"),
    Stage.DRAFT_MINUTES: ("draft", "Draft, with the chair"),
    Stage.APPROVED: ("approved", "Approved"),
    Stage.AGREED: ("agreed", "Agreed"),
    Stage.POSTPONED: ("not_held", "Not held, postponed"),
    Stage.CANCELLED: ("not_held", "Not held"),
}


def library(work: Work) -> Library:
    """Every meeting, latest first."""
    found = work.session.execute(_meetings().order_by(Meeting.held_on.desc(), Meeting.starts.desc())).all()
    agreed = dict(
        work.session.execute(
            select(Correction.meeting_id, func.count())
            .where(Correction.agreed_at.is_not(None), Correction.withdrawn_at.is_(None))
            .group_by(Correction.meeting_id)
        ).all()
    )
    return Library(meetings=tuple(_row(row, agreed.get(row.id, 0)) for row in found), today=work.today)


def _meetings() -> Any:
    return (
        select(
            Meeting.id,
            Meeting.reference,
            Meeting.of_series,
            Series.name,
            Meeting.held_on,
            Meeting.stage,
            Meeting.extraordinary,
        )
        .join(Series, Series.id == Meeting.of_series)
        .where(Meeting.withdrawn_at.is_(None))
    )


def _row(row: Any, corrections: int) -> MeetingRow:
    shape, words = SHAPES[Stage(row.stage)]
    if shape == "agreed" and corrections:
        shape, words = "corrected", f"Agreed, {counted(corrections, 'correction')}"
    return MeetingRow(
        id=row.id,
        reference=row.reference,
        series=row.of_series,
        series_name=stages.title(row.name, extraordinary=row.extraordinary),
        held_on=row.held_on,
        stage=row.stage,
        shape=shape,
        words=words,
    )


def find(work: Work, typed: str) -> tuple[Hit, ...]:
    """Lines of minutes with every word typed, latest meeting first. Restricted referrals are not searched."""
    work.reach("The minutes of all meetings are")
    said = func.coalesce(Action.text, Line.text)
    wanted = (
        select(Line.id, Line.meeting_id, Meeting.held_on, Meeting.reference, AgendaItem.title, said)
        .join(Meeting, Meeting.id == Line.meeting_id)
        .join(AgendaItem, AgendaItem.id == Line.item_id)
        .outerjoin(Action, Action.id == Line.action_id)
        .outerjoin(Decision, Decision.line_id == Line.id)
        .where(Line.withdrawn_at.is_(None), Line.restricted.is_(False))
        .order_by(Meeting.held_on.desc(), Meeting.reference, AgendaItem.order_key, Line.order_key, Line.id)
        .limit(MOST_HITS)
    )
    words = typed.split()
    if not words:
        return ()
    for word in words:
        wanted = wanted.where(
            or_(said.icontains(word, autoescape=True), Decision.rationale.icontains(word, autoescape=True))
        )
    return tuple(
        Hit(line=line, meeting=meeting, held_on=day, reference=reference, item=item, text=text)
        for line, meeting, day, reference, item, text in work.session.execute(wanted)
    )


def kept(work: Work, key: UUID) -> Kept:
    """One meeting with everything the library shows of it. Raises NotFound."""
    meeting = work.get(Meeting, key, "The meeting")
    corrections = tuple(one for one in approval.corrections(work, key) if not one.restricted)
    agreed = sum(1 for one in corrections if one.agreed_at is not None)
    row = _row(work.session.execute(_meetings().where(Meeting.id == key)).one(), agreed)
    frozen = Stage(meeting.stage) in stages.FROZEN
    following = next_of(work, meeting.of_series, meeting.held_on)
    shown, hidden = _actions(work, meeting)
    return Kept(
        row=row,
        here=attendance.here(work, key),
        starts=meeting.starts,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        place=meeting.place,
        why=meeting.why,
        draft=meeting.draft,
        approved=_approved(work, meeting),
        fingerprint=meeting.fingerprint,
        intact=approval.intact(work, meeting) if frozen else None,
        has_agenda=Stage(meeting.stage) not in stages.NOT_HELD,
        restricted=need_to_know.count(work, key),
        papers=tuple(_papers(work, key)),
        corrections=corrections,
        decisions=tuple(_decisions(work, key)),
        actions=shown,
        left_out=hidden,
        folder=str(paper_file.folder(work)),
        count=ending.count(work, meeting),
        next_on=following.held_on if following else None,
        next_meeting=following.id if following else None,
        carried=_carried(work, following.id, key) if following else 0,
        may=may.meeting(work),
    )


def _approved(work: Work, meeting: Meeting) -> str:
    """Who approved and when, and which meeting agreed, in a sentence."""
    if meeting.approved_at is None or Stage(meeting.stage) not in stages.FROZEN:
        return ""
    name = work.session.scalar(select(Officer.name).where(Officer.id == meeting.approved_by)) or "the chair"
    words = f"Approved by {name} on {days.long(meeting.approved_at.astimezone(LONDON).date())}"
    if meeting.agreed_in is None:
        return words
    later = work.session.scalar(select(Meeting.held_on).where(Meeting.id == meeting.agreed_in))
    return f"{words}, agreed on {days.long(later)}" if later else words


def _papers(work: Work, meeting: UUID) -> list[PaperRow]:
    rows = work.session.execute(
        select(Paper, Agency.short_name)
        .outerjoin(Agency, Agency.id == Paper.of_agency)
        .where(Paper.meeting_id == meeting, Paper.withdrawn_at.is_(None))
        .order_by(Paper.made_at, Paper.id)
    )
    copies: dict[str, list[tuple[Paper, str | None]]] = {}
    for paper, agency in rows:
        copies.setdefault(f"{paper.kind}/{paper.of_agency or ''}", []).append((paper, agency))
    order = list(PAPER_NAMES)
    found = [_paper(key, pairs) for key, pairs in copies.items()]
    return sorted(found, key=lambda one: (order.index(one.kind) if one.kind in order else 9, one.name))


def _paper(key: str, copies: Sequence[tuple[Paper, str | None]]) -> PaperRow:
    paper, agency = copies[-1]
    name = PAPER_NAMES.get(paper.kind, paper.kind)
    made_at = paper.made_at or paper.as_at
    assert made_at is not None
    return PaperRow(
        key=key,
        kind=paper.kind,
        agency=paper.of_agency,
        name=f"{name}, {agency}" if agency else name,
        edition=paper.edition,
        earlier=len({one.edition for one, _ in copies} - {paper.edition}),
        marking=paper.marking,
        made_at=made_at,
        file_name=paper.file_name,
        pages=paper.pages,
        sha256=paper.sha256,
    )


def _decisions(work: Work, meeting: UUID) -> list[DecisionRow]:
    rows = work.session.execute(
        select(Decision.id, Decision.number, Line.text, Decision.rationale, Referral.number, AgendaItem.title)
        .join(Line, Line.id == Decision.line_id)
        .join(AgendaItem, AgendaItem.id == Line.item_id)
        .outerjoin(Referral, Referral.id == Line.folder_id)
        .where(
            Line.meeting_id == meeting,
            Line.withdrawn_at.is_(None),
            Line.restricted.is_(False),
            Decision.withdrawn_at.is_(None),
        )
        .order_by(Decision.number)
    )
    return [
        DecisionRow(
            id=key,
            reference=written(DECISION, number),
            text=text,
            rationale=why,
            referral=written(REFERRAL, referral) if referral else "",
            item=item,
        )
        for key, number, text, why, referral, item in rows
    ]


def _actions(work: Work, meeting: Meeting) -> tuple[tuple[Any, ...], int]:
    """The actions a meeting gave, as they stand today, and how many restricted ones are not among them."""
    given = action_rows.statement().where(Action.raised_in == meeting.id).order_by(Action.number)
    rows = action_rows.rows(work, given)
    shown = tuple(row for row in rows if not row.restricted)
    return shown, len(rows) - len(shown)


def _carried(work: Work, following: UUID, meeting: UUID) -> int:
    return (
        work.session.scalar(
            select(func.count()).where(
                Placing.meeting_id == following,
                Placing.carried_from == meeting,
                Placing.withdrawn_at.is_(None),
                Placing.left_out == "",
            )
        )
        or 0
    )
