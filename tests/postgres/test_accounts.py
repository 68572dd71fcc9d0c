"""Accounts: what the co-ordinator does for officers, and nobody else for anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from tasking_app.commands.account import DisableLogin, GiveLogin, SetLastDay, SetLoginKind, SetOwnPassword
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.codec import decode, encode, kind_of
from tasking_app.commands.officer import SetSubstitute
from tasking_app.commands.partnership import AddOfficer
from tasking_app.database import address as addresses
from tasking_app.database import files, postgres, trust
from tasking_app.database.errors import CannotOpen
from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor
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


def test_a_login_ends_with_a_day_in_open_sessions_too(
    desks: Mapping[str, tuple[Store, Actor]], own: World
) -> None:
    jo, rowan, key = desks["Jo"], desks["Rowan"], own.words["o_Rowan"]
    today = jo[0].ask(jo[1], lambda work: work.today)
    with pytest.raises(NotAllowed, match="is over"):
        do(*jo, SetLastDay(officer=key, day=today - timedelta(days=1)))
    with pytest.raises(NotAllowed, match="The co-ordinator looks after accounts"):
        do(*rowan, SetLastDay(officer=key, day=None))
    with pytest.raises(NotAllowed, match="Whoever looks after the database"):
        do(*jo, SetLastDay(officer=own.words["o_Helen"], day=today))
    do(*jo, SetLastDay(officer=key, day=today))
    name = rowan[1].name
    assert (rows(jo)[name].state, rows(jo)[name].last_day) == ("first", today)
    ends = own.people["keeper"].one("SELECT disabled_at FROM app.officer WHERE id = %s", [key])
    assert ends.astimezone(LONDON) == datetime.combine(today + timedelta(days=1), time(0), LONDON)
    assert rows(rowan)
    # Midnight has come.
    own.people["keeper"].does("UPDATE app.officer SET disabled_at = now() WHERE id = %(o_Rowan)s", own.words)
    assert not rows(rowan)
    with pytest.raises(NotAllowed, match="no longer belongs to anybody"):
        do(*rowan, SetSubstitute(officer=key, stands_in=own.words["o_Ana"]))
    assert (rows(jo)[name].state, rows(jo)[name].last_day) == ("disabled", None)
    with pytest.raises(NotAllowed, match="is disabled already"):
        do(*jo, SetLastDay(officer=key, day=None))
    signs_in(own, first_password.enable(*jo, key))


def test_a_last_day_is_taken_back(desks: Mapping[str, tuple[Store, Actor]], own: World) -> None:
    jo, key = desks["Jo"], own.words["o_Callum"]
    today = jo[0].ask(jo[1], lambda work: work.today)
    for day in (today + timedelta(days=9), today + timedelta(days=40), None):
        do(*jo, SetLastDay(officer=key, day=day))
        assert {one.last_day for one in rows(jo).values() if one.officer == key} == {day}


def test_what_a_login_is_for_changes_and_no_further(
    desks: Mapping[str, tuple[Store, Actor]], own: World, server: Server
) -> None:
    jo, key = desks["Jo"], own.words["o_Callum"]
    for kind in ("analyst", "officer"):
        do(*jo, SetLoginKind(officer=key, kind=kind))
        assert {one.group for one in rows(jo).values() if one.officer == key} == {kind}
        assert jo[0].ask(jo[1], lambda work: work.get(Officer, key)).role == kind
    with pytest.raises(NotAllowed, match="Whoever looks after the database"):
        do(*jo, SetLoginKind(officer=key, kind="coordinator"))
    with pytest.raises(NotAllowed, match="Whoever looks after the database"):
        do(*jo, SetLoginKind(officer=own.words["o_Helen"], kind="officer"))
    assert trust.security(own.address, server.password) == ()


def test_who_was_in_last_is_told_to_who_reads_the_record(
    desks: Mapping[str, tuple[Store, Actor]], own: World, server: Server
) -> None:
    there = replace(own.address, login=login_of("Rowan", own.address.database))
    way = SignIn(address=addresses.written(there), told="", login=there.login, password=PASSWORD)
    chosen = "four words of my own"
    connecting.change_password(way, PASSWORD, chosen)
    way.password = chosen
    connecting.open_store(way).close()
    with server.cluster.as_superuser(own.address.database) as superuser:  # as in one not upgraded since
        superuser.execute("DROP FUNCTION audit.signed_in()")
    connecting.open_store(way).close()
    name = desks["Rowan"][1].name
    entry = own.people["Jo"].one(
        "SELECT count(*) FROM audit.log WHERE kind = 'sign in' AND actor = %s", [there.login]
    )
    assert entry == 1
    assert rows(desks["Jo"])[name].last_in is not None
    assert rows(desks["Rowan"])["Sade Akinola"].last_in is None


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
