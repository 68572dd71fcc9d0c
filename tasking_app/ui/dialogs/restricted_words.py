"""Change the words of a restricted referral that was opened: title, description, points for the room."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.records.referral import ReferralPage
from tasking_app.rules import referral as rule
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed, edit_place
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field, TextArea
from tasking_app.ui.widgets.labels import Label

Edited = Callable[[dict[str, str], dict[str, str]], None]
"""Told what was seen and what is wanted, by field."""
TITLE = "In a few words, fit for the room"


class Words(Sheet):
    """The words that are kept apart, for those on the list."""

    def __init__(self, jobs: Jobs, page: ReferralPage, edited: Edited) -> None:
        super().__init__(f"Words of {page.row.reference}", width=760)
        self._edited = edited
        points = "\n".join(point.text for point in page.points)
        self._seen = {"title": page.row.title, "description": page.description, "points": points}
        self._title_field = Field(TITLE, text=page.row.title)
        self._description = TextArea("Description", lines=5)
        self._description.set_text(page.description)
        self._points = TextArea("Points for the room", lines=rule.MOST_POINTS)
        self._points.set_text(points)
        self._title_line = Labelled(TITLE, self._title_field, most=rule.TITLE_LENGTH)
        hint = f"One a line, at most {rule.MOST_POINTS}, no names"
        self._points_line = Labelled("Points for the room", self._points, hint=hint)
        words = "These words stand in the annex only. Everybody else sees a restricted item with a number."
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        for line in (self._title_line, Labelled("Description", self._description), self._points_line):
            self.body.addWidget(line)
        self._keep(jobs, page.row.id)
        keep = Button("Keep changes", kind="primary", keys="Ctrl+Return")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(keep, cancel, None)
        keep.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _keep(self, jobs: Jobs, referral: UUID) -> None:
        """What is typed is on disk until it is saved, for nobody but who typed it."""
        self.typed = Typed(jobs)
        for name, field in (
            ("title", self._title_field),
            ("description", self._description),
            ("points", self._points),
        ):
            place = f"{edit_place('referral', referral, name)}:{jobs.actor.officer}"
            self.typed.keep(place, field, self._seen[name])
            self._seen[name] = self.typed.seen(place)
        self.typed.say(self.body)

    def first_focus(self) -> QWidget | None:
        return self._title_field.edit

    def touched(self) -> bool:
        """Whether something was typed here and not kept yet."""
        return self._wanted() != self._seen

    def _wanted(self) -> dict[str, str]:
        """What is typed; a text that differs by spaces alone is left as it was."""
        typed = {
            "title": self._title_field.text(),
            "description": self._description.text(),
            "points": _lines(self._points.text()),
        }
        same = {
            "title": self._seen["title"].strip(),
            "description": self._seen["description"].strip(),
            "points": _lines(self._seen["points"]),
        }
        return {name: self._seen[name] if text == same[name] else text for name, text in typed.items()}

    def _take(self) -> None:
        wanted = self._wanted()
        try:
            wanted["title"] = rule.check_title(wanted["title"])
        except AppError as error:
            self._title_line.show_problem(str(error))
            self._title_field.edit.setFocus()
            return
        self._title_line.show_problem("")
        many = len(wanted["points"].splitlines())
        if many > rule.MOST_POINTS:
            there = counted(many, "point")
            self._points_line.show_problem(
                f"The room can take {rule.MOST_POINTS} points at most; here are {there}."
            )
            self._points.setFocus()
            return
        self._points_line.show_problem("")
        self.close_layer()
        self._edited(self._seen, wanted)


def _lines(text: str) -> str:
    """The points that are there, one a line."""
    tidy = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in tidy if line)
