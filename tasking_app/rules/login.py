"""Names of logins: what the database takes, and what is proposed for an officer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

FITS = re.compile(r"[a-z][a-z0-9_.]{2,40}")
RESERVED = ("pg_", "tasking_")
ODD = "A user name has 3 to 41 small letters, numbers, dots or low lines, and begins with a letter."


def trouble_with(login: str) -> str:
    """What is wrong with the name of a login; nothing when it may be given."""
    if not FITS.fullmatch(login):
        return ODD
    return "Choose another user name: this one is the database's own." if login.startswith(RESERVED) else ""


def proposed(name: str, taken: Collection[str]) -> str:
    """A user name from a name: rowan.ashdown of Sgt Rowan Ashdown; with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    made = ".".join(words[-2:])[:38].lstrip("0123456789.")
    if trouble_with(made):
        return ""
    return next(one for one in (made, *(f"{made}{n}" for n in range(2, 99))) if one not in taken)
