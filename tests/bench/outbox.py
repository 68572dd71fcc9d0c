"""What it costs that nothing is lost when a shared database goes away: keeping, copying, sending."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from tasking_app.commands.base import Command, new_id
from tasking_app.commands.line import AddLine
from tasking_app.commands.meeting import StartMeeting
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.meeting import AgendaItem
from tasking_app.outbox.book import Book
from tasking_app.outbox.copy import Copy
from tasking_app.outbox.post import Post
from tasking_app.services import home
from tasking_app.services.carry_out import do_now
from tests.bench.figure import Figure
from tests.bench.policies import desks
from tests.bench.screens import milliseconds

LINES = 20  # for each run
KEY = bytes(range(32))


def measure(runs: int) -> list[Figure]:
    """The chair's computer on ten years of data: by turns with and without the outbox, then with no line."""
    with desks() as made, TemporaryDirectory() as folder:
        server, actor = made.chair, made.actors["chair"]
        place = Path(folder, "bench")
        post = Post(server, Book(place, KEY), Copy(place, KEY), lambda _store: None)
        with closing(post):
            assert actor.officer is not None
            post.sit(actor.officer)
            _, meeting = server.ask(actor, home.where_to)
            assert meeting is not None
            do_now(server, actor, StartMeeting(meeting=meeting, at=server.clock()))
            wanted = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting).limit(1)
            item = server.ask(actor, lambda work: work.session.scalars(wanted).one())

            def said() -> Command:
                return AddLine(
                    line=new_id(), meeting=meeting, item=item, text="Four bin fires", at=server.clock()
                )

            return _measured(runs, server, post, actor, said)


def _measured(
    runs: int, server: Store, post: Post, actor: Actor, said: Callable[[], Command]
) -> list[Figure]:
    plain: list[float] = []
    kept: list[float] = []
    for _ in range(runs * LINES):
        plain.append(_ms(lambda: do_now(server, actor, said())))
        kept.append(_ms(lambda: post.carry_out(actor, said())))
    copying = [milliseconds(post.refresh) for _ in range(runs)]
    post.begin_away()
    away = [_ms(lambda: post.carry_out(actor, said())) for _ in range(runs * LINES)]
    shown = [milliseconds(lambda: post.ask(actor, home.home)) for _ in range(runs)]
    began = time.perf_counter()
    sent = post.come_back()
    each = (time.perf_counter() - began) * 1000 / max(sent.count, 1)
    note = f"without the outbox {statistics.median(plain):.1f} ms"
    return [
        Figure("outbox: a line kept and sent, p50", statistics.median(kept), None, "ms", note=note),
        Figure("outbox: a line kept and sent, p99", _p99(kept), 50, "ms"),
        Figure("outbox: a line kept without a server, p99", _p99(away), 50, "ms"),
        Figure("outbox: Home from the copy", statistics.median(shown), 100, "ms"),
        Figure("outbox: the copy made anew", statistics.median(copying), None, "ms"),
        Figure("outbox: each of the changes sent", each, None, "ms", note=f"{sent.count} changes"),
    ]


def _ms(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[98]
