"""What `demo`, `export` and `tour` refuse, each in one plain sentence and with nothing harmed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="owners of this kind are not on Windows")
AS_NOBODY = """
import os, sys
from tasking_app import app, cli
from tasking_app.ui import tour
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
from tasking_app.__main__ import main
sys.argv[0] = "tasking"
sys.exit(main())
"""


def plain(text: str) -> bool:
    """Whether it is one line without code in it, ending as a sentence."""
    return (
        text.endswith(".\n")
        and text.count("\n") == 1
        and not {"Errno", "Traceback", "fault"} & {*text.split()}
    )


def program(script: str, *words: object) -> tuple[int, str]:
    """The exit status of a program of its own, and what it said on standard error."""
    environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    done = subprocess.run(
        [sys.executable, "-c", script, *(str(word) for word in words)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that nobody may write to."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_paper_never_takes_the_place_of_the_database(database: Path, run: Run) -> None:
    status, told, error = run("export", "minutes", "--database", database, "--out", database)
    assert (status, told) == (1, "")
    assert plain(error)
    assert "has to end in .pdf" in error
    assert run("database", "check", "--database", database)[0] == 0


@UNIX
def test_a_demo_in_a_folder_that_is_read_only(closed_folder: Path) -> None:
    status, error = program(AS_NOBODY, "demo", closed_folder / "x.db")
    assert status == 1
    assert plain(error)
    assert "read-only" in error


def test_a_demo_where_removing_is_refused_too(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk mounted read-only answers so to everything, even to removing what is not there."""

    def read_only(path: Path, **_: object) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "unlink", read_only)
    monkeypatch.setattr(os, "access", lambda *_: False)
    status, _, error = run("demo", tmp_path / "x.db")
    assert status == 1
    assert plain(error)
    assert "read-only" in error


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_demo_of_years_that_are_not_possible(tmp_path: Path, run: Run, day: str) -> None:
    status, told, error = run("demo", tmp_path / "x.db", "--until", day)
    assert (status, told) == (1, "")
    assert "2000 to 2100" in error
    assert plain(error)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", ["2000-01-01", "2100-12-31"])
def test_a_demo_at_either_end_of_the_years(tmp_path: Path, run: Run, day: str) -> None:
    assert run("demo", tmp_path / "x.db", "--until", day)[0] == 0


TOUR = "import sys\nfrom tasking_app.__main__ import main\nsys.argv[0] = 'tasking'\nsys.exit(main())\n"


@pytest.mark.parametrize(
    ("words", "told"), [(["--bogus"], "--bogus"), (["--out"], "--out"), (["there"], "there")]
)
def test_odd_words_after_tour(words: list[str], told: str) -> None:
    status, error = program(TOUR, "tour", *words)
    assert status == 1
    assert plain(error)
    assert told in error
    assert "usage" not in error


def test_a_tour_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear council")
    for out in (file, file / "deeper"):
        status, error = program(TOUR, "tour", "--out", out)
        assert status == 1
        assert plain(error)
        assert "is a file" in error
    assert file.read_text() == "Dear council"


@UNIX
def test_a_tour_into_a_folder_that_is_read_only(closed_folder: Path) -> None:
    for out in (closed_folder, closed_folder / "tour"):
        status, error = program(AS_NOBODY, "tour", "--out", out)
        assert status == 1
        assert plain(error)
        assert "Nothing can be written" in error
