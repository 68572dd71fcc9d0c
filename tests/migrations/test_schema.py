"""What the revisions make is exactly what the models say, and every constraint has a name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Inspector, inspect, text

from tasking_app.database import postgres
from tasking_app.database.sqlite import make_engine
from tasking_app.models import Base
from tests.postgres.server import Server

Part = Callable[[Inspector, str], Any]


@pytest.fixture
def files(empty_files: dict[str, Path], tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """One file made by the revisions, one by the models."""
    migrated = tmp_path / "migrated.db"
    migrated.write_bytes(empty_files["plain"].read_bytes())
    made = make_engine(tmp_path / "made.db", None, create=True)
    yield from both(make_engine(migrated, None), made)


@pytest.fixture
def databases(server: Server) -> Iterator[tuple[Engine, Engine]]:
    """The same on a server."""
    with server.copy() as migrated, server.database() as made:
        engines = [postgres.make_engine(one, server.password) for one in (migrated, made)]
        with engines[1].execution_options(writes=True).begin() as connection:
            connection.execute(text("CREATE SCHEMA app"))
        yield from both(*engines)


@pytest.fixture(params=["files", "databases"])
def engines(request: pytest.FixtureRequest) -> tuple[Engine, Engine]:
    """Two of each engine."""
    found: tuple[Engine, Engine] = request.getfixturevalue(request.param)
    return found


def both(migrated: Engine, made: Engine) -> Iterator[tuple[Engine, Engine]]:
    with made.execution_options(writes=True).begin() as connection:
        Base.metadata.create_all(connection)
    yield migrated, made
    migrated.dispose()
    made.dispose()


def columns(found: Inspector, table: str) -> dict[str, tuple[str, bool, Any]]:
    return {
        one["name"]: (str(one["type"]), bool(one["nullable"]), one["default"])
        for one in found.get_columns(table)
    }


def foreign_keys(found: Inspector, table: str) -> list[Any]:
    return sorted(
        (
            one["name"],
            one["constrained_columns"],
            one["referred_table"],
            one["referred_columns"],
            # When they are checked is the revisions' own affair, on a server only: see below.
            {
                name: one["options"][name]
                for name in one["options"]
                if name not in ("deferrable", "initially")
            },
        )
        for one in found.get_foreign_keys(table)
    )


def indexes(found: Inspector, table: str) -> list[Any]:
    return sorted((one["name"], one["column_names"], one["unique"]) for one in found.get_indexes(table))


def uniques(found: Inspector, table: str) -> list[Any]:
    return sorted((one["name"], one["column_names"]) for one in found.get_unique_constraints(table))


def checks(found: Inspector, table: str) -> list[Any]:
    return sorted((one["name"], one["sqltext"]) for one in found.get_check_constraints(table))


def key(found: Inspector, table: str) -> Any:
    primary = found.get_pk_constraint(table)
    return primary["name"], primary["constrained_columns"]


@pytest.mark.parametrize("part", [columns, foreign_keys, indexes, uniques, checks, key])
def test_the_revisions_make_what_the_models_say(engines: tuple[Engine, Engine], part: Part) -> None:
    migrated, made = (inspect(engine) for engine in engines)
    tables = sorted(Base.metadata.tables)
    assert sorted(set(migrated.get_table_names()) - {"alembic_version"}) == tables
    differ = {
        table: (part(migrated, table), part(made, table))
        for table in tables
        if part(migrated, table) != part(made, table)
    }
    assert differ == {}


def test_every_constraint_has_a_name(engines: tuple[Engine, Engine]) -> None:
    migrated = inspect(engines[0])
    for table in Base.metadata.tables:
        named = [one[0] for part in (foreign_keys, indexes, uniques, checks) for one in part(migrated, table)]
        assert all([*named, key(migrated, table)[0]]), table


def test_what_follows_its_parent_is_checked_at_the_end(databases: tuple[Engine, Engine]) -> None:
    """Two parents of one row move it one after the other, in an order nobody chose."""
    migrated = inspect(databases[0])
    when: dict[tuple[str | None, ...], int] = {}
    for table in Base.metadata.tables:
        for one in migrated.get_foreign_keys(table):
            options = one["options"]
            assert options.get("deferrable") is True, one["name"]
            kind = (options.get("onupdate"), options.get("initially"))
            when[kind] = when.get(kind, 0) + 1
    assert set(when) == {("CASCADE", "DEFERRED"), (None, None)}


def test_tables_without_row_numbers_are_the_same(files: tuple[Engine, Engine], tmp_path: Path) -> None:
    found = []
    for name in ("migrated.db", "made.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            rows = connection.execute("SELECT name FROM pragma_table_list WHERE wr = 1").fetchall()
            found.append(sorted(row[0] for row in rows))
    assert found[0] == found[1] != []
