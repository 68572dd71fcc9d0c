"""The first of two servers is lost while the program runs: once the standby took over it goes on there."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import monotonic

import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import settings
from tasking_app.app import App
from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tests.outbox.conftest import at, texts
from tests.outbox.soak import bring_up
from tests.postgres.cluster import Cluster, running
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.proxy import proxy
from tests.postgres.server import Server
from tests.postgres.standby import Standby, following
from tests.postgres.world import World, world
from tests.protection.keyrings import InMemory
from tests.ui.away.laptop import at_meeting, sits
from tests.ui.away.test_away import say

OWN = "four words of my own"
AWAY = 16.0  # long enough that the pauses between two tries have grown
GO_ON_WITHIN = 10.0


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A credential store in memory, and this person's folders in the test's own."""
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    monkeypatch.setattr("tasking_app.paths.data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: tmp_path / "settings.toml")
    yield
    keyring.set_keyring(before)


@pytest.fixture
def first() -> Iterator[Cluster]:
    """The first server, which may be killed."""
    with running(Cluster(durable=True)) as made:
        yield made


@pytest.fixture
def own(first: Cluster) -> Iterator[World]:
    """A meeting under way on it."""
    with closing(Server(first)) as server, world(server) as made:
        yield made
        bring_up(first)
        server.begin_anew()


def start(own: World, standby: Standby, qtbot: QtBot) -> App:
    """The co-ordinator's program, which knows both servers."""
    servers = (*own.address.servers, ("localhost", standby.cluster.port))
    there = replace(own.address, login=login_of("Jo", own.address.database), servers=servers)
    sign_in = SignIn(address=addresses.written(there), told=there.told, login=there.login)
    connecting.change_password(sign_in, PASSWORD, OWN)
    connecting.keep(sign_in, wanted=True)
    settings.save(settings.Settings(last_file=sign_in.address))
    app = App()
    app.show_frame()
    app.window.activateWindow()
    sits(app, qtbot)
    return app


def test_the_program_goes_on_at_the_standby(
    first: Cluster, own: World, qapp: QApplication, qtbot: QtBot
) -> None:
    with proxy(first.port) as replication, following(first, replication.door) as standby:
        app = start(own, standby, qtbot)
        assert app.seat is not None
        jobs = app.seat.jobs
        at_meeting(app, own, qtbot)
        standby.caught_up()
        replication.freeze()
        say(app, "Confirmed by the first server alone", qtbot)
        first.kill()
        say(app, "Said while there was none", qtbot)
        qtbot.waitUntil(lambda: jobs.away.standing.since is not None, timeout=20_000)
        lost = monotonic()
        qtbot.waitUntil(lambda: monotonic() > lost + AWAY, timeout=60_000)
        standby.promote()
        promoted = monotonic()
        qtbot.waitUntil(lambda: jobs.away.standing.since is None, timeout=90_000)
        assert monotonic() - promoted < GO_ON_WITHIN
        there = replace(
            own.address,
            login=login_of("Helen", own.address.database),
            servers=(("localhost", standby.cluster.port),),
        )
        with closing(postgres.open_store(there, PASSWORD)) as store:
            said = texts(at(store, own, "Helen"), own.words["open"])
        assert said.count("Confirmed by the first server alone") == 1
        assert said.count("Said while there was none") == 1
        app.window.close()
        app.window.deleteLater()
        gc.unfreeze()
        gc.enable()
