"""Two entries of one person become one: nothing of either is lost, and one undo gives all of it back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest

from tasking_app.commands.action import AnswerMoreTime
from tasking_app.commands.attendance import DeclareConflict, Mark
from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import ApproveMinutes
from tasking_app.commands.officer import MergeOfficers, SetSubstitute
from tasking_app.commands.partnership import AddOfficer, SetChair
from tasking_app.commands.proposal import AcceptProposal, Propose, TakeBackProposal
from tasking_app.commands.referral import SetReaders, SetRestricted
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.attendance import Attendance, Conflict
from tasking_app.models.folder import Reader
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Chair, Officer, Substitute
from tasking_app.models.proposal import ProposalStep
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import my_agency, proposal, proposal_pages, quorum, who
from tests.partnership import Partnership, standing
from tests.services.paper_story import close
from tests.ui.story import tell


def twin(p: Partnership, **more: object) -> UUID:
    key = new_id()
    fields: dict[str, object] = {"name": "Marsden, Helen", "agency": p.agencies["Council"]}
    p.do(AddOfficer(officer=key, **(fields | more)))  # type: ignore[arg-type]  # fields as keywords
    return key


def mark(p: Partnership, meeting: UUID, officer: UUID, status: str, of: UUID | None = None) -> None:
    p.do(Mark(meeting=meeting, officer=officer, seen="", status=status, at=p.now, instead_of=of))


def conflict(p: Partnership, meeting: UUID, officer: UUID, case: UUID, what: str, *, leaves: bool) -> None:
    said = DeclareConflict(
        conflict=new_id(), meeting=meeting, officer=officer, referral=case, what=what, leaves=leaves
    )
    p.do(said)


def ask(p: Partnership, officer: UUID, action: UUID) -> UUID:
    row = p.row(Action, action)
    more = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=action,
        seen=row.due,
        due=row.due.replace(day=18),
        reason="Parts",
        at=p.now,
    )
    steps = (proposal.step(more, "More time", action),)
    asked = Propose(proposal=new_id(), series=p.series["MAT"], source="more_time", steps=steps)
    replace(p, actor=Actor(officer, p.agencies["Council"], "Marsden, Helen")).do(asked)
    return asked.proposal


def test_the_kept_entry_has_everything_of_both_and_undo_gives_all_back(partnership: Partnership) -> None:
    p = partnership
    helen, away = p.officers["Helen"], twin(p, job="ASB lead", role="co-ordinator", may_decide=True)
    marta, rowan, sade = (p.officers[name] for name in ("Marta", "Rowan", "Sade"))
    for officer, stands_in in ((away, marta), (helen, marta), (rowan, away), (away, helen), (sade, helen)):
        p.do(SetSubstitute(officer=officer, stands_in=stands_in))
    p.do(SetChair(series=p.series["MAT"], officer=away, part="co-ordinator"))
    case, closed = p.refer(case_officer=away), p.refer("Closed", case_officer=away)
    meeting, action = p.plan(), p.act(officer=away)
    p.place(case, meeting)
    p.start(meeting)
    conflict(p, meeting, away, case, "Lives next door", leaves=True)
    conflict(p, meeting, helen, case, "Knows the landlord", leaves=False)
    conflict(p, meeting, away, closed, "Lives there", leaves=False)
    mark(p, meeting, helen, "apologies")
    mark(p, meeting, away, "here")
    mark(p, meeting, sade, "here", of=away)
    before = standing(p)
    done = p.do(MergeOfficers(keep=helen, away=away))

    pairs = {(row.officer_id, row.stands_in_id) for row in p.rows(Substitute, withdrawn_at=None)}
    assert pairs == {(helen, marta), (rowan, helen), (sade, helen)}
    assert len(p.rows(Substitute, withdrawn_at=None)) == 3, "nobody twice, and not for herself"
    assert {p.row(Referral, key).case_officer_id for key in (case, closed)} == {helen}
    assert p.row(Action, action).lead_officer_id == helen
    assert {
        (row.officer_id, row.part) for row in p.rows(Chair, withdrawn_at=None, of_series=p.series["MAT"])
    } > {
        (helen, "chair"),
        (helen, "co-ordinator"),
    }
    said = {
        row.folder_id: (row.officer_id, row.what, row.leaves) for row in p.rows(Conflict, withdrawn_at=None)
    }
    assert said == {
        case: (helen, "Knows the landlord; Lives next door", True),
        closed: (helen, "Lives there", False),
    }
    there = {row.officer_id: (row.status, row.instead_of) for row in p.rows(Attendance, withdrawn_at=None)}
    assert there == {helen: ("apologies", None), sade: ("here", helen)}
    kept = p.row(Officer, helen)
    assert (kept.job, kept.role, kept.may_decide) == ("Community safety manager", "co-ordinator", True)
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before


def test_requests_of_either_entry_are_hers_and_are_taken_back_by_her(partnership: Partnership) -> None:
    p = partnership
    helen, away, other = p.officers["Helen"], twin(p), twin(p, name="H Marsden")
    first, second = p.act(), p.act("Second")
    asked, taken = ask(p, away, first), ask(p, away, second)
    as_helen = replace(p, actor=Actor(helen, p.agencies["Council"], "Helen Marsden"))

    def requests() -> list[tuple[str, bool]]:
        rows = p.store.ask(as_helen.actor, lambda work: proposal_pages.of_officer(work, helen))
        return [
            (one.proposed_by, p.store.ask(as_helen.actor, partial(proposal_pages.page, key=one.id)).mine)
            for one in rows
        ]

    assert requests() == []
    p.do(MergeOfficers(keep=other, away=away))
    done = p.do(MergeOfficers(keep=helen, away=other))
    assert requests() == [("Helen Marsden", True)] * 2
    page = p.store.ask(as_helen.actor, my_agency.my_agency)
    assert page is not None
    assert {one.asked.mine for one in page.actions if one.asked is not None} == {True}
    with pytest.raises(NotAllowed, match="Helen Marsden has asked for this already"):
        ask(p, helen, first)
    as_helen.do(TakeBackProposal(proposal=taken))
    p.do(
        AcceptProposal(proposal=asked, steps=tuple(row.id for row in p.rows(ProposalStep, proposal_id=asked)))
    )
    assert [row.said_by for row in p.rows(ActionUpdate)] == [helen]
    assert done.inverse is not None
    p.do(done.inverse)
    assert requests() == []


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        ("here", "apologies", "here"),
        ("apologies", "here", "here"),
        ("absent", "apologies", "apologies"),
        ("", "absent", "absent"),
        ("here", "here", "here"),
    ],
)
def test_one_mark_for_one_meeting(partnership: Partnership, mine: str, theirs: str, stands: str) -> None:
    p = partnership
    helen, away, meeting = p.officers["Helen"], twin(p), p.plan()
    p.start(meeting)
    mark(p, meeting, away, theirs)
    mark(p, meeting, helen, mine)
    before = standing(p)
    done = p.do(MergeOfficers(keep=helen, away=away))
    assert [(row.officer_id, row.status) for row in p.rows(Attendance, withdrawn_at=None)] == [
        (helen, stands)
    ]
    held = p.store.ask(p.actor, lambda work: quorum.of(work, work.get(Meeting, meeting)))
    assert held.here == (1 if stands == "here" else 0)
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before


def test_a_mark_that_was_taken_back_does_not_stand_in_the_way(partnership: Partnership) -> None:
    p = partnership
    helen, away, meeting = p.officers["Helen"], twin(p), p.plan()
    p.start(meeting)
    undone = p.do(Mark(meeting=meeting, officer=helen, seen="", status="apologies", at=p.now)).inverse
    assert undone is not None
    p.do(undone)
    mark(p, meeting, away, "here")
    before = standing(p)
    done = p.do(MergeOfficers(keep=helen, away=away))
    assert [(row.officer_id, row.status) for row in p.rows(Attendance, withdrawn_at=None)] == [
        (helen, "here")
    ]
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before


def test_approved_minutes_keep_the_name_they_were_approved_with(store: Store) -> None:
    story = tell(store)
    p = story.p
    away = twin(p)
    mark(p, story.meeting, away, "here")
    close(story)
    p.do(ApproveMinutes(meeting=story.meeting))
    chair = p.row(Meeting, story.meeting).chair_id
    before = standing(p)
    done = p.do(MergeOfficers(keep=p.officers["Helen"], away=away))
    assert [row.officer_id for row in p.rows(Attendance, officer_id=away)] == [away]
    assert p.row(Meeting, story.meeting).chair_id == chair
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before


def test_who_is_in_the_chair_of_a_meeting_that_is_on_stays_in_it(partnership: Partnership) -> None:
    p = partnership
    helen, away, meeting = p.officers["Helen"], twin(p), p.plan()
    seat = Change("chair_id", str(p.row(Meeting, meeting).chair_id), str(away))
    p.do(Edit(kind="meeting", row=meeting, changes=(seat,)))
    p.start(meeting)
    p.do(MergeOfficers(keep=helen, away=away))
    assert p.row(Meeting, meeting).chair_id == helen


def test_who_stepped_out_of_a_case_is_not_let_in_under_the_other_name(partnership: Partnership) -> None:
    p = partnership
    helen, away, jo = p.officers["Helen"], twin(p), p.officers["Jo"]
    case, open_case, meeting = p.refer(), p.refer("Other"), p.plan()
    for one in (case, open_case):
        p.place(one, meeting)
        p.do(SetRestricted(referral=one, restricted=True, readers=(helen, away, jo)))
        p.do(SetReaders(referral=one, readers=(away, jo)))
    p.start(meeting)
    conflict(p, meeting, helen, case, "Her tenant", leaves=True)
    before = standing(p)
    done = p.do(MergeOfficers(keep=helen, away=away))
    lists = {(row.folder_id, row.officer_id) for row in p.rows(Reader, withdrawn_at=None)}
    assert lists == {(case, jo), (open_case, jo), (open_case, helen)}
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before
    p.do(SetReaders(referral=case, readers=(away,)))
    with pytest.raises(NotAllowed, match="Helen Marsden has a conflict of interest in R-1"):
        p.do(MergeOfficers(keep=helen, away=away))


def test_the_entry_of_whoever_sits_here_is_kept_and_known_again(partnership: Partnership) -> None:
    p = partnership
    jo, away = p.officers["Jo"], twin(p, name="Fenwick, Jo", role="co-ordinator")
    with pytest.raises(NotAllowed, match="You sit here as “Jo Fenwick”"):
        p.do(MergeOfficers(keep=away, away=jo))
    p.do(MergeOfficers(keep=jo, away=away))
    for kept in (str(away), str(new_id())):
        actor = p.store.ask(Actor(), lambda work, key=kept: who.sitter(work, key)).actor  # type: ignore[misc]  # bound here
        assert actor.officer == jo
