"""The board the room looks at: painted from a redacted record, and holding nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tasking_app.records.room import Adding, RoomView
from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font
from tasking_app.ui.widgets.tags import RISK, STATUS, THEMES

LONDON = ZoneInfo("Europe/London")
LINES = 768
"""The height everything is measured for: text is at least 21 of these lines high."""
PAUSED, NOTHING, HIDDEN = "Paused", "The meeting has not begun", "Names are hidden on this screen"
CLOCK_MS = 5_000
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Board(QWidget):
    """One moment of the meeting, or that it is paused. Pausing forgets what was shown."""

    def __init__(self) -> None:
        super().__init__()
        self._view: RoomView | None = None
        self._adding: Adding | None = None
        self._paused = False
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self.update)
        self._clock.start()
        self._say()

    # -- what it is told

    def show_view(self, view: RoomView | None) -> None:
        """Show another moment; while it is paused, nothing is taken in."""
        if not self._paused and view != self._view:
            self._view = view
            self._say()

    def show_adding(self, adding: Adding | None) -> None:
        """What is being added: understood, not yet understood (no text), or nothing."""
        if not self._paused and adding != self._adding:
            self._adding = adding
            self._say()

    def pause(self, paused: bool) -> None:  # a state
        """Cover everything at once; going on waits for the next moment it is shown."""
        self._paused = paused
        self._view, self._adding = None, None
        self._say()
        self.repaint()  # not with the next turn of the window: now

    @property
    def paused(self) -> bool:
        """Whether it is covered."""
        return self._paused

    def said(self) -> list[str]:
        """Every text on it, in reading order."""
        return list(self._texts())

    def _say(self) -> None:
        self.setAccessibleName(". ".join(self._texts()))
        self.update()

    def _texts(self) -> Iterator[str]:
        view = self._view
        if self._paused or view is None:
            yield PAUSED if self._paused else NOTHING
            return
        yield view.item
        if view.referral is not None:
            one = view.referral
            yield from (one.title, one.reference, one.note, *one.facts, *one.people)
        else:
            yield view.figures
        for action in view.promised:
            yield f"{action.words} {action.agency}: {action.text}"
        for agreed in view.agreed:
            yield f"{agreed.head} {agreed.text}".strip()
        if self._adding is not None:
            yield f"{self._adding.head} {self._adding.text}".strip() or "Typing"
        yield f"{HIDDEN}. Item {view.number} of {len(view.states)}"
        yield f"Next: {view.following}" if view.following else "Last item"

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), colour("surface"))
        pen = _Pen(painter, self.height() / LINES, self.width())
        view = self._view
        if self._paused or view is None:
            painter.fillRect(self.rect(), colour("rail"))
            pen.middle(PAUSED if self._paused else NOTHING, self.rect().height())
        else:
            _band(pen, view)
            _left(pen, view)
            _right(pen, view, self._adding)
            _foot(pen, view)
        painter.end()


class _Pen:
    """Draws texts at a height in lines of the board, and says how far down they went."""

    def __init__(self, painter: QPainter, unit: float, width: int) -> None:
        self.painter, self.unit, self.width = painter, unit, width / unit

    def text(
        self, words: str, x: float, y: float, wide: float, size: int, tone: str, weight: int = 400
    ) -> float:
        """Wrapped in its width; answers where the next line begins. Never lower than the foot."""
        chosen = font("body", round(size * self.unit), weight)
        chosen.setPixelSize(max(round(size * self.unit), 1))
        self.painter.setFont(chosen)
        self.painter.setPen(QColor(tone) if tone.startswith("#") else colour(tone))
        room = QRectF(x * self.unit, y * self.unit, wide * self.unit, max((BOTTOM - y) * self.unit, 0))
        used = QFontMetricsF(chosen).boundingRect(room, WRAP, words)
        self.painter.drawText(room, WRAP, words)
        return y + min(used.height(), room.height()) / self.unit

    def wide(self, words: str, size: int, weight: int = 400) -> float:
        """How wide a text of one line is."""
        chosen = font("body", round(size * self.unit), weight)
        chosen.setPixelSize(max(round(size * self.unit), 1))
        return QFontMetricsF(chosen).horizontalAdvance(words) / self.unit

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """A rectangle of the board."""
        return QRectF(x * self.unit, y * self.unit, wide * self.unit, high * self.unit)

    def line(self, x: float, y: float, wide: float) -> None:
        """A thin line across."""
        self.painter.fillRect(self.box(x, y, wide, 1), colour("line"))

    def icon(self, name: str, tone: str, x: float, y: float, size: int) -> None:
        """A picture of the product."""
        icons.draw(self.painter, name, tone, x * self.unit, y * self.unit, round(size * self.unit))

    def middle(self, words: str, height: int) -> None:
        """One text in the middle of a cover."""
        chosen = font("body", round(56 * self.unit), 700)
        chosen.setPixelSize(max(round(56 * self.unit), 1))
        self.painter.setFont(chosen)
        self.painter.setPen(colour("rail_text"))
        room = QRectF(0, 0, self.width * self.unit, height)
        self.painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)


TOP, BOTTOM, EDGE = 128, 700, 40


def _band(pen: _Pen, view: RoomView) -> None:
    look = THEMES[view.theme]
    tone = look.tone if view.theme else "rail"
    pen.painter.fillRect(pen.box(0, 0, pen.width, 98), colour(tone))
    white = "surface" if view.theme else "rail_text"
    pen.icon(look.icon, white, EDGE + 4, 22, 54)
    now = datetime.now(UTC)
    clock = f"{now.astimezone(LONDON):%H:%M}"
    right = pen.width - EDGE - pen.wide(clock, 48, 700)
    pen.text(clock, right, 20, 200, 48, white, 700)
    if view.ends is not None:
        left = round((view.ends - now).total_seconds() / 60)
        words = f"{left} min left" if left >= 0 else f"{-left} min over"
        right -= pen.wide(words, 28, 700) + 48
        pen.text(words, right, 33, 400, 28, white, 700)
    pen.text(_cut(pen, view.item, 48, right - 140), 118, 20, right - 118, 48, white, 700)


def _left(pen: _Pen, view: RoomView) -> None:
    wide = pen.width * 0.58 - 2 * EDGE
    y: float = TOP
    one = view.referral
    if one is not None:
        y = pen.text("Now discussing", EDGE, y, wide, 21, "text2") + 2
        y = pen.text(one.title, EDGE, y, wide, 46, "text", 700) + 6
        y = _about(pen, view, y) + 8
        for fact in one.facts:
            pen.painter.fillRect(pen.box(EDGE + 6, y + 11, 8, 8), colour("text3"))
            y = pen.text(fact, EDGE + 34, y, wide - 34, 23, "text", 600) + 8
        if one.more_facts:
            y = pen.text(f"and {one.more_facts} more", EDGE + 34, y, wide, 21, "text2") + 6
        if one.people:
            pen.icon("eye-off", "text2", EDGE, y + 1, 24)
            y = pen.text(", ".join(one.people), EDGE + 34, y, wide - 34, 21, "text2") + 8
    elif view.figures:
        y = pen.text(view.figures, EDGE, y, wide, 30, "text", 600) + 8
    _promised(pen, view, y, wide)


def _promised(pen: _Pen, view: RoomView, y: float, wide: float) -> None:
    """What earlier meetings were promised, the most pressing first."""
    if not view.promised:
        return
    pen.line(EDGE, y + 6, wide)
    y = pen.text("Promised before today", EDGE, y + 18, wide, 21, "text2") + 6
    for action in view.promised:
        look = STATUS[action.kind]
        pen.icon(look.icon, look.tone, EDGE, y + 1, 24)
        words = f"{action.words}  {action.agency}: {action.text}"
        y = pen.text(words, EDGE + 34, y, wide - 34, 21, "text") + 8
    if view.more_promised:
        pen.text(f"and {view.more_promised} more", EDGE + 34, y, wide, 21, "text2")


def _about(pen: _Pen, view: RoomView, y: float) -> float:
    one = view.referral
    assert one is not None
    risk = f"{RISK[one.risk][0]} risk" if one.risk in RISK else ""
    words = "   ".join(part for part in (one.reference, risk, one.note) if part)
    return pen.text(words, EDGE, y, pen.width * 0.55, 22, "text2", 600) if words else y


def _right(pen: _Pen, view: RoomView, adding: Adding | None) -> None:
    x = pen.width * 0.58 + 32
    wide = pen.width - x - EDGE + 6
    pen.painter.fillRect(pen.box(x - 32, 98, 1, 612), colour("line"))
    y = pen.text("Agreed under this item", x, TOP, wide, 21, "text2") + 6
    for one in view.agreed:
        head = "Decision" if one.kind == "decision" else one.head
        pen.icon("gavel" if one.kind == "decision" else "arrow-forward", "text", x, y + 2, 22)
        y = pen.text(head, x + 32, y, wide - 32, 21, "text2", 600) + 2
        y = pen.text(one.text, x, y, wide, 23, "text", 700) + 8
        pen.line(x, y, wide)
        y += 10
    if view.more_agreed:
        y = pen.text(f"and {view.more_agreed} more", x, y, wide, 21, "text2") + 8
    if adding is not None:
        _being_added(pen, adding, x, y, wide)


def _being_added(pen: _Pen, adding: Adding, x: float, y: float, wide: float) -> None:
    began = y
    pen.icon("pencil", "text2", x + 18, y + 18, 22)
    y = pen.text("Being added" if adding.text else "Typing…", x + 50, y + 16, wide - 70, 21, "text2", 600) + 4
    if adding.head:
        y = pen.text(adding.head, x + 20, y, wide - 40, 21, "text") + 4
    if adding.text:
        y = pen.text(adding.text, x + 20, y, wide - 40, 23, "text", 700)
    pen.painter.setPen(QPen(colour("control"), 2 * pen.unit, Qt.PenStyle.DashLine))
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)
    pen.painter.drawRoundedRect(pen.box(x, began + 4, wide, y - began + 14), 8, 8)


def _foot(pen: _Pen, view: RoomView) -> None:
    pen.line(0, 710, pen.width)
    pen.painter.fillRect(pen.box(0, 711, pen.width, 57), colour("surface"))
    many = len(view.states)
    pen.icon("eye-off", "text2", EDGE, 726, 26)
    room = _Low(pen)
    room.text(HIDDEN, EDGE + 40, 600)
    place = f"Item {view.number} of {many}"
    x = EDGE + 40 + pen.wide(HIDDEN, 21, 600) + 36
    room.text(place, x, 400)
    x += pen.wide(place, 21) + 22
    following = _cut(pen, f"Next: {view.following}" if view.following else "Last item", 21, pen.width * 0.25)
    right = pen.width - EDGE - pen.wide(following, 21, 700)
    room.text(following, right, 700)
    each = max((right - 30 - x) / max(many, 1), 8)
    for number, state in enumerate(view.states):
        tone = {"done": "text3", "now": THEMES[view.theme].tone if view.theme else "text"}.get(state, "")
        box = pen.box(x + number * each, 734, each - 6, 10)
        pen.painter.setPen(QPen(colour("text3"), pen.unit))
        pen.painter.setBrush(colour(tone) if tone else Qt.BrushStyle.NoBrush)
        pen.painter.drawRoundedRect(box, 5 * pen.unit, 5 * pen.unit)


class _Low:
    """Texts on the line at the foot."""

    def __init__(self, pen: _Pen) -> None:
        self._pen = pen

    def text(self, words: str, x: float, weight: int) -> None:
        """One text there."""
        pen = self._pen
        chosen = font("body", round(21 * pen.unit), weight)
        chosen.setPixelSize(max(round(21 * pen.unit), 1))
        pen.painter.setFont(chosen)
        pen.painter.setPen(colour("text2" if weight != 700 else "text"))  # bold
        room = pen.box(x, 711, pen.width - x, 57)
        pen.painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def _cut(pen: _Pen, words: str, size: int, wide: float) -> str:
    """A text of one line that ends in dots where it is too long."""
    chosen = font("body", round(size * pen.unit), 700)
    chosen.setPixelSize(max(round(size * pen.unit), 1))
    return QFontMetricsF(chosen).elidedText(words, Qt.TextElideMode.ElideRight, max(wide, 0) * pen.unit)
