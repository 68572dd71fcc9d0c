"""Actions: one lead agency, one date, and everything that happened to them since."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Keyed, Stamped, in_folder, parent, under


class Action(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """What one agency takes away, with exactly one lead and always a date."""

    __tablename__ = "action"
    __table_args__ = (
        *in_folder("action"),
        parent("action"),
        Index("ix_action_status_due", "status", "due"),
        Index("ix_action_closed", "status", "closed_at"),
        Index("ix_action_agency_closed", "lead_agency_id", "status", "closed_at"),
    )
    number: Mapped[int] = mapped_column(unique=True)
    theme: Mapped[str] = mapped_column(index=True)
    text: Mapped[str] = mapped_column()
    short_text: Mapped[str] = mapped_column(default="")
    lead_agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    lead_officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None, index=True)
    success: Mapped[str] = mapped_column(default="")
    resources: Mapped[str] = mapped_column(default="")
    objective: Mapped[str] = mapped_column(default="")
    priority: Mapped[str] = mapped_column(default="normal")
    due: Mapped[date] = mapped_column()
    original_due: Mapped[date] = mapped_column()
    status: Mapped[str] = mapped_column(default="not_started")
    status_reason: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    replaced_by: Mapped[UUID | None] = mapped_column(ForeignKey("action.id"), default=None)
    raised_on: Mapped[date] = mapped_column()
    raised_in: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None, index=True)
    raised_item: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id"), default=None)


class ActionSupport(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """An agency that helps with an action it does not lead."""

    __tablename__ = "action_support"
    __table_args__ = under("action_support", "action", "action_id")
    action_id: Mapped[UUID] = mapped_column()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)


class Deferral(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A date that moved: from when, to when, why, and at which meeting it was agreed."""

    __tablename__ = "deferral"
    __table_args__ = (*under("deferral", "action", "action_id"), parent("deferral"))
    action_id: Mapped[UUID] = mapped_column()
    old_due: Mapped[date] = mapped_column()
    new_due: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column()
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None, index=True)


class ActionUpdate(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A dated update; added, never overwritten. `answer` is what was pressed in a review."""

    __tablename__ = "action_update"
    __table_args__ = (*under("action_update", "action", "action_id"), parent("action_update"))
    action_id: Mapped[UUID] = mapped_column()
    text: Mapped[str] = mapped_column()
    said_at: Mapped[datetime] = mapped_column(index=True)
    said_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    on_behalf_of: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None, index=True)
    answer: Mapped[str] = mapped_column(default="")


class Outcome(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """What came of an action; only the result is asked at once."""

    __tablename__ = "outcome"
    __table_args__ = (*under("outcome", "action", "action_id"), parent("outcome"))
    action_id: Mapped[UUID] = mapped_column()
    result: Mapped[str] = mapped_column(default="achieved")
    effect: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    learning: Mapped[str] = mapped_column(default="")
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), default=None, index=True)
