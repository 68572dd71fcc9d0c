"""A note that was meant as an action: what is needed to give it to an agency after all."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.line import Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Seat
from tasking_app.models.referral import Referral
from tasking_app.records.loose_action import LooseAction
from tasking_app.rules.loose_action import without_marker
from tasking_app.services.meeting import next_of


def loose_action(work: Work, line_id: UUID) -> LooseAction:
    """The note with its place, the agencies of the series and the next meeting's day. Raises NotFound."""
    line = work.get(Line, line_id, "That note")
    meeting = work.get(Meeting, line.meeting_id, "The meeting")
    item = work.get(AgendaItem, line.item_id)
    under = line.folder_id if line.folder_id != line.series_id else None
    following = next_of(work, meeting.of_series, meeting.held_on + timedelta(days=1))
    agencies = work.session.execute(
        select(Agency.id, Agency.short_name)
        .join(Seat, Seat.agency_id == Agency.id)
        .where(
            Seat.of_series == meeting.of_series, Seat.withdrawn_at.is_(None), Agency.withdrawn_at.is_(None)
        )
        .order_by(Agency.order_key, Agency.name)
    )
    return LooseAction(
        line=line.id,
        text=without_marker(line.text),
        meeting=meeting.id,
        item=item.id,
        theme=work.get(Referral, under).theme if under else item.theme or "",
        referral=under,
        agencies=tuple((key, name) for key, name in agencies),
        due=following.held_on if following else meeting.held_on + timedelta(days=28),
        today=max(work.today, meeting.held_on),
    )
