"""The window keeps what is typed, says when it cannot, and shows what another program wrote meanwhile."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tasking_app import cli
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor
from tasking_app.drafts import NOT_KEPT, Drafts
from tasking_app.services import figures
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.others import EVERYTHING
from tests.imports.police_files import line, street_file

KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor
from tasking_app.drafts import Drafts
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.others import EVERYTHING
app = QCoreApplication([])
path = Path(sys.argv[1])
drafts = Drafts(path, None)
jobs = Jobs(lambda: open_store(path, None), Actor(), drafts)
jobs.draft("line/7", "Four bin fires since Oct", base="Four bin")
jobs.draft("line/8", "saved meanwhile")
jobs.drop_draft("line/8")
jobs.stand_at("meeting/3/item/5")
assert drafts.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def file(empty_files: dict[str, Path], tmp_path: Path) -> Path:
    """A plain file."""
    return Path(shutil.copy(empty_files["plain"], tmp_path / "tasking.db"))


@pytest.fixture
def jobs(qtbot: QtBot, file: Path) -> Iterator[Jobs]:
    """What a window has."""
    made = Jobs(lambda: open_store(file, None), Actor(), Drafts(file, None))
    yield made
    made.close()


def test_after_kill_9_the_text_and_the_place_are_there(qtbot: QtBot, file: Path) -> None:
    answer = subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False)
    assert answer.returncode < 0
    jobs = Jobs(lambda: open_store(file, None), Actor(), Drafts(file, None))
    kept = [(one.place, one.text, one.base) for one in jobs.drafts()]
    assert kept == [("line/7", "Four bin fires since Oct", "Four bin")]
    assert jobs.stood_at() == "meeting/3/item/5"
    jobs.close()


def test_the_window_shows_what_the_command_wrote(
    qtbot: QtBot, jobs: Jobs, file: Path, tmp_path: Path
) -> None:
    seen: list[list[tuple[str, str, int]]] = []
    jobs.ask(figures.months_loaded, seen.append, jobs)
    qtbot.waitUntil(lambda: seen == [[]])
    street = tmp_path / "2026-09-wendshire-street.csv"
    street.write_text(street_file([line(), line()]), encoding="utf-8")
    with qtbot.waitSignal(jobs.changed, check_params_cb=lambda touched: touched == EVERYTHING):
        assert cli.main(["import", "incidents", str(street), "--database", str(file)]) == 0
    jobs.ask(figures.months_loaded, seen.append, jobs)
    qtbot.waitUntil(lambda: seen[1:] == [[("Wendshire Police", "2026-09", 2)]])


def test_a_window_says_when_what_is_typed_is_not_kept(qtbot: QtBot, file: Path, tmp_path: Path) -> None:
    nowhere = Drafts(tmp_path / "gone" / "tasking.db", None)
    jobs = Jobs(lambda: open_store(file, None), Actor(), nowhere)
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.draft("line/7", "Four bin fires")
    assert told.args == [NOT_KEPT]
    (tmp_path / "gone").mkdir()
    jobs.close()
    assert [one.text for one in Drafts(tmp_path / "gone" / "tasking.db", None).all()] == ["Four bin fires"]
