"""Searching the record of a shared database; its policies say whose entries are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    LargeBinary,
    Select,
    Text,
    and_,
    cast,
    column,
    func,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action
from tasking_app.models.base import Key
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer
from tasking_app.models.referral import Referral, ReferralPerson
from tasking_app.records.audit import Asked, AuditPage, Entry, SealRow
from tasking_app.rules import people, record, references
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.seal import written as sealed
from tasking_app.rules.searched import folded
from tasking_app.services.seal import ALL_READ, late, when

OF_PEOPLE = ("person_identity", "referral_person", "name_reading")
MOST, COUNTED = 300, 10_000
SEALS = 200
MAY_SEAL = "SELECT app.in_group('tasking_coordinator', 'tasking_chair')"
GOVERNS = "SELECT app.in_group('tasking_governance')"
LOG: Any = table(
    "log",
    column("id", Integer),
    column("at", DateTime(timezone=True)),
    column("actor", Text),
    column("client", Text),
    column("kind", Text),
    column("what", Text),
    column("key", Text),
    column("folder", Key),
    column("fields", ARRAY(Text)),
    column("salt", LargeBinary),
    column("hashes", JSONB),
    schema="audit",
).c


def page(work: Work, asked: Asked) -> AuditPage | None:
    """The newest entries that hold every word; None for a file, which keeps no such record.

    Raises Unreachable while the line to the database is down.
    """
    check_there(work)
    if not work.shared:
        return None
    where = wanted(work, asked)
    known = names(work)
    found = select(LOG.id).where(*where).limit(COUNTED + 1).subquery()
    count = work.session.scalar(select(func.count()).select_from(found)) or 0
    rows = work.session.execute(rows_where(where)).all()
    on = references_of(work, rows)
    seals = _seals(work)
    return AuditPage(
        own=not work.session.scalar(text(ALL_READ)),
        governs=bool(work.session.scalar(text(GOVERNS))),
        entries=tuple(entry(row, known, on) for row in rows),
        found=min(count, COUNTED),
        more=count > COUNTED,
        logins=tuple(sorted(known.items(), key=lambda one: (one[1], one[0]))),
        seals=seals,
        unsealed=_unsealed(work),
        may_seal=bool(work.session.scalar(text(MAY_SEAL))),
        late=late(work),
    )


def check_there(work: Work) -> None:
    """The record is not among what a computer keeps. Raises Unreachable while the line is down."""
    work.reach("The record is")


def governs(work: Work) -> bool | None:
    """Whether whoever asks looks after information governance; None for a file, which has no record."""
    return bool(work.session.scalar(text(GOVERNS))) if work.shared else None


def check(work: Work) -> dict[int, bool]:
    """Each seal by its number, and whether what it was made over still stands."""
    check_there(work)
    rows = work.session.execute(text("SELECT seal, holds FROM audit.verify()"))
    return {row.seal: row.holds for row in rows}


def rows_where(where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The newest entries that are meant."""
    return (
        select(
            LOG.id,
            LOG.at,
            cast(LOG.actor, Text).label("actor"),
            func.host(LOG.client).label("client"),
            LOG.kind,
            LOG.what,
            LOG.key,
            cast(LOG.folder, Text).label("folder"),
            LOG.fields,
        )
        .where(*where)
        .order_by(LOG.id.desc())
        .limit(MOST)
    )


def names(work: Work) -> dict[str, str]:
    """Officers' names by their logins."""
    rows = work.session.execute(select(Officer.login, Officer.name).where(Officer.login.is_not(None)))
    return {login: name for login, name in rows if login}


def wanted(work: Work, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """What entries have to be to be meant."""
    return (*_by_whom_and_when(work, asked), *_by_words(work, asked))


def _by_whom_and_when(work: Work, asked: Asked) -> Iterable[ColumnElement[bool]]:
    if asked.who:
        yield LOG.actor == asked.who
    if asked.kind:
        yield LOG.kind == asked.kind
    if asked.since:
        day = (work.now - timedelta(days=int(asked.since) - 1)).astimezone(LONDON)
        yield LOG.at >= day.replace(hour=0, minute=0, second=0, microsecond=0)
    if asked.first is not None:
        yield LOG.at >= datetime.combine(asked.first, time(), LONDON)
    if asked.last is not None:
        yield LOG.at < datetime.combine(asked.last + timedelta(days=1), time(), LONDON)
    if asked.people:
        yield or_(LOG.what.in_(OF_PEOPLE), LOG.kind == "read names")


def _by_words(work: Work, asked: Asked) -> Iterable[ColumnElement[bool]]:
    person = person_of(work, asked.text)
    words = asked.text.split()
    if person is not None:
        yield _of_person(*person)
    elif words:
        known = list(work.session.scalars(select(LOG.what).distinct()))
        officers = names(work)
        every = [_holds(work, word, officers, known) for word in words]
        yield or_(and_(*every), _looked_for(asked.text))


def person_of(work: Work, text: str) -> tuple[UUID, UUID] | None:
    """The referral and the person that "R-118 Person A" names, as far as whoever asks may see them."""
    named = people.referral_and_person(text)
    read = references.read(named[0]) if named is not None else None
    if named is None or read is None:
        return None
    found = work.session.execute(
        select(ReferralPerson.referral_id, ReferralPerson.id)
        .join(Referral, Referral.id == ReferralPerson.referral_id)
        .where(Referral.number == read[1], ReferralPerson.label == named[1])
    ).first()
    return (found[0], found[1]) if found is not None else None


def _of_person(referral: UUID, person: UUID) -> ColumnElement[bool]:
    """Entries of one person: the stand-in, the name behind it by its hash, and each reading of names."""
    of_it, kept = LOG.folder == referral, LOG.id.table.alias("kept")
    hashed = func.sha256(kept.c.salt.concat(func.convert_to(f'"{person}"', "UTF8")))
    identity = select(kept.c.key).where(
        kept.c.what == "person_identity",
        kept.c.folder == referral,
        kept.c.hashes["person_id"].astext == func.encode(hashed, "hex"),
    )
    named = and_(LOG.what == "person_identity", LOG.key.in_(identity))
    read = and_(of_it, or_(LOG.kind == "read names", LOG.what == "name_reading"))
    tried = and_(LOG.kind == "refuse", LOG.what == "read names", LOG.key == str(referral))
    return or_(LOG.key == str(person), named, read, tried)


def _looked_for(text: str) -> ColumnElement[bool]:
    """Searches for just these words: the record has only hashes of them."""
    behind_its_salt = func.sha256(LOG.salt.concat(func.convert_to(folded(text), "UTF8")))
    return and_(LOG.kind == "search", LOG.hashes["words"].astext == func.encode(behind_its_salt, "hex"))


def _holds(work: Work, word: str, officers: dict[str, str], known: Sequence[str]) -> ColumnElement[bool]:
    """Entries of a person, of a thing, with a field, or about the reference that is typed."""
    small = word.casefold()
    by = [login for login, name in officers.items() if small in name.casefold() or small in login]
    kinds = [kind for kind, told in record.KINDS.items() if small in told.casefold()]
    about = keys_of(work, word)
    ways = [LOG.actor.in_(by), LOG.what.in_(record.things_like(word, known)), LOG.kind.in_(kinds)]
    ways.append(func.array_to_string(LOG.fields, " ").contains(small, autoescape=True))
    if about:
        ways += [LOG.key.in_(about), cast(LOG.folder, Text).in_(about)]
    return or_(*ways)


def keys_of(work: Work, word: str) -> list[str]:
    """The rows of a reference that whoever asks may see; who sees no case is told a key by who does."""
    if _is_key(word):
        return [str(UUID(word))]
    keys: list[UUID] = list(work.session.scalars(select(Meeting.id).where(Meeting.reference == word.upper())))
    read = references.read(word)
    for kind, model in ((ACTION, Action), (REFERRAL, Referral)):
        if read is not None and read[0] == kind:
            keys += work.session.scalars(select(model.id).where(model.number == read[1]))
    return [str(key) for key in keys]


def references_of(work: Work, rows: Sequence[Any]) -> dict[str, str]:
    """The references of what the entries are about, as far as whoever asks may see it."""
    keys = [
        UUID(one) for one in {part for row in rows for part in (row.key, row.folder) if part} if _is_key(one)
    ]
    found: dict[str, str] = {}
    for kind, model in ((ACTION, Action), (REFERRAL, Referral)):
        numbers = work.session.execute(select(model.id, model.number).where(model.id.in_(keys)))
        found |= {str(key): written(kind, number) for key, number in numbers}
    meetings = work.session.execute(select(Meeting.id, Meeting.reference).where(Meeting.id.in_(keys)))
    return found | {str(key): reference for key, reference in meetings}


def _is_key(one: str) -> bool:
    try:
        UUID(one)
    except ValueError:
        return False
    return True


def entry(row: Any, officers: dict[str, str], on: dict[str, str]) -> Entry:
    """A row of the record as people read it."""
    return Entry(
        id=row.id,
        when=when(row.at),
        who=officers.get(row.actor, row.actor),
        login=row.actor,
        kind=row.kind,
        done=record.KINDS.get(row.kind, row.kind),
        thing=record.thing(row.what),
        fields=record.fields(row.kind, row.fields),
        key=row.key,
        on=on.get(row.key) or on.get(row.folder or "") or "",
        computer=row.client or "on the server itself",
    )


def _seals(work: Work) -> tuple[SealRow, ...]:
    rows = work.session.execute(
        text("SELECT seq, encode(hash, 'hex') AS sign, at FROM audit.seal ORDER BY seq DESC LIMIT :most"),
        {"most": SEALS},
    )
    return tuple(
        SealRow(number=row.seq, sign=sealed(row.sign), whole=row.sign, when=when(row.at)) for row in rows
    )


def _unsealed(work: Work) -> int:
    rest = text("SELECT count(*) FROM audit.log WHERE id > coalesce((SELECT max(upto) FROM audit.seal), 0)")
    return work.session.scalar(rest) or 0
