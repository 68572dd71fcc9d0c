"""Referrals, their points for the room, their people behind stand-ins, and what restriction hides."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Filed, Kept, Keyed, Stamped, in_folder, parent, under


class Referral(Keyed, Filed, Stamped, Kept, Base, kw_only=True, eq=False, repr=False):
    """A case: victim, person, place or issue. Its title never holds a name; restricted ones hold no title."""

    __tablename__ = "referral"
    __table_args__ = (
        *in_folder("referral"),
        parent("referral"),
        CheckConstraint("id = folder_id", name="own_folder"),
    )
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column()
    theme: Mapped[str] = mapped_column(index=True)
    theme_kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date | None] = mapped_column(default=None)
    lead_agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    case_officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    nature: Mapped[str] = mapped_column(default="emerging")
    risk: Mapped[str] = mapped_column(default="standard")
    marking: Mapped[str] = mapped_column(default="OFFICIAL-SENSITIVE")
    status: Mapped[str] = mapped_column(default="referred")
    next_review: Mapped[date | None] = mapped_column(default=None)
    reason_added: Mapped[str] = mapped_column(default="")
    reason_closed: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    victim_told: Mapped[str] = mapped_column(default="")
    victim_told_on: Mapped[date | None] = mapped_column(default=None)
    victim_not_told: Mapped[str] = mapped_column(default="")


class ReferralPoint(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A point for the room, at most seven; empty when the referral is restricted."""

    __tablename__ = "referral_point"
    __table_args__ = (*under("referral_point", "referral", "referral_id"), parent("referral_point"))
    referral_id: Mapped[UUID] = mapped_column()
    order_key: Mapped[str] = mapped_column()
    text: Mapped[str] = mapped_column(default="")


class ReferralPerson(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A person of a referral as members see them: a stand-in, a part in it, under 18 or not."""

    __tablename__ = "referral_person"
    __table_args__ = (*under("referral_person", "referral", "referral_id"), parent("referral_person"))
    referral_id: Mapped[UUID] = mapped_column()
    label: Mapped[str] = mapped_column()
    role: Mapped[str] = mapped_column(default="seen")
    under_18: Mapped[bool] = mapped_column(default=False)


class PersonIdentity(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """Who a stand-in is. Read only by a recorded question; on no paper."""

    __tablename__ = "person_identity"
    __table_args__ = under("person_identity", "referral_person", "person_id")
    person_id: Mapped[UUID] = mapped_column()
    name: Mapped[str] = mapped_column()
    age: Mapped[int | None] = mapped_column(default=None)
    born_on: Mapped[date | None] = mapped_column(default=None)
    address: Mapped[str] = mapped_column(default="")


class RestrictedText(Keyed, Filed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """Title, description and points of a restricted referral. Read only by a recorded question."""

    __tablename__ = "restricted_text"
    __table_args__ = under("restricted_text", "referral", "referral_id")
    referral_id: Mapped[UUID] = mapped_column()
    title: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    points: Mapped[str] = mapped_column(default="")


class NameReading(Keyed, Filed, Base, kw_only=True, eq=False, repr=False):
    """Who read the names or the restricted text of a referral, and when. Written before they are shown."""

    __tablename__ = "name_reading"
    __table_args__ = under("name_reading", "referral", "referral_id")
    referral_id: Mapped[UUID] = mapped_column()
    what: Mapped[str] = mapped_column()
    read_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    read_at: Mapped[datetime] = mapped_column()
