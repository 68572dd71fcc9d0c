"""What people look for is in the record as a hash, and what the server refused them with its kind and key."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import ApproveMinutes
from tasking_app.commands.referral import ReadNames
from tasking_app.database import postgres
from tasking_app.database.work import Actor
from tasking_app.models.line import Line
from tasking_app.records.audit import Asked, Entry
from tasking_app.rules.errors import NotFound, NotYours
from tasking_app.services import audit, referral_list, refused, searching
from tests.conftest import NOW
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import NAME, World

Desks = Mapping[str, Partnership]


def noted(own: World, kind: str) -> list[tuple[str, str, str]]:
    """Who, what, which, as the record holds it."""
    rows = own.people["keeper"].connection.execute(
        "SELECT actor, what, key FROM audit.log WHERE kind = %s ORDER BY id", (kind,)
    )
    return [tuple(row) for row in rows]


def read_by_gwen(own: World, **asked: Any) -> tuple[Entry, ...]:
    """The record as information governance reads it."""
    address = replace(own.address, login=login_of("Gwen", own.address.database))
    with closing(postgres.open_store(address, PASSWORD)) as store:
        page = store.ask(Actor(), lambda work: audit.page(work, Asked(**asked)))
    assert page is not None
    return page.entries


def test_a_search_is_kept_as_a_hash_and_found_by_whoever_knows_the_words(own: World, desks: Desks) -> None:
    callum_there = desks["Callum"]
    searching.note(callum_there.store, callum_there.actor, "everything", ["Quillon  MADEUPPERSON"])
    searching.note(callum_there.store, callum_there.actor, "minutes", ["bins", "bins"])
    callum = login_of("Callum", own.address.database)
    assert noted(own, "search") == [
        (callum, "everything", ""),
        (callum, "minutes", ""),
        (callum, "minutes", ""),
    ]
    rows = own.people["keeper"].connection.execute("SELECT to_jsonb(l)::text FROM audit.log l").fetchall()
    whole = " ".join(row[0] for row in rows)
    assert "uillon" not in whole
    hashes: Any = (
        own.people["keeper"]
        .connection.execute("SELECT count(DISTINCT hashes ->> 'words') FROM audit.log WHERE kind = 'search'")
        .fetchone()
    )
    assert hashes[0] == 3  # the same words twice look different: each has its own salt
    found = read_by_gwen(own, text=NAME)
    assert [(one.done, one.thing, one.who) for one in found] == [
        ("Searched", "Everything", "WM Callum Reddy")
    ]
    assert read_by_gwen(own, text="Quillon") == ()
    assert len(read_by_gwen(own, kind="search")) == 3


def test_what_the_server_refuses_is_seen_by_governance(own: World, desks: Desks) -> None:
    told, there, jo_there = own.words, desks["Callum"], desks["Jo"]
    callum = login_of("Callum", own.address.database)
    with pytest.raises(NotYours):
        referral_list.show_names(there.store, there.actor, told["linden"])
    with pytest.raises(NotFound):
        referral_list.show_names(there.store, there.actor, told["sealed"])
    text = there.row(Line, told["line"]).text
    with pytest.raises(NotYours):
        there.do(Edit(kind="line", row=told["line"], changes=changes({"text": text}, {"text": "Quillon"})))
    role = changes({"role": "officer"}, {"role": "chair"})
    with pytest.raises(NotYours):
        jo_there.do(Edit(kind="officer", row=told["o_Marta"], changes=role))
    assert noted(own, "refuse") == [
        (callum, "read names", str(told["linden"])),
        (callum, "read names", str(told["sealed"])),
        (callum, "edit line", str(told["line"])),
        (login_of("Jo", own.address.database), "edit officer", str(told["o_Marta"])),
    ]
    seen = read_by_gwen(own, kind="refuse")
    assert [one.thing for one in seen] == ["Edit officer", "Edit line", "Read names", "Read names"]
    assert {one.done for one in seen} == {"Refused"}
    assert (
        own.people["keeper"].one("SELECT count(*) FROM audit.log l WHERE to_jsonb(l)::text LIKE '%%uillon%%'")
        == 0
    )


def test_what_goes_through_or_is_wrong_by_our_own_rules_is_no_refusal(own: World, desks: Desks) -> None:
    there = desks["Callum"]
    said = AddUpdate(update=new_id(), action=own.words["a_letterboxes"], text="Seen.", at=there.now)
    there.do(said)
    with pytest.raises(NotFound):
        there.do(replace(said, id=new_id(), update=new_id(), action=new_id()))
    assert noted(own, "refuse") == []


def test_commands_are_told_by_their_kind_and_key() -> None:
    key = new_id()
    assert refused.about(ApproveMinutes(meeting=key)) == ("approve minutes", key)
    reading = ReadNames(reading=new_id(), referral=key, what="annex", at=NOW)
    assert refused.about(reading) == ("read annex", key)
    with_words = Edit(kind="agenda_item", row=key, changes=changes({"title": "a"}, {"title": "b"}))
    assert refused.about(with_words) == ("edit agenda item", key)


def test_without_the_door_for_it_the_refusal_itself_is_still_told(
    own: World, desks: Desks, server: Server
) -> None:
    """As in a database that was not upgraded since."""
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("DROP FUNCTION audit.note_refused(text, text)")
    there = desks["Callum"]
    with pytest.raises(NotYours):
        referral_list.show_names(there.store, there.actor, own.words["linden"])
