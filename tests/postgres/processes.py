"""Processes of the tests' servers: as whom they run, whose children they are, and which port is free."""

from __future__ import annotations

import os
import pwd
import socket
from pathlib import Path
from typing import TypedDict


class AsWhom(TypedDict):
    """What `subprocess` is told about the user of a process."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None


def unprivileged() -> AsWhom:
    """As whom the programs of PostgreSQL are run."""
    user = unprivileged_user()
    return {"user": user, "group": user, "extra_groups": None if user is None else []}


def unprivileged_user() -> int | None:
    """PostgreSQL does not run as root: root hands over to the user the package made, or to nobody."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name: one.pw_uid for one in pwd.getpwall()}
    return known.get("postgres", known["nobody"])


def children(number: int) -> list[int]:
    """The processes a process began that are there still."""
    everybody = (int(path.name) for path in Path("/proc").glob("[0-9]*"))
    return [one for one in everybody if _state(one)[1:2] == [str(number)]]


def ended(number: int) -> bool:
    """Whether a process is over, also while nobody has asked how."""
    return _state(number)[:1] in ([], ["Z"])


def _state(number: int) -> list[str]:
    """A letter for what it does, its parent, and more; nothing of one that is gone."""
    try:
        told = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return []
    return told.rpartition(")")[2].split()  # its name may hold blanks and brackets


def free_port() -> int:
    """A port nobody listens at just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
