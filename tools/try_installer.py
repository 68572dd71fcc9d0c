"""Tries the built folder as its users would: windows open, older files are upgraded, minutes come out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tasking_app import credentials
from tasking_app.database import making

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "tasking" / ("tasking.exe" if sys.platform == "win32" else "tasking")
EARLIER_FILES = ROOT / "tests" / "migrations"
PASSPHRASE = "a lamp beside the quiet canal"
NOBODY_ANSWERS = 1  # a port that is free
PATIENCE = 300  # seconds for one command, on a slow and busy machine


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the built program in a home of its own."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    # Nothing of the source tree may help it: it has to find everything in its own folder.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_"))}
    return subprocess.run(
        [str(PROGRAM), *words],
        cwd=folder,
        env={**kept, **home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def run(folder: Path, *words: str) -> None:
    """Run the built program; stop with what it said if it fails."""
    answer = start(folder, *words)
    print(f"tasking {' '.join(words)}: exit status {answer.returncode}", flush=True)
    if answer.returncode != 0:
        sys.exit(answer.stdout + answer.stderr)


def expect(path: Path, beginning: bytes) -> None:
    """Stop unless the file is there and is what its name says."""
    if not path.is_file() or not path.read_bytes().startswith(beginning):
        sys.exit(f"{path.name} was not made as it should be.")


def try_protected(folder: Path) -> None:
    """A protected file opens with its passphrase and with its recovery phrase, and not without."""
    file, secret = folder / "protected.db", folder / "secret.txt"
    key = making.create_protected(file, PASSPHRASE)
    for words in (PASSPHRASE, credentials.phrase_of(key[: credentials.KEY_BYTES])):
        secret.write_text(words, encoding="utf-8")
        run(folder, "database", "check", "--database", str(file), "--passphrase-file", str(secret))
    answer = start(folder, "database", "check", "--database", str(file))
    if answer.returncode == 0:
        sys.exit("A protected file was opened without its key.")
    print(f"Without its key: {answer.stderr.strip()}", flush=True)


def try_server(folder: Path) -> None:
    """The way to a server is in the build: where none answers, it says so."""
    secret, authority = folder / "secret.txt", ROOT / "NOTICES.md"
    secret.write_text("no password", encoding="utf-8")
    address = f"postgresql://nobody@localhost:{NOBODY_ANSWERS}/nothing?ca={authority}"
    answer = start(folder, "database", "check", "--database", address, "--password-file", str(secret))
    if answer.returncode == 0 or "does not answer" not in answer.stderr:
        sys.exit(answer.stdout + answer.stderr)
    print(f"Without a server: {answer.stderr.strip()}", flush=True)


def main() -> None:
    """Play the tour, then upgrade every earlier file and print the last minutes in it."""
    earlier = sorted(EARLIER_FILES.glob("*.db"))
    if not earlier:
        sys.exit(f"There is no earlier file in {EARLIER_FILES.relative_to(ROOT)} to upgrade.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(folder, "tour", "--out", str(folder / "tour"))
        pictures = list((folder / "tour").rglob("*.png"))
        if not pictures:
            sys.exit("The tour left no picture of a screen.")
        for source in earlier:
            file = Path(shutil.copy(source, folder))
            minutes = file.with_suffix(".pdf")
            run(folder, "database", "upgrade", "--database", str(file))
            run(folder, "database", "check", "--database", str(file))
            run(folder, "export", "minutes", "--database", str(file), "--out", str(minutes))
            expect(minutes, b"%PDF-")
        try_protected(folder)
        try_server(folder)
    print(f"The built program works: {len(pictures)} pictures, {len(earlier)} earlier files upgraded.")


if __name__ == "__main__":
    main()
