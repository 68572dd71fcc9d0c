"""Papers read back from their bytes: who may read what, and what moment they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import (
    AddCorrection,
    AgreeMinutes,
    ApproveMinutes,
    CloseMeeting,
    PlanMeeting,
)
from tasking_app.commands.partnership import SetSetting
from tasking_app.commands.referral import SetRestricted
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.approval import MinutesPart
from tasking_app.models.meeting import Meeting
from tasking_app.models.referral import NameReading, Referral
from tasking_app.records.made import Wanted
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import publish
from tests.partnership import Partnership
from tests.services.paper_story import LATER, PERSON, closed, paper, words
from tests.ui.story import Story, at

SECRETS = ("Zebra Lane", "refuge", "The family moved", "Fit an alarm")


@pytest.fixture
def story(store: Store) -> Story:
    """October approved, November closed, with one restricted referral in it."""
    return closed(store)


def agree(story: Story) -> UUID:
    """November approved and agreed in December, with a correction to the restricted part and to another."""
    p = story.p
    p.do(ApproveMinutes(meeting=story.meeting))
    december = p.rows(Meeting, stage="planned")[0].id
    p.start(december)
    for folder, says, reads in (
        (story.referrals["secret"], "The family moved to the refuge.", "The family stayed near the refuge."),
        (story.referrals["bins"], "Four bin fires", "Five bin fires"),
    ):
        part = next(one for one in p.rows(MinutesPart, meeting_id=story.meeting) if one.folder_id == folder)
        p.do(
            AddCorrection(
                correction=new_id(),
                meeting=story.meeting,
                part=part.id,
                paragraph="8.1",
                it_says=says,
                should_read=reads,
                asked_in=december,
                asked_by=p.officers["Sade"],
            )
        )
    p.do(AgreeMinutes(meeting=story.meeting, agreed_in=december))
    return december


@pytest.mark.parametrize("stage", ["draft", "agreed"])
def test_restricted_referrals_stand_in_the_annex_only(story: Story, stage: str) -> None:
    p = story.p
    if stage == "agreed":
        agree(story)
    agency = p.agencies["Police"]
    others = [paper(p, kind, story.meeting) for kind in publish.PAPERS if kind != "annex"]
    others += [
        paper(p, "action-plan", story.meeting, agency=agency),
        paper(p, "action-log", None, agency=agency),
    ]
    for made in others:
        said = words(made)
        for secret in (*SECRETS, PERSON, "near the refuge"):
            assert secret not in said, f"{made.name} says {secret}"
    in_full = words(paper(p, "annex", story.meeting))
    assert all(secret in in_full for secret in SECRETS)
    assert PERSON not in in_full
    if stage == "agreed":
        assert "The family stayed near the refuge." in in_full


def test_other_papers_count_what_they_leave_out(story: Story) -> None:
    p = story.p
    for kind in ("minutes", "agenda"):
        assert "Restricted item 1" in words(paper(p, kind, story.meeting))
    left_out = "1 action of a restricted item is not shown here."
    assert left_out in words(paper(p, "action-plan", story.meeting))
    assert left_out in words(paper(p, "action-log", None))
    assert left_out not in words(paper(p, "action-plan", story.meeting, agency=p.agencies["Council"]))


def test_what_is_restricted_after_approval_leaves_the_approved_minutes_too(story: Story) -> None:
    p = story.p
    p.do(ApproveMinutes(meeting=story.meeting))
    assert "Holme Court" in words(paper(p, "minutes", story.meeting))
    p.do(SetRestricted(referral=story.referrals["bins"], restricted=True))
    assert "Holme Court" not in words(paper(p, "minutes", story.meeting))
    assert "Holme Court" in words(paper(p, "annex", story.meeting))


def test_the_annex_is_for_those_on_the_list_and_reading_it_is_recorded(story: Story) -> None:
    p = story.p
    before = len(p.rows(NameReading, what="annex"))
    made = paper(p, "annex", story.meeting)
    assert len(p.rows(NameReading, what="annex")) == before + 1
    assert "May be read by Helen Marsden, Jo Fenwick, Sgt Rowan Ashdown" in words(made)
    stranger = Actor(p.officers["Marta"], p.agencies["Housing"], "Marta Kowalska")
    with pytest.raises(NotAllowed, match="not on the list"):
        publish.make(p.store, stranger, Wanted(kind="annex", meeting=story.meeting))


@pytest.mark.parametrize("kind", list(publish.PAPERS))
def test_the_same_content_gives_the_same_bytes(story: Story, kind: str) -> None:
    p = story.p
    first = paper(p, kind, story.meeting)
    with at(p.store, LATER + timedelta(hours=3)):
        second = paper(p, kind, story.meeting)
    assert first.as_at <= LATER
    assert (first.as_at, first.sha256) == (second.as_at, second.sha256)


def test_a_plan_is_as_old_as_its_day_and_a_given_moment_is_kept(story: Story) -> None:
    p = story.p
    with at(p.store, LATER + timedelta(days=2)):
        tomorrow = paper(p, "action-plan", story.meeting)
        given = paper(p, "action-plan", story.meeting, at=datetime(2026, 12, 20, 9, 0, tzinfo=UTC))
    assert tomorrow.as_at == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
    assert given.as_at == datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
    assert "16 days late" in words(given)
    assert "As at 20 December 2026, 09:00" in words(given)


def test_a_paper_is_marked_by_what_is_in_it(story: Story) -> None:
    p = story.p
    p.do(SetSetting(name="marking", seen="OFFICIAL-SENSITIVE", wanted="OFFICIAL"))
    for name, key in story.referrals.items():
        if name != "secret":
            low = changes({"marking": "OFFICIAL-SENSITIVE"}, {"marking": "OFFICIAL"})
            p.do(Edit(kind="referral", row=key, changes=low))
    assert paper(p, "minutes", story.meeting).marking == "OFFICIAL"
    assert paper(p, "annex", story.meeting).marking == "OFFICIAL-SENSITIVE"
    high = changes({"marking": "OFFICIAL"}, {"marking": "OFFICIAL-SENSITIVE"})
    p.do(Edit(kind="referral", row=story.referrals["bins"], changes=high))
    for kind in ("minutes", "action-plan", "agenda"):
        made = paper(p, kind, story.meeting)
        assert made.marking == "OFFICIAL-SENSITIVE"
        assert words(made).count("OFFICIAL-SENSITIVE") > 2 * made.pages - 1


def test_the_plan_of_one_agency_holds_only_its_actions(story: Story) -> None:
    p = story.p
    said = words(paper(p, "action-plan", story.meeting, agency=p.agencies["Fire and rescue"]))
    assert "Arson-proof letterboxes" in said
    assert "closure order" not in said
    assert "lockable bins" not in said
    made = paper(p, "action-plan", story.meeting, agency=p.agencies["Fire and rescue"])
    assert made.file_name == "2026-11-19 Tasking action plan, Fire and rescue.pdf"


def test_a_plan_counts_what_was_closed_since_the_last_meeting(story: Story) -> None:
    said = words(paper(story.p, "action-plan", story.meeting))
    assert "1 closed since the last meeting" in said
    assert "Reassurance visit" in said
    assert "20 days late" in said


def test_corrections_stand_beside_agreed_minutes(story: Story) -> None:
    agree(story)
    made = paper(story.p, "minutes", story.meeting)
    said = words(made)
    assert made.edition == "Agreed"
    assert "Approved and agreed" in said
    assert "Four bin fires since 15 October" in said
    assert "For “Four bin fires” read “Five bin fires”. Asked for by Sade Akinola." in said
    assert "Restricted item 1 See annex" in said
    fingerprint = story.p.row(Meeting, story.meeting).fingerprint
    assert " ".join(fingerprint[n : n + 8] for n in range(0, 64, 8)) in said


def test_drafts_say_so(story: Story) -> None:
    made = paper(story.p, "minutes", story.meeting)
    assert (made.edition, made.title) == ("Draft 1", "Minutes, draft 1")
    assert "Draft 1, not yet approved" in words(made)
    assert "Young people at Linden Rec Not reached on 19 November" in words(made)


def test_a_meeting_with_nothing_in_it_and_a_plan_without_actions(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    with pytest.raises(NotAllowed, match="was not held"):
        paper(p, "minutes", meeting)
    p.start(meeting)
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    assert "Nothing was recorded under this item." in words(paper(p, "minutes", meeting))
    assert "There are no actions." in words(paper(p, "action-plan", meeting))
    assert "There are no actions." in words(paper(p, "action-log", None))
    assert "No referrals for this theme." in words(paper(p, "agenda", meeting))
    assert "There are no restricted items." in words(paper(p, "annex", meeting))


def test_names_of_other_scripts_and_long_texts_print(story: Story) -> None:
    p = story.p
    key = p.refer("Żółta ulica 🙂 " + "x" * 40)
    december = p.rows(Meeting, stage="planned")[0].id
    p.place(key, december)
    long = changes({"description": ""}, {"description": "word " * 4000})
    p.do(Edit(kind="referral", row=key, changes=long))
    assert p.row(Referral, key).title.startswith("Żółta")
    assert "Żółta ulica" in words(paper(p, "agenda", december))


def test_several_series_are_told_apart(story: Story) -> None:
    p = story.p
    other = new_id()
    p.do(PlanMeeting(meeting=other, series=p.series["APR"], held_on=date(2026, 11, 26)))
    made = paper(p, "agenda", other)
    assert made.file_name == "2026-11-26 Plan review agenda.pdf"
    assert "closure order" not in words(paper(p, "action-plan", other))
