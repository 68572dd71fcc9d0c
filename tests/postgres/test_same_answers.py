"""A made-up year gives the same answers, in the same order, from a file and from a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from tasking_app.database import postgres
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.exports import history as history_export
from tasking_app.models.action import Action
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer
from tasking_app.models.referral import Referral
from tasking_app.records.action_filter import ActionView
from tasking_app.records.history import History
from tasking_app.rules.errors import AppError
from tasking_app.services import (
    action_list,
    demo,
    ending,
    figures,
    find,
    history,
    history_book,
    home,
    last_minutes,
    library,
    meeting_page,
    my_agency,
    preparing,
    referral_form,
    referral_list,
    reliability,
    review,
    settings_page,
    starting,
    template_file,
)
from tests.conftest import NOW
from tests.postgres.server import Server

TODAY = date(2026, 11, 19)


@dataclass(frozen=True)
class Year:
    """The same year on both engines, who asks, and rows to ask about."""

    stores: tuple[Store, Store]
    actor: Actor
    meetings: tuple[UUID, ...]
    actions: tuple[UUID, ...]
    referrals: tuple[UUID, ...]

    def answers(self, question: Callable[[Work], object]) -> tuple[object, object]:
        """The file's answer and the server's."""
        file, server = self.stores
        return file.ask(self.actor, question), server.ask(self.actor, question)


@pytest.fixture(scope="session")
def year(
    empty_files: dict[str, Path], server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Year]:
    """Made in a file, taken out and read into a server; single incidents, which no page shows, stay."""
    folder = tmp_path_factory.mktemp("year")
    path, written = folder / "year.db", folder / "year.json"
    path.write_bytes(empty_files["plain"].read_bytes())
    file = open_store(path, None)
    demo.make(file, years=1, seed=1, until=TODAY)
    found = file.ask(Actor(), history.gather)
    fewer = replace(found.tables["incident"], rows=[])
    found = replace(found, tables={**found.tables, "incident": fewer})
    written.write_bytes(history_export.render(found))
    with server.copy() as address:
        there = postgres.open_store(address, server.password)
        history.read_in(there, Actor(), written)
        file.clock = there.clock = lambda: NOW
        yield file.ask(Actor(), lambda work: _year(work, (file, there)))
        there.close()
    file.close()


def _year(work: Work, stores: tuple[Store, Store]) -> Year:
    ask = work.session.scalars
    officer = ask(select(Officer).order_by(Officer.name)).first()
    assert officer is not None
    return Year(
        stores,
        Actor(officer.id, officer.agency_id, officer.name),
        tuple(ask(select(Meeting.id).order_by(Meeting.held_on.desc(), Meeting.reference).limit(6))),
        tuple(ask(select(Action.id).order_by(Action.number.desc()).limit(3))),
        tuple(ask(select(Referral.id).order_by(Referral.number.desc()).limit(3))),
    )


PAGES: dict[str, Callable[[Work], object]] = {
    "home": home.home,
    "actions": action_list.listing,
    "every action": lambda work: action_list.more(work, ActionView(view=""), 0),
    "action form": action_list.form,
    "referrals": referral_list.listing,
    "new referral": referral_form.new_form,
    "library": library.library,
    "found in minutes": lambda work: (find.minutes(work, "the"), library.find(work, "the")),
    "settings": lambda work: replace(settings_page.page(work), accounts=None),  # a file has none
    "my agency": my_agency.my_agency,
    "dates kept": reliability.reliability,
    "areas": figures.areas,
    "months": figures.months_loaded,
    "template": template_file.gather,
    "log": history_book.history_book,
}
OF_A_MEETING: dict[str, Callable[[Work, UUID], object]] = {
    "prepare": preparing.prepare,
    "start": starting.start,
    "room": lambda work, key: meeting_page.meeting_page(work, key, "late"),
    "end": ending.end,
    "last minutes": last_minutes.last_minutes,
    "review": review.review,
    "kept": library.kept,
}


def test_the_same_rows(year: Year) -> None:
    file, server = year.answers(history.gather)
    assert isinstance(file, History)
    assert isinstance(server, History)
    tables = [name for name in file.tables if name != "incident"]
    assert [name for name in tables if file.tables[name] != server.tables[name]] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_same_page(year: Year, page: str) -> None:
    file, server = year.answers(PAGES[page])
    assert server == file


@pytest.mark.parametrize("page", OF_A_MEETING)
def test_the_same_page_of_a_meeting(year: Year, page: str) -> None:
    for meeting in year.meetings:
        file, server = year.answers(partial(_told, OF_A_MEETING[page], meeting))
        assert server == file


@pytest.mark.parametrize("kind", ["actions", "referrals"])
def test_the_same_page_of_a_row(year: Year, kind: str) -> None:
    pages: dict[str, Callable[[Work, UUID], object]] = {
        "actions": action_list.page,
        "referrals": referral_list.page,
    }
    for row in getattr(year, kind):
        file, server = year.answers(partial(_told, pages[kind], row))
        assert server == file


def _told(page: Callable[[Work, UUID], object], key: UUID, work: Work) -> object:
    """The page, or why there is none for a meeting at this stage."""
    try:
        return page(work, key)
    except AppError as error:
        return str(error)
