"""Where texts that were typed and not saved belong: for the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.action import Action, Outcome
from tasking_app.models.base import Base
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Series
from tasking_app.models.proposal import Proposal
from tasking_app.models.referral import Referral
from tasking_app.records.half_typed import HalfTyped, Kept
from tasking_app.rules import meeting as stages
from tasking_app.rules import references, typed_place
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.typed_place import TypedPlace

MODELS: dict[str, tuple[type[Base], ...]] = {
    "referral": (Referral,),
    "action": (Action,),
    "outcome": (Outcome,),
    "meeting": (Meeting,),
    "agenda_item": (AgendaItem,),
    "line": (Line,),
    "decision": (Decision,),
    "series": (Series,),
    "": (Referral, Placing, Meeting, Proposal),
}
NO_ROW = {
    "new-referral": ("referrals", "new"),
    "finder": ("add", ""),
    "settings": ("settings", ""),
    "pasted": ("pasted", ""),
    "several": ("actions", ""),
    "leaves": ("settings", "officers"),
}
"""Where texts lead that are about no row, or about one without a screen: a screen and its part."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a text is about: in words, where it is shown, and the referral whose words it may hold."""

    words: str = ""
    screen: str = ""
    row: UUID | None = None
    part: str = ""
    folder: UUID | None = None


def half_typed(work: Work, kept: Sequence[Kept]) -> tuple[HalfTyped, ...]:
    """The texts of whoever sits here, each with where it belongs."""
    read = [(one, typed_place.read(one.place)) for one in kept]
    mine = [(one, place) for one, place in read if place.whose in (None, work.actor.officer)]
    return tuple(_one(work, one, place) for one, place in mine)


def _one(work: Work, kept: Kept, place: TypedPlace) -> HalfTyped:
    about = _about(work, place)
    hidden = place.names_apart or _restricted(work, about.folder)
    return HalfTyped(
        place=kept.place,
        words=place.words,
        about=about.words,
        text="" if hidden else kept.text,
        kept_at=kept.kept_at,
        screen=about.screen,
        row=about.row,
        part=about.part,
    )


def _about(work: Work, place: TypedPlace) -> _About:
    if place.what in NO_ROW:
        screen, part = NO_ROW[place.what]
        return _About(screen=screen, part=part)
    if place.row is None:
        named = _named(work, place.words)
        return replace(_of(work, named), words="") if named is not None else _About()
    found = (work.session.get(model, place.row) for model in MODELS.get(place.kind, ()))
    row = next((one for one in found if one is not None), None)
    about = _of(work, row) if row is not None else _About()
    if place.what == "mine" and about.row is not None:
        return replace(about, screen="my_agency")
    if place.what == "paper-name" and about.row is not None:
        return _About(about.words, "export", about.row, "minutes")
    return about


def _named(work: Work, words: str) -> Referral | Action | None:
    """The referral or the action that a question names by its reference."""
    for word in words.replace(",", " ").replace(":", " ").split():
        kind, number = references.read(word) or ("", 0)
        if kind == REFERRAL:
            return work.session.scalar(select(Referral).where(Referral.number == number))
        if kind == ACTION:
            return work.session.scalar(select(Action).where(Action.number == number))
    return None


def _of(work: Work, row: Base) -> _About:
    """A row in words; a line, a decision or an outcome is spoken of by what it belongs to."""
    if isinstance(row, Referral):
        words = written(REFERRAL, row.number)
        return _About(words if row.restricted else f"{words} {row.title}", "referral", row.id, "", row.id)
    if isinstance(row, Action):
        return _About(written(ACTION, row.number), "actions", row.id, "", row.folder_id)
    if isinstance(row, Meeting):
        to_come = row.stage in [stage.value for stage in stages.TO_COME]
        return _About(row.reference, "prepare" if to_come else "meeting", row.id)
    if isinstance(row, Proposal):
        return _About("", "proposals", row.id)
    if isinstance(row, Series):
        return _About(row.name, "prepare", None, "plan")
    return _of_part(work, row)


def _of_part(work: Work, row: Base) -> _About:
    """What a row belongs to that has no name of its own."""
    if isinstance(row, Outcome):
        return _of(work, work.get(Action, row.action_id))
    if isinstance(row, Placing):
        return _of(work, work.get(Referral, row.referral_id))
    if isinstance(row, Decision):
        return _of_part(work, work.get(Line, row.line_id))
    if isinstance(row, Line | AgendaItem):
        meeting = _of(work, work.get(Meeting, row.meeting_id))
        item = row if isinstance(row, AgendaItem) else work.get(AgendaItem, row.item_id)
        return _About(f"{item.title}, {meeting.words}", meeting.screen, meeting.row, "", row.folder_id)
    return _About()


def _restricted(work: Work, folder: UUID | None) -> bool:
    referral = work.session.get(Referral, folder) if folder is not None else None
    return referral is not None and referral.restricted
