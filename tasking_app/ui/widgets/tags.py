"""Small marks with a meaning: always a shape and a word before a colour.

Tag(text, icon="", tone="text2", fill="sunken")
StatusTag(kind, words)     kind: late blocked due_soon on_track not_started done dropped info no_update
ThemeTag(code, short=False)   ThemeIcon(code, size=40)   code: asb damage arson hate cohesion ""
RiskBars(band, score)      band: high medium standard
ChangeArrow(percent, good_down=True)   Redaction("Person A, under 18")
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.theme import background_of, border, colour, font, px, theme_name


class Status(NamedTuple):
    """Shape, tone and usual word of a kind of status."""

    icon: str
    tone: str
    word: str


STATUS = {
    "late": Status("alert-octagon-filled", "late", "Late"),
    "blocked": Status("octagon-minus-filled", "late", "Blocked"),
    "due_soon": Status("alert-triangle-filled", "due_soon", "Due soon"),
    "on_track": Status("circle-dot", "on_track", "On track"),
    "not_started": Status("circle-dashed", "text2", "Not started"),
    "done": Status("circle-check-filled", "done", "Done"),
    "dropped": Status("circle-arrow-right-filled", "text2", "Dropped"),
    "replaced": Status("circle-arrow-right-filled", "text2", "Replaced"),
    "carried": Status("circle-arrow-right-filled", "info", "Carried over"),
    "info": Status("info-circle", "info", "Information"),
    "no_update": Status("hourglass", "text2", "No update"),
}


class ThemeLook(NamedTuple):
    """Name, short name, icon and tone of a theme."""

    name: str
    short: str
    icon: str
    tone: str


THEMES = {
    "asb": ThemeLook("Anti-social behaviour", "ASB", "volume", "asb"),
    "damage": ThemeLook("Criminal damage", "Damage", "hammer", "damage"),
    "arson": ThemeLook("Arson", "Arson", "flame", "arson"),
    "hate": ThemeLook("Hate crime", "Hate crime", "user-shield", "hate"),
    "cohesion": ThemeLook("Community cohesion", "Cohesion", "heart-handshake", "cohesion"),
    "": ThemeLook("General", "General", "clipboard-list", "text2"),
}

RISK = {
    "high": ("High", 3, "late"),
    "medium": ("Medium", 2, "due_soon"),
    "standard": ("Standard", 1, "on_track"),
}


def paint_tag(painter: QPainter, box: QRect, text: str, icon: str, tone: str, fill: str) -> None:
    """Paint a tag: tinted box, icon, word. Used by the widgets and by the tables."""
    if fill:
        painter.setPen(QPen(colour(tone), 1) if theme_name() == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
    x = box.x() + (px(8) if fill else 0)
    if icon:
        icons.draw(painter, icon, tone, x, box.y() + (box.height() - px(15)) / 2, 15)
        x += px(20)
    painter.setFont(font("small_strong"))
    painter.setPen(colour(tone))
    painter.drawText(
        QRect(x, box.y(), box.right() - x + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text
    )


def tag_size(text: str, icon: str, fill: str) -> QSize:
    """Room a tag needs."""
    metrics = QFontMetrics(font("small_strong"))
    width = metrics.horizontalAdvance(text) + (px(20) if icon else 0) + (px(16) if fill else 0) + px(1)
    return QSize(width, metrics.height() + px(5 if fill else 2))


def paint_risk(painter: QPainter, x: int, y: int, height: int, band: str, score: int | None) -> None:
    """Paint the three bars, the word and the score."""
    word, filled, tone = RISK[band]
    tall = px(14)
    bottom = y + (height + tall) / 2
    for i in range(3):
        bar = tall * (0.4 + 0.3 * i)
        painter.setPen(QPen(colour(tone), 1))
        painter.setBrush(colour(tone) if i < filled else Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x + i * px(6) + 0.5, round(bottom - bar) + 0.5, px(4), round(bar)))
    painter.setFont(font("small_strong"))
    text = word if score is None else f"{word} {score}"
    painter.drawText(QRect(x + px(23), y, px(140), height), Qt.AlignmentFlag.AlignVCenter, text)


class Painted(QWidget):
    """A mark that paints itself in a fixed size and is read as words."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Draw the mark."""
        raise NotImplementedError


class Tag(Painted):
    """Icon and word on a tint; `fill=""` leaves the tint away."""

    def __init__(self, text: str, icon: str = "", tone: str = "text2", fill: str = "sunken") -> None:
        super().__init__(text)
        self._text, self._icon, self._tone, self._fill = text, icon, tone, fill

    def show_tag(self, text: str, icon: str, tone: str, fill: str) -> None:
        """Show another tag in the same place."""
        self._text, self._icon, self._tone, self._fill = text, icon, tone, fill
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        return tag_size(self._text, self._icon, self._fill)

    def paint(self, painter: QPainter) -> None:
        paint_tag(painter, self.rect(), self._text, self._icon, self._tone, self._fill)


class StatusTag(Tag):
    """How an action or a paper stands; `words` say it exactly ("13 days late", "Due Fri 27 Nov")."""

    def __init__(self, kind: str, words: str = "", *, tinted: bool = True) -> None:
        look = STATUS[kind]
        self._tinted = tinted
        super().__init__(words or look.word, look.icon, look.tone, background_of(look.tone) if tinted else "")

    def set_status(self, kind: str, words: str = "") -> None:
        """Show another status."""
        look = STATUS[kind]
        self.show_tag(
            words or look.word, look.icon, look.tone, background_of(look.tone) if self._tinted else ""
        )


class ThemeTag(Tag):
    """A theme's icon and name."""

    def __init__(self, code: str, *, short: bool = False, tinted: bool = True) -> None:
        look = THEMES[code]
        super().__init__(
            look.short if short else look.name,
            look.icon,
            look.tone,
            background_of(look.tone) if tinted else "",
        )


class ThemeIcon(Painted):
    """A theme's icon on its tint; `icon` overrides it for items without a theme."""

    def __init__(self, code: str, size: int = 40, icon: str = "") -> None:
        super().__init__(THEMES[code].name)
        self._size = size
        self.set_theme(code, icon)

    def set_theme(self, code: str, icon: str = "") -> None:
        """Show another theme."""
        look = THEMES[code]
        self._icon, self._tone = icon or look.icon, look.tone if code else "text"
        self._fill = background_of(look.tone)
        self.setAccessibleName(look.name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paint(self, painter: QPainter) -> None:
        painter.setPen(
            QPen(colour(self._tone), border()) if theme_name() == "contrast" else Qt.PenStyle.NoPen
        )
        painter.setBrush(colour(self._fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        inner = round(self._size * 0.58)
        at = (self.width() - px(inner)) / 2
        icons.draw(painter, self._icon, self._tone, at, at, inner)


class RiskBars(Painted):
    """Risk as three bars, a word and the score."""

    def __init__(self, band: str, score: int | None = None) -> None:
        super().__init__("")
        self.set_risk(band, score)

    def set_risk(self, band: str, score: int | None = None) -> None:
        """Show another risk."""
        self._band, self._score = band, score
        word = RISK[band][0]
        self.setAccessibleName(f"Risk {word.lower()}" + ("" if score is None else f", {score}"))
        self._words = word if score is None else f"{word} {score}"
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font("small_strong"))
        return QSize(px(24) + metrics.horizontalAdvance(self._words), metrics.height() + px(4))

    def paint(self, painter: QPainter) -> None:
        paint_risk(painter, 0, 0, self.height(), self._band, self._score)


class ChangeArrow(Painted):
    """Up or down by so many per cent, as an arrow and a number."""

    def __init__(self, percent: int, *, good_down: bool = True) -> None:
        super().__init__(("down " if percent < 0 else "up ") + f"{abs(percent)} per cent")
        self._icon = "arrow-down-right" if percent < 0 else "arrow-up-right"
        self._tone = "on_track" if (percent < 0) == good_down else "late"
        self._text = f"{abs(percent)}%"

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font("small_strong"))
        return QSize(metrics.horizontalAdvance(self._text) + px(21), metrics.height() + px(2))

    def paint(self, painter: QPainter) -> None:
        icons.draw(painter, self._icon, self._tone, 0, (self.height() - px(16)) / 2, 16)
        painter.setFont(font("small_strong"))
        painter.setPen(colour(self._tone))
        painter.drawText(self.rect().adjusted(px(19), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class Redaction(Painted):
    """The stand-in for a person whose name is kept back. It never holds the name."""

    def __init__(self, stand_in: str) -> None:
        super().__init__(f"{stand_in}, details hidden")
        self._text = stand_in

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font("body"))
        return QSize(metrics.horizontalAdvance(self._text) + px(32), metrics.height() + px(4))

    def paint(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("control"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        icons.draw(painter, "eye-off", "text2", px(6), (self.height() - px(15)) / 2, 15)
        painter.setFont(font("body"))
        painter.setPen(colour("text2"))
        painter.drawText(self.rect().adjusted(px(25), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
