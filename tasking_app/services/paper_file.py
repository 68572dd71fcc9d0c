"""Writing a paper to a folder whole or not at all, and saying plainly why it was not written."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import platformdirs

from tasking_app.database.work import Work
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.rules.progress import Went, unwatched
from tasking_app.services import setting

BEGINNINGS = {".pdf": b"%PDF-", ".xlsx": b"PK\x03\x04"}


class NotSaved(AppError):
    """The file was not written; nothing is lost, since it can be made again."""


def folder(work: Work) -> Path:
    """Where papers are saved unless somebody chooses another place."""
    chosen = setting.value(work, "paper.folder")
    return Path(chosen) if chosen else platformdirs.user_documents_path() / "Tasking"


def place_for(out: Path, file_name: str) -> Path:
    """Where a paper goes: `out` is a file, or a folder that gets the paper's own file name.

    Raises NotAllowed rather than let a paper take the place of anything but an earlier paper; NotSaved when
    the place cannot be looked at.
    """
    suffix = Path(file_name).suffix
    path = out
    try:
        path = out / file_name if out.is_dir() else out
        if path.suffix.lower() != suffix:
            raise NotAllowed(f"{path.name} was not saved: the name of this paper has to end in {suffix}.")
        if path.exists() and not path.is_dir():
            _only_a_paper(path, suffix)
    except OSError as error:
        raise NotSaved(_sentence(path, error)) from error
    return path


def _only_a_paper(path: Path, suffix: str) -> None:
    beginning = BEGINNINGS[suffix]
    if not path.is_file():
        raise NotAllowed(f"{path.name} was not saved: what has that name is a device, not a file.")
    with path.open("rb") as file:
        found = file.read(len(beginning))
    if found not in (b"", beginning):
        raise NotAllowed(
            f"{path.name} was not saved: the file of that name is no paper, and was left as it was. "
            "Choose another name."
        )


def write_whole(path: Path, *pieces: bytes, went: Went = unwatched) -> None:
    """Write beside the place and move it there: no half-written paper is ever found.

    Raises NotSaved, and Stopped when `went` does.
    """
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".tasking-", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            for number, piece in enumerate(pieces, 1):
                file.write(piece)
                went(number / len(pieces))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        if part is not None:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NotSaved(_sentence(path, error)) from error
        raise


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path.name} was not saved: the disk is full. Make room, then save it again."
    if error.errno == errno.ENAMETOOLONG:
        return f"{path.name} was not saved: the file name is too long."
    if isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError):
        return f"{path.name} was not saved: there is a folder or a file in its way."
    if path.exists() and os.access(path.parent, os.W_OK):
        return f"{path.name} was not saved. It may be open in another program: close it, then try again."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{path.name} was not saved: this folder can only be read. Choose another folder."
    return f"{path.name} was not saved in {path.parent}. Choose another folder, then try again."
