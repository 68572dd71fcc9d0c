"""The way back from a backup inside the window: looked at first, then put in the place of the open file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from tasking_app.credentials import BadPhrase
from tasking_app.database import backup, files, held, identity, unlock
from tasking_app.database.errors import Damaged, Foreign, InUse, NoKey, Older, WrongKey
from tasking_app.database.upgrade import upgrade
from tasking_app.database.work import Actor, Work
from tasking_app.models.action import Action
from tasking_app.models.history import Applied
from tasking_app.models.meeting import Meeting
from tasking_app.paths import beside
from tasking_app.records.restoring import Restorable
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.rules.meeting import HELD
from tasking_app.services import setting

WAITING = ".restore-"
"""How folders beside the open file go on that hold a copy waiting to take its place."""


def asks_key(error: Exception) -> bool:
    """Whether a passphrase or recovery phrase would help."""
    return isinstance(error, NoKey | WrongKey | BadPhrase)


def look(source: Path, to: Path, own_key: bytes | None, secret: str = "") -> Restorable:
    """Open a backup on a copy, so that nothing happens to it, and read what it would bring back.

    `own_key` is that of the open file `to`; `secret` a passphrase or a recovery phrase somebody typed. Raises
    what `files.open_store` raises for the backup, but for Older: an older one is upgraded on the copy.
    """
    _check_fit(source, to, own_key)
    ready = _copied(source, to)
    try:
        key = _key(ready, to, own_key, secret)
        _check(ready, key)
        return _described(source, ready, key)
    except BaseException:
        _remove(ready.parent)
        raise


def put_in_place(found: Restorable, to: Path, own_key: bytes | None, now: datetime) -> Path | None:
    """Give the open file's place to what was looked at; answers where the one is kept that was there.

    No program may have the file open, this one neither. When anything fails the old file stands.
    """
    aside = backup.restore(found.ready, to, found.key, now)
    if found.key is not None and found.key != own_key:
        unlock.keep(to, found.key)
    let_go(found)
    return aside


def let_go(found: Restorable) -> None:
    """Remove the copy that waited: it is in place, or is not wanted."""
    _remove(found.ready.parent)


def _check_fit(source: Path, to: Path, own_key: bytes | None) -> None:
    if source.exists() and to.exists() and source.samefile(to):
        raise NotAllowed(f"{source.name} is the file that is open now. Choose a backup of it.")
    plain = files.is_plain(source)
    if beside(source, "-wal").exists() and held.held(source):
        raise InUse(f"{source.name} is open in a program. Make a backup of it there, and choose that.")
    if plain and own_key is not None:
        raise NotAllowed(
            f"{source.name} is not encrypted, and your file is. Made-up or plain data do not take its place."
        )
    if not plain and own_key is None and not _foreign(source):
        raise NotAllowed(
            f"{source.name} is encrypted, and the file open now is not: it is for made-up data. "
            "Open your own file first, then restore there."
        )


def _foreign(source: Path) -> bool:
    """Whether it is no file of ours at all, which has a sentence of its own."""
    try:
        files.check_key(source, None)
    except AppError as error:
        return isinstance(error, Foreign)
    return False


def _copied(source: Path, to: Path) -> Path:
    """A copy with the backup's own name, which sentences give: nothing is written where the backup lies."""
    for left in to.parent.glob(f"{to.name}{WAITING}*"):
        _remove(left)  # of a look that was given up, or of a program that ended badly
    folder = Path(tempfile.mkdtemp(prefix=f"{to.name}{WAITING}", dir=to.parent))
    ready = folder / source.name
    try:
        for ending in ("", "-wal", identity.ENDING):
            if beside(source, ending).exists():
                shutil.copyfile(beside(source, ending), beside(ready, ending))
    except OSError as error:
        _remove(folder)
        raise AppError(f"{source.name} cannot be copied: {error.strerror or error}.") from error
    return ready


def _key(ready: Path, to: Path, own_key: bytes | None, secret: str) -> bytes | None:
    """The key of the backup: that of the open file, what was typed, or the one kept on this computer."""
    known = identity.read(to)
    if not secret and own_key is not None and _fits(ready, own_key):
        if identity.read(ready) is None and known is not None:
            identity.write(ready, known)  # a backup that was copied without its small file
        return own_key
    return unlock.find_key(ready, secret)


def _fits(ready: Path, key: bytes) -> bool:
    try:
        files.check_key(ready, key)
    except WrongKey:
        return False
    return True


def _check(ready: Path, key: bytes | None) -> None:
    with _of_a_backup(ready):
        try:
            files.check_revision(ready, key)
        except Older:
            upgrade(ready, key)
        backup.check(ready, key)


@contextmanager
def _of_a_backup(ready: Path) -> Iterator[None]:
    """What is to be done about a damaged backup is another matter than about a damaged file."""
    try:
        yield
    except Damaged as error:
        raise Damaged(f"{ready.name} is damaged and cannot be restored. Choose an earlier backup.") from error


def _described(source: Path, ready: Path, key: bytes | None) -> Restorable:
    store = files.open_store(ready, key)
    try:
        return store.ask(Actor(), lambda work: _found(work, source, ready, key))
    finally:
        store.close()


def _found(work: Work, source: Path, ready: Path, key: bytes | None) -> Restorable:
    last = work.session.execute(
        select(Meeting.reference, Meeting.held_on)
        .where(Meeting.withdrawn_at.is_(None), Meeting.stage.in_([one.value for one in HELD]))
        .order_by(Meeting.held_on.desc(), Meeting.reference.desc())
        .limit(1)
    ).first()
    return Restorable(
        source=source,
        ready=ready,
        key=key,
        made_at=datetime.fromtimestamp(source.stat().st_mtime, UTC),
        partnership=setting.value(work, "partnership.name"),
        meetings=_count(work, Meeting),
        actions=_count(work, Action),
        last_meeting=last.reference if last is not None else "",
        last_on=last.held_on if last is not None else None,
        last_change=work.session.scalar(select(func.max(Applied.done_at))),
    )


def _count(work: Work, model: type[Meeting] | type[Action]) -> int:
    return work.session.scalar(select(func.count()).where(model.withdrawn_at.is_(None))) or 0


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
