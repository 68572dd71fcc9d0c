"""New files, with their key or plain; half-made ones leave nothing behind."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tasking_app import credentials
from tasking_app.commands.base import new_id
from tasking_app.database import identity, place
from tasking_app.database.errors import NoStore, sorted_error
from tasking_app.database.identity import BY_PASSPHRASE, IN_STORE, Identity
from tasking_app.database.upgrade import upgrade_file
from tasking_app.paths import beside, private_folder
from tasking_app.rules.errors import AppError


def create_protected(path: Path, passphrase: str = "") -> bytes:
    """Make a new protected file and answer its key, from which the recovery phrase is shown.

    Without a passphrase the key goes to the credential store; raises NoStore when this computer has none.
    """
    file_id, salt = new_id(), credentials.new_salt()
    if passphrase:
        if len(passphrase) < credentials.SHORTEST_PASSPHRASE:
            raise AppError(f"A passphrase needs at least {credentials.SHORTEST_PASSPHRASE} letters or signs.")
        key = credentials.from_passphrase(passphrase, salt)
        known = identity.describe(file_id, BY_PASSPHRASE, salt, key)
    else:
        key = credentials.new_key()
        known = identity.describe(file_id, IN_STORE, salt, key)
        if not path.exists() and not credentials.write(known.id, key):
            raise NoStore(
                "This computer has no credential store to keep a key in. Choose a passphrase instead."
            )
    create(path, key + salt, known)
    return key


def create(path: Path, key: bytes | None, identity_of: Identity | None = None) -> None:
    """Make a new file at the newest revision: protected by the key, or plain without one.

    `key` is 32 bytes, or 48 with the salt; `identity_of` is written beside it first, so that no moment passes
    in which a file has no way to be opened. Raises AppError when there is a file already or no place for one.
    """
    _take_place(path)
    try:
        if identity_of is not None:
            identity.write(path, identity_of)
        upgrade_file(path, key, create=True)
    except BaseException as error:
        remove(path)
        _raise_sorted(error)
        raise


def _take_place(path: Path) -> None:
    if path.exists():
        raise AppError(f"There is a file at {path} already. It was left as it is.")
    place.check(path)
    try:
        private_folder(path.parent)
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        _raise_sorted(error)


def remove(path: Path) -> None:
    """Remove a file that was not finished, and everything beside it."""
    for ending in ("", "-wal", "-shm", "-journal", identity.ENDING):
        beside(path, ending).unlink(missing_ok=True)


def _raise_sorted(error: BaseException) -> None:
    if isinstance(error, DBAPIError):
        known = sorted_error(error)
        if known is not None:
            raise known from error
    if isinstance(error, OSError):
        raise AppError(
            f"The file could not be made at {error.filename}: {error.strerror or error}."
        ) from error
