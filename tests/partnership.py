"""A made-up partnership for tests, and short ways to do what everybody does in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import inspect, select

from tasking_app.commands.base import Command, new_id
from tasking_app.commands.done import Done
from tasking_app.commands.line import AddAction, AddLine
from tasking_app.commands.meeting import PlaceReferral, PlanMeeting, StartMeeting
from tasking_app.commands.partnership import AddOfficer, SetChair, StartPartnership
from tasking_app.commands.referral import AddReferral
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models import KINDS
from tasking_app.models.base import Base
from tasking_app.models.meeting import AgendaItem
from tasking_app.models.partnership import Agency, Series
from tasking_app.services.carry_out import do

B = TypeVar("B", bound=Base)
TODAY = date(2026, 11, 19)
ABOUT_THE_WRITING = {"version", "made_at", "made_by", "changed_at", "changed_by"}


@dataclass
class Partnership:
    """The store, who acts, and the keys of what tests name."""

    store: Store
    actor: Actor
    agencies: dict[str, UUID]
    series: dict[str, UUID]
    officers: dict[str, UUID] = field(default_factory=dict)

    def do(self, command: Command) -> Done:
        """Carry a command out."""
        return do(self.store, self.actor, command)

    def row(self, model: type[B], key: UUID) -> B:
        """A row as it stands."""
        return self.store.ask(self.actor, lambda work: work.get(model, key))

    def rows(self, model: type[B], **equal: object) -> list[B]:
        """Rows whose fields equal something."""

        def question(work: Work) -> list[B]:
            return list(work.session.scalars(select(model).filter_by(**equal)))

        return self.store.ask(self.actor, question)

    def plan(self, day: date = TODAY, series: str = "MAT") -> UUID:
        """Plan a meeting."""
        key = new_id()
        self.do(PlanMeeting(meeting=key, series=self.series[series], held_on=day))
        return key

    def start(self, meeting: UUID) -> None:
        """Start a meeting."""
        self.do(StartMeeting(meeting=meeting, at=self.now))

    def item(self, meeting: UUID, what: str) -> UUID:
        """An agenda item by its theme or kind."""
        rows = self.rows(AgendaItem, meeting_id=meeting, withdrawn_at=None)
        return next(row.id for row in rows if what in (row.theme, row.kind))

    def refer(
        self, title: str = "Bin store fires, Holme Court", theme: str = "arson", **more: object
    ) -> UUID:
        """Take a referral in."""
        key = new_id()
        fields: dict[str, object] = {
            "kind": "place",
            "lead_agency": self.agencies["Council"],
            "series": self.series["MAT"],
        }
        self.do(AddReferral(referral=key, title=title, theme=theme, **(fields | more)))  # type: ignore[arg-type]  # fields as keywords
        return key

    def place(self, referral: UUID, meeting: UUID) -> UUID:
        """Put a referral on an agenda."""
        key = new_id()
        self.do(PlaceReferral(placing=key, referral=referral, meeting=meeting))
        return key

    def note(self, meeting: UUID, item: UUID, text: str, referral: UUID | None = None) -> UUID:
        """Minute a note."""
        key = new_id()
        self.do(AddLine(line=key, meeting=meeting, item=item, text=text, at=self.now, referral=referral))
        return key

    def act(self, text: str = "Fit lockable bins", agency: str = "Council", **more: object) -> UUID:
        """Give an action."""
        key = new_id()
        fields: dict[str, object] = {
            "theme": "arson",
            "due": date(2026, 12, 11),
            "series": self.series["MAT"],
        }
        about: dict[str, object] = {"action": key, "text": text, "agency": self.agencies[agency]}
        command = AddAction(at=self.now, **(about | fields | more))  # type: ignore[arg-type]  # fields as keywords
        self.do(command)
        return key

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.store.clock().astimezone(UTC)


def begin(store: Store) -> Partnership:
    """Start from the made-up template and add officers."""
    first = new_id()
    do(
        store,
        Actor(),
        StartPartnership(
            template="made-up",
            name="Brackenford Community Safety Partnership",
            officer=first,
            officer_name="Jo Fenwick",
            officer_job="Co-ordinator",
            agency_name="Council",
        ),
    )

    def question(work: Work) -> tuple[dict[str, UUID], dict[str, UUID]]:
        agencies = work.session.execute(select(Agency.short_name, Agency.id)).all()
        series = work.session.execute(select(Series.code, Series.id)).all()
        return dict(agencies), dict(series)

    agencies, series = store.ask(Actor(), question)
    made = Partnership(
        store, Actor(first, agencies["Council"], "Jo Fenwick"), agencies, series, {"Jo": first}
    )
    people = (
        ("Helen", "Helen Marsden", "Council", "Community safety manager", True),
        ("Rowan", "Sgt Rowan Ashdown", "Police", "Safer neighbourhoods", True),
        ("Callum", "WM Callum Reddy", "Fire and rescue", "Arson reduction", True),
        ("Marta", "Marta Kowalska", "Housing", "Tenancy enforcement", True),
        ("Sade", "Sade Akinola", "Children's", "Targeted youth support", True),
    )
    for short, name, agency, job, may in people:
        key = made.officers[short] = new_id()
        made.do(AddOfficer(officer=key, agency=agencies[agency], name=name, job=job, may_decide=may))
    made.do(SetChair(series=series["MAT"], officer=made.officers["Helen"]))
    return made


def standing(p: Partnership) -> dict[str, list[tuple[object, ...]]]:
    """Every row that is not withdrawn, without who wrote it when: what an undo has to give back."""

    def read(work: Work) -> dict[str, list[tuple[object, ...]]]:
        found = {}
        for name, model in KINDS.items():
            columns = [column for column in inspect(model).columns if column.name not in ABOUT_THE_WRITING]
            if "withdrawn_at" in {column.name for column in columns}:
                rows = work.session.execute(select(*columns).where(model.withdrawn_at.is_(None)))  # type: ignore[attr-defined]  # it has one
                found[name] = sorted((tuple(row) for row in rows), key=repr)
        return found

    return p.store.ask(p.actor, read)
