"""The register of referrals and the page of one, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import ReadNames
from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor, Work
from tasking_app.models.action import Action
from tasking_app.models.folder import Reader, Share
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.referral import (
    Referral,
    ReferralPerson,
    ReferralPoint,
)
from tasking_app.records.referral import (
    MeetingOfReferral,
    NamedPerson,
    PersonRow,
    PointRow,
    ReferralCounts,
    ReferralList,
    ReferralPage,
    ReferralRow,
)
from tasking_app.rules import days
from tasking_app.rules import referral as rule
from tasking_app.rules.errors import NotFound
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import action_rows, kept_apart, may, need_to_know, refused
from tasking_app.services.carry_out import do
from tasking_app.services.referral_access import closed

MOST = 5_000

T = TypeVar("T")


def views(work: Work) -> dict[str, ColumnElement[bool]]:
    """The saved views of the register by name."""
    is_open = Referral.status.in_(rule.OPEN)
    return {
        "open": is_open,
        "to_accept": Referral.status == "referred",
        "high": is_open & (Referral.risk == "high"),
        "review_late": is_open & (Referral.next_review < work.today),
        "closed": Referral.status.in_(("closed", "declined")),
    }


def listing(work: Work, view: str = "open", first: int = 200) -> ReferralList:
    """The first rows of a view, by risk and then review; `first` at most 5,000."""
    wanted = views(work)
    counted = work.session.execute(
        select(*(func.sum(case((condition, 1), else_=0)) for condition in wanted.values())).where(
            Referral.withdrawn_at.is_(None)
        )
    ).one()
    return ReferralList(
        rows=_rows(work, wanted.get(view, wanted["open"]), min(first, MOST)),
        counts=ReferralCounts(**dict(zip(wanted, (int(one or 0) for one in counted), strict=True))),
        today=work.today,
    )


def _rows(work: Work, condition: ColumnElement[bool], first: int) -> tuple[ReferralRow, ...]:
    rank = case((Referral.risk == "high", 0), (Referral.risk == "medium", 1), else_=2)
    rows = work.session.execute(
        select(Referral, Agency.short_name, Officer.name)
        .join(Agency, Agency.id == Referral.lead_agency_id)
        .outerjoin(Officer, Officer.id == Referral.case_officer_id)
        .where(Referral.withdrawn_at.is_(None), condition)
        .order_by(rank, Referral.next_review.is_(None), Referral.next_review, Referral.number.desc())
        .limit(first)
    ).all()
    keys = [row.id for row, _, _ in rows]
    heard = _heard(work, keys)
    readers = _reader_counts(work, [row.id for row, _, _ in rows if row.restricted])
    return tuple(
        _row(row, agency, officer, heard.get(row.id, 0), readers.get(row.id, 0))
        for row, agency, officer in rows
    )


def _row(row: Referral, agency: str, officer: str | None, heard: int, readers: int) -> ReferralRow:
    return ReferralRow(
        id=row.id,
        number=row.number,
        reference=written(REFERRAL, row.number),
        title="Restricted item" if row.restricted else row.title,
        kind=row.kind,
        theme=row.theme,
        risk=row.risk,
        nature=row.nature,
        status=row.status,
        agency=agency,
        agency_id=row.lead_agency_id,
        officer=officer or "",
        area="" if row.restricted else row.area,
        next_review=row.next_review,
        discussed=heard,
        restricted=row.restricted,
        readers=readers,
        taken_in=row.made_at.astimezone(LONDON).date() if row.made_at is not None else None,
    )


def _heard(work: Work, keys: list[UUID]) -> dict[UUID, int]:
    rows = work.session.execute(
        select(Placing.referral_id, func.count())
        .where(
            Placing.referral_id.in_(keys), Placing.discussed_at.is_not(None), Placing.withdrawn_at.is_(None)
        )
        .group_by(Placing.referral_id)
    )
    return {key: int(count) for key, count in rows}


def _reader_counts(work: Work, keys: list[UUID]) -> dict[UUID, int]:
    rows = work.session.execute(
        select(Reader.folder_id, func.count())
        .where(Reader.folder_id.in_(keys), Reader.withdrawn_at.is_(None))
        .group_by(Reader.folder_id)
    )
    return {key: int(count) for key, count in rows}


def page(work: Work, key: UUID, *, opened: bool = False) -> ReferralPage:
    """One referral. `opened`: the reading of a restricted one was recorded; it shows to those on its list."""
    referral = work.get(Referral, key, "The referral")
    if referral.withdrawn_at is not None:
        raise NotFound(f"R-{referral.number} was taken back.")
    row = _rows(work, Referral.id == key, 1)[0]
    may_open = not referral.restricted or need_to_know.may_read(work, key)
    opened = opened and may_open
    kept = None
    if referral.restricted and opened:
        kept = kept_apart.words(work, key)
    title, description, points = row.title, referral.description, _points(work, key)
    if kept is not None:
        title, description = kept.title, kept.description
        points = tuple(PointRow(id=kept.id, text=text) for text in kept.points.splitlines())
    wanted = action_rows.statement().where(Action.folder_id == key).order_by(Action.number.desc())
    shown = ReferralPage(
        row=replace(row, title=title, area=referral.area),
        description=description,
        theme_kind=referral.theme_kind,
        source=referral.source,
        started_on=referral.started_on,
        lead_agency=referral.lead_agency_id,
        case_officer=referral.case_officer_id,
        reason_added=referral.reason_added,
        reason_closed=referral.reason_closed,
        closed_at=referral.closed_at,
        victim_told=referral.victim_told,
        victim_told_on=referral.victim_told_on,
        victim_not_told=referral.victim_not_told,
        points=points,
        people=_people(work, key),
        readers=_names(work, Reader, key) if referral.restricted else (),
        shared_with=_shared(work, key),
        meetings=_meetings(work, key),
        actions=action_rows.rows(work, wanted.limit(200)) if opened or not referral.restricted else (),
        opened=opened,
        may_open=may_open,
        may=may.referral(work, referral),
    )
    return shown if opened or not referral.restricted else closed(shown)


def _points(work: Work, key: UUID) -> tuple[PointRow, ...]:
    rows = work.session.execute(
        select(ReferralPoint.id, ReferralPoint.text)
        .where(ReferralPoint.referral_id == key, ReferralPoint.withdrawn_at.is_(None))
        .order_by(ReferralPoint.order_key)
    )
    return tuple(PointRow(id=point, text=text) for point, text in rows)


def _people(work: Work, key: UUID) -> tuple[PersonRow, ...]:
    rows = work.session.scalars(
        select(ReferralPerson)
        .where(ReferralPerson.referral_id == key, ReferralPerson.withdrawn_at.is_(None))
        .order_by(ReferralPerson.label)
    )
    return tuple(PersonRow(id=row.id, label=row.label, role=row.role, under_18=row.under_18) for row in rows)


def _names(work: Work, model: type[Reader], key: UUID) -> tuple[str, ...]:
    rows = work.session.scalars(
        select(Officer.name)
        .join(model, model.officer_id == Officer.id)
        .where(model.folder_id == key, model.withdrawn_at.is_(None))
        .order_by(Officer.name)
    )
    return tuple(rows)


def _shared(work: Work, key: UUID) -> tuple[str, ...]:
    rows = work.session.scalars(
        select(Agency.short_name)
        .join(Share, Share.agency_id == Agency.id)
        .where(Share.folder_id == key, Share.withdrawn_at.is_(None))
        .order_by(Agency.order_key)
    )
    return tuple(rows)


def _meetings(work: Work, key: UUID) -> tuple[MeetingOfReferral, ...]:
    lines = (
        select(Line.meeting_id, func.count().label("lines"))
        .where(Line.folder_id == key, Line.withdrawn_at.is_(None))
        .group_by(Line.meeting_id)
        .subquery()
    )
    rows = work.session.execute(
        select(Placing, Meeting.reference, Meeting.held_on, lines.c.lines)
        .join(Meeting, Meeting.id == Placing.meeting_id)
        .outerjoin(lines, lines.c.meeting_id == Placing.meeting_id)
        .where(Placing.referral_id == key, Placing.withdrawn_at.is_(None))
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
    )
    return tuple(
        MeetingOfReferral(
            meeting=placing.meeting_id,
            reference=reference,
            held_on=day,
            what=placing.left_out
            or placing.deferred
            or ("Discussed" if placing.discussed_at else "On the agenda"),
            lines=count or 0,
        )
        for placing, reference, day, count in rows
    )


def _became(placing: Placing) -> str:
    return "Discussed" if placing.discussed_at is not None else "On the agenda"


def show_names(store: Store, actor: Actor, key: UUID) -> tuple[NamedPerson, ...]:
    """The names behind the stand-ins. The reading is recorded before they are read."""
    return _recorded(store, actor, key, "names", lambda work: _named(work, key))


def open_restricted(store: Store, actor: Actor, key: UUID) -> ReferralPage:
    """A restricted referral with its words. The reading is recorded before they are read."""
    return _recorded(store, actor, key, "restricted text", lambda work: page(work, key, opened=True))


def _recorded(store: Store, actor: Actor, key: UUID, what: str, question: Callable[[Work], T]) -> T:
    """A server records the reading itself, together with its answer; on one computer it is recorded first."""
    do(store, actor, ReadNames(reading=new_id(), referral=key, what=what, at=store.clock()))
    with refused.noted(store, actor, f"read {what}", key):
        return store.write(actor, question) if store.shared else store.ask(actor, question)


def _named(work: Work, key: UUID) -> tuple[NamedPerson, ...]:
    found = []
    for label, person in kept_apart.identities(work, key):
        born = f"born {days.full(person.born_on)}" if person.born_on is not None else ""
        age = str(person.age) if person.age is not None else born
        found.append(NamedPerson(label=label, name=person.name, age=age, address=person.address))
    return tuple(found)
