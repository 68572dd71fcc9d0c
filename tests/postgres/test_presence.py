"""Who looks at a meeting: by the login they signed in with, for those who may see it, while they live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from tasking_app.services import presence
from tests.partnership import Partnership
from tests.postgres.people import Person
from tests.postgres.world import World

ASKED = "SELECT app.who_is_here(%s)"


def here(person: Person, meeting: UUID) -> set[Any]:
    return {row[0] for row in person.connection.execute(ASKED, (meeting,)).fetchall()}


def come(person: Person, meeting: UUID | None) -> None:
    person.connection.execute("SELECT app.i_am_here(%s)", (meeting,))


def test_people_come_to_one_meeting_and_go(own: World, desks: Mapping[str, Partnership]) -> None:
    people, told = own.people, own.words
    come(people["Helen"], told["open"])
    come(people["Rowan"], told["open"])
    come(people["Marta"], told["approved"])
    assert here(people["Jo"], told["open"]) == {told["o_Helen"], told["o_Rowan"]}
    jo = desks["Jo"]
    names = jo.store.ask(jo.actor, lambda work: presence.with_me(work, told["open"]))
    assert names == ("Helen Marsden", "Sgt Rowan Ashdown")
    helen = desks["Helen"]
    assert helen.store.ask(helen.actor, lambda work: presence.with_me(work, told["open"])) == names[1:]
    come(people["Helen"], None)
    assert here(people["Jo"], told["open"]) == {told["o_Rowan"]}


@pytest.mark.parametrize("who", ["Gwen", "Outside"])
def test_who_does_not_see_the_meeting_is_told_nobody(own: World, who: str) -> None:
    come(own.people["Helen"], own.words["open"])
    assert here(own.people[who], own.words["open"]) == set()


def test_nobody_is_here_in_the_name_of_somebody_else(own: World) -> None:
    """Whatever a client calls its line, it is the line of who signed in; a made-up word counts for nobody."""
    rowan, jo, meeting = own.people["Rowan"], own.people["Jo"], own.words["open"]
    for called in (
        f"tasking {meeting} helen",
        f"helen {meeting} 1",
        f"tasking {meeting} 0000000001",
        "x" * 200,
    ):
        rowan.connection.execute("SELECT set_config('application_name', %s, false)", (called,))
        assert here(jo, meeting) == set(), called
    rowan.connection.execute(
        "SELECT set_config('application_name', format('tasking %%s %%s', %s::text, "
        "extract(epoch FROM clock_timestamp())::bigint), false)",
        (str(meeting),),
    )
    assert here(jo, meeting) == {own.words["o_Rowan"]}
    assert rowan.tries("SET SESSION AUTHORIZATION administrator").refused == "42501"


@pytest.mark.parametrize(("ago", "counts"), [(30, True), (60, False), (-60, False)])
def test_who_gave_no_sign_of_life_for_40_seconds_is_gone(own: World, ago: int, counts: bool) -> None:
    rowan, meeting = own.people["Rowan"], own.words["open"]
    rowan.connection.execute(
        "SELECT set_config('application_name', format('tasking %%s %%s', %s::text, "
        "extract(epoch FROM clock_timestamp())::bigint - %s), false)",
        (str(meeting), ago),
    )
    assert here(own.people["Jo"], meeting) == ({own.words["o_Rowan"]} if counts else set())


def test_who_was_disabled_is_no_longer_here(own: World) -> None:
    people, meeting = own.people, own.words["open"]
    come(people["Marta"], meeting)
    assert here(people["Jo"], meeting) == {own.words["o_Marta"]}
    people["Jo"].does("SELECT app.disable_login(%(o_Marta)s)", own.words)
    assert here(people["Jo"], meeting) == set()


def test_coming_and_going_is_told_once_and_a_sign_of_life_is_not(own: World) -> None:
    jo, rowan, meeting = own.people["Jo"], own.people["Rowan"], own.words["open"]
    jo.connection.execute("LISTEN tasking")
    for where in (meeting, meeting, meeting, None, None):
        come(rowan, where)
    jo.connection.execute("SELECT pg_notify('tasking', 'end')")
    heard = [one.payload for one in jo.connection.notifies(timeout=10, stop_after=3)]
    assert heard == ["here", "here", "end"]
