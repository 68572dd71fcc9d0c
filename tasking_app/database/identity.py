"""The small open file beside a protected database: which key opens it, without revealing the key."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from tasking_app.paths import beside, only_owner

ENDING = ".id"
IN_STORE = "store"
BY_PASSPHRASE = "passphrase"
KEPT = (IN_STORE, BY_PASSPHRASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Under which id a key is kept, how it is kept (`store` or `passphrase`), and what proves it.

    `salt` is the first 16 bytes of the database in hexadecimal; a passphrase needs it to become the key.
    `check` tells a wrong key from a damaged file, which look alike from outside.
    """

    id: str
    kept: str
    salt: str
    check: str

    def fits(self, key: bytes) -> bool:
        """Whether this is the key of the file."""
        return hmac.compare_digest(self.check, _check(self.id, key))


def describe(file_id: UUID, kept: str, salt: bytes, key: bytes) -> Identity:
    """The identity of a new file."""
    return Identity(id=str(file_id), kept=kept, salt=salt.hex(), check=_check(str(file_id), key))


def read(database: Path) -> Identity | None:
    """The identity beside a database, or None when there is none that can be read."""
    try:
        plain = json.loads(beside(database, ENDING).read_text(encoding="utf-8"))
        found = Identity(**{name: str(plain[name]) for name in Identity.__dataclass_fields__})
        bytes.fromhex(found.salt)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.kept in KEPT else None


def write(database: Path, identity: Identity) -> None:
    """Put an identity beside a database, at once or not at all."""
    path = beside(database, ENDING)
    new = beside(path, ".new")
    with new.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(asdict(identity), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    only_owner(new)
    new.replace(path)


def copy(source: Path, target: Path) -> None:
    """Copy the identity of one database to another that has the same key; a plain one has none."""
    identity = read(source)
    if identity is not None:
        write(target, identity)


def _check(file_id: str, key: bytes) -> str:
    return hashlib.sha256(b"Tasking key check\x00" + file_id.encode() + b"\x00" + key).hexdigest()
