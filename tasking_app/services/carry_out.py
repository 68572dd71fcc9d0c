"""The one way a command is carried out: once, in one transaction, with what would undo it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

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
from tasking_app.commands.base import Command, ids_from, ids_of
from tasking_app.commands.codec import kind_of
from tasking_app.commands.done import Done
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.history import Applied
from tasking_app.services import (
    account,
    action,
    action_change,
    agenda,
    allowed,
    approval,
    attendance,
    chairing,
    change_setting,
    closing,
    edit,
    kept_apart,
    leaving,
    line,
    meeting,
    officer,
    officer_merge,
    paper,
    partnership,
    proposal,
    referral,
    refused,
    restriction,
    seal,
    settling,
)

C = TypeVar("C", bound=Command)


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of command, the function that carries it out, and whether it may wait for the database.

    What is `secret` (names, restricted words, verifiers of passwords) is not kept on a computer at all.
    """

    kind: type[Command]
    do: Callable[..., None]
    may_wait: bool
    secret: bool


def entry(
    kind: type[C], do: Callable[[Work, C], None], *, may_wait: bool = False, secret: bool = False
) -> Entry:
    """One line of the table; the types of command and function have to fit."""
    return Entry(kind, do, may_wait, secret)


def _accept(work: Work, command: pr.AcceptProposal) -> None:
    proposal.accept(work, command, _do_allowed)


def _do_allowed(work: Work, command: Command) -> None:
    """Carry out what whoever asks may do. Raises NotAllowed."""
    allowed.check(work, command)
    _BY_KIND[type(command)].do(work, command)


def _propose(work: Work, command: pr.Propose) -> None:
    proposal.propose(work, command, lambda asked, step: _BY_KIND[type(step)].do(asked, step))


COMMANDS = (
    entry(c.Edit, edit.edit, may_wait=True),
    entry(c.PutBack, edit.put_back, may_wait=True),
    entry(c.Withdraw, edit.withdraw, may_wait=True),
    entry(c.BringBack, edit.bring_back, may_wait=True),
    entry(c.Batch, edit.batch, may_wait=True),
    entry(c.Settle, settling.settle),
    entry(p.StartPartnership, partnership.start),
    entry(p.AddAgency, partnership.add_agency),
    entry(p.AddOfficer, partnership.add_officer),
    entry(p.AddSeries, partnership.add_series),
    entry(p.SetSeat, partnership.set_seat),
    entry(p.SetChair, partnership.set_chair),
    entry(o.OfficerLeaves, officer.leaves),
    entry(o.MergeOfficers, officer_merge.merge),
    entry(o.SetSubstitute, officer.set_substitute),
    entry(p.SetSetting, change_setting.set_setting),
    entry(p.SetThemeWords, change_setting.set_theme_words),
    entry(p.AddThemeKind, partnership.add_kind),
    entry(p.AddObjective, partnership.add_objective),
    entry(p.AddTemplateItem, partnership.add_template_item),
    entry(m.PlanMeeting, meeting.plan),
    entry(m.MoveMeeting, meeting.move),
    entry(m.AddItem, agenda.add_item, may_wait=True),
    entry(m.MoveItem, agenda.move_item),
    entry(m.PlaceReferral, agenda.place_referral, may_wait=True),
    entry(m.LeaveOut, agenda.leave_out),
    entry(m.TakeMinutes, agenda.take_minutes),
    entry(m.IssueAgenda, meeting.issue),
    entry(m.StartMeeting, meeting.start, may_wait=True),
    entry(m.GoToItem, meeting.go_to_item, may_wait=True),
    entry(m.Discussed, agenda.discussed, may_wait=True),
    entry(m.TakeChair, chairing.take, may_wait=True),
    entry(m.Postpone, meeting.postpone),
    entry(m.Cancel, meeting.cancel),
    entry(m.CloseMeeting, closing.close, may_wait=True),
    entry(m.ReopenDraft, closing.reopen),
    entry(m.ApproveMinutes, approval.approve),
    entry(m.AddCorrection, approval.add_correction, may_wait=True),
    entry(m.AgreeMinutes, approval.agree),
    entry(t.Mark, attendance.mark, may_wait=True),
    entry(t.MarkRestAbsent, attendance.mark_rest_absent, may_wait=True),
    entry(t.AddGuest, attendance.add_guest, may_wait=True),
    entry(t.Leave, attendance.leave, may_wait=True),
    entry(t.ReadStatement, attendance.read_statement, may_wait=True),
    entry(t.DeclareConflict, attendance.declare_conflict, may_wait=True),
    entry(t.GoOnWithout, attendance.go_on_without, may_wait=True),
    entry(r.AddReferral, referral.add, secret=True),
    entry(r.AddPoint, referral.add_point),
    entry(r.AddPerson, referral.add_person, secret=True),
    entry(r.ReadNames, referral.read_names, secret=True),
    entry(r.SetRestricted, restriction.set_restricted),
    entry(r.SetReaders, restriction.set_readers),
    entry(r.EditRestrictedText, referral.edit_restricted, secret=True),
    entry(r.ShareReferral, referral.share),
    entry(r.SetReferralStatus, referral.set_status),
    entry(li.AddLine, line.add, may_wait=True),
    entry(li.AddLines, line.add_many, may_wait=True),
    entry(li.SplitLine, line.split, may_wait=True),
    entry(li.JoinLines, line.join, may_wait=True),
    entry(li.FileLine, line.file, may_wait=True),
    entry(li.AddDecision, line.add_decision, may_wait=True),
    entry(li.AddAction, action.add, may_wait=True),
    entry(a.AddUpdate, action.add_update, may_wait=True),
    entry(a.AnswerOnTrack, action.on_track, may_wait=True),
    entry(a.AnswerDone, action.done, may_wait=True),
    entry(a.AnswerMoreTime, action.more_time, may_wait=True),
    entry(a.AnswerDrop, action.drop, may_wait=True),
    entry(a.AnswerBlocked, action.blocked, may_wait=True),
    entry(a.SetSupport, action.set_support),
    entry(a.GiveTo, action.give_to),
    entry(a.FileAction, action.file),
    entry(a.ChangeActions, action_change.change_several),
    entry(a.ReopenAction, action_change.reopen),
    entry(a.ReplaceAction, action_change.replace),
    entry(a.SplitAction, action_change.split),
    entry(pa.NotePaper, paper.note, may_wait=True),
    entry(pa.NoteLeaving, leaving.note, may_wait=True),
    entry(ac.GiveLogin, account.give_login, secret=True),
    entry(ac.ResetPassword, account.reset_password, secret=True),
    entry(ac.DisableLogin, account.disable_login),
    entry(ac.SetLastDay, account.set_last_day),
    entry(ac.SetLoginKind, account.set_kind),
    entry(ac.EnableLogin, account.enable_login),
    entry(ac.SetOwnPassword, account.set_own_password, secret=True),
    entry(pr.Propose, _propose, may_wait=True),
    entry(pr.AcceptProposal, _accept),
    entry(pr.DeclineProposal, proposal.decline),
    entry(pr.TakeBackProposal, proposal.take_back),
    entry(pr.UndoProposal, proposal.undo),
)
_BY_KIND = {one.kind: one for one in COMMANDS}


def carry_out(work: Work, command: Command) -> Done:
    """Carry a command out, or answer as before when it was carried out already.

    Raises NotAllowed for what the rules of access forbid to whoever asks.
    """
    before = work.session.scalar(select(Applied).where(Applied.id == command.id))
    if before is not None:
        return Done(references=json.loads(before.numbers), again=True)
    allowed.check(work, command)
    applied = Applied(id=command.id, kind=kind_of(command), done_at=work.now, done_by=work.actor.officer)
    work.session.add(applied)
    work.session.flush()
    with ids_from(ids_of(command.id)):  # what waits for the database makes the same rows here and there
        _BY_KIND[type(command)].do(work, command)
        applied.numbers = json.dumps(work.references)
        work.session.flush()
        return Done(
            references=dict(work.references),
            touched=frozenset(work.touched),
            inverse=work.inverse(),
            also="; ".join(work.also),
        )


def may_wait(command: Command) -> bool:
    """Whether a command may wait for the database on the computer where it was given.

    What goes through a door of the server does not, nor what takes that back.
    """
    steps = command.steps if isinstance(command, c.Batch) else (command,)
    by_door = any(isinstance(one, c.PutBack) and one.kind in kept_apart.DOORS for one in steps)
    return _BY_KIND[type(command)].may_wait and not by_door


def may_be_kept(command: Command) -> bool:
    """Whether a command may lie on a computer for a day, to be offered again to a server that lost it."""
    return not _BY_KIND[type(command)].secret


def do(store: Store, actor: Actor, command: Command) -> Done:
    """Carry a command out in a transaction of its own; where the line may be lost, by the store's post."""
    return store.post(actor, command) if store.post is not None else do_now(store, actor, command)


def do_now(store: Store, actor: Actor, command: Command, at: datetime | None = None) -> Done:
    """Carry a command out on the database itself, as of the moment it was given."""
    alone = isinstance(command, m.ApproveMinutes)
    with refused.noted_of(store, actor, command):
        done = store.write(actor, lambda work: carry_out(work, command), at, sees_others=alone)
    seal.after(store, actor, command)
    return done
