"""The co-ordinator at a window over a line that can be cut, and the chair straight at the server."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import settings
from tasking_app.app import App
from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tests.outbox.conftest import at
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.proxy import Proxy
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.away.laptop import OWN
from tests.ui.windows import WAIT


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    line = Proxy(server.cluster.port)
    line.open()
    with closing(line):
        yield line


@pytest.fixture
def helen(own: World) -> Iterator[Partnership]:
    """The chair, straight at the server."""
    there = replace(own.address, login=login_of("Helen", own.address.database))
    with closing(postgres.open_store(there, PASSWORD)) as store:
        yield at(store, own, "Helen")


@pytest.fixture
def start(own: World, proxy: Proxy, qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[], App]]:
    """Start the program of the co-ordinator over a line that can be cut."""
    there = replace(
        own.address, login=login_of("Jo", own.address.database), servers=(("localhost", proxy.door),)
    )
    sign_in = SignIn(address=addresses.written(there), told=there.told, login=there.login)
    connecting.change_password(sign_in, PASSWORD, OWN)
    connecting.keep(sign_in, wanted=True)
    settings.save(settings.Settings(last_file=sign_in.address))
    started: list[App] = []

    def begin() -> App:
        app = App()
        started.append(app)
        app.window.resize(1366, 768)
        app.show_frame()
        app.window.activateWindow()
        qtbot.waitUntil(lambda: app.seat is not None or app.first_run is not None, timeout=WAIT)
        return app

    yield begin
    for app in started:
        app.window.close()
        app.window.deleteLater()
    gc.unfreeze()
    gc.enable()
