"""Minutes lines, one row each, and the decisions among them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Keyed, Stamped, in_folder, parent, under


class Line(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One line of minutes under one referral or none: a note, a decision or an action."""

    __tablename__ = "line"
    __table_args__ = (
        *in_folder("line"),
        parent("line"),
        Index("ix_line_item", "item_id", "order_key"),
    )
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    order_key: Mapped[str] = mapped_column()
    kind: Mapped[str] = mapped_column(default="note")
    text: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime | None] = mapped_column(default=None)
    action_id: Mapped[UUID | None] = mapped_column(ForeignKey("action.id"), default=None, index=True)


class Decision(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """What makes a line a decision: its number, what kind it is, why, and who holds the authority."""

    __tablename__ = "decision"
    __table_args__ = (*under("decision", "line", "line_id"), parent("decision"))
    line_id: Mapped[UUID] = mapped_column()
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="agree")
    rationale: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency.id"), default=None)
