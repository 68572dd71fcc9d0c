"""The whole history as a workbook: every row, texts as texts, nothing restricted, nobody kept apart named."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from tasking_app.commands.action import AnswerDone, AnswerMoreTime
from tasking_app.commands.base import new_id
from tasking_app.commands.referral import AddPerson, NewPerson, SetRestricted
from tasking_app.records.made import Made
from tasking_app.services import publish
from tests.partnership import Partnership
from tests.services.paper_story import PERSON, paper


def sheets(made: Made) -> dict[str, list[tuple[object, ...]]]:
    """What each sheet holds below its headings."""
    book = load_workbook(BytesIO(made.data))
    return {one.title: list(one.iter_rows(min_row=5, values_only=True)) for one in book.worksheets}


def test_every_kind_of_thing_has_its_sheet(partnership: Partnership) -> None:
    p = partnership
    meeting, case = p.plan(), p.refer()
    p.place(case, meeting)
    p.start(meeting)
    item = p.item(meeting, "arson")
    p.do(AddPerson(referral=case, person=NewPerson(person=new_id(), identity=new_id(), name=PERSON)))
    p.note(meeting, item, f"=1+1 {PERSON} was seen", case)
    key = p.act("Fit bins", meeting=meeting, item=item, referral=case, officer=p.officers["Helen"])
    later = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=key,
        seen=date(2026, 12, 11),
        due=date(2026, 12, 18),
        reason="Snow",
        at=p.now,
        meeting=meeting,
    )
    p.do(later)
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=key, seen="under_way", at=p.now))
    secret = p.refer("Visits at night")
    p.act("Secret visit", referral=secret, officer=p.officers["Helen"])
    p.do(SetRestricted(referral=secret, restricted=True, readers=(p.officers["Helen"],)))
    made = paper(p, "history", None)
    assert made.file_name.endswith(".xlsx")
    found = sheets(made)
    assert list(found) == ["Meetings", "Minutes", "Actions", "Updates", "Dates moved", "Referrals"]
    assert found["Meetings"][0][0] == "MAT-2026-11-19"
    assert [row[4:7] for row in found["Minutes"]] == [
        ("Note", None, "=1+1 Person A was seen"),
        ("Action", "A-1", "Fit bins"),
    ]
    assert [row[0] for row in found["Actions"]] == ["A-1"]
    assert found["Actions"][0][-1] == "Achieved"
    assert [row[4] for row in found["Updates"]] == ["New date Fri 18 Dec. Snow", "Done, achieved"]
    assert found["Dates moved"][0][4:] == ("Snow", "MAT-2026-11-19")
    assert [row[0] for row in found["Referrals"]] == ["R-1"]
    book = load_workbook(BytesIO(made.data))
    assert "1 restricted referral is left out" in str(book.worksheets[0].cell(3, 1).value)
    whole = " ".join(str(row) for rows in found.values() for row in rows)
    assert PERSON not in whole
    assert "Secret" not in whole
    cell = book["Minutes"].cell(5, 7)
    assert cell.data_type == "s", "a text that begins like a formula stays a text"


def test_an_empty_file_and_the_same_bytes_twice(partnership: Partnership) -> None:
    p = partnership
    made = paper(p, "history", None)
    assert all(rows == [("Nothing yet.",)] or rows[0][0] == "Nothing yet." for rows in sheets(made).values())
    assert made.sha256 == paper(p, "history", None).sha256
    assert "history" in publish.PAPERS
