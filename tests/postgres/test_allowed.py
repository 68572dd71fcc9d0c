"""What the program says before it asks is what the server would have said, for every kind of command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tasking_app.commands.action import AddUpdate, AnswerMoreTime
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.partnership import StartPartnership
from tasking_app.database.security.rights import TABLES
from tasking_app.models.action import Action
from tasking_app.rules import refusal
from tasking_app.rules.access import Group, Viewer
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import allowed, allowed_rows, carry_out, rights
from tests.partnership import Partnership
from tests.postgres.asked import AT, LATER, commands, prepared
from tests.postgres.people import GROUPS
from tests.postgres.server import Server
from tests.postgres.tried import does, everybodys, otherwise
from tests.postgres.world import World, world

Everywhere = tuple[World, Mapping[str, Partnership], dict[str, Any]]


@pytest.fixture(scope="module")
def everywhere(server: Server) -> Iterator[Everywhere]:
    """Everybody's own desk over one database, with a row of each kind that commands name."""
    with world(server) as own, everybodys(own) as desks:
        yield own, desks, prepared(desks["Jo"], desks["Callum"], own)


def asked_by(name: str, everywhere: Everywhere) -> Iterator[Command]:
    own, desks, told = everywhere
    return commands(desks["Jo"], told, own.people["keeper"], told[f"o_{name}"])


@pytest.mark.parametrize("name", GROUPS)
def test_the_program_says_what_the_server_does(name: str, everywhere: Everywhere) -> None:
    desk = everywhere[1][name]
    found = [otherwise(desk, command) for command in asked_by(name, everywhere)]
    assert "\n".join(filter(None, found)) == ""


def test_each_kind_was_carried_out_by_somebody(everywhere: Everywhere) -> None:
    _, desks, _ = everywhere
    done = {
        type(command)
        for name in ("Jo", "Helen", "Callum")
        for command in asked_by(name, everywhere)
        if not does(desks[name], command)
    }
    assert {one.__name__ for one in set(allowed.RULES) - done} == {StartPartnership.__name__}


def test_every_command_has_a_rule_and_every_line_of_the_rights_table_its_question() -> None:
    assert set(allowed.RULES) == {one.kind for one in carry_out.COMMANDS}
    assert {one.rows for table in TABLES for one in table.change} == set(allowed_rows.ROWS)


def test_refused_with_a_sentence_before_the_server_is_asked(everywhere: Everywhere) -> None:
    _, desks, told = everywhere
    update = AddUpdate(update=new_id(), action=told["a_closure"], text="x", at=AT)
    with pytest.raises(NotAllowed, match=refusal.UPDATE):
        desks["Marta"].do(update)
    later = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=told["a_closure"],
        seen=desks["Jo"].row(Action, told["a_closure"]).due,
        due=LATER,
        reason="x",
        at=AT,
    )
    with pytest.raises(NotAllowed, match="Propose it instead"):
        desks["Rowan"].do(later)
    with pytest.raises(NotAllowed, match="changes nothing else"):
        desks["Gwen"].do(later)


def test_a_local_copy_asks_the_same_rule(partnership: Partnership) -> None:
    p = partnership
    mine, theirs = p.act("Fit lamps", "Police"), p.act("Fit bins", "Housing")
    p.store.as_viewer = Viewer(
        p.officers["Rowan"], p.agencies["Police"], Group.OFFICER, frozenset(p.series.values())
    )
    p.do(AddUpdate(update=new_id(), action=mine, text="Seen", at=AT))
    with pytest.raises(NotAllowed, match=refusal.UPDATE):
        p.do(AddUpdate(update=new_id(), action=theirs, text="Seen", at=AT))
    with pytest.raises(NotAllowed, match="run a meeting"):
        p.plan()


def test_on_one_persons_file_nobody_is_asked(partnership: Partnership) -> None:
    assert partnership.store.ask(partnership.actor, rights.viewer) is None
