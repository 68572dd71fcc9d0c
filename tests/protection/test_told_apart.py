"""A file that cannot be opened says why: each reason has its own kind of error and its own sentence."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import keyring
import pytest

from tasking_app import credentials
from tasking_app.commands.base import new_id
from tasking_app.database import identity, making, unlock
from tasking_app.database.errors import (
    Damaged,
    Foreign,
    Missing,
    Newer,
    NoKey,
    NoStore,
    Older,
    ReadOnly,
    WrongKey,
)
from tasking_app.database.files import HEAD, open_store
from tasking_app.database.sqlite import raw_connection
from tasking_app.database.upgrade import upgrade_file
from tasking_app.rules.errors import AppError
from tests.protection.keyrings import InMemory, none_there

OTHER = bytes(32)
PASSPHRASE = "four bin fires since October"


@pytest.fixture
def key(file: Path, store_of_keys: InMemory) -> bytes:
    """A protected file is at `file`, its key in the credential store."""
    assert store_of_keys.kept == {}
    return making.create_protected(file)


def opens(path: Path, key: bytes | None) -> bool:
    """Open and close again."""
    store = open_store(path, key)
    encrypted = store.encrypted
    store.close()
    return encrypted == (key is not None)


def flip(path: Path, at: int, count: int = 64) -> None:
    """Change some bytes."""
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(count)
        file.seek(at)
        file.write(bytes(byte ^ 0xFF for byte in old))


def test_a_new_file_opens_with_the_key_of_this_computer(file: Path, key: bytes) -> None:
    assert unlock.find_key(file) == key
    assert opens(file, key)
    assert not file.read_bytes().startswith(b"SQLite")
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_small_file_beside_it_does_not_reveal_the_key(file: Path, key: bytes) -> None:
    text = Path(f"{file}.id").read_text()
    assert key.hex() not in text
    assert set(json.loads(text)) == {"id", "kept", "salt", "check"}
    known = identity.read(file)
    assert known is not None
    assert bytes.fromhex(known.salt) == file.read_bytes()[:16]
    assert known.fits(key)
    assert not known.fits(OTHER)


def test_missing(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for ask in (lambda: unlock.find_key(path), lambda: open_store(path, None)):
        with pytest.raises(Missing, match="There is no file at"):
            ask()
    assert list(tmp_path.iterdir()) == []


def test_wrong_key(file: Path, key: bytes) -> None:
    with pytest.raises(WrongKey, match=r"not the key of tasking\.db"):
        open_store(file, OTHER)
    assert opens(file, key)


def test_a_wrong_key_in_the_credential_store(file: Path, key: bytes, store_of_keys: InMemory) -> None:
    known = identity.read(file)
    assert known is not None
    credentials.write(known.id, OTHER)
    with pytest.raises(WrongKey):
        unlock.find_key(file)
    assert unlock.recover(file, credentials.phrase_of(key)) == key
    assert unlock.find_key(file) == key


def test_no_key_on_this_computer_then_the_recovery_phrase(
    file: Path, key: bytes, store_of_keys: InMemory
) -> None:
    store_of_keys.kept.clear()
    with pytest.raises(NoKey, match="not kept on this computer"):
        unlock.find_key(file)
    with pytest.raises(NoKey):
        open_store(file, None)
    with pytest.raises(WrongKey):
        unlock.recover(file, credentials.phrase_of(OTHER))
    assert store_of_keys.kept == {}
    assert unlock.recover(file, credentials.phrase_of(key)) == key
    assert unlock.find_key(file) == key


def test_the_small_file_is_lost(file: Path, key: bytes) -> None:
    Path(f"{file}.id").unlink()
    with pytest.raises(NoKey, match=r"tasking\.db\.id that belongs beside it is missing"):
        unlock.find_key(file)
    with pytest.raises(WrongKey, match="missing"):
        open_store(file, OTHER)
    assert unlock.recover(file, credentials.phrase_of(key)) == key
    assert unlock.find_key(file) == key


def test_the_small_file_is_damaged(file: Path, key: bytes) -> None:
    for odd in ("", "{", "[]", '{"id": 7}', '{"id": "a", "kept": "b", "salt": "zz", "check": ""}'):
        Path(f"{file}.id").write_text(odd)
        assert identity.read(file) is None
        with pytest.raises(NoKey):
            unlock.find_key(file)
    assert opens(file, key)


def test_damaged_at_the_beginning_and_cut_off(file: Path, key: bytes) -> None:
    whole = file.read_bytes()
    flip(file, 200)
    with pytest.raises(Damaged, match="is damaged"):
        open_store(file, key)
    file.write_bytes(whole[:3000])
    with pytest.raises(Damaged):
        open_store(file, key)
    file.write_bytes(b"")
    with pytest.raises(Damaged):
        open_store(file, key)
    file.write_bytes(whole)
    assert opens(file, key)


@pytest.mark.parametrize(
    "content", [b"", b"A letter to the council.\n" * 400, b"%PDF-1.7\n" + bytes(8192), bytes(4096)]
)
def test_foreign(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(Foreign, match="not a Tasking file"):
        unlock.find_key(path)
    with pytest.raises(Foreign, match="not a Tasking file"):
        open_store(path, None)
    assert path.read_bytes() == content


def test_foreign_database(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    before = path.read_bytes()
    assert unlock.find_key(path) is None
    with pytest.raises(Foreign, match="another program"):
        open_store(path, None)
    assert path.read_bytes() == before


@pytest.mark.parametrize("key", [None, OTHER], ids=["plain", "encrypted"])
def test_newer_and_older(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / "tasking.db"
    upgrade_file(path, key, create=True)
    if key is not None:
        salt = path.read_bytes()[:16]
        identity.write(path, identity.describe(new_id(), identity.IN_STORE, salt, key))
    assert opens(path, key)
    for revision, error in ((f"{int(HEAD) + 1:04}", Newer), ("0001", Older)):
        with closing(raw_connection(path, key)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        with pytest.raises(error, match=error.__name__.lower()):
            open_store(path, key)


def test_a_passphrase_where_there_is_no_store(file: Path) -> None:
    with pytest.raises(AppError, match="at least 12"):
        making.create_protected(file, "too short")
    assert not file.exists()
    key = making.create_protected(file, PASSPHRASE)
    with pytest.raises(NoKey, match="protected by a passphrase"):
        unlock.find_key(file)
    with pytest.raises(WrongKey):
        unlock.find_key(file, "another passphrase altogether")
    assert unlock.find_key(file, PASSPHRASE + "\n") == key
    assert unlock.find_key(file, credentials.phrase_of(key)) == key
    assert unlock.recover(file, credentials.phrase_of(key)) == key
    Path(f"{file}.id").unlink()
    assert unlock.find_key(file, PASSPHRASE) == key
    assert opens(file, key)


@pytest.mark.usefixtures("store_of_keys")
def test_without_a_store_a_passphrase_is_wanted(file: Path) -> None:
    keyring.set_keyring(none_there())
    with pytest.raises(NoStore, match="Choose a passphrase"):
        making.create_protected(file)
    assert not file.exists()


def test_a_passphrase_for_a_file_that_has_none(file: Path, key: bytes) -> None:
    with pytest.raises(NoKey, match="recovery phrase of 24 words"):
        unlock.find_key(file, PASSPHRASE)
    with pytest.raises(WrongKey, match="Word 24"):
        unlock.find_key(file, " ".join([*credentials.phrase_of(key).split()[:23], "zzz"]))


def test_an_existing_file_is_not_made_again(file: Path, key: bytes) -> None:
    before = file.read_bytes()
    with pytest.raises(AppError, match="already"):
        making.create_protected(file)
    with pytest.raises(AppError, match="already"):
        making.create(file, None)
    assert file.read_bytes() == before
    assert opens(file, key)


def test_a_file_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    with pytest.raises(AppError):
        making.create(place / "tasking.db", None)
    with pytest.raises(AppError):
        making.create(tmp_path / "OneDrive" / "tasking.db", None)
    assert place.read_text() == "no folder"
    assert [one.name for one in tmp_path.rglob("*.db*")] == []


def test_read_only_file_system() -> None:
    """Whoever asks: a file system mounted read-only says no even to the owner of all."""
    with pytest.raises((ReadOnly, AppError)):
        making.create(Path("/proc/tasking.db"), None)


def test_a_copy_with_its_small_file_opens_elsewhere(file: Path, key: bytes, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.db"
    shutil.copy(file, other)
    shutil.copy(f"{file}.id", f"{other}.id")
    assert unlock.find_key(other) == key
    assert opens(other, key)
