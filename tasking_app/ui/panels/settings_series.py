"""Section of Settings about series: when and where, who chairs, which agencies sit there, and the agenda."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddSeries, AddTemplateItem, SetChair, SetSeat
from tasking_app.records.settings import OfficerRow, PartRow, SeatRow, SeriesRow, SettingsPage
from tasking_app.rules.meeting import RHYTHM_WORDS
from tasking_app.ui.dialogs import ask_words, choose
from tasking_app.ui.dialogs.choose import Pick
from tasking_app.ui.layouts import Flow, Item, box, column, row, wrap
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.choices import CheckBox, Num
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import THEMES

CHAIR, COORDINATOR = "chair", "co-ordinator"
COLUMNS = 2
CROSS = 36  # the room of a cross, with what is beside it, where there is none


class SeriesSection(Section):
    """Series: rhythm, time, place and quorum, chairs, agencies, and the agenda each starts from."""

    about = (
        "Each series of meetings: how often and where it meets, who chairs it, which agencies sit in "
        "it, and the agenda the next meeting starts from. Meetings that are planned already keep what "
        "they have."
    )
    holds = (
        "meeting rhythm weekly monthly place time start quorum chair co-ordinator seat standing item "
        "agenda minutes"
    )

    def build(self, page: SettingsPage) -> list[QWidget]:
        add = Button("Add a series", icon="plus", size="small")
        add.clicked.connect(self._add)
        top = Card("Series", len(page.series), add)
        officers = [one for one in page.officers if one.left_on is None]
        return [top, *(self._card(one, officers) for one in page.series)]

    def _card(self, one: SeriesRow, officers: list[OfficerRow]) -> QWidget:
        card = Card(f"{one.name}, {one.code}", role="h3", gap=10)
        card.add(self._when_and_where(one), self._numbers(one))
        card.add(self._people(one, CHAIR, one.chairs, officers))
        card.add(self._people(one, COORDINATOR, one.coordinators, officers))
        card.add(self._agencies(one), self._agenda(one))
        return card

    def _when_and_where(self, one: SeriesRow) -> QWidget:
        rhythm = Combo(
            [(key.value, words) for key, words in RHYTHM_WORDS.items()],
            f"How often {one.name} meets",
            current=one.rhythm,
        )
        rhythm.chosen.connect(lambda key: self.edit("series", one.id, "rhythm", one.rhythm, key))
        name = self.line_of(f"Name of {one.name}", "series", one.id, "name", one.name, 190)
        place = self.line_of(f"Place of {one.name}", "series", one.id, "place", one.place)
        starts = self.line_of(f"Start of {one.name}", "series", one.id, "starts", one.starts, 74)
        return wrap(row(name, (rhythm, 1), starts, (place, 2), gap=8))

    def _numbers(self, one: SeriesRow) -> QWidget:
        minutes = Num(one.minutes, f"Minutes booked for {one.name}", least=5, most=600)
        minutes.changed.connect(lambda value: self.edit("series", one.id, "minutes", one.minutes, value))
        quorum = Num(one.quorum, f"Quorum of {one.name}", least=0, most=60)
        quorum.changed.connect(lambda value: self.edit("series", one.id, "quorum", one.quorum, value))
        return wrap(row(Label("Minutes"), minutes, 12, Label("Quorum"), quorum, None, gap=8))

    # -- people

    def _people(
        self, one: SeriesRow, part: str, people: tuple[PartRow, ...], officers: list[OfficerRow]
    ) -> QWidget:
        head = Label("Chairs" if part == CHAIR else "Co-ordinators", "small_strong", "text2")
        head.setFixedWidth(px(100))
        chips = [self._chip(one, part, who) for who in people]
        add = Button(
            f"Add a {part}", icon="plus", kind="ghost", size="small", name=f"Add a {part} of {one.name}"
        )
        there = {who.officer for who in people}
        free = [officer for officer in officers if officer.id not in there]
        add.clicked.connect(lambda: self._choose(one, part, free))
        nobody = [] if people else [Label(f"No {part} yet", "body", "text2")]
        return wrap(row(head, (wrap(Flow(*nobody, *chips, add, gap=6)), 1), gap=8))

    def _chip(self, one: SeriesRow, part: str, who: PartRow) -> QWidget:
        gone = icon_button("x", f"{who.name} is no longer {part} of {one.name}", kind="ghost", size="small")
        command = SetChair(series=one.id, officer=who.officer, part=part, wanted=False)
        words = f"{who.name} is no longer {part}"
        gone.clicked.connect(lambda: self.jobs.do(command, owner=self, words=words))
        about = f"{who.agency}, has left" if who.left else who.agency
        text = row(
            Label(who.name, "strong"), Label(about, "small", "text2"), gone, gap=8, margins=(10, 0, 2, 0)
        )
        return box("well", text)

    def _choose(self, one: SeriesRow, part: str, free: list[OfficerRow]) -> None:
        def add(who: OfficerRow) -> None:
            command = SetChair(series=one.id, officer=who.id, part=part)
            self.jobs.do(command, owner=self, words=f"{who.name} is {part} of {one.name}")

        picks = [Pick(f"{who.name}, {who.agency}", partial(add, who), "user") for who in free]
        about = "" if picks else "Nobody else is on the list of officers. Add them there first."
        choose.ask(self.window(), f"Add a {part} of {one.name}", about, picks)

    # -- agencies

    def _agencies(self, one: SeriesRow) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(28))
        grid.setVerticalSpacing(px(2))
        deep = -(-len(one.seats) // COLUMNS)
        for number, seat in enumerate(one.seats):
            grid.addWidget(self._seat(one, seat), number % deep, number // deep)
        for side in range(COLUMNS):
            grid.setColumnStretch(side, 1)
        sitting = [seat for seat in one.seats if seat.seated]
        must = sum(seat.required for seat in sitting)
        about = f"Agencies: {len(sitting)} sit in it, {must} must be here"
        return wrap(column(Label(about, "small_strong", "text2"), wrap(grid), gap=4))

    def _seat(self, one: SeriesRow, seat: SeatRow) -> QWidget:
        sits = CheckBox("Sits in it", name=f"{seat.name} sits in {one.name}")
        sits.setChecked(seat.seated)
        sits.clicked.connect(lambda on: self._set_seat(one, seat, seated=on, required=False))
        parts: list[QWidget] = [sits]
        if seat.seated:
            must = CheckBox("Must be here", name=f"{seat.name} must be at {one.name}")
            must.setChecked(seat.required)
            must.clicked.connect(lambda on: self._set_seat(one, seat, seated=True, required=on))
            parts.append(must)
        for part, width in zip(parts, (104, 136), strict=False):
            part.setFixedWidth(px(width))
        room = 0 if seat.seated else 136 + 8
        words = Label(seat.name, "body", "text" if seat.seated else "text2")
        return wrap(row((words, 1), *parts, room, gap=8))

    def _set_seat(self, one: SeriesRow, seat: SeatRow, *, seated: bool, required: bool) -> None:
        command = SetSeat(series=one.id, agency=seat.agency, seated=seated, required=required)
        if not seated:
            words = f"{seat.name} no longer sits in {one.name}"
        elif required:
            words = f"{seat.name} must be at {one.name}"
        else:
            words = f"{seat.name} sits in {one.name}"
        self.jobs.do(command, owner=self, words=words)

    # -- agenda

    def _agenda(self, one: SeriesRow) -> QWidget:
        inside = column(gap=3)
        inside.addWidget(Label("The agenda it starts from", "small_strong", "text2"))
        for line in one.agenda:
            icon = Glyph(THEMES[line.theme].icon, line.theme, 18) if line.theme else Glyph("pin", "text2", 18)
            spoken = f"{line.title}, item of {one.name}"
            title = self.line_of(spoken, "template_item", line.id, "title", line.title)
            minutes = Num(line.minutes, f"Minutes for {spoken}", most=240)
            minutes.changed.connect(
                lambda value, key=line.id, seen=line.minutes: self.edit(
                    "template_item", key, "minutes", seen, value
                )
            )
            away: Item = CROSS if line.theme else self.take_away("template_item", line.id, spoken)
            inside.addLayout(row(icon, (title, 1), minutes, away, gap=8))
        add = Button(
            "Add a standing item",
            icon="plus",
            kind="ghost",
            size="small",
            name=f"Add a standing item to {one.name}",
        )
        add.clicked.connect(lambda: self._add_item(one))
        inside.addLayout(row(add, None))
        return wrap(inside)

    def _add_item(self, one: SeriesRow) -> None:
        def said(words: str) -> None:
            command = AddTemplateItem(item=new_id(), series=one.id, title=words)
            self.jobs.do(command, owner=self, words=f"{words} added")

        ask_words.ask(self.window(), f"Add a standing item to {one.name}", "What is it about?", "Add", said)

    def _add(self) -> None:
        def said(words: str) -> None:
            code, _, name = words.partition(" ")
            command = AddSeries(series=new_id(), code=code, name=name.strip())
            self.jobs.do(command, owner=self, words=f"{name.strip() or code} added")

        question = "A code of up to 6 letters and a name, for example: YTH Young people’s group"
        ask_words.ask(self.window(), "Add a series", question, "Add", said)
