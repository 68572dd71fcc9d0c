"""A full disk, a read-only folder, damage while open, a lock: a sentence each, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from tasking_app.database import backup, sqlite
from tasking_app.database.files import open_store
from tasking_app.database.sqlite import raw_connection
from tasking_app.drafts import NOT_KEPT, Drafts
from tasking_app.models.line import Line
from tasking_app.models.partnership import Agency
from tasking_app.rules.errors import AppError
from tests.conftest import KEY
from tests.partnership import Partnership, begin

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and owners of this kind are not on Windows")
BEGINNING = """
import os, resource, sys, threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from tasking_app import settings
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddLine
from tasking_app.database import backup, making
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor
from tasking_app.drafts import Drafts
from tasking_app.models.line import Line
from tasking_app.rules.errors import AppError
from tasking_app.services.carry_out import do
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None
"""
FULL = """
meeting, item = (UUID(one) for one in sys.argv[3:5])
store, drafts = open_store(path, key), Drafts(path, key)
heard = threading.Event()
drafts.trouble = lambda sentence: (print("draft:", sentence, flush=True), heard.set())
drafts.keep("line", "typed before the disk was full")
drafts.flush()
largest = max(one.stat().st_size for one in path.parent.iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 200_000, resource.RLIM_INFINITY))
try:
    for number in range(500):
        text = f"{number} " + "x" * 15_000
        now = datetime.now(UTC)
        do(store, Actor(), AddLine(line=new_id(), meeting=meeting, item=item, text=text, at=now))
        print("kept", number, flush=True)
except AppError as error:
    print("refused:", error, flush=True)
drafts.keep("line", "y" * (largest + 1_000_000))
heard.wait(20)
for name, deed in (
    ("backup", lambda: backup.backup(path, key, path.parent / "copy.db")),
    ("new file", lambda: making.create(path.parent / "new.db", key)),
):
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
    try:
        deed()
    except AppError as error:
        print(f"{name}:", error, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
print("settings:", settings.save(settings.Settings(last_file="x"), path.parent / "settings.toml"), flush=True)
os._exit(0)
"""
SMALL_DISK = """
from tasking_app.database.work import LONDON
from tests.partnership import begin
making.create(path, key)
p = begin(open_store(path, key))
meeting = p.plan(datetime.now(LONDON).date())
p.start(meeting)
item, drafts = p.item(meeting, "arson"), Drafts(path, key)
ballast = path.parent / "ballast"
ballast.write_bytes(bytes(1_000_000))
for number in range(1_000):
    drafts.keep("line", f"{number} " + "x" * 15_000)
    drafts.flush()
    try:
        p.note(meeting, item, f"{number} " + "x" * 15_000)
    except AppError as error:
        print("refused:", error, flush=True)
        break
ballast.unlink()
drafts.keep("line", "there is room again")
print("draft:", drafts.flush(), flush=True)
p.note(meeting, item, "there is room again")
backup.check(path, key)
print("lines:", number + 1 == len(p.rows(Line)), flush=True)
"""
READ_ONLY = """
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
for name, deed in (
    ("open", lambda: open_store(path, key)),
    ("new", lambda: making.create(path.parent / "new.db", key)),
    ("restore", lambda: backup.restore(path, path.parent / "other.db", key, datetime.now(UTC))),
):
    try:
        deed()
    except AppError as error:
        print(f"{name}: {type(error).__name__}: {error}", flush=True)
"""


def run(script: str, *words: object) -> list[str]:
    """What a program of its own says, line by line."""
    command = [sys.executable, "-c", BEGINNING + script, *(str(word) for word in words)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert answer.stderr == ""
    return answer.stdout.splitlines()


@UNIX
def test_a_full_disk(partnership: Partnership) -> None:
    store = partnership.store
    path, key = Path(store.where), KEY if store.encrypted else None
    meeting = partnership.plan()
    partnership.start(meeting)
    item = partnership.item(meeting, "arson")
    told = run(FULL, path, KEY.hex() if key else "", meeting, item)
    kept = [line for line in told if line.startswith("kept")]
    others = dict(line.split(": ", 1) for line in told if not line.startswith("kept"))
    assert kept
    assert others["refused"].startswith(("The disk is full.", "The disk did not take the data."))
    assert others["draft"] == NOT_KEPT
    assert others["settings"] == "False"
    assert set(others) == {"refused", "draft", "backup", "new file", "settings"}
    assert len([row for row in partnership.rows(Line) if row.text.endswith("x")]) == len(kept)
    backup.check(path, key)
    names = {one.name for one in path.parent.iterdir()}
    assert names & {"copy.db", "copy.db.new", "new.db", "settings.toml"} == set()
    drafts = Drafts(path, key)
    assert [one.text for one in drafts.all()] == ["typed before the disk was full"]
    drafts.close()


@UNIX
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_small_disk_fills_and_is_emptied_again(tmp_path: Path, key: bytes | None) -> None:
    """A disk of its own, where the system lets a test have one."""
    folder = str(tmp_path)
    in_its_own = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mounted = 'mount -t tmpfs -o size=5m none "$0"'
    if subprocess.run([*in_its_own, mounted, folder], capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk of its own may be mounted here; the limit on file sizes stands in for it")
    program = [sys.executable, "-c", BEGINNING + SMALL_DISK, f"{folder}/t.db", key.hex() if key else ""]
    command = [*in_its_own, f'{mounted} && exec "$@"', folder, *program]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert answer.stderr == ""
    assert answer.stdout.splitlines() == [
        "refused: The disk is full. Nothing was changed; make room, then try again.",
        "draft: True",
        "lines: True",
    ]


@pytest.fixture
def open_to_all(empty_files: dict[str, Path]) -> Iterator[Path]:
    """A file in a folder that nobody may write to, though anybody may look into it."""
    folder = Path(tempfile.mkdtemp())
    path = Path(shutil.copy(empty_files["plain"], folder / "tasking.db"))
    path.chmod(0o666)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


@UNIX
def test_a_folder_that_is_read_only(open_to_all: Path) -> None:
    told = dict(line.split(": ", 1) for line in run(READ_ONLY, open_to_all, ""))
    assert told["open"].startswith("ReadOnly: The folder of tasking.db is read-only")
    assert told["new"].startswith("ReadOnly: The folder of new.db is read-only")
    assert "read-only" in told["restore"]
    assert [one.name for one in open_to_all.parent.iterdir()] == ["tasking.db"]


@UNIX
def test_a_file_of_somebody_else(open_to_all: Path) -> None:
    open_to_all.chmod(0o000)
    told = dict(line.split(": ", 1) for line in run(READ_ONLY, open_to_all, ""))
    assert told["open"].startswith("CannotOpen: tasking.db cannot be read")


@UNIX
def test_a_file_that_is_read_only(open_to_all: Path) -> None:
    open_to_all.chmod(0o444)
    open_to_all.parent.chmod(0o777)
    told = dict(line.split(": ", 1) for line in run(READ_ONLY, open_to_all, ""))
    assert told["open"].startswith("ReadOnly: tasking.db is read-only")


def test_damage_met_while_working(tmp_path: Path, empty_files: dict[str, Path]) -> None:
    path = Path(shutil.copy(empty_files["encrypted"], tmp_path / "tasking.db"))
    store = open_store(path, KEY)
    partnership = begin(store)
    store.close()
    with closing(raw_connection(path, KEY)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'agency'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 40] ^= 0xFF
    path.write_bytes(content)
    store = open_store(path, KEY)  # its first pages are sound
    try:
        with pytest.raises(AppError, match="damaged"):
            store.ask(partnership.actor, lambda work: list(work.session.scalars(select(Agency))))
    finally:
        store.close()


def test_a_lock_held_by_another_program(partnership: Partnership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    path, key = Path(partnership.store.where), KEY if partnership.store.encrypted else None
    second = Partnership(open_store(path, key), partnership.actor, partnership.agencies, partnership.series)
    with closing(raw_connection(path, key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AppError, match="Another program is writing to the file"):
            second.refer()
        other.execute("ROLLBACK")
    second.refer()
    second.store.close()
