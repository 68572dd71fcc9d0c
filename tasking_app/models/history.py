"""Every saved version of a text, every command carried out, and the counters of references."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import FILED, Base, Filed, Keyed, under

PARENTS = (
    "line",
    "decision",
    "action",
    "deferral",
    "action_update",
    "outcome",
    "referral",
    "referral_point",
    "agenda_item",
    "placing",
    "correction",
)


def _ties() -> list[ForeignKeyConstraint | Index | CheckConstraint]:
    ties: list[ForeignKeyConstraint | Index | CheckConstraint] = []
    for name in PARENTS:
        ties += under("text_version", name, f"{name}_id")
    one = " + ".join(f"CASE WHEN {name}_id IS NULL THEN 0 ELSE 1 END" for name in PARENTS)
    return [*ties, CheckConstraint(f"{one} = 1", name="one_parent")]


class TextVersion(Keyed, Filed, Base, kw_only=True, eq=False, repr=False):
    """A text as it stood before it was changed; goes wherever its row goes. Erased by retention only."""

    __tablename__ = "text_version"
    __table_args__ = tuple(_ties())
    line_id: Mapped[UUID | None] = mapped_column(default=None)
    decision_id: Mapped[UUID | None] = mapped_column(default=None)
    action_id: Mapped[UUID | None] = mapped_column(default=None)
    deferral_id: Mapped[UUID | None] = mapped_column(default=None)
    action_update_id: Mapped[UUID | None] = mapped_column(default=None)
    outcome_id: Mapped[UUID | None] = mapped_column(default=None)
    referral_id: Mapped[UUID | None] = mapped_column(default=None)
    referral_point_id: Mapped[UUID | None] = mapped_column(default=None)
    agenda_item_id: Mapped[UUID | None] = mapped_column(default=None)
    placing_id: Mapped[UUID | None] = mapped_column(default=None)
    correction_id: Mapped[UUID | None] = mapped_column(default=None)
    field: Mapped[str] = mapped_column()
    text: Mapped[str] = mapped_column()
    of_version: Mapped[int] = mapped_column()
    saved_at: Mapped[datetime] = mapped_column()
    saved_by: Mapped[UUID | None] = mapped_column(default=None)


class Applied(Keyed, Base, kw_only=True, eq=False, repr=False):
    """A command that was carried out, with the numbers it was given; holds no texts."""

    __tablename__ = "applied"
    kind: Mapped[str] = mapped_column()
    numbers: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime] = mapped_column()
    done_by: Mapped[UUID | None] = mapped_column(default=None)


class Counter(Base, kw_only=True, eq=False, repr=False):
    """The last number given of one kind of reference; never given back."""

    __tablename__ = "counter"
    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


__all__ = ["FILED", "PARENTS", "Applied", "Counter", "TextVersion"]
