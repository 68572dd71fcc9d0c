"""Series in earnest: extraordinary and inquorate meetings, who is in the chair, and holidays that run out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tasking_app.commands.attendance import GoOnWithout, Mark
from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting, PlanMeeting, Postpone, TakeChair
from tasking_app.commands.partnership import SetChair
from tasking_app.models.attendance import Attendance
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import library, meeting_page, planning, preparing
from tests.partnership import TODAY, Partnership
from tests.services.paper_story import paper, words

NEXT = date(2026, 12, 17)


def here(p: Partnership, meeting: UUID, *names: str, status: str = "here") -> None:
    for name in names:
        p.do(Mark(meeting=meeting, officer=p.officers[name], seen="", status=status, at=p.now))


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 19, hour, minute, tzinfo=UTC)


def extraordinary(p: Partnership, day: date = date(2026, 11, 25)) -> UUID:
    key = new_id()
    p.do(
        PlanMeeting(
            meeting=key, series=p.series["MAT"], held_on=day, extraordinary=True, why="Fires at Holme Court"
        )
    )
    return key


def test_an_extraordinary_meeting_takes_nobodys_place(partnership: Partnership) -> None:
    p = partnership
    first, case = p.plan(), p.refer()
    p.place(case, first)
    following = p.plan(NEXT)
    with pytest.raises(NotAllowed, match="Say what the extraordinary meeting is for"):
        p.do(PlanMeeting(meeting=new_id(), series=p.series["MAT"], held_on=NEXT, extraordinary=True))
    special = extraordinary(p)
    p.start(first)
    p.do(CloseMeeting(meeting=first, at=p.now))
    assert p.rows(Placing, meeting_id=special, withdrawn_at=None) == [], "open business waits for the next"
    assert len(p.rows(Placing, meeting_id=following, withdrawn_at=None)) == 1
    p.do(CloseMeeting(meeting=_started(p, special), at=p.now, next_meeting=new_id()))
    assert len(p.rows(Meeting)) == 3, "it plans no next one"
    said = words(paper(p, "minutes", special))
    assert "Extraordinary meeting, " in said
    rows = {row.id: row.series_name for row in p.store.ask(p.actor, library.library).meetings}
    assert rows[special].startswith("Extraordinary meeting, ")
    assert not rows[first].startswith("Extraordinary")


def _started(p: Partnership, meeting: UUID) -> UUID:
    p.start(meeting)
    return meeting


def test_the_chair_arrives_late_and_the_minutes_say_so(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    p.do(SetChair(series=p.series["MAT"], officer=p.officers["Helen"], wanted=False))
    p.store.clock = lambda: at(10, 0)
    p.start(meeting)
    here(p, meeting, "Jo")
    take = {"meeting": meeting, "at": at(10, 0)}
    with pytest.raises(NotAllowed, match="not marked as here"):
        p.do(TakeChair(officer=p.officers["Helen"], seen=p.officers["Helen"], **take))  # type: ignore[arg-type]  # keywords
    p.do(TakeChair(officer=p.officers["Jo"], seen=p.officers["Helen"], **take))  # type: ignore[arg-type]  # keywords
    here(p, meeting, "Helen")
    late = {"meeting": meeting, "at": at(10, 20)}
    done = p.do(TakeChair(officer=p.officers["Helen"], seen=p.officers["Jo"], **late))  # type: ignore[arg-type]  # keywords
    with pytest.raises(NotAllowed, match="in the chair already"):
        p.do(TakeChair(officer=p.officers["Helen"], seen=p.officers["Helen"], **late))  # type: ignore[arg-type]  # keywords
    p.do(CloseMeeting(meeting=meeting, at=at(11, 0)))
    said = words(paper(p, "minutes", meeting))
    assert "Jo Fenwick, Co-ordinator, Council, until 10:20; Helen Marsden" in said
    assert "from 10:20" in said
    p.do(ApproveMinutes(meeting=meeting))
    assert "until 10:20" in words(paper(p, "minutes", meeting))
    assert done.inverse is not None
    with pytest.raises(NotAllowed):
        p.do(done.inverse)
    assert {row.chaired_until for row in p.rows(Attendance)} == {at(10, 20), None}


def test_joint_chairs_are_named_unless_they_are_away(partnership: Partnership) -> None:
    p = partnership
    p.do(SetChair(series=p.series["MAT"], officer=p.officers["Rowan"]))
    meeting = p.plan()
    assert "Sgt Rowan Ashdown, Safer neighbourhoods, Police (joint chairs)" in words(
        paper(p, "agenda", meeting)
    )
    p.start(meeting)
    here(p, meeting, "Rowan", status="apologies")
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    said = words(paper(p, "minutes", meeting))
    assert "joint chairs" not in said
    assert "Helen Marsden, Community safety manager, Council" in said


def test_an_inquorate_meeting_goes_on_and_says_so(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    p.start(meeting)
    here(p, meeting, "Helen")
    p.do(GoOnWithout(go_ahead=new_id(), meeting=meeting, without="quorum", at=p.now))
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    said = words(paper(p, "minutes", meeting))
    assert "The quorum was not met." in said
    assert "The meeting went on without a quorum: Helen Marsden" in said


def test_a_postponed_meeting_names_the_old_one(partnership: Partnership) -> None:
    p = partnership
    meeting, new = p.plan(), new_id()
    p.place(p.refer(), meeting)
    with pytest.raises(NotAllowed, match="Say why"):
        p.do(Postpone(meeting=meeting, why="", new_meeting=new, held_on=NEXT))
    p.do(Postpone(meeting=meeting, why="Snow", new_meeting=new, held_on=NEXT))
    assert p.row(Meeting, new).instead_of == meeting
    assert len(p.rows(Placing, meeting_id=new, withdrawn_at=None)) == 1


def test_a_series_without_a_chair_plans_and_says_what_is_missing(partnership: Partnership) -> None:
    p = partnership
    p.do(SetChair(series=p.series["MAT"], officer=p.officers["Helen"], wanted=False))
    meeting = p.plan()
    ready = p.store.ask(p.actor, lambda work: preparing.prepare(work, meeting)).ready
    assert any("chair" in one.words and not one.good for one in ready)
    p.start(meeting)
    assert p.store.ask(p.actor, lambda work: meeting_page.meeting_page(work, meeting, "agency"))
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    assert words(paper(p, "minutes", meeting))


def test_the_next_meeting_is_on_a_day_people_work(partnership: Partnership) -> None:
    p = partnership
    p.store.clock = lambda: datetime(2026, 11, 27, 9, tzinfo=UTC)
    meeting, following = p.plan(date(2026, 11, 27)), new_id()
    p.start(meeting)
    p.do(CloseMeeting(meeting=meeting, at=p.now, next_meeting=following))
    assert p.row(Meeting, following).held_on == date(2026, 12, 24), "25 December is no day for a meeting"
    p.do(CloseMeeting(meeting=_started(p, following), at=p.now))
    assert p.store.ask(p.actor, planning.planning).series[0].next_on == date(2027, 1, 22), "Fridays again"


def test_bank_holidays_that_run_out_are_told_before(partnership: Partnership) -> None:
    p = partnership
    assert p.store.ask(p.actor, planning.planning).notice == ""
    far = p.plan(date(2028, 11, 20))
    ready = p.store.ask(p.actor, lambda work: preparing.prepare(work, far)).ready
    assert [one.words for one in ready if one.what == "holidays"] == [
        "Bank holidays are known only to the end of 2028. Ask for a newer Tasking."
    ]
    near = p.store.ask(p.actor, lambda work: preparing.prepare(work, p.plan(TODAY))).ready
    assert all(one.what != "holidays" for one in near)
    p.store.clock = lambda: datetime(2028, 12, 1, tzinfo=UTC)
    assert "2028" in p.store.ask(p.actor, planning.planning).notice
