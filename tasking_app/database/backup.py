"""Copies of a file: by the day, on wish and before an upgrade; and the way back from a copy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from tasking_app.database import files, held, identity, place, unlock
from tasking_app.database.errors import CannotOpen, Damaged, InUse, sorted_error_text
from tasking_app.database.sqlite import raw_connection
from tasking_app.paths import beside, only_owner, private_folder
from tasking_app.rules.errors import AppError

FOLDER = "backups"
DAYS_KEPT = 14
OF_A_DAY = re.compile(r"-\d{4}-\d{2}-\d{2}$")
BESIDE = ("-wal", "-shm")


def daily_path(path: Path, day: date) -> Path:
    """Where the backup of a day lies."""
    return path.parent / FOLDER / f"{path.stem}-{day.isoformat()}{path.suffix}"


def daily(path: Path, key: bytes | None, day: date, *, again: bool) -> Path | None:
    """Make the backup of a day and remove the oldest of its kind; answers where it lies.

    With `again` (at close) an earlier one of the same day is replaced; without, it stays: then None.
    """
    to = daily_path(path, day)
    if to.exists() and not again:
        return None
    private_folder(to.parent)
    copy(path, key, to)
    _remove_old(path)
    return to


def backup(path: Path, key: bytes | None, to: Path) -> None:
    """Make a checked copy of a file that may be open; the copy has the same key. Refuses an existing file."""
    files.revision_of(path, key)
    if to.exists():
        raise AppError(f"There is a file at {to} already. Choose another name for the backup.")
    if not to.parent.is_dir():
        raise AppError(f"There is no folder {to.parent}.")
    copy(path, None if files.is_plain(path) else key, to)


def copy(path: Path, key: bytes | None, to: Path) -> None:
    """Copy a file as it stands, even while it is written to, and check the copy before it gets its name."""
    new = beside(to, ".new")
    try:
        with _sorted():
            new.unlink(missing_ok=True)
            new.touch(mode=0o600)
            _copy_pages(path, key, new)
            _check_whole(new, key)
            identity.copy(path, to)
            only_owner(new)
            new.replace(to)
    finally:
        for ending in ("", *BESIDE, "-journal"):
            beside(new, ending).unlink(missing_ok=True)


def restore(source: Path, to: Path, key: bytes | None, now: datetime) -> Path | None:
    """Put a backup in the place of a file; answers where the old file was kept aside, if there was one.

    The backup is checked first. Raises what `files.open_store` raises for the backup (but for Older: such a
    file is upgraded when it is opened), and InUse when a program has the old file open.
    """
    files.revision_of(source, key)
    own_key = None if files.is_plain(source) else key
    place.check(to)
    new = beside(to, ".restoring")
    with _sorted():
        _check_whole(source, own_key)
        private_folder(to.parent)
        copy(source, own_key, new)
        try:
            aside = _keep_aside(to, key, now) if to.exists() else None
            _exchange(new, to, aside)
        finally:
            for ending in ("", identity.ENDING):
                beside(new, ending).unlink(missing_ok=True)
    return aside


def check(path: Path, key: bytes | None) -> None:
    """Raises Damaged unless the file can be read to its last page and no row points at nothing."""
    plain = files.is_plain(path)
    with _sorted(), closing(raw_connection(path, None if plain else key)) as connection:
        _quick_check(connection, path)
        if not plain and connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise _damaged(path)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise Damaged(f"In {path.name} some rows point at nothing. Restore the last backup of it.")


def _exchange(new: Path, to: Path, aside: Path | None) -> None:
    """Give a file and its identity their names, the file last; when that fails the old identity stands."""
    try:
        identity.copy(new, to)
        new.replace(to)
    except OSError:
        if aside is not None:
            identity.copy(aside, to)
        raise
    if identity.read(new) is None:
        beside(to, identity.ENDING).unlink(missing_ok=True)


def _keep_aside(old: Path, key: bytes | None, now: datetime) -> Path:
    if held.held(old):
        raise _in_use(old)
    _settle(old, key)
    aside = _free(beside(old, f".before-restore-{now:%Y%m%d-%H%M%S}"))
    shutil.copy2(old, aside)
    for ending in (identity.ENDING, *BESIDE):
        if beside(old, ending).exists():
            shutil.copy2(beside(old, ending), beside(aside, ending))
    for ending in BESIDE:
        beside(old, ending).unlink(missing_ok=True)
    return aside


def _free(aside: Path) -> Path:
    """A name nothing has yet: two restores in one second keep two files aside."""
    names = (aside, *(beside(aside, f"-{number}") for number in range(2, 1000)))
    return next(one for one in names if not one.exists())


def _key_of_old(old: Path, key: bytes | None) -> bytes | None:
    """The key of the file to be replaced: that of the backup, or the one kept on this computer."""
    known = identity.read(old)
    if key is not None and (known is None or known.fits(key)):
        return key
    return unlock.find_key(old)


def _settle(old: Path, key: bytes | None) -> None:
    """Bring everything into the one file, which needs it alone.

    A file that is damaged, or whose key is not known here, stays as it is, with what lies beside it.
    """
    try:
        own_key = None if files.is_plain(old) else _key_of_old(old, key)
    except CannotOpen:
        return
    try:
        with closing(raw_connection(old, own_key)) as connection:
            connection.execute("PRAGMA busy_timeout = 1000")
            connection.execute("PRAGMA journal_mode = DELETE")
    except dbapi2.DatabaseError as error:
        if "locked" in str(error):
            raise _in_use(old) from error


def _in_use(old: Path) -> InUse:
    return InUse(f"{old.name} is open in a program. Close it there, then restore again.")


def _copy_pages(path: Path, key: bytes | None, new: Path) -> None:
    # The copy keeps the salt too: with it a passphrase becomes the key even when the small file is lost.
    salt = files.salt_of(path) if key is not None else b""
    with (
        closing(raw_connection(path, key)) as source,
        closing(raw_connection(new, key + salt if key is not None else None)) as target,
    ):
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target)


def _check_whole(path: Path, key: bytes | None) -> None:
    with closing(raw_connection(path, key)) as connection:
        _quick_check(connection, path)


def _quick_check(connection: dbapi2.Connection, path: Path) -> None:
    answer = connection.execute("PRAGMA quick_check").fetchone()
    if answer is None or answer[0] != "ok":
        raise _damaged(path)


def _damaged(path: Path) -> Damaged:
    return Damaged(f"{path.name} is damaged. Restore the last backup of it.")


def _remove_old(path: Path) -> None:
    """Remove daily backups beyond the newest 14; nothing else in the folder is touched."""
    folder = path.parent / FOLDER
    mine = [
        one
        for one in folder.glob(f"*{path.suffix}")
        if one.stem.startswith(f"{path.stem}-") and OF_A_DAY.fullmatch(one.stem.removeprefix(path.stem))
    ]
    for old in sorted(mine)[:-DAYS_KEPT]:
        old.unlink()
        beside(old, identity.ENDING).unlink(missing_ok=True)


@contextmanager
def _sorted() -> Iterator[None]:
    try:
        yield
    except dbapi2.DatabaseError as error:
        text = str(error).lower()
        kind = Damaged if any(mark in text for mark in ("malformed", "not a database")) else AppError
        raise kind(sorted_error_text(text) or "The copy could not be made.") from error
    except OSError as error:
        raise AppError(f"The copy could not be made: {error.strerror or error}.") from error
