"""What a computer keeps: the open meeting, and of restricted items only what was opened today."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Select, select

from tasking_app.commands.action import AddUpdate, AnswerOnTrack
from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.line import AddDecision, AddLine, SplitLine
from tasking_app.commands.meeting import GoToItem
from tasking_app.commands.referral import SetRestricted
from tasking_app.database.work import Work
from tasking_app.models import Base
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.referral import Referral
from tasking_app.services import home, referral_list
from tests.conftest import NOW
from tests.outbox.conftest import post_of
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import NAME, World

Sit = Callable[[str], Partnership]
STAMPS = {"version", "made_at", "made_by", "changed_at", "changed_by", "number", "order_key"}
"""What only the server says; the order of lines is compared as the order it makes."""


def _all(wanted: Select[Any], work: Work) -> Sequence[Any]:
    return work.session.execute(wanted).all()


def everything(p: Partnership) -> str:
    """All that the copy holds, as one text."""
    told = []
    for table in Base.metadata.sorted_tables:
        wanted = select(table)
        rows = post_of(p).copy.store.ask(p.actor, partial(_all, wanted))
        told += [str(tuple(row)) for row in rows]
    return "\n".join(told)


def test_no_name_of_anybody_is_kept(own: World, sit: Sit) -> None:
    jo = sit("Jo")
    referral_list.show_names(post_of(jo), jo.actor, own.words["flat"])
    post_of(jo).refresh()
    assert NAME not in everything(jo)
    assert "Nowhere Row" not in everything(jo)


def test_a_restricted_referral_is_kept_only_when_it_was_opened_today(own: World, sit: Sit) -> None:
    jo, secret = sit("Jo"), own.words["secret"]
    assert str(secret) not in everything(jo).replace("UUID", "")
    assert jo.store.ask(jo.actor, lambda work: work.session.get(Referral, secret)) is not None
    post = post_of(jo)
    referral_list.open_restricted(post, jo.actor, secret)
    (title,) = (str(words["title"]) for words in post.book.opened_today(NOW).values())
    post.refresh()
    assert title in everything(jo)
    post.clock = lambda: NOW + timedelta(days=1)
    post.refresh()
    assert title not in everything(jo)
    assert str(secret) not in everything(jo)


def test_restricting_takes_it_off_the_copy(own: World, sit: Sit) -> None:
    jo, shop = sit("Jo"), own.words["shop"]
    assert str(shop) in everything(jo)
    jo.do(SetRestricted(referral=shop, restricted=True))
    post_of(jo).refresh()
    assert str(shop) not in everything(jo)


def test_the_screens_of_a_meeting_answer_from_the_copy(own: World, proxy: Proxy, sit: Sit) -> None:
    jo = sit("Jo")
    there = jo.store.ask(jo.actor, home.home)
    proxy.refuse()
    here = jo.store.ask(jo.actor, home.home)
    assert post_of(jo).away
    assert here.meeting == there.meeting
    late = [(one.theme, one.late, one.figures) for one in there.themes]
    assert [(one.theme, one.late, one.figures) for one in here.themes] == late
    assert (here.coming, here.apologies, here.invited) == (there.coming, there.apologies, there.invited)


def _rows(p: Partnership, model: type[Base]) -> dict[object, dict[str, object]]:
    rows = p.rows(model)
    columns = [one.name for one in model.__table__.columns if one.name not in STAMPS]
    return {row.id: {name: getattr(row, name) for name in columns} for row in rows}  # type: ignore[attr-defined]  # keyed


def _order(p: Partnership, only: set[object] | None = None) -> list[object]:
    """The lines in their order; `only` those."""
    rows = sorted(p.rows(Line), key=lambda row: (str(row.item_id), row.order_key, row.id))
    return [row.id for row in rows if only is None or row.id in only]


class Author:
    """Somebody who does whatever comes to mind in a meeting."""

    def __init__(self, p: Partnership, own: World, chance: random.Random) -> None:
        self.p, self.meeting, self.chance = p, own.words["open"], chance
        self.items = [p.item(self.meeting, kind) for kind in ("arson", "hate", "asb")]
        self.lines: list[tuple[object, str]] = []
        self.action = own.words["a_bins"]

    def act(self, number: int) -> None:
        """One more command; what the rules forbid is not done."""
        self.p.do(self._next(number))

    def _next(self, number: int) -> Command:
        p, at = self.p, self.p.now + timedelta(seconds=number)
        kind = self.chance.choice(("line", "line", "edit", "split", "decide", "update", "go", "take"))
        item = self.chance.choice(self.items)
        if kind in ("edit", "split", "take") and self.lines:
            key, text = self.lines.pop(self.chance.randrange(len(self.lines)))
            if kind == "take":
                return Withdraw(kind="line", row=key)  # type: ignore[arg-type]  # the key of a line
            if kind == "edit":
                return Edit(kind="line", row=key, changes=(Change("text", text, f"{text}, changed"),))  # type: ignore[arg-type]  # as above
            new = new_id()
            return SplitLine(line=key, new_line=new, seen=text, left=text[:4], right=text[4:])  # type: ignore[arg-type]  # as above
        if kind == "decide":
            return AddDecision(
                line=new_id(), decision=new_id(), meeting=self.meeting, item=item, text=f"D{number}", at=at
            )
        if kind == "update":
            return AddUpdate(update=new_id(), action=self.action, text=f"Update {number}", at=at)
        if kind == "go":
            seen = p.row(Meeting, self.meeting).current_item
            return GoToItem(meeting=self.meeting, item=item, seen=seen, at=at)
        key, text = new_id(), f"Line number {number}"
        self.lines.append((key, text))
        return AddLine(line=key, meeting=self.meeting, item=item, text=text, at=at)


@pytest.mark.parametrize("seed", range(6))
def test_the_copy_and_the_server_come_to_the_same(
    seed: int, own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    """Whatever is done while the line is down stands on the server as it stood here."""
    jo, helen = sit("Jo"), other("Helen")
    author = Author(jo, own, random.Random(seed))
    proxy.refuse()
    jo.store.ask(jo.actor, home.where_to)
    for number in range(40):
        author.act(number)
    order = _order(jo)
    kept = {model: _rows(jo, model) for model in (Line, Decision, ActionUpdate, Action, AgendaItem)}
    proxy.heal()
    sent = post_of(jo).come_back()
    assert (sent.count, sent.stuck) == (40, 0)
    for model, rows in kept.items():
        there = _rows(helen, model)
        assert {key: there.get(key) for key in rows} == rows, model
    assert order == _order(helen, set(kept[Line]))


def test_two_authors_and_nothing_of_either_vanishes(own: World, proxy: Proxy, sit: Sit, other: Sit) -> None:
    """Same-field edits made while away: each text stands, or waits to be decided, or is in the history."""
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    keys = [jo.note(meeting, item, f"Line {number} as it was") for number in range(6)]
    post_of(jo).refresh()
    proxy.refuse()
    for number, key in enumerate(keys):
        before = f"Line {number} as it was"
        jo.do(Edit(kind="line", row=key, changes=(Change("text", before, f"Jo on {number}"),)))
        if number % 2:
            helen.do(Edit(kind="line", row=key, changes=(Change("text", before, f"Helen on {number}"),)))
    bins = own.words["a_bins"]
    jo.do(AnswerOnTrack(update=new_id(), action=bins, seen="not_started", at=jo.now, text="Jo's"))
    helen.do(AddUpdate(update=new_id(), action=bins, text="Helen's", at=helen.now))
    proxy.heal()
    sent = post_of(jo).come_back()
    assert sent.stuck == 3
    texts = {row.text for row in helen.rows(Line, meeting_id=meeting)}
    waiting = {
        change.wanted
        for one in post_of(jo).book.shown()
        if isinstance(one.command, Edit)
        for change in one.command.changes
    }
    for number in range(6):
        mine, theirs = f"Jo on {number}", f"Helen on {number}"
        assert mine in (texts if number % 2 == 0 else waiting)
        assert (theirs in texts) == bool(number % 2)
    said = {row.text for row in helen.rows(ActionUpdate, action_id=bins)}
    assert {"Jo's", "Helen's"} <= said
