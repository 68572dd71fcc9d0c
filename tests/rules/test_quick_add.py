from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tasking_app.imports.bank_holidays import read
from tasking_app.rules.quick_add import parse
from tasking_app.rules.quick_line import Kind, Mark, Move, Need, Parsed, Span
from tests.rules.quick_context import (
    ASHDOWN,
    CONTEXT,
    COUNCIL,
    COUNTY,
    FIRE,
    HOUSING,
    NEXT,
    PATE,
    PATEL,
    POLICE,
    REDDY,
)

CALENDAR = read((Path(__file__).parents[2] / "resources" / "bank-holidays.toml").read_bytes())


def marked(parsed: Parsed) -> list[tuple[str, str]]:
    return [(span.mark.value, parsed.line[span.start : span.end]) for span in parsed.spans]


def test_an_action_with_everything_said() -> None:
    got = parse("!!@fire/reddy by 11 dec #hate R-152 A-90: arson-proof letterboxes", CONTEXT)
    assert got.kind is Kind.ACTION
    assert got.ready
    assert (got.agency, got.officer, got.due, got.due_said) == (FIRE, REDDY, date(2026, 12, 11), True)
    assert (got.urgent, got.theme, got.referral) == (True, "hate", 152)
    assert (got.mentions, got.action_mentions) == ((), (90,))
    assert got.text == "arson-proof letterboxes"
    assert marked(got) == [
        ("marker", "!!"),
        ("agency", "@fire"),
        ("officer", "/reddy"),
        ("when", "by 11 dec"),
        ("link", "#hate"),
        ("link", "R-152"),
        ("link", "A-90"),
    ]


def test_an_action_with_only_who_and_what() -> None:
    got = parse("@fire check the bin stores at 10:30", CONTEXT)
    assert got.ready
    assert (got.agency, got.officer, got.text) == (FIRE, REDDY, "check the bin stores at 10:30")
    assert (got.due, got.due_said) == (NEXT, False)
    assert (got.theme, got.referral, got.urgent) == ("arson", 147, False)


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("by fri", date(2026, 11, 20)),
        ("by thu", date(2026, 11, 26)),
        ("BY 11/12", date(2026, 12, 11)),
        ("by 11/12/26", date(2026, 12, 11)),
        ("by tomorrow", date(2026, 11, 20)),
        ("by end of month", date(2026, 11, 30)),
        ("by next", NEXT),
        ("in 3 days", date(2026, 11, 22)),
        ("in 2 weeks", date(2026, 12, 3)),
        ("in 1 month", date(2026, 12, 19)),
    ],
)
def test_when(head: str, due: date) -> None:
    for line in (f"@fire {head}: visit", f"@fire {head} visit", f"@fire R-9 {head}, visit"):
        got = parse(line, CONTEXT)
        assert (got.due, got.due_said, got.text) == (due, True, "visit")


@pytest.mark.parametrize(
    ("typed", "agencies"),
    [
        ("@fi", (FIRE,)),
        ("@rescue", (FIRE,)),
        ("@wfrs", (FIRE,)),
        ("@Fire and rescue", (FIRE,)),
        ("@fire and", (FIRE,)),
        ("@police", (POLICE,)),
        ("@hous", (HOUSING,)),
        ("@council", (COUNCIL,)),
        ("@counc", (COUNTY, COUNCIL)),
        ("@wendsh", (COUNTY, POLICE)),
        ("@wend", (COUNTY, COUNCIL, POLICE, HOUSING)),
        ("@zebra", ()),
        ("@", ()),
    ],
)
def test_who_by_the_beginning_of_a_name_the_most_used_first(typed: str, agencies: tuple[object, ...]) -> None:
    got = parse(f"{typed}: visit the block", CONTEXT)
    assert got.agencies == agencies
    assert got.text == "visit the block"
    assert (Need.WHO in got.needs) == (len(agencies) != 1)
    assert (got.agency is None) == (len(agencies) != 1)


def test_an_officer_can_settle_which_agency_is_meant() -> None:
    got = parse("@wendsh/ash by fri: patrol", CONTEXT)
    assert (got.agency, got.officer, got.ready) == (POLICE, ASHDOWN, True)


def test_several_officers_or_none_are_asked_for() -> None:
    several = parse("@housing/pat: visit", CONTEXT)
    assert (several.officers, several.officer, several.needs) == ((PATEL, PATE), None, (Need.OFFICER,))
    unknown = parse("@fire/nobody: visit", CONTEXT)
    assert (unknown.agency, unknown.officers, unknown.officer) == (FIRE, (), None)
    assert unknown.needs == (Need.OFFICER,)
    assert parse("@housing/Jon Pate visit", CONTEXT).officer == PATE


def test_who_when_and_what_are_asked_for_and_the_text_is_kept() -> None:
    no_next = replace(CONTEXT, next_meeting=None)
    assert parse("@ by fri: visit", CONTEXT).needs == (Need.WHO,)
    assert parse("!! visit now", CONTEXT).needs == (Need.WHO,)
    assert parse("@fire: visit", no_next).needs == (Need.WHEN,)
    assert parse("@fire by next: visit", no_next).needs == (Need.WHEN,)
    assert parse("@fire by 31 feb: visit", CONTEXT).needs == (Need.WHEN,)
    assert parse("@fire by next friday visit", CONTEXT).needs == (Need.WHEN,)
    assert parse("@fire by fri:", CONTEXT).needs == (Need.TEXT,)
    for line in ("@ by fri: visit", "@fire by 31 feb: visit", "@fire by next friday visit"):
        assert parse(line, CONTEXT).text == "visit"
    assert parse("!! visit now", CONTEXT).text == "visit now"


def test_by_in_a_sentence_is_no_date() -> None:
    got = parse("@fire by the river, check hydrants", CONTEXT)
    assert (got.text, got.due_said) == ("by the river, check hydrants", False)


def test_a_past_date_is_refused_and_the_text_kept() -> None:
    got = parse("@fire by 11/11/26: visit", CONTEXT)
    assert (got.due, got.text, got.ready) == (None, "visit", False)
    assert got.refused == ("Wednesday 11 November 2026 is 8 days ago. Choose today or a later day.",)


def test_a_day_off_offers_the_working_day_before_and_blocks_nothing() -> None:
    context = replace(CONTEXT, calendar=CALENDAR)
    saturday = parse("@police by 12 dec: patrols", context)
    assert (saturday.due, saturday.offer, saturday.ready) == (date(2026, 12, 12), date(2026, 12, 11), True)
    assert parse("@police by 28/12: patrols", context).offer == date(2026, 12, 24)
    assert parse("@police by fri: patrols", context).offer is None


@pytest.mark.parametrize("line", ["#1 priority", "#c word", "@fire: #hate crime talk"])
def test_what_only_looks_like_a_link_stays_in_the_text(line: str) -> None:
    got = parse(line if line.startswith("@") else f"@fire {line}", CONTEXT)
    assert got.text == line.removeprefix("@fire: ")
    assert got.theme == "arson"


def test_the_first_referral_is_where_the_line_belongs_and_the_others_are_mentions() -> None:
    got = parse("@fire R-9 R-10: see R-11, R-9 and A-5", CONTEXT)
    assert (got.referral, got.mentions, got.action_mentions) == (9, (10, 11), (5,))
    note = parse("Linked to R-150 and A-7", CONTEXT)
    assert (note.referral, note.mentions, note.action_mentions) == (147, (150,), (7,))


def test_a_restricted_referral_is_named_only_under_itself() -> None:
    context = replace(CONTEXT, restricted=frozenset({150}))
    for line in ("Linked to R-150", "@fire R-9 R-150: visit", "! look at R-150"):
        assert parse(line, context).refused == (
            "R-150 is restricted, so it can be named only under R-150 itself.",
        )
    assert parse("@fire R-150: visit", context).ready
    assert parse("Seen at R-150", replace(context, referral=150)).ready


def test_references_that_do_not_exist_are_refused() -> None:
    context = replace(CONTEXT, referrals=frozenset({147}), actions=frozenset({188}))
    assert parse("@fire R-999: visit", context).refused == ("There is no referral R-999.",)
    assert parse("A-999 done", context).refused == ("There is no action A-999.",)
    assert parse("A-188 done", context).ready


@pytest.mark.parametrize(
    ("line", "text", "reason", "kind", "needs"),
    [
        ("! Treat it as a priority", "Treat it as a priority", "", "agree", ()),
        ("!close R-147", "close R-147", "", "close", (Need.REASON,)),
        ("! close R-147 because she has moved", "close R-147", "she has moved", "close", ()),
        ("! No further action Because no evidence", "No further action", "no evidence", "nothing", ()),
        ("! close it because", "close it", "", "close", (Need.REASON,)),
        ("! because of rain", "because of rain", "", "agree", ()),
        ("!", "", "", "agree", (Need.TEXT,)),
    ],
)
def test_decisions(line: str, text: str, reason: str, kind: str, needs: tuple[Need, ...]) -> None:
    got = parse(line, CONTEXT)
    assert got.kind is Kind.DECISION
    assert (got.text, got.reason, got.decision_kind, got.needs) == (text, reason, kind, needs)


@pytest.mark.parametrize(
    ("line", "move", "due", "text", "needs"),
    [
        ("A-188 done", Move.DONE, None, "", ()),
        ("a-188 Done: bins fitted", Move.DONE, None, "bins fitted", ()),
        ("A-188 on track", Move.ON_TRACK, None, "", ()),
        ("A-188 to 4 dec: waiting for parts", Move.MORE_TIME, date(2026, 12, 4), "waiting for parts", ()),
        ("A-188 to next: away", Move.MORE_TIME, NEXT, "away", ()),
        ("A-188 to fri", Move.MORE_TIME, date(2026, 11, 20), "", (Need.REASON,)),
        ("A-188 drop: not needed", Move.DROP, None, "not needed", ()),
        ("A-188 drop", Move.DROP, None, "", (Need.REASON,)),
    ],
)
def test_updates(line: str, move: Move, due: date | None, text: str, needs: tuple[Need, ...]) -> None:
    got = parse(line, CONTEXT)
    assert got.kind is Kind.UPDATE
    assert (got.action, got.move, got.due, got.text, got.needs) == (188, move, due, text, needs)


@pytest.mark.parametrize(
    "line",
    [
        "A-188: bins fitted",
        "A-188 done and dusted",
        "A-188 to Fri night crew",
        "A-188 to 31 feb: later",
        "A-188 was discussed",
        "A-12345678 done",
        "Done: A-188 done",
        "mail@fire by fri: x",
        "Wait! @fire",
        "",
        "   ",
        "R-147: neighbours report noise",
    ],
)
def test_everything_else_is_a_note_kept_to_the_last_character(line: str) -> None:
    got = parse(line, CONTEXT)
    assert (got.kind, got.text, got.spans) == (Kind.NOTE, line, ())


def test_a_past_date_in_an_update_is_refused() -> None:
    got = parse("A-188 to 11/11/26: later", CONTEXT)
    assert (got.due, got.needs) == (None, (Need.WHEN,))
    assert got.refused


def test_spans_can_be_counted_as_qt_does() -> None:
    line = "@fire \N{FIRE}"
    assert Span(6, 7, Mark.LINK).in_utf16(line) == (6, 8)
    assert Span(0, 5, Mark.AGENCY).in_utf16(line) == (0, 5)
