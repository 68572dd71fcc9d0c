"""Raw SQL can neither file a child outside its parent's folder nor leave it behind; for every such table."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table

from tasking_app.commands.base import new_id
from tasking_app.models import Base
from tasking_app.models.base import FILED
from tests.models.conftest import Raw, Refused

FILED_TABLES = [
    table.name for table in Base.metadata.sorted_tables if all(name in table.columns for name in FILED)
]
TRIPLE = ", ".join(FILED)


def parents(table: Table) -> list[str]:
    """The tables a table is tied to together with its folder."""
    return [key.referred_table.name for key in table.foreign_key_constraints if len(key.columns) > 1]


CHILDREN = [name for name in FILED_TABLES if parents(Base.metadata.tables[name]) != ["folder"]]


def first(raw: Raw, sql: str, *values: object) -> Any:
    """The first row of an answer."""
    return raw.execute(sql, values).fetchone()


def another_folder(raw: Raw, folder: bytes) -> tuple[object, ...]:
    """A folder that is another one, with what it says about itself."""
    found: tuple[object, ...] = first(
        raw, "SELECT id, series_id, restricted FROM folder WHERE id <> ?", folder
    )
    return found


def test_every_table_with_a_folder_is_tied_to_it() -> None:
    """Nobody can forget the tie in a new table."""
    assert len(FILED_TABLES) >= 18
    untied = [name for name in FILED_TABLES if not parents(Base.metadata.tables[name])]
    assert untied == []


@pytest.mark.parametrize("table", FILED_TABLES)
@pytest.mark.parametrize("column", FILED)
def test_no_row_says_other_than_its_folder(raw: Raw, table: str, column: str) -> None:
    row, folder = first(raw, f"SELECT id, folder_id FROM {table}")
    values = dict(zip(FILED, another_folder(raw, folder), strict=True))
    values["folder_id"] = raw.key(new_id()) if table not in CHILDREN else values["folder_id"]
    values["restricted"] = not first(raw, f"SELECT restricted FROM {table} WHERE id = ?", row)[0]
    values["series_id"] = first(
        raw, f"SELECT id FROM series WHERE id <> (SELECT series_id FROM {table} WHERE id = ?)", row
    )[0]
    with pytest.raises(Refused, match=r"(?i)foreign key|own_folder"):
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (values[column], row))


@pytest.mark.parametrize("table", CHILDREN)
def test_no_child_is_filed_outside_its_parents_folder(raw: Raw, table: str) -> None:
    row, folder = first(raw, f"SELECT id, folder_id FROM {table}")
    with pytest.raises(Refused, match=r"(?i)foreign key"):
        raw.execute(
            f"UPDATE {table} SET ({TRIPLE}) = (?, ?, ?) WHERE id = ?", (*another_folder(raw, folder), row)
        )
    names = [column.name for column in Base.metadata.tables[table].columns]
    other = {"id": "randomblob(16)", "number": "99999", **dict.fromkeys(FILED, "?")}
    copied = ", ".join(other.get(name, name) for name in names)
    values = dict(zip(FILED, another_folder(raw, folder), strict=True))
    given = [values[name] for name in names if name in FILED]
    with pytest.raises(Refused, match=r"(?i)foreign key"):
        raw.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {copied} FROM {table} WHERE id = ?",
            (*given, row),
        )


@pytest.mark.parametrize("column", ["restricted", "series_id"])
def test_what_moves_takes_everything_along(raw: Raw, column: str) -> None:
    """Each folder is restricted, or moved to another series, and no row stays behind."""
    before = {table: first(raw, f"SELECT count(*) FROM {table}")[0] for table in FILED_TABLES}
    for (folder,) in raw.execute("SELECT id FROM folder").fetchall():
        value = (
            "NOT restricted" if column == "restricted" else "(SELECT id FROM series ORDER BY id DESC LIMIT 1)"
        )
        raw.execute(f"UPDATE folder SET {column} = {value} WHERE id = ?", (folder,))
    for table in FILED_TABLES:
        left = first(
            raw,
            f"SELECT count(*) FROM {table} JOIN folder ON folder.id = folder_id "
            f"WHERE folder.series_id <> {table}.series_id OR folder.restricted <> {table}.restricted",
        )
        assert left == (0,), table
        assert first(raw, f"SELECT count(*) FROM {table}")[0] == before[table]
    assert raw.server or raw.execute("PRAGMA foreign_key_check").fetchall() == []
