"""One piece of work: a session, who does it and when, and the only way to change a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, Date, Integer, func, inspect, select, update
from sqlalchemy.orm import Session

from tasking_app.commands.base import Change, new_id, plain
from tasking_app.commands.change import Batch, BringBack, PutBack, Step, Withdraw
from tasking_app.database.errors import Unreachable
from tasking_app.models.base import Base, Key, Moment
from tasking_app.models.history import PARENTS, Counter, TextVersion
from tasking_app.models.settings import SettingChange
from tasking_app.rules import merge, references
from tasking_app.rules.access import Viewer
from tasking_app.rules.errors import Clash, FieldClash, NotFound

LONDON = ZoneInfo("Europe/London")
LONG_TEXTS = frozenset(
    {"text", "description", "rationale", "success", "resources", "points", "learning", "evidence"}
)
TEXTS = LONG_TEXTS | {
    "title",
    "reason",
    "should_read",
    "effect",
    "deferred",
    "left_out",
    "short_text",
    "status_reason",
}
PARTNERSHIP = frozenset(
    [
        "agency",
        "officer",
        "series",
        "seat",
        "chair",
        "setting",
        "theme_words",
        "theme_kind",
        "objective",
        "template_item",
        "substitute",
    ]
)
R = TypeVar("R", bound=Base)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: an officer of an agency, or nobody yet (first run, command line)."""

    officer: UUID | None = None
    agency: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A row as it was seen when it was written."""

    table: type[Base]
    key: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Held:
    """That the work is on what a computer keeps of a shared database while the line to that is down.

    Whose login it is, and how a reference is counted until the database gives its own: kind and key in, a
    number below 0 out.
    """

    officer: UUID
    count: Callable[[str, UUID], int]


LATER = "Try again when it is back."
HELD = "held"
OPENED = "opened"


@dataclass(slots=True)
class Work:
    """Everything a service needs: it reads through the session and changes rows only through `change`.

    `now` is a moment with its zone; `today` the date in Europe/London.
    """

    session: Session
    actor: Actor
    now: datetime
    references: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    writing: Written | None = None
    """The row that is being written, while it is: where none was found, it says what to look at again."""
    as_viewer: Viewer | None = None
    """As whom the rules of access are asked where no server knows it: over a copy of a server’s data."""

    @property
    def today(self) -> date:
        """The date in Europe/London."""
        return self.now.astimezone(LONDON).date()

    @property
    def shared(self) -> bool:
        """Whether a server decides who sees what; on one computer whoever sits there sees the file."""
        return self.session.get_bind().dialect.name == "postgresql"

    @property
    def writes(self) -> bool:
        """Whether this work may leave something behind."""
        return "work" in self.session.info

    @property
    def held(self) -> Held | None:
        """What is known where the line to the shared database is down; None anywhere else."""
        known: Held | None = self.session.info.get(HELD)
        return known

    def reach(self, what: str) -> None:
        """Raises Unreachable where `what` is only in a shared database, and that does not answer."""
        if self.held is not None:
            raise Unreachable(f"{what} in the database, which does not answer at present. {LATER}")

    def get(self, model: type[R], key: UUID | None, what: str = "That") -> R:
        """The row with this key. Raises NotFound when it is not there or may not be seen."""
        row = self.session.get(model, key) if key is not None else None
        if row is None:
            raise NotFound(f"{what} is no longer there.")
        return row

    def add(self, row: Base) -> None:
        """A new row; undoing withdraws it."""
        self.session.add(row)
        self.session.flush()
        self.touched.add(row.__tablename__)
        if hasattr(row, "withdrawn_at"):
            self.steps.append(Withdraw(kind=row.__tablename__, row=row.id))  # type: ignore[attr-defined]  # keyed rows

    def change(self, row: Base, seen: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
        """Write `wanted` where the fields still hold what was `seen`; others' changes stay.

        The only place where fields of an existing row are set. Values may be plain (text for keys, days and
        moments). Answers whether anything was written. Raises Clash when somebody else changed the field.
        """
        before = {name: getattr(row, name) for name in wanted}
        seen_values = {name: _typed(row, name, seen[name]) for name in wanted}
        wanted_values = {name: _typed(row, name, value) for name, value in wanted.items()}
        merged = merge.fields(seen_values, wanted_values, before, LONG_TEXTS)
        if merged.clashes:
            rest = tuple(
                FieldClash(name, seen_values[name], value, before[name])
                for name, value in merged.write.items()
            )
            raise Clash(row.__tablename__, getattr(row, "id", None), merged.clashes, rest)
        if not merged.write:
            return False
        version = getattr(row, "version", 1)
        for name, value in merged.write.items():
            self._keep_old(row, name, before[name], value, version)
            setattr(row, name, value)
        if hasattr(row, "version"):
            row.version = version + 1
        back = tuple(Change(name, plain(value), plain(before[name])) for name, value in merged.write.items())
        self.steps.append(PutBack(kind=row.__tablename__, row=row.id, changes=back))  # type: ignore[attr-defined]  # keyed rows
        self.touched.add(row.__tablename__)
        self.writing = Written(type(row), row.id, version)  # type: ignore[attr-defined]  # keyed rows
        self.session.flush()
        self.writing = None
        return True

    def moved(self, row: Base, seen: Mapping[str, object]) -> tuple[str, ...]:
        """The fields that no longer hold what was seen in them."""
        return tuple(name for name, value in seen.items() if getattr(row, name) != _typed(row, name, value))

    def set(self, row: Base, **wanted: object) -> bool:
        """Write fields that nobody types, from what stands there now (a stage, a time, a status)."""
        return self.change(row, {name: getattr(row, name) for name in wanted}, wanted)

    def keep(self, row: Base, name: str, text: str) -> None:
        """Keep in the history what never stood in its field, or gave way: of two it was not chosen."""
        if row.__tablename__ in PARTNERSHIP:
            self._keep_old(row, name, text, getattr(row, name), 0)
            return
        self._keep_text(row, name, text, getattr(row, "version", 1))
        self.touched.add(TextVersion.__tablename__)

    def typed(self, row: Base, name: str, value: object) -> object:
        """A plain value of a field as the row holds it."""
        return _typed(row, name, value)

    def withdraw(self, row: Base) -> None:
        """Take a row off screens and papers; it stays in history."""
        if self.set(row, withdrawn_at=self.now, withdrawn_by=self.actor.officer):
            self.steps[-1] = BringBack(kind=row.__tablename__, row=row.id)  # type: ignore[attr-defined]  # keyed rows

    def bring_back(self, row: Base) -> None:
        """Put a withdrawn row back on screens and papers."""
        if self.set(row, withdrawn_at=None, withdrawn_by=None):
            self.steps[-1] = Withdraw(kind=row.__tablename__, row=row.id)  # type: ignore[attr-defined]  # keyed rows

    def next_number(self, kind: str, key: UUID) -> int:
        """The next number of a kind of reference, noted as given to `key`. Take it last."""
        if self.held is not None:
            counted = self.held.count(kind, key)
            self.references[str(key)] = references.written(kind, counted)
            return counted
        if self.shared:
            taken = self.session.scalar(select(func.app.next_reference(kind)))
            self.references[str(key)] = references.written(kind, taken or 0)
            return taken or 0
        taken = self.session.execute(
            update(Counter).where(Counter.kind == kind).values(last=Counter.last + 1).returning(Counter.last)
        ).scalar()
        if taken is None:
            self.session.add(Counter(kind=kind, last=1))
            self.session.flush()
            taken = 1
        self.references[str(key)] = references.written(kind, taken)
        return taken

    def inverse(self) -> Batch | None:
        """What would undo this work, or None when it changed nothing."""
        return Batch(steps=tuple(reversed(self.steps))) if self.steps else None

    def last_number(self, kind: str) -> int:
        """The last number given of a kind of reference."""
        return self.session.scalar(select(Counter.last).where(Counter.kind == kind)) or 0

    def _keep_old(self, row: Base, name: str, old: object, new: object, version: int) -> None:
        table = row.__tablename__
        if table in PARTNERSHIP:
            change = SettingChange(
                id=new_id(),
                kind=table,
                row_id=row.id,  # type: ignore[attr-defined]  # keyed rows
                field=name,
                before=str(old if old is not None else ""),
                after=str(new if new is not None else ""),
                changed_at=self.now,
                changed_by=self.actor.officer,
            )
            self.session.add(change)
        elif table in PARENTS and name in TEXTS and old:
            self._keep_text(row, name, str(old), version)

    def _keep_text(self, row: Base, name: str, old: str, version: int) -> None:
        filed = {column: getattr(row, column) for column in ("folder_id", "series_id", "restricted")}
        kept = TextVersion(
            id=new_id(),
            field=name,
            text=old,
            of_version=version,
            saved_at=self.now,
            saved_by=self.actor.officer,
            **filed,
        )
        setattr(kept, f"{row.__tablename__}_id", row.id)  # type: ignore[attr-defined]  # keyed rows
        self.session.add(kept)


def _typed(row: Base, name: str, value: object) -> object:
    """A plain value as the type of its column."""
    if not isinstance(value, str):
        return value
    kind = inspect(type(row)).columns[name].type
    if isinstance(kind, Key):
        return UUID(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Integer | Boolean):
        raise TypeError(f"{name} is not a text")
    return value
