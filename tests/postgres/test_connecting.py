"""Signing in by one's own login: tried, opened again, refused in a sentence; passwords and invitations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from psycopg import sql

from tasking_app import credentials
from tasking_app.database import address as addresses
from tasking_app.database import invitation
from tasking_app.database.address import Address, BadAddress
from tasking_app.database.errors import CannotOpen
from tasking_app.database.invitation import BadInvitation
from tasking_app.database.own_key import OtherPassword
from tasking_app.database.store import utc_now
from tasking_app.database.work import Actor
from tasking_app.records.signing_in import SignIn
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.services import connecting, who
from tests.postgres.certificates import new_authority
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import World, world
from tests.protection.keyrings import InMemory, none_there

OWN = "four words of my own"


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[InMemory]:
    """A credential store in memory, and this person's folders in the test's own."""
    before = keyring.get_keyring()
    store = InMemory()
    keyring.set_keyring(store)
    monkeypatch.setattr("tasking_app.paths.data_folder", lambda: tmp_path / "data")
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    with world(server) as made:
        yield made


def way(own: World, name: str = "Rowan", password: str = PASSWORD) -> SignIn:
    there = replace(own.address, login=login_of(name, own.address.database))
    return SignIn(address=addresses.written(there), told=there.told, login=there.login, password=password)


def renew(server: Server, login: str, days: int) -> None:
    """The password of a login works for some days more, or ended some days ago."""
    until = (utc_now() + timedelta(days=days)).isoformat()
    with server.cluster.as_superuser() as keeper:
        change = sql.SQL("ALTER ROLE {} VALID UNTIL {}")
        keeper.execute(change.format(sql.Identifier(login), sql.Literal(until)))


def test_who_signs_in_is_who_sits_here(own: World, server: Server) -> None:
    rowan = way(own)
    renew(server, rowan.login, 300)
    found = connecting.try_out(rowan)
    assert (found.agency, found.choose) == ("Police", False)
    with closing(connecting.open_store(rowan)) as store:
        sitter = store.ask(Actor(), lambda work: who.sitter(work, str(own.words["o_Jo"])))
    assert (sitter.actor.officer, sitter.actor.name) == (own.words["o_Rowan"], found.name)


def test_a_first_password_leads_to_one_of_ones_own(own: World, kept: InMemory) -> None:
    rowan = way(own)
    assert connecting.try_out(rowan).choose
    with pytest.raises(connecting.MustChoose):
        connecting.open_store(rowan)
    connecting.keep(rowan, wanted=True)
    with pytest.raises(CannotOpen, match="did not accept"):
        connecting.change_password(rowan, "not the one I have", OWN)
    connecting.change_password(rowan, PASSWORD, OWN)
    assert not connecting.try_out(rowan).choose
    with pytest.raises(CannotOpen, match="did not accept"):
        connecting.try_out(way(own))
    again = connecting.again(rowan.address)
    connecting.open_store(again).close()
    assert (again.password, again.kept) == (OWN, True)
    assert OWN not in repr(again)
    assert list(kept.kept.values()) == [OWN]


def test_an_ended_password_says_what_to_do(own: World, server: Server) -> None:
    renew(server, way(own).login, -1)
    with pytest.raises(CannotOpen, match="the co-ordinator gives a new one"):
        connecting.try_out(way(own))


def test_a_disabled_account_and_a_login_of_nobody(own: World, server: Server) -> None:
    jo = own.people["Jo"]
    jo.does("SELECT app.disable_login(%s)", (own.words["o_Callum"],))
    with pytest.raises(CannotOpen, match="the account is disabled"):
        connecting.try_out(way(own, "Callum"))
    keeper = SignIn(address=addresses.written(own.address), told="", login="", password=server.password)
    with pytest.raises(NotAllowed, match="belongs to no officer"):
        connecting.try_out(keeper)


def test_a_login_of_another_database_of_the_server(own: World, server: Server) -> None:
    with server.database() as other:
        server.run(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(other.database)))
        rowan = way(own)
        there = replace(addresses.read(rowan.address), database=other.database)
        with pytest.raises(CannotOpen, match="is not for this database"):
            connecting.try_out(replace(rowan, address=addresses.written(there)))


def test_without_a_store_the_password_is_typed_each_time(own: World) -> None:
    keyring.set_keyring(none_there())
    rowan = way(own)
    connecting.keep(rowan, wanted=True)
    assert not rowan.kept
    key = connecting.drafts_key(rowan)
    assert (len(key), key) == (32, connecting.drafts_key(rowan))
    with pytest.raises(OtherPassword):
        connecting.drafts_key(way(own, password=OWN))
    with pytest.raises(connecting.NoPassword, match="Type your password"):
        connecting.open_store(connecting.again(rowan.address))


def test_what_is_typed_is_kept_under_a_key_of_the_store(own: World) -> None:
    assert connecting.drafts_key(way(own)) == connecting.drafts_key(way(own, password=OWN))
    assert connecting.drafts_key(way(own)) != connecting.drafts_key(way(own, "Jo"))
    assert connecting.place_of(way(own)) != connecting.place_of(way(own, "Jo"))


def test_forgetting(own: World) -> None:
    rowan = way(own)
    connecting.keep(rowan, wanted=True)
    assert rowan.kept
    connecting.keep(rowan, wanted=False)
    connecting.keep(rowan, wanted=False)
    with pytest.raises(connecting.NoPassword):
        connecting.open_store(connecting.again(rowan.address))


@pytest.mark.parametrize(
    ("wanted", "again", "said"),
    [
        ("short", "short", "at least 12"),
        (PASSWORD, PASSWORD, "the password you have"),
        ("Rowan.Ashdown is me", "Rowan.Ashdown is me", "holds your user name"),
        (OWN, OWN + "!", "not the same"),
        (OWN, OWN, ""),
    ],
)
def test_a_password_of_ones_own(wanted: str, again: str, said: str) -> None:
    found = connecting.trouble_with(wanted, again, PASSWORD, "rowan.ashdown")
    assert said in found
    assert bool(found) == bool(said)


def test_an_invitation_holds_all_but_the_password(own: World, tmp_path: Path) -> None:
    path = tmp_path / "Rowan.tasking-invitation"
    rowan = way(own)
    connecting.write_invitation(way(own, "Jo"), rowan.login, path)
    assert PASSWORD not in path.read_text(encoding="utf-8")
    taken = connecting.invited(path)
    taken.password = PASSWORD
    assert connecting.try_out(taken).agency == "Police"
    typed, authority = connecting.server_of(taken)
    assert authority.parent == tmp_path / "data" / "authorities"
    assert connecting.sign_in_of(typed, rowan.login, authority).address == taken.address
    assert connecting.trusted(own.address.ca) == authority


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "something else"}, "not an invitation"),
        ({"password": "kettle 62 larch oat"}, "may not be"),
        ({"login": None}, "Something is missing"),
        ({"server": "a/b/c"}, "cannot be read"),
        ({"authority": "-----BEGIN CERTIFICATE-----\nnothing\n"}, "no certificate"),
        ({"authority": ""}, "no certificate"),
    ],
)
def test_what_is_no_invitation_is_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    authority = new_authority().write(tmp_path / "authority.crt")
    path = tmp_path / "one.tasking-invitation"
    invitation.write(path, Address((("server.example", 5433),), "tasking", "jo", authority))
    connecting.invited(path)
    plain = json.loads(path.read_text(encoding="utf-8")) | change
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(BadInvitation, match=said):
        connecting.invited(path)


def test_files_that_are_nothing_of_the_kind(tmp_path: Path) -> None:
    stray = tmp_path / "letter.tasking-invitation"
    for content in (b"Dear all", b"\xff\xfe\x00", b"[1, 2]"):
        stray.write_bytes(content)
        with pytest.raises(BadInvitation, match="not an invitation"):
            connecting.invited(stray)
        with pytest.raises(BadInvitation, match="certificate"):
            connecting.trusted(stray)
    nowhere = Address((("server.example", 5432),), "tasking", "jo", tmp_path / "none.crt")
    with pytest.raises(AppError, match="Nothing was written"):
        invitation.write(tmp_path / "new", nowhere)


@pytest.mark.parametrize(
    ("typed", "servers", "database"),
    [
        ("server.example", (("server.example", 5432),), "tasking"),
        ("one.example:5433,two.example/others", (("one.example", 5433), ("two.example", 5432)), "others"),
    ],
)
def test_an_address_as_people_type_it(
    typed: str, servers: tuple[tuple[str, int], ...], database: str
) -> None:
    found = addresses.of_words(typed, " jo ", Path("a b.crt"))
    assert (found.servers, found.database, found.login) == (servers, database, "jo")
    assert addresses.short(found) == typed
    assert addresses.read(addresses.written(found)) == found


@pytest.mark.parametrize("typed", ["", "/tasking", "server.example/", "a/b/c", "jo@server.example", "a:b"])
def test_an_odd_one_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress):
        addresses.of_words(typed, "jo", Path("a.crt"))
    with pytest.raises(BadAddress, match="vouches"):
        connecting.sign_in_of("server.example", "jo", None)


def test_first_passwords_differ_and_can_be_said() -> None:
    made = {credentials.first_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one.split()) == 5 and one.isascii() and one.islower() for one in made)
