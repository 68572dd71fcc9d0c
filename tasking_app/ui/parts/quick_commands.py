"""The command a quick-add line becomes once it is understood."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tasking_app.commands.action import AnswerDone, AnswerDrop, AnswerMoreTime, AnswerOnTrack
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.line import AddAction, AddDecision, AddLine
from tasking_app.records.quick_add import OpenAction, QuickAdd
from tasking_app.rules.errors import AppError
from tasking_app.rules.quick_line import Kind, Move, Parsed
from tasking_app.rules.references import ACTION, written
from tasking_app.ui.parts.quick_chips import NO_THEME


def command_for(
    parsed: Parsed,
    quick: QuickAdd,
    at: datetime,
    item: UUID | None = None,
    *,
    after: UUID | None = None,
    reason: str = "",
    share: bool = False,
) -> Command:
    """The command for a line that is ready; `reason` is what was answered to “Why?”. Raises AppError.

    In a meeting (quick.meeting and `item`) it becomes a line of the minutes. Without one only an action or an
    update can be added.
    """
    if parsed.kind is Kind.UPDATE:
        return _update(parsed, quick, at, reason)
    if parsed.kind is Kind.ACTION:
        return _action(parsed, quick, at, item, after, share)
    if quick.meeting is None or item is None:
        raise AppError("Notes and decisions are added in a meeting. Start with @ to give an action.")
    referral = _referral(parsed, quick)
    if parsed.kind is Kind.DECISION:
        return AddDecision(
            line=new_id(),
            decision=new_id(),
            meeting=quick.meeting,
            item=item,
            text=parsed.text,
            at=at,
            rationale=parsed.reason or reason,
            kind=parsed.decision_kind or "agree",
            referral=referral,
            after=after,
        )
    return AddLine(
        line=new_id(),
        meeting=quick.meeting,
        item=item,
        text=parsed.text.strip(),
        at=at,
        referral=referral,
        after=after,
    )


def words_for(parsed: Parsed) -> str:
    """What the toast says, with Undo beside it."""
    if parsed.kind is Kind.ACTION:
        return f"Action added for {parsed.agency.name}" if parsed.agency else "Action added"
    if parsed.kind is Kind.UPDATE and parsed.action is not None and parsed.move is not None:
        said = {Move.DONE: "done", Move.ON_TRACK: "on track", Move.MORE_TIME: "has a new date"}
        return f"{written(ACTION, parsed.action)} {said.get(parsed.move, 'dropped')}"
    return "Decision added" if parsed.kind is Kind.DECISION else "Note added"


def _referral(parsed: Parsed, quick: QuickAdd) -> UUID | None:
    return quick.referrals.get(parsed.referral) if parsed.referral is not None else None


def _action(
    parsed: Parsed, quick: QuickAdd, at: datetime, item: UUID | None, after: UUID | None, share: bool
) -> AddAction:
    if parsed.agency is None:
        raise AppError("Say who does it: @ and the agency.")
    if parsed.due is None:
        raise AppError("Say by when: by 11 dec.")
    theme = parsed.theme or (quick.themes.get(parsed.referral) if parsed.referral is not None else None)
    if theme is None:
        raise AppError(NO_THEME)
    in_meeting = quick.meeting is not None and item is not None
    return AddAction(
        action=new_id(),
        theme=theme,
        text=parsed.text,
        agency=parsed.agency.key,
        due=parsed.due,
        at=at,
        officer=parsed.officer.key if parsed.officer else None,
        series=quick.series,
        referral=_referral(parsed, quick),
        priority="urgent" if parsed.urgent else "normal",
        meeting=quick.meeting if in_meeting else None,
        item=item if in_meeting else None,
        line=new_id() if in_meeting else None,
        after=after,
        share=share,
    )


def _update(parsed: Parsed, quick: QuickAdd, at: datetime, reason: str) -> Command:
    assert parsed.action is not None
    known = quick.actions.get(parsed.action)
    if known is None:
        raise AppError(
            f"{written(ACTION, parsed.action)} is closed already. Give a new action for what is left to do."
        )
    text = parsed.text or reason
    if parsed.move is Move.MORE_TIME:
        return _more_time(parsed, known, quick, at, text)
    key = new_id()
    if parsed.move is Move.DONE:
        return AnswerDone(
            update=key,
            outcome=new_id(),
            action=known.id,
            seen=known.stored,
            at=at,
            text=text,
            meeting=quick.meeting,
        )
    if parsed.move is Move.ON_TRACK:
        return AnswerOnTrack(
            update=key, action=known.id, seen=known.stored, at=at, text=text, meeting=quick.meeting
        )
    if not text:
        raise AppError("Say why it is dropped.")
    return AnswerDrop(
        update=key, action=known.id, seen=known.stored, reason=text, at=at, meeting=quick.meeting
    )


def _more_time(
    parsed: Parsed, known: OpenAction, quick: QuickAdd, at: datetime, reason: str
) -> AnswerMoreTime:
    if parsed.due is None or not reason:
        raise AppError("Say why it needs more time.")
    return AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=known.id,
        seen=known.due,
        due=parsed.due,
        reason=reason,
        at=at,
        meeting=quick.meeting,
    )
