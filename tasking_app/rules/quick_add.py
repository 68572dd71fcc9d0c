"""The grammar of the quick-add line: note, decision, action, update.

    line     = update | decision | action | note           markers count only at the start of the line
    action   = ["!!"] "@" agency ["/" officer] [when] {link} [":"] text
    decision = "!" text ["because" reason]
    update   = "A-" n ("done" | "on track" | "to" date | "drop") [":" text]
    when     = "by" date | "in" n ("days" | "weeks" | "months") | "by next"
    link     = "#" theme | "R-" n | "A-" n

What is not understood is a note: no line is ever refused for its form, and no character of it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from tasking_app.rules import dates, decision, references, theme
from tasking_app.rules.name_match import AgencyEntry, OfficerEntry, find
from tasking_app.rules.quick_line import Context, Kind, Mark, Move, Need, Parsed, Span

_ACTION = re.compile(r"\s*(?:(?P<urgent>!!)\s*)?@|\s*(?P<alone>!!)")
_DECISION = re.compile(r"\s*!")
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
_UPDATE = re.compile(
    r"\s*(?P<ref>A-(?P<number>(?:new )?\d{1,7}))\s+(?P<verb>done|on track|to|drop)\b",
    re.IGNORECASE | re.ASCII,
)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_UNREADABLE_DATE = re.compile(
    r"by\s+(?:next\s+(?:week|month|year|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b|[^:\n]{1,24}(?=:))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\b(?P<kind>[AR])-(?P<number>\d{1,7})\b", re.IGNORECASE | re.ASCII)
_LINK = re.compile(r"(?:#(?P<theme>\w+)|(?P<kind>[AR])-(?P<number>[0-9]{1,7}))(?=[\s:,]|$)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*")


def parse(line: str, context: Context) -> Parsed:
    """Understand one line as far as it is typed."""
    for read in (_update, _action, _decision):
        parsed = read(line, context)
        if parsed:
            return _checked(parsed, context)
    return _checked(Parsed(kind=Kind.NOTE, line=line, text=line), context)


def _update(line: str, context: Context) -> Parsed | None:
    start = _UPDATE.match(line)
    if not start:
        return None
    move, place = Move(start["verb"].lower()), start.end()
    spans = [Span(*start.span("ref"), Mark.LINK), Span(*start.span("verb"), Mark.VERB)]
    due = None
    if move is Move.MORE_TIME:
        place = _after_space(line, place)
        found = dates.at_start(line[place:], context.day, context.next_meeting)
        if not found:
            return None
        due = found.day
        spans.append(Span(place, place + found.length, Mark.WHEN))
        place += found.length
    rest = line[place:].lstrip()
    if rest and not rest.startswith(":"):
        return None
    text = rest[1:].strip()
    needs = (Need.REASON,) if move in {Move.MORE_TIME, Move.DROP} and not text else ()
    return Parsed(
        kind=Kind.UPDATE,
        line=line,
        text=text,
        spans=tuple(spans),
        action=_number(start["number"]),
        move=move,
        due=due,
        due_said=due is not None,
        needs=needs,
    )


def _decision(line: str, _context: Context) -> Parsed | None:
    start = _DECISION.match(line)
    if not start:
        return None
    spans = [Span(start.end() - 1, start.end(), Mark.MARKER)]
    because = _BECAUSE.search(line, start.end())
    text, reason = line[start.end() :].strip(), ""
    if because and line[start.end() : because.start()].strip():
        text, reason = line[start.end() : because.start()].strip(), line[because.end() :].strip()
        spans.append(Span(*because.span(), Mark.REASON))
    kind = decision.kind_of(text)
    needs = [Need.TEXT] if not text else []
    if decision.lacks_reason(kind, reason):
        needs.append(Need.REASON)
    return Parsed(
        kind=Kind.DECISION,
        line=line,
        text=text,
        reason=reason,
        decision_kind=kind,
        spans=tuple(spans),
        needs=tuple(needs),
    )


def _action(line: str, context: Context) -> Parsed | None:
    start = _ACTION.match(line)
    if not start:
        return None
    head = _Head(line, context, start.end())
    urgent = start["urgent"] or start["alone"]
    if urgent:
        place = line.index("!!")
        head.mark(place, place + 2, Mark.MARKER)
    if line[start.end() - 1] == "@":
        head.read_who(start.end() - 1)
    else:
        head.needs.append(Need.WHO)
    head.read_when_and_links()
    return head.parsed(urgent=bool(urgent))


@dataclass(slots=True)
class _Head:
    """Reads the part of an action before its text, from left to right."""

    line: str
    context: Context
    place: int
    spans: list[Span] = field(default_factory=list)
    agencies: tuple[AgencyEntry, ...] = ()
    officers: tuple[OfficerEntry, ...] = ()
    due: date | None = None
    when_read: bool = False
    theme: str | None = None
    referrals: list[int] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)

    def mark(self, start: int, end: int, mark: Mark) -> None:
        self.spans.append(Span(start, end, mark))

    def read_who(self, at_sign: int) -> None:
        self.agencies, length = find(self.line[self.place :], self.context.agencies)
        self.place += length
        self.mark(at_sign, self.place, Mark.AGENCY)
        if self.line.startswith("/", self.place):
            self._read_officer()
        if len(self.agencies) != 1:
            self.needs.append(Need.WHO)

    def _read_officer(self) -> None:
        """The officer may also settle which of several agencies is meant."""
        keys = {agency.key for agency in self.agencies}
        among = [officer for officer in self.context.officers if officer.agency in keys]
        self.officers, length = find(self.line[self.place + 1 :], among)
        self.mark(self.place, self.place + 1 + length, Mark.OFFICER)
        self.place += 1 + length
        theirs = {officer.agency for officer in self.officers}
        if theirs:
            self.agencies = tuple(agency for agency in self.agencies if agency.key in theirs)
        if length and len(self.officers) != 1:
            self.needs.append(Need.OFFICER)

    def read_when_and_links(self) -> None:
        while True:
            self.place = _after_space(self.line, self.place)
            if not (self._read_when() or self._read_link()):
                return

    def _read_when(self) -> bool:
        if self.when_read:
            return False
        rest = self.line[self.place : self.place + 60]
        by = _BY.match(rest)
        if by:
            found = dates.at_start(rest[by.end() :], self.context.day, self.context.next_meeting)
            length = by.end() + found.length if found else 0
        else:
            found = dates.in_a_while(rest, self.context.day)
            length = found.length if found else 0
        if found:
            self.due = found.day
        elif unreadable := _UNREADABLE_DATE.match(rest):
            length = unreadable.end()
            self.needs.append(Need.WHEN)
        else:
            return False
        self.when_read = True
        self.mark(self.place, self.place + length, Mark.WHEN)
        self.place += length
        return True

    def _read_link(self) -> bool:
        link = _LINK.match(self.line, self.place)
        if not link:
            return False
        if link["theme"]:
            code = _theme(link["theme"])
            if code is None:
                return False
            self.theme = code
        elif link["kind"] in "Rr":
            self.referrals.append(int(link["number"]))
        self.mark(link.start(), link.end(), Mark.LINK)
        self.place = link.end()
        return True

    def parsed(self, *, urgent: bool) -> Parsed:
        text = self.line[self.place :].removeprefix(":").strip()
        if not text:
            self.needs.append(Need.TEXT)
        due = self.due
        if not self.when_read:
            due = self.context.next_meeting
            if due is None or due < self.context.day:
                due = None
                self.needs.append(Need.WHEN)
        return Parsed(
            kind=Kind.ACTION,
            line=self.line,
            text=text,
            spans=tuple(sorted(self.spans, key=lambda span: span.start)),
            urgent=urgent,
            agencies=self.agencies,
            officers=self.officers,
            due=due,
            due_said=self.due is not None,
            theme=self.theme,
            referral=self.referrals[0] if self.referrals else None,
            needs=tuple(self.needs),
        )


def _number(typed: str) -> int:
    """The number of a reference; one that is counted on this computer is below 0."""
    return -int(typed[4:]) if typed[:1] in "nN" else int(typed)


def _after_space(line: str, place: int) -> int:
    between = _BETWEEN.match(line, place)
    return between.end() if between else place


def _theme(word: str) -> str | None:
    """The one theme whose code, paper code or name begins so; None where there is none or several."""
    typed = word.casefold()
    codes = {
        one.code
        for one in theme.THEMES
        if any(name.casefold().startswith(typed) for name in (one.code, one.paper, one.name, one.short))
    }
    return codes.pop() if len(codes) == 1 else None


def _checked(parsed: Parsed, context: Context) -> Parsed:
    """Fill in where the line belongs and what it names, and refuse what the rules do not allow."""
    found = [(match["kind"].upper(), int(match["number"])) for match in _REFERENCE.finditer(parsed.line)]
    referral = parsed.referral if parsed.referral is not None else context.referral
    mentions = tuple(dict.fromkeys(number for kind, number in found if kind == "R" and number != referral))
    actions = dict.fromkeys(number for kind, number in found if kind == "A" and number != parsed.action)
    past = parsed.due is not None and parsed.due < context.day
    due = None if past else parsed.due
    return replace(
        parsed,
        theme=parsed.theme or context.theme,
        referral=referral,
        mentions=mentions,
        action_mentions=tuple(actions),
        due=due,
        offer=context.calendar.offer(due, context.day) if due else None,
        needs=(*parsed.needs, Need.WHEN) if past else parsed.needs,
        refused=tuple(_refusals(parsed, context, mentions)),
    )


def _refusals(parsed: Parsed, context: Context, mentions: tuple[int, ...]) -> Iterator[str]:
    if parsed.due is not None and parsed.due < context.day:
        yield dates.past_words(parsed.due, context.day)
    for number in mentions:
        if number in context.restricted:
            yield f"R-{number} is restricted, so it can be named only under R-{number} itself."
    said = parsed.referral
    if said is not None and context.referrals is not None and said not in context.referrals:
        yield f"There is no referral R-{said}."
    if parsed.action is not None and context.actions is not None and parsed.action not in context.actions:
        yield f"There is no action {references.written(references.ACTION, parsed.action)}."
