"""Files of every earlier revision are upgraded with all that is in them, or stay as they are."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tasking_app.commands.base import new_id
from tasking_app.database import backup, files, identity, upgrade
from tasking_app.database.errors import Older
from tasking_app.database.files import HEAD, open_store
from tasking_app.database.sqlite import raw_connection
from tasking_app.database.work import Actor
from tasking_app.records.made import Wanted
from tasking_app.rules.errors import AppError
from tasking_app.services import paper_choice, publish
from tests.conftest import KEY
from tests.migrations.earlier import KEPT, empty_tables

FILES = sorted(KEPT.glob("*.db"))
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the file kept of one revision."""
    return Path(shutil.copy(request.param, tmp_path / "tasking.db"))


def protected(plain: Path) -> Path:
    """The same file with a key."""
    path = plain.with_name("protected.db")
    with closing(raw_connection(plain, None)) as connection:
        connection.execute(f"ATTACH ? AS other KEY \"x'{KEY.hex()}'\"", (str(path),))
        connection.execute("SELECT sqlcipher_export('other')").fetchall()
    identity.write(path, identity.describe(new_id(), identity.IN_STORE, files.salt_of(path), KEY))
    return path


def content(path: Path, key: bytes | None = None) -> Rows:
    """Every row of every table, columns in the order of their names."""
    found: Rows = {}
    with closing(raw_connection(path, key)) as connection:
        for table in columns(path, key):
            names = ", ".join(f'"{name}"' for name in columns(path, key)[table])
            rows = connection.execute(f'SELECT {names} FROM "{table}"').fetchall()
            found[table] = sorted(rows, key=repr)
    return found


def columns(path: Path, key: bytes | None = None) -> dict[str, list[str]]:
    """The names of the columns of every table."""
    with closing(raw_connection(path, key)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: sorted(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))
            for (table,) in tables
            if table != "alembic_version"
        }


def test_the_newest_revision_is_the_one_the_program_expects() -> None:
    with create_engine("sqlite://").connect() as connection:
        script = ScriptDirectory.from_config(upgrade.configuration(connection))
    assert script.get_heads() == [HEAD]


def test_every_revision_has_its_file_with_rows_in_every_table() -> None:
    with create_engine("sqlite://").connect() as connection:
        script = ScriptDirectory.from_config(upgrade.configuration(connection))
    assert [path.stem for path in FILES] == sorted(one.revision for one in script.walk_revisions())
    assert {path.stem: empty_tables(path) for path in FILES} == {path.stem: [] for path in FILES}


def test_upgraded_with_everything_in_it(earlier: Path) -> None:
    before, revision = content(earlier), files.revision_of(earlier, None)
    names = columns(earlier)
    if revision != HEAD:
        with pytest.raises(Older):
            open_store(earlier, None)
    assert upgrade.upgrade(earlier, None) == (revision, HEAD)
    with closing(sqlite3.connect(earlier)) as connection:
        for table, rows in before.items():
            wanted = ", ".join(f'"{name}"' for name in names[table])
            after = connection.execute(f'SELECT {wanted} FROM "{table}"').fetchall()
            assert sorted(after, key=repr) == rows, table
    backup.check(earlier, None)
    copy = upgrade.copy_before(earlier, revision)
    assert copy.exists() == (revision != HEAD)
    if copy.exists():
        assert content(copy) == before
        assert files.revision_of(copy, None) == revision


def test_an_upgraded_file_prints_its_last_minutes(earlier: Path) -> None:
    upgrade.upgrade(earlier, None)
    store = open_store(earlier, None)
    meeting = store.ask(Actor(), lambda work: paper_choice.meeting(work, "minutes", "last"))
    made = publish.make(store, Actor(), Wanted(kind="minutes", meeting=meeting))
    store.close()
    assert made.data.startswith(b"%PDF-")
    assert made.pages >= 1


def test_a_protected_file_stays_protected(earlier: Path) -> None:
    path = protected(earlier)
    before = content(path, KEY)
    revision, _ = upgrade.upgrade(path, KEY)
    assert not files.is_plain(path)
    assert {table: content(path, KEY)[table] for table in ("line", "action", "referral")} == {
        table: before[table] for table in ("line", "action", "referral")
    }
    if revision != HEAD:
        copy = upgrade.copy_before(path, revision)
        assert not files.is_plain(copy)
        assert content(copy, KEY) == before
        assert identity.read(copy) == identity.read(path)


def test_a_row_that_points_at_nothing_stops_the_upgrade(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES[0], tmp_path / "tasking.db"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE placing SET item_id = randomblob(16) WHERE rowid = 1")
    before = content(path)
    with pytest.raises(AppError, match="point at nothing"):
        upgrade.upgrade(path, None)
    assert content(path) == before
    assert files.revision_of(path, None) == "0001"


UPGRADER = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from tasking_app.database import upgrade
left = int(sys.argv[2])
@event.listens_for(Engine, "after_cursor_execute")
def one_less(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
upgrade.upgrade_file(Path(sys.argv[1]), None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("statements", [1, 2, 5, 12, 25, 50, 80])
def test_killed_in_the_middle_it_is_all_or_nothing(tmp_path: Path, statements: int) -> None:
    """Killed after so many statements, a file is what it was and can be upgraded."""
    path = Path(shutil.copy(FILES[0], tmp_path / "tasking.db"))
    before = content(path)
    command = [sys.executable, "-c", UPGRADER, str(path), str(statements)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert files.revision_of(path, None) == "0001"
    assert content(path) == before
    upgrade.upgrade(path, None)
    backup.check(path, None)
    assert content(path)["line"] == before["line"]
