"""Leavers hand over, duplicates become one, and old papers keep the names they were made with."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import ApproveMinutes
from tasking_app.commands.officer import MergeOfficers, OfficerLeaves, SetSubstitute
from tasking_app.commands.partnership import AddOfficer, SetChair
from tasking_app.commands.referral import SetReaders, SetRestricted
from tasking_app.database.store import Store
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.folder import Reader
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Chair, Officer, Substitute
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import officer
from tests.partnership import Partnership
from tests.services.paper_story import close, paper, words
from tests.ui.story import tell

LEFT = date(2026, 11, 30)


def colleague(p: Partnership, name: str = "Dana Wheatcroft", agency: str = "Council") -> UUID:
    key = new_id()
    p.do(AddOfficer(officer=key, agency=p.agencies[agency], name=name))
    return key


def test_a_leavers_forty_actions_are_handed_over_and_taken_back(partnership: Partnership) -> None:
    p = partnership
    helen, dana = p.officers["Helen"], colleague(p)
    keys = [p.act(f"Action {n}", officer=helen) for n in range(40)]
    case = p.refer(case_officer=helen)
    meeting = p.plan()
    assert p.row(Meeting, meeting).chair_id == helen
    told = p.store.ask(p.actor, lambda work: officer.leaving(work, helen))
    assert (told.actions, told.referrals, told.meetings) == (40, 1, 1)
    assert told.parts
    assert (dana, "Dana Wheatcroft") in told.colleagues
    done = p.do(OfficerLeaves(officer=helen, left_on=LEFT, successor=dana))
    assert {p.row(Action, key).lead_officer_id for key in keys} == {dana}
    assert {row.text for row in p.rows(ActionUpdate)} == {
        "Handed over by Helen Marsden, who leaves on Mon 30 Nov."
    }
    assert p.row(Referral, case).case_officer_id == dana
    assert p.row(Meeting, meeting).chair_id == dana
    assert [row.officer_id for row in p.rows(Chair, part="chair", withdrawn_at=None)] == [dana]
    with pytest.raises(NotAllowed, match="does not work here any more"):
        p.do(OfficerLeaves(officer=helen, left_on=LEFT, successor=dana))
    assert done.inverse is not None
    p.do(done.inverse)
    assert {p.row(Action, key).lead_officer_id for key in keys} == {helen}
    assert p.row(Officer, helen).left_on is None
    assert [row.officer_id for row in p.rows(Chair, part="chair", withdrawn_at=None)] == [helen]


def test_without_a_successor_actions_wait_with_the_agency(partnership: Partnership) -> None:
    p = partnership
    key = p.act(officer=p.officers["Helen"])
    p.do(OfficerLeaves(officer=p.officers["Helen"], left_on=LEFT))
    row = p.row(Action, key)
    assert (row.lead_agency_id, row.lead_officer_id) == (p.agencies["Council"], None)


def test_who_may_take_over(partnership: Partnership) -> None:
    p = partnership
    helen = p.officers["Helen"]
    with pytest.raises(NotAllowed, match="works for another agency"):
        p.do(OfficerLeaves(officer=helen, left_on=LEFT, successor=p.officers["Marta"]))
    with pytest.raises(NotAllowed, match="cannot take over"):
        p.do(OfficerLeaves(officer=helen, left_on=LEFT, successor=helen))
    assert p.row(Officer, helen).left_on is None


def test_a_list_is_never_left_without_a_reader(partnership: Partnership) -> None:
    p = partnership
    marta, other = p.officers["Marta"], colleague(p, "Robin Vale", "Housing")
    case = p.refer()
    p.do(SetRestricted(referral=case, restricted=True, readers=(marta,)))
    p.do(SetReaders(referral=case, readers=(marta,)))
    with pytest.raises(NotAllowed, match="Only Marta Kowalska may read R-1"):
        p.do(OfficerLeaves(officer=marta, left_on=LEFT))
    p.do(OfficerLeaves(officer=marta, left_on=LEFT, successor=other))
    assert [row.officer_id for row in p.rows(Reader, withdrawn_at=None)] == [other]


def test_two_entries_become_one(partnership: Partnership) -> None:
    p = partnership
    helen, twice = p.officers["Helen"], colleague(p, "Marsden, Helen")
    key = p.act(officer=twice)
    p.do(SetChair(series=p.series["MAT"], officer=twice))
    done = p.do(MergeOfficers(keep=helen, away=twice))
    assert p.row(Action, key).lead_officer_id == helen
    assert (p.row(Officer, twice).merged_into, p.row(Officer, twice).withdrawn_at is None) == (helen, False)
    assert [row.officer_id for row in p.rows(Chair, part="chair", withdrawn_at=None)] == [helen]
    with pytest.raises(NotAllowed, match="two different entries"):
        p.do(MergeOfficers(keep=helen, away=twice))
    with pytest.raises(NotAllowed, match="different agencies"):
        p.do(MergeOfficers(keep=helen, away=p.officers["Marta"]))
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.row(Action, key).lead_officer_id == twice


def test_substitutes(partnership: Partnership) -> None:
    p = partnership
    helen, dana = p.officers["Helen"], colleague(p)
    p.do(SetSubstitute(officer=helen, stands_in=dana))
    p.do(SetSubstitute(officer=helen, stands_in=dana))
    assert len(p.rows(Substitute, withdrawn_at=None)) == 1
    assert p.store.ask(p.actor, lambda work: officer.leaving(work, helen)).colleagues[0][0] == dana
    p.do(SetSubstitute(officer=helen, stands_in=dana, wanted=False))
    assert p.rows(Substitute, withdrawn_at=None) == []
    with pytest.raises(NotAllowed, match="themselves"):
        p.do(SetSubstitute(officer=helen, stands_in=helen))


def test_a_renamed_agency_keeps_its_old_name_on_approved_minutes(store: Store) -> None:
    story = tell(store)
    p = story.p
    close(story)
    p.do(ApproveMinutes(meeting=story.meeting))
    before = words(paper(p, "minutes", story.meeting))
    agency = p.row(Agency, p.agencies["Council"])
    for field, wanted in (("name", "Quayside District"), ("short_name", "Quayside")):
        changed = Change(field, getattr(agency, field), wanted)
        p.do(Edit(kind="agency", row=agency.id, changes=(changed,)))
    after = words(paper(p, "minutes", story.meeting))
    assert agency.short_name in before
    assert "Quayside" not in after
    assert after == before
    assert "Quayside" in words(paper(p, "action-plan", None))
