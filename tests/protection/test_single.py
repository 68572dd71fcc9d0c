"""A second start brings the first window to the front; one that was killed is no obstacle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from tasking_app.ui.single import Single

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tasking_app.ui.single import Single
app = QCoreApplication([])
single = Single(Path(sys.argv[1]))
print(single.claim(), flush=True)
sys.stdin.read()
"""


def start(file: Path) -> subprocess.Popen[str]:
    """The program started once more."""
    command = [sys.executable, "-c", SECOND, str(file)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> bool:
    """Whether that one was the first."""
    assert process.stdout is not None
    return process.stdout.readline() == "True\n"


def test_a_second_start_brings_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "tasking.db"
    first = Single(file)
    assert first.claim()
    with qtbot.waitSignal(first.asked_to_front), start(file) as second:
        assert not answer(second)
        second.communicate()
    with start(tmp_path / "other.db") as other:
        assert answer(other)
        other.communicate()
    first.release()
    with start(file) as after:
        assert answer(after)
        after.communicate()


def test_one_that_was_killed_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "tasking.db"
    with start(file) as killed:
        assert answer(killed)
        mine = Single(file)
        assert not mine.claim()
        killed.kill()
        killed.communicate()
    assert mine.claim()
    with qtbot.waitSignal(mine.asked_to_front), start(file) as second:
        assert not answer(second)
        second.communicate()
    mine.release()
