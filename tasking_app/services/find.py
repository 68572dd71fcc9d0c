"""Finding anything: one haystack in memory, words first, then a typo forgiven; minutes in the database."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Label, Select, case, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import NullType

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.records.find import Findable, MinuteFound
from tasking_app.records.keys import key_of
from tasking_app.rules import days, references
from tasking_app.rules import meeting as stages
from tasking_app.rules import referral as referrals
from tasking_app.rules.action import OPEN_VALUES
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import action_rows

CUTOFF = 76
SHORTEST_GUESS = 4
RESTRICTED = "Restricted item"
OF_RESTRICTED = "Action of a restricted item"


@dataclass(frozen=True, slots=True)
class Straws:
    """Rows of one kind, what is searched of each (lower case, its reference first), and what shows one."""

    straws: Sequence[str]
    rows: Sequence[Any]
    show: Callable[[Any], Findable]


class Haystack:
    """Everything that can be found, one lower-case straw per row; made anew when something changed.

    A row is put into words only when it is found: ten years are 14,000 rows, and eight are shown.
    """

    def __init__(self, kinds: Sequence[Straws] = ()) -> None:
        self._kinds = kinds
        self._straws = list(chain.from_iterable(kind.straws for kind in kinds))
        self._by_reference: dict[str, int] = {}

    def search(self, text: str, most: int = 8) -> list[Findable]:
        """The rows that hold every word of `text`; if none does, those that nearly hold it."""
        wanted = text.casefold().strip()
        if not wanted:
            return []
        known = references.read(text)
        exact = self._place_of(f"{known[0]}-{known[1]}".casefold()) if known else None
        first = [exact] if exact is not None else []
        found = self._holding(wanted, most)
        if not found and not first and len(wanted) >= SHORTEST_GUESS:
            found = self._nearly(wanted, most)
        places = [*first, *(place for place in found if place != exact)][:most]
        return [self._shown(place) for place in places]

    def _shown(self, place: int) -> Findable:
        for kind in self._kinds:
            if place < len(kind.rows):
                return kind.show(kind.rows[place])
            place -= len(kind.rows)
        raise IndexError(place)

    def _place_of(self, reference: str) -> int | None:
        """Where a reference stands; the table of them is made when the first is typed."""
        if not self._by_reference:
            self._by_reference = {straw.partition(" ")[0]: n for n, straw in enumerate(self._straws)}
        return self._by_reference.get(reference)

    def _holding(self, wanted: str, most: int) -> list[int]:
        words = wanted.split()
        hits = [n for n, straw in enumerate(self._straws) if words[0] in straw]
        for word in words[1:]:
            hits = [n for n in hits if word in self._straws[n]]
        return sorted(hits, key=lambda n: (f" {words[0]}" not in f" {self._straws[n]}", n))[:most]

    def _nearly(self, wanted: str, most: int) -> list[int]:
        near = process.extract(
            wanted, self._straws, scorer=fuzz.partial_ratio, limit=most, score_cutoff=CUTOFF
        )
        return [place for _, _, place in near]


def haystack(work: Work) -> Haystack:
    """Everything the user may find. Restricted referrals can be found by their reference only."""
    with uncollected():
        return Haystack((_referrals(work), _actions(work), _meetings(work)))


@contextmanager
def uncollected() -> Iterator[None]:
    """Meanwhile nothing looks for garbage: thousands of rows that stay would be gone through many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def as_stored(column: InstrumentedAttribute[Any]) -> Label[Any]:
    """A column as the engine stores it: only what is found is made into keys and days."""
    return type_coerce(column, NullType).label(column.key)


def _rows(work: Work, wanted: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """Rows as the engine gives them: so many are read here that a session's own care for each is felt."""
    return work.session.connection().execute(wanted).all()


def _words(row: type[Action] | type[Referral], words: InstrumentedAttribute[str], instead: str) -> Label[str]:
    """The words a row is found by; those of a restricted one are not even read."""
    return case((row.restricted, instead), else_=words).label("words")


def _referrals(work: Work) -> Straws:
    rows = _rows(
        work,
        select(
            as_stored(Referral.id),
            Referral.number,
            _words(Referral, Referral.title, RESTRICTED),
            Referral.theme,
            _words(Referral, Referral.area, "").label("area"),
            Referral.risk,
            Referral.status,
            Agency.short_name,
        )
        .join(Agency, Agency.id == Referral.lead_agency_id)
        .where(Referral.withdrawn_at.is_(None))
        .order_by(Referral.status.in_(("closed", "declined")), Referral.number.desc()),
    )
    straws = [
        f"{REFERRAL}-{number} {words} {area} {agency} {BY_CODE[theme].name} {risk}".casefold()
        for _, number, words, theme, area, risk, _, agency in rows
    ]
    return Straws(straws, rows, _referral)


def _referral(row: Any) -> Findable:
    return Findable(
        kind="referral",
        id=key_of(row.id),
        reference=written(REFERRAL, row.number),
        words=row.words,
        weak=f"{BY_CODE[row.theme].short}, {referrals.STATES[row.status].lower()}",
        theme=row.theme,
    )


def _actions(work: Work) -> Straws:
    rows = _rows(
        work,
        select(
            as_stored(Action.id),
            Action.number,
            _words(Action, Action.short_text, OF_RESTRICTED),
            Action.theme,
            as_stored(Action.due),
            Action.status,
            Agency.short_name,
            Officer.name,
            Referral.number.label("of"),
        )
        .join(Agency, Agency.id == Action.lead_agency_id)
        .outerjoin(Officer, Officer.id == Action.lead_officer_id)
        .outerjoin(Referral, Referral.id == Action.folder_id)
        .where(Action.withdrawn_at.is_(None))
        .order_by(action_rows.is_open().desc(), Action.number.desc()),
    )
    # Ten thousand rows: one text each, without a call for its parts.
    straws = [
        f"{written(ACTION, number)} {words} {agency} {officer or ''} {BY_CODE[theme].name} "
        f"{f'{REFERRAL}-{of}' if of else ''}".casefold()
        for _, number, words, theme, _, _, agency, officer, of in rows
    ]
    return Straws(straws, rows, _action)


def _action(row: Any) -> Findable:
    due = row.due if isinstance(row.due, date) else date.fromisoformat(row.due)
    waits = f"due {days.short(due)[4:]}" if row.status in OPEN_VALUES else row.status
    return Findable(
        kind="action",
        id=key_of(row.id),
        reference=written(ACTION, row.number),
        words=row.words,
        weak=f"{row.short_name}, {waits}",
        theme=row.theme,
    )


def _meetings(work: Work) -> Straws:
    rows = _rows(
        work,
        select(as_stored(Meeting.id), Meeting.reference, Meeting.held_on, Meeting.stage, Series.name)
        .join(Series, Series.id == Meeting.of_series)
        .where(Meeting.withdrawn_at.is_(None))
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc()),
    )
    straws = [
        f"{reference} {name} {days.full(held_on)} {stages.WORDS[stages.Stage(stage)]}".casefold()
        for _, reference, held_on, stage, name in rows
    ]
    return Straws(straws, rows, _meeting)


def _meeting(row: Any) -> Findable:
    return Findable(
        kind="meeting",
        id=key_of(row.id),
        reference=row.reference,
        words=f"{row.name}, {days.full(row.held_on)}",
        weak=stages.WORDS[stages.Stage(row.stage)],
        theme="",
    )


def minutes(work: Work, text: str, most: int = 50) -> tuple[MinuteFound, ...]:
    """Lines of minutes that hold every word of a text, newest meeting first; restricted ones are left out."""
    words = [word for word in text.split() if len(word) > 1][:6]
    if not words:
        return ()
    rows = work.session.execute(
        select(Line.text, Meeting.id, Meeting.reference, Meeting.held_on, AgendaItem.title)
        .join(Meeting, Meeting.id == Line.meeting_id)
        .join(AgendaItem, AgendaItem.id == Line.item_id)
        .where(
            Line.withdrawn_at.is_(None),
            Line.restricted.is_(False),
            *(Line.text.icontains(word, autoescape=True) for word in words),
        )
        .order_by(Meeting.held_on.desc(), Meeting.reference, AgendaItem.order_key, Line.order_key, Line.id)
        .limit(most)
    )
    return tuple(
        MinuteFound(meeting=key, reference=reference, held_on=days.full(day), item=item, text=line)
        for line, key, reference, day, item in rows
    )
