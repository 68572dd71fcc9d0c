"""Texts that were typed and not saved: where each belongs, with a way there, to copy it, or to forget it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tasking_app.records.half_typed import HalfTyped, Kept
from tasking_app.rules import days
from tasking_app.rules.typed_place import CHOICE, CLASH
from tasking_app.services import half_typed
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import box, clear, column, row
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Elided, Label

Go = Callable[[Place], None]
HIDDEN = "Not shown here. It is in its field when you open it."
NONE = "Nothing waits: all that was typed is saved."


class HalfTypedSheet(Sheet):
    """The list, the latest first."""

    def __init__(self, jobs: Jobs, go: Go) -> None:
        super().__init__("Typed and not saved", width=760)
        self._jobs, self._go = jobs, go
        words = "Each text is in its field again when you open it. What you save or forget leaves this list."
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        self.body.addLayout(self._list)
        close = Button("Close", kind="primary", keys="Esc")
        close.clicked.connect(self.close_layer)
        self.foot(close, None)
        self.left.connect(self.deleteLater)

    def show_texts(self, texts: Sequence[HalfTyped]) -> None:
        """Show these."""
        clear(self._list)
        for number, one in enumerate(reversed(texts)):
            self._list.addWidget(self._row(one, last=number == len(texts) - 1))
        if not texts:
            self._list.addWidget(Label(NONE, wrap=True))

    def _row(self, one: HalfTyped, *, last: bool) -> QWidget:
        name = ", ".join(part for part in (one.words, one.about) if part)
        when = days.short(days.in_london(one.kept_at))
        buttons: list[QWidget] = []
        if one.screen:
            look = Button("Open", size="small", name=f"Open {name}")
            look.clicked.connect(partial(self._open, one))
            buttons.append(look)
        if one.text:
            copy = icon_button("copy", f"Copy the text of {name}", kind="ghost", size="small")
            copy.clicked.connect(partial(self._copy, one.text))
            buttons.append(copy)
        forget = icon_button("trash", f"Forget the text of {name}", kind="ghost", size="small")
        forget.clicked.connect(partial(self._forget, one.place))
        head = row((Elided(name, "strong"), 1), Label(when, "small", "text2"), gap=10)
        tone = "text" if one.text else "text2"
        words = column(head, Elided(" ".join(one.text.split()) or HIDDEN, "body", tone), gap=1)
        inside = row((words, 1), *buttons, forget, gap=8, margins=(4, 8, 4, 9))
        return box("plain" if last else "row", inside)

    def _open(self, one: HalfTyped) -> None:
        self.close_layer()
        self._go(Place(one.screen, one.row, one.part))

    @staticmethod
    def _copy(text: str) -> None:
        QApplication.clipboard().setText(text)

    def _forget(self, place: str) -> None:
        self._jobs.drop_draft(place)
        read(self._jobs, self.show_texts, self)


def waiting(jobs: Jobs) -> list[Kept]:
    """The texts that are typed and not saved."""
    return [
        Kept(place=one.place, text=one.text, kept_at=one.kept_at)
        for one in jobs.drafts()
        if not one.place.startswith((CHOICE, CLASH))
    ]


def read(jobs: Jobs, done: Callable[[Sequence[HalfTyped]], None], owner: QWidget) -> None:
    """Read what is typed and not saved, with where it belongs."""
    kept = waiting(jobs)
    jobs.ask(lambda work: half_typed.half_typed(work, kept), done, owner)


def show(opener: QWidget, jobs: Jobs, go: Go) -> None:
    """Open the list over a window."""

    def shown(texts: Sequence[HalfTyped]) -> None:
        sheet = HalfTypedSheet(jobs, go)
        sheet.show_texts(texts)
        sheet.open_over(opener)

    read(jobs, shown, opener)
