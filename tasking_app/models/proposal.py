"""Proposals: commands that somebody asks for and somebody else accepts, row by row."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Keyed, Stamped, in_folder, under


class Proposal(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """What was asked for, where it came from, and what became of it. Its words are in its steps."""

    __tablename__ = "proposal"
    of_series: Mapped[UUID] = mapped_column(ForeignKey("series.id"), index=True)
    source: Mapped[str] = mapped_column()
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None, index=True)
    proposed_at: Mapped[datetime] = mapped_column()
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)


class ProposalStep(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One command of a proposal, with the words people read; it follows the action it is about."""

    __tablename__ = "proposal_step"
    __table_args__ = (*in_folder("proposal_step"), *under("proposal_step", "action", "action_id"))
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposal.id"), index=True)
    place: Mapped[int] = mapped_column()
    action_id: Mapped[UUID | None] = mapped_column(default=None)
    kind: Mapped[str] = mapped_column()
    data: Mapped[str] = mapped_column()
    words: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="waiting")
    inverse: Mapped[str] = mapped_column(default="")
