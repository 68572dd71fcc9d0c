"""What whoever asks may not do with one thing, each with its reason, for the record that a screen holds."""

from __future__ import annotations

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.referral import Referral
from tasking_app.records.may import ActionMay, MeetingMay, ReferralMay, SettingsMay
from tasking_app.rules import access, refusal
from tasking_app.rules.access import Group, Viewer
from tasking_app.services import rights


def action(work: Work, row: Action) -> ActionMay:
    """Of one action."""
    who = rights.viewer(work)
    if who is None:
        return ActionMay()
    if why := nothing(who):
        return ActionMay(update=why, status=why, change=why, ask=why)
    task = rights.task(work, who, row)
    open_ = row.status in access.OPEN
    updates = task is not None and access.may_add_update(who, task)
    answers = task is not None and open_ and access.may_set_status(who, task, row.status, "done")
    return ActionMay(
        update="" if updates else refusal.UPDATE,
        status="" if answers or access.decides(who) else refusal.STATUS,
        change="" if access.decides(who) else refusal.DECIDE,
    )


def giving(work: Work) -> str:
    """Why whoever asks gives no actions."""
    who = rights.viewer(work)
    return "" if who is None or access.decides(who) else refusal.GIVE


def own_actions(work: Work) -> ActionMay:
    """Of every open action that the agency of whoever asks leads: no question for each row."""
    who = rights.viewer(work)
    if who is None or access.decides(who):
        return ActionMay()
    why = nothing(who) or (refusal.READS if who.group is not Group.OFFICER else "")
    return ActionMay(update=why, status=why, change=refusal.DECIDE, ask=why)


def referral(work: Work, row: Referral) -> ReferralMay:
    """Of one referral."""
    who = rights.viewer(work)
    if who is None:
        return ReferralMay()
    case = rights.case(work, who, row)
    decides = case is not None and access.may_decide(who, case.folder)
    return ReferralMay(
        facts="" if case is not None and access.may_edit_facts(who, case) else refusal.FACTS,
        decide="" if decides else refusal.DECIDE,
        access="" if decides else refusal.LIST if row.restricted else refusal.SHARE,
        names="" if case is not None and access.may_read_names(who, case) else refusal.NAMES,
    )


def meeting(work: Work) -> MeetingMay:
    """Of any meeting that is there for whoever asks."""
    who = rights.viewer(work)
    if who is None:
        return MeetingMay()
    return MeetingMay(
        run="" if access.decides(who) else refusal.MEETING,
        minutes="" if access.decides(who) else refusal.MINUTES,
        approve="" if access.may_approve(who) else refusal.APPROVE,
    )


def settings(work: Work) -> SettingsMay:
    """Of what the partnership has set."""
    who = rights.viewer(work)
    if who is None:
        return SettingsMay(me=work.actor.officer)
    loads = who.active and who.group in (Group.ANALYST, Group.COORDINATOR)
    return SettingsMay(
        change="" if access.may_settle(who) else refusal.SETTINGS,
        figures="" if loads else refusal.FIGURES,
        me=who.officer if access.may_propose(who) else None,
    )


def nothing(who: Viewer) -> str:
    """Why somebody changes nothing at all."""
    if not who.active:
        return refusal.GONE
    return refusal.READS_COUNTS if who.group is Group.GOVERNANCE else ""
