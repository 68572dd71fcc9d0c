"""Which meeting and which agency somebody means who types a reference or a name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency
from tasking_app.rules import meeting as stages
from tasking_app.rules.errors import NotFound

LAST = "last"
#: Papers that are about everything unless a meeting is named.
OF_ALL = ("action-log", "reliability", "history")


def meeting(work: Work, kind: str, typed: str | None) -> UUID | None:
    """The meeting with this reference; nothing typed means the usual one for the kind. Raises NotFound."""
    if typed and typed.casefold() != LAST:
        found = work.session.scalar(
            select(Meeting.id).where(
                func.upper(Meeting.reference) == typed.strip().upper(), Meeting.withdrawn_at.is_(None)
            )
        )
        if found is None:
            raise NotFound(f"There is no meeting “{typed}”.")
        return found
    if typed is None and kind in OF_ALL:
        return None
    coming = _coming(work) if typed is None and kind == "agenda" else None
    found = coming or last_held(work)
    if found is None and (kind != "action-plan" or typed):
        raise NotFound("No meeting was held yet. Name one with its reference, like MAT-2026-11-19.")
    return found


def last_held(work: Work) -> UUID | None:
    """The latest meeting that was held, of any series."""
    return work.session.scalar(
        select(Meeting.id)
        .where(Meeting.stage.in_([stage.value for stage in stages.HELD]))
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference)
        .limit(1)
    )


def _coming(work: Work) -> UUID | None:
    return work.session.scalar(
        select(Meeting.id)
        .where(Meeting.stage.in_([stage.value for stage in stages.TO_COME]), Meeting.withdrawn_at.is_(None))
        .order_by(Meeting.held_on, Meeting.starts, Meeting.reference)
        .limit(1)
    )


def agency(work: Work, typed: str | None) -> UUID | None:
    """The agency with this name, short name or nickname, or the only one that begins so. Raises NotFound."""
    if typed is None:
        return None
    rows = work.session.execute(
        select(Agency.id, Agency.name, Agency.short_name, Agency.nicknames)
        .where(Agency.withdrawn_at.is_(None))
        .order_by(Agency.order_key, Agency.name)
    ).all()
    wanted = " ".join(typed.split()).casefold()
    names: dict[UUID, set[str]] = {row.id: _names(row.name, row.short_name, row.nicknames) for row in rows}
    fits = [key for key, known in names.items() if wanted in known]
    fits = fits or [key for key, known in names.items() if any(name.startswith(wanted) for name in known)]
    if len(fits) == 1 and wanted:
        return fits[0]
    if fits and wanted:
        several = ", ".join(row.short_name for row in rows if row.id in fits)
        raise NotFound(f"“{typed}” could be {several}. Type more of the name.")
    known_as = ", ".join(row.short_name for row in rows)
    raise NotFound(f"No agency is called “{typed}”. There are {known_as}.")


def _names(name: str, short_name: str, nicknames: str) -> set[str]:
    return {one.strip().casefold() for one in (name, short_name, *nicknames.replace(";", ",").split(","))} - {
        ""
    }
