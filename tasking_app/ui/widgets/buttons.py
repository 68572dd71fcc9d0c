"""Buttons of every kind, painted from the tokens.

Button("Add referral", icon="plus", kind="primary|secondary|ghost|link|chip|tab|quiet|nav",
       size="small|normal|big", tip="...", keys="Ctrl+E", name="spoken name", checkable=False)
icon_button("chevron-left", "Previous item", keys="Ctrl+PgUp")
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px

ARROWS = frozenset([Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down])


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes and colours of a kind of button."""

    height: int
    pad: int
    role: str = "strong"
    fill: str = "surface"
    edge: str = "control"
    tone: str = "text"
    radius: int = 6


_LOOKS = {
    "primary": Look(36, 13, fill="primary", edge="primary", tone="on_primary"),
    "secondary": Look(36, 13),
    "ghost": Look(36, 9, fill="", edge=""),
    "quiet": Look(36, 9, fill="", edge="", tone="text2"),
    "link": Look(26, 2, fill="", edge=""),
    "on_ink": Look(26, 4, fill="", edge="", tone="on_ink"),
    "chip": Look(30, 13, role="body", radius=15),
    "tab": Look(41, 9, role="strong", fill="", edge="", tone="text2", radius=0),
    "nav": Look(36, 12, role="body", fill="", edge=""),
    "segment": Look(30, 11, role="small_strong"),
}

SMALLEST = 28
"""No button is narrower, however short its words: WCAG 2.2, 2.5.8 asks for 24."""


class Button(QPushButton):
    """One button. The words are the result ("Save PDF"); the tooltip gives the shortcut."""

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        kind: str = "secondary",
        size: str = "normal",
        tip: str = "",
        keys: str = "",
        name: str = "",
        tone: str = "",
        checkable: bool = False,
    ) -> None:
        super().__init__(text)
        self.one_of_many = False
        self._icon, self._kind, self._size, self._tone = icon, kind, size, tone
        self.ends = (True, True)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name or text or tip)
        shortcut = keys.replace("+", " ")
        self.setToolTip("  ".join(part for part in (tip or (name if not text else ""), shortcut) if part))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Another kind, for example primary while it is the answer chosen."""
        self._kind = kind
        self.update()

    def set_text(self, text: str, name: str = "") -> None:
        """Other words, spoken and shown."""
        self.setText(text)
        self.setAccessibleName(name or text)

    def _look(self) -> Look:
        return _LOOKS[self._kind]

    def _metrics(self) -> tuple[int, int, int, int]:
        """Height, padding, pixels of text, icon size at 100 %."""
        look = self._look()
        if self._size == "small":
            return 28, min(look.pad, 10), 13, 16
        if self._size == "big":
            return 46, 21, 17, 20
        pixels = 14 if self._kind == "chip" else 13 if self._kind == "segment" else 15
        return look.height, look.pad, pixels, 18

    def sizeHint(self) -> QSize:
        height, pad, pixels, icon_size = self._metrics()
        if not self.text():
            return QSize(px(height), px(height))
        metrics = QFontMetrics(font(self._look().role, pixels, 600))
        width = metrics.horizontalAdvance(self.text()) + 2 * px(pad)
        width += px(icon_size + 7) if self._icon else 0
        return QSize(max(width, px(SMALLEST)), px(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[str, str, str]:
        """Fill, edge and text as tokens, for the state it is in."""
        look = self._look()
        fill, edge, tone = look.fill, look.edge, self._tone or look.tone
        if not self.isEnabled():
            return "sunken" if fill else "", "line" if edge else "", "text3"
        if self.isChecked() and self._kind in ("chip", "segment", "secondary"):
            return "primary", "primary", "on_primary"
        if self._kind == "nav" and self.isChecked():
            return "select", "", "text"
        if self._kind == "tab":
            return ("hover" if self.underMouse() else ""), "", "text" if self.isChecked() else "text2"
        if self.isDown() and fill != "primary":
            fill = "select"
        elif self.underMouse():
            fill = (
                "primary_hover"
                if fill == "primary"
                else fill
                if self._kind in ("link", "on_ink")
                else "hover"
            )
        return fill, edge, tone

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, tone = self._colours()
        self._paint_box(painter, fill, edge)
        self._paint_words(painter, tone)

    def _paint_box(self, painter: QPainter, fill: str, edge: str) -> None:
        left, right = self.ends
        radius = px(self._look().radius)
        box = QRectF(self.rect()).adjusted(
            0.5 if left else -radius - 0.5, 0.5, -0.5 if right else radius + 0.5, -0.5
        )
        painter.setPen(QPen(colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if fill or edge:
            painter.drawRoundedRect(box, radius, radius)
        if not left and edge:
            painter.drawLine(0, 0, 0, self.height())
        if self._kind == "tab" and self.isChecked():
            painter.fillRect(0, self.height() - px(3), self.width(), px(3), colour("ink"))

    def _paint_words(self, painter: QPainter, tone: str) -> None:
        _, pad, pixels, icon_size = self._metrics()
        heavy = self._kind != "chip" or self.isChecked()
        painter.setFont(font(self._look().role, pixels, 600 if heavy else 500))
        metrics = painter.fontMetrics()
        gap = px(icon_size + 7) if self._icon and self.text() else 0
        wide = metrics.horizontalAdvance(self.text()) + gap if self.text() else px(icon_size)
        x = max(px(min(pad, 4)), (self.width() - wide) // 2) if self._kind != "nav" else px(pad)
        if self._icon:
            icons.draw(painter, self._icon, tone, x, (self.height() - px(icon_size)) / 2, icon_size)
        painter.setPen(colour(tone))
        room = self.rect().adjusted(x + gap, 0, 0, 0)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self._kind == "link":
            line = (self.height() + metrics.ascent()) // 2 + px(2)
            painter.fillRect(x, line, metrics.horizontalAdvance(shown), 1, colour(tone))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.one_of_many and event.key() in ARROWS:
            event.ignore()  # Qt would go to the next field; the group goes to the next answer
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


def icon_button(
    icon: str, name: str, *, keys: str = "", kind: str = "secondary", size: str = "normal"
) -> Button:
    """A square button with an icon only; `name` is its tooltip and what is read aloud."""
    return Button(icon=icon, kind=kind, size=size, name=name, keys=keys)
