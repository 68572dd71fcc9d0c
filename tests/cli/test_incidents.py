"""Police figures from the command line: counted, named line by line, and never stored by halves."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.imports.police_files import line, street_file


@pytest.fixture
def fresh(empty_files: dict[str, Path], tmp_path: Path) -> Path:
    """A file without figures."""
    path = tmp_path / "tasking.db"
    path.write_bytes(empty_files["plain"].read_bytes())
    return path


def incidents(path: Path) -> int:
    """The incidents that count."""
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute(
            "SELECT count(*) FROM incident JOIN incident_load ON incident_load.id = load_id "
            "WHERE withdrawn_at IS NULL"
        ).fetchone()[0]
    return found


def street(folder: Path, month: str, rows: int, name: str = "wendshire") -> Path:
    """A street file with so many rows."""
    path = folder / f"{month}-{name}-street.csv"
    path.write_text(street_file([line(month=month) for _ in range(rows)]), encoding="utf-8")
    return path


def test_files_a_folder_and_a_zip(fresh: Path, tmp_path: Path, run: Run) -> None:
    one, two = street(tmp_path, "2026-08", 3), street(tmp_path, "2026-09", 4)
    status, told, error = run("import", "incidents", one, two, "--database", fresh)
    assert (status, error) == (0, "")
    assert told.splitlines() == [
        "2026-08 Wendshire Police: 3 read, 3 added, 0 replaced",
        "2026-09 Wendshire Police: 4 read, 4 added, 0 replaced",
        "Total: 7 read, 7 added, 0 replaced",
    ]
    folder = tmp_path / "folder"
    folder.mkdir()
    street(folder, "2026-10", 5)
    (folder / "2026-10-wendshire-outcomes.csv").write_text("x", encoding="utf-8")
    status, told, _ = run("import", "incidents", folder, "--database", fresh)
    assert status == 0
    assert "outcomes.csv was left out" in told
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("2026-09/2026-09-wendshire-street.csv", street_file([line()] * 6))
    status, told, _ = run("import", "incidents", tmp_path / "all.zip", "--database", fresh)
    assert status == 0
    assert "Total: 6 read, 6 added, 4 replaced" in told
    assert incidents(fresh) == 3 + 6 + 5


def test_twice_changes_nothing(fresh: Path, tmp_path: Path, run: Run) -> None:
    one = street(tmp_path, "2026-08", 3)
    run("import", "incidents", one, "--database", fresh)
    status, told, _ = run("import", "incidents", one, "--database", fresh)
    assert status == 0
    assert "3 read, 0 added, 0 replaced (the same as before)" in told
    assert incidents(fresh) == 3


def test_with_problems_nothing_is_stored_unless_accepted(fresh: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "2026-09-wendshire-street.csv"
    good, broken = line(), line(month="September")
    path.write_text(street_file([good, broken, good]), encoding="utf-8")
    status, told, error = run("import", "incidents", path, "--database", fresh)
    assert (status, told) == (1, "")
    assert "2026-09-wendshire-street.csv, line 3: " in error
    assert error.splitlines()[-1].startswith("Nothing was stored")
    assert incidents(fresh) == 0
    status, told, error = run("import", "incidents", path, "--database", fresh, "--accept-problems")
    assert status == 0
    assert "line 3: " in error
    assert "Total: 2 read, 2 added, 0 replaced" in told
    assert incidents(fresh) == 2


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x01"])
def test_files_that_are_something_else(fresh: Path, tmp_path: Path, run: Run, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    for more in ([], ["--accept-problems"]):
        status, told, error = run("import", "incidents", path, "--database", fresh, *more)
        assert (status, told) == (1, "")
        assert "other.csv: " in error
        assert "Nothing was stored" in error
    assert incidents(fresh) == 0


def test_a_file_that_is_not_there_is_one_sentence(fresh: Path, tmp_path: Path, run: Run) -> None:
    status, told, error = run("import", "incidents", tmp_path / "none.csv", "--database", fresh)
    assert (status, told) == (1, "")
    assert error.strip() == f"{tmp_path / 'none.csv'}: There is no such file. Nothing was stored."
