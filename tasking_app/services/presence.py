"""Who else looks at a meeting now, on a shared database; the database says who signed in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, text

from tasking_app.database.work import Work
from tasking_app.models.partnership import Officer

KIND = "here"
"""What a notice calls it when somebody comes to a meeting or goes."""


def with_me(work: Work, meeting: UUID) -> tuple[str, ...]:
    """The names of the others, by the alphabet; nobody on one computer."""
    if not work.shared:
        return ()
    asked = text("SELECT app.who_is_here(:meeting)")
    here = set(work.session.scalars(asked, {"meeting": meeting})) - {work.actor.officer}
    if not here:
        return ()
    return tuple(
        work.session.scalars(
            select(Officer.name).where(Officer.id.in_(here)).order_by(Officer.name, Officer.id)
        )
    )
