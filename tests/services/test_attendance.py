"""The register: a mark that was undone counts for nothing until it is made again."""

from __future__ import annotations

import pytest

from tasking_app.commands.attendance import Mark, MarkRestAbsent
from tasking_app.models.attendance import Attendance
from tasking_app.models.meeting import Meeting
from tasking_app.services import quorum, starting
from tests.partnership import Partnership


@pytest.mark.parametrize("again", ["here", "apologies"])
def test_a_mark_that_was_undone_counts_only_once_it_is_made_again(
    partnership: Partnership, again: str
) -> None:
    p = partnership
    helen, sade, meeting = p.officers["Helen"], p.officers["Sade"], p.plan()
    p.start(meeting)
    done = p.do(Mark(meeting=meeting, officer=sade, seen="", status="here", at=p.now, instead_of=helen))
    assert done.inverse is not None
    p.do(done.inverse)
    found = p.store.ask(p.actor, lambda work: starting.start(work, meeting))
    shown = {one.officer: one.status for agency in found.agencies for one in agency.people}
    assert (shown[helen], shown[sade]) == ("", "")
    for officer in (helen, sade):
        p.do(Mark(meeting=meeting, officer=officer, seen="", status=again, at=p.now))
    assert [row.status for row in p.rows(Attendance, withdrawn_at=None)] == [again] * 2
    held = p.store.ask(p.actor, lambda work: quorum.of(work, work.get(Meeting, meeting)))
    assert held.here == (2 if again == "here" else 0)


def test_the_rest_is_absent_also_where_a_mark_was_undone(partnership: Partnership) -> None:
    p = partnership
    helen, meeting = p.officers["Helen"], p.plan()
    p.start(meeting)
    done = p.do(Mark(meeting=meeting, officer=helen, seen="", status="here", at=p.now))
    assert done.inverse is not None
    p.do(done.inverse)
    p.do(MarkRestAbsent(meeting=meeting))
    assert {row.status for row in p.rows(Attendance, withdrawn_at=None)} == {"absent"}
    assert helen in {row.officer_id for row in p.rows(Attendance, withdrawn_at=None)}
