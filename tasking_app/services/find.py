"""Finding anything: one haystack in memory, words first, then a typo forgiven; minutes in the database."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.records.find import Findable, MinuteFound
from tasking_app.rules import days, references
from tasking_app.rules import meeting as stages
from tasking_app.rules import referral as referrals
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import action_rows

CUTOFF = 76
SHORTEST_GUESS = 4


class Haystack:
    """Everything that can be found, one lower-case straw per row; made anew when something changed."""

    def __init__(self, rows: Sequence[Findable]) -> None:
        self.rows = tuple(rows)
        self._straws = [row.straw for row in self.rows]
        self._by_reference = {row.reference.casefold(): row for row in self.rows}

    def search(self, text: str, most: int = 8) -> list[Findable]:
        """The rows that hold every word of `text`; if none does, those that nearly hold it."""
        wanted = text.casefold().strip()
        if not wanted:
            return []
        known = references.read(text)
        exact = self._by_reference.get(f"{known[0]}-{known[1]}".casefold()) if known else None
        first = [exact] if exact is not None else []
        found = self._holding(wanted, most)
        if not found and not first and len(wanted) >= SHORTEST_GUESS:
            found = self._nearly(wanted, most)
        return [*first, *(row for row in found if row is not exact)][:most]

    def _holding(self, wanted: str, most: int) -> list[Findable]:
        words = wanted.split()
        hits = [n for n, straw in enumerate(self._straws) if words[0] in straw]
        for word in words[1:]:
            hits = [n for n in hits if word in self._straws[n]]
        ranked = sorted(hits, key=lambda n: (f" {words[0]}" not in f" {self._straws[n]}", n))
        return [self.rows[n] for n in ranked[:most]]

    def _nearly(self, wanted: str, most: int) -> list[Findable]:
        near = process.extract(
            wanted, self._straws, scorer=fuzz.partial_ratio, limit=most, score_cutoff=CUTOFF
        )
        return [self.rows[place] for _, _, place in near]


def haystack(work: Work) -> Haystack:
    """Everything the user may find. Restricted referrals can be found by their reference only."""
    return Haystack([*_referrals(work), *_actions(work), *_meetings(work)])


def _referrals(work: Work) -> list[Findable]:
    rows = work.session.execute(
        select(
            Referral.id,
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
    found = []
    for key, number, title, theme, area, risk, status, restricted, agency in rows:
        words = "Restricted item" if restricted else title
        weak = f"{BY_CODE[theme].short}, {referrals.STATES[status].lower()}"
        straw = f"{written(REFERRAL, number)} {words} {area} {agency} {BY_CODE[theme].name} {risk}"
        found.append(_findable("referral", key, written(REFERRAL, number), words, weak, theme, straw))
    return found


def _actions(work: Work) -> list[Findable]:
    rows = work.session.execute(
        select(
            Action.id,
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
    found = []
    for key, number, text, theme, due, status, restricted, agency, officer, referral in rows:
        words = "Action of a restricted item" if restricted else text
        weak = f"{agency}, due {days.short(due)[4:]}" if status in OPEN else f"{agency}, {status}"
        of = written(REFERRAL, referral) if referral else ""
        straw = f"{written(ACTION, number)} {words} {agency} {officer or ''} {BY_CODE[theme].name} {of}"
        found.append(_findable("action", key, written(ACTION, number), words, weak, theme, straw))
    return found


OPEN = frozenset({"not_started", "under_way", "blocked"})


def _meetings(work: Work) -> list[Findable]:
    rows = work.session.execute(
        select(Meeting.id, Meeting.reference, Meeting.held_on, Meeting.stage, Series.name)
        .join(Series, Series.id == Meeting.of_series)
        .order_by(Meeting.held_on.desc())
    )
    found = []
    for key, reference, day, stage, series in rows:
        words = f"{series}, {days.full(day)}"
        weak = stages.WORDS[stages.Stage(stage)]
        found.append(_findable("meeting", key, reference, words, weak, "", f"{reference} {words} {weak}"))
    return found


def _findable(kind: str, key: UUID, ref: str, words: str, weak: str, theme: str, straw: str) -> Findable:
    return Findable(
        kind=kind,
        id=key,
        reference=ref,
        words=words,
        weak=weak,
        theme=theme,
        straw=" ".join(straw.casefold().split()),
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
        .order_by(Meeting.held_on.desc(), Line.order_key)
        .limit(most)
    )
    return tuple(
        MinuteFound(meeting=key, reference=reference, held_on=days.full(day), item=item, text=line)
        for line, key, reference, day, item in rows
    )
