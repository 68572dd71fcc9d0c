"""One-computer files: opened, and told apart when they cannot be opened."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

from tasking_app.database import identity, place
from tasking_app.database.errors import (
    CannotOpen,
    Damaged,
    Foreign,
    Missing,
    Newer,
    NoKey,
    Older,
    WrongKey,
    sorted_error_text,
)
from tasking_app.database.sqlite import make_engine, raw_connection
from tasking_app.database.store import Store
from tasking_app.paths import only_owner

HEAD = "0006"
PLAIN_HEADER = b"SQLite format 3\x00"
PAGE = 4096
# A page of 4,096 random bytes lacks about none of the 256 values; text, pictures and papers lack many.
VALUES_OF_RANDOM = 240


def is_plain(path: Path) -> bool:
    """Whether a file is an open SQLite file, protected by no key. Raises Missing."""
    return _beginning(path).startswith(PLAIN_HEADER)


def open_store(path: Path, key: bytes | None) -> Store:
    """Open a file that is at the revision of this program. Creates nothing.

    Raises Missing, BadPlace, ReadOnly, NoKey, WrongKey, Damaged, Foreign, Older or Newer, each with its own
    sentence.
    """
    path = path.resolve()
    check_revision(path, key)
    only_owner(path)
    plain = is_plain(path)
    return Store(make_engine(path, None if plain else key), str(path), encrypted=not plain)


def check_revision(path: Path, key: bytes | None) -> None:
    """Raises what `open_store` raises when the file is not one to open with this key and this program."""
    revision = revision_of(path, key)
    if revision > HEAD:
        raise Newer(f"{path.name} was written by a newer version of Tasking. Update the program to open it.")
    if revision < HEAD:
        raise Older(f"{path.name} was written by an older version of Tasking and has to be upgraded first.")


def revision_of(path: Path, key: bytes | None) -> str:
    """The revision of a file of ours. Raises what `open_store` raises, but for Older and Newer."""
    plain = is_plain(path)
    place.check(path)
    if not plain:
        check_key(path, key)
    try:
        revision = _revision(path, None if plain else key)
    except dbapi2.DatabaseError as error:
        # A full disk, a missing right or a lock are no damage; the engine tells them apart by kind.
        sentence = sorted_error_text(str(error)) if isinstance(error, dbapi2.OperationalError) else ""
        raise (CannotOpen(sentence) if sentence else _damaged(path)) from error
    if revision is None and identity.read(path) is not None:
        raise _damaged(path)
    if revision is None:
        raise Foreign(f"{path.name} belongs to another program and was left as it is.")
    return revision


def check_key(path: Path, key: bytes | None) -> None:
    """Raises Foreign, Damaged, NoKey or WrongKey unless this is the key of a protected file."""
    known = identity.read(path)
    if known is None and not _looks_protected(path):
        raise Foreign(f"{path.name} is not a Tasking file. It was left as it is.")
    if key is None:
        raise no_key(path)
    if known is not None and not known.fits(key):
        raise WrongKey(f"That is not the key of {path.name}. Nothing was changed.")
    if known is None and not _opens(path, key):
        raise WrongKey(
            f"{path.name} does not open with that key. The small file {path.name}.id that belongs beside it "
            "is missing: copy it here too if you can."
        )


def no_key(path: Path) -> NoKey:
    """The error for a protected file whose key is not at hand; says how to get at it."""
    known = identity.read(path)
    if known is None:
        return NoKey(
            f"{path.name} is protected, and the small file {path.name}.id that belongs beside it is missing. "
            "Copy it here too, or type the recovery phrase."
        )
    if known.kept == identity.BY_PASSPHRASE:
        return NoKey(f"{path.name} is protected by a passphrase. Type it to open the file.")
    return NoKey(
        f"{path.name} is protected, and its key is not kept on this computer. "
        "Type the recovery phrase to open it."
    )


def salt_of(path: Path) -> bytes:
    """The first 16 bytes of a protected file, which no key hides."""
    return _beginning(path)[:16]


def _beginning(path: Path) -> bytes:
    if not path.is_file():
        raise Missing(f"There is no file at {path}.")
    try:
        with path.open("rb") as file:
            return file.read(PAGE)
    except OSError as error:
        raise CannotOpen(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _looks_protected(path: Path) -> bool:
    """Whether a file may be a protected database: whole pages of what looks like chance."""
    page = _beginning(path)
    return path.stat().st_size % PAGE == 0 and len(set(page)) >= VALUES_OF_RANDOM


def _opens(path: Path, key: bytes) -> bool:
    try:
        _revision(path, key)
    except dbapi2.DatabaseError:
        return False
    return True


def _damaged(path: Path) -> Damaged:
    return Damaged(f"{path.name} is damaged. It was left as it is; restore the last backup of it.")


def _revision(path: Path, key: bytes | None) -> str | None:
    connection = raw_connection(path, key)
    try:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"alembic_version", "folder"} <= tables:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    finally:
        connection.close()
