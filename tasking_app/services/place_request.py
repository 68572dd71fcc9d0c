"""A place on the next agenda for a referral: taken by who decides, asked for by everybody else."""

from __future__ import annotations

from uuid import UUID

from tasking_app.commands.base import Command, new_id
from tasking_app.commands.meeting import PlaceReferral
from tasking_app.commands.proposal import Propose
from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.referral import Referral
from tasking_app.rules import days
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import home
from tasking_app.services.deciding import decides
from tasking_app.services.proposal import step


def ready(work: Work, referral: UUID, meeting: UUID | None = None) -> Command | None:
    """The command to send, or the request for it; None where no meeting is named and none is planned."""
    key = meeting or home.next_meeting(work)
    if key is None:
        return None
    held = work.get(Meeting, key)
    placed = PlaceReferral(placing=new_id(), referral=referral, meeting=key)
    if work.actor.officer is None or decides(work, held.of_series):
        return placed
    row = work.get(Referral, referral, "The referral")
    called = written(REFERRAL, row.number) + (f", {row.title}" if row.title else "")
    asked = step(placed, f"{called}. On the agenda of {days.long(held.held_on)}")
    return Propose(proposal=new_id(), series=held.of_series, source="agenda_item", steps=(asked,))
