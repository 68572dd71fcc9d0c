"""What is about to leave a shared database is recorded before it does: no record, no act."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.store import Store
from tasking_app.database.work import Actor

PRINT, EXPORT, SEND = "print", "export", "send"


def record(store: Store, actor: Actor, how: str, what: str, key: UUID | str | None = None) -> None:
    """Have the database write down who lets what leave, and wait until it has. A file keeps no such record.

    Raises AppError when it could not be written: then nothing may leave.
    """
    if not store.shared:
        return
    said = func.audit.note(how, what, str(key or ""), None)
    store.write(actor, lambda work: work.session.execute(select(said)))
