"""The file itself refuses what no program may do: delete, change approved minutes, rewrite history."""

from __future__ import annotations

from typing import Any

import pytest

from tasking_app.models import Base
from tests.models.conftest import Raw, Refused

OF_A_MEETING = ["line", "attendance", "agenda_item", "statement_reading", "conflict", "go_ahead"]
APPROVED = "(SELECT id FROM meeting WHERE stage = 'approved')"
OPEN = "(SELECT id FROM meeting WHERE stage = 'in_progress')"
DAY = "'2026-01-01'"


def refused(raw: Raw, sql: str, why: str, *values: object) -> None:
    """A statement the file refuses for a reason."""
    with pytest.raises(Refused, match=why):
        raw.execute(sql, values)


def columns(table: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[table].columns]


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_nothing_is_deleted(raw: Raw, table: str) -> None:
    assert raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    refused(raw, f"DELETE FROM {table}", "nothing is deleted")
    if raw.server:
        refused(raw, f"TRUNCATE {table} CASCADE", "nothing is deleted")


@pytest.mark.parametrize("table", OF_A_MEETING)
def test_nothing_is_added_to_approved_minutes(raw: Raw, table: str) -> None:
    names = columns(table)
    other = {"id": "randomblob(16)", "meeting_id": APPROVED}
    copied = ", ".join(other.get(name, name) for name in names)
    listed = ", ".join(names)
    refused(raw, f"INSERT INTO {table} ({listed}) SELECT {copied} FROM {table} LIMIT 1", "approved minutes")
    refused(
        raw,
        f"UPDATE {table} SET meeting_id = {APPROVED} WHERE meeting_id = {OPEN}",
        "approved minutes",
    )


@pytest.mark.parametrize("table", ["line", "attendance", "agenda_item", "statement_reading"])
def test_approved_minutes_do_not_change(raw: Raw, table: str) -> None:
    of_table: dict[str, dict[str, Any]] = {
        "line": {"text": "x", "kind": "x", "order_key": "x", "withdrawn_at": "2026-01-01"},
        "attendance": {"status": "x", "note": "x", "guest": "x", "withdrawn_at": "2026-01-01"},
        "agenda_item": {"title": "x", "theme": "x", "minutes": 7, "withdrawn_at": "2026-01-01"},
        "statement_reading": {"statement": "x", "people": 99, "withdrawn_at": "2026-01-01"},
    }
    changed = {**of_table[table], "meeting_id": raw.execute(f"SELECT {OPEN}").fetchone()[0]}
    for name, value in changed.items():
        sql = f"UPDATE {table} SET {name} = ? WHERE meeting_id = {APPROVED}"
        refused(raw, sql, "approved minutes", value)


def test_approved_decisions_and_the_meeting_itself_do_not_change(raw: Raw) -> None:
    of_approved = f"line_id IN (SELECT id FROM line WHERE meeting_id = {APPROVED})"
    of_decision = {"number": "99", "kind": "'x'", "rationale": "'x'", "withdrawn_at": DAY}
    for name, value in of_decision.items():
        refused(raw, f"UPDATE decision SET {name} = {value} WHERE {of_approved}", "approved minutes")
    of_meeting = {
        "approved_at": DAY,
        "held_on": DAY,
        "fingerprint": "'x'",
        "reference": "'x'",
        "place": "'x'",
    }
    for name, value in of_meeting.items():
        refused(raw, f"UPDATE meeting SET {name} = {value} WHERE stage = 'approved'", "approved minutes")
    for stage in ("draft_minutes", "in_progress", "planned", "cancelled"):
        refused(raw, "UPDATE meeting SET stage = ? WHERE stage = 'approved'", "approved minutes", stage)
    raw.execute("UPDATE meeting SET stage = 'agreed' WHERE stage = 'approved'")
    refused(raw, "UPDATE meeting SET stage = 'draft_minutes' WHERE stage = 'agreed'", "approved minutes")


def test_stored_parts_are_only_emptied(raw: Raw) -> None:
    changed = {"sha256": "'x'", "place": "99", "made_at": DAY, "meeting_id": OPEN}
    for name, value in changed.items():
        refused(raw, f"UPDATE minutes_part SET {name} = {value}", "does not change")
    refused(raw, "UPDATE minutes_part SET content = content || ' '", "only emptied")
    listed = ", ".join(columns("minutes_part"))
    copied = ", ".join("randomblob(16)" if name == "id" else name for name in columns("minutes_part"))
    sql = f"INSERT INTO minutes_part ({listed}) SELECT {copied} FROM minutes_part LIMIT 1"
    refused(raw, sql, "approved minutes")
    raw.execute("UPDATE minutes_part SET content = ''")
    refused(raw, "UPDATE minutes_part SET content = 'back again'", "only emptied")


def test_history_is_only_emptied(raw: Raw) -> None:
    refused(raw, "UPDATE text_version SET text = 'something else'", "only emptied")
    raw.execute("UPDATE text_version SET text = ''")
    refused(raw, "UPDATE text_version SET text = 'back again'", "only emptied")


def test_numbers_readings_and_commands_stay(raw: Raw) -> None:
    refused(raw, "UPDATE counter SET last = last - 1", "never given back")
    raw.execute("UPDATE counter SET last = last + 1")
    refused(raw, "UPDATE name_reading SET what = 'nothing'", "a reading stays")
    refused(raw, "UPDATE applied SET kind = 'x' WHERE numbers <> ''", "carried out once")
