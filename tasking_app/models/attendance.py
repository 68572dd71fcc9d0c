"""Who was there, what they agreed to, and who had an interest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Keyed, Stamped, in_folder


class Attendance(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One person at one meeting: here, apologies, absent, or standing in for somebody."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "officer_id"),)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    guest: Mapped[str] = mapped_column(default="")
    guest_of: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    instead_of: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    note: Mapped[str] = mapped_column(default="")
    may_decide: Mapped[bool] = mapped_column(default=False)
    came_at: Mapped[datetime | None] = mapped_column(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    chaired_from: Mapped[datetime | None] = mapped_column(default=None)
    chaired_until: Mapped[datetime | None] = mapped_column(default=None)


class StatementReading(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """The confidentiality statement as it was read, word for word, and when."""

    __tablename__ = "statement_reading"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    statement: Mapped[str] = mapped_column()
    statement_version: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime] = mapped_column()
    read_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    people: Mapped[int] = mapped_column(default=0)


class Conflict(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """An officer's conflict of interest in a case, and whether they left."""

    __tablename__ = "conflict"
    __table_args__ = in_folder("conflict")
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officer.id"))
    what: Mapped[str] = mapped_column(default="")
    leaves: Mapped[bool] = mapped_column(default=True)
