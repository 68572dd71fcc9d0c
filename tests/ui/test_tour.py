"""The tour as a new user plays it: pictures of every screen and the four papers, from nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pypdfium2

NEEDED = (
    "first-run home prepare referrals new-referral referral actions find add start meeting-last-minutes "
    "meeting-review meeting-arson read-back end done library settings export my-agency requests dates-kept"
)


def test_a_whole_meeting_is_played_and_leaves_its_papers(tmp_path: Path) -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    home = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "c"),
        "XDG_DATA_HOME": str(tmp_path / "d"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tasking_app", "tour", "--out", str(tmp_path / "tour")],
        env=environment | home,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "c").exists(), "the tour leaves nothing in anybody's own folders"
    pictures = {path.stem[3:]: path for path in (tmp_path / "tour" / "pictures").glob("*.png")}
    assert set(NEEDED.split()) <= set(pictures)
    assert min(path.stat().st_size for path in pictures.values()) > 20_000
    papers = {path.name[11:]: path for path in (tmp_path / "tour" / "papers").iterdir()}
    assert set(papers) == {
        "Tasking agenda.pdf",
        "Tasking minutes.pdf",
        "Tasking action plan.pdf",
        "Tasking action log.xlsx",
    }
    minutes = pypdfium2.PdfDocument(papers["Tasking minutes.pdf"])
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in minutes).split())
    minutes.close()
    assert "Four bin fires since the last meeting" in words
    assert "Waiting for a date from the contractor" in words
    assert "Treat the block as a priority location" in words
    assert "Arson-proof letterboxes at the three highest-risk flats" in words
    book = openpyxl.load_workbook(papers["Tasking action log.xlsx"], read_only=True)
    assert book.sheetnames
    book.close()
