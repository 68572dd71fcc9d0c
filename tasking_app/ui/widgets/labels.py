"""Words on the screen: labels that stay plain text, one-line labels that elide, and icons.

Label(text, role="body", tone="text", wrap=False, align=None)    set_tone(tone)
Elided(text, role="body", tone="text")                           setText(text), set_look(role, tone)
Glyph(name, tone="text", size=20)                                set_icon(name, tone)
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px


class Label(QLabel):
    """A text in one of the type sizes. Always plain text: what people typed is never read as markup."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        align: Qt.AlignmentFlag | None = None,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._tone, self._tabular = role, tone, tabular
        if wrap:
            self.setWordWrap(True)
        if align is not None:
            self.setAlignment(align)
        self._dress()
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Another colour, by token name."""
        self._tone = tone
        self._dress()

    def set_role(self, role: str) -> None:
        """Another type size."""
        self._role = role
        self._dress()

    def _dress(self) -> None:
        self.setFont(font(self._role, tabular=self._tabular))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, colour(self._tone))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()


class Elided(QWidget):
    """One line that ends in dots when there is no room; the whole is in the tooltip and is read aloud."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text") -> None:
        super().__init__()
        self._text, self._role, self._tone = "", role, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self._set_tip()
        self.updateGeometry()
        self.update()

    def set_look(self, role: str, tone: str) -> None:
        """Another type size and colour."""
        self._role, self._tone = role, tone
        self.updateGeometry()
        self.update()

    def _set_tip(self) -> None:
        short = QFontMetrics(font(self._role)).horizontalAdvance(self._text) <= self.width()
        self.setToolTip("" if short else self._text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(self._role))
        return QSize(min(metrics.horizontalAdvance(self._text) + px(2), px(900)), metrics.height() + px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self._set_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(self._role))
        painter.setPen(colour(self._tone))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Glyph(QWidget):
    """An icon. It stands beside words that say the same, so a screen reader passes it by."""

    def __init__(self, name: str, tone: str = "text", size: int = 20) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(px(size), px(size))

    def set_icon(self, name: str, tone: str) -> None:
        """Another icon or colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._name, self._tone, 0, 0, self._size)


class Mark(QWidget):
    """The product's mark."""

    def __init__(self, size: int = 34, tone: str = "rail_text") -> None:
        super().__init__()
        self._size, self._tone = size, tone
        self.setFixedSize(px(size), px(size))
        self.setAccessibleName("Tasking")

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, icons.mark(self._tone, self._size, self.devicePixelRatioF()))
