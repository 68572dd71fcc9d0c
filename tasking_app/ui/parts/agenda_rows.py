"""The agenda in rows: order by drag and by keyboard, minutes, presenter, and the referrals on each item."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QMenu, QVBoxLayout, QWidget

from tasking_app.commands.change import Withdraw
from tasking_app.records.prepare import AgendaRow, PlacedReferral
from tasking_app.rules.counting import counted
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed, edit_place
from tasking_app.ui.layouts import box, clear, column, row, wrap
from tasking_app.ui.theme import px, set_state
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.choices import Num
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.spoken import speak_as
from tasking_app.ui.widgets.tags import THEMES, StatusTag

MIME = "application/x-tasking-agenda-item"
PRESENTER, MINUTES, STARTS = 176, 96, 52


class _ItemFrame(QFrame):
    """One item. Alt with an arrow moves it; it can be taken by its handle."""

    def __init__(self, view: AgendaRow, owner: AgendaRows) -> None:
        super().__init__()
        self.view, self._owner = view, owner
        self._pressed_at: QPoint | None = None
        self.setProperty("box", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_spoken(view))
        speak_as(self, "line")
        self.setLayout(
            column(self._line(), *map(self._referral, view.referrals), gap=4, margins=(0, 0, 0, 4))
        )

    def _line(self) -> QWidget:
        view, owner = self.view, self._owner
        handle = "lock" if view.theme else "pin" if view.fixed else "grip-vertical"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        number = Label(str(view.number), "body", "text2", align=right)
        number.setFixedWidth(px(26))
        icon: list[QWidget] = [Glyph(THEMES[view.theme].icon, view.theme, 18)] if view.theme else []
        minutes = Num(view.minutes, f"Minutes for {view.title}", most=600)
        place = edit_place("agenda_item", view.id, "minutes")
        keep = Typed(owner.jobs).watch(place, str(view.minutes), minutes.edit.setText)
        minutes.edit.textEdited.connect(keep)
        minutes.changed.connect(partial(owner.minutes_changed.emit, view.id))
        starts = Label(view.starts, "body", "text2", tabular=True)
        starts.setFixedWidth(px(STARTS))
        strong = "strong" if view.referrals or view.urgent else "body"
        line = row(
            Glyph(handle, "text2", 16),
            number,
            2,
            *icon,
            (Elided(view.title, strong), 1),
            *self._notes(),
            self._presenter(),
            minutes,
            starts,
            gap=8,
            margins=(20, 0, 8, 0),
        )
        made = wrap(line)
        made.setFixedHeight(px(32))
        return made

    def _notes(self) -> list[QWidget]:
        view = self.view
        found: list[QWidget] = []
        if view.reason:
            found.append(StatusTag("carried", view.reason, tinted=False))
        if view.urgent:
            found.append(StatusTag("due_soon", "Urgent", tinted=False))
        if view.note_late:
            found.append(StatusTag("late", f"{view.note_late} late", tinted=False))
        if view.note:
            found.append(Label(view.note, "small", "text2"))
        if not view.fixed:
            words = f"{view.title} is not urgent after all" if view.urgent else f"Mark {view.title} as urgent"
            urgent = icon_button("alert-octagon-filled", words, kind="ghost", size="small")
            urgent.clicked.connect(lambda: self._owner.urgent_asked.emit(view.id))
            found.append(urgent)
            take = icon_button("x", f"Take {view.title} off the agenda", kind="ghost", size="small")
            take.clicked.connect(lambda: self._owner.withdrawn.emit(view.id))
            found.append(take)
        return found

    def _presenter(self) -> QWidget:
        view, owner = self.view, self._owner
        now = str(view.presenter_id) if view.presenter_id is not None else ""
        name = dict(owner.officers).get(now) or view.presenter or "Nobody yet"
        made = Button(name, kind="quiet", size="small", name=f"Presenter of {view.title}: {name}. Change")
        made.setFixedWidth(px(PRESENTER))
        made.clicked.connect(lambda: self._choose_presenter(made))
        return made

    def _choose_presenter(self, button: Button) -> None:
        menu = QMenu(button)
        for key, name in self._owner.officers:
            if key:
                menu.addAction(name, partial(self._owner.presenter_changed.emit, self.view.id, UUID(key)))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _referral(self, placed: PlacedReferral) -> QWidget:
        icon, tone = ("circle-arrow-right-filled", "info") if placed.carried else ("calendar-event", "text2")
        out = icon_button("x", f"Leave {placed.reference} out of this agenda", kind="ghost", size="small")
        out.clicked.connect(lambda: self._owner.left_out.emit(placed.placing, placed.reference))
        why: list[QWidget] = []
        if placed.reason:
            role = "small_strong" if placed.carried else "small"
            why = [Glyph(icon, tone, 16), Elided(placed.reason, role, tone)]
            why[1].setMaximumWidth(px(400))
        inside = row(
            Label(placed.reference, "strong"),
            (Elided(placed.title), 1),
            *((item, 1) if isinstance(item, Elided) else item for item in why),
            out,
            gap=8,
            margins=(10, 2, 4, 2),
        )
        return wrap(row(box("inset", inside), gap=0, margins=(64, 0, 14, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None and event.key() == Qt.Key.Key_U and not event.modifiers() and not self.view.fixed:
            self._owner.urgent_asked.emit(self.view.id)
        elif step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._owner.moved.emit(self.view.id, step)
        else:
            self._owner.step(self.view.id, step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if self.view.fixed or start is None:
            return
        if (event.position().toPoint() - start).manhattanLength() < QApplication.startDragDistance():
            return
        drag, data = QDrag(self), QMimeData()
        data.setData(MIME, str(self.view.id).encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)
        self._pressed_at = None


class AgendaRows(QWidget):
    """All items in order."""

    minutes_changed = Signal(object, int)
    moved = Signal(object, int)
    dropped = Signal(object, object)
    left_out = Signal(object, str)
    presenter_changed = Signal(object, object)
    withdrawn = Signal(object)
    urgent_asked = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        self.setAccessibleName("Agenda items")
        speak_as(self, "list")
        self.setAcceptDrops(True)
        self.officers: list[tuple[str, str]] = [("", "Nobody yet")]
        self._shown: tuple[AgendaRow, ...] = ()
        self._frames: list[_ItemFrame] = []
        self._head = box("bar", self._columns(), height=34)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.setLayout(column(self._head, self._list, None, gap=0))

    def _columns(self) -> QLayout:
        words = (("Item", 0), ("Presenter", PRESENTER), ("Minutes", MINUTES), ("Starts", STARTS))
        labels = []
        for text, width in words:
            label = Label(text, "small_strong", "text2")
            if width:
                label.setFixedWidth(px(width))
            labels.append(label)
        return row((labels[0], 1), *labels[1:], gap=8, margins=(40, 0, 8, 0))

    def show_rows(self, rows: Sequence[AgendaRow], officers: Sequence[tuple[UUID, str]]) -> None:
        """Show an agenda; the item with the focus keeps it."""
        choices = [("", "Nobody yet"), *((str(key), name) for key, name in officers)]
        if tuple(rows) == self._shown and choices == self.officers:
            return
        focused = next((one.view.id for one in self._frames if one.hasFocus()), None)
        self.officers, self._shown = choices, tuple(rows)
        clear(self._list)
        self._frames = [_ItemFrame(view, self) for view in rows]
        for frame in self._frames:
            self._list.addWidget(frame)
        if focused is not None:
            self.focus_item(focused)

    def focus_item(self, key: UUID) -> None:
        """Put the focus on an item."""
        for frame in self._frames:
            now = frame.view.id == key
            set_state(frame, "box", "row_now" if now else "row")
            if now:
                frame.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, key: UUID, by: int) -> None:
        """The item before or after."""
        ids = [frame.view.id for frame in self._frames]
        self.focus_item(ids[min(max(ids.index(key) + by, 0), len(ids) - 1)])

    def withdraw(self, jobs: Jobs, view: AgendaRow, owner: QWidget) -> None:
        """Take an added item off the agenda."""
        jobs.do(Withdraw(kind="agenda_item", row=view.id), owner=owner, words=f"{view.title} taken off")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        key = UUID(bytes(event.mimeData().data(MIME).data()).decode())
        at = event.position().toPoint()
        before = [one for one in self._frames if one.geometry().center().y() < at.y() and one.view.id != key]
        if before:
            self.dropped.emit(key, before[-1].view.id)
        event.acceptProposedAction()


def _spoken(view: AgendaRow) -> str:
    kind = "theme" if view.theme else "standing item" if view.fixed else "can be moved"
    referrals = f", {counted(len(view.referrals), 'referral')}" if view.referrals else ""
    return (
        f"Item {view.number}, {view.title}, {view.minutes} minutes, starts {view.starts}, {kind}{referrals}"
    )
