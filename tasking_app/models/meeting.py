"""Meetings, their agenda items, and the referrals placed on them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Kept, Keyed, Stamped, in_folder, parent, under


class Meeting(Keyed, Stamped, Kept, Base, kw_only=True, eq=False, repr=False):
    """One meeting of a series, from planned to agreed."""

    __tablename__ = "meeting"
    of_series: Mapped[UUID] = mapped_column(ForeignKey("series.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    held_on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[str] = mapped_column(default="10:00")
    minutes: Mapped[int] = mapped_column(default=120)
    place: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="planned")
    chair_id: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    minutes_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    current_item: Mapped[UUID | None] = mapped_column(default=None)
    agenda_version: Mapped[int] = mapped_column(default=0)
    agenda_issued_at: Mapped[datetime | None] = mapped_column(default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    draft: Mapped[int] = mapped_column(default=0)
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    fingerprint: Mapped[str] = mapped_column(default="")
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    agreed_in: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None)
    instead_of: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None)
    why: Mapped[str] = mapped_column(default="")
    extraordinary: Mapped[bool] = mapped_column(default=False, server_default=false())


class AgendaItem(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One item of one meeting: a standing item, a theme, or one added for the day."""

    __tablename__ = "agenda_item"
    __table_args__ = (*in_folder("agenda_item"), parent("agenda_item"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    order_key: Mapped[str] = mapped_column()
    kind: Mapped[str] = mapped_column()
    title: Mapped[str] = mapped_column()
    theme: Mapped[str | None] = mapped_column(default=None)
    minutes: Mapped[int] = mapped_column(default=5)
    presenter_id: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    fixed: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    carried_from: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None)
    reason: Mapped[str] = mapped_column(default="")


class Placing(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A referral's place on an agenda: why it is there, and what became of it that day."""

    __tablename__ = "placing"
    __table_args__ = (*under("placing", "referral", "referral_id"), parent("placing"))
    referral_id: Mapped[UUID] = mapped_column()
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    order_key: Mapped[str] = mapped_column(default="V")
    reason: Mapped[str] = mapped_column(default="")
    carried_from: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None)
    discussed_at: Mapped[datetime | None] = mapped_column(default=None)
    deferred: Mapped[str] = mapped_column(default="")
    left_out: Mapped[str] = mapped_column(default="")
    ask_back: Mapped[str] = mapped_column(default="")
