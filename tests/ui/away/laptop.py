"""What somebody does at a laptop whose line to the database may be cut, and what is read there."""

from __future__ import annotations

import os
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tasking_app.app import App
from tasking_app.commands.meeting import GoToItem
from tasking_app.database.work import Actor, Work
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tasking_app.outbox.post import Post
from tasking_app.ui.screen import Place
from tests.partnership import Partnership
from tests.postgres.world import World
from tests.ui.windows import WAIT, said

OWN = "four words of my own"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def sits(app: App, qtbot: QtBot) -> Post:
    """Wait until somebody sits there with every screen loaded and a copy of the meeting; answers the post."""
    qtbot.waitUntil(lambda: app.seat is not None and app.seat.desk.notes_places, timeout=WAIT)
    qtbot.waitUntil(lambda: not app.seat.jobs.busy(), timeout=WAIT)
    post = app.seat.jobs._store
    assert isinstance(post, Post)
    qtbot.waitUntil(lambda: post.book.told("seen") != "", timeout=WAIT)
    return post


def at_meeting(app: App, own: World, qtbot: QtBot) -> None:
    app.seat.desk.go(Place("meeting", own.words["open"]))
    qtbot.waitUntil(lambda: "Minutes" in said(app.window) and not app.seat.jobs.busy(), timeout=WAIT)


def to_arson(p: Partnership, own: World) -> None:
    """The meeting is at arson."""
    meeting = own.words["open"]
    seen = p.row(Meeting, meeting).current_item
    p.do(GoToItem(meeting=meeting, item=p.item(meeting, "arson"), seen=seen, at=p.now))


def picture(app: App, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    folder = os.environ.get("TASKING_PICTURES")
    if folder:
        app.window.grab().save(f"{folder}/{name}.png")


def lines(p: Partnership, own: World) -> list[str]:
    wanted = select(Line.text).where(Line.meeting_id == own.words["open"], Line.withdrawn_at.is_(None))
    return list(p.store.ask(p.actor, lambda work: work.session.scalars(wanted).all()))


def post_actor(app: App) -> Actor:
    actor = app.seat.jobs.actor
    assert isinstance(actor, Actor)
    return actor


def has_line(key: UUID, work: Work) -> bool:
    return work.session.get(Line, key) is not None
