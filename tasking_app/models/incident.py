"""Police figures: one load for each force and month, every row as published, and the counts of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Keyed, Stamped


class IncidentLoad(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One force and month as loaded; a newer load of the same month withdraws it."""

    __tablename__ = "incident_load"
    __table_args__ = (Index("ix_incident_load_month", "force", "month"),)
    force: Mapped[str] = mapped_column()
    month: Mapped[str] = mapped_column()
    rows: Mapped[int] = mapped_column()
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    loaded_at: Mapped[datetime | None] = mapped_column(default=None)


class Incident(Base, kw_only=True, eq=False, repr=False):
    """One published row. Identical rows are different incidents, so the key is load and row number."""

    __tablename__ = "incident"
    __table_args__ = {"sqlite_with_rowid": False}
    load_id: Mapped[UUID] = mapped_column(ForeignKey("incident_load.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column()
    crime_id: Mapped[str] = mapped_column(default="")
    lsoa_code: Mapped[str] = mapped_column(default="")
    lsoa_name: Mapped[str] = mapped_column(default="")
    longitude: Mapped[str] = mapped_column(default="")
    latitude: Mapped[str] = mapped_column(default="")
    location: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    context: Mapped[str] = mapped_column(default="")


class IncidentCount(Base, kw_only=True, eq=False, repr=False):
    """How many rows of a load fall in a category and an area (an LSOA name without its code)."""

    __tablename__ = "incident_count"
    __table_args__ = {"sqlite_with_rowid": False}
    load_id: Mapped[UUID] = mapped_column(ForeignKey("incident_load.id"), primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column()
