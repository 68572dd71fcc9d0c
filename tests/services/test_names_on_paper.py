"""Whatever people type, the name of somebody kept apart is on no paper."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tasking_app.commands.action import AddUpdate, AnswerMoreTime
from tasking_app.commands.attendance import AddGuest
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import ApproveMinutes
from tasking_app.commands.referral import AddPerson, AddPoint, NewPerson
from tasking_app.database.store import Store
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.records.papers import NoteLine, ReferralPart, Section
from tasking_app.rules.stand_ins import StandIns
from tasking_app.services import approval, publish
from tests.exports.samples import minutes as sample_minutes
from tests.services.paper_story import LATER, PERSON, close, paper, words
from tests.ui.story import Story, decide, tell


@pytest.fixture
def typed(store: Store) -> Story:
    """November closed, with the name of a person kept apart typed wherever there is room for words."""
    told = tell(store, restricted=True)
    store.clock = lambda: LATER
    p, meeting = told.p, told.meeting
    bins, secret = told.referrals["bins"], told.referrals["secret"]
    p.do(AddPerson(referral=bins, person=NewPerson(person=new_id(), identity=new_id(), name=PERSON)))
    p.do(AddPoint(point=new_id(), referral=bins, text=f"{PERSON} was seen."))
    arson, hate = p.item(meeting, "arson"), p.item(meeting, "hate")
    p.note(meeting, arson, f"They say {PERSON.upper()}’s bin burned.", bins)
    p.note(meeting, arson, "Zuleika  quartz was seen; Quartz and Zuleika were not.")
    p.note(meeting, arson, "Quartz burned again, says Mr Z Quartz.", bins)
    p.note(meeting, hate, f"{PERSON} lives next door.", secret)
    decide(p, meeting, arson, f"Visit {PERSON}.", rationale=f"{PERSON} asked.", referral=bins)
    more = {"success": f"{PERSON} is safe", "resources": f"{PERSON}'s key"}
    key = p.act(f"Call {PERSON}", meeting=meeting, item=arson, referral=bins, due=date(2026, 12, 11), **more)
    p.do(AddUpdate(update=new_id(), action=key, text=f"{PERSON} was out.", at=p.now, meeting=meeting))
    later = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=key,
        seen=date(2026, 12, 11),
        due=date(2026, 12, 18),
        reason=f"{PERSON} is away",
        at=p.now,
        meeting=meeting,
    )
    p.do(later)
    placing = p.rows(Placing, referral_id=bins, meeting_id=meeting)[0]
    reason = changes({"reason": placing.reason}, {"reason": f"{PERSON} asked"})
    p.do(Edit(kind="placing", row=placing.id, changes=reason))
    close(told)
    return told


@pytest.mark.parametrize("kind", list(publish.PAPERS))
@pytest.mark.parametrize("approved", [False, True])
def test_a_name_typed_anywhere_is_on_no_paper(typed: Story, kind: str, approved: bool) -> None:
    p = typed.p
    if approved:
        p.do(ApproveMinutes(meeting=typed.meeting))
    made = paper(p, kind, typed.meeting)
    said = words(made)
    assert "zuleika quartz" not in said.casefold()
    assert "Quartz burned" not in said
    assert "Person A" in said
    assert made.sha256 == paper(p, kind, typed.meeting).sha256
    if kind == "minutes":
        assert "Person A burned again, says Mr Person A." in said
        assert "They say Person A’s bin burned." in said
        assert "Person A was seen; Quartz and Zuleika were not." in said
    if approved:
        assert p.store.ask(p.actor, lambda work: approval.intact(work, work.get(Meeting, typed.meeting)))


def test_officers_and_guests_keep_their_names(typed: Story) -> None:
    p = typed.p
    for name in ("Marta Kowalska", "Guest Person"):
        person = NewPerson(person=new_id(), identity=new_id(), name=name)
        p.do(AddPerson(referral=typed.referrals["flat"], person=person))
    p.do(
        AddGuest(attendance=new_id(), meeting=typed.meeting, name="Guest Person", agency="Shelter", at=p.now)
    )
    said = words(paper(p, "minutes", typed.meeting))
    assert "Marta Kowalska" in said
    assert "Guest Person" in said


def test_the_longest_name_counts_and_parts_of_names_stay() -> None:
    names = [("Ann Ames", "Person A"), ("Ann Ames Lee", "Person B"), ("Bo", "Person C")]
    known = StandIns([*names, ("O’Neil Żak", "Person D"), ("Jo Fenwick", "Person E")], ["jo fenwick"])
    assert known.text("Ann Ames Lee, ANN\u00a0AMES and Joann Ames, Ann Amesbury, Bo") == (
        "Person B, Person A and Joann Ames, Ann Amesbury, Bo"
    )
    assert known.text("O'NEIL Z\u0307ak met Jo Fenwick; Ann (Ames)") == "Person D met Jo Fenwick; Ann (Ames)"


SHORT = (
    ("Quartz, Zuleika rang; Quartz Z. and Z Quartz did", "Person A rang; Person A. and Person A did"),
    ("Ms Quartz, mrs quartz and Miss Quartz", "Person A, Person A and Person A"),
    ("Give a quartz watch to Quartz a week later", "Give a quartz watch to Quartz a week later"),
    ("They miss quartz mining. Ms Quartzite came", "They miss quartz mining. Ms Quartzite came"),
    ("Dr Amber, Mr Fenwick", "a person kept apart, Mr Fenwick"),
    ("Quartz was out; Zuleika too", "Quartz was out; Zuleika too"),
)
IN_ITS_CASE = (
    ("Quartz was out; Zuleika's door", "Person A was out; Person A's door"),
    ("The quartz at Quartz Street", "The quartz at Quartz Street"),
    ("Fenwick told Jo. Marek Amber", "Fenwick told Jo. Person B"),
    ("Amber or Dr Amber", "Person C or Person C"),
)
KNOWN = StandIns(
    [
        ("Zuleika Quartz", "Person A"),
        ("Marek Amber", "Person B"),
        ("Tom Amber", "Person C"),
        ("Al Fenwick", "Person D"),
    ],
    ["Jo Fenwick"],
    {"R-7": [("Zuleika Quartz", "Person A"), ("Tom Amber", "Person C"), ("Al Fenwick", "Person D")]},
)


@pytest.mark.parametrize(("said", "printed"), SHORT)
def test_short_forms_of_a_name_are_found_where_they_are_sure(said: str, printed: str) -> None:
    assert KNOWN.text(said) == printed


@pytest.mark.parametrize(("said", "printed"), IN_ITS_CASE)
def test_in_the_persons_own_case_parts_of_the_name_are_found_too(said: str, printed: str) -> None:
    part = ReferralPart(reference="R-7", title="A case", kind="person", lines=(NoteLine(text=said),))
    assert KNOWN.record(part).lines == (NoteLine(text=printed),)


def test_a_record_without_names_is_the_same_and_long_ones_are_fast() -> None:
    known = StandIns([(f"Ann Number{n} Ames", f"Person {n}") for n in range(3000)])
    plain = sample_minutes()
    assert known.record(plain) is plain
    lines = tuple(
        NoteLine(text=f"Line {n}: Ann Number{n % 3000} Ames and Ann were seen.") for n in range(50_000)
    )
    started = time.perf_counter()
    changed = known.record(Section(number="1", title="Arson", lines=lines))
    assert time.perf_counter() - started < 10
    assert changed.lines[7] == NoteLine(text="Line 7: Person 7 and Ann were seen.")
