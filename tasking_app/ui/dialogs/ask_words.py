"""Ask for a few words: a reason, a title. Esc keeps what was typed for the next time it is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

_KEPT: dict[str, str] = {}
_DISK: list[Jobs] = []


def keep_in(jobs: Jobs) -> None:
    """From now on what is typed here is on disk too, for whoever sits at this file."""
    _DISK[:] = [jobs]


def _before(title: str) -> str:
    return _KEPT.get(title, "") or next((kept(jobs, f"words:{title}") for jobs in _DISK), "")


def _keep(title: str, text: str) -> None:
    _KEPT[title] = text
    for jobs in _DISK:
        if text.strip():
            jobs.draft(f"words:{title}", text)
        else:
            jobs.drop_draft(f"words:{title}")


class AskWords(Sheet):
    """One question, one line, one verb."""

    def __init__(
        self, title: str, question: str, verb: str, said: Callable[[str], None], text: str = ""
    ) -> None:
        super().__init__(title, width=560)
        self._key, self._said = title, said
        self._field = Field(question, text=text or _before(title))
        self._problem = Label("", "small", "late")
        self._problem.hide()
        go = Button(verb, kind="primary", keys="Enter")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.body.addWidget(Label(question, "body", "text2", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(self._problem)
        self.foot(go, cancel, None)
        go.clicked.connect(self._take)
        cancel.clicked.connect(self.close_layer)
        self._field.entered.connect(self._take)
        self._field.changed.connect(lambda text: _keep(self._key, text))

    def first_focus(self) -> QWidget | None:
        return self._field.edit

    def _take(self) -> None:
        words = self._field.text().strip()
        if not words:
            self._problem.setText("Type a few words first.")
            self._problem.show()
            self._field.edit.setFocus()
            return
        _keep(self._key, "")
        self.close_layer()
        self._said(words)


def ask(
    opener: QWidget, title: str, question: str, verb: str, said: Callable[[str], None], text: str = ""
) -> None:
    """Open the question over a window; `said` gets the words, never empty ones."""
    AskWords(title, question, verb, said, text).open_over(opener)
