"""Actions: given to one agency with a date, answered for in a review, moved, shared, filed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.action import (
    AddUpdate,
    AnswerBlocked,
    AnswerDone,
    AnswerDrop,
    AnswerMoreTime,
    AnswerOnTrack,
    FileAction,
    GiveTo,
    SetSupport,
)
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddAction
from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionSupport, ActionUpdate, Deferral, Outcome
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.rules import action as rule
from tasking_app.rules import days, references
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import agenda, filing, line
from tasking_app.services.sharing import ensure_may_see


def add(work: Work, command: AddAction) -> None:
    """Give an action to exactly one agency. In a meeting it becomes a line of the minutes too.

    Raises NotAllowed: no text, a date in the past, an unknown theme, or an agency that may not see the
    referral and with which it is not to be shared.
    """
    text = rule.check_text(command.text)
    if command.theme not in BY_CODE:
        raise NotAllowed("Choose one of the five themes.")
    meeting = filing.open_meeting(work, command.meeting) if command.meeting is not None else None
    agreed_on = meeting.held_on if meeting is not None else work.today
    due = rule.check_due(command.due, agreed_on)
    agency = work.get(Agency, command.agency, "That agency")
    _check_officer(work, command.officer, agency)
    series = meeting.of_series if meeting is not None else command.series
    if command.referral is None and series is None:
        raise NotAllowed("Say which series of meetings the action belongs to.")
    filed = filing.folder(work, command.referral, series or agency.id)
    ensure_may_see(work, filed, agency.id, command.officer, share=command.share)
    row = Action(
        id=command.action,
        number=0,
        theme=command.theme,
        text=text,
        short_text=rule.short_text(text),
        lead_agency_id=agency.id,
        lead_officer_id=command.officer,
        success=command.success,
        resources=command.resources,
        objective=command.objective,
        priority=command.priority,
        due=due,
        original_due=due,
        raised_on=agreed_on,
        raised_in=command.meeting,
        raised_item=command.item,
        **filed,
    )
    if command.referral is not None and command.meeting is not None:
        agenda.mark_discussed(work, command.meeting, command.referral)
    row.number = work.next_number(references.ACTION, command.action)
    work.add(row)
    for other in command.supporting:
        _support(work, row, other)
    if command.meeting is not None and command.item is not None:
        line.action_line(work, row, command.meeting, command.item, command.line, command.after)


def _check_officer(work: Work, officer: UUID | None, agency: Agency) -> None:
    if officer is None:
        return
    row = work.get(Officer, officer, "That officer")
    if row.agency_id != agency.id:
        raise NotAllowed(f"{row.name} does not work for {agency.short_name}. Choose one of its officers.")


def _support(work: Work, action: Action, agency: UUID) -> None:
    if agency != action.lead_agency_id:
        work.add(ActionSupport(id=new_id(), action_id=action.id, agency_id=agency, **filing.like(action)))


def add_update(work: Work, command: AddUpdate) -> None:
    """A dated update; it never overwrites another. Raises NotAllowed for an empty one."""
    action = work.get(Action, command.action, "That action")
    if not command.text.strip():
        raise NotAllowed("Say what has happened.")
    _say(work, action, command.update, command.text, command.at, command.meeting, "", command.on_behalf_of)


def _say(
    work: Work,
    action: Action,
    key: UUID,
    text: str,
    at: datetime,
    meeting: UUID | None,
    answer: str,
    on_behalf_of: UUID | None = None,
) -> None:
    if meeting is not None:
        filing.open_meeting(work, meeting)
    row = ActionUpdate(
        id=key,
        action_id=action.id,
        text=text.strip(),
        said_at=at,
        said_by=work.actor.officer,
        on_behalf_of=on_behalf_of,
        meeting_id=meeting,
        answer=answer,
        **filing.like(action),
    )
    work.add(row)


def open_action(work: Work, key: UUID) -> Action:
    """An action that is still open. Raises NotAllowed."""
    action = work.get(Action, key, "That action")
    if action.status not in rule.OPEN:
        called = references.written(references.ACTION, action.number)
        raise NotAllowed(f"{called} is closed already. Give a new action for what is left to do.")
    return action


def _status(work: Work, action: Action, seen: str, status: rule.Status, reason: str = "") -> None:
    wanted: dict[str, object] = {"status": status.value}
    work.change(action, {"status": seen}, wanted)
    closed = work.now if status not in rule.OPEN else None
    work.set(action, status_reason=reason, closed_at=closed)


def on_track(work: Work, command: AnswerOnTrack) -> None:
    """Under way, with the dated update. A late action needs a new date instead. Raises NotAllowed."""
    action = open_action(work, command.action)
    if rule.is_late(action.status, action.due, command.at.astimezone(LONDON).date()):
        raise NotAllowed(
            f"{references.written(references.ACTION, action.number)} is late. Give it a new date."
        )
    _status(work, action, command.seen, rule.Status.UNDER_WAY)
    text = command.text.strip() or "On track"
    _say(work, action, command.update, text, command.at, command.meeting, "on_track")


def done(work: Work, command: AnswerDone) -> None:
    """Done with its result; effect, evidence and learning may follow later."""
    action = open_action(work, command.action)
    if command.result not in rule.RESULTS:
        raise NotAllowed("Choose achieved, partly achieved or not achieved.")
    _status(work, action, command.seen, rule.Status.DONE)
    outcome = Outcome(
        id=command.outcome,
        action_id=action.id,
        result=command.result,
        meeting_id=command.meeting,
        **filing.like(action),
    )
    work.add(outcome)
    text = command.text.strip() or f"Done, {rule.RESULTS[command.result].lower()}"
    _say(work, action, command.update, text, command.at, command.meeting, "done")


def more_time(work: Work, command: AnswerMoreTime) -> None:
    """A new date, with the old one and the reason kept. Raises NotAllowed without a reason or a later day."""
    action = open_action(work, command.action)
    if not command.reason.strip():
        raise NotAllowed("Say why it needs more time.")
    meeting = work.get(Meeting, command.meeting) if command.meeting is not None else None
    agreed_on = meeting.held_on if meeting is not None else work.today
    rule.check_new_due(action.number, command.due, action.due, agreed_on)
    row = Deferral(
        id=command.deferral,
        action_id=action.id,
        old_due=command.seen,
        new_due=command.due,
        reason=command.reason.strip(),
        meeting_id=command.meeting,
        **filing.like(action),
    )
    work.change(action, {"due": command.seen}, {"due": command.due})
    if action.status != rule.Status.UNDER_WAY:
        work.set(action, status=rule.Status.UNDER_WAY.value, status_reason="")
    work.add(row)
    words = f"New date {days.short(command.due)}. {command.reason.strip()}"
    _say(work, action, command.update, words, command.at, command.meeting, "more_time")


def drop(work: Work, command: AnswerDrop) -> None:
    """Dropped, with the reason. Raises NotAllowed without one."""
    action = open_action(work, command.action)
    if not command.reason.strip():
        raise NotAllowed("Say why it is dropped.")
    _status(work, action, command.seen, rule.Status.DROPPED, command.reason.strip())
    _say(
        work,
        action,
        command.update,
        f"Dropped. {command.reason.strip()}",
        command.at,
        command.meeting,
        "drop",
    )


def blocked(work: Work, command: AnswerBlocked) -> None:
    """Blocked, with what blocks it. Raises NotAllowed without a reason."""
    action = open_action(work, command.action)
    if not command.reason.strip():
        raise NotAllowed("Say what blocks it.")
    _status(work, action, command.seen, rule.Status.BLOCKED, command.reason.strip())
    _say(
        work,
        action,
        command.update,
        f"Blocked. {command.reason.strip()}",
        command.at,
        command.meeting,
        "blocked",
    )


def set_support(work: Work, command: SetSupport) -> None:
    """Exactly these agencies help."""
    action = work.get(Action, command.action, "That action")
    now = work.session.scalars(
        select(ActionSupport).where(
            ActionSupport.action_id == action.id, ActionSupport.withdrawn_at.is_(None)
        )
    ).all()
    for row in now:
        if row.agency_id not in command.agencies:
            work.withdraw(row)
    for agency in command.agencies:
        if agency not in {row.agency_id for row in now}:
            _support(work, action, agency)


def give_to(work: Work, command: GiveTo) -> None:
    """Another lead. Raises NotAllowed when the agency may not see the referral and it is not to be shared."""
    action = open_action(work, command.action)
    agency = work.get(Agency, command.agency, "That agency")
    _check_officer(work, command.officer, agency)
    ensure_may_see(work, filing.like(action), agency.id, command.officer, share=command.share)
    work.change(action, {"lead_agency_id": command.seen_agency}, {"lead_agency_id": command.agency})
    work.set(action, lead_officer_id=command.officer)


def file(work: Work, command: FileAction) -> None:
    """To another referral or to general business; updates, outcomes and deferrals go along."""
    action = work.get(Action, command.action, "That action")
    filed = filing.folder(work, command.referral, command.series or action.series_id)
    seen = {"folder_id": command.seen, "series_id": action.series_id, "restricted": action.restricted}
    work.change(action, seen, {**filed})
