"""A process that is killed while it works: commands and drafts, or backups, each acknowledged when done.

`python -m tests.protection.soak commands FILE KEY` writes what is safely on disk to its standard output, one
word a line; whoever started it kills it and then looks whether every word is true.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.line import AddAction, AddLine
from tasking_app.database import backup
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor, Work
from tasking_app.drafts import Drafts
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency
from tasking_app.services.carry_out import do

LONGEST = 20_000


def say(word: str) -> None:
    """Tell whoever listens, at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def work_on(path: Path, key: bytes) -> None:
    """Add and change lines, give actions; keep drafts in between. Each is acknowledged when it is kept."""
    store, drafts = open_store(path, key), Drafts(path, key)
    chance = random.Random()
    meeting, item, agency = store.ask(Actor(), _where)
    lines: list[tuple[UUID, str]] = []
    for number in count(len(drafts.all()) and int(drafts.all()[-1].text.split()[0]) + 1):
        now = datetime.now(UTC)
        if lines and chance.random() < 0.3:
            line, seen = lines.pop()
            text = f"changed {number} " + "x" * chance.randrange(LONGEST)
            changed = Edit(kind="line", row=line, changes=(Change("text", seen, text),))
            do(store, Actor(), changed)
            say(f"command {changed.id.hex}")
        elif chance.random() < 0.2:
            action = AddAction(
                action=new_id(),
                theme="arson",
                text="Fit bins",
                agency=agency,
                due=now.date(),
                at=now,
                meeting=meeting,
                item=item,
            )
            say(f"number {do(store, Actor(), action).references[str(action.action)]}")
            say(f"command {action.id.hex}")
        else:
            added = AddLine(line=new_id(), meeting=meeting, item=item, text=f"line {number}", at=now)
            do(store, Actor(), added)
            lines.append((added.line, added.text))
            say(f"command {added.id.hex}")
        drafts.keep("line", f"{number} " + "t" * chance.randrange(LONGEST))
        drafts.stand_at(f"item {number}")
        if drafts.flush():
            say(f"draft {number}")


def _where(work: Work) -> tuple[UUID, UUID, UUID]:
    meeting = work.session.scalars(select(Meeting.id).where(Meeting.stage == "in_progress")).one()
    item = work.session.scalars(
        select(AgendaItem.id).where(AgendaItem.meeting_id == meeting, AgendaItem.theme == "arson")
    ).one()
    agency = work.session.scalars(select(Agency.id).order_by(Agency.name).limit(1)).one()
    return meeting, item, agency


def back_up(path: Path, key: bytes) -> None:
    """Make the backup of a day again and again; each is acknowledged when it has its name."""
    for number in count():
        backup.daily(path, key, datetime.now(UTC).date(), again=True)
        say(f"backup {number}")


if __name__ == "__main__":
    what, file, key = sys.argv[1:]
    {"commands": work_on, "backups": back_up}[what](Path(file), bytes.fromhex(key))
