"""The partnership as data: settings, words of the themes, kinds, objectives, and what changed in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasking_app.models.base import Base, Keyed, Stamped


class Setting(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One setting of the partnership, by its name."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str] = mapped_column(default="")


class ThemeWords(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """The outcome a partnership wants for one of the five themes, in its own words."""

    __tablename__ = "theme_words"
    code: Mapped[str] = mapped_column(unique=True)
    outcome: Mapped[str] = mapped_column(default="")


class ThemeKind(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A kind within a theme: personal, nuisance, environmental; primary, secondary; the hate strands."""

    __tablename__ = "theme_kind"
    theme: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column()
    order_key: Mapped[str] = mapped_column(default="V")


class Objective(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """A numbered objective of the strategy, with a short title."""

    __tablename__ = "objective"
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column()


class TemplateItem(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """One line of the agenda a series starts from."""

    __tablename__ = "template_item"
    of_series: Mapped[UUID] = mapped_column(ForeignKey("series.id"), index=True)
    order_key: Mapped[str] = mapped_column()
    kind: Mapped[str] = mapped_column()
    title: Mapped[str] = mapped_column()
    theme: Mapped[str | None] = mapped_column(default=None)
    minutes: Mapped[int] = mapped_column(default=5)
    fixed: Mapped[bool] = mapped_column(default=True)


class GoAhead(Keyed, Stamped, Base, kw_only=True, eq=False, repr=False):
    """The meeting went on without something it should have: who said so, and when."""

    __tablename__ = "go_ahead"
    __table_args__ = (UniqueConstraint("meeting_id", "without", "agency_id"),)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    without: Mapped[str] = mapped_column()
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency.id"), default=None)
    said_by: Mapped[UUID | None] = mapped_column(ForeignKey("officer.id"), default=None)
    said_at: Mapped[datetime] = mapped_column()


class SettingChange(Keyed, Base, kw_only=True, eq=False, repr=False):
    """What was changed in the partnership's data: field, before and after, by whom and when."""

    __tablename__ = "setting_change"
    kind: Mapped[str] = mapped_column()
    row_id: Mapped[UUID] = mapped_column(index=True)
    field: Mapped[str] = mapped_column()
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(index=True)
    changed_by: Mapped[UUID | None] = mapped_column(default=None)
