"""The tour: a meeting played through the real windows by keys, leaving papers and pictures."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tasking_app.commands.partnership import SetSetting
from tasking_app.paths import private_folder
from tasking_app.records.running import RailItem, Running
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.services import action_list, home, opening, publish, running, who
from tasking_app.services.deciding import waiting_count
from tasking_app.settings import Settings
from tasking_app.ui import catalogue, theme
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.first_run import FirstRun
from tasking_app.ui.seat import Seat
from tasking_app.ui.tour_hands import CTRL, Hands, Stuck, wait

SIZE = (1366, 768)
PAPERS = ("agenda", "minutes", "action-plan", "action-log")
MOST_ITEMS = 30
SAID = {
    "asb": (
        "Calls have fallen since the joint patrols began.",
        "@police by fri: keep the Friday patrol going",
    ),
    "damage": ("The lighting is mended; the shelter is not.", "@council in 2 weeks: mend the bus shelter"),
    "arson": (
        "Four bin fires since the last meeting, all between 21:00 and 23:00.",
        "! Treat the block as a priority location because the fires come closer to the doors",
        "@fire in 3 weeks: arson-proof letterboxes at the three highest-risk flats",
    ),
    "hate": ("The family feels safer and asked to be told of the outcome.",),
    "cohesion": ("Nothing to report from any agency.",),
}


def play(hands: Hands) -> None:
    """The whole tour, from Home to Settings. Raises Stuck where the program does not follow."""
    hands.at("home")
    catalogue.complete(hands.seat)
    hands.picture("home")
    _before(hands)
    _start(hands)
    _meet(hands)
    _close(hands)
    _after(hands)


def _before(hands: Hands) -> None:
    hands.go("prepare")
    hands.picture("prepare")
    hands.go("referrals")
    hands.picture("referrals")
    hands.button("New referral")
    hands.key(Qt.Key.Key_Tab, times=2)
    hands.type("The bins behind the old mill")
    hands.picture("new-referral")
    hands.key(Qt.Key.Key_Escape)
    first = hands.ask(home.home).recent
    opened = next((one.id for one in first if one.kind == "referral"), None)
    if opened is not None:
        hands.seat.desk.go(Place("referral", opened))
        hands.picture("referral")
    hands.go("actions")
    hands.picture("actions")
    _ask_for_time(hands)
    hands.go("proposals")
    hands.inside()
    hands.picture("requests")
    hands.go("reliability")
    hands.picture("dates-kept")
    hands.go("actions")
    hands.key(Qt.Key.Key_K, CTRL)
    hands.type("letter")
    hands.picture("find")
    hands.key(Qt.Key.Key_Backspace, times=6)
    hands.type("@police in 2 weeks #arson: increase patrols")
    hands.picture("add")
    hands.key(Qt.Key.Key_Escape)


def _ask_for_time(hands: Hands) -> None:
    """An attendee sits down, asks for more time for an action, and the co-ordinator is back."""
    back = hands.seat.jobs.actor.officer
    asks = hands.ask(_attendee)
    if asks is None or back is None:
        raise Stuck("No attendee has an open action.")
    officer, action = asks
    hands.sit(officer)
    hands.at("my_agency")
    hands.seat.desk.go(Place("my_agency", action))
    hands.inside()
    hands.picture("my-agency")
    hands.type("3")
    hands.line("in 3 weeks")
    hands.type("The contractor has no date before then")
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.sit(back)
    hands.at("home")
    if not hands.ask(waiting_count):
        raise Stuck("The request did not reach who decides.")


def _attendee(work: Any) -> tuple[UUID, UUID] | None:
    """Somebody who does not decide, with the open action of theirs that is due first."""
    rows = action_list.listing(work).rows
    found = ((row.officer_id, row.id) for row in rows if row.officer_id is not None and not row.restricted)
    return next((one for one in found if not who.sitter(work, str(one[0])).decides), None)


def _start(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F5)
    hands.at("start")
    invited = hands.ask(home.home).invited
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Space, times=max(1, invited - 2))
    hands.key(Qt.Key.Key_A)
    hands.picture("start")
    hands.button("Read and agreed")
    hands.picture("start-agreed")
    hands.key(Qt.Key.Key_F5)
    hands.rest()
    if hands.window.screen_on_show() is hands.seat.desk.screen("start"):
        hands.key(Qt.Key.Key_Return)
    hands.at("meeting")


def _now(hands: Hands) -> Running:
    meeting = hands.ask(home.where_to)[1]
    if meeting is None:
        raise Stuck("No meeting is under way.")
    return hands.ask(lambda work: running.running(work, meeting))


def _meet(hands: Hands) -> None:
    for _ in range(MOST_ITEMS):
        item = _now(hands).item
        _hear(hands, item)
        hands.key(Qt.Key.Key_PageDown, CTRL)
        if item.theme == "arson":
            hands.picture("read-back")
        hands.key(Qt.Key.Key_PageDown, CTRL, times=1 if _still_at(hands, item) else 0)
        if hands.at("meeting", "end") == "end":
            return
        wait(lambda before=item.id: _now(hands).item.id != before, "the next item")  # type: ignore[misc]  # bound now
        hands.rest()
    raise Stuck("The agenda does not end.")


def _still_at(hands: Hands, item: RailItem) -> bool:
    on_show = hands.window.screen_on_show()
    return on_show is hands.seat.desk.screen("meeting") and _now(hands).item.id == item.id


def _hear(hands: Hands, item: RailItem) -> None:
    if item.kind == "review":
        hands.picture("meeting-review")
        hands.type("1")
        hands.type("2")
        if hands.types():  # a late action gets a new date
            later = days.in_london(datetime.now(UTC)) + timedelta(weeks=4)
            hands.line(f"{later:%d/%m/%Y}: two more weeks for the permit.")
        hands.type("b")
        hands.line("Waiting for a date from the contractor.")
        hands.picture("meeting-review-answered")
    elif item.theme in SAID:
        hands.key(Qt.Key.Key_M, CTRL)
        for text in SAID[item.theme]:
            hands.line(text)
        if item.theme == "arson":
            hands.key(Qt.Key.Key_J, CTRL)
            hands.type("@police by next: visit the two flats above")
            hands.picture("meeting-arson")
            hands.key(Qt.Key.Key_Return)
    elif item.kind == "minutes":
        hands.picture("meeting-last-minutes")


def _close(hands: Hands) -> None:
    hands.picture("end")
    hands.key(Qt.Key.Key_Return, CTRL)
    if not _closed(hands):
        _put_right(hands)
    hands.at("done")
    wait(lambda: not hands.seat.jobs.busy(), "the papers")
    hands.picture("done")


def _closed(hands: Hands) -> bool:
    hands.rest()
    return hands.window.screen_on_show() is hands.seat.desk.screen("done")


def _put_right(hands: Hands) -> None:
    """Whatever still has to be put right is put right by the first answer it offers."""
    for _ in range(MOST_ITEMS):
        hands.key(Qt.Key.Key_Return)
        hands.key(Qt.Key.Key_Return, CTRL)
        if _closed(hands):
            return


def _after(hands: Hands) -> None:
    for screen in ("library", "settings"):
        hands.go(screen)
        hands.picture(screen)
    hands.go("home")
    hands.picture("home-after")
    hands.key(Qt.Key.Key_E, CTRL)
    hands.picture("export")
    hands.key(Qt.Key.Key_Escape)


def _papers(hands: Hands, folder: Path) -> list[Path]:
    """The four papers of the meeting just held, as `tasking export` makes them."""
    made: list[Path] = []
    failed: list[Exception] = []
    for kind in PAPERS:
        hands.seat.jobs.long(
            lambda store, actor, kind=kind: publish.export_to(store, actor, kind, folder, "last"),  # type: ignore[misc]  # bound now
            lambda paper: made.append(folder / paper.file_name),
            hands.window,
            failed.append,
            touched=frozenset(),
        )
    wait(lambda: len(made) + len(failed) == len(PAPERS), "the papers")
    if failed:
        raise Stuck(str(failed[0]))
    return made


def _first_page(window: MainWindow, out: Path) -> None:
    first = FirstRun(out / "data" / opening.OWN)
    window.cover(first)
    QApplication.processEvents()
    window.grab().save(str(out / "pictures" / "00-first-run.png"))
    window.cover(None)
    first.deleteLater()


def _tour(out: Path) -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.apply(app)
    window = MainWindow(app)
    window.resize(*SIZE)
    window.show()
    wait(lambda: _active(window), "the window to come to the front")
    _first_page(window, out)
    file = opening.look_round(days.in_london(datetime.now(UTC)), out / "data", anew=True).path
    failed: list[Exception] = []
    seat = Seat(window, file, Settings(), lambda: None, failed.append)
    try:
        wait(lambda: bool(failed) or window.screen_on_show() is not None, "the file to open")
        if failed:
            raise failed[0]
        hands = Hands(seat, out / "pictures")
        seat.jobs.do(SetSetting(name="paper.folder", seen="", wanted=str(out / "papers")))
        play(hands)
        for path in _papers(hands, out / "papers"):
            print(path)  # noqa: T201  (what a command line says)
    finally:
        seat.jobs.close()
        _end(window)


def _active(window: MainWindow) -> bool:
    window.activateWindow()
    return window.isActiveWindow()


def _end(window: QWidget) -> None:
    window.hide()
    window.deleteLater()


class _Reader(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of a page of usage."""
        raise AppError(f"{message[:1].upper()}{message[1:].rstrip('.')}. See {self.prog} --help.")


def _folder(words: list[str]) -> Path:
    """Where the tour leaves what it makes, with its folders. Raises AppError in one sentence."""
    reader = _Reader(prog="tasking tour", description="Play a whole meeting by keys.")
    reader.add_argument("--out", type=Path, default=Path("tour"), help="folder for pictures and papers")
    out: Path = reader.parse_args(words).out.resolve()
    folders = [out / name for name in ("data", "papers", "pictures")]
    try:
        for folder in folders:
            private_folder(folder)
    except (FileExistsError, NotADirectoryError) as error:
        raise AppError(f"{error.filename} is a file: name a folder for the pictures and papers.") from error
    except OSError as error:
        raise AppError(f"Nothing can be written in {out}: choose another folder.") from error
    if not all(os.access(folder, os.W_OK) for folder in folders):
        raise AppError(f"Nothing can be written in {out}: choose another folder.")
    return out


def main(words: list[str]) -> int:
    """Play the tour: `tour --out FOLDER`. Returns 0, or 1 with a sentence why it could not."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        _tour(_folder(words))
    except (AppError, OSError, Stuck) as error:
        print(error, file=sys.stderr)  # noqa: T201  (what a command line says)
        return 1
    return 0
