"""A file another program has open is never replaced, whatever the keys; what it held is kept aside whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasking_app.commands.base import new_id
from tasking_app.database import backup, files, identity
from tasking_app.database.errors import InUse
from tasking_app.database.files import open_store
from tasking_app.database.sqlite import raw_connection
from tests.conftest import KEY

NOW = datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)
OTHER = bytes(range(32, 64))
HOLDER = """
import sys
from pathlib import Path
from tasking_app.database import backup
from tasking_app.database.files import is_plain, open_store
from tasking_app.database.work import Actor
from tasking_app.commands.base import new_id
from tasking_app.models.partnership import Agency
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None
store = open_store(path, key)
def put(name):
    row = Agency(id=new_id(), name=name, short_name=name, nicknames="", domain="", order_key=name)
    store.write(Actor(), lambda work: work.add(row))
put("before")
is_plain(path)  # as the daily backup does, which costs the program some of its locks
print("open", flush=True)
if sys.stdin.readline():
    put("after")
    print("written", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def many(empty_files: dict[str, Path], tmp_path: Path) -> dict[str, Path]:
    """A file of each kind and one of another key, each with its identity."""
    made = {name: tmp_path / f"{name}.db" for name in ("plain", "encrypted", "other")}
    for name in ("plain", "encrypted"):
        shutil.copy(empty_files[name], made[name])
    _ours(made["encrypted"], KEY)
    shutil.copy(empty_files["encrypted"], made["other"])
    connection = raw_connection(made["other"], KEY)
    connection.execute(f"PRAGMA rekey = \"x'{OTHER.hex()}'\"")
    connection.close()
    _ours(made["other"], OTHER)
    return made


def _ours(path: Path, key: bytes) -> None:
    identity.write(path, identity.describe(new_id(), identity.IN_STORE, files.salt_of(path), key))


KEYS = {"plain": None, "encrypted": KEY, "other": OTHER}


@contextmanager
def held(path: Path, key: bytes | None) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the file open and has written to it."""
    command = [sys.executable, "-c", HOLDER, str(path), key.hex() if key else ""]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process


def names(path: Path, key: bytes | None) -> list[str]:
    """What is in a file."""
    connection = raw_connection(path, key)
    found = [row[0] for row in connection.execute("SELECT name FROM agency ORDER BY name")]
    connection.close()
    return found


@pytest.mark.parametrize("old", ["encrypted", "plain"])
@pytest.mark.parametrize("source", ["plain", "encrypted", "other"])
def test_refused_while_open_whatever_the_keys(many: dict[str, Path], old: str, source: str) -> None:
    copy = many[source].with_name("backup.db")
    backup.copy(many[source], KEYS[source], copy)
    before = identity.read(many[old])
    with held(many[old], KEYS[old]) as process:
        sentence = rf"^{old}\.db is open in a program\. Close it there, then restore again\.$"
        with pytest.raises(InUse, match=sentence):
            backup.restore(copy, many[old], KEYS[source], NOW)
        assert process.stdin is not None
        assert process.stdout is not None
        print("go on", file=process.stdin, flush=True)
        assert process.stdout.readline() == "written\n"
        process.communicate("")
    assert names(many[old], KEYS[old]) == ["after", "before"]
    assert identity.read(many[old]) == before
    assert list(many[old].parent.glob("*before-restore*")) == []


@pytest.mark.parametrize("source", ["plain", "other"])
def test_of_a_program_that_was_killed_nothing_is_lost(many: dict[str, Path], source: str) -> None:
    old = many["encrypted"]
    with held(old, KEY) as process:
        process.kill()
        process.communicate()
    assert old.with_name("encrypted.db-wal").stat().st_size > 0
    aside = backup.restore(many[source], old, KEYS[source], NOW)
    assert aside is not None
    assert names(aside, KEY) == ["before"]
    assert identity.read(aside) is not None
    store = open_store(old, KEYS[source])
    store.close()
    assert names(old, KEYS[source]) == []


def test_two_restores_in_one_second_keep_both(many: dict[str, Path]) -> None:
    first = backup.restore(many["plain"], many["encrypted"], None, NOW)
    second = backup.restore(many["other"], many["encrypted"], OTHER, NOW)
    assert first is not None
    assert second is not None
    assert first != second
    assert names(first, KEY) == names(second, None) == []
