"""The whole history out and in again: identical, in every script, and never half."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddLine
from tasking_app.commands.partnership import AddOfficer
from tasking_app.commands.referral import AddPerson, NewPerson
from tasking_app.database import backup
from tasking_app.database.files import HEAD, open_store
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.exports import history as history_export
from tasking_app.models.partnership import Officer
from tasking_app.rules.errors import AppError
from tasking_app.services import history
from tests.conftest import KEY, NOW
from tests.migrations.earlier import fill
from tests.partnership import Partnership, begin

NAMES = "Žofia O’Neil-Łuc, 李小龍, مُحَمَّد علي, ਗੁਰਪ੍ਰੀਤ, Zuleika \U0001f525"


def empty(empty_files: dict[str, Path], folder: Path, kind: str = "plain") -> Store:
    path = folder / f"{new_id()}.db"
    path.write_bytes(empty_files[kind].read_bytes())
    return open_store(path, KEY if kind == "encrypted" else None)


def document(store: Store) -> bytes:
    return history_export.render(store.ask(Actor(), history.gather))


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_every_table_comes_back_identical(empty_files: dict[str, Path], tmp_path: Path, kind: str) -> None:
    full = tmp_path / "full.db"
    fill(full)
    first = open_store(full, None)
    first.clock = lambda: NOW
    out = tmp_path / "history.json"
    written = history.write_out(first, Actor(), out)
    second = empty(empty_files, tmp_path, kind)
    assert history.read_in(second, Actor(), out) == written
    assert document(second) == out.read_bytes() == document(first)
    tables = json.loads(out.read_bytes())["tables"]
    assert [name for name, table in tables.items() if not table["rows"]] == []
    with pytest.raises(AppError, match="already"):
        history.read_in(second, Actor(), out)
    where = Path(second.where)
    first.close()
    second.close()
    backup.check(where, KEY if kind == "encrypted" else None)


def test_the_meeting_goes_on_in_the_file_it_was_read_into(
    partnership: Partnership, empty_files: dict[str, Path], tmp_path: Path
) -> None:
    p = partnership
    meeting = p.plan()
    p.do(AddOfficer(officer=new_id(), agency=p.agencies["Housing"], name=NAMES))
    history.write_out(p.store, p.actor, tmp_path / "h.json")
    store = empty(empty_files, tmp_path)
    store.clock = lambda: NOW
    history.read_in(store, Actor(), tmp_path / "h.json")
    again = Partnership(store, p.actor, p.agencies, p.series, p.officers)
    assert NAMES in {row.name for row in again.rows(Officer)}
    again.note(meeting, again.item(meeting, "arson"), "It goes on")
    assert again.act() is not None
    store.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1), max_size=6)
)
def test_whatever_is_typed_comes_back(empty_files: dict[str, Path], tmp_path: Path, texts: list[str]) -> None:
    first = empty(empty_files, tmp_path)
    first.clock = lambda: NOW
    p = begin(first)
    meeting, case = p.plan(), p.refer()
    item = p.item(meeting, "asb")
    for one in texts:
        if one.strip():
            p.do(AddLine(line=new_id(), meeting=meeting, item=item, text=one, at=p.now))
            person = NewPerson(person=new_id(), identity=new_id(), name=one)
            p.do(AddPerson(referral=case, person=person))
    out = tmp_path / f"{new_id()}.json"
    history.write_out(first, Actor(), out)
    second = empty(empty_files, tmp_path)
    history.read_in(second, Actor(), out)
    assert document(second) == document(first)
    first.close()
    second.close()


def changed(data: bytes, change: Callable[[dict[str, object]], None], *, sealed: bool = True) -> bytes:
    """The document after somebody worked on it; sealed: with a fingerprint that fits again."""
    whole = json.loads(data)
    change(whole)
    if sealed:
        tables = json.dumps(whole["tables"], separators=(",", ":"), ensure_ascii=False).encode()
        whole["sha256"] = hashlib.sha256(tables).hexdigest()
    return json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode()


def _newer(whole: dict[str, object]) -> None:
    whole["revision"] = "9999"


def _next_format(whole: dict[str, object]) -> None:
    whole["format"] = 2


def _other(whole: dict[str, object]) -> None:
    whole["tasking"] = "settings"


def _short_row(whole: dict[str, object]) -> None:
    whole["tables"]["officer"]["rows"][0].pop()  # type: ignore[index]  # plain JSON


def _orphan(whole: dict[str, object]) -> None:
    whole["tables"]["agency"]["rows"] = []  # type: ignore[index]  # plain JSON


def _odd_key(whole: dict[str, object]) -> None:
    columns = whole["tables"]["officer"]["columns"]  # type: ignore[index]  # plain JSON
    whole["tables"]["officer"]["rows"][0][columns.index("id")] = "no key"  # type: ignore[index]  # plain JSON


def _odd_table(whole: dict[str, object]) -> None:
    whole["tables"]["weather"] = {"columns": [], "rows": []}  # type: ignore[index]  # plain JSON


def _odd_column(whole: dict[str, object]) -> None:
    table = whole["tables"]["officer"]  # type: ignore[index]  # plain JSON
    table["columns"].append("weather")
    for row in table["rows"]:
        row.append("wet")


@pytest.mark.parametrize(
    ("change", "sealed", "told"),
    [
        (_newer, True, "newer version"),
        (_next_format, True, "newer version"),
        (_other, True, "not a history"),
        (_short_row, True, "too many or too few"),
        (_short_row, False, "changed or cut off"),
        (_orphan, True, "do not fit together"),
        (_odd_key, True, "not what it should be"),
        (_odd_table, True, "weather"),
        (_odd_column, True, "weather"),
    ],
)
def test_what_is_not_right_leaves_the_file_empty(
    partnership: Partnership,
    empty_files: dict[str, Path],
    tmp_path: Path,
    change: Callable[[dict[str, object]], None],
    sealed: bool,
    told: str,
) -> None:
    out = tmp_path / "h.json"
    out.write_bytes(changed(document(partnership.store), change, sealed=sealed))
    store = empty(empty_files, tmp_path)
    with pytest.raises(AppError, match=told):
        history.read_in(store, Actor(), out)
    assert all(not table.rows for table in store.ask(Actor(), history.gather).tables.values())
    store.close()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"tasking": "history"}'])
def test_other_files_are_refused(empty_files: dict[str, Path], tmp_path: Path, data: bytes) -> None:
    (tmp_path / "h.json").write_bytes(data)
    store = empty(empty_files, tmp_path)
    with pytest.raises(AppError, match="not a history"):
        history.read_in(store, Actor(), tmp_path / "h.json")
    with pytest.raises(AppError, match="cannot be read"):
        history.read_in(store, Actor(), tmp_path / "none.json")
    store.close()


def test_a_column_younger_than_the_file_starts_as_new_rows_do(
    partnership: Partnership, empty_files: dict[str, Path], tmp_path: Path
) -> None:
    def older(whole: dict[str, object]) -> None:
        table = whole["tables"]["officer"]  # type: ignore[index]  # plain JSON
        place = table["columns"].index("invited")
        for one in (table["columns"], *table["rows"]):
            del one[place]

    out = tmp_path / "h.json"
    out.write_bytes(changed(document(partnership.store), older))
    store = empty(empty_files, tmp_path)
    history.read_in(store, Actor(), out)
    rows = store.ask(Actor(), history.gather).tables["officer"]
    place = rows.columns.index("invited")
    assert {row[place] for row in rows.rows} == {True}
    assert json.loads(out.read_bytes())["revision"] == HEAD
    store.close()
