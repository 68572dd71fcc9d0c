"""Whether enough people and every required agency are in the room."""

from __future__ import annotations

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.attendance import Attendance
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer, Seat, Series
from tasking_app.rules.meeting import Quorum


def of(work: Work, meeting: Meeting) -> Quorum:
    """The quorum of a meeting as it is marked now; missing names the required agencies with nobody here."""
    here = work.session.execute(
        select(Attendance.id, Officer.agency_id)
        .outerjoin(Officer, Officer.id == Attendance.officer_id)
        .where(
            Attendance.meeting_id == meeting.id,
            Attendance.status == "here",
            Attendance.withdrawn_at.is_(None),
        )
    ).all()
    present = {agency for _, agency in here}
    required = work.session.execute(
        select(Agency.id, Agency.short_name)
        .join(Seat, Seat.agency_id == Agency.id)
        .where(
            Seat.of_series == meeting.of_series,
            Seat.required.is_(True),
            Seat.withdrawn_at.is_(None),
            Agency.withdrawn_at.is_(None),
        )
        .order_by(Agency.order_key)
    )
    missing = tuple(name for key, name in required if key not in present)
    needed = work.session.scalar(select(Series.quorum).where(Series.id == meeting.of_series)) or 0
    return Quorum(needed, len(here), missing)
