import time
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tasking_app.rules import days
from tasking_app.rules.name_match import AgencyEntry, OfficerEntry
from tasking_app.rules.quick_add import parse
from tasking_app.rules.quick_complete import with_agency, with_due, with_officer
from tasking_app.rules.quick_line import Kind, Mark, Move
from tests.rules.quick_context import CONTEXT, DAY

PIECES = (
    *(
        "!!",
        "!",
        "@",
        "/",
        ":",
        "#",
        ",",
        "@fire",
        "@council",
        "@zebra",
        "/reddy",
        "visit",
        "because",
        "close",
    ),
    *("by", "in", "next", "fri", "11", "dec", "31", "feb", "11/12", "11/12/20", "tomorrow", "2", "weeks"),
    *("#hate", "#asb", "R-147", "R-150", "A-188", "done", "on", "track", "to", "drop", "\N{FIRE}", "\u202e"),
)
likely = st.lists(st.sampled_from(PIECES), max_size=12).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), "  ".join(words)])
)
lines = st.one_of(likely, st.text(max_size=120))
actions = st.tuples(st.sampled_from(["@", "!!@", "@fire ", "@wend by fri", "!! @x/y ", "@/"]), lines).map(
    "".join
)
plain = st.text(st.characters(categories=["L", "N", "Zs", "So"]), min_size=1, max_size=40).map(str.strip)
words = plain.filter(
    lambda text: text and not text[0].isdigit() and not text.lower().startswith(("by", "in"))
)
dues = st.integers(0, 300).map(lambda ahead: DAY + timedelta(days=ahead))


def said(day: date) -> str:
    return f"{day.day} {days.MONTHS[day.month - 1][:3].lower()}"


@given(lines)
def test_no_line_loses_a_character(line: str) -> None:
    got = parse(line, CONTEXT)
    assert got.line == line
    if got.kind is Kind.NOTE:
        assert got.text == line
        return
    left = list(line)
    for span in got.spans:
        assert line[span.start : span.end]
        left[span.start : span.end] = [""] * (span.end - span.start)
    rest = "".join(left)
    for part in (got.text, got.reason):
        assert part in line
        assert part in rest
        rest = rest.replace(part, "", 1)
    assert "".join(rest.split()).strip(":,") == ""


@given(lines)
def test_spans_stand_in_order_and_do_not_overlap(line: str) -> None:
    ends = 0
    for span in parse(line, CONTEXT).spans:
        assert ends <= span.start < span.end <= len(line)
        ends = span.end


@given(lines, st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.booleans())
def test_a_date_is_never_in_the_past(line: str, day: date, has_next: bool) -> None:
    next_meeting = day + timedelta(days=28) if has_next else None
    got = parse(line, replace(CONTEXT, day=day, next_meeting=next_meeting))
    assert got.due is None or got.due >= day
    if got.kind is Kind.ACTION and got.ready:
        assert got.due is not None
        assert got.agency is not None
        assert got.text


@given(
    agency=st.sampled_from(CONTEXT.agencies),
    due=st.none() | dues,
    theme=st.none() | st.sampled_from(["asb", "damage", "arson", "hate", "cohesion"]),
    referral=st.none() | st.integers(1, 9_999),
    urgent=st.booleans(),
    text=words,
)
def test_every_action_that_can_be_written_is_read_back(
    agency: AgencyEntry, due: date | None, theme: str | None, referral: int | None, urgent: bool, text: str
) -> None:
    parts = [f"{'!!' if urgent else ''}@{agency.name}"]
    parts += [f"by {said(due)}"] if due else []
    parts += [f"#{theme}"] if theme else []
    parts += [f"R-{referral}"] if referral else []
    got = parse(f"{' '.join(parts)}: {text}", CONTEXT)
    assert got.kind is Kind.ACTION
    assert (got.agency, got.urgent, got.text) == (agency, urgent, text)
    assert got.due == (due or CONTEXT.next_meeting)
    assert got.theme == (theme or CONTEXT.theme)
    assert got.referral == (referral or CONTEXT.referral)
    assert got.ready


@given(text=words, reason=words)
def test_every_decision_that_can_be_written_is_read_back(text: str, reason: str) -> None:
    assume("because" not in text.casefold() and not text.startswith("!"))
    got = parse(f"! {text} because {reason}", CONTEXT)
    assert (got.kind, got.text, got.reason) == (Kind.DECISION, text, reason)


@given(number=st.integers(1, 9_999_999), move=st.sampled_from(Move), due=dues, text=words)
def test_every_update_that_can_be_written_is_read_back(number: int, move: Move, due: date, text: str) -> None:
    verb = f"to {said(due)}" if move is Move.MORE_TIME else move.value
    got = parse(f"A-{number} {verb}: {text}", CONTEXT)
    assert (got.kind, got.action, got.move, got.text) == (Kind.UPDATE, number, move, text)
    assert got.due == (due if move is Move.MORE_TIME else None)


@given(actions, st.sampled_from(CONTEXT.agencies))
def test_a_chosen_agency_is_understood_and_nothing_else_changes(line: str, agency: AgencyEntry) -> None:
    before = parse(line, CONTEXT)
    assume(all(span.mark is not Mark.OFFICER for span in before.spans))
    after = parse(with_agency(before, agency, CONTEXT), CONTEXT)
    assert after.agency == agency
    assert (after.text, after.due, after.urgent) == (before.text, before.due, before.urgent)


@given(st.sampled_from(CONTEXT.officers), words)
def test_a_chosen_officer_is_understood(officer: OfficerEntry, text: str) -> None:
    [agency] = [one for one in CONTEXT.agencies if one.key == officer.agency]
    for typed in (f"@{agency.name}: {text}", f"@{agency.name}/x: {text}"):
        after = parse(with_officer(parse(typed, CONTEXT), officer), CONTEXT)
        assert (after.agency, after.officer, after.text) == (agency, officer, text)


@given(actions, st.integers(0, 2_000))
def test_a_chosen_day_is_understood_and_nothing_else_changes(line: str, ahead: int) -> None:
    before = parse(line, CONTEXT)
    day = DAY + timedelta(days=ahead)
    after = parse(with_due(before, day, DAY), CONTEXT)
    assert (after.due, after.due_said) == (day, True)
    assert (after.text, after.agencies, after.officers) == (before.text, before.agencies, before.officers)


def test_a_very_long_paste_is_read_at_once() -> None:
    for start in ("", "@fire by fri: ", "! ", "A-1 done: ", "!!", " " * 20_000):
        for filling in ("because ", "@fire/", "R-1 ", " ", "by next ", "\N{FIRE}"):
            line = (start + filling * 20_000)[:40_000]
            began = time.perf_counter()
            assert parse(line, CONTEXT).line == line
            assert time.perf_counter() - began < 1
