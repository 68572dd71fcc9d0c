"""What people looked for on a shared database, noted in its record: where, and a hash of the words."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import func, select

from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.rules.searched import sign

PINCH = 16


def note(store: Store, actor: Actor, place: str, searches: Sequence[str]) -> None:
    """Have the database write down that this was looked for. The words stay here; a file keeps no record."""
    if store.shared:
        store.write(actor, lambda work: _note(work, place, searches))


def _note(work: Work, place: str, searches: Sequence[str]) -> None:
    for text in searches:
        pinch = secrets.token_bytes(PINCH)
        work.session.execute(select(func.audit.note_search(place, pinch, sign(pinch, text))))
