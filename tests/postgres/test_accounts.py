"""Accounts: what the co-ordinator does for officers, and nobody else for anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tasking_app.commands.account import DisableLogin, GiveLogin, SetOwnPassword
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.codec import decode, encode, kind_of
from tasking_app.commands.partnership import AddOfficer
from tasking_app.database import address as addresses
from tasking_app.database import files, postgres
from tasking_app.database.errors import CannotOpen
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.partnership import Officer
from tasking_app.records.account import AccountRow, FirstPassword
from tasking_app.records.signing_in import SignIn
from tasking_app.rules import login as logins
from tasking_app.rules.errors import NotAllowed, NotFound
from tasking_app.services import account, connecting, first_password, who
from tasking_app.services.carry_out import do
from tests.partnership import begin
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import World, world

NOA = "Noa Madeup"


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    with world(server) as made:
        yield made


@pytest.fixture
def desks(own: World) -> Iterator[Mapping[str, tuple[Store, Actor]]]:
    """Three officers signed in by their own logins."""
    with ExitStack() as stack:
        found = {}
        for name in ("Jo", "Helen", "Rowan"):
            there = replace(own.address, login=login_of(name, own.address.database))
            store = postgres.open_store(there, PASSWORD)
            stack.callback(store.close)
            found[name] = store, store.ask(Actor(), lambda work: who.sitter(work, "")).actor
        yield found


def rows(desk: tuple[Store, Actor]) -> dict[str, AccountRow]:
    store, actor = desk
    found = store.ask(actor, account.page)
    assert found is not None
    return {one.name: one for one in found.rows}


def signs_in(own: World, given: FirstPassword) -> str:
    there = replace(own.address, login=given.login)
    way = SignIn(address=addresses.written(there), told="", login=given.login, password=given.password)
    return connecting.try_out(way).name


def noa(desk: tuple[Store, Actor], own: World) -> Officer:
    """Somebody new, without a login."""
    key = new_id()
    do(*desk, AddOfficer(officer=key, agency=own.words["g_Police"], name=NOA))
    return desk[0].ask(desk[1], lambda work: work.get(Officer, key))


def test_given_reset_disabled_and_enabled_again(desks: Mapping[str, tuple[Store, Actor]], own: World) -> None:
    jo = desks["Jo"]
    officer = noa(jo, own)
    assert rows(jo)[NOA].state == "none"
    login = f"noa.{own.address.database}"
    first = first_password.give(*jo, officer.id, login, "officer")
    assert (rows(jo)[NOA].state, rows(jo)[NOA].group, rows(jo)[NOA].login) == ("first", "officer", login)
    assert signs_in(own, first) == NOA
    second = first_password.reset(*jo, officer.id)
    assert signs_in(own, second) == NOA
    with pytest.raises(CannotOpen):
        signs_in(own, first)
    assert do(*jo, DisableLogin(officer=officer.id)).inverse is None
    assert rows(jo)[NOA].state == "disabled"
    with pytest.raises(CannotOpen, match="the account is disabled"):
        signs_in(own, second)
    with pytest.raises(NotAllowed, match="is disabled"):
        first_password.reset(*jo, officer.id)
    third = first_password.enable(*jo, officer.id)
    assert signs_in(own, third) == NOA
    assert len({first.password, second.password, third.password}) == 3
    assert third.password not in repr(
        GiveLogin(officer=officer.id, login="noa", kind="officer", verifier=third.password)
    )


def test_moved_to_another_agency(desks: Mapping[str, tuple[Store, Actor]], own: World) -> None:
    jo = desks["Jo"]
    officer = noa(jo, own)
    first = first_password.give(*jo, officer.id, f"noa.{own.address.database}", "analyst")
    seen, wanted = {"agency_id": officer.agency_id}, {"agency_id": own.words["g_Housing"]}
    do(*jo, Edit(kind="officer", row=officer.id, changes=changes(seen, wanted)))
    assert rows(jo)[NOA].agency == "Housing"
    assert signs_in(own, first) == NOA


def test_nobody_else_looks_after_accounts(desks: Mapping[str, tuple[Store, Actor]], own: World) -> None:
    store, actor = desks["Jo"]
    for name in ("Helen", "Rowan"):
        with pytest.raises(NotAllowed, match="The co-ordinator looks after accounts"):
            first_password.reset(*desks[name], own.words["o_Callum"])
        with pytest.raises(NotAllowed, match="The co-ordinator"):
            do(*desks[name], DisableLogin(officer=own.words["o_Callum"]))
        found = desks[name][0].ask(desks[name][1], account.page)
        assert found is not None
        assert not found.may_keep
    for name in ("o_Helen", "o_Jo", "o_Gwen"):
        with pytest.raises(NotAllowed, match="Whoever looks after the database"):
            first_password.reset(store, actor, own.words[name])
    with pytest.raises(NotFound):
        first_password.reset(store, actor, new_id())


def test_names_that_cannot_be_given(desks: Mapping[str, tuple[Store, Actor]], own: World) -> None:
    jo = desks["Jo"]
    officer = noa(jo, own)
    for login, said in (("No", "small letters"), ("pg_noa", "own"), (own.address.login, "already")):
        with pytest.raises(NotAllowed, match=said):
            first_password.give(*jo, officer.id, login, "officer")
    with pytest.raises(NotAllowed, match="has a login already"):
        first_password.give(*jo, own.words["o_Callum"], "callum.reddy", "officer")


def test_the_states(desks: Mapping[str, tuple[Store, Actor]], server: Server, own: World) -> None:
    found = rows(desks["Rowan"])
    mine = [one for one in found.values() if one.mine]
    assert [one.officer for one in mine] == [own.words["o_Rowan"]]
    assert mine[0].state == "first"
    do(*desks["Rowan"], SetOwnPassword(verifier=connecting.verifier("four words of my own", mine[0].login)))
    assert rows(desks["Rowan"])[mine[0].name].state == "working"
    helen = next(one for one in found.values() if one.officer == own.words["o_Helen"])
    assert (helen.group, helen.kept_elsewhere) == ("chair", True)


def test_governance_chooses_a_password_too(own: World) -> None:
    there = replace(own.address, login=login_of("Gwen", own.address.database))
    store = postgres.open_store(there, PASSWORD)
    actor = store.ask(Actor(), lambda work: who.sitter(work, "")).actor
    do(store, actor, SetOwnPassword(verifier=connecting.verifier("four words of my own", there.login)))
    store.close()
    opened = postgres.open_store(there, "four words of my own")
    assert opened.ask(Actor(), lambda work: who.sitter(work, "")).actor.officer == own.words["o_Gwen"]
    opened.close()


def test_a_command_of_an_account_is_plain_data() -> None:
    command = GiveLogin(officer=new_id(), login="noa", kind="officer", verifier="SCRAM")
    assert decode(kind_of(command), encode(command)) == command


@pytest.mark.parametrize(
    ("name", "taken", "proposed"),
    [
        ("Sgt Rowan Ashdown", (), "rowan.ashdown"),
        ("Zoë O’Brien", (), "zoe.obrien"),
        ("Rowan Ashdown", ("rowan.ashdown", "rowan.ashdown2"), "rowan.ashdown3"),
        ("Łukasz 7", (), "ukasz.7"),
        ("李", (), ""),
    ],
)
def test_a_user_name_is_proposed(name: str, taken: tuple[str, ...], proposed: str) -> None:
    assert logins.proposed(name, taken) == proposed


def test_a_file_has_no_accounts(empty_files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "tasking.db"
    path.write_bytes(empty_files["plain"].read_bytes())
    p = begin(files.open_store(path, None))
    assert p.store.ask(p.actor, account.page) is None
    with pytest.raises(NotAllowed, match="This file has none"):
        p.do(DisableLogin(officer=p.officers["Rowan"]))
    with pytest.raises(NotAllowed, match="This file has none"):
        p.do(SetOwnPassword(verifier="SCRAM"))
    p.store.close()
