"""Chairs, co-ordinators and agencies are those of one series each, and Undo takes every change back."""

from __future__ import annotations

from uuid import UUID

import pytest

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.partnership import AddSeries, SetChair, SetSeat, SetSetting
from tasking_app.models.partnership import Series
from tasking_app.records.settings import SeriesRow
from tasking_app.rules.errors import NotAllowed, NotFound
from tasking_app.services import settings_page
from tests.partnership import TODAY, Partnership


def series(p: Partnership, code: str) -> SeriesRow:
    """A series as Settings shows it."""
    page = p.store.ask(p.actor, settings_page.page)
    return next(one for one in page.series if one.code == code)


def chairs(p: Partnership, code: str) -> list[str]:
    return [one.name for one in series(p, code).chairs]


def sitting(p: Partnership, code: str) -> dict[str, bool]:
    """The agencies that sit in a series, and whether each must be there."""
    return {one.name: one.required for one in series(p, code).seats if one.seated}


def test_joint_chairs_of_one_series_leave_the_others_alone(partnership: Partnership) -> None:
    p = partnership
    done = p.do(SetChair(series=p.series["APR"], officer=p.officers["Rowan"]))
    p.do(SetChair(series=p.series["APR"], officer=p.officers["Marta"]))
    assert sorted(chairs(p, "APR")) == ["Marta Kowalska", "Sgt Rowan Ashdown"]
    assert chairs(p, "MAT") == ["Helen Marsden"]
    assert chairs(p, "CC") == []
    assert done.inverse is not None
    p.do(done.inverse)
    assert chairs(p, "APR") == ["Marta Kowalska"]


def test_a_chair_taken_away_comes_back_by_undo(partnership: Partnership) -> None:
    p = partnership
    done = p.do(SetChair(series=p.series["MAT"], officer=p.officers["Helen"], wanted=False))
    assert chairs(p, "MAT") == []
    assert done.inverse is not None
    p.do(done.inverse)
    assert chairs(p, "MAT") == ["Helen Marsden"]


def test_coordinators_are_a_part_of_their_own(partnership: Partnership) -> None:
    p = partnership
    p.do(SetChair(series=p.series["CC"], officer=p.officers["Sade"], part="co-ordinator"))
    assert [one.name for one in series(p, "CC").coordinators] == ["Jo Fenwick", "Sade Akinola"]
    assert chairs(p, "CC") == []
    with pytest.raises(NotAllowed, match="chairs and co-ordinators"):
        p.do(SetChair(series=p.series["CC"], officer=p.officers["Sade"], part="treasurer"))


def test_somebody_who_left_takes_no_part_and_may_be_taken_away(partnership: Partnership) -> None:
    p = partnership
    gone = Edit(
        kind="officer", row=p.officers["Helen"], changes=(Change("left_on", None, TODAY.isoformat()),)
    )
    p.do(gone)
    with pytest.raises(NotAllowed, match="does not work here any more"):
        p.do(SetChair(series=p.series["APR"], officer=p.officers["Helen"]))
    assert [one.left for one in series(p, "MAT").chairs] == [True]
    p.do(SetChair(series=p.series["MAT"], officer=p.officers["Helen"], wanted=False))
    assert chairs(p, "MAT") == []


def test_an_agency_is_taken_out_of_one_series_and_put_back(partnership: Partnership) -> None:
    p = partnership
    assert sitting(p, "MAT")["Police"]
    assert not sitting(p, "APR")["Police"]
    out = p.do(SetSeat(series=p.series["MAT"], agency=p.agencies["Police"], seated=False))
    assert "Police" not in sitting(p, "MAT")
    assert "Police" in sitting(p, "APR")
    assert out.inverse is not None
    p.do(out.inverse)
    assert sitting(p, "MAT")["Police"], "it is again one that must be here"
    must = p.do(SetSeat(series=p.series["APR"], agency=p.agencies["Police"], required=True))
    assert sitting(p, "APR")["Police"]
    assert must.inverse is not None
    p.do(must.inverse)
    assert not sitting(p, "APR")["Police"]


def test_an_agency_seated_again_is_not_required_unless_said(partnership: Partnership) -> None:
    p = partnership
    p.do(SetSeat(series=p.series["MAT"], agency=p.agencies["Police"], seated=False))
    back = p.do(SetSeat(series=p.series["MAT"], agency=p.agencies["Police"]))
    assert sitting(p, "MAT")["Police"] is False
    assert back.inverse is not None
    p.do(back.inverse)
    assert "Police" not in sitting(p, "MAT")


def test_a_new_series_seats_every_agency_and_needs_none(partnership: Partnership) -> None:
    p = partnership
    p.do(AddSeries(series=new_id(), code="yth", name="Young people’s group"))
    assert sitting(p, "YTH") == {one.name: False for one in series(p, "MAT").seats}
    assert chairs(p, "YTH") == []
    assert [one.theme for one in series(p, "YTH").agenda] == [one.theme for one in series(p, "MAT").agenda]


@pytest.mark.parametrize("missing", ["series", "agency"])
def test_what_is_not_there_is_said(partnership: Partnership, missing: str) -> None:
    keys: dict[str, UUID] = {
        "series": partnership.series["MAT"],
        "agency": partnership.agencies["Police"],
        missing: new_id(),
    }
    with pytest.raises(NotFound, match=f"That {missing} is no longer there"):
        partnership.do(SetSeat(series=keys["series"], agency=keys["agency"]))


def test_other_words_of_the_statement_are_its_next_version_and_one_undo(partnership: Partnership) -> None:
    p = partnership
    before = p.store.ask(p.actor, settings_page.page).values
    done = p.do(SetSetting(name="statement.text", seen=before["statement.text"], wanted="Keep it here."))
    after = p.store.ask(p.actor, settings_page.page).values
    assert (after["statement.text"], after["statement.version"]) == ("Keep it here.", "2")
    assert done.inverse is not None
    p.do(done.inverse)
    again = p.store.ask(p.actor, settings_page.page).values
    assert (again["statement.text"], again["statement.version"]) == (before["statement.text"], "1")


def test_what_changed_is_told_in_words(partnership: Partnership) -> None:
    p = partnership
    p.do(SetSeat(series=p.series["APR"], agency=p.agencies["Police"], required=True))
    p.do(SetSeat(series=p.series["CC"], agency=p.agencies["Police"], seated=False))
    p.do(SetChair(series=p.series["MAT"], officer=p.officers["Helen"], wanted=False))
    p.do(SetSetting(name="limit.due_soon", seen="14", wanted="7"))
    rhythm = (Change("rhythm", "monthly", "weekly"),)
    p.do(Edit(kind="series", row=p.series["MAT"], changes=rhythm))
    changes = p.store.ask(p.actor, settings_page.page).changes
    assert {(one.what, one.words) for one in changes} == {
        ("Police at Plan review: must be here", "“no” became “yes”"),
        ("Police at Case conference", "Taken away"),
        ("Helen Marsden, chair of Tasking", "Taken away"),
        ("Limit for due soon", "“14” became “7”"),
        ("Tasking: how often it meets", "“Every month” became “Every week”"),
    }
    assert {one.who for one in changes} == {"Jo Fenwick"}


@pytest.mark.parametrize("wanted", ["half", "25:00", "10", "", "10:00half"])
def test_a_start_is_a_time_of_the_day(partnership: Partnership, wanted: str) -> None:
    p, key = partnership, partnership.series["MAT"]
    before = p.row(Series, key).starts
    with pytest.raises(NotAllowed, match=r"like 10:00|cannot be empty"):
        p.do(Edit(kind="series", row=key, changes=(Change("starts", before, wanted),)))
    p.do(Edit(kind="series", row=key, changes=(Change("starts", before, "9:30"),)))
    assert p.row(Series, key).starts == "9:30"
