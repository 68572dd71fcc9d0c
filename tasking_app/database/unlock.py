"""How the key of a file is found on this computer."""

from __future__ import annotations

from pathlib import Path

from tasking_app import credentials
from tasking_app.commands.base import new_id
from tasking_app.database import files, identity
from tasking_app.database.errors import NoKey, WrongKey
from tasking_app.database.identity import IN_STORE, Identity


def find_key(path: Path, secret: str = "") -> bytes | None:
    """The key of a file, or None when the file is plain.

    `secret` is a passphrase or a recovery phrase somebody typed; without it the credential store is asked.
    Raises Missing, Foreign, NoKey or WrongKey, each with its own sentence.
    """
    if files.is_plain(path):
        return None
    known = identity.read(path)
    key = _from_secret(path, known, secret) if secret else _from_store(known)
    files.check_key(path, key)
    return key


def recover(path: Path, phrase: str) -> bytes:
    """Open the way to a file whose key is not on this computer, and keep the key here from now on.

    Raises BadPhrase (what is wrong with the words) or WrongKey (they are the words of another file).
    """
    key = credentials.key_of(phrase)
    files.check_key(path, key)
    keep(path, key)
    return key


def keep(path: Path, key: bytes) -> None:
    """Keep the key of a file on this computer, unless a passphrase opens it."""
    known = identity.read(path)
    if known is None:
        known = identity.describe(new_id(), IN_STORE, files.salt_of(path), key)
        identity.write(path, known)
    if known.kept == IN_STORE:
        credentials.write(known.id, key)  # where it cannot be kept, the words are asked for again next time


def _from_store(known: Identity | None) -> bytes | None:
    return credentials.read(known.id) if known is not None and known.kept == IN_STORE else None


def _from_secret(path: Path, known: Identity | None, secret: str) -> bytes:
    words = secret.split()
    if len(words) == credentials.WORDS:
        try:
            return credentials.key_of(secret)
        except credentials.BadPhrase as error:
            if known is None or known.kept == IN_STORE:
                raise WrongKey(str(error)) from error
    if known is not None and known.kept == IN_STORE:
        raise NoKey(
            f"{path.name} is not protected by a passphrase. Its key is in the credential store of the "
            "computer where it was made; elsewhere the recovery phrase of 24 words opens it."
        )
    salt = bytes.fromhex(known.salt) if known is not None else files.salt_of(path)
    return credentials.from_passphrase(secret.rstrip("\r\n"), salt)
