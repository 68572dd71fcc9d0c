"""Backups are made, checked, thinned out and restored, and nothing is ever overwritten silently."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tasking_app.commands.base import new_id
from tasking_app.database import backup, files, identity
from tasking_app.database.errors import Damaged, InUse, WrongKey
from tasking_app.database.files import open_store
from tasking_app.database.sqlite import raw_connection
from tasking_app.database.store import Store
from tasking_app.models.partnership import Agency
from tasking_app.rules.errors import AppError
from tests.conftest import KEY
from tests.partnership import Partnership

NOW = datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)
DAY = date(2026, 11, 20)


@pytest.fixture
def path(store: Store) -> Path:
    """The file of the store, with its identity when it is protected."""
    found = Path(store.where)
    if store.encrypted:
        identity.write(found, identity.describe(new_id(), identity.IN_STORE, found.read_bytes()[:16], KEY))
    return found


@pytest.fixture
def key(store: Store) -> bytes | None:
    """The key of the store."""
    return KEY if store.encrypted else None


def agencies(path: Path, key: bytes | None) -> int:
    """Open a file and count something in it."""
    store = open_store(path, key)
    with closing(raw_connection(path, key)) as connection:
        found: int = connection.execute("SELECT count(*) FROM agency").fetchone()[0]
    store.close()
    return found


def test_a_backup_of_an_open_file_holds_everything(
    partnership: Partnership, path: Path, key: bytes | None, tmp_path: Path
) -> None:
    to = tmp_path / "copy.db"
    backup.backup(path, key, to)
    assert agencies(to, key) == len(partnership.agencies)
    assert identity.read(to) == identity.read(path)
    if key is not None:
        assert files.salt_of(to) == files.salt_of(path)
        assert b"Housing" not in to.read_bytes()
        with pytest.raises(WrongKey):
            backup.backup(path, bytes(32), tmp_path / "other.db")
    if os.name == "posix":
        assert to.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.glob("*.new*")) == []


def test_an_existing_file_is_not_overwritten(path: Path, key: bytes | None, tmp_path: Path) -> None:
    there = tmp_path / "letter.txt"
    there.write_text("Dear council")
    with pytest.raises(AppError, match="already"):
        backup.backup(path, key, there)
    with pytest.raises(AppError, match="no folder"):
        backup.backup(path, key, tmp_path / "none" / "copy.db")
    assert there.read_text() == "Dear council"


def test_daily_and_at_close(partnership: Partnership, path: Path, key: bytes | None) -> None:
    made = backup.daily(path, key, DAY, again=False)
    assert made == path.parent / "backups" / "tasking-2026-11-20.db"
    assert made.is_file()
    before = made.read_bytes()
    partnership.refer()
    assert backup.daily(path, key, DAY, again=False) is None
    assert made.read_bytes() == before
    assert backup.daily(path, key, DAY, again=True) == made
    assert made.read_bytes() != before
    assert agencies(made, key) == len(partnership.agencies)


def test_fourteen_days_are_kept_and_nothing_else_is_touched(path: Path, key: bytes | None) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    others = [
        "tasking-notes.db",
        "tasking-2026-01-01.txt",
        "other-2026-01-01.db",
        "tasking-2026-01-01-kept.db",
        "tasking-x-2026-01-01.db",
    ]
    for name in others:
        (folder / name).write_text("mine")
    for back in range(20, 0, -1):
        old = backup.daily_path(path, DAY - timedelta(days=back))
        old.write_text("old")
        Path(f"{old}.id").write_text("{}")
    backup.daily(path, key, DAY, again=False)
    kept = sorted(one.name for one in folder.iterdir() if one.read_bytes() == b"old")
    assert kept == [f"tasking-{DAY - timedelta(days=back)}.db" for back in range(13, 0, -1)]
    assert all((folder / name).read_text() == "mine" for name in others)
    assert len(list(folder.glob("*.id"))) == 13 + (key is not None)


def test_restored_and_the_old_file_kept_aside(
    partnership: Partnership, store: Store, path: Path, key: bytes | None, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    backup.backup(path, key, copy)
    store.write(
        partnership.actor,
        lambda work: work.add(
            Agency(id=new_id(), name="Late", short_name="Late", nicknames="", domain="", order_key="Z")
        ),
    )
    count = len(partnership.agencies)
    store.close()
    aside = backup.restore(copy, path, key, NOW)
    assert aside is not None
    assert aside.name == "tasking.db.before-restore-20261120-173005"
    assert agencies(path, key) == count
    assert agencies(aside, key) == count + 1
    assert identity.read(aside) == identity.read(path) == identity.read(copy)
    backup.check(path, key)


def test_restored_where_nothing_was(path: Path, key: bytes | None, tmp_path: Path) -> None:
    to = tmp_path / "new" / "tasking.db"
    assert backup.restore(path, to, key, NOW) is None
    assert agencies(to, key) == 0


def test_not_while_a_program_has_it_open(
    partnership: Partnership, path: Path, key: bytes | None, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    backup.backup(path, key, copy)
    with pytest.raises(InUse, match=r"tasking\.db is open in a program"):
        backup.restore(copy, path, key, NOW)
    partnership.refer()
    assert list(path.parent.glob("*.before-restore*")) == []
    assert list(path.parent.glob("*.restoring*")) == []


def test_a_damaged_file_is_replaced_and_kept_aside(
    store: Store, path: Path, key: bytes | None, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    backup.backup(path, key, copy)
    store.close()
    path.write_bytes(os.urandom(8192))
    aside = backup.restore(copy, path, key, NOW)
    assert aside is not None
    assert aside.stat().st_size == 8192
    assert agencies(path, key) == 0


def test_a_damaged_backup_is_refused_and_changes_nothing(
    partnership: Partnership, store: Store, path: Path, key: bytes | None, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    backup.backup(path, key, copy)
    content = bytearray(copy.read_bytes())
    for page in range(8, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 512] = os.urandom(512)
    copy.write_bytes(content)
    store.close()
    with pytest.raises(AppError, match="damaged"):
        backup.restore(copy, path, key, NOW)
    with pytest.raises(AppError, match="damaged"):
        backup.check(copy, key)
    assert agencies(path, key) == len(partnership.agencies)


def test_a_check_finds_rows_that_point_at_nothing(path: Path, key: bytes | None) -> None:
    backup.check(path, key)
    with closing(raw_connection(path, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "INSERT INTO folder (id, series_id, restricted) VALUES (randomblob(16), randomblob(16), 0)"
        )
    with pytest.raises(Damaged, match="point at nothing"):
        backup.check(path, key)
