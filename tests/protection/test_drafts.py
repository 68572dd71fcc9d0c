"""Text being typed is on disk within half a second and comes back, whatever happens to its file."""

from __future__ import annotations

import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tasking_app.drafts import NOT_KEPT, Drafts

KEY = bytes(range(32))
ROUNDS = 5
READER = """
import sys, time
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA key = \\"x'" + sys.argv[2] + "'\\"")
print("ready", flush=True)
for number in range(int(sys.argv[3])):
    while connection.execute("SELECT 1 FROM draft WHERE text = ?", (f"typed {number}",)).fetchone() is None:
        pass
    print(time.monotonic(), flush=True)
"""


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    """Drafts have the key of their file."""
    value: bytes | None = request.param
    return value


def test_what_was_typed_comes_back(tmp_path: Path, key: bytes | None) -> None:
    drafts = Drafts(tmp_path / "tasking.db", key)
    drafts.keep("line 1", "Four bin")
    drafts.keep("line 1", "Four bin fires", base="Three bin fires")
    drafts.keep("line 2", "🚒 مرحبا " + "x" * 20_000)
    drafts.keep("line 3", "given up")
    drafts.drop("line 3")
    drafts.stand_at("meeting/7/3")
    assert drafts.close()
    again = Drafts(tmp_path / "tasking.db", key)
    kept = again.all()
    assert [(one.place, one.text[:14], one.base) for one in kept] == [
        ("line 1", "Four bin fires", "Three bin fires"),
        ("line 2", "🚒 مرحبا xxxxxx", ""),
    ]
    assert again.stood_at() == "meeting/7/3"
    again.drop("line 1")
    assert [one.place for one in again.all()] == ["line 2"]
    again.close()


def test_another_process_sees_it_on_disk_within_half_a_second(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "tasking.db", KEY)
    drafts.keep("other", "so that there is a file")
    assert drafts.flush()
    command = [sys.executable, "-c", READER, str(drafts.path), KEY.hex(), str(ROUNDS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        took, called = [], 0.0
        for number in range(ROUNDS):
            begun = time.monotonic()
            for part in ("t", "ty", "typ", "typed", f"typed {number}"):
                drafts.keep("line", part)
            called = max(called, time.monotonic() - begun)
            took.append(float(reader.stdout.readline()) - begun)
    drafts.close()
    assert statistics.median(took) < 0.5
    assert called < 0.05


def test_nothing_of_it_can_be_read_without_the_key(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "tasking.db", KEY)
    drafts.keep("line", "Holme Court")
    drafts.flush()
    for file in tmp_path.iterdir():
        assert b"Holme" not in file.read_bytes()
        if os.name == "posix":
            assert file.stat().st_mode & 0o077 == 0
    drafts.close()


@pytest.mark.parametrize("content", [b"", b"no database at all, only text " * 200, os.urandom(8192)])
def test_a_file_that_cannot_be_read_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tasking.db.drafts"
    path.write_bytes(content)
    drafts = Drafts(tmp_path / "tasking.db", KEY)
    drafts.keep("line", "new")
    assert drafts.flush()
    drafts.close()
    aside = [one.read_bytes() for one in tmp_path.glob("*.unreadable-*")]
    assert aside == ([content] if content else [])


def test_it_says_when_it_cannot_write_and_goes_on_when_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    told: queue.Queue[str] = queue.Queue()
    drafts = Drafts(folder / "tasking.db", KEY)
    drafts.trouble = told.put
    drafts.keep("line", "kept in memory meanwhile")
    assert told.get(timeout=10) == NOT_KEPT
    assert [one.text for one in drafts.all()] == ["kept in memory meanwhile"]
    folder.mkdir()
    assert drafts.flush()
    assert told.get(timeout=10) == ""
    drafts.close()
    again = Drafts(folder / "tasking.db", KEY)
    assert [one.text for one in again.all()] == ["kept in memory meanwhile"]
    again.close()


def test_many_hands_at_once_lose_nothing(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "tasking.db", None)

    def type_much(hand: int) -> None:
        for number in range(200):
            drafts.keep(f"line {hand}", f"text {number}")

    hands = [threading.Thread(target=type_much, args=(hand,)) for hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert drafts.close()
    again = Drafts(tmp_path / "tasking.db", None)
    assert sorted((one.place, one.text) for one in again.all()) == [
        (f"line {hand}", "text 199") for hand in range(4)
    ]
    again.close()
