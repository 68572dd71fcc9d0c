"""Seals of the record: made, late, broken, and by whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tasking_app.database.work import Actor
from tasking_app.services import audit, leaving
from tasking_app.ui.screen import Place
from tasking_app.ui.sealing import Sealing
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.conftest import WAIT
from tests.ui.record.told import Sits, banners, happened, on_show, opened


def test_a_seal_that_does_not_hold_is_told(own: World, server: Server) -> None:
    happened(own)
    store = opened(own, "Gwen")
    assert set(store.ask(Actor(), audit.check).values()) == {True}
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.log DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.log SET actor = 'x' WHERE id = (SELECT min(id) FROM audit.log)")
    assert list(store.ask(Actor(), audit.check).values()).count(False) == 1
    store.close()


def test_an_open_program_seals_when_it_is_time(own: World, server: Server, sits: Sits, qtbot: QtBot) -> None:
    seat, keeper = sits("Jo"), own.people["keeper"]
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    before = keeper.one("SELECT count(*) FROM audit.seal")
    sealing = seat.findChildren(Sealing)[0]
    assert sealing.timer.isActive()
    sealing.look()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert keeper.one("SELECT count(*) FROM audit.seal") == before
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.seal DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.seal SET at = at - interval '61 minutes'")
    sealing.look()
    qtbot.waitUntil(lambda: keeper.one("SELECT count(*) FROM audit.seal") == before + 1, timeout=WAIT)


def test_a_seal_is_made_at_once_by_who_may(own: World, sits: Sits, qtbot: QtBot) -> None:
    happened(own)
    seat, gwen = sits("Jo"), sits("Gwen")
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    seat.desk.go(Place("audit"))
    screen = on_show(seat, qtbot)
    jo = own.people["Jo"]
    jo.does("UPDATE line SET text = 'Again', version = version + 1 WHERE id = %(line)s", own.words)
    before = own.people["keeper"].one("SELECT count(*) FROM audit.seal")
    QTest.keyClick(screen.seals.seal, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(screen.seals.table.rows_shown()) == before + 1, timeout=WAIT)
    assert "0 entries since" in screen.seals.state.text()
    hers = on_show(gwen, qtbot)
    assert hers.seals.check.isVisibleTo(hers)
    assert not hers.seals.seal.isVisibleTo(hers)


def test_a_broken_record_is_not_sealed_again(own: World, server: Server, sits: Sits, qtbot: QtBot) -> None:
    happened(own)
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.log DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.log SET actor = 'x' WHERE id = (SELECT min(id) FROM audit.log)")
    seat = sits("Jo")
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    seat.desk.go(Place("audit"))
    screen = on_show(seat, qtbot)
    QTest.keyClick(screen.seals.check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Do not seal again" in screen.seals.state.text(), timeout=WAIT)
    assert not screen.seals.seal.isVisibleTo(screen)
    screen.reload()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert not screen.seals.seal.isVisibleTo(screen)


def test_late_seals_and_why_are_told(own: World, server: Server, sits: Sits, qtbot: QtBot) -> None:
    happened(own)
    seat, gwen, keeper = sits("Jo"), sits("Gwen"), own.people["keeper"]
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    sealing = seat.findChildren(Sealing)[0]
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.seal DISABLE TRIGGER kept")
        superuser.execute("ALTER TABLE audit.log DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.seal SET at = at - interval '3 hours'")
        leaving.record(seat.jobs._store, seat.jobs.actor, leaving.PRINT, "minutes", None)  # type: ignore[arg-type]  # open by now
        later = "id > (SELECT max(upto) FROM audit.seal)"
        superuser.execute(f"UPDATE audit.log SET at = at - interval '125 minutes' WHERE {later}".encode())
        hers = on_show(gwen, qtbot)
        hers.reload()
        qtbot.waitUntil(lambda: "No chair or co-ordinator" in hers.seals.late.text(), timeout=WAIT)
        right = "ON FUNCTION audit.make_seal() FROM tasking_coordinator"
        superuser.execute(f"REVOKE EXECUTE {right}".encode())
        sealing.look()
        qtbot.waitUntil(lambda: bool(banners(seat)), timeout=WAIT)
        assert "does not let you" in banners(seat)[0]
        assert "tried again" in banners(seat)[0]
        hers.reload()
        qtbot.waitUntil(lambda: "did not let it" in hers.seals.late.text(), timeout=WAIT)
        superuser.execute(f"GRANT EXECUTE {right.replace('FROM', 'TO')}".encode())
    sealing.look()
    qtbot.waitUntil(lambda: not banners(seat), timeout=WAIT)
    hers.reload()
    qtbot.waitUntil(lambda: not hers.seals.late.text(), timeout=WAIT)
    assert keeper.one("SELECT count(*) FROM audit.log WHERE kind = 'refuse' AND what = 'seal'") == 1
