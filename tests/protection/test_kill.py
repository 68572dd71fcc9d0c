"""kill -9 as a real process, many times: nothing that was acknowledged is lost, and the file is whole.

TASKING_KILLS=1000 makes it a long soak.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tasking_app.database import backup, identity
from tasking_app.database.files import open_store
from tasking_app.database.making import create
from tasking_app.database.sqlite import raw_connection
from tasking_app.database.work import LONDON
from tasking_app.drafts import Drafts
from tests.partnership import begin

KILLS = int(os.environ.get("TASKING_KILLS", "26"))
KEY = bytes(range(1, 33))
SALT = bytes(range(16))
LONGEST = 0.4  # seconds a process works before it is killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")


@dataclass
class Acknowledged:
    """What killed processes said was safe."""

    commands: set[UUID] = field(default_factory=set)
    numbers: list[str] = field(default_factory=list)
    draft: int = -1
    backups: int = 0

    def note(self, word: str) -> None:
        """One line of what a process said."""
        kind, value = word.split()
        if kind == "command":
            self.commands.add(UUID(value))
        elif kind == "number":
            self.numbers.append(value)
        elif kind == "draft":
            self.draft = int(value)
        else:
            self.backups += 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A protected file with a meeting under way."""
    path = tmp_path / "tasking.db"
    create(path, KEY + SALT, identity.describe(UUID(int=7), identity.IN_STORE, SALT, KEY))
    store = open_store(path, KEY)
    partnership = begin(store)
    partnership.start(partnership.plan(datetime.now(LONDON).date()))
    store.close()
    return path


def killed(what: str, file: Path, after: float) -> Iterator[str]:
    """Everything a process said before it was killed; a line cut off in the middle counts for nothing."""
    command = [sys.executable, "-m", "tests.protection.soak", what, str(file), KEY.hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()  # it is at work: from now on it may die at any moment
        timer = threading.Timer(after, process.send_signal, [signal.SIGKILL])
        timer.start()
        said += process.stdout.read()
        timer.join()
        assert process.wait() == -signal.SIGKILL
    lines = said.decode().split("\n")
    yield from lines[:-1]


def look(file: Path, safe: Acknowledged) -> None:
    """Everything acknowledged is there, the file is whole, and no number was given twice."""
    with closing(raw_connection(file, KEY)) as connection:
        there = {UUID(bytes=row[0]) for row in connection.execute("SELECT id FROM applied")}
        numbers = [f"A-{row[0]}" for row in connection.execute("SELECT number FROM action")]
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        changed = connection.execute(
            "SELECT count(*) FROM line WHERE text LIKE 'changed %' "
            "AND id NOT IN (SELECT line_id FROM text_version)"
        ).fetchone()
    assert safe.commands - there == set()
    assert set(safe.numbers) - set(numbers) == set()
    assert len(numbers) == len(set(numbers))
    assert changed == (0,), "a changed line without its old text: half a command"


def look_at_drafts(file: Path, safe: Acknowledged) -> None:
    """The last draft acknowledged, or a later one, is there, and where somebody stood."""
    drafts = Drafts(file, KEY)
    kept = drafts.all()
    stood = drafts.stood_at()
    drafts.close()
    if safe.draft >= 0:
        assert int(kept[0].text.split()[0]) >= safe.draft
        assert int(stood.split()[1]) >= safe.draft
    assert list(file.parent.glob("*.unreadable-*")) == []


def test_nothing_acknowledged_is_lost(file: Path) -> None:
    chance = random.Random()
    safe = Acknowledged()
    for number in range(KILLS):
        for word in killed("commands", file, chance.uniform(0.0, LONGEST)):
            safe.note(word)
        look_at_drafts(file, safe)
        if number % 5 == 0:
            look(file, safe)
    look(file, safe)
    assert len(safe.commands) >= KILLS
    assert safe.draft > 0


def test_a_backup_is_whole_or_is_not_there(file: Path) -> None:
    chance = random.Random()
    safe = Acknowledged()
    day = backup.daily_path(file, datetime.now(UTC).date())
    for _ in range(max(4, KILLS // 6)):
        for word in killed("backups", file, chance.uniform(0.0, LONGEST)):
            safe.note(word)
        backup.check(day, KEY)
    assert safe.backups > 0
    shutil.copy(day, file.parent / "restored.db")
    identity.copy(day, file.parent / "restored.db")
    open_store(file.parent / "restored.db", KEY).close()
