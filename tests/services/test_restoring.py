"""A backup is looked at on a copy, told apart when it does not fit, and put in place; nothing is lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasking_app import credentials
from tasking_app.commands.base import new_id
from tasking_app.database import backup, identity
from tasking_app.database.errors import CannotOpen, Damaged, Foreign, Missing, Newer, NoKey, WrongKey
from tasking_app.database.files import open_store
from tasking_app.database.sqlite import raw_connection
from tasking_app.database.upgrade import upgrade_file
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.services import restoring
from tests.conftest import KEY
from tests.partnership import TODAY, begin

NOW = datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)
EARLIER = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
OTHER = bytes(range(32, 64))


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    """The key of the open file."""
    return KEY if request.param == "encrypted" else None


@pytest.fixture
def file(key: bytes | None, empty_files: dict[str, Path], tmp_path: Path) -> Path:
    """The open file: a partnership with one meeting held in October, closed for now."""
    path = tmp_path / "data" / "tasking.db"
    path.parent.mkdir()
    shutil.copy(empty_files["encrypted" if key else "plain"], path)
    if key is not None:
        _ours(path, key)
    store = open_store(path, key)
    store.clock = lambda: EARLIER
    p = begin(store)
    p.plan(TODAY)
    p.act()
    store.close()
    return path


@pytest.fixture
def copy(file: Path, key: bytes | None, tmp_path: Path) -> Path:
    """A backup of it."""
    made = tmp_path / "stick" / "tasking-2026-11-20.db"
    made.parent.mkdir()
    backup.backup(file, key, made)
    return made


def _ours(path: Path, key: bytes) -> None:
    identity.write(path, identity.describe(new_id(), identity.IN_STORE, path.read_bytes()[:16], key))


def _all_but_backups(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.iterdir() if not one.name.endswith(identity.ENDING))


def test_what_it_holds_is_told_and_nothing_happens_to_it(file: Path, key: bytes | None, copy: Path) -> None:
    before = {one: one.read_bytes() for one in copy.parent.iterdir()}
    found = restoring.look(copy, file, key)
    assert (found.partnership, found.meetings, found.actions) == (
        "Brackenford Community Safety Partnership",
        1,
        1,
    )
    assert (found.last_meeting, found.last_on) == ("", None), "it was planned, not held"
    assert found.key == key
    assert found.last_change == EARLIER
    assert found.made_at == datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    assert {one: one.read_bytes() for one in copy.parent.iterdir()} == before
    restoring.let_go(found)
    assert _all_but_backups(file) == ["tasking.db"]


def test_it_is_put_in_place_and_the_old_file_kept(file: Path, key: bytes | None, copy: Path) -> None:
    _rename(file, key)
    found = restoring.look(copy, file, key)
    aside = restoring.put_in_place(found, file, key, NOW)
    assert aside == file.with_name("tasking.db.before-restore-20261120-173005")
    assert _name(file, key).startswith("Brackenford")
    assert _name(aside, key) == "Afterwards"
    assert _all_but_backups(file) == ["tasking.db", aside.name]
    assert identity.read(file) == identity.read(aside)


def _rename(path: Path, key: bytes | None) -> None:
    """What was done after the backup."""
    with closing(raw_connection(path, key)) as connection:
        connection.execute("UPDATE setting SET value = 'Afterwards' WHERE name = 'partnership.name'")
        connection.commit()


def _name(path: Path, key: bytes | None) -> str:
    with closing(raw_connection(path, key)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = 'partnership.name'").fetchone()
    return str(row[0])


def test_a_damaged_one_is_refused_with_what_to_do(file: Path, key: bytes | None, copy: Path) -> None:
    with copy.open("r+b") as opened:
        opened.seek(copy.stat().st_size // 2)
        opened.write(b"\xff" * 20_000)
    with pytest.raises(Damaged, match=r"tasking-2026-11-20\.db is damaged .* Choose an earlier backup"):
        restoring.look(copy, file, key)
    assert _all_but_backups(file) == ["tasking.db"]


def test_one_of_a_newer_program_is_refused(file: Path, key: bytes | None, copy: Path) -> None:
    with closing(raw_connection(copy, key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(Newer, match=r"tasking-2026-11-20\.db was written by a newer version"):
        restoring.look(copy, file, key)
    assert _all_but_backups(file) == ["tasking.db"]


def test_an_older_one_is_upgraded_on_the_copy(file: Path, key: bytes | None, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    upgrade_file(old, key, create=True, to="0002")
    if key is not None:
        _ours(old, key)
    found = restoring.look(old, file, key)
    assert restoring.put_in_place(found, file, key, NOW) is not None
    open_store(file, key).close()
    with closing(raw_connection(old, key)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)


def test_other_files_are_told_apart(file: Path, key: bytes | None, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear council")
    with pytest.raises(Foreign, match=r"letter\.db is not a Tasking file"):
        restoring.look(letter, file, key)
    with pytest.raises(Missing):
        restoring.look(tmp_path / "gone.db", file, key)
    with pytest.raises(NotAllowed, match="is the file that is open now"):
        restoring.look(file, file, key)


def test_plain_and_encrypted_do_not_take_each_others_place(
    file: Path, key: bytes | None, empty_files: dict[str, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(empty_files["plain" if key else "encrypted"], other)
    words = "is not encrypted, and your file is" if key else "is encrypted, and the file open now is not"
    with pytest.raises(NotAllowed, match=words):
        restoring.look(other, file, key)


@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])
def test_another_key_is_asked_for_and_its_words_open_it(
    file: Path, key: bytes | None, copy: Path, tmp_path: Path
) -> None:
    with closing(raw_connection(copy, key)) as connection:
        connection.execute(f"PRAGMA rekey = \"x'{OTHER.hex()}'\"")
    _ours(copy, OTHER)
    with pytest.raises(NoKey, match="Type the recovery phrase"):
        restoring.look(copy, file, key)
    with pytest.raises(WrongKey, match="not the key of tasking-2026-11-20"):
        restoring.look(copy, file, key, credentials.phrase_of(bytes(32)))
    with pytest.raises(CannotOpen):
        restoring.look(copy, file, key, "one two three")
    found = restoring.look(copy, file, key, credentials.phrase_of(OTHER))
    aside = restoring.put_in_place(found, file, key, NOW)
    assert aside is not None
    assert _name(file, OTHER) == _name(aside, KEY)
    assert identity.read(file) == identity.read(copy)


@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])
def test_one_without_its_small_file_opens_with_the_key_of_the_file(
    file: Path, key: bytes | None, copy: Path
) -> None:
    Path(f"{copy}{identity.ENDING}").unlink()
    before = identity.read(file)
    found = restoring.look(copy, file, key)
    restoring.put_in_place(found, file, key, NOW)
    assert identity.read(file) == before
    assert _name(file, key).startswith("Brackenford")


def test_what_a_look_that_ended_badly_left_goes_with_the_next(
    file: Path, key: bytes | None, copy: Path
) -> None:
    left = file.with_name("tasking.db.restore-x")
    left.mkdir()
    shutil.copy(copy, left)
    found = restoring.look(copy, file, key)
    assert not left.exists()
    restoring.let_go(found)


def test_a_full_disk_leaves_the_old_file(
    file: Path, key: bytes | None, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rename(file, key)
    found = restoring.look(copy, file, key)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(AppError, match="No space left"):
        restoring.put_in_place(found, file, key, NOW)
    assert _name(file, key) == "Afterwards"
    open_store(file, key).close()
