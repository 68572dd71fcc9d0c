"""The bar on top: title, second level, command box, save state, the screen's own buttons and who you are."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.layouts import row
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.keycaps import keycaps_width, paint_keycaps
from tasking_app.ui.widgets.labels import Elided, Glyph, Label


class _Pressable(QAbstractButton):
    """A painted button of the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)


class CommandButton(_Pressable):
    """Looks like a search field and opens the command box."""

    def __init__(self) -> None:
        super().__init__()
        self.setText("Find, go to or add an action")
        self.setAccessibleName("Find, go to or add an action. Control K")
        self.setToolTip("Find, go to or add an action  Ctrl K")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_room(self, width: int) -> None:
        """Take this much room, at 100 % text."""
        self.setFixedSize(px(width), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("control"), 1))
        painter.setBrush(colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        icons.draw(painter, "search", "text2", px(10), px(9), 18)
        keys = keycaps_width("Ctrl+K")
        room = QRect(px(36), 0, self.width() - px(36 + 14) - keys, self.height())
        painter.setFont(font("body"))
        painter.setPen(colour("text3"))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        paint_keycaps(painter, self.width() - keys - px(8), px(8), "Ctrl+K", "text2")


class WhoButton(_Pressable):
    """Who you are and for which agency; opens the list of officers, or one's account at a shared database."""

    def __init__(self) -> None:
        super().__init__()
        self._agency = self._where = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_who("", "")

    def set_who(self, name: str, agency: str, where: str = "") -> None:
        """Show another person; empty asks to choose. `where`: the shared database they are signed in to."""
        self.setText(name or "Who are you?")
        self._agency, self._where = agency, where
        if where:
            words = f"You are {name}, {agency}, signed in to the partnership’s database, {where}"
            self.setAccessibleName(f"{words}. Your account")
        else:
            words = f"You are {name}, {agency}" if name else "Choose who you are"
            self.setAccessibleName(f"{words}. Change" if name else words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name = QFontMetrics(font("small_strong")).horizontalAdvance(self.text())
        agency = QFontMetrics(font("small")).horizontalAdvance(self._agency)
        return QSize(min(max(name, agency), px(150)) + px(52), px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), px(6), px(6))
        icon = "database" if self._where else "user"
        icons.draw(painter, icon, "text2", px(6), (self.height() - px(20)) / 2, 20)
        icons.draw(painter, "chevron-down", "text2", self.width() - px(17), (self.height() - px(14)) / 2, 14)
        room = self.width() - px(32 + 18)
        half = self.height() // 2
        if not self._agency:
            self._line(painter, "small_strong", "text", QRect(px(32), 0, room, self.height()), self.text())
            return
        self._line(painter, "small_strong", "text", QRect(px(32), px(2), room, half - px(1)), self.text())
        self._line(painter, "small", "text2", QRect(px(32), half - px(1), room, half - px(1)), self._agency)

    def _line(self, painter: QPainter, role: str, tone: str, room: QRect, text: str) -> None:
        painter.setFont(font(role))
        painter.setPen(colour(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class SaveState(QWidget):
    """Whether what was typed is safe, and since when."""

    LOOKS = {
        "saved": ("check", "on_track", "text2"),
        "saving": ("clock", "text2", "text2"),
        "kept": ("device-laptop", "due_soon", "due_soon"),
        "not_saved": ("alert-triangle-filled", "due_soon", "due_soon"),
        "read_only": ("lock", "text2", "text2"),
    }

    def __init__(self) -> None:
        super().__init__()
        self._glyph, self._label = Glyph("check", "on_track", 18), Label("", "small_strong", "text2")
        self.setLayout(row(self._glyph, self._label, gap=5))
        self.show_state("saved", "")

    def show_state(self, state: str, words: str) -> None:
        """state: saved, saving, kept (on this computer), not_saved or read_only; words: "Saved 10:47"."""
        icon, icon_tone, tone = self.LOOKS[state]
        self._glyph.set_icon(icon, icon_tone)
        self._label.set_tone(tone)
        self._label.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class TopBar(QFrame):
    """The bar itself; the frame fills it."""

    find_pressed = Signal()
    who_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "bar")
        self.setFixedHeight(px(56))
        self.setAccessibleName("Title, search and buttons")
        self._title, self._subtitle = Label("", "h2"), Elided("", "small", "text2")
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tabs, self._actions = QHBoxLayout(), QHBoxLayout()
        self._actions.setSpacing(px(8))
        self.command, self.saved, self.who = CommandButton(), SaveState(), WhoButton()
        self.command.clicked.connect(self.find_pressed)
        self.who.clicked.connect(self.who_pressed)
        layout = row(
            self._title,
            self._tabs,
            self._subtitle,
            None,
            self.command,
            self.saved,
            self._actions,
            self.who,
            gap=12,
            margins=(20, 0, 10, 0),
        )
        self.setLayout(layout)
        self.set_room(1366)

    def set_head(self, title: str, subtitle: str) -> None:
        """Title and the quieter line beside it."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def set_screen_parts(self, tabs: QWidget | None, actions: Sequence[QWidget]) -> None:
        """Take the last screen's parts out and put this one's in."""
        for layout in (self._tabs, self._actions):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
        for layout, parts in ((self._tabs, [tabs] if tabs else []), (self._actions, list(actions))):
            for widget in parts:
                layout.addWidget(widget)
                widget.show()

    def set_room(self, width: int, *, tight: bool = False) -> None:
        """Give the command box the room a window this wide can spare, in pixels at 100 %."""
        self.command.set_room(190 if tight or width < 1250 else 340 if width >= 1350 else 220)
