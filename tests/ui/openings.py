"""Every place where somebody types, and how it is opened: for tests that go through all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.services import action_list, meeting_head, referral_access, referral_list, starting
from tasking_app.ui.catalogue import SCREENS
from tasking_app.ui.dialogs import (
    action_facts,
    ask_words,
    attend,
    conflict,
    give_login,
    guest,
    leaves,
    meeting_facts,
    pasted_list,
    referral_end,
    referral_facts,
    show_names,
    why,
)
from tasking_app.ui.dialogs.confirm import nothing
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.dialogs.new_referral import NewReferral
from tasking_app.ui.dialogs.referral_access import Shares
from tasking_app.ui.dialogs.restricted_words import Words
from tasking_app.ui.panels.correction_card import CorrectionCard
from tasking_app.ui.panels.fix_row import FixRow
from tasking_app.ui.parts.action_deeds import ActionDeeds
from tasking_app.ui.parts.finder import Finder
from tasking_app.ui.parts.update_form import UpdateForm
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.choices import Num
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.fields import Field, TextArea
from tests.ui.conftest import Seat
from tests.ui.windows import WAIT, named, rows

T = TypeVar("T")
Open = Callable[[Seat, QtBot], QWidget]


@dataclass(frozen=True)
class Opening:
    """A place where somebody types: the modules whose fields it shows, and how to come there."""

    modules: tuple[str, ...]
    open: Open
    again: bool = True
    """Whether opening it once more shows what was typed; screens that stand need no second opening."""
    numbers: bool = True
    """Whether numbers are kept too. Those of Settings are a digit or two, saved when the field is left."""


def ask(seat: Seat, question: Callable[[Work], T]) -> T:
    """What stands in the file."""
    return seat.story.p.store.ask(seat.story.p.actor, question)


def _layer(seat: Seat, qtbot: QtBot) -> QWidget:
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    found = top_layer(seat.window)
    assert found is not None
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return found


def _screen(seat: Seat, qtbot: QtBot, place: Place) -> QWidget:
    seat.desk.add_screens(SCREENS)
    seat.desk.go(place)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return seat.desk.screen(place.screen)


# -- dialogs


def _action_facts(seat: Seat, qtbot: QtBot) -> QWidget:
    page = ask(seat, partial(action_list.page, key=seat.story.actions["visit"]))
    assert page.outcome is not None
    action_facts.edit(seat.window, seat.jobs, page, lambda _commands, _saved: None)
    return _layer(seat, qtbot)


def _change(what: str, *names: str) -> Open:
    def open_(seat: Seat, qtbot: QtBot) -> QWidget:
        deeds = ActionDeeds(seat.jobs, seat.window)
        deeds.today = date(2026, 11, 19)
        pages = [ask(seat, partial(action_list.page, key=seat.story.actions[name])) for name in names]
        deeds.open(what, [page.row for page in pages])
        return _layer(seat, qtbot)

    return open_


def _referral_facts(seat: Seat, qtbot: QtBot) -> QWidget:
    page = ask(seat, partial(referral_list.page, key=seat.story.referrals["flat"]))
    referral_facts.edit(seat.window, seat.jobs, page, lambda _seen, _wanted, _saved: None)
    return _layer(seat, qtbot)


def _referral_end(seat: Seat, qtbot: QtBot) -> QWidget:
    page = ask(seat, partial(referral_list.page, key=seat.story.referrals["flat"]))
    referral_end.ask(seat.window, seat.jobs, page, "closed")
    return _layer(seat, qtbot)


def _restricted_words(seat: Seat, qtbot: QtBot) -> QWidget:
    p = seat.story.p
    page = referral_list.open_restricted(p.store, p.actor, seat.story.referrals["secret"])
    Words(seat.jobs, page, lambda _seen, _wanted: None).open_over(seat.window)
    return _layer(seat, qtbot)


def _shares(seat: Seat, qtbot: QtBot) -> QWidget:
    key = seat.story.referrals["flat"]
    form = ask(seat, partial(referral_access.shares_form, key=key))
    if not form.others:
        seat.story.p.do(AddAgency(agency=new_id(), name="Canal & River", short_name="Canal"))
        form = ask(seat, partial(referral_access.shares_form, key=key))
    Shares(seat.jobs, form, f"share:{key}:why", lambda _more, _fewer, _why: None).open_over(seat.window)
    return _layer(seat, qtbot)


def _plan(seat: Seat, qtbot: QtBot) -> QWidget:
    meeting_facts.plan(seat.window, seat.jobs, lambda _key: None)
    return _layer(seat, qtbot)


def _meeting_facts(seat: Seat, qtbot: QtBot) -> QWidget:
    head = ask(seat, lambda work: meeting_head.head(work, work.get(Meeting, seat.story.meeting)))
    meeting_facts.change(seat.window, seat.jobs, head, lambda _what, _why, _day: None)
    return _layer(seat, qtbot)


def _guest(seat: Seat, qtbot: QtBot) -> QWidget:
    guest.ask(seat.window, seat.jobs, seat.story.meeting, lambda _name, _agency, _saved: None)
    return _layer(seat, qtbot)


def _give_login(seat: Seat, qtbot: QtBot) -> QWidget:
    about = (seat.story.p.officers["Rowan"], "Sgt Rowan Ashdown", "rowan.ashdown")
    give_login.ask(seat.window, seat.jobs, *about, lambda *_: None)
    return _layer(seat, qtbot)


def _attend(seat: Seat, qtbot: QtBot) -> QWidget:
    away = seat.story.p.officers["Rowan"]
    known = ask(seat, partial(starting.stand_ins, meeting_id=seat.story.meeting, officer=away))
    place = f"attend:{seat.story.meeting}:{away}"
    attend.ask(seat.window, seat.jobs, place, "Sgt Rowan Ashdown", known, _take, _take)
    return _layer(seat, qtbot)


def _take(_who: object, _saved: object) -> None:
    """Nothing is sent: these tests look at what is kept before."""


def _conflict(seat: Seat, qtbot: QtBot) -> QWidget:
    people = [(seat.story.p.officers["Rowan"], "Sgt Rowan Ashdown")]
    conflict.ask(seat.window, seat.jobs, seat.story.meeting, people, [], _take)
    return _layer(seat, qtbot)


def _leaves(seat: Seat, qtbot: QtBot) -> QWidget:
    leaves.ask(seat.window, seat.jobs, seat.story.p.officers["Helen"])
    return _layer(seat, qtbot)


def _why(seat: Seat, qtbot: QtBot) -> QWidget:
    place = f"why:{seat.story.p.item(seat.story.meeting, 'asb')}:Close the case"
    why.ask(seat.window, seat.jobs, place, "Why?", "It needs a reason.", "Add", _take, "", nothing)
    return _layer(seat, qtbot)


def _ask_words(seat: Seat, qtbot: QtBot) -> QWidget:
    ask_words.keep_in(seat.jobs)
    ask_words.ask(seat.window, "Put R-1 off?", "Why?", "Put off", lambda _words: None, seat.story.meeting)
    return _layer(seat, qtbot)


def _add_person(seat: Seat, qtbot: QtBot) -> QWidget:
    show_names.add_person(seat.window, seat.jobs, seat.story.referrals["flat"], _take)
    return _layer(seat, qtbot)


def _new_referral(seat: Seat, qtbot: QtBot) -> QWidget:
    sheet = NewReferral(seat.jobs)
    sheet.open_fresh(seat.window)
    _layer(seat, qtbot)
    if not named(sheet, "Add a person") or "Name of" not in _spoken(sheet):
        named(sheet, "Add a person")[0].click()
    return sheet


def _spoken(widget: QWidget) -> str:
    return " ".join(one.accessibleName() for one in rows(widget, QWidget))


def _pasted(seat: Seat, qtbot: QtBot) -> QWidget:
    pasted_list.paste(seat.window, seat.jobs, lambda _place: None)
    return _layer(seat, qtbot)


def _export(seat: Seat, qtbot: QtBot) -> QWidget:
    dialog = ExportDialog(seat.jobs)
    dialog.open_for(seat.window, seat.story.last, "minutes")
    qtbot.waitUntil(lambda: dialog.preview.page_count() > 0, timeout=WAIT)
    return dialog


def _finder(seat: Seat, qtbot: QtBot) -> QWidget:
    finder = Finder(seat.jobs, lambda _place: None, (), seat.window)
    finder.open("@")
    _layer(seat, qtbot)
    return finder.box


# -- screens


def _actions(seat: Seat, qtbot: QtBot) -> QWidget:
    return _screen(seat, qtbot, Place("actions", seat.story.actions["bins"]))


def _my_agency(seat: Seat, qtbot: QtBot) -> QWidget:
    screen = _screen(seat, qtbot, Place("my_agency"))
    qtbot.waitUntil(lambda: bool(rows(screen, UpdateForm)), timeout=WAIT)
    (form,) = rows(screen, UpdateForm)
    assert isinstance(form, UpdateForm)
    form.press_answer("more_time")
    return screen


def _prepare(seat: Seat, qtbot: QtBot) -> QWidget:
    planned = seat.story.p.plan(date(2026, 12, 17))
    screen = _screen(seat, qtbot, Place("prepare", planned))
    qtbot.waitUntil(lambda: bool(rows(screen, Num)), timeout=WAIT)
    return screen


def _meeting(seat: Seat, qtbot: QtBot, kind: str = "asb") -> QWidget:
    screen = _screen(seat, qtbot, Place("meeting", seat.story.meeting))
    item = seat.story.p.item(seat.story.meeting, kind)
    go_to(seat, item)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return screen


def go_to(seat: Seat, item: object) -> None:
    """Turn the meeting to an item, as the rail does."""
    screen = seat.desk.screen("meeting")
    screen._rail.chosen.emit(item)  # type: ignore[attr-defined]  # the rail of the meeting's frame


def _review(seat: Seat, qtbot: QtBot) -> QWidget:
    screen = _meeting(seat, qtbot, "review")
    qtbot.waitUntil(
        lambda: bool(named(screen, "2  More time")) or "More time" in _spoken(screen), timeout=WAIT
    )
    card = screen._middle.review.card  # type: ignore[attr-defined]  # the card of the review
    card.press_answer("drop")
    return screen


def _correction(seat: Seat, qtbot: QtBot) -> QWidget:
    screen = _meeting(seat, qtbot, "minutes")
    panel = screen._middle.last_minutes  # type: ignore[attr-defined]  # the panel of the last minutes
    qtbot.waitUntil(lambda: bool(named(panel, "Add")), timeout=WAIT)
    named(panel, "Add")[0].click()
    qtbot.waitUntil(lambda: bool(rows(panel, CorrectionCard)), timeout=WAIT)
    return screen


def _end(seat: Seat, qtbot: QtBot) -> QWidget:
    screen = _screen(seat, qtbot, Place("end", seat.story.meeting))
    qtbot.waitUntil(lambda: len(rows(screen, FixRow)) == 3, timeout=WAIT)
    for words in ("Give it to an agency", "Cannot be told, because…"):
        for button in named(screen, words):
            button.click()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return screen


def _settings(part: str) -> Open:
    def open_(seat: Seat, qtbot: QtBot) -> QWidget:
        screen = _screen(seat, qtbot, Place("settings", part=part))
        qtbot.waitUntil(lambda: bool(rows(screen, Field) + rows(screen, TextArea)), timeout=WAIT)
        return screen

    return open_


OPENINGS = {
    "facts of an action": Opening(("dialogs.action_facts",), _action_facts),
    "an action again": Opening(("dialogs.action_ends",), _change("again", "visit")),
    "an action instead": Opening(("dialogs.action_ends", "dialogs.action_sheet"), _change("replace", "bins")),
    "two of an action": Opening(("dialogs.action_ends",), _change("split", "bins")),
    "several actions": Opening(("dialogs.several_actions",), _change("date", "bins", "closure")),
    "a hand-over": Opening(("dialogs.several_actions",), _change("lead", "bins")),
    "facts of a referral": Opening(("dialogs.referral_facts",), _referral_facts),
    "closing a referral": Opening(("dialogs.referral_end",), _referral_end),
    "restricted words": Opening(("dialogs.restricted_words",), _restricted_words),
    "sharing": Opening(("dialogs.referral_access",), _shares),
    "planning a meeting": Opening(("dialogs.meeting_facts",), _plan),
    "facts of a meeting": Opening(("dialogs.meeting_facts",), _meeting_facts),
    "a login": Opening(("dialogs.give_login",), _give_login),
    "a guest": Opening(("dialogs.guest",), _guest),
    "a substitute": Opening(("dialogs.attend",), _attend),
    "a conflict of interest": Opening(("dialogs.conflict",), _conflict),
    "an officer who leaves": Opening(("dialogs.leaves",), _leaves),
    "a reason": Opening(("dialogs.why",), _why),
    "a few words": Opening(("dialogs.ask_words",), _ask_words),
    "a person kept apart": Opening(("parts.people_apart",), _add_person),
    "a new referral": Opening(("dialogs.new_referral", "parts.people_apart"), _new_referral),
    "updates from an e-mail": Opening(("dialogs.pasted_list",), _pasted),
    "the name of a paper": Opening(("dialogs.export",), _export),
    "find and add": Opening(("widgets.palette",), _finder),
    "an update": Opening(("parts.action_pane",), _actions, again=False),
    "my update": Opening(("parts.update_form",), _my_agency, again=False),
    "an agenda": Opening(("parts.agenda_rows",), _prepare, again=False),
    "a meeting": Opening(("parts.meeting_minutes", "widgets.quick_add"), _meeting, again=False),
    "the action review": Opening(("parts.review_line",), _review, again=False),
    "a correction": Opening(("panels.correction_card",), _correction, again=False),
    **{
        f"settings, {part}": Opening(
            ("panels.settings_section",), _settings(part), again=False, numbers=False
        )
        for part in ("partnership", "agencies", "officers", "series", "themes", "papers")
    },
    "the end of a meeting": Opening(("panels.fix_row", "panels.give_out"), _end, again=False),
}
