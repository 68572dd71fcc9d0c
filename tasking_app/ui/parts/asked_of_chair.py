"""A referral or an agenda item as a request that the chair decides, with the words its rows are read by."""

from __future__ import annotations

from uuid import UUID

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import AddItem, PlaceReferral
from tasking_app.commands.proposal import Propose
from tasking_app.commands.referral import AddReferral
from tasking_app.records.referral import NewReferralForm, SeriesOfReferral
from tasking_app.rules import referral as rule
from tasking_app.rules.theme import BY_CODE
from tasking_app.services.proposal import step

PROPOSED = "Proposed. It waits for the chair"


def referral(
    command: AddReferral, form: NewReferralForm, series: SeriesOfReferral, *, place: bool
) -> Propose:
    """A proposed referral, with a place on the next agenda of its series if one is asked for."""
    agencies = dict(form.agencies)
    about = (BY_CODE[command.theme].name, rule.KINDS[command.kind].lower(), command.area)
    lead = f"lead {agencies[command.lead_agency]}"
    words = f"{command.title}. {', '.join(part for part in (*about, lead) if part)}."
    if command.reason_added:
        words += f" Why: {command.reason_added}"
    steps = [step(command, words)]
    if place and series.meeting is not None:
        placed = PlaceReferral(placing=new_id(), referral=command.referral, meeting=series.meeting)
        steps.append(step(placed, f"A place for it on the agenda of {series.next_meeting}"))
    return Propose(proposal=new_id(), series=command.series, source="referral", steps=tuple(steps))


def agenda_item(command: AddItem, series: UUID, meeting: str) -> Propose:
    """A proposed agenda item."""
    urgent = ", urgent" if command.urgent else ""
    asked = step(command, f"{command.title}. On the agenda of {meeting}{urgent}")
    return Propose(proposal=new_id(), series=series, source="agenda_item", steps=(asked,))
