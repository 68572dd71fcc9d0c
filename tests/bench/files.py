"""Made-up files of one and of ten years, plain and encrypted, kept from one run to the next."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from tasking_app.database import files, making
from tasking_app.database.sqlite import raw_connection
from tasking_app.rules import days
from tasking_app.services import demo

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out"
KEPT = OUT / "bench"
MAKES = ("tasking_app/services/demo*.py", "tasking_app/migrations/versions/*.py")


def today() -> date:
    """The day the made-up years lead up to, as `tasking demo` does it."""
    return days.in_london(datetime.now(UTC))


def plain(years: int) -> Path:
    """A plain file of that many years."""
    path = _folder() / f"plain-{years}.db"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        making.remove(unfinished)
        making.create(unfinished, None)
        store = files.open_store(unfinished, None)
        demo.make(store, years=years, seed=1, until=today())
        store.close()
        unfinished.replace(path)
    return path


def key() -> bytes:
    """The key of the encrypted files; they hold nothing real, so it may lie beside them."""
    path = _folder() / "key"
    if not path.exists():
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()


def encrypted(years: int) -> Path:
    """The same file, encrypted."""
    path = _folder() / f"encrypted-{years}.db"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        making.remove(unfinished)
        unfinished.touch(mode=0o600)
        with closing(raw_connection(plain(years), None)) as connection:
            connection.execute(f"ATTACH DATABASE ? AS other KEY \"x'{key().hex()}'\"", (str(unfinished),))
            connection.execute("SELECT sqlcipher_export('other')")
            connection.execute("DETACH DATABASE other")
        unfinished.replace(path)
    return path


def kept(name: str, makes: tuple[str, ...]) -> Path:
    """Where something made from these files is kept until one of the patterns' files changes."""
    stem, dot, ending = name.partition(".")
    return _folder() / f"{stem}-{_digest(makes)}{dot}{ending}"


def _digest(patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256(today().isoformat().encode())
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _folder() -> Path:
    """A folder for this day and this state of the code; what another day or state left is removed."""
    folder = KEPT / _digest(MAKES)
    if not folder.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder
