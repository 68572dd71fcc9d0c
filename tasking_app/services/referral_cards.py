"""Referrals of an agenda item as cards: what the chair sees beside the minutes."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.models.referral import Referral, ReferralPerson, ReferralPoint
from tasking_app.records.running import ReferralCard
from tasking_app.rules import people
from tasking_app.rules.references import REFERRAL, written


def restricted_numbers(work: Work, meeting: UUID) -> dict[UUID, int]:
    """Restricted items counted through the agenda: the room and the papers know them only as “item n”."""
    rows = work.session.scalars(
        select(Placing.referral_id)
        .where(Placing.meeting_id == meeting, Placing.restricted.is_(True), Placing.withdrawn_at.is_(None))
        .order_by(Placing.order_key, Placing.id)
    )
    return {key: number for number, key in enumerate(dict.fromkeys(rows), 1)}


def cards_of_item(work: Work, meeting: Meeting, item: UUID) -> tuple[ReferralCard, ...]:
    """The referrals placed on an item, and those minuted under it without a place."""
    placed = list(
        work.session.execute(
            select(Placing, Referral)
            .join(Referral, Referral.id == Placing.referral_id)
            .where(Placing.item_id == item, Placing.withdrawn_at.is_(None), Placing.left_out == "")
            .order_by(Placing.order_key, Placing.id)
        )
    )
    known = {referral.id for _, referral in placed}
    also = work.session.scalars(
        select(Referral)
        .where(
            Referral.id.in_(
                select(Line.folder_id).where(
                    Line.item_id == item, Line.withdrawn_at.is_(None), Line.folder_id != Line.series_id
                )
            )
        )
        .order_by(Referral.number)
    ).all()
    pairs: list[tuple[Placing | None, Referral]] = [(placing, referral) for placing, referral in placed]
    pairs += [(None, referral) for referral in also if referral.id not in known]
    keys = [referral.id for _, referral in pairs]
    times, points, folk = _times(work, keys, meeting), _points(work, keys), _people(work, keys)
    numbers = restricted_numbers(work, meeting.id) if any(one.restricted for _, one in pairs) else {}
    return tuple(
        _card(placing, referral, times.get(referral.id, 0), points[referral.id], folk[referral.id], numbers)
        for placing, referral in pairs
    )


def _card(
    placing: Placing | None,
    referral: Referral,
    times: int,
    points: list[str],
    folk: list[str],
    numbers: dict[UUID, int],
) -> ReferralCard:
    hidden = f"Restricted item {numbers.get(referral.id, 1)}"
    return ReferralCard(
        placing=placing.id if placing else None,
        referral=referral.id,
        reference=written(REFERRAL, referral.number),
        title=hidden if referral.restricted else referral.title,
        kind=referral.kind,
        theme=referral.theme,
        nature=referral.nature,
        risk=referral.risk,
        note=(placing.reason if placing and placing.reason else discussed_words(times)),
        restricted=referral.restricted,
        discussed=placing is not None and placing.discussed_at is not None,
        deferred=placing.deferred if placing else "",
        points=tuple(points),
        people=tuple(folk),
        status=referral.status,
    )


def discussed_words(times: int) -> str:
    """New, discussed once, discussed 3 times: `times` are the meetings before."""
    if times == 0:
        return "New"
    return "Discussed once" if times == 1 else f"Discussed {times} times"


def _times(work: Work, keys: list[UUID], meeting: Meeting) -> dict[UUID, int]:
    rows = work.session.execute(
        select(Placing.referral_id, func.count())
        .join(Meeting, Meeting.id == Placing.meeting_id)
        .where(
            Placing.referral_id.in_(keys),
            Placing.withdrawn_at.is_(None),
            Placing.discussed_at.is_not(None),
            Meeting.id != meeting.id,
        )
        .group_by(Placing.referral_id)
    )
    return {key: int(count) for key, count in rows}


def _points(work: Work, keys: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = work.session.execute(
        select(ReferralPoint.referral_id, ReferralPoint.text)
        .where(ReferralPoint.referral_id.in_(keys), ReferralPoint.withdrawn_at.is_(None))
        .order_by(ReferralPoint.order_key)
    )
    for key, text in rows:
        found[key].append(text)
    return found


def _people(work: Work, keys: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = work.session.execute(
        select(ReferralPerson.referral_id, ReferralPerson.label, ReferralPerson.under_18)
        .where(ReferralPerson.referral_id.in_(keys), ReferralPerson.withdrawn_at.is_(None))
        .order_by(ReferralPerson.label)
    )
    for key, label, under in rows:
        found[key].append(people.shown(label, under))
    return found
