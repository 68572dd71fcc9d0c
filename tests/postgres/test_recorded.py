"""What leaves a shared database is recorded before it does, and the record is sealed while people work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting
from tasking_app.database import postgres
from tasking_app.database.errors import Denied
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.records.made import Made, Wanted
from tasking_app.services import history, publish, seal, template_file
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, line, login_of
from tests.postgres.server import Server
from tests.postgres.world import World, world
from tests.services.paper_story import put_right, words
from tests.ui.story import Story


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    with world(server) as made:
        yield made


def desk(own: World, name: str) -> tuple[Store, Actor]:
    """The program of an officer of the council."""
    address = replace(own.address, login=login_of(name, own.address.database))
    return postgres.open_store(address, PASSWORD), Actor(own.words[f"o_{name}"], own.words["g_Council"], name)


def minutes(store: Store, actor: Actor, own: World, meeting: str = "approved") -> Made:
    return publish.make(store, actor, Wanted(kind="minutes", meeting=own.words[meeting]))


def left(own: World, login: str = "") -> list[tuple[str, str, str]]:
    """What the record says somebody let leave."""
    keeper, jo = own.people["keeper"], login or login_of("Jo", own.address.database)
    rows = keeper.connection.execute(
        "SELECT kind, what, key FROM audit.log WHERE kind IN ('print', 'export', 'send') AND actor = %s "
        "ORDER BY id",
        (jo,),
    )
    return [(kind, what, key) for kind, what, key in rows]


def test_every_way_out_is_recorded_each_time(own: World, tmp_path: Path) -> None:
    store, actor = desk(own, "Jo")
    key = str(own.words["approved"])
    with closing(store):
        made = minutes(store, actor, own)
        assert left(own) == []
        publish.save(store, actor, made, tmp_path)
        publish.note_print(store, actor, made)
        publish.save(store, actor, made, tmp_path)
        log = publish.make(store, actor, Wanted(kind="action-log", meeting=own.words["approved"]))
        publish.save(store, actor, log, tmp_path)
        template_file.write_out(store, actor, tmp_path / "template.toml")
    assert left(own) == [
        ("export", "minutes", key),
        ("print", "minutes", key),
        ("export", "minutes", key),
        ("export", "action-log", key),
        ("export", "template", ""),
    ]


def test_the_whole_history_is_recorded_too(own: World, server: Server, tmp_path: Path) -> None:
    with closing(postgres.open_store(own.address, server.password)) as store:
        history.write_out(store, Actor(), tmp_path / "history.json")
    assert left(own, own.address.login)[-1:] == [("export", "whole history", "")]


def test_without_a_record_nothing_leaves(own: World, server: Server, tmp_path: Path) -> None:
    store, actor = desk(own, "Jo")
    with closing(store):
        made = minutes(store, actor, own)
        with server.cluster.as_superuser(own.address.database) as superuser:
            superuser.execute(
                "REVOKE EXECUTE ON FUNCTION audit.note(text, text, text, uuid) FROM tasking_everyone"
            )
        for way in (
            lambda: publish.save(store, actor, made, tmp_path),
            lambda: publish.note_print(store, actor, made),
            lambda: history.write_out(store, actor, tmp_path / "history.json"),
            lambda: template_file.write_out(store, actor, tmp_path / "template.toml"),
        ):
            with pytest.raises(Denied):
                way()
    assert list(tmp_path.iterdir()) == []
    assert left(own) == []


def test_closing_and_approving_seal_and_the_minutes_tell_it(own: World) -> None:
    told, helen = own.words, desk(own, "Helen")
    store, actor = desk(own, "Jo")
    with closing(store), closing(helen[0]):
        agencies = {name.removeprefix("g_"): key for name, key in told.items() if name.startswith("g_")}
        officers = {name.removeprefix("o_"): key for name, key in told.items() if name.startswith("o_")}
        p = Partnership(store, actor, agencies, {"MAT": told["series"]}, officers)
        put_right(Story(p, told["approved"], told["open"], {n: told[n] for n in ("flat", "linden", "bins")}))
        assert "Record sealed" not in words(minutes(store, actor, own, "open"))
        p.do(CloseMeeting(meeting=told["open"], at=p.now, next_meeting=None))
        first = sign(own)
        assert f"Record sealed {first}" in words(minutes(store, actor, own, "open"))
        seal.make(store, actor)
        assert f"Record sealed {first}" in words(minutes(store, actor, own, "open"))
        Partnership(*helen, agencies, {"MAT": told["series"]}, officers).do(
            ApproveMinutes(meeting=told["open"])
        )
        again = sign(own)
        assert again != first
        assert f"Record sealed {again}" in words(minutes(store, actor, own, "open"))


def sign(own: World) -> str:
    """The last seal as people see it."""
    whole = own.people["keeper"].one("SELECT encode(hash, 'hex') FROM audit.seal ORDER BY seq DESC LIMIT 1")
    return " ".join(whole[start : start + 4] for start in range(0, 24, 4))


def seals(own: World) -> int:
    return int(own.people["keeper"].one("SELECT count(*) FROM audit.seal"))


def test_a_program_seals_when_the_last_seal_is_an_hour_old(own: World, server: Server) -> None:
    store, actor = desk(own, "Jo")
    ana = desk(own, "Ana")
    with closing(store), closing(ana[0]):
        before = seals(own)
        an_hour_later(own, server)
        seal.when_due(*ana)
        assert seals(own) == before
        seal.when_due(store, actor)
        assert seals(own) == before + 1
        own.people["Jo"].does(
            "UPDATE line SET text = 'x', version = version + 1 WHERE id = %(line)s", own.words
        )
        seal.when_due(store, actor)
        assert seals(own) == before + 1
        an_hour_later(own, server)
        seal.when_due(store, actor)
        assert seals(own) == before + 2


def an_hour_later(own: World, server: Server) -> None:
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.seal DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.seal SET at = at - interval '61 minutes'")


def test_a_seal_waits_for_who_writes_and_holds_what_they_wrote(own: World, server: Server) -> None:
    store, actor = desk(own, "Helen")
    change = "UPDATE line SET text = %s, version = version + 1 WHERE id = %s"
    database = own.address.database
    with closing(store), line(server.cluster, login_of("Jo", database), database, PASSWORD) as slow:
        with slow.connection.transaction():
            slow.connection.execute(change, ("slow", own.words["line"]))
            own.people["Helen"].one("SELECT audit.note('print', 'later number', '', NULL)")
            sealing = threading.Thread(target=seal.make, args=(store, actor), name="seal")
            sealing.start()
            waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'audit.log'::regclass"
            while not own.people["keeper"].one(waits):
                assert sealing.is_alive()
        sealing.join(10)
    found = own.people["keeper"].connection.execute("SELECT holds FROM audit.verify()").fetchall()
    assert set(found) == {(True,)}
