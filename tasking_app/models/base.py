"""What every table shares: keys, moments in UTC, who and when, and the folder a row is filed under."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Key(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite, `uuid` on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that fits the engine."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """UUID to what the engine stores."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """What the engine stores to UUID."""
        return value if value is None or isinstance(value, UUID) else UUID(bytes=bytes(value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """The same without a detour through the type it stands on: lists read tens of thousands of keys."""
        return super().result_processor(dialect, coltype) if dialect.name == "postgresql" else _key


def _key(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


class key_text(FunctionElement[str]):  # noqa: N801  # written like the functions of SQL beside it
    """A key as a text, in the spelling of the engine: `UUID` reads both."""

    type = Text()
    inherit_cache = True


@compiles(key_text, "sqlite")
def _key_text_of_bytes(element: key_text, compiler: SQLCompiler, **kw: Any) -> str:
    return f"hex({compiler.process(element.clauses, **kw)})"


@compiles(key_text, "postgresql")
def _key_text_of_key(element: key_text, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS TEXT)"


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, stored in UTC; SQLite forgets zones, so they are put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Any zone to UTC; SQLite gets it without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC put back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """The mapping all tables stand in."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {UUID: Key, datetime: Moment, str: Text}


class Keyed(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """A key made by the program, never used to order what people see."""

    id: Mapped[UUID] = mapped_column(primary_key=True)


class Stamped(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """Version, author and time, and the mark of a row that was withdrawn. Nothing is deleted."""

    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime | None] = mapped_column(default=None)
    made_by: Mapped[UUID | None] = mapped_column(default=None)
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_by: Mapped[UUID | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_by: Mapped[UUID | None] = mapped_column(default=None)


class Filed(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """The folder a row is filed under, and with it who may see the row."""

    folder_id: Mapped[UUID] = mapped_column()
    series_id: Mapped[UUID] = mapped_column()
    restricted: Mapped[bool] = mapped_column()


class Kept(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """Retention: when to look at the row again, and whether the law holds it."""

    review_by: Mapped[datetime | None] = mapped_column(default=None)
    legal_hold: Mapped[bool] = mapped_column(default=False)


FILED = ("folder_id", "series_id", "restricted")


def parent(table: str) -> UniqueConstraint:
    """Lets children point at a row together with its folder."""
    return UniqueConstraint("id", *FILED, name=f"uq_{table}_filed")


def in_folder(table: str) -> tuple[ForeignKeyConstraint, Index]:
    """Ties a top row to its folder; follows when the folder moves or is restricted."""
    key = ForeignKeyConstraint(
        FILED,
        ["folder.id", "folder.series_id", "folder.restricted"],
        onupdate="CASCADE",
        name=f"fk_{table}_folder",
    )
    return key, Index(f"ix_{table}_folder", *FILED)


def under(table: str, parent_table: str, column: str) -> tuple[ForeignKeyConstraint, Index]:
    """Ties a child to its parent and the parent's folder; it cannot be filed elsewhere or left behind."""
    columns = (column, *FILED)
    key = ForeignKeyConstraint(
        columns,
        [f"{parent_table}.{name}" for name in ("id", *FILED)],
        onupdate="CASCADE",
        name=f"fk_{table}_{parent_table}",
    )
    return key, Index(f"ix_{table}_{parent_table}", *columns)
