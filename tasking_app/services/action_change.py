"""Actions between meetings: several changed together, opened again, replaced, split."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.action import (
    AddUpdate,
    AnswerMoreTime,
    ChangeActions,
    GiveTo,
    OneOfSeveral,
    ReopenAction,
    ReplaceAction,
    SplitAction,
)
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddAction
from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, Deferral, Outcome
from tasking_app.models.partnership import Agency, Officer
from tasking_app.rules import action as rule
from tasking_app.rules import days
from tasking_app.rules.errors import AppError, Clash, NotAllowed
from tasking_app.rules.references import ACTION, written
from tasking_app.services import action as actions
from tasking_app.services import filing
from tasking_app.services.sharing import MustShare

LEADS_NOW, OPENED_AGAIN = "leads now.", "Opened again. "
REPLACED_BY, OTHER_PART = "Replaced by ", "Split: the other part is "
"""How the updates read that say what was done to an action: its history knows them again."""


def change_several(work: Work, command: ChangeActions) -> None:
    """Change several actions, all or none. Raises NotAllowed or MustShare, naming the action."""
    check_asked(command)
    for one in command.actions:
        action = work.get(Action, one.action, "That action")
        try:
            _change(work, command, one, action)
        except (Clash, MustShare):
            raise
        except AppError as error:
            reference, words = written(ACTION, action.number), str(error)
            raise NotAllowed(words if reference in words else f"{reference}: {words}") from error


def check_asked(command: ChangeActions) -> None:
    """Some actions, something new and why. Raises NotAllowed."""
    if not command.actions:
        raise NotAllowed("Choose at least one action.")
    if not command.reason.strip():
        raise NotAllowed("Say why. The reason is kept with each action.")
    if command.due is None and command.agency is None and command.officer is None:
        raise NotAllowed("Choose a new date, agency or officer.")


def _change(work: Work, command: ChangeActions, one: OneOfSeveral, action: Action) -> None:
    key = one.update
    if command.due is not None and command.due != action.due:
        later = AnswerMoreTime(
            update=one.update,
            deferral=one.deferral,
            action=action.id,
            seen=one.seen_due,
            due=command.due,
            reason=command.reason,
            at=command.at,
        )
        actions.more_time(work, later)
        key = new_id()  # who leads is an update of its own, beside the one about the date
    agency = command.agency or one.seen_agency
    stays = agency == action.lead_agency_id and command.officer in (None, action.lead_officer_id)
    if stays:  # an agency that leads already keeps its officer unless another one is named
        return
    if one.seen_officer is not None:
        work.change(action, {"lead_officer_id": one.seen_officer}, {"lead_officer_id": command.officer})
    give = GiveTo(
        action=action.id,
        seen_agency=one.seen_agency,
        agency=agency,
        officer=command.officer,
        share=command.share,
    )
    actions.give_to(work, give)
    lead = _lead(work, action, moved=agency != one.seen_agency)
    _say(work, action, key, f"{lead} {LEADS_NOW} {command.reason.strip()}", command)


def _lead(work: Work, action: Action, *, moved: bool) -> str:
    """Who leads now: the officer, with the agency where that is another one too."""
    agency = work.get(Agency, action.lead_agency_id).short_name
    if action.lead_officer_id is None:
        return agency
    name = work.get(Officer, action.lead_officer_id).name
    return f"{name}, {agency}," if moved else name


def _say(
    work: Work,
    action: Action,
    key: UUID,
    text: str,
    command: ChangeActions | ReopenAction | ReplaceAction | SplitAction,
) -> None:
    actions.add_update(work, AddUpdate(update=key, action=action.id, text=text, at=command.at))


def reopen(work: Work, command: ReopenAction) -> None:
    """Open again. Raises NotAllowed: open already, no reason, or past its date without a new one."""
    action = work.get(Action, command.action, "That action")
    if action.status in rule.OPEN:
        raise NotAllowed(f"{written(ACTION, action.number)} is open.")
    if not command.reason.strip():
        raise NotAllowed("Say why it is opened again.")
    due = command.due or action.due
    if due < command.at.astimezone(LONDON).date():
        raise NotAllowed(
            f"{written(ACTION, action.number)} was due {days.short(action.due)}. Give it a new date."
        )
    work.change(action, {"status": command.seen}, {"status": rule.Status.UNDER_WAY.value})
    work.set(action, status_reason="", closed_at=None, replaced_by=None)
    results = work.session.scalars(
        select(Outcome).where(Outcome.action_id == action.id, Outcome.withdrawn_at.is_(None))
    )
    for outcome in results.all():
        work.withdraw(outcome)
    if due != action.due:
        _defer(work, command, action)
    _say(work, action, command.update, f"{OPENED_AGAIN}{command.reason.strip()}", command)


def _defer(work: Work, command: ReopenAction, action: Action) -> None:
    assert command.due is not None
    rule.check_due(command.due, work.today)
    moved = Deferral(
        id=command.deferral,
        action_id=action.id,
        old_due=action.due,
        new_due=command.due,
        reason=f"{OPENED_AGAIN}{command.reason.strip()}",
        **filing.like(action),
    )
    work.set(action, due=command.due)
    work.add(moved)


def replace(work: Work, command: ReplaceAction) -> None:
    """A new action instead; the old one names it. Raises NotAllowed without a reason or when closed."""
    old = actions.open_action(work, command.action)
    if not command.reason.strip():
        raise NotAllowed("Say why it is replaced.")
    _add_beside(work, old, command, command.text)
    reference = written(ACTION, work.get(Action, command.new_action).number)
    work.change(old, {"status": command.seen}, {"status": rule.Status.REPLACED.value})
    work.set(old, status_reason=command.reason.strip(), closed_at=work.now, replaced_by=command.new_action)
    _say(work, old, command.update, f"{REPLACED_BY}{reference}. {command.reason.strip()}", command)


def split(work: Work, command: SplitAction) -> None:
    """Part of an action becomes one of its own. Raises NotAllowed when nothing is left of either."""
    old = actions.open_action(work, command.action)
    text = rule.check_text(command.text)
    rule.check_text(command.new_text)
    _add_beside(work, old, command, command.new_text)
    reference = written(ACTION, work.get(Action, command.new_action).number)
    work.change(old, {"text": command.seen_text}, {"text": text})
    work.set(old, short_text=rule.short_text(text))
    _say(work, old, command.update, f"{OTHER_PART}{reference}.", command)


def _add_beside(work: Work, old: Action, command: ReplaceAction | SplitAction, text: str) -> None:
    """An action of the same case, theme and objective; the number is taken last."""
    general = old.folder_id == old.series_id
    new = AddAction(
        action=command.new_action,
        theme=old.theme,
        text=text,
        agency=command.agency,
        officer=command.officer,
        due=command.due,
        at=command.at,
        series=old.series_id,
        referral=None if general else old.folder_id,
        priority=old.priority,
        objective=old.objective,
        share=command.share,
    )
    actions.add(work, new)
