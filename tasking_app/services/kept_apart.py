"""What is kept apart, read and written through one door: tables on one computer, functions on a server.

On a shared database nobody may read the tables of names and of restricted words. Functions answer those who
may, and write the reading down in the same transaction; where nothing can be written, nothing is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Integer, Text, column, func, select, text
from sqlalchemy.orm import Session

from tasking_app.commands.base import Change, new_id, plain
from tasking_app.commands.change import PutBack
from tasking_app.database.work import OPENED, Work
from tasking_app.models.base import Base, Key
from tasking_app.models.folder import Folder
from tasking_app.models.referral import PersonIdentity, Referral, ReferralPerson, RestrictedText
from tasking_app.rules import merge
from tasking_app.rules.errors import Clash, FieldClash, NotAllowed, NotFound
from tasking_app.services import filing

R = TypeVar("R", bound=Base)
WORDS = ("title", "description", "points")
DOORS = frozenset({Folder.__tablename__, RestrictedText.__tablename__})
"""What is written through functions of a server only."""
MOVED = "Somebody else has changed meanwhile who may see this referral. Nothing was taken back; look again."
_ASKED = {
    "identities": "SELECT * FROM app.identities(:referral, :officer)",
    "restricted_words": "SELECT * FROM app.restricted_words(:referral, :officer)",
}


def identities(work: Work, referral: UUID) -> list[tuple[str, PersonIdentity]]:
    """Who the stand-ins of a referral are, by label. Ask only after the reading is recorded, or is now."""
    labels = dict(
        work.session.execute(
            select(ReferralPerson.id, ReferralPerson.label).where(
                ReferralPerson.referral_id == referral, ReferralPerson.withdrawn_at.is_(None)
            )
        ).all()
    )
    if work.shared:
        rows = _answered(work, PersonIdentity, "identities", referral)
    else:
        rows = work.session.scalars(select(PersonIdentity).where(PersonIdentity.person_id.in_(labels))).all()
    found = [(labels[row.person_id], row) for row in rows if row.person_id in labels]
    return sorted(found, key=lambda one: one[0])


def words(work: Work, referral: UUID) -> RestrictedText | None:
    """Title, description and points of a restricted referral; the reading is recorded before, or by this."""
    if work.shared:
        answered = _answered(work, RestrictedText, "restricted_words", referral) if work.writes else []
        found = next(iter(answered), None)
        if found is not None and OPENED in work.session.info:
            work.session.info[OPENED](referral, {name: getattr(found, name) for name in WORDS})
        return found
    return work.session.scalar(select(RestrictedText).where(RestrictedText.referral_id == referral))


def note_reading(work: Work, referral: UUID, what: str) -> None:
    """What answers on a server writes the reading down too; only a paper for a list says so beforehand."""
    if what == "annex":
        work.session.execute(select(func.app.note_annex(referral, work.actor.officer)))
        work.touched.add("name_reading")


def titles(work: Work, referrals: Iterable[UUID]) -> dict[UUID, str]:
    """The titles of restricted referrals, for papers that only those on their lists get."""
    wanted = list(referrals)
    if not work.shared:
        kept = select(RestrictedText.referral_id, RestrictedText.title)
        return dict(work.session.execute(kept.where(RestrictedText.referral_id.in_(wanted))).all())
    found = ((key, words(work, key)) for key in wanted)
    return {key: row.title for key, row in found if row is not None}


def names(work: Work) -> Sequence[tuple[UUID, int, str, str]]:
    """Everybody kept apart: referral, its number, name and label. For a last look at a paper only."""
    if work.shared:
        answered = func.app.names_for_papers().table_valued(
            column("referral", Key), column("number", Integer), column("called", Text), column("label", Text)
        )
        return work.session.execute(select(*answered.c)).all()
    return work.session.execute(
        select(Referral.id, Referral.number, PersonIdentity.name, ReferralPerson.label)
        .join(ReferralPerson, ReferralPerson.id == PersonIdentity.person_id)
        .join(Referral, Referral.id == ReferralPerson.referral_id)
        .where(PersonIdentity.withdrawn_at.is_(None), PersonIdentity.name != "")
        .order_by(Referral.number, ReferralPerson.label, PersonIdentity.id)
    ).all()


def known_in(work: Work, told: str) -> int:
    """How many people known here are named in full in a text. Only the number leaves the protected table."""
    if work.shared:
        return work.session.scalar(select(func.app.known_names_in(f" {told} "))) or 0
    folded = f" {told.casefold()} "
    kept = work.session.scalars(select(PersonIdentity.name).where(PersonIdentity.withdrawn_at.is_(None)))
    return sum(1 for name in set(kept) if " " in name and name.casefold() in folded)


def hidden_in(work: Work, meeting: UUID) -> int:
    """How many restricted referrals of a meeting whoever asks may not read; on one computer none."""
    return (work.session.scalar(select(func.app.hidden_in(meeting))) or 0) if work.shared else 0


def add_identity(work: Work, row: PersonIdentity) -> None:
    """Keep who a stand-in is."""
    if not work.shared:
        work.add(row)
        return
    said = (row.id, row.person_id, row.name, row.age, row.born_on, row.address, 0)
    work.session.execute(select(func.app.put_identity(*said)))
    work.touched.add(row.__tablename__)


def add_words(work: Work, referral: Referral, told: Mapping[str, str]) -> None:
    """Keep the words of a referral that is being restricted."""
    if work.shared:
        _put(work, new_id(), referral.id, told, 0)
        return
    row = RestrictedText(
        id=new_id(),
        referral_id=referral.id,
        title=told["title"],
        description=told["description"],
        points=told["points"],
        **filing.like(referral),
    )
    work.add(row)


def change_words(work: Work, referral: UUID, seen: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Change words that are kept apart, as `Work.change` changes a row. Raises Clash and NotFound."""
    row = words(work, referral)
    if row is None:
        raise NotFound("The text of this referral is no longer there.")
    if not work.shared:
        try:
            work.change(row, seen, wanted)
        except Clash as clash:  # named by its referral: the row itself nobody may look at
            raise Clash(clash.kind, referral, clash.fields, clash.rest) from clash
        return
    now = {name: getattr(row, name) for name in WORDS}
    merged = merge.fields(seen, wanted, now, frozenset({"description", "points"}))
    if merged.clashes:
        rest = tuple(FieldClash(name, seen[name], value, now[name]) for name, value in merged.write.items())
        raise Clash(row.__tablename__, referral, merged.clashes, rest)
    if merged.write:
        _put(work, row.id, referral, {**now, **merged.write}, row.version)
        back = tuple(Change(name, plain(value), now[name]) for name, value in merged.write.items())
        work.steps.append(PutBack(kind=RestrictedText.__tablename__, row=referral, changes=back))


def set_restricted(work: Work, folder: UUID, *, closed: bool) -> None:
    """Close or open a folder; everything in it follows."""
    if work.shared:
        work.session.flush()
        work.session.execute(select(func.app.restrict(folder, closed)))
        work.touched.add(Folder.__tablename__)
        back = (Change("restricted", closed, not closed),)
        work.steps.append(PutBack(kind=Folder.__tablename__, row=folder, changes=back))
    else:
        work.set(work.get(Folder, folder), restricted=closed)
    work.session.expire_all()


def put_back(work: Work, command: PutBack) -> bool:
    """Undo through the same doors; False for what has none.

    Raises NotAllowed when somebody else opened or restricted it meanwhile, Clash when they changed the words.
    """
    seen = {one.field: one.seen for one in command.changes}
    wanted = {one.field: one.wanted for one in command.changes}
    if command.kind == Folder.__tablename__:
        if work.get(Folder, command.row, "The referral").restricted != seen["restricted"]:
            raise NotAllowed(MOVED)
        set_restricted(work, command.row, closed=bool(wanted["restricted"]))
        return True
    if work.shared and command.kind == RestrictedText.__tablename__:
        words_seen, words_wanted = (
            {name: str(told or "") for name, told in one.items()} for one in (seen, wanted)
        )
        change_words(work, command.row, words_seen, words_wanted)
        return True
    return False


def _put(work: Work, key: UUID, referral: UUID, told: Mapping[str, object], seen: int) -> None:
    work.session.flush()
    said = (key, referral, *(told[name] for name in WORDS), seen)
    work.session.execute(select(func.app.put_restricted_words(*said)))
    work.touched.add(RestrictedText.__tablename__)


def _answered(work: Work, kind: type[R], function: str, referral: UUID) -> Sequence[R]:
    """Rows as a function of the server answers them; they are looked at and not kept."""
    asked = text(_ASKED[function]).columns(*kind.__table__.columns)
    values = {"referral": referral, "officer": work.actor.officer}
    with Session(work.session.connection(), expire_on_commit=False) as apart:
        found = apart.scalars(select(kind).from_statement(asked), values).all()
        apart.expunge_all()
    return found
