"""The redacted record of the room: made here, so that no window can show what it was never given.

Source: the rule of the room. Everybody kept apart is a stand-in, exact ages, house numbers and health are
general words, and of a restricted item nothing is there but that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.records.room import (
    MOST_FACTS,
    MOST_LINES,
    Adding,
    RoomAction,
    RoomAgreed,
    RoomReferral,
    RoomView,
)
from tasking_app.records.running import LineRow, ReferralCard, Running
from tasking_app.rules import room_words
from tasking_app.rules.stand_ins import StandIns
from tasking_app.services import names_on_paper, running

UNKNOWN = "Text is shown when the database is back"
"""What stands for free text while nobody can say whose names are in it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text and the referral or action whose people it may name in short."""

    reference: str
    text: str


class RoomWords:
    """Free text for the room. Without names to look for, none is shown at all."""

    def __init__(self, names: StandIns | None) -> None:
        self._names = names

    def text(self, text: str, *references: str) -> str:
        """A text of a case, with nobody in it."""
        if not text:
            return ""
        if self._names is None:
            return UNKNOWN
        for reference in references:
            text = self._names.record(_Said(reference, text)).text
        return room_words.hidden(self._names.text(text))


def known_names(store: Store, actor: Actor) -> RoomWords:
    """Whom the room must not read of; a shared database writes this reading down."""
    if store.away:
        return RoomWords(None)
    ask = store.write if store.shared else store.ask
    return RoomWords(ask(actor, names_on_paper.stand_ins))


def view(work: Work, meeting: UUID, item: UUID | None, referral: UUID | None, words: RoomWords) -> RoomView:
    """What the room sees of an item, and of the referral that is discussed. Raises NotFound."""
    return redacted(running.running(work, meeting, item), referral, words)


def redacted(shown: Running, referral: UUID | None, words: RoomWords) -> RoomView:
    """The reading of a meeting without anybody in it."""
    card = next((one for one in shown.referrals if one.referral == referral), None)
    lines = [one for one in shown.lines if one.kind in ("decision", "action")]
    agreed = [_agreed(one, words) for one in lines if not one.restricted]
    promised = [one for one in shown.open_actions if not one.restricted]
    return RoomView(
        series=shown.head.series,
        item=words.text(shown.item.title),
        theme=shown.item.theme,
        number=shown.item.number,
        states=tuple(one.state for one in shown.rail),
        following=words.text(shown.following.title) if shown.following is not None else "",
        ends=_ends(shown),
        referral=_referral(card, words) if card is not None else None,
        promised=tuple(
            RoomAction(
                kind=one.status.kind,
                words=one.status.words,
                agency=one.agency,
                text=words.text(one.short_text or one.text, one.referral, one.reference),
            )
            for one in promised[:MOST_LINES]
        ),
        more_promised=max(len(promised) - MOST_LINES, 0),
        agreed=tuple(agreed[-MOST_LINES:]),
        more_agreed=max(len(agreed) - MOST_LINES, 0),
        figures=_figures(shown),
        withheld=len(lines) - len(agreed),
    )


def adding(head: str, text: str, reference: str, words: RoomWords) -> Adding:
    """What is being added, once it is understood. Raw typing never comes here."""
    return Adding(head=words.text(head, reference), text=words.text(text, reference))


def _referral(card: ReferralCard, words: RoomWords) -> RoomReferral:
    if card.restricted:
        return RoomReferral(title=card.title)
    facts = tuple(words.text(one, card.reference) for one in card.points)
    return RoomReferral(
        title=words.text(card.title, card.reference),
        reference=card.reference,
        risk=card.risk,
        note=words.text(card.note, card.reference),
        facts=facts[:MOST_FACTS],
        more_facts=max(len(facts) - MOST_FACTS, 0),
        people=card.people,
    )


def _agreed(line: LineRow, words: RoomWords) -> RoomAgreed:
    head = line.action_words if line.kind == "action" else ""
    return RoomAgreed(
        kind=line.kind, head=head, text=words.text(line.text, line.referral_label, line.reference)
    )


def _ends(shown: Running) -> datetime | None:
    """When the time booked for the item is over."""
    began = shown.item.started_at
    return began + timedelta(minutes=shown.item.minutes) if began is not None else None


def _figures(shown: Running) -> str:
    known = shown.figures
    if known is None or known.missing:
        return ""
    return f"{known.count} {known.label} in {known.month}".strip()
