"""One command of each kind over the world of the tests, made so that whoever may do it succeeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

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
from tasking_app.commands.base import Change, Command, new_id
from tasking_app.models import KINDS
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.proposal import Proposal
from tasking_app.models.settings import ThemeKind, ThemeWords
from tasking_app.services.proposal import step
from tests.partnership import Partnership
from tests.postgres.people import Person
from tests.postgres.world import World

AT = datetime(2026, 11, 19, 11, 0, tzinfo=UTC)
LATER = date(2027, 1, 15)


def prepared(jo: Partnership, callum: Partnership, own: World) -> dict[str, Any]:
    """Rows that commands name besides those of the world, made by the co-ordinator and by one officer."""
    told = dict(own.words)
    for name, day in (("planned", 17), ("bare", 18)):
        told[name] = jo.plan(date(2026, 12, day))
    told["added"], told["first"], told["second"], told["said"] = (new_id() for _ in range(4))
    jo.do(m.AddItem(item=told["added"], meeting=told["planned"], title="Lamps"))
    told["placing"] = jo.place(told["linden"], told["planned"])
    lines = (told["first"], told["second"])
    texts = ("First point", "Second point")
    told["gone"] = jo.note(told["open"], told["item"], "Taken back")
    jo.do(c.Withdraw(kind="line", row=told["gone"]))
    jo.do(li.AddLines(lines=lines, texts=texts, meeting=told["open"], item=told["item"], at=AT))
    told["done"] = jo.act("Clear the yard", "Police", theme="asb")
    jo.do(a.AnswerDone(update=new_id(), outcome=new_id(), action=told["done"], seen="not_started", at=AT))
    jo.do(a.AddUpdate(update=told["said"], action=told["a_closure"], text="Said", at=AT))
    told["waits"], told["waits_step"] = _asked(jo, told["a_closure"])
    told["accepted"], one = _asked(jo, told["a_letterboxes"])
    jo.do(pr.AcceptProposal(proposal=told["accepted"], steps=(one,)))
    told["mine"] = new_id()
    asked = step(m.AddItem(item=new_id(), meeting=told["planned"], title="Slides"), "Slides")
    series = told["series"]
    callum.do(pr.Propose(proposal=told["mine"], series=series, source="agenda_item", steps=(asked,)))
    told["free"], told["twice"] = new_id(), new_id()
    for key in (told["free"], told["twice"]):
        jo.do(p.AddOfficer(officer=key, agency=told["g_Police"], name="Noa Madeup"))
    for name, code in (("run", "DD"), ("draft", "EE"), ("closes", "GG")):
        if code not in jo.series:
            jo.series[code] = new_id()
            jo.do(p.AddSeries(series=jo.series[code], code=code, name=f"Conference {code}"))
        told[name] = jo.plan(date(2026, 11, 19), code)
        if name != "run":
            jo.start(told[name])
        if name == "draft":
            jo.do(m.CloseMeeting(meeting=told[name], at=AT))
    told["open_placing"] = jo.rows(Placing, meeting_id=told["open"], discussed_at=None, restricted=False)[
        0
    ].id
    told["asb_words"] = jo.rows(ThemeWords, code="asb")[0].outcome
    told["database"] = own.address.database
    return told


def _row(jo: Partnership, kind: str, key: UUID) -> Any:
    return jo.row(KINDS[kind], key)


def _asked(p_: Partnership, action: UUID) -> tuple[UUID, UUID]:
    """A request of an officer for more time, that waits."""
    key, one = new_id(), step(_more_time(p_, action), "More time", action)
    p_.do(pr.Propose(proposal=key, series=p_.series["MAT"], source="more_time", steps=(one,)))
    return key, one.step


def _more_time(p_: Partnership, action: UUID) -> a.AnswerMoreTime:
    due = p_.row(Action, action).due
    return a.AnswerMoreTime(
        update=new_id(), deferral=new_id(), action=action, seen=due, due=LATER, reason="Parts", at=AT
    )


def commands(jo: Partnership, told: dict[str, Any], keeper: Person, me: UUID) -> Iterator[Command]:
    """At least one of every kind; `me` is who is going to ask."""
    yield from _of_rows(jo, told, me)
    yield from _of_settings(told, me)
    yield from _of_accounts(told, keeper)
    yield from _of_meetings(jo, told)
    yield from _of_rooms(told, me)
    yield from _of_referrals(jo, told)
    yield from _of_minutes(jo, told)
    yield from _of_actions(jo, told, me)
    yield from _of_requests(jo, told)


def _of_rows(jo: Partnership, told: dict[str, Any], me: UUID) -> Iterator[Command]:
    edits = {
        ("officer", told["o_Callum"]): Change("phone", "", "01632 960111"),
        ("officer", told["free"]): Change("role", "officer", "chair"),
        ("series", told["series"]): Change("place", _row(jo, "series", told["series"]).place, "Annexe"),
        ("meeting", told["planned"]): Change("place", jo.row(Meeting, told["planned"]).place, "Annexe"),
        ("referral", told["bins"]): Change("area", _row(jo, "referral", told["bins"]).area, "West"),
        ("line", told["first"]): Change("text", "First point", "Other point"),
        ("action", told["a_letterboxes"]): Change("success", "", "None burnt"),
        ("action_update", told["said"]): Change("text", "Said", "Said again"),
    }
    for (kind, row), change in edits.items():
        if kind != "action_update":
            yield c.Edit(kind=kind, row=row, changes=(change,))
        yield c.PutBack(kind=kind, row=row, changes=(change,))
    yield c.Edit(kind="officer", row=me, changes=(Change("job", _row(jo, "officer", me).job, "Other"),))
    line = Change("text", "First point", "Other point")
    yield c.Settle(kind="line", row=told["first"], changes=(line,))
    for kind, row in (
        ("line", told["first"]),
        ("action_update", told["said"]),
        ("action", told["done"]),
        ("agenda_item", told["added"]),
        ("referral_person", told["person"]),
        ("theme_kind", jo.rows(ThemeKind)[0].id),
    ):
        yield c.Withdraw(kind=kind, row=row)
        yield c.Batch(steps=(c.Withdraw(kind=kind, row=row), c.BringBack(kind=kind, row=row)))
    yield c.BringBack(kind="line", row=told["gone"])
    back = (Change("status", "done", "under_way"),)
    yield c.PutBack(kind="action", row=told["done"], changes=back)


def _of_settings(told: dict[str, Any], me: UUID) -> Iterator[Command]:
    yield p.AddAgency(agency=new_id(), name="Rangers", short_name="Rangers")
    yield p.AddOfficer(officer=new_id(), agency=told["g_Police"], name="Nia Madeup")
    yield p.AddOfficer(officer=new_id(), agency=told["g_Police"], name="Nia Madeup", role="chair")
    yield p.AddSeries(series=new_id(), code="FF", name="Case conference")
    yield p.SetSeat(series=told["series"], agency=told["g_Outside"])
    yield p.SetChair(series=told["series"], officer=told["o_Callum"])
    yield p.SetSetting(name="limit.due_soon", seen="14", wanted="7")
    yield p.SetThemeWords(theme="asb", seen=told["asb_words"], wanted="Quiet streets")
    yield p.AddThemeKind(kind=new_id(), theme="asb", name="Kites")
    yield p.AddObjective(objective=new_id(), number="99", title="Calm")
    yield p.AddTemplateItem(item=new_id(), series=told["series"], title="Lamps")
    yield o.OfficerLeaves(officer=told["twice"], left_on=date(2026, 11, 1))
    yield o.MergeOfficers(keep=told["free"], away=told["twice"])
    yield o.SetSubstitute(officer=me, stands_in=told["free"])
    yield o.SetSubstitute(officer=told["twice"], stands_in=told["free"])


def _of_accounts(told: dict[str, Any], keeper: Person) -> Iterator[Command]:
    sent = keeper.verifier("Made-up-password-2", "noa")
    login = f"noa_{told['database']}"
    yield ac.GiveLogin(officer=told["free"], login=login, kind="officer", verifier=sent)
    yield ac.ResetPassword(officer=told["o_Sade"], verifier=sent)
    yield ac.DisableLogin(officer=told["o_Sade"])
    yield ac.SetLastDay(officer=told["o_Sade"], day=date(2027, 1, 29))
    yield ac.SetLoginKind(officer=told["o_Sade"], kind="analyst")
    yield ac.EnableLogin(officer=told["o_Sade"], verifier=sent)
    yield ac.SetOwnPassword(verifier=sent)


def _of_meetings(jo: Partnership, told: dict[str, Any]) -> Iterator[Command]:
    planned, bare = told["planned"], told["bare"]
    added = jo.row(AgendaItem, told["added"])
    yield m.PlanMeeting(meeting=new_id(), series=told["series"], held_on=date(2027, 4, 15))
    yield m.MoveMeeting(meeting=bare, seen=date(2026, 12, 18), held_on=date(2026, 12, 21))
    yield m.AddItem(item=new_id(), meeting=planned, title="Kites")
    yield m.MoveItem(item=added.id, seen=added.order_key, by=-1)
    yield m.PlaceReferral(placing=new_id(), referral=told["bins"], meeting=bare)
    yield m.LeaveOut(placing=told["placing"], reason="Quiet now")
    yield m.TakeMinutes(item=added.id, seen=added.minutes, minutes=1)
    yield m.IssueAgenda(meeting=planned)
    yield m.StartMeeting(meeting=told["run"], at=AT)
    current = jo.row(Meeting, told["open"]).current_item
    yield m.GoToItem(meeting=told["open"], item=told["item"], seen=current, at=AT)
    yield m.Discussed(placing=told["open_placing"], at=AT)
    chair = jo.row(Meeting, told["open"]).chair_id
    yield m.TakeChair(meeting=told["open"], officer=told["o_Jo"], seen=chair, at=AT)
    yield m.Postpone(meeting=bare, why="Snow", new_meeting=new_id(), held_on=date(2027, 4, 16))
    yield m.Cancel(meeting=bare, why="Snow")
    yield m.CloseMeeting(meeting=told["closes"], at=AT)
    yield m.ReopenDraft(meeting=told["draft"])
    yield m.ApproveMinutes(meeting=told["draft"])
    yield m.AddCorrection(
        correction=new_id(),
        meeting=told["approved"],
        part=told["part"],
        paragraph="1",
        it_says="9",
        should_read="8",
    )
    yield m.AgreeMinutes(meeting=told["approved"], agreed_in=told["open"], with_corrections=False)


def _of_rooms(told: dict[str, Any], me: UUID) -> Iterator[Command]:
    meeting = told["open"]
    yield t.Mark(meeting=meeting, officer=told["o_Callum"], seen="here", status="apologies", at=AT)
    yield t.MarkRestAbsent(meeting=meeting)
    yield t.AddGuest(attendance=new_id(), meeting=meeting, name="Kit Madeup", agency="Trust", at=AT)
    yield t.Leave(attendance=told["here"], seen=None, at=AT)
    yield t.ReadStatement(reading=new_id(), meeting=told["closes"], at=AT)
    yield t.DeclareConflict(conflict=new_id(), meeting=meeting, officer=me, what="Cousin")
    yield t.DeclareConflict(conflict=new_id(), meeting=meeting, officer=told["o_Sade"], what="Cousin")
    yield t.GoOnWithout(go_ahead=new_id(), meeting=meeting, without="quorum", at=AT)


def _of_referrals(jo: Partnership, told: dict[str, Any]) -> Iterator[Command]:
    yield r.AddReferral(
        referral=new_id(),
        series=told["series"],
        kind="place",
        theme="asb",
        title="Loud kites",
        lead_agency=told["g_Council"],
    )
    person = r.NewPerson(person=new_id(), identity=new_id(), name="Fenella Nobodyson")
    for referral in ("bins", "flat"):
        yield r.AddPoint(point=new_id(), referral=told[referral], text="Lamps")
        yield r.AddPerson(referral=told[referral], person=replace(person, person=new_id(), identity=new_id()))
        yield r.ReadNames(reading=new_id(), referral=told[referral], what="names", at=AT)
    yield r.SetRestricted(referral=told["bins"], restricted=True, readers=(told["o_Jo"],))
    everybody = tuple(told[f"o_{name}"] for name in ("Jo", "Helen", "Rowan", "Marta"))
    yield r.SetReaders(referral=told["secret"], readers=everybody)
    yield r.EditRestrictedText(
        referral=told["secret"], field="title", seen="Zebra Lane refuge", wanted="Zebra Road refuge"
    )
    yield r.ShareReferral(share=new_id(), referral=told["bins"], agency=told["g_Outside"])
    status = _row(jo, "referral", told["bins"]).status
    yield r.SetReferralStatus(referral=told["bins"], seen=status, status="active")


def _of_minutes(jo: Partnership, told: dict[str, Any]) -> Iterator[Command]:
    where = {"meeting": told["open"], "item": told["item"], "at": AT}
    yield li.AddLine(line=new_id(), text="Kites", **where)
    yield li.AddLines(lines=(new_id(),), texts=("Kites",), **where)
    yield li.SplitLine(line=told["first"], new_line=new_id(), seen="First point", left="First", right="point")
    yield li.JoinLines(
        line=told["first"], seen="First point", next_line=told["second"], next_seen="Second point"
    )
    yield li.FileLine(line=told["first"], seen=jo.row(Line, told["first"]).folder_id, referral=told["flat"])
    yield li.AddDecision(line=new_id(), decision=new_id(), text="Leave it", **where)
    yield li.AddAction(
        action=new_id(), theme="asb", text="Fly no kites", agency=told["g_Police"], due=LATER, **where
    )


def _of_actions(jo: Partnership, told: dict[str, Any], me: UUID) -> Iterator[Command]:
    for name in ("a_letterboxes", "a_closure"):
        row = jo.row(Action, told[name])
        yield a.AddUpdate(update=new_id(), action=row.id, text="Seen", at=AT)
        yield a.AddUpdate(update=new_id(), action=row.id, text="x", at=AT, on_behalf_of=told["o_Sade"])
        if name == "a_letterboxes":  # the other is late
            yield a.AnswerOnTrack(update=new_id(), action=row.id, seen=row.status, at=AT)
        yield a.AnswerDone(update=new_id(), outcome=new_id(), action=row.id, seen=row.status, at=AT)
        yield a.AnswerBlocked(update=new_id(), action=row.id, seen=row.status, reason="Snow", at=AT)
    row = jo.row(Action, told["a_closure"])
    yield replace(_more_time(jo, row.id), id=new_id())
    yield a.AnswerDrop(update=new_id(), action=row.id, seen=row.status, reason="Gone", at=AT)
    yield a.SetSupport(action=row.id, agencies=(told["g_Police"],))
    yield a.GiveTo(
        action=row.id, seen_agency=row.lead_agency_id, agency=told["g_Police"], officer=told["o_Rowan"]
    )
    yield a.FileAction(action=row.id, seen=row.folder_id, referral=told["linden"])
    one = a.OneOfSeveral(
        action=row.id, seen_due=row.due, seen_agency=row.lead_agency_id, update=new_id(), deferral=new_id()
    )
    yield a.ChangeActions(actions=(one,), reason="Parts", at=AT, due=LATER)
    yield a.ReopenAction(
        action=told["done"], seen="done", update=new_id(), deferral=new_id(), reason="Back", at=AT, due=LATER
    )
    new = {"update": new_id(), "new_action": new_id(), "agency": told["g_Police"], "due": LATER, "at": AT}
    yield a.ReplaceAction(action=row.id, seen=row.status, text="Other", reason="Better", **new)
    yield a.SplitAction(action=row.id, seen_text=row.text, text="One part", new_text="Other part", **new)
    yield pa.NoteLeaving(how="print", what="minutes", key="")
    for agency in (told["g_Fire and rescue"], None):
        yield pa.NotePaper(
            paper=new_id(),
            meeting=None,
            kind="action-plan",
            edition="whole",
            marking="OFFICIAL",
            file_name="plan.pdf",
            pages=1,
            sha256="0" * 64,
            as_at=AT,
            agency=agency,
        )


def _of_requests(jo: Partnership, told: dict[str, Any]) -> Iterator[Command]:
    item = m.AddItem(item=new_id(), meeting=told["planned"], title="Swings")
    one = step(item, "Swings")
    yield pr.Propose(proposal=new_id(), series=told["series"], source="agenda_item", steps=(one,))
    yield pr.AcceptProposal(proposal=told["waits"], steps=(told["waits_step"],))
    yield pr.DeclineProposal(proposal=told["waits"], reason="Not now")
    yield pr.UndoProposal(proposal=told["accepted"])
    yield pr.TakeBackProposal(proposal=jo.row(Proposal, told["mine"]).id)
