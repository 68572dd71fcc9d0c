"""Series, agencies and the seats between them, officers and their substitutes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Keyed, Stamped


class Series(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A rhythm of meetings: tasking, plan review, case conference."""

    __tablename__ = "series"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    rhythm: Mapped[str] = mapped_column(default="monthly")
    place: Mapped[str] = mapped_column(default="")
    starts: Mapped[str] = mapped_column(default="10:00")
    minutes: Mapped[int] = mapped_column(default=120)
    quorum: Mapped[int] = mapped_column(default=5)
    first_on: Mapped[date | None] = mapped_column(default=None)


class Agency(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A partner that leads actions; the unit of the product."""

    __tablename__ = "agency"
    name: Mapped[str] = mapped_column()
    short_name: Mapped[str] = mapped_column()
    nicknames: Mapped[str] = mapped_column(default="")
    domain: Mapped[str] = mapped_column(default="")
    agreement_until: Mapped[date | None] = mapped_column(default=None)
    order_key: Mapped[str] = mapped_column(default="V")


class Seat(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """An agency sits in a series; it may be one that must be here."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("of_series", "agency_id"),)
    of_series: Mapped[UUID] = mapped_column(ForeignKey("series.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    required: Mapped[bool] = mapped_column(default=False)


class Officer(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A person who works for an agency: chair, co-ordinator, attendee, case officer."""

    __tablename__ = "officer"
    __table_args__ = (Index("uq_officer_login", "login", unique=True),)
    name: Mapped[str] = mapped_column()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    job: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="officer")
    may_decide: Mapped[bool] = mapped_column(default=False)
    invited: Mapped[bool] = mapped_column(default=True)
    trained_on: Mapped[date | None] = mapped_column(default=None)
    left_on: Mapped[date | None] = mapped_column(default=None)
    merged_into: Mapped[UUID | None] = mapped_column(default=None)
    login: Mapped[str | None] = mapped_column(default=None)
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)


class Substitute(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """Who usually comes instead of an officer."""

    __tablename__ = "substitute"
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officer.id"), index=True)
    stands_in_id: Mapped[UUID] = mapped_column(ForeignKey("officer.id"), index=True)


class Chair(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A chair or the co-ordinator of a series; several people may chair jointly."""

    __tablename__ = "chair"
    of_series: Mapped[UUID] = mapped_column(ForeignKey("series.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officer.id"), index=True)
    part: Mapped[str] = mapped_column(default="chair")
