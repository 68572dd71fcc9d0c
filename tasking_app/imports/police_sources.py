"""Finds the street-level files in what was chosen: files, folders, and the zip as downloaded."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from tasking_app.records.figures import Problem, Skipped

OTHER_KINDS = {
    "-outcomes": "It holds outcomes, not incidents.",
    "-stop-and-search": "It holds stop and search records, not incidents.",
}
# The whole country for three years is about 12,000 files; street files shrink to a tenth in a zip.
MOST_FILES = 20_000
LARGEST_FILE = 2**30
LARGEST_ZIP = 4 * 2**30
MOST_SHRUNK = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One file to read: how it is named to people, its size, and how to open it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The files to read, and everything else that was among them."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]


_Answer = Source | Skipped | Problem


def find(paths: Sequence[Path]) -> Found:
    """Look into every path; what is no street file is skipped and named, never an error."""
    answers = [answer for path in paths for answer in _in_path(path)]
    return Found(
        sources=tuple(answer for answer in answers if isinstance(answer, Source)),
        skipped=tuple(answer for answer in answers if isinstance(answer, Skipped)),
        problems=tuple(answer for answer in answers if isinstance(answer, Problem)),
    )


def _in_path(path: Path) -> Iterator[_Answer]:
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if one.is_file())
        for file in files:
            yield from _in_file(file, str(file.relative_to(path)), chosen=False)
        if not files:
            yield Problem(file=path.name, line=0, sentence="This folder is empty.")
    elif path.is_file():
        yield from _in_file(path, path.name, chosen=True)
    else:
        yield Problem(file=str(path), line=0, sentence="There is no such file.")


def _in_file(path: Path, name: str, *, chosen: bool) -> Iterator[_Answer]:
    if path.suffix.lower() == ".zip":
        yield from _in_zip(path, name)
        return
    reason = _other_kind(name, chosen=chosen)
    if reason:
        yield Skipped(file=name, reason=reason)
    else:
        yield Source(name=name, size=path.stat().st_size, open=lambda: path.open("rb"))


def _other_kind(name: str, *, chosen: bool) -> str:
    """Say why a file is left out, or nothing. A file that was chosen by itself may be called anything."""
    base = PurePosixPath(name.replace("\\", "/"))
    for ending, reason in OTHER_KINDS.items():
        if base.stem.lower().endswith(ending):
            return reason
    if not chosen and (base.suffix.lower() != ".csv" or base.name.startswith(".")):
        return "It is not a CSV file."
    return ""


def _in_zip(path: Path, name: str) -> Iterator[_Answer]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        yield Problem(file=name, line=0, sentence="This zip could not be opened; it may be damaged.")
        return
    refused = _bomb(members)
    if refused:
        yield Problem(file=name, line=0, sentence=refused)
        return
    for member in members:
        yield _member(path, name, member)


def _bomb(members: Iterable[zipfile.ZipInfo]) -> str:
    """Refuse a zip that would unpack to more than street files ever do; sizes are those it declares.

    A zip cannot go beyond what it declares: reading stops there and the check sum then fails.
    """
    members = list(members)
    if len(members) > MOST_FILES:
        return f"This zip holds more than {MOST_FILES:,} files, so it was not opened."
    large = any(member.file_size > LARGEST_FILE for member in members)
    shrunk = any(member.file_size > MOST_SHRUNK * max(member.compress_size, 1024) for member in members)
    if large or shrunk or sum(member.file_size for member in members) > LARGEST_ZIP:
        return "This zip unpacks to far more than street files ever do, so it was not opened."
    return ""


def _member(path: Path, name: str, member: zipfile.ZipInfo) -> _Answer:
    inside = f"{name}: {member.filename}"
    reason = _other_kind(member.filename, chosen=False)
    if reason:
        return Skipped(file=inside, reason=reason)
    if member.flag_bits & 0x1:
        return Problem(file=inside, line=0, sentence="This file is locked with a password.")

    def unpack() -> BinaryIO:
        archive = zipfile.ZipFile(path)  # closed by the stream taken from it, which holds the only other use
        try:
            return cast(BinaryIO, archive.open(member))
        finally:
            archive.close()

    return Source(name=inside, size=member.file_size, open=unpack)
