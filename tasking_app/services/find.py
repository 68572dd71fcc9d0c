"""Finding anything: one haystack in memory, words first, then a typo forgiven; minutes in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import Label, Select, select, type_coerce
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


Straw: TypeAlias = tuple[str, Callable[[Any], Findable], Any]
"""What is searched, in lower case and with its reference first; and what makes the row people see."""


class Haystack:
    """Everything that can be found, one lower-case straw per row; made anew when something changed.

    A row is put into words only when it is found: ten years are 14,000 rows, and eight are shown.
    """

    def __init__(self, rows: Sequence[Straw]) -> None:
        self._rows = rows
        self._straws = [straw for straw, _, _ in rows]
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
        return [make(row) for _, make, row in (self._rows[place] for place in places)]

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
    return Haystack([*_referrals(work), *_actions(work), *_meetings(work)])


def _rows(work: Work, wanted: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """Rows as the engine gives them: so many are read here that a session's own care for each is felt."""
    return work.session.connection().execute(wanted).all()


def as_stored(key: InstrumentedAttribute[UUID]) -> Label[Any]:
    """A key as the engine stores it: only those of rows that are found are made into keys."""
    return type_coerce(key, NullType()).label("id")


def _referrals(work: Work) -> Iterator[Straw]:
    wanted = (
        select(
            as_stored(Referral.id),
            Referral.number,
            Referral.title,
            Referral.theme,
            Referral.area,
            Referral.risk,
            Referral.status,
            Referral.restricted,
            Agency.short_name,
        )
        .join(Agency, Agency.id == Referral.lead_agency_id)
        .where(Referral.withdrawn_at.is_(None))
        .order_by(Referral.status.in_(("closed", "declined")), Referral.number.desc())
    )
    for row in _rows(work, wanted):
        _, number, title, theme, area, risk, _, restricted, agency = row
        words = RESTRICTED if restricted else title
        where = "" if restricted else area
        straw = f"{REFERRAL}-{number} {words} {where} {agency} {BY_CODE[theme].name} {risk}".casefold()
        yield straw, _referral, row


def _referral(row: Any) -> Findable:
    return Findable(
        kind="referral",
        id=key_of(row.id),
        reference=written(REFERRAL, row.number),
        words=RESTRICTED if row.restricted else row.title,
        weak=f"{BY_CODE[row.theme].short}, {referrals.STATES[row.status].lower()}",
        theme=row.theme,
    )


def _actions(work: Work) -> Iterator[Straw]:
    wanted = (
        select(
            as_stored(Action.id),
            Action.number,
            Action.short_text,
            Action.theme,
            Action.due,
            Action.status,
            Action.restricted,
            Agency.short_name,
            Officer.name,
            Referral.number,
        )
        .join(Agency, Agency.id == Action.lead_agency_id)
        .outerjoin(Officer, Officer.id == Action.lead_officer_id)
        .outerjoin(Referral, Referral.id == Action.folder_id)
        .where(Action.withdrawn_at.is_(None))
        .order_by(action_rows.is_open().desc(), Action.number.desc())
    )
    for row in _rows(work, wanted):
        _, number, text, theme, _, _, restricted, agency, officer, referral = row
        words = OF_RESTRICTED if restricted else text
        # Ten thousand rows: one text each, without a call for its parts.
        of = f"{REFERRAL}-{referral}" if referral else ""
        straw = f"{ACTION}-{number} {words} {agency} {officer or ''} {BY_CODE[theme].name} {of}".casefold()
        yield straw, _action, row


def _action(row: Any) -> Findable:
    waits = f"due {days.short(row.due)[4:]}" if row.status in OPEN_VALUES else row.status
    return Findable(
        kind="action",
        id=key_of(row.id),
        reference=written(ACTION, row[1]),  # the referral has a number too
        words=OF_RESTRICTED if row.restricted else row.short_text,
        weak=f"{row.short_name}, {waits}",
        theme=row.theme,
    )


def _meetings(work: Work) -> Iterator[Straw]:
    wanted = (
        select(as_stored(Meeting.id), Meeting.reference, Meeting.held_on, Meeting.stage, Series.name)
        .join(Series, Series.id == Meeting.of_series)
        .where(Meeting.withdrawn_at.is_(None))
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
    )
    for row in _rows(work, wanted):
        words = stages.WORDS[stages.Stage(row.stage)]
        yield f"{row.reference} {row.name} {days.full(row.held_on)} {words}".casefold(), _meeting, row


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
