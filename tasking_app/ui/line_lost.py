"""What the chair sees of a lost line to the database: a banner, what waits, and that it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from tasking_app.outbox import telling
from tasking_app.records.waiting import Sent, Standing, WaitingRow
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import Clash
from tasking_app.rules.references import exchanged
from tasking_app.ui.away import Away
from tasking_app.ui.dialogs.waiting import WaitingSheet
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.parts.finder import Deed, Finder
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.minutes_text import MinutesText
from tasking_app.ui.widgets.toast import announce

LONDON = ZoneInfo("Europe/London")
BANNER = "away"
ELSEWHERE = "This is made-up data. What waits for the database is shown when you are back in it."
PARTLY = {
    "home": "This laptop keeps no earlier requests and not every referral: the counts are not complete.",
    "proposals": "Earlier requests are not on this laptop. They are shown when the database is back.",
    "referrals": "Only referrals of these meetings and of open actions are on this laptop.",
    "reliability": "This laptop keeps only recent actions, so these figures are not complete.",
    "library": "This laptop keeps only the last meetings, so the list is not complete.",
}
"""What is said on screens that show more than a computer keeps."""
SHUT = "This login does not work at present."
KEEP_GOING = "Keep going. What you do is saved on this laptop and sent when the database is back."


def offer(seat: Seat, finder: Finder) -> None:
    """Show it at a seat by a shared database; over a file there is no line to lose."""
    if seat.jobs.away is not None:
        LineLost(seat, seat.jobs.away, finder)


class LineLost(QObject):
    """The banner of one seat, and the list behind it."""

    def __init__(self, seat: Seat, away: Away, finder: Finder) -> None:
        super().__init__(seat)
        self._seat, self._away = seat, away
        self._shown = Standing()
        self._list = WaitingSheet(away, self._ask, self._decide)
        self._list.setParent(seat.window)
        self._list.left.connect(self._go_on)
        away.changed.connect(self._stand)
        away.sent.connect(self._sent)
        seat.jobs.settled.connect(self._settled)
        seat.window.waiting_asked.connect(self.show_list)
        seat.window.screen_shown.connect(self._stand_anew)
        finder.add(
            Deed("What waits to be sent to the database", "database-off", self.show_list, "Ctrl+Shift+O")
        )
        seat.at_close.append(self._leave)
        seat.jobs.numbered.connect(self._renumber)
        seat.jobs.exchanged.connect(self._exchanged)
        self._stand(away.standing)
        self._send_left()

    def _send_left(self) -> None:
        if self._away.standing.waiting and self._away.standing.since is None:
            self._away.send_left()

    def _stand_anew(self) -> None:
        """Looking round in made-up data, no line is lost."""
        self._stand(self._away.standing if self._seat.jobs.away is not None else Standing())

    def _exchanged(self) -> None:
        self._stand_anew()
        if self._seat.jobs.away is not None:
            self._send_left()

    def _leave(self) -> None:
        self._seat.window.waiting_asked.disconnect(self.show_list)
        self._seat.window.screen_shown.disconnect(self._stand_anew)

    def show_list(self) -> None:
        """What waits, in words."""
        if self._list.isVisible():
            self._list.close_layer()
            return
        if self._seat.jobs.away is None:
            self._seat.window.toast(ELSEWHERE)
            return
        self._list.look()
        self._list.open_over(self._seat.window)
        self._ask()

    def _go_on(self) -> None:
        """The button that opened the list may be gone since: its banner is another one by now."""
        at, screen = QApplication.focusWidget(), self._seat.window.screen_on_show()
        if (at is None or not at.isVisible()) and screen is not None:
            screen.setFocus()

    def _ask(self) -> None:
        self._away.rows(self._list.show_rows, telling.rows)

    def _decide(self, one: WaitingRow) -> None:
        self._away.once_more(one.id, self._seat.jobs.say)

    def _settled(self, clash: Clash) -> None:
        """Somebody chose between the two texts: the one that waited is no longer to be sent."""
        key = getattr(clash.command, "id", None)
        if key is not None and self._away.standing.stuck:
            self._away.give_up(key)

    def _stand(self, standing: Standing) -> None:
        was, self._shown = self._shown, standing
        window = self._seat.window
        if standing.since is None and not standing.stuck:
            window.set_banner(BANNER, None)
            return
        banner = self._lost(standing) if standing.since is not None else self._stuck(standing)
        window.set_banner(BANNER, banner)
        if ((was.since is None), was.stuck, was.shut) != (
            (standing.since is None),
            standing.stuck,
            standing.shut,
        ):
            announce(banner, banner.accessibleName())

    def _lost(self, standing: Standing) -> Banner:
        assert standing.since is not None
        title = f"No connection since {standing.since.astimezone(LONDON):%H:%M}."
        many = standing.waiting + standing.stuck
        told = self._told_of(standing.waiting)
        if standing.shut:
            title, told = SHUT, _told_shut(many)
        now = Button("Try now", size="small")
        now.clicked.connect(self._away.try_now)
        return Banner("due_soon", "database-off", title, told, now, *self._see(many))

    def _told_of(self, many: int) -> str:
        screen = self._seat.window.screen_on_show()
        partly = PARTLY.get(screen.key if screen is not None else "", "")
        if partly or not many:
            return partly or KEEP_GOING
        changes = counted(many, "change is", "changes are")
        return f"Keep going. {changes} saved on this laptop and will be sent when the database is back."

    def _stuck(self, standing: Standing) -> Banner:
        changes = counted(standing.stuck, "change was", "changes were")
        told = "Nothing of it is lost. See what it is, and decide."
        return Banner(
            "due_soon", "", f"{changes} not taken by the database.", told, *self._see(standing.stuck)
        )

    def _see(self, many: int) -> list[Button]:
        if not many:
            return []
        see = Button(
            f"See the {many}" if many > 1 else "See it", size="small", name="See what waits to be sent"
        )
        see.clicked.connect(self.show_list)
        return [see]

    def _renumber(self, given: Mapping[str, str]) -> None:
        """What is being typed just now, too; the minutes are read again."""
        for line in self._seat.window.findChildren(QLineEdit):
            before, place = line.text(), line.cursorPosition()
            if (text := exchanged(before, given)) != before:
                line.setText(text)
                line.setCursorPosition(max(place + len(text) - len(before), 0))
        for area in self._seat.window.findChildren(QTextEdit):
            if not isinstance(area, MinutesText):
                _exchange(area, given)

    def _sent(self, sent: Sent) -> None:
        told = []
        if sent.count:
            lost = "" if sent.stuck or not sent.back else ", none lost"
            told.append(f"{counted(sent.count, 'change', 'changes')} sent{lost}")
        elif self._shown.since is not None or sent.stuck:
            told.append("Nothing had to be sent" if not sent.stuck else "")
        told += [f"{old} is now {new}" for old, new in {**sent.given, **sent.anew}.items()]
        words = ". ".join(part for part in ("Connected again" if sent.back else "", *told) if part)
        self._seat.window.toast(words)


def _told_shut(many: int) -> str:
    kept = f"{counted(many, 'change is', 'changes are')} kept on this laptop, sent once it works again."
    return f"Ask the co-ordinator. {kept if many else 'You read and change nothing here meanwhile.'}"


def _exchange(area: QTextEdit, given: Mapping[str, str]) -> None:
    """References in a text, each in its place, so that the caret stays where it is."""
    for token, reference in given.items():
        while exchanged(area.toPlainText(), {token: reference}) != area.toPlainText():
            found = area.document().find(token)
            if found.isNull():
                break
            found.insertText(reference)
