"""The key of what a login keeps on a computer without a credential store: locked by the login's password."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from tasking_app import credentials
from tasking_app.database.sqlite import raw_connection
from tasking_app.paths import beside, only_owner
from tasking_app.rules.errors import AppError

ENDING, SALT = ".key", ".salt"
"""A file that holds the key and opens with the password alone, and what makes equal passwords differ."""


class OtherPassword(AppError):
    """The key is there, and this password does not open it."""


def of(place: Path, password: str, *, anew: bool = False) -> bytes:
    """The key of the files of a place; a new one where there is none.

    With `anew` also where this password does not open it, which the server accepts: what was kept under a
    password that was forgotten nobody can read any more. Raises OtherPassword.
    """
    path = beside(place, ENDING)
    lock = _lock(place, password)
    try:
        return _read(path, lock)
    except dbapi2.DatabaseError as error:
        if not anew:
            raise OtherPassword("This password does not open what this computer keeps.") from error
        path.replace(beside(place, f"{ENDING}.before"))
        return _read(path, lock)


def change(place: Path, old: str, new: str) -> None:
    """Another password opens the same key from now on. Without such a key there is nothing to do."""
    path = beside(place, ENDING)
    if not path.exists():
        return
    with closing(raw_connection(path, _lock(place, old))) as file:
        file.execute(f"PRAGMA rekey = \"x'{_lock(place, new).hex()}'\"")


def _lock(place: Path, password: str) -> bytes:
    salt = beside(place, SALT)
    if not salt.exists():
        salt.write_bytes(credentials.new_salt())
    return credentials.from_passphrase(password, salt.read_bytes())


def _read(path: Path, lock: bytes) -> bytes:
    path.touch(mode=0o600)
    only_owner(path)
    with closing(raw_connection(path, lock)) as file:
        file.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB NOT NULL)")
        found = file.execute("SELECT key FROM kept").fetchone()
        if found is None:
            found = (credentials.new_key(),)
            file.execute("INSERT INTO kept (key) VALUES (?)", found)
    return bytes(found[0])
