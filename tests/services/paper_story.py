"""Papers as tests ask for them, and the story of a meeting that has closed."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pypdfium2
from openpyxl import load_workbook

from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.meeting import CloseMeeting
from tasking_app.commands.referral import AddPerson, NewPerson
from tasking_app.database.store import Store
from tasking_app.records.made import Made, Wanted
from tasking_app.services import ending, publish
from tests.partnership import Partnership
from tests.ui.story import Story, tell

PERSON = "Zuleika Quartz"
LATER = datetime(2026, 11, 19, 11, 52, tzinfo=UTC)


def words(made: Made) -> str:
    """Everything a paper says, on one line."""
    if made.file_name.endswith(".xlsx"):
        sheets = load_workbook(BytesIO(made.data)).worksheets
        cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
        texts = [str(cell.value) for cell in cells if cell.value is not None]
        return " ".join(" ".join(texts).split())
    document = pypdfium2.PdfDocument(made.data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return " ".join(" ".join(texts).split())


def paper(p: Partnership, kind: str, meeting: UUID | None, **more: object) -> Made:
    """A paper that has not left yet."""
    return publish.make(p.store, p.actor, Wanted(kind=kind, meeting=meeting, **more))  # type: ignore[arg-type]  # fields as keywords


def put_right(story: Story) -> None:
    """Everything the end of the meeting asks for."""
    p = story.p
    for check in p.store.ask(p.actor, lambda work: ending.end(work, story.meeting)).fix:
        if check.what == "no_agency" and check.row is not None:
            p.do(Withdraw(kind="line", row=check.row))
        elif check.what == "no_reason" and check.row is not None:
            told = changes({"rationale": ""}, {"rationale": "No calls for 90 days"})
            p.do(Edit(kind="decision", row=check.row, changes=told))
        elif check.referral is not None:
            told = changes({"victim_told": ""}, {"victim_told": "Housing"})
            p.do(Edit(kind="referral", row=check.referral, changes=told))


def close(story: Story) -> None:
    """November is over, its minutes are a draft."""
    put_right(story)
    story.p.do(CloseMeeting(meeting=story.meeting, at=LATER, next_meeting=new_id()))


def closed(store: Store) -> Story:
    """October approved, November closed, with one restricted referral in it."""
    told = tell(store, restricted=True)
    store.clock = lambda: LATER
    person = NewPerson(person=new_id(), identity=new_id(), name=PERSON, role="victim", age=34)
    told.p.do(AddPerson(referral=told.referrals["secret"], person=person))
    close(told)
    return told
