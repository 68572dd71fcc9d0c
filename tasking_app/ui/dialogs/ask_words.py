"""Ask for a few words: a reason, a title. Esc keeps what was typed for the next time it is asked."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

_KEPT: dict[tuple[UUID | None, str], str] = {}
_DISK: list[Jobs] = []


def keep_in(jobs: Jobs) -> None:
    """From now on what is typed here is on disk too, for whoever sits at this file."""
    _KEPT.clear()
    _DISK[:] = [jobs]


def _mine(key: str) -> tuple[UUID | None, str]:
    """The key of what whoever sits here types: nobody is shown the words of somebody else."""
    return next((jobs.actor.officer for jobs in _DISK), None), key


def _before(key: str) -> str:
    return _KEPT.get(_mine(key), "") or next((kept(jobs, f"words:{key}") for jobs in _DISK), "")


def _keep(key: str, text: str) -> None:
    _KEPT[_mine(key)] = text
    for jobs in _DISK:
        if text.strip():
            jobs.draft(f"words:{key}", text)
        else:
            jobs.drop_draft(f"words:{key}")


class _Given(QObject):
    """Words on their way: forgotten once what they were for is done, there again when it is refused."""

    def __init__(self, jobs: Jobs, key: str, words: str) -> None:
        super().__init__(jobs)
        self._key, self._words, self._refused = key, words, False
        jobs.failed.connect(self._keep_them)
        jobs.clashed.connect(self._keep_them)
        jobs.idle.connect(self._end)

    def _keep_them(self, _why: object) -> None:
        self._refused = True

    def _end(self) -> None:
        if not self._refused and _KEPT.get(_mine(self._key), "").strip() == self._words:
            _keep(self._key, "")
        self.deleteLater()


class AskWords(Sheet):
    """One question, one line, one verb."""

    def __init__(
        self, title: str, question: str, verb: str, said: Callable[[str], None], about: UUID | None
    ) -> None:
        super().__init__(title, width=560)
        self._key = f"{about}:{title}" if about is not None else title
        self._said = said
        self._field = Field(question, text=_before(self._key))
        _KEPT[_mine(self._key)] = self._field.text()
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
        self.close_layer()
        self._said(words)
        if not _DISK:
            _keep(self._key, "")
        elif _DISK[0].busy():  # else refused at once: the words are there again next time
            _Given(_DISK[0], self._key, words)


def ask(
    opener: QWidget,
    title: str,
    question: str,
    verb: str,
    said: Callable[[str], None],
    about: UUID | None = None,
) -> None:
    """Open the question over a window; `said` gets the words, never empty ones.

    `about` is what the words are about, where the title does not say which one.
    """
    AskWords(title, question, verb, said, about).open_over(opener)
