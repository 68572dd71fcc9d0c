"""Errors of the database sorted by whose fault they are, each with its own sentence."""

from __future__ import annotations

from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ResourceClosedError,
    SQLAlchemyError,
)

from tasking_app.rules.errors import AppError


class CannotOpen(AppError):
    """The file cannot be opened; the text says why and what to do."""


class Missing(CannotOpen):
    """There is no file there."""


class WrongKey(CannotOpen):
    """A key was found or given, but it is not the key of this file."""


class NoKey(CannotOpen):
    """The file is protected and no key for it was found on this computer."""


class Damaged(CannotOpen):
    """The key is right and the content is not."""


class Foreign(CannotOpen):
    """It is some other program's file."""


class Newer(CannotOpen):
    """Written by a newer version of the program."""


class Older(CannotOpen):
    """Written by an older version; it can be upgraded."""


class BadPlace(CannotOpen):
    """The folder is on a network drive or is synchronised."""


class ReadOnly(CannotOpen):
    """The file or its folder may not be written."""


class InUse(CannotOpen):
    """Another program has the file open, and what was asked for needs it alone."""


class Disabled(CannotOpen):
    """The login may not sign in any more."""


class WrongPassword(CannotOpen):
    """The server does not take this login with this password."""


class NotThere(CannotOpen):
    """The server has no such database, or nothing of ours is in it yet."""


class Taken(AppError):
    """What was to be made is there already."""


class Denied(AppError):
    """The database itself does not let this login do it."""


class Overtaken(AppError):
    """A row that was to be written is no longer there, or no longer to be seen."""


class Moved(Overtaken):
    """Somebody else changed the row that was to be written; doing it again may succeed."""


class Crowded(AppError):
    """Others wrote at the same time, again and again."""


class Unreachable(AppError):
    """The line to the database is down, or the database itself."""


class ServerFull(AppError):
    """The server answers and has no room: what waits goes when there is some."""


class NotReached(CannotOpen, Unreachable):
    """A database that is to be opened does not answer."""


class NoStore(AppError):
    """This computer has nowhere to keep a key; a passphrase is wanted instead."""


OF_PARENTS, OF_OTHERS = 1, 8  # how often a write is tried again when rows moved, and when others wrote
_SENTENCES = (
    ("database or disk is full", "The disk is full. Nothing was changed; make room, then try again."),
    (
        "readonly database",
        "The file cannot be written: it, or its folder, is read-only. Nothing was changed.",
    ),
    ("unable to open database", "The file cannot be opened for writing. Its folder may be read-only."),
    (
        "database is locked",
        "Another program is writing to the file. Nothing was changed; try again in a moment.",
    ),
    (
        "disk i/o error",
        "The disk did not take the data. Nothing was changed; check the disk, then try again.",
    ),
    ("malformed", "The file is damaged. Restore the last backup: Settings, Database and backup."),
    ("not a database", "The file is damaged, or is not a Tasking file. Restore the last backup."),
)

NO_RIGHT = "42501"
_SAFE = "Nothing was changed; try again in a moment."
# What PostgreSQL calls what went wrong: the whole code, or its first two signs for the whole family.
_STATES: dict[str, tuple[type[AppError], str]] = {
    NO_RIGHT: (Denied, "The database does not let you do this. Nothing was changed."),
    "28": (
        WrongPassword,
        (
            "The database did not accept this login and password. Check both. A first password works 7 days; "
            "after that the co-ordinator gives a new one."
        ),
    ),
    "3D000": (NotThere, "The server has no database of this name. Check the address."),
    "53100": (
        ServerFull,
        "The disk of the database server is full. Nothing was changed; tell whoever looks after it.",
    ),
    "53300": (Unreachable, f"The database has no room for another connection. {_SAFE}"),
    "53": (Unreachable, f"The database server is short of memory or disk. {_SAFE}"),
    "57014": (Unreachable, f"The database took too long to answer. {_SAFE}"),
    "57P": (Unreachable, f"The database is being stopped or started. {_SAFE}"),
    "25006": (Unreachable, f"This server of the database takes no changes at present. {_SAFE}"),
    "55P03": (Unreachable, f"Others kept the database from doing this. {_SAFE}"),
    "25P03": (Unreachable, f"The database gave up waiting. {_SAFE}"),
    "40": (Crowded, f"Others are writing to the same rows. {_SAFE}"),
    "08": (
        Unreachable,
        "The line to the database is down. Whether the last change arrived is not known yet.",
    ),
}
_NOT_BELIEVED = (
    "The server is not the one it says it is: nobody we were told to trust vouches for it. Nothing was sent "
    "to it. Ask for a new invitation file, or tell whoever looks after the database."
)
_ANOTHER_NAME = (
    "The server is not the one it says it is: its certificate is for another name than the address. Nothing "
    "was sent to it. Check the address, or tell whoever looks after the database."
)
# Before there is a connection the code is lost and only the words are left, the server's or the driver's.
_CONNECTING: tuple[tuple[str, type[AppError], str], ...] = (
    ("password authentication failed", *_STATES["28"]),
    (
        "is not permitted to log in",
        Disabled,
        "This login may not sign in: the account is disabled. Ask the co-ordinator.",
    ),
    (
        "permission denied for database",
        CannotOpen,
        "This login is not for this database. Check the address, or ask the co-ordinator.",
    ),
    ("no pg_hba.conf entry", CannotOpen, "The server takes no connections of this login from this computer."),
    ("certificate verify failed", CannotOpen, _NOT_BELIEVED),
    ("signature failure", CannotOpen, _NOT_BELIEVED),
    ("does not match host name", CannotOpen, _ANOTHER_NAME),
    ("does not support ssl", CannotOpen, "The server does not protect the line. Nothing was sent to it."),
    (
        "root certificate file",
        CannotOpen,
        "There is no file with the server's authority where the address says. Open the invitation again.",
    ),
    ("too many", *_STATES["53300"]),
    ("connection slots", *_STATES["53300"]),
    ("starting up", *_STATES["57P"]),
    ("shutting down", *_STATES["57P"]),
    ("session is read-only", *_STATES["25006"]),
    ("resolve host", Unreachable, "There is no server of this name. Check the address and the network."),
    (
        "connection refused",
        Unreachable,
        "The server does not answer: it is not running, or its port is another.",
    ),
    ("timeout expired", Unreachable, "The server does not answer. Check the network, then try again."),
    ("does not exist", *_STATES["3D000"]),
)


def sorted_error(error: SQLAlchemyError) -> AppError | None:
    """The sentence to show for an error that is not a bug of ours, or None."""
    if isinstance(error, ResourceClosedError) and "connection is closed" in str(error).lower():
        kind, sentence = _STATES["08"]  # it went while the engine made itself known to the server
        return kind(sentence)
    if not isinstance(error, DBAPIError):
        return None
    text = str(error.orig).lower()
    if _of_server(error):
        known = _sorted_server_error(error)
        if known is not None:
            return known
    elif sentence := sorted_error_text(text):
        return AppError(sentence)
    if isinstance(error, IntegrityError) and "approved" in text:
        return AppError("These minutes are approved and do not change. A correction stands beside them.")
    return None


def _of_server(error: DBAPIError) -> bool:
    return type(error.orig).__module__.startswith("psycopg")  # the driver itself is not loaded for a file


def _sorted_server_error(error: DBAPIError) -> AppError | None:
    state = state_of(error)
    if state:
        kind, sentence = next(
            (_STATES[part] for part in (state, state[:3], state[:2]) if part in _STATES), (None, "")
        )
        return kind(sentence) if kind is not None else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    return of_connecting(error.orig or error)


def of_connecting(error: BaseException) -> AppError:
    """The sentence for a line that could not be had, by the words of the server or the driver."""
    text = str(error).lower()
    kind, sentence = next(((kind, told) for mark, kind, told in _CONNECTING if mark in text), _STATES["08"])
    return kind(sentence)


def state_of(error: DBAPIError) -> str:
    """The code PostgreSQL gives for what went wrong; nothing on the other engine or without a connection."""
    return getattr(error.orig, "sqlstate", None) or ""


def sorted_error_text(text: str) -> str:
    """The sentence for what the engine said, or nothing."""
    return next((sentence for mark, sentence in _SENTENCES if mark in text.lower()), "")


def tries_left(error: DBAPIError) -> int:
    """How often to try again what failed like this: a parent row moved, or others wrote what was read."""
    state = state_of(error)
    if state[:2] == "40":
        return OF_OTHERS
    # Two who add the first row of a kind at once: the second finds it there when it tries again.
    moved = state in ("23503", "23505") or (
        isinstance(error, IntegrityError) and "foreign key" in str(error.orig).lower()
    )
    return OF_PARENTS if moved else 0
