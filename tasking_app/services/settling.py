"""Two people changed the same field: both values in words, and what somebody chose."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import Value
from tasking_app.commands.change import Settle
from tasking_app.commands.put_off import PutOff, command_of
from tasking_app.database.errors import Unreachable
from tasking_app.database.work import LONDON, PARTNERSHIP, TEXTS, Work
from tasking_app.models.action import ActionUpdate
from tasking_app.models.base import Base
from tasking_app.models.history import PARENTS
from tasking_app.models.partnership import Agency, Officer
from tasking_app.records.clash import ClashField, ClashPage
from tasking_app.rules import action as actions
from tasking_app.rules import days, fields
from tasking_app.rules import meeting as meetings
from tasking_app.rules.errors import Clash, FieldClash, NotAllowed
from tasking_app.rules.references import ACTION, DECISION, REFERRAL, written
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import edit, kept_apart
from tasking_app.services.filing import check_not_frozen

APART = "restricted_text"
NUMBERED = {"action": ACTION, "decision": DECISION, "referral": REFERRAL}
CALLED = {
    "line": "a line of the minutes",
    "meeting": "the meeting",
    "agenda_item": "an item of the agenda",
    "placing": "a place on the agenda",
    "referral_point": "a point for the room",
    "outcome": "what came of an action",
    "attendance": "who is here",
    "officer": "an officer",
    "agency": "an agency",
    APART: "the words of a restricted referral",
}
NOTHING = "(empty)"
AWAY = "The database does not answer at present. The choice waits at Home until it is back."
LATELY, UPDATES = timedelta(days=1), 4


def settle(work: Work, command: Settle) -> None:
    """Write what was chosen, and keep the texts that were not. Raises Clash when it moved on meanwhile."""
    seen = {one.field: one.seen for one in command.changes}
    wanted = {one.field: one.wanted for one in command.changes}
    if command.kind == APART:
        texts = {name: str(value or "") for name, value in seen.items()}
        kept_apart.change_words(
            work, command.row, texts, {name: str(value or "") for name, value in wanted.items()}
        )
        return
    row = edit.find(work, command.kind, command.row)
    check_not_frozen(work, edit.meeting_of(work, row))
    work.change(row, seen, wanted)
    for one in command.left:
        _keep(work, row, one.field, one.wanted, command.why)
    for one in command.changes:
        if one.field not in TEXTS and row.__tablename__ not in PARTNERSHIP:
            _keep(work, row, one.field, one.seen)


def _keep(work: Work, row: Base, field: str, value: Value, why: str = "") -> None:
    """What was not chosen, in words: a date or a name as people read it."""
    if keeps(row.__tablename__) and value not in (None, ""):
        typed = work.typed(row, field, value)
        in_full = days.full(typed) if type(typed) is date else _words(work, field, typed)
        words = str(value) if field in TEXTS else in_full
        work.keep(row, field, f"{words}. {why}" if why else words)


def keeps(kind: str) -> bool:
    """Whether what the fields of a kind held before is kept."""
    return kind in PARENTS or kind in PARTNERSHIP


def again(work: Work, kept: PutOff) -> Clash | None:
    """A choice that was put off, with what stands there now; None when nothing is left to choose.

    Raises NotFound when the row is gone, Unreachable while the line to the database is down.
    """
    if work.held is not None:
        raise Unreachable(AWAY)
    row = edit.find(work, kept.kind, kept.row)
    asked: list[FieldClash] = []
    rest: list[FieldClash] = []
    for one in (*kept.fields, *kept.rest):
        now = getattr(row, one.field)
        seen, mine = work.typed(row, one.field, one.seen), work.typed(row, one.field, one.wanted)
        if now != mine:
            untouched = one in kept.rest and now == seen
            (rest if untouched else asked).append(FieldClash(one.field, seen, mine, now))
    if not asked and not rest:
        return None
    clash = Clash(kept.kind, kept.row, tuple(asked or rest), tuple(rest if asked else ()))
    clash.command = command_of(kept)
    return clash


def page(work: Work, clash: Clash) -> ClashPage:
    """A clash in words. What is kept apart is told without its title.

    Raises NotAllowed where nobody can choose: a field that changes only with more, and what went with it is
    not known.
    """
    again = clash.kind != APART and any(not _by_itself(clash.kind, one.field) for one in clash.fields)
    if again and (len(clash.fields) > 1 or clash.rest or not hasattr(clash.command, "seen")):
        words = " and ".join(fields.words(one.field) for one in clash.fields)
        raise NotAllowed(f"Somebody else changed {words} meanwhile. Look at it, then do it again.")
    by = at = about = ""
    called = CALLED.get(clash.kind, "the same entry")
    if clash.kind != APART and isinstance(clash.row, UUID):
        row = edit.find(work, clash.kind, clash.row)
        called, about = _called(row, called), _about(row)
        by, at = _changed(work, row)
    told = tuple(_field(work, clash.kind, one) for one in clash.fields)
    return ClashPage(
        called=called,
        about=about,
        by=by or "Somebody else",
        at=at,
        fields=told,
        again=again,
        updates=_updates(work, clash),
        may_wait=clash.kind != APART,
    )


def _updates(work: Work, clash: Clash) -> tuple[str, ...]:
    """What was said about an action in the last day: nobody's update writes over another's."""
    if clash.kind != "action":
        return ()
    rows = work.session.execute(
        select(ActionUpdate.said_at, Officer.name, ActionUpdate.text)
        .outerjoin(Officer, Officer.id == ActionUpdate.said_by)
        .where(
            ActionUpdate.action_id == clash.row,
            ActionUpdate.withdrawn_at.is_(None),
            ActionUpdate.restricted.is_(False),
            ActionUpdate.said_at > work.now - LATELY,
        )
        .order_by(ActionUpdate.said_at.desc(), ActionUpdate.id.desc())
        .limit(UPDATES)
    ).all()
    return tuple(f"{_moment(at, work.today)} {name or 'Somebody'}: {text}" for at, name, text in rows[::-1])


def _by_itself(kind: str, field: str) -> bool:
    """Whether a field changes by being typed; a date wants its reason, a status its answer."""
    return kind not in edit.EDITABLE or field in edit.EDITABLE[kind]


def _called(row: Base, else_: str) -> str:
    number = getattr(row, "number", None)
    kind = NUMBERED.get(row.__tablename__)
    return written(kind, number) if kind is not None and isinstance(number, int) else else_


def _about(row: Base) -> str:
    if getattr(row, "restricted", False):
        return ""
    named = {
        "action": "short_text",
        "referral": "title",
        "officer": "name",
        "agency": "name",
        "agenda_item": "title",
    }
    return str(getattr(row, named.get(row.__tablename__, ""), "") or "")


def _changed(work: Work, row: Base) -> tuple[str, str]:
    """Who wrote the row last, with the agency, and when."""
    moment: datetime | None = getattr(row, "changed_at", None)
    who = work.session.execute(
        select(Officer.name, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.id == getattr(row, "changed_by", None))
    ).one_or_none()
    return ", ".join(who) if who is not None else "", _moment(moment, work.today) if moment else ""


def _moment(moment: datetime, today: date) -> str:
    here = moment.astimezone(LONDON)
    clock = f"{here:%H:%M}"
    return clock if here.date() == today else f"{days.short(here.date())}, {clock}"


def _field(work: Work, kind: str, one: FieldClash) -> ClashField:
    label = fields.words(one.field).removeprefix("the ")
    return ClashField(
        field=one.field,
        label=label[:1].upper() + label[1:],
        mine=_words(work, one.field, one.mine),
        theirs=_words(work, one.field, one.theirs),
        kept=keeps(kind),
    )


def _words(work: Work, field: str, value: object) -> str:
    """A value as people read it."""
    if isinstance(value, UUID):
        model = Agency if "agency" in field else Officer
        name = Agency.short_name if model is Agency else Officer.name
        return work.session.scalar(select(name).where(model.id == value)) or "Another one"
    if isinstance(value, datetime):
        return _moment(value, work.today)
    if isinstance(value, date):
        return days.long(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    known = _KNOWN.get(field, {})
    return known.get(str(value), str(value)) if value not in (None, "") else NOTHING


_KNOWN: dict[str, dict[str, str]] = {
    "status": {one.value: one.value.replace("_", " ").capitalize() for one in actions.Status},
    "stage": {stage.value: words for stage, words in meetings.WORDS.items()},
    "priority": dict(actions.PRIORITIES),
    "result": dict(actions.RESULTS),
    "theme": {code: theme.name for code, theme in BY_CODE.items()},
}
