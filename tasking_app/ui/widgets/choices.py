"""Choosing: option cards, tick boxes, small numbers, and who is here.

OptionCards([Option("place", "Place", icon="map-pin")], name, columns=4)   chosen(str)  key() set_key()
CheckBox("All members")                       toggled(bool)
Num(value, name, least=0, most=240)           changed(int)  value() set_value()
Tick("here|apologies|none", name)             pressed_on(str) the next state   set_mark(state)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIntValidator, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from tasking_app.ui import icons
from tasking_app.ui.layouts import row
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.buttons import ARROWS, icon_button
from tasking_app.ui.widgets.focus_ring import RING_HOST
from tasking_app.ui.widgets.spoken import speak_as

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its key, its words, a second line, an icon and the icon's tone."""

    key: str
    text: str
    detail: str = ""
    icon: str = ""
    tone: str = "text2"


class OptionCard(QAbstractButton):
    """A ring, an icon and one or two lines."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.option = option
        self.setText(option.text)
        self.setCheckable(True)
        speak_as(self, "one_of")
        self.setAccessibleName(f"{option.text}. {option.detail}" if option.detail else option.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # the group moves; Qt would go to the next field
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        texts = (
            QFontMetrics(font("strong")).horizontalAdvance(self.option.text),
            QFontMetrics(font("small")).horizontalAdvance(self.option.detail),
        )
        return QSize(
            max(texts) + px(52 + (28 if self.option.icon else 0)), px(50 if self.option.detail else 40)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), px(150)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(colour("select_line" if on else "control"), 2 if on else 1))
        painter.setBrush(colour("select" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        self._paint_ring(painter, on)
        x = px(39)
        if self.option.icon:
            icons.draw(painter, self.option.icon, self.option.tone, x, (self.height() - px(20)) / 2, 20)
            x += px(28)
        self._paint_words(painter, x, on)

    def _paint_ring(self, painter: QPainter, on: bool) -> None:
        ring = QRectF(px(12), (self.height() - px(18)) / 2, px(18), px(18))
        painter.setPen(QPen(colour("ink" if on else "control"), 2))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("ink"))
            inset = px(4.5)
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))

    def _paint_words(self, painter: QPainter, x: int, on: bool) -> None:
        room = self.width() - x - px(8)
        half = self.height() // 2
        title = (
            QRect(x, half - px(21), room, px(22)) if self.option.detail else QRect(x, 0, room, self.height())
        )
        painter.setPen(colour("text"))
        painter.setFont(font("strong" if on or self.option.detail else "body"))
        metrics = painter.fontMetrics()
        painter.drawText(title, LEFT, metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room))
        if self.option.detail:
            painter.setFont(font("small"))
            painter.setPen(colour("text2"))
            shown = painter.fontMetrics().elidedText(self.option.detail, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, half, room, px(20)), LEFT, shown)


class OptionCards(QWidget):
    """Answers of which one is chosen: arrow keys move, a digit takes that one."""

    chosen = Signal(str)
    card: ClassVar[type[OptionCard]] = OptionCard

    def __init__(self, options: Sequence[Option], name: str, *, columns: int = 2, current: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        speak_as(self, "group")
        self._cards: list[OptionCard] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(8))
        for i, option in enumerate(options):
            card = self.card(option)
            card.clicked.connect(lambda _=False, key=option.key: self._choose(key))
            grid.addWidget(card, i // columns, i % columns)
            self._cards.append(card)
        self.set_key(current)

    def key(self) -> str:
        """Key of the answer chosen, empty for none."""
        return next((c.option.key for c in self._cards if c.isChecked()), "")

    def set_key(self, key: str) -> None:
        """Choose without a signal."""
        for card in self._cards:
            card.setChecked(card.option.key == key)
        stop = next((c for c in self._cards if c.isChecked()), self._cards[0])
        self.setFocusProxy(stop)
        for card in self._cards:
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is stop else Qt.FocusPolicy.ClickFocus)

    def _choose(self, key: str) -> None:
        self.set_key(key)
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        now = next((i for i, c in enumerate(self._cards) if c.hasFocus()), 0)
        move = step.get(Qt.Key(event.key()))
        digit = event.text() if not event.modifiers() else ""
        if move is not None:
            index = (now + move) % len(self._cards)
        elif digit.isdigit() and 1 <= int(digit) <= len(self._cards):
            index = int(digit) - 1
        else:
            super().keyPressEvent(event)
            return
        self._choose(self._cards[index].option.key)
        self._cards[index].setFocus(Qt.FocusReason.TabFocusReason)


class CheckBox(QCheckBox):
    """A tick box with its words."""

    def __init__(self, text: str, *, name: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font("body")).horizontalAdvance(self.text())
        return QSize(px(28) + words + (px(2) if self.text() else 0), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(
            painter,
            px(2),
            (self.height() - px(20)) // 2,
            "check" if self.isChecked() else "",
            self.isChecked(),
        )
        painter.setFont(font("body"))
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        painter.drawText(self.rect().adjusted(px(29), 0, 0, 0), LEFT, self.text())


def paint_box(painter: QPainter, x: int, y: int, icon: str, filled: bool) -> None:
    """Paint a tick box of 20 px."""
    painter.setPen(QPen(colour("primary" if filled else "control"), 2))
    painter.setBrush(colour("primary" if filled else "surface"))
    painter.drawRoundedRect(QRectF(x + 1, y + 1, px(20) - 2, px(20) - 2), px(4), px(4))
    if icon:
        icons.draw(painter, icon, "on_primary" if filled else "text2", x + px(2), y + px(2), 16)


class Num(QFrame):
    """Minus, a number, plus. Arrow keys work, and so does typing."""

    changed = Signal(int)

    def __init__(self, value: int, name: str, *, least: int = 0, most: int = 240) -> None:
        super().__init__()
        self.setProperty("box", "field")
        self.setProperty(RING_HOST, True)
        self.setFixedSize(px(96), px(30))
        self._least, self._most, self._value = least, most, value
        self.edit = QLineEdit(str(value))
        self.edit.setProperty("bare", "1")
        self.edit.setAccessibleName(name)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setValidator(QIntValidator(0, 10**6, self))
        self.edit.setFont(font("strong"))
        self.edit.setMinimumHeight(px(28))
        less = icon_button("minus", f"{name}, one less", kind="ghost", size="small")
        more = icon_button("plus", f"{name}, one more", kind="ghost", size="small")
        for button, step in ((less, -1), (more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, s=step: self._step(s))
        self.setLayout(row(less, (self.edit, 1), more, gap=0))
        self.edit.editingFinished.connect(self._typed)

    def value(self) -> int:
        """The number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number without a signal."""
        self._value = value
        self.edit.setText(str(value))

    def _typed(self) -> None:
        self._take(int(self.edit.text()) if self.edit.text() else self._value)

    def _step(self, step: int) -> None:
        self._take((int(self.edit.text()) if self.edit.text() else self._value) + step)

    def _take(self, value: int) -> None:
        value = min(max(value, self._least), self._most)
        self.edit.setText(str(value))
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._step(step)


class Tick(QAbstractButton):
    """Here, apologies or not marked: the shape says which. A press asks for the next one."""

    asked = Signal(str)
    LOOKS = {"here": ("check", "here"), "apologies": ("minus", "apologies"), "none": ("", "not marked")}
    NEXT = {"none": "here", "here": "apologies", "apologies": "none"}

    def __init__(self, state: str, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(px(28), px(28))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.asked.emit(self.NEXT[self._state]))
        self.set_mark(state)

    def set_mark(self, state: str) -> None:
        """Show here, apologies or none."""
        self._state = state
        self.setAccessibleName(f"{self._name}, {self.LOOKS[state][1]}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, px(4), px(4), self.LOOKS[self._state][0], self._state == "here")
