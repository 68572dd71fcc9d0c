"""What is about to leave a shared database is recorded before it does: no record, no act."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from tasking_app.commands.paper import NoteLeaving
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.services import refused

PRINT, EXPORT, SEND = "print", "export", "send"


def record(store: Store, actor: Actor, how: str, what: str, key: UUID | str | None = None) -> None:
    """Have the database write down who lets what leave; wait until it has. A file keeps no record.

    While the line is down this computer keeps the record and sends it later. Raises AppError when it could
    not be written: then nothing may leave.
    """
    if not store.shared:
        return
    command = NoteLeaving(how=how, what=what, key=str(key or ""))
    if store.away and store.post is not None:
        store.post(actor, command)
    else:
        about = f"{how} {what}".replace("-", " ")
        with refused.noted(store, actor, about, key if isinstance(key, UUID) else None):
            store.write(actor, lambda work: note(work, command))


def note(work: Work, command: NoteLeaving) -> None:
    """Have the database write it down."""
    if work.shared:
        work.session.execute(select(func.audit.note(command.how, command.what, command.key, None)))
