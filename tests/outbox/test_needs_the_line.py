"""The record, its seals, and what takes restricting back are asked of the database itself, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tasking_app.commands.base import changes
from tasking_app.commands.change import Edit
from tasking_app.commands.put_off import put_off
from tasking_app.commands.referral import EditRestrictedText, SetRestricted
from tasking_app.database.errors import Unreachable
from tasking_app.database.work import Work
from tasking_app.models.line import Line
from tasking_app.models.referral import Referral
from tasking_app.records.audit import Asked
from tasking_app.records.made import Wanted
from tasking_app.rules.errors import Clash
from tasking_app.services import (
    account,
    audit,
    library,
    proposal_pages,
    publish,
    record_export,
    seal,
    searching,
    setting_changes,
    settling,
)
from tests.outbox.conftest import post_of
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import World

Sit = Callable[[str], Partnership]


def test_restricting_is_not_taken_back_without_the_database(own: World, proxy: Proxy, sit: Sit) -> None:
    jo, key = sit("Jo"), own.words["flat"]
    title = jo.row(Referral, key).title
    undo = jo.do(SetRestricted(referral=key, restricted=True)).inverse
    words = EditRestrictedText(referral=key, field="title", seen=title, wanted="Another")
    of_words = jo.do(words).inverse
    assert undo is not None
    assert of_words is not None
    proxy.refuse()
    jo.note(own.words["open"], jo.item(own.words["open"], "hate"), "Noted meanwhile")
    for batch in (of_words, undo):
        with pytest.raises(Unreachable):
            jo.do(batch)
    assert post_of(jo).standing.waiting == 1
    proxy.heal()
    assert post_of(jo).come_back().count == 1
    jo.do(of_words)
    jo.do(undo)
    assert jo.row(Referral, key).title == title


def test_the_record_is_not_on_this_computer(own: World, proxy: Proxy, sit: Sit, tmp_path: Path) -> None:
    jo = sit("Jo")
    store, actor = post_of(jo), jo.actor
    proxy.refuse()
    jo.note(own.words["open"], jo.item(own.words["open"], "hate"), "Noted meanwhile")
    assert store.away
    with pytest.raises(Unreachable, match="The record is in the database"):
        store.ask(actor, lambda work: audit.page(work, Asked()))
    with pytest.raises(Unreachable, match="The record is in the database"):
        record_export.write_out(store, actor, tmp_path / "record.csv", Asked())
    assert not (tmp_path / "record.csv").exists()
    with pytest.raises(Unreachable):
        searching.note(store, actor, "everything", ["words"])
    with pytest.raises(Unreachable):
        seal.make(store, actor)
    seal.when_due(store, actor)
    assert store.ask(actor, seal.late) == ""
    assert store.standing.waiting == 1


def test_a_choice_waits_for_the_database(own: World, proxy: Proxy, sit: Sit) -> None:
    jo, line = sit("Jo"), own.words["line"]
    before = {"text": jo.row(Line, line).text}
    jo.do(Edit(kind="line", row=line, changes=changes(before, {"text": "Theirs"})))
    with pytest.raises(Clash) as told:
        jo.do(Edit(kind="line", row=line, changes=changes(before, {"text": "Mine"})))
    kept = put_off(told.value, "a line", ("Text",))
    assert kept is not None
    proxy.refuse()
    jo.note(own.words["open"], jo.item(own.words["open"], "hate"), "Noted meanwhile")
    with pytest.raises(Unreachable, match="waits at Home"):
        jo.store.ask(jo.actor, lambda work: settling.again(work, kept))
    proxy.heal()
    post_of(jo).come_back()
    again = jo.store.ask(jo.actor, lambda work: settling.again(work, kept))
    assert again is not None
    assert [(one.mine, one.theirs) for one in again.fields] == [("Mine", "Theirs")]


def test_what_is_not_kept_here_is_said_and_nothing_is_made_up(own: World, proxy: Proxy, sit: Sit) -> None:
    jo, approved = sit("Jo"), own.words["approved"]
    proxy.refuse()
    jo.note(own.words["open"], jo.item(own.words["open"], "hate"), "Noted meanwhile")
    asked: tuple[Callable[[Work], object], ...] = (
        account.page,
        proposal_pages.proposals,
        setting_changes.last,
        lambda work: library.find(work, "fires"),
    )
    for question in asked:
        with pytest.raises(Unreachable, match="in the database, which does not answer"):
            jo.store.ask(jo.actor, question)
    with pytest.raises(Unreachable, match="Approved minutes are in the database"):
        publish.make(jo.store, jo.actor, Wanted(kind="minutes", meeting=approved))
    kept = jo.store.ask(jo.actor, lambda work: library.kept(work, approved))
    assert kept.intact is None  # nobody is told that they were changed
