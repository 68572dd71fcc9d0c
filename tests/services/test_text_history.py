"""Every version of a text stays, and any of them can be brought back."""

from __future__ import annotations

from uuid import UUID

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.meeting import CloseMeeting
from tasking_app.commands.referral import AddPoint, SetRestricted
from tasking_app.models.line import Line
from tasking_app.models.referral import Referral, ReferralPoint
from tasking_app.records.text_history import OldText
from tasking_app.services import text_history
from tests.partnership import Partnership


def change(p: Partnership, kind: str, row: UUID, field: str, seen: str, wanted: str) -> None:
    p.do(Edit(kind=kind, row=row, changes=(Change(field, seen, wanted),)))


def history(p: Partnership, key: UUID, *, opened: bool = False) -> tuple[OldText, ...]:
    return p.store.ask(p.actor, lambda work: text_history.of_referral(work, key, opened=opened))


def test_each_version_is_there_and_comes_back(partnership: Partnership) -> None:
    p = partnership
    case, point = p.refer("Bins"), new_id()
    p.do(AddPoint(point=point, referral=case, text="Fires twice"))
    for seen, wanted in (("Bins", "Bin store"), ("Bin store", "Bin store fires")):
        change(p, "referral", case, "title", seen, wanted)
    change(p, "referral_point", point, "text", "Fires twice", "Fires weekly")
    found = history(p, case)
    assert {(one.about, one.text, one.now) for one in found} == {
        ("Referral, title", "Bins", "Bin store fires"),
        ("Referral, title", "Bin store", "Bin store fires"),
        ("Point for the room", "Fires twice", "Fires weekly"),
    }
    first = next(one for one in found if one.text == "Bins")
    assert first.can_return
    assert first.by == "Jo Fenwick"
    change(p, first.kind, first.row, first.field, first.now, first.text)
    assert p.row(Referral, case).title == "Bins"
    again = history(p, case)
    assert len(again) == 4, "what was there until now is a version too"
    assert [one.can_return for one in again if one.text == "Bins"] == [False]


def test_lines_say_which_meeting_and_withdrawn_ones_stay_withdrawn(partnership: Partnership) -> None:
    p = partnership
    case, meeting = p.refer(), p.plan()
    p.place(case, meeting)
    p.start(meeting)
    line = p.note(meeting, p.item(meeting, "arson"), "First words", case)
    change(p, "line", line, "text", "First words", "Second words")
    assert [one.about for one in history(p, case)] == ["Minutes line, MAT-2026-11-19"]
    p.do(Withdraw(kind="line", row=line))
    assert [(one.about, one.can_return) for one in history(p, case)] == [
        ("Minutes line, MAT-2026-11-19, withdrawn", False)
    ]
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    assert len(history(p, case)) == 1, "the state kept for reopening is no text"
    assert p.row(Line, line).withdrawn_at is not None


def test_restricted_words_only_after_opening(partnership: Partnership) -> None:
    p = partnership
    case = p.refer()
    action = p.act(referral=case, officer=p.officers["Helen"])
    change(p, "action", action, "text", "Fit lockable bins", "Fit bins")
    p.do(SetRestricted(referral=case, restricted=True, readers=(p.officers["Jo"],)))
    assert history(p, case) == ()
    assert "A-1" in {one.about for one in history(p, case, opened=True)}
    assert p.rows(ReferralPoint) == []
