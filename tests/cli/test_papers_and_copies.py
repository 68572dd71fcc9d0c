"""The command makes files, papers and copies, and says in one sentence what it did or why not."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import keyring
import pytest

from tasking_app.database import backup, making, unlock
from tasking_app.services import demo, publish
from tests.cli.conftest import Run
from tests.protection.keyrings import InMemory, none_there

PASSPHRASE = "four bin fires since October"


def content(path: Path) -> list[str]:
    """Everything in a plain file, as text."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def one_sentence(text: str) -> bool:
    """Whether an error is fit to show: one line, begins and ends as a sentence, names no code."""
    line = text.rstrip("\n")
    return "\n" not in line and line.endswith(".") and "Traceback" not in line and bool(line)


def test_the_same_arguments_make_the_same_content(made_up: Path, tmp_path: Path, run: Run) -> None:
    again = tmp_path / "again.db"
    status, told, _ = run("demo", again, "--until", "2026-11-19", "--seed", 1, "--years", 1)
    assert status == 0
    assert "made-up borough" in told
    assert content(again) == content(made_up)
    assert [one.name for one in tmp_path.iterdir()] == ["again.db"]


def test_an_existing_file_is_refused(database: Path, run: Run) -> None:
    before = database.read_bytes()
    status, told, error = run("demo", database)
    assert (status, told) == (1, "")
    assert one_sentence(error)
    assert "already" in error
    assert database.read_bytes() == before


def test_nothing_is_left_of_a_demo_that_fails(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_memory(*_: object, **__: object) -> None:
        raise MemoryError("planted")

    monkeypatch.setattr(demo, "make", out_of_memory)
    status, told, error = run("demo", tmp_path / "d.db")
    assert (status, told) == (1, "")
    assert one_sentence(error)
    assert "the fault (MemoryError) is in the program" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("paper", [name for name in publish.PAPERS if name != "annex"])
def test_every_paper(database: Path, tmp_path: Path, run: Run, paper: str) -> None:
    out = tmp_path / f"paper{publish.PAPERS[paper].suffix}"
    status, told, error = run("export", paper, "--database", database, "--meeting", "last", "--out", out)
    assert (status, error) == (0, "")
    assert "OFFICIAL" in told
    assert out.read_bytes().startswith(b"PK" if paper in ("action-log", "history") else b"%PDF-")


def test_a_paper_for_one_agency_into_a_folder(database: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    status, told, _ = run(
        *("export", "action-plan", "--database", database, "--agency", "housing"),
        *("--at", "2026-11-19T15:30", "--out", folder),
    )
    assert status == 0
    (made,) = folder.iterdir()
    assert made.name in told
    assert "Housing" in made.name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "minutes", "--meeting", "MAT-1999-01-01"], "no meeting"),
        (["export", "action-plan", "--agency", "Nobody"], "No agency is called"),
        (["export", "minutes", "--agency", "Housing"], "Only the action plan"),
        (["export", "minutes", "--at", "yesterday"], "a time is written"),
        (["export", "poster"], "Poster"),
    ],
)
def test_what_cannot_be_exported(
    database: Path, tmp_path: Path, run: Run, words: list[str], told: str
) -> None:
    status, out, error = run(*words, "--database", database, "--out", tmp_path / "x.pdf")
    assert status != 0
    assert out == ""
    assert one_sentence(error)
    assert told.lower() in error.lower()
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["export", "minutes", "--out", "x.pdf"],
        ["import", "incidents", "."],
        ["database", "check"],
        ["database", "upgrade"],
        ["backup", "--to", "y.db"],
    ],
)
def test_a_missing_database_is_never_made(
    tmp_path: Path, run: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, error = run(*words, "--database", "none.db")
    assert (status, out) == (1, "")
    assert one_sentence(error)
    assert "There is no file" in error
    assert list(tmp_path.iterdir()) == []


def test_checked_and_already_new(database: Path, run: Run) -> None:
    assert run("database", "check", "--database", database)[0] == 0
    status, told, _ = run("database", "upgrade", "--database", database)
    assert status == 0
    assert "already" in told


def test_backed_up_and_restored(database: Path, tmp_path: Path, run: Run) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", "--database", database, "--to", copy)[0] == 0
    assert run("backup", "--database", database, "--to", copy)[0] == 1
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE agency SET name = 'Spoilt'")
    status, told, _ = run("restore", "--from", copy, "--database", database)
    assert status == 0
    assert ".before-restore-" in told
    with closing(sqlite3.connect(database)) as connection:
        (spoilt,) = connection.execute("SELECT count(*) FROM agency WHERE name = 'Spoilt'").fetchone()
    assert spoilt == 0


def test_a_protected_file_with_a_passphrase_file(tmp_path: Path, run: Run) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(none_there())
    try:
        path, secret = tmp_path / "tasking.db", tmp_path / "secret.txt"
        making.create_protected(path, PASSPHRASE)
        status, _, error = run("database", "check", "--database", path)
        assert status == 1
        assert "protected by a passphrase" in error
        secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        status, told, _ = run("database", "check", "--database", path, "--passphrase-file", secret)
        assert status == 0
        assert "protected" in told
        secret.write_text("not the passphrase\n", encoding="utf-8")
        status, _, error = run("database", "check", "--database", path, "--passphrase-file", secret)
        assert status == 1
        assert one_sentence(error)
        status, _, error = run("database", "check", "--database", path, "--passphrase-file", tmp_path / "no")
        assert "cannot be read" in error
    finally:
        keyring.set_keyring(before)


def test_a_protected_file_with_its_key_on_this_computer(tmp_path: Path, run: Run) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    try:
        path = tmp_path / "tasking.db"
        key = making.create_protected(path)
        assert run("backup", "--database", path, "--to", tmp_path / "copy.db")[0] == 0
        assert unlock.find_key(tmp_path / "copy.db") == key
        assert run("restore", "--from", tmp_path / "copy.db", "--database", tmp_path / "new.db")[0] == 0
        assert run("database", "check", "--database", tmp_path / "new.db")[0] == 0
    finally:
        keyring.set_keyring(before)


def test_addresses_are_not_files(run: Run) -> None:
    status, _, error = run("backup", "--database", "postgresql://server/tasking", "--to", "copy.db")
    assert status == 1
    assert "not an address" in error


def test_help_lists_every_command(run: Run) -> None:
    status, told, _ = run("--help")
    assert status == 0
    for word in ("demo", "tour", "export", "import", "database", "backup", "restore", "opens the program"):
        assert word in told


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_ours_is_a_sentence_too(
    database: Path, run: Run, monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("planted")

    monkeypatch.setattr(backup, "check", broken)
    if debug:
        monkeypatch.setenv("TASKING_DEBUG", "1")
    status, _, error = run("database", "check", "--database", database)
    assert status == 1
    assert ("planted" in error) == debug
    assert one_sentence(error) != debug


def test_as_a_program_of_its_own(database: Path, tmp_path: Path) -> None:
    """The real command, without a window and without Qt."""
    command = [sys.executable, "-X", "importtime", "-m", "tasking_app", "database", "check", "--database"]
    answer = subprocess.run([*command, str(database)], capture_output=True, text=True, check=False)
    assert answer.returncode == 0
    assert "is sound" in answer.stdout
    assert "PySide6" not in answer.stderr
    missing = [*command[:1], *command[3:], str(tmp_path / "none.db")]
    answer = subprocess.run(
        missing, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    assert answer.returncode == 1
    assert one_sentence(answer.stderr)
