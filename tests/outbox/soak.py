"""Three people at a meeting and everything that goes wrong; then a count of what became of each command."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg import sql

from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit
from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.models.line import Line
from tasking_app.rules.errors import AppError
from tests.outbox.conftest import actor
from tests.partnership import Partnership
from tests.postgres.cluster import Cluster, running
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.processes import ended
from tests.postgres.proxy import Proxy, proxy
from tests.postgres.server import Server
from tests.postgres.world import World, world

ROOT = Path(__file__).parents[2]
CONTESTED = 6
WRITES = {"line": 6, "edit": 3, "action": 1}
WHO = {"Jo": WRITES, "Helen": WRITES, "Rowan": {"update": 1}}
PATIENCE = 90.0


@dataclass(slots=True)
class Client:
    """One of the three: the computer's folder, the line, and the process that is killed now and then."""

    name: str
    line: Proxy
    folder: Path
    orders: dict[str, Any]
    process: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        """Sit down, or sit down again."""
        with (self.folder / "kept").open("a") as kept, (self.folder / "errors").open("a") as errors:
            self.process = self._run("work", stdout=kept, stderr=errors)

    def kill(self) -> None:
        """The computer loses its power."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ended_by_itself(self) -> bool:
        """Whether it fell over, which it never should."""
        return self.process is not None and self.process.poll() is not None

    def finish(self) -> list[dict[str, str]]:
        """Send what waits; answers what did not go."""
        process = self._run("finish", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            said, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise AssertionError(process.communicate()[1]) from None
        assert process.returncode == 0, errors
        shown: list[dict[str, str]] = json.loads(said.splitlines()[-1])
        return shown

    def told(self) -> list[dict[str, Any]]:
        """What it said; a last line that was cut off was never said."""
        lines = (self.folder / "kept").read_text().splitlines(keepends=True)
        return [json.loads(one) for one in lines if one.endswith("\n")]

    def errors(self) -> str:
        """What it did not mean to say."""
        return (self.folder / "errors").read_text()

    def _run(self, what: str, **streams: Any) -> subprocess.Popen[str]:
        folder = str(self.folder)
        made = subprocess.Popen(
            [sys.executable, "-m", "tests.outbox.soak_client", what],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            text=True,
            env={**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder},
            **streams,
        )
        assert made.stdin is not None
        made.stdin.write(json.dumps(self.orders) + "\n")
        made.stdin.close()
        made.stdin = None  # nothing more is to be said to it
        return made


@dataclass(slots=True)
class Count:
    """What became of everything; `lost` and `doubled` name it."""

    kept: Counter[str] = field(default_factory=Counter)
    away: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    arrived: int = 0
    stuck: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    answers_lost: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    fell: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Soak:
    """The meeting, the three, and somebody who changes the same texts straight at the server."""

    cluster: Cluster
    own: World
    clients: list[Client]
    contested: list[UUID]
    servers: tuple[tuple[str, int], ...]
    count: Count = field(default_factory=Count)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self, seconds: float, faults: Callable[[Soak], Iterator[float]]) -> Count:
        """Everybody at work while things go wrong; then everything whole again, and the count."""
        for one in self.clients:
            one.begin()
        rival = threading.Thread(target=self._rival)
        rival.start()
        try:
            self._until(lambda: all(one.told() for one in self.clients))
            end = time.monotonic() + seconds
            for pause in faults(self):
                self._look_after()
                if time.monotonic() + pause > end:
                    break
                self.over.wait(pause)
        finally:
            self.over.set()
            rival.join()
            for one in self.clients:
                one.kill()
                one.line.heal()
        return self._counted()

    def goes_on_at(self, cluster: Cluster) -> None:
        """Everybody knows of another server, for when the first is lost."""
        other = ("localhost", cluster.port)
        self.servers = (*self.servers, other)
        for one in self.clients:
            known = addresses.read(one.orders["address"])
            one.orders["address"] = addresses.written(replace(known, servers=(*known.servers, other)))

    def fault(self, name: str) -> None:
        """Note that something went wrong."""
        self.count.faults[name] += 1

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, [one.errors() for one in self.clients]
            self._look_after()
            time.sleep(0.05)

    def _look_after(self) -> None:
        for one in self.clients:
            if one.ended_by_itself():
                self.count.fell.append(f"{one.name}: {one.errors()[-2000:]}")
                one.begin()

    def _rival(self) -> None:
        """The co-ordinator at another computer, who changes the texts the others change."""
        chance, number = random.Random(), 0
        login = login_of("Jo", self.own.address.database)
        address = replace(self.own.address, login=login, servers=self.servers)
        while not self.over.wait(chance.uniform(0.05, 0.3)):
            number += 1
            row = chance.choice(self.contested)
            with suppress(AppError), closing(postgres.open_store(address, PASSWORD)) as store:
                p = Partnership(store, actor(self.own, "Jo"), {}, {})
                seen = p.row(Line, row).text
                p.do(Edit(kind="line", row=row, changes=(Change("text", seen, f"By a rival, {number}"),)))

    # -- what became of it

    def _counted(self) -> Count:
        count = self.count
        count.answers_lost = sum(one.line.lost for one in self.clients)
        with ThreadPoolExecutor() as all_at_once:
            names = [one.name for one in self.clients]
            shown = dict(zip(names, all_at_once.map(Client.finish, self.clients), strict=True))
        stands = self._standing()
        for one in self.clients:
            stuck = {entry["id"]: entry for entry in shown[one.name]}
            count.stuck.update(entry["state"] for entry in shown[one.name])
            for said in one.told():
                if "not" in said:
                    count.refused[said["error"]] += 1
                else:
                    count.kept[said["kind"]] += 1
                    count.away += said["away"]
                    self._follow(said, stands, stuck)
        for text, times in stands.items():
            if times > 1:
                count.doubled.append(text)
        return count

    def _follow(self, said: dict[str, Any], stands: Counter[str], stuck: dict[str, Any]) -> None:
        """It stands on the server or in its history, or its command is shown to whoever gave it."""
        there, waits = stands[said["text"]] > 0, said["kept"] in stuck
        self.count.arrived += there
        if not there and not waits:
            self.count.lost.append(f"{said['kind']} {said['kept']}: {said['text']}")
        if there and waits:
            self.count.doubled.append(f"there and shown as not sent: {said['text']}")

    def _standing(self) -> Counter[str]:
        """How often each text stands there: as a line, an action, an update, or one kept of before."""
        asked = sql.SQL(
            "SELECT text FROM app.line WHERE action_id IS NULL UNION ALL "
            "SELECT text FROM app.action UNION ALL "
            "SELECT text FROM app.action_update UNION ALL SELECT text FROM app.text_version"
        )
        with self.cluster.as_superuser(self.own.address.database) as connection:
            return Counter(text for (text,) in connection.execute(asked) if text.startswith("Said by "))


def usual(chance: random.Random, pause: tuple[float, float]) -> Callable[[Soak], Iterator[float]]:
    """Faults of every kind, one after another; several at once now and then."""

    def happen(soak: Soak) -> Iterator[float]:
        kinds = {"client": 5, "answers": 5, "reset": 4, "freeze": 3, "refuse": 3, "server": 1, "restart": 1}
        while True:
            kind = chance.choices(list(kinds), list(kinds.values()))[0]
            one = chance.choice(soak.clients)
            soak.fault(kind)
            yield from _of_kind(kind, soak, one, chance)
            yield chance.uniform(*pause)

    return happen


def _of_kind(kind: str, soak: Soak, one: Client, chance: random.Random) -> Iterator[float]:
    if kind == "client":
        one.kill()
        one.begin()
    elif kind == "answers":
        one.line.lose_answers(chance.randint(1, 3))
    elif kind == "reset":
        one.line.reset()
    elif kind in ("freeze", "refuse"):
        getattr(one.line, kind)()
        yield chance.uniform(0.2, 8.0 if kind == "freeze" else 3.0)
        one.line.heal()
    else:
        (soak.cluster.kill if kind == "server" else soak.cluster.shut_down)()
        yield chance.uniform(0.0, 2.0)
        soak.cluster.restart()


@contextmanager
def soaking(folder: Path, pace: float = 0.02) -> Iterator[Soak]:
    """A server that may be killed, with a meeting under way and three computers at it.

    `pace` is about how many seconds each of the three rests between two commands.
    """
    with ExitStack() as stack:
        cluster = stack.enter_context(running(Cluster(durable=True)))
        server = stack.enter_context(closing(Server(cluster)))
        own = stack.enter_context(world(server))
        stack.callback(server.begin_anew)
        p, contested = _contested(own)
        stack.callback(p.store.close)
        clients = []
        for name in WHO:
            line = stack.enter_context(proxy(cluster.port))
            home = folder / name
            home.mkdir()
            orders = _orders(cluster, own, line, name, p, contested, pace)
            clients.append(Client(name, line, home, orders))
        stack.callback(bring_up, cluster)
        yield Soak(cluster, own, clients, contested, own.address.servers)


def bring_up(cluster: Cluster) -> None:
    """Start a server again that was left dead: what was made on it is taken from it."""
    if ended(cluster.number):
        cluster.restart()


def _contested(own: World) -> tuple[Partnership, list[UUID]]:
    """Lines that everybody changes."""
    address = replace(own.address, login=login_of("Jo", own.address.database))
    p = Partnership(postgres.open_store(address, PASSWORD), actor(own, "Jo"), {}, {})
    meeting = own.words["open"]
    item = p.item(meeting, "hate")
    return p, [p.note(meeting, item, f"Everybody's text {n}") for n in range(CONTESTED)]


def _orders(
    cluster: Cluster, own: World, line: Proxy, name: str, p: Partnership, contested: list[UUID], pace: float
) -> dict[str, Any]:
    login = login_of(name, own.address.database)
    with cluster.as_superuser() as connection:  # a password of their own, which does not end soon
        connection.execute(sql.SQL("ALTER ROLE {} VALID UNTIL 'infinity'").format(sql.Identifier(login)))
    who = actor(own, name)
    meeting = own.words["open"]
    return {
        "address": addresses.written(replace(own.address, login=login, servers=(("localhost", line.door),))),
        "login": login,
        "password": PASSWORD,
        "orders": line.orders,
        "officer": str(who.officer),
        "agency": str(who.agency),
        "meeting": str(meeting),
        "item": str(p.item(meeting, "hate")),
        "action": str(own.words["a_visit"]),
        "contested": [str(one) for one in contested],
        "kinds": WHO[name],
        "pace": pace,
    }
