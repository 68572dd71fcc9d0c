"""What the rules forbid at the end of a meeting, without a word of what is restricted."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import Meeting
from tasking_app.models.referral import Referral
from tasking_app.records.end import Check
from tasking_app.rules import action as actions
from tasking_app.rules import decision as decisions
from tasking_app.rules.references import DECISION, REFERRAL, written


def must_fix(work: Work, meeting: Meeting) -> tuple[Check, ...]:
    """What the rules forbid: an action for nobody, closing without a reason or a word to victims."""
    return (*_for_nobody(work, meeting.id), *_without_reason(work, meeting.id), *_victims(work, meeting.id))


def _for_nobody(work: Work, meeting: UUID) -> list[Check]:
    rows = work.session.execute(
        select(Line, Referral.number)
        .outerjoin(Referral, Referral.id == Line.folder_id)
        .where(
            Line.meeting_id == meeting,
            Line.kind == "note",
            Line.withdrawn_at.is_(None),
            Line.text.startswith("@"),
        )
    )
    return [
        Check(
            what="no_agency",
            title="An action has no agency",
            detail=_words(line, number),
            row=line.id,
        )
        for line, number in rows
    ]


def _without_reason(work: Work, meeting: UUID) -> list[Check]:
    rows = work.session.execute(
        select(Decision, Line, Referral.number)
        .join(Line, Line.id == Decision.line_id)
        .outerjoin(Referral, Referral.id == Line.folder_id)
        .where(Line.meeting_id == meeting, Line.withdrawn_at.is_(None), Decision.withdrawn_at.is_(None))
        .order_by(Decision.number)
    )
    return [
        Check(
            what="no_reason",
            title=f"{written(DECISION, decision.number)} needs its reason",
            detail=f"A decision to close or to do nothing says why. {_words(line, number)}",
            row=decision.id,
        )
        for decision, line, number in rows
        if decisions.lacks_reason(decision.kind, decision.rationale)
    ]


def _words(line: Line, number: int | None) -> str:
    """A line in short. Of a restricted item only that it is one, and which."""
    if not line.restricted:
        return actions.short_text(line.text)
    reference = f", {written(REFERRAL, number)}" if number is not None else ""
    return f"A line of a restricted item{reference}"


def _victims(work: Work, meeting: UUID) -> list[Check]:
    rows = work.session.execute(
        select(Decision.number, Referral.id, Referral.number)
        .join(Line, Line.id == Decision.line_id)
        .join(Referral, Referral.id == Line.folder_id)
        .where(
            Line.meeting_id == meeting,
            Line.withdrawn_at.is_(None),
            Decision.withdrawn_at.is_(None),
            Decision.kind == "close",
            Referral.victim_told == "",
            Referral.victim_not_told == "",
        )
        .order_by(Decision.number)
    )
    return [
        Check(
            what="victim",
            title=f"{written(REFERRAL, number)} is to close. Has the victim been told?",
            detail=f"{written(DECISION, decision)}. A case closes when the victim is told, or with a reason",
            referral=key,
        )
        for decision, key, number in rows
    ]
