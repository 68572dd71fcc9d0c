"""Home: the next meeting with one button, what needs attention, the five themes, what happened since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from tasking_app.records.home import Attention, Home, Recent, Since, ThemeLine
from tasking_app.records.ready import Ready
from tasking_app.rules import days
from tasking_app.services import home
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import Flow, box, clear, column, row, scroll, wrap
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.pages import Hints
from tasking_app.ui.widgets.sparkline import Sparkline
from tasking_app.ui.widgets.tags import ChangeArrow, StatusTag, Tag, ThemeIcon

SHAPES = {
    "late": ("alert-octagon-filled", "late"),
    "due_soon": ("alert-triangle-filled", "due_soon"),
    "blocked": ("octagon-minus-filled", "late"),
    "quiet": ("hourglass", "text"),
    "inbox": ("inbox", "text"),
    "clash": ("git-merge", "text"),
    "figures": ("chart-bar", "text"),
}
PLACES = {
    "late": Place("actions", part="late"),
    "blocked": Place("actions", part="blocked"),
    "quiet": Place("actions", part="no_update"),
    "accept": Place("referrals", part="to_accept"),
    "decide": Place("proposals"),
    "figures": Place("settings", part="figures"),
    "plan": Place("prepare", part="plan"),
}
ONE_COLUMN, TREND = 1140, 1262
"""Below these widths the cards stand one under another; between them the months are not drawn."""
MONTHS, CHANGE = 60, 66
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HomeScreen(Screen):
    """The first thing people see."""

    key: ClassVar[str] = "home"
    title: ClassVar[str] = "Home"
    rail: ClassVar[str] = "home"
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            "meeting",
            "action",
            "action_update",
            "referral",
            "attendance",
            "incident_load",
            "agenda_item",
            "placing",
            "proposal",
            "clash",
        ]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._shown: Home | None = None
        self.also: Callable[[], tuple[Attention, ...]] = tuple
        """What waits on this computer for whoever sits here; known once the rest of the program is loaded."""
        self._hero = Card(margins=(22, 16, 22, 14), gap=6)
        self._need = Card("Needs attention", None, Label("Most urgent first", "small", "text2"), gap=0)
        self._themes = Card("Five themes", None, gap=0)
        kept = Button("Dates kept and dates moved", kind="link", size="small")
        kept.clicked.connect(lambda: self.go.emit(Place("reliability")))
        self._since = Card("Since the last meeting", None, kept, gap=4)
        self._recent = Card("Recent", gap=3)
        for card in (self._themes, self._since):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        left = column(self._hero, (self._need, 1), gap=14)
        right = column(self._themes, self._since, (self._recent, 1), gap=14)
        self._sides = row((left, 58), (right, 42), gap=16, margins=(20, 16, 20, 16))
        self._months: list[QWidget] = []
        self._mine = Button("My agency", icon="building")
        self._mine.clicked.connect(lambda: self.go.emit(Place("my_agency")))
        self.setLayout(column(scroll(wrap(self._sides), "Home"), gap=0))

    def reload(self) -> None:
        self._jobs.ask(home.home, self._show, self)

    def top_actions(self) -> list[QWidget]:
        return [self._mine]

    def regions(self) -> list[QWidget]:
        return [self._hero, self._need, self._themes, self._recent]

    def keys(self) -> list[KeyHint]:
        return [KeyHint("F5", "Start the meeting, or go back to it")]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        way = QBoxLayout.Direction
        narrow = self.width() < px(ONE_COLUMN)
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for one in self._months:
            one.setVisible(narrow or self.width() >= px(TREND))

    def _show(self, shown: Home) -> None:
        own = self.also()
        shown = replace(shown, attention=(*own, *shown.attention)) if own else shown
        if shown == self._shown:
            return
        self._shown = shown
        self.head.emit(shown.greeting, "")
        for card in (self._hero, self._need, self._themes, self._since, self._recent):
            clear(card.body)
        self._show_meeting(shown)
        self._show_need(shown)
        self._show_themes(shown)
        self._show_since(shown.since)
        self._show_recent(shown)

    # -- the next meeting

    def _show_meeting(self, shown: Home) -> None:
        meeting = shown.meeting
        if meeting is None:
            plan = Button("Plan a meeting", icon="calendar-event", kind="primary", size="big")
            plan.clicked.connect(lambda: self.go.emit(Place("prepare", part="plan")))
            words = "Its agenda starts with the standing items, the five themes and what carries over."
            self._hero.add(
                Label("No meeting is planned", "h1"), Label(words, "body", "text2"), 6, row(plan, None)
            )
            return
        day = Label(f"{days.long(meeting.held_on)}, {meeting.starts}", "h1")
        tag = Tag(shown.away, "clock", "on_mark", "mark")
        chair = f"Chair: {meeting.chair}." if meeting.chair else "No chair yet."
        marked = [f"{shown.invited} invited"]
        marked += [f"{shown.coming} here"] if shown.coming else []
        marked += [f"{shown.apologies} apologies"] if shown.apologies else []
        place = f"{meeting.place}. " if meeting.place else ""
        facts = Label(f"{meeting.series}. {place}{chair} {', '.join(marked)}.", "body", "text2", wrap=True)
        self._hero.add(
            row(tag, None), day, facts, self._ready_row(shown.ready), 4, self._meeting_buttons(shown)
        )

    def _ready_row(self, ready: tuple[Ready, ...]) -> QWidget:
        parts: list[QWidget] = []
        first = [one for one in ready if not one.good][:2] + [one for one in ready if one.good]
        for one in first[:3]:
            icon, tone = (
                ("circle-check-filled", "on_track") if one.good else ("alert-triangle-filled", "due_soon")
            )
            parts.append(wrap(row(Glyph(icon, tone, 18), Label(one.words), gap=6)))
        return wrap(Flow(*parts, gap=14))

    def _meeting_buttons(self, shown: Home) -> QWidget:
        meeting = shown.meeting
        assert meeting is not None
        running = meeting.stage == "in_progress"
        words = "Go back to the meeting" if running else "Start meeting"
        start = Button(words, icon="player-play-filled", kind="primary", size="big", keys="F5")
        start.clicked.connect(lambda: self.go.emit(Place("meeting" if running else "start", meeting.id)))
        edit = Button("Edit agenda", icon="edit")
        edit.clicked.connect(lambda: self.go.emit(Place("prepare", meeting.id)))
        papers = Button("Papers as PDF", icon="file-text", keys="Ctrl+E")
        papers.clicked.connect(lambda: self.go.emit(Place("export", meeting.id)))
        hint = [] if running else [wrap(row(Label("Starts with", "small", "text2"), Keycaps("F5")))]
        return wrap(row(start, edit, papers, (Hints(hint, right=True), 1), gap=10))

    # -- what needs attention

    def _show_need(self, shown: Home) -> None:
        self._need.set_count(len(shown.attention) or None)
        for number, one in enumerate(shown.attention):
            self._need.add(self._attention_row(one, last=number == len(shown.attention) - 1))
        if not shown.attention:
            good = row(
                Glyph("circle-check", "on_track", 24), Label("Nothing waits. Every open action is on time.")
            )
            self._need.add(wrap(good))
        self._need.add(None)

    def _attention_row(self, one: Attention, *, last: bool) -> QWidget:
        icon, tone = SHAPES[one.shape]
        verb = Button(one.verb, size="small", name=f"{one.verb}: {one.title}")
        verb.setMinimumWidth(px(118))
        verb.clicked.connect(partial(self._attend, one))
        words = column(Elided(one.title, "strong"), Elided(one.detail, "small", "text2"), gap=0)
        inside = row(Glyph(icon, tone, 24), (words, 1), verb, gap=14, margins=(4, 6, 0, 7))
        return box("plain" if last else "row", inside)

    def _attend(self, one: Attention) -> None:
        if one.what == "referral":
            self.go.emit(Place("referral", one.id))
        elif one.what == "clash":
            self.go.emit(Place("put_off", one.id, one.kind))
        elif one.what == "approve":
            self.go.emit(Place("library", one.id))
        else:
            self.go.emit(PLACES[one.what])

    # -- the right side

    def _show_themes(self, shown: Home) -> None:
        month = (
            f"Open actions. Police figures: {shown.figures_month} against last year"
            if shown.figures_month
            else "Open actions"
        )
        self._themes.add(Label(month, "small", "text2"), 2)
        self._months = []
        for number, line in enumerate(shown.themes):
            self._themes.add(self._theme_row(line, last=number == len(shown.themes) - 1))
        self._fit()

    def _theme_row(self, line: ThemeLine, *, last: bool) -> QWidget:
        count = Label(str(line.open), align=RIGHT, tabular=True)
        count.setFixedWidth(px(28))
        late: QWidget = (
            StatusTag("late", f"{line.late} late", tinted=False)
            if line.late
            else Label("None late", "small", "text2")
        )
        slot = wrap(row(late, None, gap=0))
        slot.setFixedWidth(px(80))
        inside = row(
            ThemeIcon(line.theme, 32),
            (Elided(line.name, "strong"), 1),
            count,
            slot,
            *self._figures(line),
            gap=7,
            margins=(0, 5, 0, 5),
        )
        frame = box("plain" if last else "row", inside)
        said = line.figures.labelled_sentence
        frame.setToolTip(said)
        frame.setAccessibleName(f"{line.name}: {line.open} open, {line.late} late. {said}")
        return frame

    def _figures(self, line: ThemeLine) -> tuple[QWidget, ...]:
        if not line.figures.known:
            none = Label("no figures", "small", "text2", align=RIGHT)
            none.setFixedWidth(px(CHANGE))
            blank = Label("")
            blank.setFixedWidth(px(MONTHS))
            self._months.append(blank)
            return (blank, none)
        now = [value for value in line.figures.history if value is not None]
        before = [value for value in line.last_year if value is not None]
        spark = Sparkline(now, before, tone=line.theme, width=MONTHS, height=26, name=f"{line.name} by month")
        change = line.figures.on_last_year
        shown: QWidget = Label("", "small")
        if change is not None and change.percent == 0:
            shown = Label("the same", "small", "text2")
        elif change is not None and change.percent is not None:
            sign = -1 if change.direction == "down" else 1
            shown = ChangeArrow(sign * change.percent)
        shown.setFixedWidth(px(CHANGE))
        self._months.append(spark)
        return (spark, shown)

    def _show_since(self, since: Since | None) -> None:
        self._since.setVisible(since is not None)
        if since is None:
            return
        self._since.set_title(f"Since {since.since.day} {days.MONTHS[since.since.month - 1]}")
        on_time = "–" if since.on_time is None else f"{since.on_time}%"
        numbers = (
            (str(since.done), "actions done"),
            (str(since.added), "added"),
            (str(since.moved), "given more time"),
            (on_time, "done on time"),
        )
        parts: list[QWidget | None] = []
        for number, words in numbers:
            parts += [wrap(column(Label(number, "display"), Label(words, "small", "text2"), gap=0)), None]
        self._since.add(row(*parts[:-1], gap=6))

    def _show_recent(self, shown: Home) -> None:
        for one in shown.recent:
            self._recent.add(self._recent_row(one))
        if not shown.recent:
            self._recent.add(Label("What you open and change will stand here.", "body", "text2"))
        self._recent.add(None)

    def _recent_row(self, one: Recent) -> QWidget:
        icon = "map-pin" if one.kind == "referral" else "list-check"
        screen = "referral" if one.kind == "referral" else "actions"
        button = icon_button("chevron-right", f"Open {one.title}", kind="ghost", size="small")
        button.clicked.connect(lambda: self.go.emit(Place(screen, one.id)))
        return wrap(
            row(
                Glyph(icon, "text2", 18),
                (Elided(one.title), 1),
                Label(one.when, "small", "text2"),
                button,
                gap=8,
            )
        )
