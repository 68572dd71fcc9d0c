"""All screens and dialogs as data, and what is completed once Home stands."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from tasking_app.commands.base import Command
from tasking_app.commands.proposal import Propose
from tasking_app.records.signing_in import SignIn
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.services import keeping, place_request, who
from tasking_app.ui import account_desk, line_lost, put_off, recorded
from tasking_app.ui.desk import Desk, Factory
from tasking_app.ui.dialogs import ask_words, clash, half_typed, own_account, pasted_list
from tasking_app.ui.dialogs import who as who_dialog
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.looking_round import LookingRound
from tasking_app.ui.others import EVERYTHING
from tasking_app.ui.parts.asked_of_chair import PROPOSED
from tasking_app.ui.parts.finder import Deed, Finder
from tasking_app.ui.room_desk import RoomDesk
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.done import DoneScreen
from tasking_app.ui.screens.end import EndScreen
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.screens.library import LibraryScreen
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.screens.my_agency import MyAgencyScreen
from tasking_app.ui.screens.prepare import PrepareScreen
from tasking_app.ui.screens.proposals import ProposalsScreen
from tasking_app.ui.screens.referral import ReferralScreen
from tasking_app.ui.screens.referrals import ReferralsScreen
from tasking_app.ui.screens.reliability import ReliabilityScreen
from tasking_app.ui.screens.settings import SettingsScreen
from tasking_app.ui.screens.start import StartScreen
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.buttons import Button

SCREENS: dict[str, Factory] = {
    "prepare": PrepareScreen,
    "start": StartScreen,
    "meeting": MeetingScreen,
    "end": EndScreen,
    "done": DoneScreen,
    "actions": ActionsScreen,
    "my_agency": MyAgencyScreen,
    "proposals": ProposalsScreen,
    "referrals": ReferralsScreen,
    "referral": ReferralScreen,
    "library": LibraryScreen,
    "reliability": ReliabilityScreen,
    "settings": SettingsScreen,
}


def complete(seat: Seat) -> None:
    """Everything but Home: the other screens, the command box, dialogs, and backups."""
    desk = seat.desk
    desk.add_screens(SCREENS)
    desk.restore(seat.settings.screens)
    looking = LookingRound(seat)
    desk.answer("look_round", lambda _: looking.go())
    desk.answer("own_file", lambda _: looking.back())
    _dialogs(seat, desk)
    finder = _find(seat, desk)
    recorded.offer(seat, finder)
    line_lost.offer(seat, finder)
    RoomDesk(seat, finder)
    _back_up(seat, looking)
    recorded.keep_sealed(seat)
    list_choices(desk)
    _come_back(seat)
    desk.complete()


def list_choices(desk: Desk) -> None:
    """Home lists the choices between two changes that wait, and the rail says how many there are."""
    jobs, first = desk.jobs, desk.screen("home")

    def look(touched: frozenset[str]) -> None:
        if touched & (put_off.TOUCHED | EVERYTHING):
            desk.window.set_badge("home", len(put_off.waiting(jobs)), "to choose")

    if isinstance(first, HomeScreen):
        first.also = partial(put_off.lines, jobs)
        desk.looks.append(look)
        if jobs.away is not None:
            jobs.away.given_up.connect(partial(put_off.forget_command, jobs))
        if put_off.waiting(jobs):
            jobs.changed.emit(put_off.TOUCHED)


def _dialogs(seat: Seat, desk: Desk) -> None:
    window, jobs = seat.window, seat.jobs
    ask_words.keep_in(jobs)
    jobs.exchanged.connect(partial(ask_words.keep_in, jobs))
    export = ExportDialog(jobs)
    export.told.connect(window.toast)

    def open_export(place: Place) -> None:
        meeting = place.id if place.id is not None else desk.last_place.id
        export.open_for(window, meeting, place.part)

    desk.answer("export", open_export)
    desk.answer("to_agenda", lambda place: _to_agenda(seat, place.id))
    desk.answer("clash", lambda _: clash.compare(window, jobs, desk.clash))
    desk.answer("put_off", lambda place: clash.choose_again(window, jobs, place.part, place.id))
    desk.answer("pasted", lambda _: pasted_list.paste(window, jobs, desk.go))
    desk.answer("half_typed", lambda _: half_typed.show(window, jobs, desk.go))

    def export_asked() -> None:
        screen = window.screen_on_show()
        if screen is None:
            open_export(Place("export"))
        else:
            open_export(Place("export", screen.papers_of(), screen.paper_here()))

    window.export_asked.connect(export_asked)
    window.who_asked.connect(partial(_ask_who, seat))
    desk.answer("account", lambda _: _ask_who(seat))
    desk.answer("connect", lambda _: seat.left.emit("connect") if seat.may_leave() else None)


def _ask_who(seat: Seat) -> None:
    """Who sits here: chosen at a file, and at a shared database who signed in."""
    window, jobs, signed_in = seat.window, seat.jobs, seat.jobs.signed_in
    if signed_in is not None:
        own_account.show(window, jobs, signed_in, seat.agency, partial(_sign_out, seat, signed_in))
        return
    jobs.ask(who.who_may, lambda known: who_dialog.ask(window, known, jobs.actor.officer, seat.be), seat)


def _sign_out(seat: Seat, signed_in: SignIn) -> None:
    """The window closes, and another asks who signs in."""
    if seat.may_leave():
        account_desk.sign_out(signed_in, lambda: seat.left.emit("connect"), seat.jobs.say, seat)


def _to_agenda(seat: Seat, referral: UUID | None) -> None:
    if referral is None:
        return

    def place(command: Command | None) -> None:
        if command is None:
            seat.window.say("due_soon", "No meeting is planned. Plan one first, then put the referral on it.")
            return
        asks = isinstance(command, Propose)
        seat.jobs.do(command, owner=seat, words=PROPOSED if asks else "It is on the next agenda")

    seat.jobs.ask(partial(place_request.ready, referral=referral), place, seat)


def _find(seat: Seat, desk: Desk) -> Finder:
    go = desk.go
    deeds = (
        Deed("Start or go back to the meeting", "player-play-filled", seat.window.start_asked.emit, "F5"),
        Deed("New referral", "plus", partial(go, Place("referrals", part="new"))),
        Deed("Prepare the next agenda", "calendar-event", partial(go, Place("prepare"))),
        Deed("Plan a meeting", "calendar-event", partial(go, Place("prepare", part="plan"))),
        Deed("Export minutes, action plan or agenda", "file-text", seat.window.export_asked.emit, "Ctrl+E"),
        Deed("My agency", "building", partial(go, Place("my_agency"))),
        Deed("Requests to decide", "inbox", partial(go, Place("proposals"))),
        Deed("Updates from an e-mail", "mail", partial(go, Place("pasted"))),
        Deed("Show late actions", "alert-octagon-filled", partial(go, Place("actions", part="late"))),
        Deed("Dates kept and dates moved", "calendar-due", partial(go, Place("reliability"))),
        Deed("Load police figures", "chart-bar", partial(go, Place("settings", part="figures"))),
        Deed("Settings", "settings", partial(go, Place("settings"))),
        Deed("Library of meetings", "archive", partial(go, Place("library"))),
        Deed("Texts typed and not saved", "pencil", partial(go, Place("half_typed"))),
        Deed("Look round with made-up data", "building-community", partial(go, Place("look_round"))),
        Deed("Who are you?", "user", seat.window.who_asked.emit),
        Deed("Undo", "arrow-back-up", seat.jobs.undo, "Ctrl+Z"),
    )
    finder = Finder(seat.jobs, go, deeds, seat.window)

    def add() -> None:
        screen = seat.window.screen_on_show()
        if screen is None or not screen.add_here():
            finder.open("@")

    seat.window.find_asked.connect(finder.open_empty)
    seat.window.add_asked.connect(add)
    desk.answer("add", lambda _: finder.open("@"))
    return finder


def _back_up(seat: Seat, looking: LookingRound) -> None:
    """Once a day when the program opens, and again when it closes."""
    file = seat.file

    def deed(again: bool) -> None:
        today = days.in_london(datetime.now(UTC))
        seat.jobs.long(
            lambda _store, _actor: keeping.back_up(file, looking.own_key(), today, again=again),
            lambda _: None,
            seat,
            lambda error: seat.window.say("late", f"Today’s backup was not made. {error}"),
            touched=frozenset(),
        )

    if seat.jobs.file_key is not None and seat.jobs.signed_in is None:
        deed(False)
        seat.at_close.append(partial(deed, True))


def _come_back(seat: Seat) -> None:
    """After an end that was not wanted: the same place, and a sentence that nothing was lost."""
    stood, seat.desk.notes_places = seat.jobs.stood_at(), True
    if not stood:
        if seat.first_place != seat.desk.last_place:
            seat.desk.go(seat.first_place)
        last = seat.desk.last_place
        seat.jobs.stand_at(f"{last.screen}|{last.id or ''}")
        many = len(half_typed.waiting(seat.jobs))
        if many:
            words = counted(many, "text was", "texts were")
            seat.window.say("info", f"{words} typed and not saved.", _show_texts(seat))
        return
    screen, _, key = stood.partition("|")
    if screen in SCREENS or screen == "home":
        seat.desk.go(Place(screen, UUID(key) if key else None))
        shows = [_show_texts(seat)] if half_typed.waiting(seat.jobs) else []
        seat.window.say("info", "We closed unexpectedly. Everything you typed is here.", *shows)


def _show_texts(seat: Seat) -> Button:
    """To the list of what was typed and not saved: what is not on screen at once is not forgotten."""
    button = Button("Show", size="small", name="Show what was typed and not saved")
    button.clicked.connect(lambda: seat.desk.go(Place("half_typed")))
    return button
