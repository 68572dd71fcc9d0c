"""The rule of the program and the policies of the server are asked the same, and answer the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasking_app.commands.action import AddUpdate, AnswerBlocked, AnswerDone
from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit, PutBack
from tasking_app.commands.referral import (
    AddPerson,
    AddPoint,
    EditRestrictedText,
    NewPerson,
    ReadNames,
    ShareReferral,
)
from tasking_app.rules import access
from tasking_app.rules.access import Case, Group, Seen, Task, Viewer
from tests.conftest import NOW
from tests.partnership import Partnership
from tests.postgres.people import GROUPS, Answer, Person
from tests.postgres.server import Server
from tests.postgres.tried import everybodys, otherwise
from tests.postgres.world import World, world

PEOPLE = tuple(GROUPS)
AGENCIES = ("Council", "Police", "Housing", "Outside")
STATUSES = ("not_started", "under_way", "blocked", "done", "dropped")
REFERRAL, ACTION = "bins", "letterboxes"


@dataclass(frozen=True)
class Drawn:
    """One partnership: who works where, who sits, what is shared with whom, who is on the list, who left."""

    agency_of: dict[str, str]
    seats: frozenset[str]
    shared: frozenset[str]
    readers: frozenset[str]
    restricted: bool
    gone: frozenset[str]
    disabled: frozenset[str]
    lead: str
    task_lead: str
    helping: frozenset[str]
    case_officer: str | None
    status: str
    wanted: str = field(default="done")


agencies = st.sampled_from(AGENCIES)
some_agencies = st.frozensets(agencies)
some_people = st.frozensets(st.sampled_from(PEOPLE))
drawn = st.builds(
    Drawn,
    agency_of=st.fixed_dictionaries(dict.fromkeys(PEOPLE, agencies)),
    seats=some_agencies,
    shared=some_agencies,
    readers=some_people,
    restricted=st.booleans(),
    gone=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    disabled=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    lead=agencies,
    task_lead=agencies,
    helping=some_agencies,
    case_officer=st.none() | st.sampled_from(PEOPLE),
    status=st.sampled_from(STATUSES),
    wanted=st.sampled_from(STATUSES),
)


@pytest.fixture(scope="module")
def place(server: Server) -> Iterator[World]:
    """One database, made anew by each example."""
    with world(server) as made:
        yield made


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=drawn)
def test_program_and_server_answer_alike(one: Drawn, place: World) -> None:
    _write(one, place)
    for name in PEOPLE:
        person, who = place.people[name], _viewer(one, place, name)
        task = _task(one, place)
        case = Case(task.folder, place.words[f"g_{one.lead}"], task.case_officer)
        assert _there(person, place, "folder", place.words[REFERRAL]) == access.sees(who, task.folder), name
        assert _there(person, place, "referral", place.words[REFERRAL]) == access.sees(who, task.folder), name
        assert _there(person, place, "action", place.words[f"a_{ACTION}"]) == access.sees(who, task.folder)
        assert person.one("SELECT app.may_read_names(%s)", (place.words[REFERRAL],)) == access.may_read_names(
            who, case
        ), name
        assert _done(_edits(person, place)) == access.may_edit_facts(who, case), name
        assert _done(_updates(person, place)) == access.may_add_update(who, task), name
        if one.status != one.wanted:
            answer = _sets_status(person, place, one.wanted)
            assert _done(answer) == access.may_set_status(who, task, one.status, one.wanted), (name, answer)
        assert _done(_decides(person, place)) == access.may_decide(who, task.folder), name


@pytest.fixture(scope="module")
def desks(place: World) -> Iterator[Mapping[str, Partnership]]:
    """The program at everybody's own desk, over the same database."""
    with everybodys(place) as found:
        yield found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=drawn, name=st.sampled_from(PEOPLE))
def test_commands_are_refused_where_the_server_refuses_them(
    one: Drawn, name: str, place: World, desks: Mapping[str, Partnership]
) -> None:
    _write(one, place)
    found = [otherwise(desks[name], command) for command in _commands(one, place)]
    assert "\n".join(filter(None, found)) == ""


def _commands(one: Drawn, place: World) -> Iterator[Command]:
    told = place.words
    case, action = told[REFERRAL], told[f"a_{ACTION}"]
    yield AddUpdate(update=new_id(), action=action, text="Seen", at=NOW)
    yield (
        AddPoint(point=new_id(), referral=case, text="Lamps")
        if not one.restricted
        else EditRestrictedText(referral=case, field="title", seen="", wanted="Other words")
    )
    yield AddPerson(referral=case, person=NewPerson(person=new_id(), identity=new_id(), name="Kit Madeup"))
    yield ReadNames(reading=new_id(), referral=case, what="names", at=NOW)
    yield Edit(kind="referral", row=case, changes=(Change("area", "", "West"),))
    yield Edit(kind="action", row=action, changes=(Change("success", "", "None burnt"),))
    if one.status in access.OPEN:
        seen = one.status
        yield AnswerDone(update=new_id(), outcome=new_id(), action=action, seen=seen, at=NOW)
        yield AnswerBlocked(update=new_id(), action=action, seen=seen, reason="Snow", at=NOW)
    if one.status != one.wanted:
        yield PutBack(kind="action", row=action, changes=(Change("status", one.status, one.wanted),))
    if not one.restricted:
        yield ShareReferral(share=new_id(), referral=case, agency=told["g_Council"], reason="")


def _there(person: Person, place: World, table: str, key: UUID) -> bool:
    return bool(person.one(f"SELECT count(*) FROM app.{table} WHERE id = %s", (key,)))


def _done(answer: Answer) -> bool:
    return answer.refused == "" and answer.rows == 1


def _edits(person: Person, place: World) -> Answer:
    statement = "UPDATE app.referral SET area = 'x', version = version + 1 WHERE id = %(bins)s"
    return person.tries(statement, place.words)


def _updates(person: Person, place: World) -> Answer:
    statement = (
        "INSERT INTO app.action_update (id, action_id, text, said_at, said_by, answer, folder_id, series_id, "
        "restricted, version) SELECT gen_random_uuid(), id, 'x', now(), app.my_officer(), '', folder_id, "
        "series_id, restricted, 1 FROM app.action WHERE id = %(a_letterboxes)s"
    )
    return person.tries(statement, place.words)


def _sets_status(person: Person, place: World, wanted: str) -> Answer:
    statement = "UPDATE app.action SET status = %(to)s, version = version + 1 WHERE id = %(a_letterboxes)s"
    return person.tries(statement, {**place.words, "to": wanted})


def _decides(person: Person, place: World) -> Answer:
    statement = (
        "INSERT INTO app.deferral (id, action_id, old_due, new_due, reason, folder_id, series_id, "
        "restricted, version) SELECT gen_random_uuid(), id, now(), now(), 'x', folder_id, series_id, "
        "restricted, 1 FROM app.action WHERE id = %(a_letterboxes)s"
    )
    return person.tries(statement, place.words)


def _viewer(one: Drawn, place: World, name: str) -> Viewer:
    agency = one.agency_of[name]
    return Viewer(
        officer=place.words[f"o_{name}"],
        agency=place.words[f"g_{agency}"],
        group=Group(GROUPS[name]),
        sits_in={place.words["series"]} if agency in one.seats else set(),
        active=name not in one.gone | one.disabled,
    )


def _task(one: Drawn, place: World) -> Task:
    words = place.words
    folder = Seen(
        series=words["series"],
        restricted=one.restricted,
        shared_with={words[f"g_{name}"] for name in one.shared},
        readers={words[f"o_{name}"] for name in one.readers},
    )
    officer = words[f"o_{one.case_officer}"] if one.case_officer else None
    return Task(folder, words[f"g_{one.task_lead}"], {words[f"g_{name}"] for name in one.helping}, officer)


def _write(one: Drawn, place: World) -> None:
    """Bring the database to what was drawn, as whoever looks after it."""
    keeper, words = place.people["keeper"].connection, place.words
    with keeper.transaction():
        keeper.execute("UPDATE app.seat SET withdrawn_at = now()")
        keeper.execute("ALTER TABLE app.reader DISABLE TRIGGER y_list")
        for table in ("share", "reader", "action_support"):
            keeper.execute(f"UPDATE app.{table} SET withdrawn_at = now()".encode())
        keeper.execute(
            "UPDATE app.folder SET restricted = %s WHERE id = %s", (one.restricted, words[REFERRAL])
        )
        for name in PEOPLE:
            keeper.execute(
                "UPDATE app.officer SET agency_id = %s, left_on = %s, disabled_at = %s WHERE id = %s",
                (
                    words[f"g_{one.agency_of[name]}"],
                    "2026-01-01" if name in one.gone else None,
                    "2026-01-01" if name in one.disabled else None,
                    words[f"o_{name}"],
                ),
            )
        for name in one.seats:
            keeper.execute(
                "INSERT INTO app.seat (id, of_series, agency_id, required, version) "
                "VALUES (gen_random_uuid(), %s, %s, false, 1) "
                "ON CONFLICT (of_series, agency_id) DO UPDATE SET withdrawn_at = NULL",
                (words["series"], words[f"g_{name}"]),
            )
        _lists(one, place)
        officer = words[f"o_{one.case_officer}"] if one.case_officer else None
        keeper.execute(
            "UPDATE app.referral SET lead_agency_id = %s, case_officer_id = %s WHERE id = %s",
            (words[f"g_{one.lead}"], officer, words[REFERRAL]),
        )
        keeper.execute(
            "UPDATE app.action SET lead_agency_id = %s, status = %s WHERE id = %s",
            (words[f"g_{one.task_lead}"], one.status, words[f"a_{ACTION}"]),
        )
        keeper.execute("ALTER TABLE app.reader ENABLE TRIGGER y_list")


def _lists(one: Drawn, place: World) -> None:
    keeper, words = place.people["keeper"].connection, place.words
    for name in one.shared:
        keeper.execute(
            "INSERT INTO app.share (id, folder_id, agency_id, reason, version) "
            "VALUES (gen_random_uuid(), %s, %s, '', 1)",
            (words[REFERRAL], words[f"g_{name}"]),
        )
    for name in one.readers:
        keeper.execute(
            "INSERT INTO app.reader (id, folder_id, officer_id, reason, version) "
            "VALUES (gen_random_uuid(), %s, %s, '', 1)",
            (words[REFERRAL], words[f"o_{name}"]),
        )
    for name in one.helping:
        keeper.execute(
            "INSERT INTO app.action_support (id, action_id, agency_id, folder_id, series_id, restricted, "
            "version) SELECT gen_random_uuid(), id, %s, folder_id, series_id, restricted, 1 "
            "FROM app.action WHERE id = %s",
            (words[f"g_{name}"], words[f"a_{ACTION}"]),
        )
