"""Who reads what is restricted: the people on its list, whatever their role."""

from __future__ import annotations

from uuid import UUID

from tasking_app.rules.errors import NotAllowed

REFUSED = "Only the people on its list read it. Ask the lead agency or the co-ordinator."


def may_read(officer: UUID | None, *, on_list: bool) -> bool:
    """Whether somebody reads a restricted referral and what is filed under it.

    Nobody in particular (the command line) holds the key of the whole file.
    """
    return officer is None or on_list


def check_may_read(officer: UUID | None, *, on_list: bool) -> None:
    """Raises NotAllowed: not on its list."""
    if not may_read(officer, on_list=on_list):
        raise NotAllowed(REFUSED)
