"""Approved minutes in parts, the corrections beside them, and the papers made."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Keyed, Stamped, in_folder, parent, under


class MinutesPart(Keyed, Filed, Base, kw_only=True, eq=False, repr=False):
    """The meeting as it was approved: general business or one referral, as canonical JSON and its hash."""

    __tablename__ = "minutes_part"
    __table_args__ = (*in_folder("minutes_part"), parent("minutes_part"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    place: Mapped[int] = mapped_column()
    content: Mapped[str] = mapped_column()
    sha256: Mapped[str] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()


class Correction(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """Stands beside approved minutes: what they say, what they should say, who asked, who agreed."""

    __tablename__ = "correction"
    __table_args__ = (*under("correction", "minutes_part", "part_id"), parent("correction"))
    part_id: Mapped[UUID] = mapped_column()
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    paragraph: Mapped[str] = mapped_column()
    line_id: Mapped[UUID | None] = mapped_column(default=None)
    it_says: Mapped[str] = mapped_column()
    should_read: Mapped[str] = mapped_column()
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    changes_agreed: Mapped[bool] = mapped_column(default=False)
    asked_in: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None)
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)


class Paper(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A paper that was made: which, of what version and marking, and the fingerprint of its bytes."""

    __tablename__ = "paper"
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True, default=None)
    kind: Mapped[str] = mapped_column()
    of_agency: Mapped[UUID | None] = mapped_column(ForeignKey("agency.id"), default=None)
    edition: Mapped[str] = mapped_column(default="")
    marking: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    pages: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    as_at: Mapped[datetime | None] = mapped_column(default=None)
