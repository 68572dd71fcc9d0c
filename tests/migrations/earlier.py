"""Makes the small files kept here, one of each revision, with a few rows in every table of that revision.

`python -m tests.migrations.earlier 0003` writes tests/migrations/0003.db. A file that is kept is never made
again: it is what the program of that day wrote.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from tasking_app.commands.action import AddUpdate, AnswerMoreTime, SetSupport
from tasking_app.commands.attendance import AddGuest, DeclareConflict, GoOnWithout
from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import AddCorrection
from tasking_app.commands.partnership import AddObjective, SetChair
from tasking_app.commands.proposal import Propose
from tasking_app.commands.referral import AddPerson, AddPoint, NewPerson, ShareReferral
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.database.upgrade import upgrade_file
from tasking_app.models.action import Action
from tasking_app.models.approval import MinutesPart
from tasking_app.models.line import Line
from tasking_app.models.partnership import Agency, Substitute
from tasking_app.records.figures import MonthFile
from tasking_app.records.made import Wanted
from tasking_app.services import figures, proposal, publish, referral_list
from tests.ui.story import Story, tell

KEPT = Path(__file__).parent
PAGE = 1024  # files of a few rows stay small


def fill(path: Path) -> None:
    """Play two meetings into a new file, and everything else that leaves a row."""
    upgrade_file(path, None, create=True)
    fill_store(open_store(path, None))


def fill_store(store: Store) -> None:
    """The same in a new database on any engine; closes it."""
    store.clock = lambda: datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    try:
        story = tell(store, restricted=True)
        _people(story)
        _meeting(story)
        _approved(story)
        row = ("", "Anti-social behaviour", "E01099001", "Wendham 001A", "-1.4", "53.2", "Mill Lane", "", "")
        month = MonthFile(
            force="Wendshire Police", month="2026-09", rows=[row] * 3, file="street.csv", sha256="a"
        )
        figures.load(store, story.p.actor, month)
        wanted = Wanted(kind="minutes", meeting=story.last)
        publish.note(store, story.p.actor, publish.make(store, story.p.actor, wanted))
    finally:
        store.close()


def _people(story: Story) -> None:
    p, referral = story.p, story.referrals["flat"]
    person = NewPerson(person=new_id(), identity=new_id(), name="Alex Winterbourne", age=34)
    p.do(AddPerson(referral=referral, person=person))
    p.do(AddPoint(point=new_id(), referral=referral, text="Noise after midnight, most weekends"))
    referral_list.show_names(p.store, p.actor, referral)
    p.do(ShareReferral(share=new_id(), referral=referral, agency=p.agencies["Housing"], reason="Landlord"))
    agency = p.row(Agency, p.agencies["Housing"])
    renamed = Change("nicknames", agency.nicknames, "landlords")
    p.do(Edit(kind="agency", row=agency.id, changes=(renamed,)))
    p.do(AddObjective(objective=new_id(), number="9.1", title="Safer blocks"))
    p.do(SetChair(series=p.series["MAT"], officer=p.officers["Rowan"]))
    p.store.write(
        p.actor,
        lambda work: work.add(
            Substitute(id=new_id(), officer_id=p.officers["Marta"], stands_in_id=p.officers["Jo"])
        ),
    )


def _meeting(story: Story) -> None:
    p, meeting = story.p, story.meeting
    p.do(AddGuest(attendance=new_id(), meeting=meeting, name="Chris Vale", agency="Residents", at=p.now))
    p.do(DeclareConflict(conflict=new_id(), meeting=meeting, officer=p.officers["Marta"], what="Lives there"))
    p.do(GoOnWithout(go_ahead=new_id(), meeting=meeting, without="quorum", at=p.now))
    action = story.actions["letterboxes"]
    p.do(SetSupport(action=action, agencies=(p.agencies["Housing"], p.agencies["Police"])))
    p.do(AddUpdate(update=new_id(), action=action, text="Ordered.", at=p.now, meeting=meeting))
    later = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=action,
        seen=p.row(Action, action).due,
        due=date(2027, 2, 5),
        reason="Waiting for parts",
        at=p.now,
    )
    asked = proposal.step(later, "A-3, new date Fri 5 Feb", action)
    p.do(Propose(proposal=new_id(), series=p.series["MAT"], source="more_time", steps=(asked,)))
    line = p.rows(Line, meeting_id=meeting, kind="note")[0]
    p.do(
        Edit(
            kind="line",
            row=line.id,
            changes=(Change("text", line.text, f"{line.text} Two were lit at once."),),
        )
    )


def _approved(story: Story) -> None:
    p = story.p
    part = p.rows(MinutesPart, meeting_id=story.last)[0]
    p.do(
        AddCorrection(
            correction=new_id(),
            meeting=story.last,
            part=part.id,
            paragraph="1.1",
            it_says="9 to 6 a week",
            should_read="9 to 5 a week",
            asked_in=story.meeting,
        )
    )


def keep(revision: str, to: Path) -> None:
    """Write the file of one revision: made by its own revisions, filled with the rows its tables can hold."""
    with tempfile.TemporaryDirectory() as folder:
        full, old = Path(folder, "full.db"), Path(folder, "old.db")
        fill(full)
        upgrade_file(old, None, create=True, to=revision)
        with closing(sqlite3.connect(old, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("ATTACH ? AS filled", (str(full),))
            guards = connection.execute(
                "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _sql in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for (table,) in connection.execute(
                "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
            ).fetchall():
                names = ", ".join(
                    f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")')
                )
                connection.execute(
                    f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM filled."{table}"'
                )
            for _name, sql in guards:
                connection.execute(sql)
            connection.execute("DETACH filled")
            connection.execute(f"PRAGMA page_size = {PAGE}")
            connection.execute("VACUUM")
        to.write_bytes(old.read_bytes())


def empty_tables(path: Path) -> list[str]:
    """The tables of a file without a row."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            one for one in tables if connection.execute(f'SELECT count(*) FROM "{one}"').fetchone()[0] == 0
        ]


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        keep(wanted, KEPT / f"{wanted}.db")
