"""A database on which everybody has a login: an open meeting, approved minutes, two restricted cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import AddPerson, NewPerson, SetReaders, ShareReferral
from tasking_app.database import postgres
from tasking_app.database.address import Address
from tests.postgres.people import Person, add_people, everybody
from tests.postgres.server import Server
from tests.ui.story import Story, tell

NAME = "Quillon Madeupperson"


@dataclass(frozen=True, slots=True)
class World:
    """The lines of the officers, and what statements may name as %(word)s."""

    people: Mapping[str, Person]
    words: Mapping[str, Any]
    address: Address


@contextmanager
def world(server: Server) -> Iterator[World]:
    """Everything for the length of a block."""
    template, story = server.once("story", _told)
    with server.copy(template) as address, everybody(server.cluster, address, story.p.officers) as people:
        yield World(people, _words(story, people["keeper"]), address)


def _told(address: Address, password: str) -> Story:
    with closing(postgres.open_store(address, password)) as store:
        story = tell(store, restricted=True)
        add_people(story.p)
        _more(story)
        return story


def _more(story: Story) -> None:
    """Somebody behind a stand-in, a list without chair and co-ordinator, a share with an outsider."""
    p = story.p
    for referral in ("flat", "secret"):
        person = NewPerson(person=new_id(), identity=new_id(), name=NAME, age=34, address="9 Nowhere Row")
        p.do(AddPerson(referral=story.referrals[referral], person=person))
    story.referrals["sealed"] = p.refer("Sealed matter", "hate", restricted=True, kind="victim")
    readers = {"secret": ("Jo", "Helen", "Rowan"), "sealed": ("Rowan", "Marta")}
    for referral, named in readers.items():
        wanted = tuple(p.officers[name] for name in named)
        p.do(SetReaders(referral=story.referrals[referral], readers=wanted))
    p.do(
        ShareReferral(
            share=new_id(),
            referral=story.referrals["shop"],
            agency=p.agencies["Outside"],
            reason="Towpath beside the arcade",
        )
    )


def _words(story: Story, keeper: Person) -> dict[str, Any]:
    found: dict[str, Any] = {
        "open": story.meeting,
        "approved": story.last,
        "new": new_id(),
        "other": new_id(),
    }
    found |= story.referrals
    found |= {f"a_{name}": key for name, key in story.actions.items()}
    found |= {f"o_{name}": key for name, key in story.p.officers.items()}
    found |= {f"g_{name}": key for name, key in story.p.agencies.items()}
    found["series"] = story.p.series["MAT"]
    for name, statement in {
        "line": "SELECT id FROM app.line WHERE meeting_id = %(open)s AND NOT restricted LIMIT 1",
        "old_line": "SELECT id FROM app.line WHERE meeting_id = %(approved)s LIMIT 1",
        "hidden_line": "SELECT id FROM app.line WHERE folder_id = %(secret)s LIMIT 1",
        "hidden_action": "SELECT id FROM app.action WHERE folder_id = %(secret)s LIMIT 1",
        "item": "SELECT id FROM app.agenda_item WHERE meeting_id = %(open)s AND theme = 'asb'",
        "old_item": "SELECT id FROM app.agenda_item WHERE meeting_id = %(approved)s LIMIT 1",
        "old_decision": (
            "SELECT d.id FROM app.decision d JOIN app.line l ON l.id = d.line_id "
            "WHERE l.meeting_id = %(approved)s"
        ),
        "part": "SELECT id FROM app.minutes_part WHERE meeting_id = %(approved)s LIMIT 1",
        "old_here": "SELECT id FROM app.attendance WHERE meeting_id = %(approved)s LIMIT 1",
        "here": "SELECT id FROM app.attendance WHERE meeting_id = %(open)s LIMIT 1",
        "old_reading": "SELECT id FROM app.statement_reading WHERE meeting_id = %(approved)s LIMIT 1",
        "person": "SELECT id FROM app.referral_person WHERE referral_id = %(flat)s",
        "identity": "SELECT id FROM app.person_identity WHERE folder_id = %(flat)s",
        "hidden_person": "SELECT id FROM app.referral_person WHERE referral_id = %(secret)s",
    }.items():
        row = keeper.connection.execute(statement.encode(), found).fetchone()
        assert row is not None, name
        found[name] = row[0]
    return found
