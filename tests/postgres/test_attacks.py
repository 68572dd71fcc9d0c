"""A modified client with an officer's password: every statement is refused, or finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasking_app.models.base import Base
from tests.postgres.people import GROUPS
from tests.postgres.world import World

NOTHING = "nothing"
NO_RIGHT, KEPT = "42501", "23000"
PROMISED = 95


@dataclass(frozen=True, slots=True)
class Attack:
    """One statement of one person, and the code it has to be refused with, or nothing to be found."""

    who: str
    name: str
    statement: str
    ends: str


def _read(path: Path) -> Iterator[Attack]:
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        name, told, *statement = block.strip().splitlines()
        people, _, ends = told.removeprefix("-- ").partition(": ")
        for who in people.split():
            yield Attack(who, name.removeprefix("-- "), "\n".join(statement), ends)


ALL = [one for path in sorted(Path(__file__).parent.glob("attacks/*.sql")) for one in _read(path)]


@pytest.mark.parametrize("attack", ALL, ids=[f"{one.who}: {one.name}" for one in ALL])
def test_it_is_refused(attack: Attack, everyone: World) -> None:
    answer = everyone.people[attack.who].tries(attack.statement, everyone.words)
    if attack.ends == NOTHING:
        assert (answer.refused, answer.rows) == ("", 0), answer
    else:
        assert answer.refused == attack.ends, answer


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_nobody_deletes_empties_or_renames_rows_of_any_table(table: str, everyone: World) -> None:
    key = next(iter(Base.metadata.tables[table].primary_key.columns)).name
    for who in (*GROUPS, "keeper"):
        deleted = everyone.people[who].tries(f'DELETE FROM app."{table}"')
        assert deleted.refused in (NO_RIGHT, KEPT) or (who == "keeper" and deleted.rows == 0), (who, deleted)
        emptied = everyone.people[who].tries(f'TRUNCATE app."{table}" CASCADE')
        assert emptied.refused in (NO_RIGHT, KEPT), (who, emptied)
        if who != "keeper":
            renamed = everyone.people[who].tries(f'UPDATE app."{table}" SET "{key}" = "{key}"')
            assert renamed.refused == NO_RIGHT, (who, renamed)


@pytest.mark.parametrize("who", ["Gwen", "Outside"])
@pytest.mark.parametrize(
    "table", sorted(name for name, one in Base.metadata.tables.items() if "folder_id" in one.c)
)
def test_who_sits_in_no_series_reads_no_case(who: str, table: str, everyone: World) -> None:
    if (who, table) == ("Gwen", "share") or table in ("person_identity", "restricted_text"):
        return
    seen = everyone.people[who].connection.execute(f'SELECT folder_id FROM app."{table}"').fetchall()
    shared = {everyone.words["shop"]} if who == "Outside" else set()
    assert {row[0] for row in seen} <= shared


def test_there_are_as_many_as_were_promised() -> None:
    assert len(ALL) >= PROMISED
