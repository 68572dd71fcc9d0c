"""Puts a choice into a quick-add line in place of what was typed: an agency, an officer, a day."""

from __future__ import annotations

from datetime import date

from tasking_app.rules import dates, days
from tasking_app.rules.name_match import AgencyEntry, OfficerEntry, find
from tasking_app.rules.quick_line import Context, Kind, Mark, Parsed, Span


def with_agency(parsed: Parsed, agency: AgencyEntry, context: Context) -> str:
    """The line with this agency in it, in words that mean it alone; the rest stays as typed."""
    words = next((name for name in agency.names if find(name, context.agencies)[0] == (agency,)), agency.name)
    span = _span(parsed, Mark.AGENCY)
    if span:
        return _put(parsed.line, span.start, span.end, f"@{words}", close_to=":,/")
    marker = _span(parsed, Mark.MARKER)
    return _put(parsed.line, marker.end, marker.end, f" @{words}") if marker else parsed.line


def with_officer(parsed: Parsed, officer: OfficerEntry) -> str:
    """The line with this officer after the agency."""
    span, agency = _span(parsed, Mark.OFFICER), _span(parsed, Mark.AGENCY)
    if span:
        return _put(parsed.line, span.start, span.end, f"/{officer.name}")
    return _put(parsed.line, agency.end, agency.end, f"/{officer.name}") if agency else parsed.line


def with_due(parsed: Parsed, day: date, today: date) -> str:
    """The line with this day as its date, with the year where day and month would mean another."""
    words = f"{day.day} {days.MONTHS[day.month - 1][:3].lower()}"
    found = dates.at_start(words, today)
    if found is None or found.day != day:
        words = f"{day.day}/{day.month}/{day.year}"
    span = _span(parsed, Mark.WHEN)
    if parsed.kind is Kind.ACTION:
        words = f"by {words}"
    if span:
        return _put(parsed.line, span.start, span.end, words)
    after = _span(parsed, Mark.OFFICER) or _span(parsed, Mark.AGENCY)
    return _put(parsed.line, after.end, after.end, f" {words}") if after else parsed.line


def _span(parsed: Parsed, mark: Mark) -> Span | None:
    return next((span for span in parsed.spans if span.mark is mark), None)


def _put(line: str, start: int, end: int, words: str, *, close_to: str = ":,") -> str:
    """Replace a part of the line, keeping a space where something follows that would run into it."""
    rest = line[end:]
    gap = " " if rest and not rest[0].isspace() and rest[0] not in close_to else ""
    return line[:start] + words + gap + rest
