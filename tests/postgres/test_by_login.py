"""The program on a shared database, each officer by their own login."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tasking_app.commands.action import AddUpdate, AnswerDone, AnswerMoreTime
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting
from tasking_app.commands.officer import SetSubstitute
from tasking_app.commands.partnership import SetSetting
from tasking_app.commands.proposal import AcceptProposal, Propose
from tasking_app.commands.referral import AddPerson, EditRestrictedText, NewPerson, SetReaders, SetRestricted
from tasking_app.database.errors import Denied
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.approval import MinutesPart
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tasking_app.models.referral import NameReading, Referral
from tasking_app.records.made import Wanted
from tasking_app.rules.errors import NotAllowed, NotFound
from tasking_app.services import (
    action_list,
    find,
    history,
    home,
    library,
    my_agency,
    proposal,
    publish,
    referral_list,
    running,
)
from tests.partnership import Partnership
from tests.postgres.world import NAME, World
from tests.services.paper_story import put_right, words
from tests.ui.story import Story


def test_every_screen_of_every_officer_opens(desks: Mapping[str, Partnership], own: World) -> None:
    for name, desk in desks.items():
        for question in (home.home, action_list.listing, my_agency.my_agency, library.library, find.haystack):
            desk.store.ask(desk.actor, question)
        rows = desk.store.ask(desk.actor, referral_list.listing).rows
        hidden = {own.words["secret"], own.words["sealed"]}
        seen = {row.id for row in rows} & hidden
        assert (
            seen
            == {
                "Jo": {own.words["secret"]},
                "Helen": {own.words["secret"]},
                "Rowan": hidden,
                "Callum": set(),
                "Marta": {own.words["sealed"]},
            }[name]
        )
        desk.store.ask(desk.actor, lambda work: running.running(work, own.words["open"], own.words["item"]))


def test_a_meeting_is_run_closed_and_approved(desks: Mapping[str, Partnership], own: World) -> None:
    jo, helen, told = desks["Jo"], desks["Helen"], own.words
    line = jo.note(told["open"], told["item"], "Two more calls since Monday.", told["flat"])
    jo.do(
        Edit(
            kind="line",
            row=line,
            changes=changes({"text": "Two more calls since Monday."}, {"text": "Three."}),
        )
    )
    action = jo.act(
        "Visit both flats",
        "Police",
        meeting=told["open"],
        item=told["item"],
        referral=told["flat"],
        theme="asb",
    )
    assert jo.row(Action, action).made_by == jo.actor.officer
    story = Story(
        jo, told["approved"], told["open"], {name: told[name] for name in ("flat", "linden", "bins")}
    )
    put_right(story)
    jo.do(CloseMeeting(meeting=told["open"], at=jo.now, next_meeting=None))
    with pytest.raises(NotAllowed, match="Only the chair"):
        jo.do(ApproveMinutes(meeting=told["open"]))
    helen.do(ApproveMinutes(meeting=told["open"]))
    assert helen.row(Meeting, told["open"]).approved_by == helen.actor.officer
    with pytest.raises(NotAllowed):
        jo.do(Edit(kind="line", row=line, changes=changes({"text": "Three."}, {"text": "Four."})))
    assert jo.row(Line, line).text == "Three."
    made = publish.make(jo.store, jo.actor, Wanted(kind="minutes", meeting=told["open"]))
    assert "Three." in words(made)
    assert NAME not in words(made)


def test_minutes_with_a_case_kept_from_the_chair_are_not_approved_in_part(
    desks: Mapping[str, Partnership], own: World
) -> None:
    rowan, helen, jo = desks["Rowan"], desks["Helen"], desks["Jo"]
    story = Story(
        jo, own.words["approved"], own.words["open"], {n: own.words[n] for n in ("flat", "linden", "bins")}
    )
    put_right(story)
    jo.do(CloseMeeting(meeting=own.words["open"], at=jo.now, next_meeting=None))
    jo.do(SetReaders(referral=own.words["secret"], readers=(jo.actor.officer, rowan.actor.officer)))  # type: ignore[arg-type]  # officers
    with pytest.raises(NotAllowed, match="kept from you"):
        helen.do(ApproveMinutes(meeting=own.words["open"]))


def test_an_attendee_updates_finishes_and_asks(desks: Mapping[str, Partnership], own: World) -> None:
    callum, jo, visit = desks["Callum"], desks["Jo"], own.words["a_letterboxes"]
    callum.do(AddUpdate(update=new_id(), action=visit, text="Seen twice.", at=callum.now))
    said = [row for row in jo.rows(ActionUpdate, action_id=visit) if row.text == "Seen twice."]
    assert said[0].said_by == callum.actor.officer
    wanted = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=visit,
        seen=callum.row(Action, visit).due,
        due=date(2027, 1, 8),
        reason="Waiting for parts",
        at=callum.now,
    )
    with pytest.raises(NotAllowed, match="Propose it instead"):
        callum.do(wanted)
    key, step = new_id(), proposal.step(wanted, "More time", visit)
    callum.do(Propose(proposal=key, series=callum.series["MAT"], source="more_time", steps=(step,)))
    with pytest.raises((NotAllowed, Denied)):
        callum.do(AcceptProposal(proposal=key, steps=(step.step,)))
    jo.do(AcceptProposal(proposal=key, steps=(step.step,)))
    assert callum.row(Action, visit).due == date(2027, 1, 8)
    callum.do(
        AnswerDone(
            update=new_id(),
            outcome=new_id(),
            action=visit,
            seen=callum.row(Action, visit).status,
            at=callum.now,
        )
    )
    assert jo.row(Action, visit).status == "done"


def test_what_belongs_to_others_is_refused_in_a_sentence(
    desks: Mapping[str, Partnership], own: World
) -> None:
    marta, helen = desks["Marta"], desks["Helen"]
    with pytest.raises((Denied, NotAllowed, NotFound)):
        marta.do(AddUpdate(update=new_id(), action=own.words["a_closure"], text="x", at=marta.now))
    with pytest.raises((Denied, NotAllowed)):
        marta.note(own.words["open"], own.words["item"], "x")
    with pytest.raises((Denied, NotAllowed)):
        helen.do(SetSetting(name="limit.due_soon", seen="14", wanted="7"))
    with pytest.raises(NotFound):
        marta.store.ask(marta.actor, lambda work: referral_list.page(work, own.words["secret"]))
    assert marta.store.ask(marta.actor, home.home) is not None


def test_names_and_restricted_words_are_read_through_the_recorded_door(
    desks: Mapping[str, Partnership], own: World
) -> None:
    jo, rowan, callum, told = desks["Jo"], desks["Rowan"], desks["Callum"], own.words
    found = referral_list.show_names(jo.store, jo.actor, told["flat"])
    assert [one.name for one in found] == [NAME]
    with pytest.raises(NotAllowed, match="Only those who work on this referral"):
        referral_list.show_names(callum.store, callum.actor, told["flat"])
    page = referral_list.open_restricted(rowan.store, rowan.actor, told["secret"])
    assert page.row.title == "Zebra Lane refuge"
    readings = {(row.read_by, row.what) for row in jo.rows(NameReading)}
    assert {(jo.actor.officer, "names"), (rowan.actor.officer, "restricted text")} <= readings
    with pytest.raises((Denied, NotFound)):
        referral_list.open_restricted(callum.store, callum.actor, told["secret"])


def test_a_referral_is_taken_in_restricted_changed_and_opened_again(
    desks: Mapping[str, Partnership], own: World
) -> None:
    jo, marta = desks["Jo"], desks["Marta"]
    key = jo.refer("Quiet Street", "hate", restricted=True, kind="victim", points=("One", "Two"))
    person = NewPerson(person=new_id(), identity=new_id(), name="Fenella Nobodyson")
    jo.do(AddPerson(referral=key, person=person))
    assert jo.row(Referral, key).title == ""
    assert not marta.rows(Referral, id=key)
    jo.do(EditRestrictedText(referral=key, field="title", seen="Quiet Street", wanted="Quiet Lane"))
    page = referral_list.open_restricted(jo.store, jo.actor, key)
    assert (page.row.title, [point.text for point in page.points]) == ("Quiet Lane", ["One", "Two"])
    assert [one.name for one in referral_list.show_names(jo.store, jo.actor, key)] == ["Fenella Nobodyson"]
    jo.do(SetRestricted(referral=key, restricted=False))
    assert marta.row(Referral, key).title == "Quiet Lane"
    jo.do(SetRestricted(referral=key, restricted=True, readers=(jo.officers["Rowan"],)))
    assert not marta.rows(Referral, id=key)
    assert referral_list.open_restricted(jo.store, jo.actor, key).row.title == "Quiet Lane"


def test_a_title_with_a_known_name_is_refused(desks: Mapping[str, Partnership]) -> None:
    with pytest.raises(NotAllowed, match="name"):
        desks["Jo"].refer(f"{NAME} again", "asb")


def test_officers_name_their_own_substitute_only(desks: Mapping[str, Partnership]) -> None:
    rowan = desks["Rowan"]
    rowan.do(SetSubstitute(officer=rowan.officers["Rowan"], stands_in=rowan.officers["Ana"]))
    with pytest.raises((Denied, NotAllowed)):
        rowan.do(SetSubstitute(officer=rowan.officers["Marta"], stands_in=rowan.officers["Ana"]))


def test_the_whole_history_is_for_whoever_looks_after_the_database(desks: Mapping[str, Partnership]) -> None:
    for desk in desks.values():
        with pytest.raises(NotAllowed, match="Nobody sees the whole"):
            desk.store.ask(desk.actor, history.gather)


def test_minutes_are_whole_also_for_who_does_not_see_all_of_them(
    desks: Mapping[str, Partnership], own: World
) -> None:
    approved, jo = own.words["approved"], desks["Jo"]
    seen = {}
    part = next(
        one for one in jo.rows(MinutesPart, meeting_id=approved) if one.folder_id == own.words["flat"]
    )
    jo.do(SetRestricted(referral=part.folder_id, restricted=True))
    for name, desk in desks.items():
        kept = desk.store.ask(desk.actor, lambda work: library.kept(work, approved))
        assert kept.intact is True, name
        parts = desk.rows(MinutesPart, meeting_id=approved)
        seen[name] = len(parts)
    assert seen["Callum"] < seen["Jo"]
