"""What the rules of access say to each kind of command, before a server or a file is asked to carry it out.

A table of kinds: adding a command adds a line. A rule answers why not, or nothing where it is allowed. What
may not be seen is left to the service, which says that it is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tasking_app.commands import account as ac
from tasking_app.commands import action as a
from tasking_app.commands import attendance as t
from tasking_app.commands import change as c
from tasking_app.commands import line as li
from tasking_app.commands import meeting as m
from tasking_app.commands import officer as o
from tasking_app.commands import paper as pa
from tasking_app.commands import partnership as p
from tasking_app.commands import proposal as pr
from tasking_app.commands import referral as r
from tasking_app.commands.base import Command
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.referral import Referral
from tasking_app.rules import access, refusal
from tasking_app.rules.access import Group, Viewer
from tasking_app.rules.errors import NotYours
from tasking_app.services import allowed_rows, rights

Rule = Callable[[Work, Viewer, Any], str]


def check(work: Work, command: Command) -> None:
    """Raises NotYours for what the rules of access forbid to whoever asks."""
    who = rights.viewer(work)
    why = refused(work, who, command) if who is not None else ""
    if why:
        raise NotYours(why)


def refused(work: Work, who: Viewer, command: Command) -> str:
    """Why somebody may not do this; nothing where they may."""
    if not who.active:
        return refusal.GONE
    if who.group is Group.GOVERNANCE and not isinstance(command, _OF_ONESELF):
        return refusal.READS_COUNTS
    return RULES[type(command)](work, who, command)


_OF_ONESELF = (ac.SetOwnPassword, pa.NoteLeaving)
"""What even whoever reads no case does: choose a password, and own up to what leaves."""


def _for_deciders(why: str) -> Rule:
    return lambda _work, who, _command: "" if access.decides(who) else why


def _coordinators(why: str) -> Rule:
    return lambda _work, who, _command: "" if access.may_settle(who) else why


def _anybody(_work: Work, who: Viewer, _command: Command) -> str:
    return "" if access.may_propose(who) or who.group is Group.GOVERNANCE else refusal.GONE


def _approves(_work: Work, who: Viewer, _command: Command) -> str:
    return "" if access.may_approve(who) else refusal.APPROVE


def _adds_officer(_work: Work, who: Viewer, command: p.AddOfficer) -> str:
    if not access.may_settle(who):
        return refusal.SETTINGS
    return "" if command.role in allowed_rows.GIVEN else refusal.NAMING


def _substitute(_work: Work, who: Viewer, command: o.SetSubstitute) -> str:
    own = command.officer == who.officer and access.may_propose(who)
    return "" if own or access.may_settle(who) else refusal.SETTINGS


def _interest(_work: Work, who: Viewer, command: t.DeclareConflict) -> str:
    own = command.officer == who.officer
    return "" if own or access.decides(who) else refusal.INTEREST


def _paper(_work: Work, who: Viewer, command: pa.NotePaper) -> str:
    return "" if access.decides(who) or command.agency == who.agency else refusal.PAPERS


# -- referrals


def _facts(work: Work, who: Viewer, command: r.AddPoint | r.AddPerson | r.EditRestrictedText) -> str:
    row = work.session.get(Referral, command.referral)
    case = rights.case(work, who, row) if row is not None else None
    return "" if case is None or access.may_edit_facts(who, case) else refusal.FACTS


def _names(work: Work, who: Viewer, command: r.ReadNames) -> str:
    row = work.session.get(Referral, command.referral)
    case = rights.case(work, who, row) if row is not None else None
    if case is None or command.what == "annex":
        return ""
    return "" if access.may_read_names(who, case) else refusal.NAMES


def _list(work: Work, who: Viewer, command: r.SetRestricted | r.SetReaders) -> str:
    row = work.session.get(Referral, command.referral)
    seen = rights.folder(work, who, row) if row is not None else None
    return "" if seen is not None and access.may_restrict(who, seen) else refusal.LIST


# -- actions


def _update(work: Work, who: Viewer, command: a.AddUpdate) -> str:
    row = work.session.get(Action, command.action)
    task = rights.task(work, who, row) if row is not None else None
    if task is None:
        return ""
    if not access.may_add_update(who, task):
        return refusal.UPDATE
    return "" if command.on_behalf_of is None or access.decides(who) else refusal.ON_BEHALF


def _status(after: str) -> Rule:
    def rule(work: Work, who: Viewer, command: Any) -> str:  # each answer has its action
        row = work.session.get(Action, command.action)
        task = rights.task(work, who, row) if row is not None else None
        if row is None or task is None:
            return ""
        return "" if access.may_set_status(who, task, row.status, after) else refusal.STATUS

    return rule


# -- requests


def _steps(work: Work, who: Viewer, command: c.Batch) -> str:
    found = (allowed_rows.refused(work, who, step) for step in command.steps)
    return next((why for why in found if why), "")


MEETING, MINUTES = _for_deciders(refusal.MEETING), _for_deciders(refusal.MINUTES)
DECIDED, DECIDE = _for_deciders(refusal.DECIDED), _for_deciders(refusal.DECIDE)
SETTINGS, ACCOUNTS = _coordinators(refusal.SETTINGS), _coordinators(refusal.ACCOUNTS)
RULES: Mapping[type[Command], Rule] = {
    **dict.fromkeys((c.Edit, c.PutBack, c.Withdraw, c.BringBack, c.Settle), allowed_rows.refused),
    c.Batch: _steps,
    **dict.fromkeys((p.StartPartnership, p.AddAgency, p.AddSeries, p.SetSeat, p.SetChair), SETTINGS),
    **dict.fromkeys((p.SetSetting, p.SetThemeWords, p.AddThemeKind, p.AddObjective), SETTINGS),
    **dict.fromkeys((p.AddTemplateItem, o.OfficerLeaves, o.MergeOfficers), SETTINGS),
    p.AddOfficer: _adds_officer,
    o.SetSubstitute: _substitute,
    **dict.fromkeys((m.PlanMeeting, m.MoveMeeting, m.MoveItem, m.LeaveOut, m.TakeMinutes), MEETING),
    **dict.fromkeys((m.IssueAgenda, m.StartMeeting, m.GoToItem, m.Discussed, m.TakeChair), MEETING),
    **dict.fromkeys((m.Postpone, m.Cancel, m.CloseMeeting, m.ReopenDraft), MEETING),
    **dict.fromkeys((m.AddItem, m.PlaceReferral), DECIDED),
    m.ApproveMinutes: _approves,
    **dict.fromkeys((m.AddCorrection, m.AgreeMinutes), DECIDE),
    **dict.fromkeys((t.Mark, t.MarkRestAbsent, t.AddGuest, t.Leave, t.ReadStatement), MEETING),
    t.GoOnWithout: MEETING,
    t.DeclareConflict: _interest,
    r.AddReferral: DECIDED,
    **dict.fromkeys((r.AddPoint, r.AddPerson, r.EditRestrictedText), _facts),
    r.ReadNames: _names,
    **dict.fromkeys((r.SetRestricted, r.SetReaders), _list),
    r.ShareReferral: _for_deciders(refusal.SHARE),
    r.SetReferralStatus: DECIDE,
    **dict.fromkeys((li.AddLine, li.AddLines, li.SplitLine, li.JoinLines, li.FileLine), MINUTES),
    li.AddDecision: MINUTES,
    li.AddAction: _for_deciders(refusal.GIVE),
    a.AddUpdate: _update,
    a.AnswerOnTrack: _status("under_way"),
    a.AnswerDone: _status("done"),
    a.AnswerBlocked: _status("blocked"),
    **dict.fromkeys((a.AnswerMoreTime, a.AnswerDrop, a.GiveTo, a.ChangeActions), DECIDED),
    **dict.fromkeys((a.SetSupport, a.FileAction, a.ReopenAction, a.ReplaceAction, a.SplitAction), DECIDE),
    pa.NotePaper: _paper,
    pa.NoteLeaving: _anybody,
    **dict.fromkeys((ac.GiveLogin, ac.ResetPassword, ac.DisableLogin, ac.EnableLogin), ACCOUNTS),
    **dict.fromkeys((ac.SetLastDay, ac.SetLoginKind), ACCOUNTS),
    **dict.fromkeys((ac.SetOwnPassword, pr.Propose), _anybody),
    **dict.fromkeys((pr.AcceptProposal, pr.DeclineProposal, pr.UndoProposal), DECIDE),
    pr.TakeBackProposal: _anybody,
}
"""Every kind of command, and the rule that is asked before it."""
