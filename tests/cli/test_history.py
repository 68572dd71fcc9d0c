"""Everything out and in again from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

PASSPHRASE = "seven green lamps burn"


def test_out_and_in_and_out_again_is_the_same(database: Path, tmp_path: Path, run: Run) -> None:
    first, second, new = tmp_path / "one.json", tmp_path / "two.json", tmp_path / "new.db"
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    status, told, error = run("history", "out", "--database", database, "--out", first)
    assert (status, error) == (0, "")
    rows = sum(len(table["rows"]) for table in json.loads(first.read_bytes())["tables"].values())
    assert (
        told.strip() == f"{first} holds {rows:,} rows. It is not protected: keep it as you keep the database."
    )
    words = ("--database", new, "--passphrase-file", secret)
    status, told, error = run("history", "in", "--from", first, *words)
    assert (status, error) == (0, "")
    assert told.strip() == f"{new} is protected and holds {rows:,} rows of {first}."
    assert not new.read_bytes().startswith(b"SQLite format 3")
    assert run("history", "out", *words, "--out", second)[0] == 0
    assert second.read_bytes() == first.read_bytes()
    assert run("export", "minutes", *words, "--out", tmp_path / "m.pdf")[0] == 0


def test_what_cannot_be_read_leaves_nothing_behind(tmp_path: Path, run: Run) -> None:
    bad, new, secret = tmp_path / "bad.json", tmp_path / "new.db", tmp_path / "secret"
    bad.write_text("{}")
    secret.write_text(PASSPHRASE)
    before = {one.name for one in tmp_path.iterdir()}
    status, told, error = run("history", "in", "--from", bad, "--database", new, "--passphrase-file", secret)
    assert (status, told) == (1, "")
    assert error.strip() == "This file is not a history that Tasking wrote, or it was cut off."
    assert {one.name for one in tmp_path.iterdir()} == before


def test_nothing_is_written_over(database: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "one.json"
    out.write_text("mine")
    status, _, error = run("history", "out", "--database", database, "--out", out)
    assert status == 1
    assert "already" in error
    assert out.read_text() == "mine"
    status, _, error = run("history", "in", "--from", out, "--database", database)
    assert status == 1
    assert "already" in error
