"""What waits on this computer for the database, and what the database did not take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tasking_app.records.waiting import WaitingRow
from tasking_app.rules.counting import counted
from tasking_app.ui.away import Away
from tasking_app.ui.dialogs import confirm
from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Elided, Glyph, Label

LONDON = ZoneInfo("Europe/London")
WIDTH, TOP, EDGE = 400, 104, 16
SAFE = "Saved on this laptop, encrypted. Safe to close the app."
NOTHING = "Nothing waits. Everything is in the database."
LOOKING = "Looking at what waits."
MOST = 100
"""How many are shown at once."""
Rows = tuple[WaitingRow, ...]


class WaitingSheet(Sheet):
    """A small sheet at the banner: one line for each change, and what to do about those that did not go.

    `decide` is asked for a change that clashed with somebody else's.
    """

    def __init__(self, away: Away, ask: Callable[[], None], decide: Callable[[WaitingRow], None]) -> None:
        super().__init__("Waiting to be sent", width=WIDTH)
        self._away, self._ask, self._decide = away, ask, decide
        self._safe = Label(SAFE, "small", "text2", wrap=True)
        self._lines = column(gap=8)
        self._again = Label("", "small", "text2")
        self._try = Button("Try now", icon="refresh", size="small")
        self._try.clicked.connect(away.try_now)
        self.body.addWidget(self._safe)
        self.body.addWidget(wrap(self._lines))
        self.foot(self._again, None, self._try)
        away.counts.connect(self._count)
        away.changed.connect(lambda _: self._read_again())

    def look(self) -> None:
        """What waits is being read: nothing is known of it yet."""
        clear(self._lines)
        self.set_head("Waiting to be sent")
        self._safe.setText(LOOKING)
        self._tell()

    def show_rows(self, rows: Rows) -> None:
        """Show what waits now; whoever was at one of them is there again."""
        now = QApplication.focusWidget()
        at = now.accessibleName() if now is not None and self.isAncestorOf(now) else None
        clear(self._lines)
        self.set_head("Waiting to be sent", str(len(rows)) if rows else "")
        self._safe.setText(SAFE if rows else NOTHING)
        shown = _shown(rows)
        for one in shown:
            self._lines.addWidget(self._line(one))
        if len(shown) < len(rows):
            self._lines.addWidget(Label(f"and {len(rows) - len(shown)} more", "small", "text2"))
        self._tell()
        self._lines.activate()
        self.place()
        if at is not None:
            self._stand_at(at)

    def _stand_at(self, name: str) -> None:
        same = (one for one in self.frame.findChildren(QAbstractButton) if one.accessibleName() == name)
        target = next(same, None) or self.first_focus()
        (target or self).setFocus()

    def _line(self, one: WaitingRow) -> QWidget:
        at = Label(f"{one.at.astimezone(LONDON):%H:%M}", "small", "text2")
        first = row(Glyph(one.icon, "text2", 18), (Elided(one.words), 1), at, *self._copying(one), gap=8)
        if not one.told:
            return wrap(first)
        told = Label(one.told, "small", "late", wrap=True)
        told.setContentsMargins(px(26), 0, 0, 0)
        return wrap(column(first, told, row(px(26), *self._deeds(one), None, gap=6), gap=4))

    @staticmethod
    def _copying(one: WaitingRow) -> list[QWidget]:
        if not one.text:
            return []
        copy = icon_button("copy", f"Copy the text of {one.words}", kind="ghost", size="small")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(one.text))
        return [copy]

    def _deeds(self, one: WaitingRow) -> list[Button]:
        about = one.words
        what = "Decide" if one.clash else "Send again"
        send = Button(what, size="small", name=f"{what}: {about}")
        send.clicked.connect(partial(self._send, one))
        drop = Button("Do not send", size="small", kind="ghost", name=f"Do not send: {about}")
        drop.clicked.connect(partial(self._drop, one))
        return [send, drop]

    def _send(self, one: WaitingRow) -> None:
        self.close_layer()
        self._decide(one)

    def _drop(self, one: WaitingRow) -> None:
        words = f"“{one.words}” goes from this computer and is nowhere else. Copy what you need first."
        confirm.ask(
            self.window(),
            "Do not send this?",
            words,
            "Do not send it",
            partial(self._away.give_up, one.id),
        )

    def _read_again(self) -> None:
        if self.isVisible():
            self._ask()

    def _count(self, seconds: int) -> None:
        self._again.setText(
            f"Trying again in {counted(seconds, 'second', 'seconds')}" if seconds else "Trying now"
        )

    def _tell(self) -> None:
        lost = self._away.standing.since is not None
        self._try.setVisible(lost)
        self._again.setVisible(lost)

    def room(self) -> int:
        """Under the banner."""
        return self.height() - px(TOP) - px(EDGE)

    def place(self) -> None:
        """At the right edge under the banner."""
        super().place()
        self.frame.move(self.width() - self.frame.width() - px(EDGE), px(TOP))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside it closes it."""
        super().mousePressEvent(event)
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.close_layer()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies behind stays readable: the meeting goes on."""


def _shown(rows: Rows) -> Rows:
    """What did not go, and of the rest the last ones, in order."""
    stuck = sum(1 for one in rows if one.told)
    waits = [one for one in rows if not one.told]
    last = {one.id for one in waits[max(len(waits) - max(MOST - stuck, 0), 0) :]}
    return tuple(one for one in rows if one.told or one.id in last)
