"""Loading 400,000 incidents, beside the sqlite3 shell's import of the same files, and a window meanwhile."""

from __future__ import annotations

import csv
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tasking_app.database import making
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.imports import police_uk
from tasking_app.records.figures import INCIDENT_FIELDS, IncidentRow, MonthFile
from tasking_app.services import demo_figures, figures
from tasking_app.ui.jobs import Jobs, over_file
from tests.bench import files
from tests.bench.figure import Figure
from tests.bench.questions import NOBODY
from tests.bench.screens import milliseconds

ROWS = 400_000
YEARS = 10
TICK_MS = 10
NAMES = {
    "crime_id": "Crime ID",
    "category": "Crime type",
    "lsoa_code": "LSOA code",
    "lsoa_name": "LSOA name",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "location": "Location",
    "context": "Context",
    "outcome": "Last outcome category",
}
COLUMNS = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)


def measure(runs: int) -> list[Figure]:
    """The shell, a plain and an encrypted file by turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = _write_files(folder / "police")
        shell, plain, encrypted = [], [], []
        for _ in range(runs):
            shell.append(milliseconds(lambda: _import(folder)))
            plain.append(milliseconds(lambda: _load(folder, None)))
            encrypted.append(milliseconds(lambda: _load(folder, files.key())))
        base = statistics.median(shell)
        gap = statistics.median(_longest_gap(folder) for _ in range(3))
    return [
        Figure(
            f"loading {rows:,} incidents, plain",
            statistics.median(plain) / base,
            5.0,
            "times",
            aim=3.0,
            note=f"{statistics.median(plain) / 1000:.1f} to {base / 1000:.1f} s for the shell",
        ),
        Figure(
            "the same, encrypted",
            statistics.median(encrypted) / base,
            None,
            "times",
            note=f"{statistics.median(encrypted) / 1000:.1f} s",
        ),
        Figure("window alive meanwhile: longest gap", gap, 150.0, "ms"),
    ]


def _write_files(folder: Path) -> int:
    """Monthly files in the form the police publish."""
    folder.mkdir()
    chance, left = random.Random(400), ROWS
    for month in demo_figures.months(chance, YEARS, files.today()):
        part = month.rows[:left]
        left -= len(part)
        if part:
            _write_month(folder / f"{month.month}-northmere-street.csv", month, part)
    return ROWS - left


def _write_month(path: Path, month: MonthFile, rows: list[IncidentRow]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            known = {NAMES[field]: text for field, text in zip(INCIDENT_FIELDS, row, strict=True)}
            known |= {"Month": month.month, "Reported by": month.force, "Falls within": month.force}
            writer.writerow([known[column] for column in COLUMNS])


def _import(folder: Path) -> None:
    """One table filled by the shell."""
    path = folder / "shell.db"
    path.unlink(missing_ok=True)
    columns = ", ".join(f'"{name}" TEXT' for name in COLUMNS)
    said = [f"CREATE TABLE incident ({columns});"]
    said += [f'.import --csv --skip 1 "{one}" incident' for one in sorted((folder / "police").iterdir())]
    subprocess.run(["sqlite3", str(path)], input="\n".join(said), text=True, check=True)


def _load(folder: Path, key: bytes | None) -> None:
    """A new file filled by the program, from reading the files to the last row stored."""
    path = _new_file(folder, key)
    store = open_store(path, key)
    _read_and_store(store, folder)
    store.close()


def _read_and_store(store: Store, folder: Path) -> None:
    for month in police_uk.read([folder / "police"]).months:
        figures.load(store, NOBODY, month)


def _new_file(folder: Path, key: bytes | None) -> Path:
    path = folder / "loaded.db"
    making.remove(path)
    making.create(path, key)
    return path


class _Gaps(QObject):
    """Notes the longest time in which the window's thread could do nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _longest_gap(folder: Path) -> float:
    """A load as a screen does it, with the window's own loop running."""
    application = QApplication.instance() or QApplication([])
    jobs: Jobs = over_file(_new_file(folder, None))
    gaps = _Gaps()
    jobs.long(lambda store, _: _read_and_store(store, folder), lambda _: application.exit(0), gaps)
    failed = application.exec()
    jobs.close()
    assert failed == 0
    return gaps.longest * 1000
