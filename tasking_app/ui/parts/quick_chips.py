"""What the grammar read, as the chips, questions and offers the quick-add widgets show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tasking_app.rules import dates, days
from tasking_app.rules.action import short_text
from tasking_app.rules.counting import counted
from tasking_app.rules.name_match import AgencyEntry
from tasking_app.rules.quick_complete import with_agency, with_due, with_officer
from tasking_app.rules.quick_line import Context, Kind, Mark, Move, Need, Span
from tasking_app.rules.quick_line import Parsed as Read
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.theme import BY_CODE, THEMES
from tasking_app.ui.widgets.parsed import Chip, Choice, Offer, Parsed
from tasking_app.ui.widgets.tags import THEMES as LOOKS

MOVES = {
    Move.DONE: ("check", "Done"),
    Move.ON_TRACK: ("circle-dot", "On track"),
    Move.MORE_TIME: ("arrow-forward", "More time"),
    Move.DROP: ("ban", "Drop"),
}
NO_REFERRALS: Mapping[int, str] = {}
MAY_FOLLOW = frozenset({Need.REASON})
NO_THEME = "Which theme is it for? Type #asb, #damage, #arson, #hate or #cohesion."


def adapt(parsed: Read, context: Context, themes: Mapping[int, str] = NO_REFERRALS) -> Parsed:
    """The reading as the widgets show it. A reason may follow: it is asked for after Enter.

    `themes` are those of the referrals: an action under one needs no theme of its own.
    """
    if parsed.theme is None and parsed.referral is not None:
        parsed = replace(parsed, theme=themes.get(parsed.referral))
    problem = _problem(parsed)
    return Parsed(
        marks=tuple(span.in_utf16(parsed.line) for span in parsed.spans),
        chips=_chips(parsed, context),
        ready=not problem and set(parsed.needs) <= MAY_FOLLOW and bool(parsed.line.strip()),
        problem=problem,
        offer=_offer(parsed, context),
        choices=_choices(parsed, context),
        completion=_completion(parsed, context),
        title=short_text(parsed.text or parsed.line),
    )


def lacks_theme(parsed: Read) -> bool:
    """An action that belongs to no theme, by what was typed or by where it was typed."""
    return parsed.kind is Kind.ACTION and parsed.theme is None


# -- chips


def _chips(parsed: Read, context: Context) -> tuple[Chip, ...]:
    build: dict[Kind, Callable[[Read, Context], list[Chip]]] = {
        Kind.ACTION: _action_chips,
        Kind.DECISION: _decision_chips,
        Kind.UPDATE: _update_chips,
        Kind.NOTE: _note_chips,
    }
    chips = build[parsed.kind](parsed, context)
    if parsed.referral is not None and parsed.kind is not Kind.UPDATE:
        chips.append(Chip("map-pin", written(REFERRAL, parsed.referral)))
    return tuple(chips)


def _note_chips(_parsed: Read, _context: Context) -> list[Chip]:
    return [Chip("note", "Note")]


def _action_chips(parsed: Read, context: Context) -> list[Chip]:
    chips = [Chip("alert-octagon-filled", "Urgent", tone="late")] if parsed.urgent else []
    chips.append(_who_chip(parsed))
    if parsed.due is not None:
        chips.append(_due_chip(parsed, context))
    elif Need.WHEN in parsed.needs:
        chips.append(Chip("calendar-due", "When?", tone="due_soon"))
    if parsed.theme is not None:
        chips.append(Chip(LOOKS[parsed.theme].icon, BY_CODE[parsed.theme].short))
    else:
        chips.append(Chip("flag", "Which theme?", tone="due_soon"))
    if Need.TEXT in parsed.needs:
        chips.append(Chip("pencil", "What?", tone="due_soon"))
    return chips


def _who_chip(parsed: Read) -> Chip:
    if parsed.agency is None:
        return Chip("building-community", "Who?", tone="due_soon")
    if Need.OFFICER in parsed.needs:
        return Chip("building-community", parsed.agency.name, "which officer?", tone="due_soon")
    return Chip("building-community", parsed.agency.name, parsed.officer.name if parsed.officer else "")


def _due_chip(parsed: Read, context: Context) -> Chip:
    assert parsed.due is not None
    if not parsed.due_said:
        return Chip("calendar-due", days.short(parsed.due), "next meeting")
    away = (parsed.due - context.day).days
    return Chip("calendar-due", days.short(parsed.due), counted(away, "day", "days") if away else "today")


def _decision_chips(parsed: Read, _context: Context) -> list[Chip]:
    chips = [Chip("gavel", "Decision")]
    if parsed.reason:
        chips.append(Chip("message", "because", short_text(parsed.reason, 40)))
    elif Need.REASON in parsed.needs:
        chips.append(Chip("message", "Why?", "asked after Enter", tone="due_soon"))
    if Need.TEXT in parsed.needs:
        chips.append(Chip("pencil", "What?", tone="due_soon"))
    return chips


def _update_chips(parsed: Read, context: Context) -> list[Chip]:
    assert parsed.action is not None
    assert parsed.move is not None
    icon, words = MOVES[parsed.move]
    chips = [Chip("list-check", written(ACTION, parsed.action)), Chip(icon, words)]
    if parsed.due is not None:
        chips.append(_due_chip(parsed, context))
    if Need.REASON in parsed.needs:
        chips.append(Chip("message", "Why?", "asked after Enter", tone="due_soon"))
    return chips


# -- what stands in the way, and what is offered


def _problem(parsed: Read) -> str:
    if parsed.refused:
        return " ".join(parsed.refused)
    if Need.WHEN in parsed.needs:
        unread = any(span.mark is Mark.WHEN for span in parsed.spans)
        start = "This date cannot be read." if unread else "No next meeting is planned, so it needs a date."
        return f"{start} Type by and {dates.EXAMPLES}." if unread or parsed.text else ""
    typed = _typed(parsed, Mark.AGENCY).lstrip("@")
    if typed and not parsed.agencies:
        return f"No agency here begins with “{typed}”."
    return NO_THEME if lacks_theme(parsed) and parsed.text else ""


def _offer(parsed: Read, context: Context) -> Offer | None:
    if parsed.offer is None or parsed.due is None:
        return None
    words = f"Use {days.WEEKDAYS[parsed.offer.weekday()]} {parsed.offer.day}"
    text = with_due(parsed, parsed.offer, context.day)
    return Offer(context.calendar.offer_words(parsed.due), words, text)


def _choices(parsed: Read, context: Context) -> tuple[Choice, ...]:
    if Need.WHO in parsed.needs:
        among = parsed.agencies or sorted(context.agencies, key=lambda one: -one.used)
        return tuple(_agency_choice(parsed, one, context) for one in among)
    if Need.OFFICER in parsed.needs:
        people = parsed.officers or tuple(one for one in context.officers if one.agency == _key(parsed))
        return tuple(Choice(one.name, with_officer(parsed, one), icon="user") for one in people)
    if lacks_theme(parsed) and parsed.text:
        return tuple(
            Choice(one.name, _with_theme(parsed, one.code), icon=LOOKS[one.code].icon) for one in THEMES
        )
    return ()


def _agency_choice(parsed: Read, agency: AgencyEntry, context: Context) -> Choice:
    usual = agency.usual_officer.name if agency.usual_officer else ""
    return Choice(agency.name, with_agency(parsed, agency, context), usual)


def _key(parsed: Read) -> object:
    return parsed.agency.key if parsed.agency else None


def _with_theme(parsed: Read, code: str) -> str:
    head = max((span.end for span in parsed.spans), default=0)
    return f"{parsed.line[:head]} #{code}{parsed.line[head:]}"


def _completion(parsed: Read, context: Context) -> str:
    typed = _typed(parsed, Mark.AGENCY).lstrip("@").strip().casefold()
    if not typed or parsed.agency is None:
        return ""
    officer = _typed(parsed, Mark.OFFICER).lstrip("/").strip().casefold()
    if officer and len(parsed.officers) == 1:
        return with_officer(parsed, parsed.officers[0])
    if typed in (name.casefold() for name in parsed.agency.names):
        return ""
    return with_agency(parsed, parsed.agency, context)


def _typed(parsed: Read, mark: Mark) -> str:
    span: Span | None = next((one for one in parsed.spans if one.mark is mark), None)
    return parsed.line[span.start : span.end] if span else ""
