"""Choices between two changes that wait for who made one of them: kept with what is typed, until chosen."""

from __future__ import annotations

from uuid import UUID

from tasking_app.commands.put_off import PutOff, command_of, decode, encode, put_off
from tasking_app.records.clash import ClashPage
from tasking_app.records.home import Attention
from tasking_app.rules.errors import Clash
from tasking_app.rules.typed_place import CLASH
from tasking_app.ui.jobs import Jobs

TOUCHED = frozenset({"clash"})


def keep(jobs: Jobs, clash: Clash, page: ClashPage) -> None:
    """Keep a choice that is to be made; the words of a restricted referral are kept by their fields alone."""
    kept = put_off(clash, page.called, tuple(one.label for one in page.fields)) if page.may_wait else None
    if kept is not None:
        jobs.draft(_place(clash.kind, clash.row), encode(kept))


def forget(jobs: Jobs, kind: str, row: object) -> None:
    """It is chosen."""
    jobs.drop_draft(_place(kind, row))
    jobs.changed.emit(TOUCHED)


def forget_command(jobs: Jobs, command: UUID) -> None:
    """What waited for the database is not to be sent: there is nothing to choose any more."""
    for one in waiting(jobs):
        asked = command_of(one)
        if asked is not None and asked.id == command:
            forget(jobs, one.kind, one.row)


def waiting(jobs: Jobs) -> list[PutOff]:
    """The choices that wait for whoever sits here, the oldest first; none while the disk is still read."""
    if not jobs.knows_typed():
        return []
    found = (decode(one.text) for one in jobs.drafts() if one.place.startswith(CLASH))
    return [one for one in found if one is not None]


def lines(jobs: Jobs) -> tuple[Attention, ...]:
    """The same for Home."""
    return tuple(
        Attention(
            what="clash",
            shape="clash",
            title=f"Two people changed {one.called}",
            detail=f"{', '.join(one.labels)}. Choose what to keep",
            verb="Choose",
            id=one.row,
            kind=one.kind,
        )
        for one in waiting(jobs)
    )


def of_row(jobs: Jobs, kind: str, row: UUID | None) -> PutOff | None:
    """The choice that waits about one row."""
    return next((one for one in waiting(jobs) if (one.kind, one.row) == (kind, row)), None)


def _place(kind: str, row: object) -> str:
    return f"{CLASH}{kind}:{row}"
