"""The folder: the one table in which visibility sits, and who is excepted from it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Keyed, Stamped


class Folder(Keyed, Base, kw_only=True, eq=False, repr=False):
    """One for each referral (same id) and one for the general business of each series (the series' id)."""

    __tablename__ = "folder"
    __table_args__ = (UniqueConstraint("id", "series_id", "restricted"),)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id"), index=True)
    restricted: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime | None] = mapped_column(default=None)


class Share(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A folder shared with an agency that does not sit in its series."""

    __tablename__ = "share"
    folder_id: Mapped[UUID] = mapped_column(ForeignKey("folder.id"), index=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")


class Reader(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """An officer on the list of a restricted folder."""

    __tablename__ = "reader"
    folder_id: Mapped[UUID] = mapped_column(ForeignKey("folder.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officer.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
