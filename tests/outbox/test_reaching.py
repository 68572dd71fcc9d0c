"""Starting: with what waited from before, without a server, with files that are not ours or not whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from psycopg import sql
from sqlcipher3 import dbapi2

from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddLine
from tasking_app.database.errors import Disabled, NoKey, NotReached, Unreachable
from tasking_app.database.store import utc_now
from tasking_app.outbox import reaching
from tasking_app.outbox.book import OFFICER, NotKept
from tasking_app.outbox.following import SEEN
from tasking_app.outbox.post import KEPT_FOR
from tasking_app.outbox.reaching import MayGoOn
from tasking_app.records.signing_in import SignIn
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import connecting, who
from tests.outbox.conftest import at, post_of, texts
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.proxy import Proxy
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.protection.keyrings import InMemory, none_there

Sit = Callable[[str], Partnership]
Way = Callable[[str], SignIn]


def place(way: Way, ending: str, name: str = "Jo") -> Path:
    """A file this computer keeps for a login."""
    there = connecting.place_of(way(name))
    return there.with_name(there.name + ending)


def test_what_waited_when_the_program_ended_is_there_again_and_sent(
    own: World, proxy: Proxy, sit: Sit, other: Sit, way: Way
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    jo.note(meeting, item, "Kept over the night")
    post_of(jo).close()  # as it is after a kill: every call had the disk
    proxy.heal()
    again = sit("Jo")
    assert post_of(again).standing.waiting == 1
    assert post_of(again).come_back().count == 1
    assert texts(helen, meeting).count("Kept over the night") == 1


def test_without_a_server_it_opens_for_who_knows_the_password(
    own: World, proxy: Proxy, sit: Sit, way: Way
) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    item = jo.item(meeting, "hate")
    before = texts(jo, meeting)
    post_of(jo).close()
    proxy.refuse()
    with pytest.raises(MayGoOn, match="not the password"):
        reaching.reach(_with(way("Jo"), "another password"))
    found = reaching.try_out(way("Jo"))
    assert (found.away, found.name) == (True, "Jo Fenwick")
    again = sit("Jo")
    assert post_of(again).away
    kept = texts(again, meeting)
    assert kept
    assert set(kept) < set(before)  # without what is restricted
    sitter = again.store.ask(again.actor, lambda work: who.sitter(work, ""))
    assert sitter.actor.officer == own.words["o_Jo"]
    again.note(meeting, item, "Said before the server was up")
    proxy.heal()
    assert post_of(again).come_back().count == 1


def _with(sign_in: SignIn, password: str) -> SignIn:
    sign_in.password = password
    return sign_in


def test_a_password_that_is_kept_here_has_to_be_typed_without_a_server(
    own: World, proxy: Proxy, sit: Sit, way: Way
) -> None:
    post_of(sit("Jo")).close()
    connecting.keep(way("Jo"), wanted=True)
    proxy.refuse()
    with pytest.raises(MayGoOn, match="Type your password"):
        reaching.reach(_with(way("Jo"), ""))
    with closing(reaching.reach(way("Jo")).store) as post:
        assert post.away


def test_without_a_copy_there_is_nothing_to_go_on_with(own: World, proxy: Proxy, way: Way) -> None:
    proxy.refuse()
    with pytest.raises(NotReached):
        reaching.reach(way("Jo"))
    with pytest.raises(NotReached):
        reaching.try_out(way("Jo"))


def test_a_copy_is_wiped_14_days_after_it_was_last_made(own: World, proxy: Proxy, sit: Sit, way: Way) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Never sent")
    post_of(jo).book.tell(SEEN, (utc_now() - KEPT_FOR - timedelta(minutes=1)).isoformat())
    post_of(jo).close()
    with pytest.raises(NotReached):
        reaching.reach(way("Jo"))
    proxy.heal()
    again = sit("Jo")
    assert post_of(again).standing.waiting == 1  # what was never sent is not wiped


def test_a_copy_is_wiped_when_the_login_is_disabled(
    own: World, proxy: Proxy, sit: Sit, way: Way, server: Server
) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    post = post_of(jo)
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Kept for her")
    with server.cluster.as_superuser() as keeper:
        login = sql.Identifier(login_of("Jo", own.address.database))
        keeper.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(login))
    proxy.heal()
    with pytest.raises(Disabled):
        post.come_back()
    with pytest.raises(NotAllowed, match="the account is disabled"):  # and not: there is nothing
        texts(jo, meeting)
    assert texts(at(post.copy.store, own, "Jo"), meeting) == []
    assert post.book.told(SEEN) == ""
    post.close()
    with pytest.raises(Disabled):
        reaching.reach(way("Jo"))
    proxy.refuse()
    with pytest.raises(NotReached):
        reaching.reach(way("Jo"))


def test_a_login_of_no_officer_wipes_the_copy_too(
    own: World, proxy: Proxy, sit: Sit, way: Way, server: Server
) -> None:
    post_of(sit("Jo")).close()
    with server.cluster.as_superuser(own.address.database) as keeper:
        keeper.execute("SET session_replication_role = replica")
        keeper.execute("UPDATE app.officer SET disabled_at = now() WHERE id = %s", (own.words["o_Jo"],))
    with pytest.raises(NotAllowed):
        reaching.reach(way("Jo"))
    proxy.refuse()
    with pytest.raises(NotReached):
        reaching.reach(way("Jo"))


def test_an_outbox_that_cannot_be_read_is_put_aside_and_said(own: World, sit: Sit, way: Way) -> None:
    post_of(sit("Jo")).close()
    path = place(way, ".outbox")
    path.write_bytes(b"not what was written there" * 400)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    reached = reaching.reach(way("Jo"))
    with closing(reached.store):
        reached.drafts.close()
        assert "could not be read" in reached.told
        aside = next(path.parent.glob("*.outbox.unreadable-*"))
        assert aside.name in reached.told
        assert aside.read_bytes().startswith(b"not what")


def test_an_outbox_of_another_officer_is_not_sent(
    own: World, proxy: Proxy, sit: Sit, other: Sit, way: Way
) -> None:
    """The login was given to somebody else meanwhile."""
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "By whoever sat here before")
    post_of(jo).book.tell(OFFICER, str(own.words["o_Rowan"]))
    post_of(jo).close()
    proxy.heal()
    reached = reaching.reach(way("Jo"))
    with closing(reached.store):
        reached.drafts.close()
        assert "another officer" in reached.told
        assert reached.store.come_back().count == 0
    assert "By whoever sat here before" not in texts(helen, meeting)
    assert list(place(way, "").parent.glob("*.outbox.of-another-*"))


def test_a_copied_outbox_does_not_open_under_another_login(own: World, sit: Sit, way: Way) -> None:
    post_of(sit("Jo")).close()
    place(way, ".outbox", "Helen").write_bytes(place(way, ".outbox").read_bytes())
    reached = reaching.reach(way("Helen"))
    with closing(reached.store):
        reached.drafts.close()
        assert "could not be read" in reached.told


def test_without_a_credential_store_the_password_is_the_key(
    own: World, proxy: Proxy, sit: Sit, way: Way
) -> None:
    keyring.set_keyring(none_there())
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Locked by her password")
    post_of(jo).close()
    again = sit("Jo")
    assert "Locked by her password" in texts(again, meeting)
    with pytest.raises(dbapi2.DatabaseError):
        dbapi2.connect(str(place(way, ".outbox"))).execute("SELECT count(*) FROM command")


def test_a_full_disk_here_keeps_nothing_it_could_lose(own: World, proxy: Proxy, sit: Sit, other: Sit) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    file = post_of(jo).book._file
    pages = file.execute("PRAGMA page_count").fetchone()[0]
    file.execute(f"PRAGMA max_page_count = {pages}")  # the engine's own full disk
    long = "x" * 90_000
    jo.note(meeting, item, long + " straight to the server")  # nothing to keep, and no need to
    assert long + " straight to the server" in texts(helen, meeting)
    proxy.refuse()
    with pytest.raises(Unreachable):  # said, and still typed in the window: it may even have arrived
        jo.note(meeting, item, long + " nowhere")
    with pytest.raises(NotKept, match="disk may be full"):
        jo.do(AddLine(line=new_id(), meeting=meeting, item=item, text=long, at=jo.now))
    assert post_of(jo).book.shown() == []
    file.execute("PRAGMA max_page_count = 1073741823")
    jo.note(meeting, item, long + " with room again")
    proxy.heal()
    assert post_of(jo).come_back().count == 1


def test_nothing_that_waits_can_be_read_on_the_disk(own: World, proxy: Proxy, sit: Sit, way: Way) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Nobody reads this there")
    assert PASSWORD
    for path in place(way, "").parent.iterdir():
        content = path.read_bytes()
        assert b"Nobody reads" not in content, path.name
        assert PASSWORD.encode() not in content, path.name
        assert b"SQLite format 3" not in content, path.name


@pytest.mark.parametrize(
    ("minutes", "words"), [(7, "7 minutes ahead of"), (-90, "90 minutes behind"), (1, "")]
)
def test_a_clock_that_is_wrong_is_said(minutes: int, words: str, own: World, other: Sit) -> None:
    helen = other("Helen")
    helen.store.clock = lambda: utc_now() + timedelta(minutes=minutes)
    told = reaching.clock_trouble(helen.store)
    assert words in told
    assert bool(words) == bool(told)


def test_a_locked_credential_store_is_said_and_nothing_is_put_aside(
    own: World, proxy: Proxy, sit: Sit, way: Way, own_folders: InMemory
) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Behind a locked store")
    post_of(jo).close()
    keyring.set_keyring(none_there())
    with pytest.raises(NoKey, match="credential store"):
        reaching.reach(way("Jo"))
    assert not list(place(way, "").parent.glob("*.unreadable-*"))
    keyring.set_keyring(own_folders)
    again = sit("Jo")
    assert "Behind a locked store" in texts(again, meeting)


def test_without_a_credential_store_another_password_opens_the_same(
    own: World, proxy: Proxy, sit: Sit, way: Way
) -> None:
    keyring.set_keyring(none_there())
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Kept through a change of password")
    post_of(jo).close()
    proxy.heal()
    sign_in = way("Jo")
    connecting.change_password(sign_in, PASSWORD, "another four words here")
    reached = reaching.reach(sign_in)
    with closing(reached.store):
        reached.drafts.close()
        assert reached.told == ""
        assert reached.store.come_back().count == 1
        reached.store.refresh()
    proxy.refuse()
    with pytest.raises(MayGoOn, match="not the password"):
        reaching.reach(_with(way("Jo"), "four words somebody guessed"))
