"""The file the window works on: begun, looked round in, opened, upgraded, backed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from tasking_app import credentials, drafts, paths
from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import StartPartnership
from tasking_app.database import files, making, unlock
from tasking_app.database.errors import NoKey, Older, WrongKey
from tasking_app.database.store import Store
from tasking_app.database.upgrade import upgrade
from tasking_app.database.work import Actor
from tasking_app.records.template import Template
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.progress import Went, unwatched
from tasking_app.services import demo, history, partnership, template_file
from tasking_app.services.carry_out import do

T = TypeVar("T")
OWN, MADE_UP = "tasking.db", "made-up.db"
PHRASE_WORDS = credentials.WORDS
AsksKey = NoKey | WrongKey
BadPhrase = credentials.BadPhrase


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be opened: where it is and its key (None: plain)."""

    path: Path
    key: bytes | None


@dataclass(frozen=True, slots=True)
class Begun:
    """A new file, its recovery phrase, and which of its words are asked back."""

    opened: Opened
    phrase: str
    asked: tuple[int, ...]
    rows: int = 0
    """How many rows were read in, where it was begun from a history file."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody types to begin on this computer."""

    partnership: str
    name: str
    job: str
    agency: str
    passphrase: str = ""


def own_path() -> Path:
    """Where the file of this person is kept unless they choose another place."""
    return paths.data_folder() / OWN


def needs_passphrase() -> bool:
    """Whether this computer has no credential store, so that a passphrase is asked."""
    return not credentials.store_there()


def agencies_of(template: str) -> tuple[str, ...]:
    """The short names of a template's agencies, for the question who you are."""
    return tuple(line["short_name"] for line in partnership.template(template)["agency"])


def template_in(path: Path) -> Template:
    """A template that a partnership wrote out. Raises AppError."""
    return template_file.read(path)


def text_of(template: Template) -> str:
    """A template as text, to be kept until there is a file: the one it was read from may be gone by then."""
    return template_file.text_of(template)


def template_of(text: str) -> Template | None:
    """The template that was kept; None for no text. Raises AppError."""
    return template_file.of_text(text) if text else None


def name_of(template: str) -> str:
    """The partnership's name in a template."""
    return str(partnership.template(template)["name"])


def begin(
    beginning: Beginning, path: Path, template: str = "chesterfield", given: Template | None = None
) -> Begun:
    """A new protected file with the partnership of a template. On AppError nothing is left behind."""
    if not beginning.name.strip() or not beginning.partnership.strip():
        raise NotAllowed("Type the partnership’s name and your own.")
    key = making.create_protected(path, beginning.passphrase)
    command = StartPartnership(
        template=template,
        name=beginning.partnership,
        officer=new_id(),
        officer_name=beginning.name,
        officer_job=beginning.job,
        agency_name=beginning.agency,
        given=given,
    )
    _fill(path, key, lambda store: do(store, Actor(), command))
    phrase = credentials.phrase_of(key)
    return Begun(Opened(path, key), phrase, credentials.questions(phrase))


def _fill(path: Path, key: bytes, deed: Callable[[Store], T]) -> T:
    """Put the first things into a new file; when that fails there is no file."""
    try:
        store = files.open_store(path, key)
        try:
            return deed(store)
        finally:
            store.close()
    except BaseException:
        making.remove(path)
        raise


def begin_from_history(source: Path, path: Path, passphrase: str = "", went: Went = unwatched) -> Begun:
    """A new protected file with everything a history file holds.

    On AppError, also Stopped when `went` raises it, nothing is left behind.
    """
    key = making.create_protected(path, passphrase)
    rows = _fill(path, key, lambda store: history.read_in(store, Actor(), source, went))
    phrase = credentials.phrase_of(key)
    return Begun(Opened(path, key), phrase, credentials.questions(phrase), rows)


def made_up_path(folder: Path | None = None) -> Path:
    """Where the made-up borough of this computer lies."""
    return (folder or paths.data_folder()) / MADE_UP


def look_round(today: date, folder: Path | None = None, *, anew: bool = False) -> Opened:
    """The made-up borough, made anew when asked to or when the one there is of another day."""
    path = made_up_path(folder)
    if path.exists() and (anew or _day_of(path) != today):
        _let_go(path)
    if not path.exists():
        making.create(path, None)
        store = files.open_store(path, None)
        try:
            demo.make(store, years=1, seed=1, until=today)
        finally:
            store.close()
    return Opened(path, None)


def _day_of(path: Path) -> date:
    """The day a file was made, by the clock of this computer."""
    return datetime.fromtimestamp(path.stat().st_ctime).date()  # noqa: DTZ006  (a file's day)


def _let_go(path: Path) -> None:
    """Take a made-up borough away, with what was being typed in it."""
    making.remove(path)
    for ending in ("", "-wal", "-shm"):
        paths.beside(path, drafts.ENDING + ending).unlink(missing_ok=True)


def open_file(path: Path, secret: str = "") -> Opened:
    """The way into a file; an older one is upgraded after a copy. Raises CannotOpen with its sentence."""
    key = unlock.find_key(path, secret)
    try:
        files.check_revision(path, key)
    except Older:
        upgrade(path, key)
    return Opened(path, key)


def recover(path: Path, phrase: str) -> Opened:
    """Into a file whose key is not on this computer, by its recovery phrase."""
    return Opened(path, unlock.recover(path, phrase))
