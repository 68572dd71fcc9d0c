"""Plan a meeting, or change its day, time, place and chair, postpone or cancel it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import beside, changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import MoveMeeting, PlanMeeting
from tasking_app.records.meeting_head import MeetingHead
from tasking_app.records.planning import Planning, SeriesChoice
from tasking_app.rules import dates, days
from tasking_app.rules.errors import AppError, Clash
from tasking_app.services import planning
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed, edit_place, once_all
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import DateField, DateRead, Field
from tasking_app.ui.widgets.labels import Label

NotHeld = Callable[[str, str, date | None], None]
_TIME = re.compile(r"^([01]?\d|2[0-3])[:.]?([0-5]\d)$")


def reader(today: date) -> Callable[[str], DateRead]:
    """Reads a loosely typed day for a date field."""

    def read(text: str) -> DateRead:
        try:
            day = dates.read(text, today)
        except AppError as error:
            return DateRead(None, str(error))
        return DateRead(day, days.short(day))

    return read


class _Facts(Sheet):
    """The fields that planning and changing share."""

    def __init__(self, jobs: Jobs, title: str, known: Planning, verb: str) -> None:
        super().__init__(title, width=600)
        self.jobs = jobs
        self.known = known
        self.day = DateField("Day", reader(known.today))
        self.starts = Field("Starts at", text="10:00")
        self.minutes = Field("Minutes booked", text="120")
        self.place_field = Field("Place")
        self.chair = Combo(
            [("", "Choose later"), *((str(key), name) for key, name in known.officers)], "Chair"
        )
        self.problem = Label("", "small", "late", wrap=True)
        self.problem.hide()
        self.body.addLayout(
            row(
                (Labelled("Day", self.day, hint="11 dec, fri, in 2 weeks"), 2),
                (Labelled("Starts", self.starts), 1),
                (Labelled("Minutes", self.minutes), 1),
            )
        )
        self.body.addWidget(Labelled("Place", self.place_field))
        self.body.addWidget(Labelled("Chair", self.chair))
        self.body.addWidget(self.problem)
        self.go_button = Button(verb, kind="primary", keys="Ctrl+Return")
        self.cancel_button = Button("Cancel", kind="ghost", keys="Esc")
        self.go_button.clicked.connect(self.take)
        self.confirmed.connect(self.take)
        self.cancel_button.clicked.connect(self.close_layer)

    def first_focus(self) -> QWidget | None:
        return self.day.edit

    def take(self) -> None:
        """Carry out what was typed; each kind of sheet does its own."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say what has to be put right; what was typed stays."""
        self.problem.setText(sentence)
        self.problem.show()

    def read(self) -> dict[str, object] | None:
        """The fields as values, or None after saying what is missing."""
        time = _TIME.match(self.starts.text().strip())
        if self.day.day() is None:
            self.refuse(self.day.problem() or "Type the day, for example 11 dec.")
        elif time is None:
            self.refuse("Type the time as 10:00.")
        elif not self.minutes.text().strip().isdigit() or not 5 <= int(self.minutes.text()) <= 600:
            self.refuse("Type how many minutes are booked, from 5 to 600.")
        else:
            return {
                "starts": f"{int(time[1]):02}:{time[2]}",
                "minutes": int(self.minutes.text()),
                "place": self.place_field.text().strip(),
                "chair_id": self.chair.key() or None,
            }
        return None

    def failed(self, error: Exception) -> None:
        """The rule that stands against it, beside the fields; for a clash both texts are shown."""
        self.refuse(str(error))
        if isinstance(error, Clash):
            self.close_layer()
            self.jobs.clashed.emit(error)


class _Plan(_Facts):
    def __init__(self, jobs: Jobs, known: Planning, planned: Callable[[UUID], None]) -> None:
        super().__init__(jobs, "Plan a meeting", known, "Plan the meeting")
        self._planned = planned
        self._typed = Typed(jobs)
        self._tell: dict[str, Callable[[str], None]] = {}
        first = str(known.series[0].id) if known.series else ""
        self.series = Combo([(str(one.id), one.name) for one in known.series], "Series", current=first)
        self.body.insertWidget(0, Labelled("Series", self.series))
        self.special = CheckBox("Extraordinary: outside the rhythm, for one matter")
        self.what_for = Field("What the extraordinary meeting is for")
        self._why = Labelled("What it is for", self.what_for, hint="stands on its papers")
        self._why.hide()
        self.special.toggled.connect(self._why.setVisible)
        self.body.insertWidget(3, self.special)
        self.body.insertWidget(4, self._why)
        if known.notice:
            self.body.insertWidget(5, Label(known.notice, "small", "due_soon", wrap=True))
        self.series.chosen.connect(lambda key: self._fill(self._choice(key)))
        self.foot(self.go_button, self.cancel_button, None)
        for name, field in self._fields().items():
            field.changed.connect(partial(self._tell_of, name))
        if known.series:
            self._fill(known.series[0])

    def _choice(self, key: str) -> SeriesChoice:
        return next(one for one in self.known.series if str(one.id) == key)

    def _fields(self) -> dict[str, Field]:
        return {
            "day": self.day,
            "starts": self.starts,
            "minutes": self.minutes,
            "place": self.place_field,
            "what_for": self.what_for,
        }

    def _tell_of(self, name: str, text: str) -> None:
        if name in self._tell:
            self._tell[name](text)

    def _fill(self, choice: SeriesChoice) -> None:
        """What the series suggests, or what was typed for it before."""
        self._typed, self._tell, told = Typed(self.jobs), {}, {}
        usual = {
            "day": days.short(choice.next_on),
            "starts": choice.starts,
            "minutes": str(choice.minutes),
            "place": choice.place,
            "what_for": "",
        }
        for name, field in self._fields().items():
            field.set_text(usual[name])
            told[name] = self._typed.watch(f"plan:{choice.id}:{name}", usual[name], field.set_text)
        if self.day.text() == usual["day"]:
            self.day.set_day(choice.next_on, usual["day"])
        self.special.setChecked(bool(self.what_for.text()))
        self._tell = told

    def take(self) -> None:
        values, day = self.read(), self.day.day()
        if values is None or day is None:
            return
        if not self.series.key():
            self.refuse("There is no series of meetings yet. Add one in Settings, Series.")
            return
        key = new_id()
        chair = values["chair_id"]
        command = PlanMeeting(
            meeting=key,
            series=UUID(self.series.key()),
            held_on=day,
            starts=str(values["starts"]),
            minutes=int(str(values["minutes"])),
            place=str(values["place"]),
            chair=UUID(str(chair)) if chair else None,
            extraordinary=self.special.isChecked(),
            why=self.what_for.text().strip() if self.special.isChecked() else "",
        )

        def done(_done: object) -> None:
            self._typed.forget()
            self.close_layer()
            self._planned(key)

        self.jobs.do(command, done, self, self.failed, words="Meeting planned")


class _Change(_Facts):
    def __init__(self, jobs: Jobs, known: Planning, head: MeetingHead, not_held: NotHeld) -> None:
        super().__init__(jobs, "Date, place and chair", known, "Keep changes")
        self._head, self._not_held = head, not_held
        self._typed = Typed(jobs)
        self._typed.keep_day(self._kept_at("held_on"), self.day, head.held_on)
        for name, field, stored in (
            ("starts", self.starts, head.starts),
            ("minutes", self.minutes, str(head.minutes)),
            ("place", self.place_field, head.place),
        ):
            field.set_text(stored)
            self._typed.keep(self._kept_at(name), field, stored)
        self._typed.say(self.body)
        self.chair.set_key(str(head.chair_id) if head.chair_id is not None else "")
        postpone = Button("Postpone…", name="Postpone this meeting")
        cancel = Button("Cancel the meeting…", name="Cancel this meeting")
        postpone.clicked.connect(self._postpone)
        cancel.clicked.connect(self._cancel)
        self.foot(self.go_button, self.cancel_button, None, postpone, cancel)

    def take(self) -> None:
        values, day = self.read(), self.day.day()
        if values is None or day is None:
            return
        head, seen_minutes = self._head, self._seen("minutes")
        seen = {
            "starts": self._seen("starts"),
            "minutes": int(seen_minutes) if seen_minutes.isdigit() else head.minutes,
            "place": self._seen("place"),
            "chair_id": str(head.chair_id) if head.chair_id is not None else None,
        }
        seen_day = self._typed.seen_day(self._kept_at("held_on"), self.day, head.held_on) or head.held_on
        wanted = changes(seen, values)
        done = once_all((day != seen_day) + bool(wanted), self._done)
        if day != seen_day:
            move = MoveMeeting(meeting=head.id, seen=seen_day, held_on=day)
            self.jobs.do(move, done, self, self.failed, words=f"Moved to {days.long(day)}")
        if wanted:
            about = beside(seen, values)
            edit = Edit(kind="meeting", row=head.id, changes=wanted, beside=about)
            self.jobs.do(edit, done, self, self.failed, words="Changed")
        if day == seen_day and not wanted:
            self._done()

    def _kept_at(self, name: str) -> str:
        return edit_place("meeting", self._head.id, name)

    def _seen(self, name: str) -> str:
        return self._typed.seen(self._kept_at(name))

    def _done(self) -> None:
        self._typed.forget()
        self.close_layer()

    def _stop_holding(self, what: str, day: date | None, why: str) -> None:
        """Postponed or cancelled: what was typed above has done its work."""
        self._typed.forget()
        self._not_held(what, why, day)

    def _postpone(self) -> None:
        day = self.day.day()
        if day is None or day == self._head.held_on:
            self.refuse("Type the new day above first, then postpone.")
            return
        window = self.window()
        self.close_layer()
        question = (
            f"It is held on {days.long(day)} instead, and its business goes with it. Why is it postponed?"
        )
        ask_words.ask(
            window,
            "Postpone this meeting?",
            question,
            "Postpone",
            partial(self._stop_holding, "postpone", day),
            about=self._head.id,
        )

    def _cancel(self) -> None:
        window = self.window()
        self.close_layer()
        question = "It is not held, and its business waits for the next one. Why is it cancelled?"
        ask_words.ask(
            window,
            "Cancel this meeting?",
            question,
            "Cancel it",
            partial(self._stop_holding, "cancel", None),
            about=self._head.id,
        )


def plan(opener: QWidget, jobs: Jobs, planned: Callable[[UUID], None]) -> None:
    """Open the form for a new meeting; `planned` gets its key."""
    jobs.ask(planning.planning, lambda known: _Plan(jobs, known, planned).open_over(opener), opener)


def change(opener: QWidget, jobs: Jobs, head: MeetingHead, not_held: NotHeld) -> None:
    """Open the facts of a meeting; `not_held` is told when it is postponed or cancelled."""
    jobs.ask(planning.planning, lambda known: _Change(jobs, known, head, not_held).open_over(opener), opener)
