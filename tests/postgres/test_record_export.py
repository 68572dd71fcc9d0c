"""What was done about somebody or something leaves the record as a file, which the record tells first."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import AddPerson, NewPerson
from tasking_app.database import postgres
from tasking_app.database.errors import Denied
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor
from tasking_app.exports.record_table import COLUMNS
from tasking_app.records.audit import Asked
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.progress import Stopped
from tasking_app.services import record_export, referral_list, seal
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import NAME, World

Desks = Mapping[str, Partnership]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The entries of a file, by column."""
    if path.suffix == ".csv":
        return list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    sheet: Any = load_workbook(BytesIO(path.read_bytes())).active
    heads = [cell.value for cell in sheet[4]]
    return [
        dict(zip(heads, (cell.value for cell in line), strict=True)) for line in sheet.iter_rows(min_row=5)
    ]


def export(p: Partnership, path: Path, **asked: Any) -> list[dict[str, Any]]:
    many = record_export.write_out(p.store, p.actor, path, Asked(**asked))
    found = rows_of(path)
    assert len(found) == many
    return found


def number(own: World, referral: str) -> str:
    told: Any = (
        own.people["keeper"]
        .connection.execute("SELECT number FROM app.referral WHERE id = %s", (own.words[referral],))
        .fetchone()
    )
    return f"R-{told[0]}"


@pytest.mark.parametrize("name", ["record.xlsx", "record.csv"])
def test_all_that_was_done_about_a_referral(own: World, desks: Desks, tmp_path: Path, name: str) -> None:
    jo, flat = desks["Jo"], number(own, "flat")
    referral_list.show_names(jo.store, jo.actor, own.words["flat"])
    seal.make(jo.store, jo.actor)
    found = export(jo, tmp_path / name, text=flat)
    assert {one["Done"] for one in found} >= {"Added", "Names read", "Exported"}
    assert {one["On"] for one in found} >= {flat}
    added = next(one for one in found if (one["Done"], one["Thing"]) == ("Added", "Referral"))
    assert added["Key"] == str(own.words["flat"])
    assert "title" in str(added["Fields"]).split(", ")
    assert "title: " in str(added["Hashes"])
    assert len(str(added["Salt"])) == 32
    assert str(added["Sealed by"]).count(" ") == 5
    assert found[-1]["Done"] == "Exported"
    assert found[-1]["Sealed by"] == "not sealed yet"
    assert int(found[0]["Entry"]) < int(found[-1]["Entry"])
    whole = " ".join(str(cell) for one in found for cell in one.values())
    assert NAME not in whole
    other = number(own, "linden")
    assert {one["On"] for one in found if other in str(one["On"])} == set()


def test_the_export_is_in_the_record_before_the_file(
    own: World, desks: Desks, server: Server, tmp_path: Path
) -> None:
    jo, flat = desks["Jo"], number(own, "flat")
    export(jo, tmp_path / "one.csv", text=flat)
    rows = (
        own.people["keeper"]
        .connection.execute("SELECT actor, what, key FROM audit.log WHERE kind = 'export'")
        .fetchall()
    )
    login = login_of("Jo", own.address.database)
    assert rows == [(login, "record", str(own.words["flat"]))]
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute(
            "REVOKE EXECUTE ON FUNCTION audit.note(text, text, text, uuid) FROM tasking_everyone"
        )
    with pytest.raises(Denied):
        export(jo, tmp_path / "two.csv")
    assert [one.name for one in tmp_path.iterdir()] == ["one.csv"]


def test_one_officer_some_days_and_only_the_people(own: World, desks: Desks, tmp_path: Path) -> None:
    jo, helen = desks["Jo"], desks["Helen"]
    referral_list.show_names(helen.store, helen.actor, own.words["flat"])
    login = login_of("Helen", own.address.database)
    mine = export(jo, tmp_path / "a.csv", who=login)
    assert {one["Login"] for one in mine} == {login}
    people = export(jo, tmp_path / "b.csv", people=True)
    assert {one["Thing"] for one in people if one["Done"] != "Names read"} == {
        "Name of a person",
        "Person of a referral",
        "Reading of names",
    }
    today = jo.now.date()
    assert (
        export(jo, tmp_path / "c.csv", who=login, first=today - timedelta(1), last=today + timedelta(1))
        == mine
    )
    assert export(jo, tmp_path / "d.csv", last=today - timedelta(days=2)) == []
    assert export(jo, tmp_path / "e.csv", first=today + timedelta(days=2)) == []
    assert export(jo, tmp_path / "f.csv", text=str(own.words["flat"]), who=login)


def test_officers_export_only_their_own_entries(own: World, desks: Desks, tmp_path: Path) -> None:
    found = export(desks["Rowan"], tmp_path / "own.csv")
    assert {one["Login"] for one in found} == {login_of("Rowan", own.address.database)}


@pytest.mark.parametrize("name", ["record.xlsx", "record.csv"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_looks_like_a_formula_stays_a_text(
    own: World, desks: Desks, tmp_path: Path, name: str, start: str
) -> None:
    own.people["keeper"].connection.execute(
        "UPDATE app.officer SET name = %s WHERE id = %s", (f"{start}1+1", own.words["o_Jo"])
    )
    jo, path = desks["Jo"], tmp_path / name
    login = login_of("Jo", own.address.database)
    referral_list.show_names(jo.store, jo.actor, own.words["flat"])
    found = export(jo, path, who=login)
    shown = f"'{start}1+1" if name.endswith(".csv") else f"{start}1+1"
    assert {one["Who"] for one in found} == {shown}
    if name.endswith(".xlsx"):
        sheet: Any = load_workbook(path).active
        cell = sheet.cell(5, [head for head, _ in COLUMNS].index("Who") + 1)
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("name", ["record.xlsx", "record.csv"])
def test_stopped_half_way_there_is_no_file(desks: Desks, tmp_path: Path, name: str) -> None:
    jo = desks["Jo"]
    shares: list[float] = []

    def went(share: float) -> None:
        shares.append(share)
        if share > record_export.GATHERED:
            raise Stopped

    with pytest.raises(Stopped):
        record_export.write_out(jo.store, jo.actor, tmp_path / name, Asked(), went)
    assert list(tmp_path.iterdir()) == []
    assert shares == sorted(shares)


def test_a_file_has_no_record_to_export(empty_files: dict[str, Path], tmp_path: Path) -> None:
    with (
        closing(open_store(empty_files["plain"], None)) as store,
        pytest.raises(NotAllowed, match="no record"),
    ):
        record_export.write_out(store, Actor(), tmp_path / "record.csv", Asked())


def test_one_person_of_a_referral(own: World, desks: Desks, tmp_path: Path) -> None:
    jo, flat = desks["Jo"], own.words["flat"]
    person = NewPerson(person=new_id(), identity=new_id(), name="Somebody Else", age=50, address="")
    jo.do(AddPerson(referral=flat, person=person))
    referral_list.show_names(jo.store, jo.actor, flat)
    number_of_flat = number(own, "flat")
    first = export(jo, tmp_path / "a.csv", text=f"{number_of_flat} Person A")
    other = export(jo, tmp_path / "b.csv", text=f"{number_of_flat.lower()} b")
    for found, mine, theirs in (
        (first, own.words["person"], person.person),
        (other, person.person, own.words["person"]),
    ):
        keys = [one["Key"] for one in found]
        assert str(mine) in keys
        assert str(theirs) not in keys
        assert [one["Thing"] for one in found].count("Name of a person") == 1
        assert [one["Done"] for one in found].count("Names read") == 1
    assert str(own.words["identity"]) in [one["Key"] for one in first]
    assert str(person.identity) in [one["Key"] for one in other]
    exported = own.people["keeper"].one(
        "SELECT key FROM audit.log WHERE kind = 'export' ORDER BY id DESC LIMIT 1"
    )
    assert exported == str(person.person)
    assert export(jo, tmp_path / "c.csv", text=f"{number_of_flat} Person Z") == []


def test_governance_is_told_a_key_and_exports_by_it(own: World, desks: Desks, tmp_path: Path) -> None:
    jo, key = desks["Jo"], str(own.words["flat"])
    address = replace(own.address, login=login_of("Gwen", own.address.database))
    with closing(postgres.open_store(address, PASSWORD)) as store:
        gwen = Partnership(store, Actor(own.words["o_Gwen"], None, "Gwen"), {}, {}, {})
        assert export(gwen, tmp_path / "a.csv", text=number(own, "flat"), kind="insert") == []
        found = export(gwen, tmp_path / "b.csv", text=key, kind="insert")
    assert [one["Entry"] for one in found] == [
        one["Entry"] for one in export(jo, tmp_path / "c.csv", text=key, kind="insert")
    ]
    assert {one["On"] for one in found} == {""}
