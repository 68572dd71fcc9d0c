"""Somebody at a meeting whose computer is killed and whose line goes: writes, and says what was kept.

`python -m tests.outbox.soak_client work|finish`: the orders come in by its input as JSON. `work` goes on
until it is killed, a line of JSON for each command it was told is kept. `finish` sends what waits and lists
the rest.
"""

from __future__ import annotations

import faulthandler
import json
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from uuid import UUID

import keyring

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.line import AddAction, AddLine
from tasking_app.database.work import Actor
from tasking_app.models.line import Line
from tasking_app.outbox.post import Post
from tasking_app.outbox.reaching import reach
from tasking_app.records.signing_in import SignIn
from tasking_app.rules.errors import AppError
from tests.postgres.proxy import tells_of_commits
from tests.protection.keyrings import none_there

WATCH, TRY_AGAIN = 0.2, 0.5
PATIENCE = 120.0


def say(what: object) -> None:
    """Tell whoever reads the file, at once."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


@contextmanager
def at_work(orders: dict[str, Any]) -> Iterator[Post]:
    """The post, with somebody who watches that no talk takes too long."""
    post = _reached(orders)
    tells_of_commits(post.engine, orders["orders"])
    over = threading.Event()

    def watch() -> None:
        while not over.wait(WATCH):
            post.watch()

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield post
    finally:
        over.set()
        watching.join()
        post.close()


def _reached(orders: dict[str, Any]) -> Post:
    """The first time nothing is kept here to go on with, so the server is waited for."""
    end = time.monotonic() + PATIENCE
    while True:
        signing_in = SignIn(
            address=orders["address"], told="", login=orders["login"], password=orders["password"]
        )
        try:
            reached = reach(signing_in)
        except AppError:
            if time.monotonic() > end:
                raise
            time.sleep(TRY_AGAIN)
        else:
            reached.drafts.close()
            return reached.store


class Hand:
    """What one of them writes: lines, updates, actions, and texts that others change too."""

    def __init__(self, orders: dict[str, Any], post: Post) -> None:
        self._post = post
        self._actor = Actor(UUID(orders["officer"]), UUID(orders["agency"]), orders["login"])
        self._orders = orders
        self._chance = random.Random()
        self._numbers = count(1)
        self._mark = f"{orders['login']}-{new_id().hex[-8:]}"

    def write(self) -> None:
        """One command; told when the post has kept it."""
        text = f"Said by {self._mark} as number {next(self._numbers)}"
        kind = self._chance.choices(list(self._orders["kinds"]), list(self._orders["kinds"].values()))[0]
        try:
            command = self._command(kind, text)
            self._post.carry_out(self._actor, command)
        except AppError as error:
            say({"not": kind, "why": str(error), "error": type(error).__name__})
        else:
            away, now = self._post.away, time.monotonic()
            say({"kept": str(command.id), "kind": kind, "text": text, "away": away, "at": now})

    def _command(self, kind: str, text: str) -> Command:
        orders, now = self._orders, self._post.clock()
        meeting, item = UUID(orders["meeting"]), UUID(orders["item"])
        if kind == "line":
            return AddLine(line=new_id(), meeting=meeting, item=item, text=text, at=now)
        if kind == "update":
            return AddUpdate(update=new_id(), action=UUID(orders["action"]), text=text, at=now)
        if kind == "action":
            return AddAction(
                action=new_id(),
                theme="hate",
                text=text,
                agency=UUID(orders["agency"]),
                due=now.date(),
                at=now,
                meeting=meeting,
                item=item,
                line=new_id(),
            )
        row = UUID(self._chance.choice(orders["contested"]))
        seen = self._post.ask(self._actor, lambda work: work.get(Line, row).text)
        return Edit(kind="line", row=row, changes=(Change("text", seen, text),))


def work(orders: dict[str, Any]) -> None:
    """Write until killed."""
    with at_work(orders) as post:
        hand, tried = Hand(orders, post), 0.0
        while True:
            hand.write()
            if post.away and time.monotonic() - tried > TRY_AGAIN:
                post.try_to_come_back()
                tried = time.monotonic()
            time.sleep(random.uniform(0, 2 * orders["pace"]))


def finish(orders: dict[str, Any]) -> None:
    """Send what waits; then what did not go, as it is shown to people."""
    with at_work(orders) as post:
        end = time.monotonic() + PATIENCE
        while post.try_to_come_back() is None:
            if time.monotonic() > end:
                raise TimeoutError("the server never came back")
            time.sleep(TRY_AGAIN)
        say([{"id": str(one.command.id), "state": one.state, "told": one.told} for one in post.book.shown()])


def main() -> None:
    """Orders, then work or the end of it."""
    if sys.argv[1] == "finish":
        faulthandler.dump_traceback_later(PATIENCE + 20)  # stuck: say where
    keyring.set_keyring(none_there())  # the key is made of the password, so that the next process has it too
    {"work": work, "finish": finish}[sys.argv[1]](json.loads(sys.stdin.readline()))


if __name__ == "__main__":
    main()
