"""Errors of the database sorted by whose fault they are, each with its own sentence."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError

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


class NoStore(AppError):
    """This computer has nowhere to keep a key; a passphrase is wanted instead."""


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


def sorted_error(error: DBAPIError) -> AppError | None:
    """The sentence to show for an error that is not a bug of ours, or None."""
    text = str(error.orig).lower()
    sentence = sorted_error_text(text)
    if sentence:
        return AppError(sentence)
    if isinstance(error, IntegrityError) and "approved" in text:
        return AppError("These minutes are approved and do not change. A correction stands beside them.")
    return None


def sorted_error_text(text: str) -> str:
    """The sentence for what the engine said, or nothing."""
    return next((sentence for mark, sentence in _SENTENCES if mark in text.lower()), "")


def is_foreign_key_failure(error: DBAPIError) -> bool:
    """A row moved while its child was being written: worth one more try."""
    return isinstance(error, IntegrityError) and "foreign key" in str(error.orig).lower()
