"""Sections of Settings about agencies, officers and series."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import (
    AddAgency,
    AddOfficer,
    AddSeries,
    AddTemplateItem,
    SetChair,
    SetSeat,
)
from tasking_app.records.settings import AgencyRow, OfficerRow, SeriesRow, SettingsPage
from tasking_app.rules.meeting import RHYTHM_WORDS
from tasking_app.services.partnership import ROLES
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.panels.settings_parts import Section
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.choices import CheckBox, Num
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import THEMES


def _sized(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(px(width))
    return widget


class AgenciesSection(Section):
    """Agencies: names on papers and in the room, nicknames for typing, and which must be here."""

    def build(self, page: SettingsPage) -> list[QWidget]:
        add = Button("Add an agency", icon="plus", size="small")
        add.clicked.connect(lambda: self._add(page))
        card = Card("Agencies", len(page.agencies), add, gap=0)
        heads = (
            ("Agency", 0),
            ("In the room", 140),
            ("Nicknames for typing", 190),
            ("Must be here", 116),
            ("", 90),
        )
        labels = [Label(words, "small_strong", "text2") for words, _ in heads]
        for label, (_, width) in zip(labels, heads, strict=True):
            if width:
                label.setFixedWidth(px(width))
        card.add(row((labels[0], 1), *labels[1:], gap=8))
        for agency in page.agencies:
            card.add(self._row(agency, page))
        card.add(
            Label(
                "Every change is kept at once and dated. Papers already made keep their words.",
                "small",
                "text2",
            )
        )
        return [card]

    def _row(self, agency: AgencyRow, page: SettingsPage) -> QWidget:
        name = self.line(
            f"Name of {agency.name}",
            agency.name,
            partial(self.edit, "agency", agency.id, "name", agency.name),
        )
        short = self.line(
            f"Short name of {agency.name}",
            agency.short_name,
            partial(self.edit, "agency", agency.id, "short_name", agency.short_name),
            140,
        )
        nick = self.line(
            f"Nicknames of {agency.name}",
            agency.nicknames,
            partial(self.edit, "agency", agency.id, "nicknames", agency.nicknames),
            190,
        )
        must = CheckBox("Yes" if agency.required else "No", name=f"{agency.short_name} must be here")
        must.setChecked(agency.required)
        must.clicked.connect(lambda on: self._must(agency, page, on))
        count = "1 officer" if agency.officers == 1 else f"{agency.officers} officers"
        inside = row(
            (name, 1),
            short,
            nick,
            _sized(must, 108),
            _sized(Label(count, "small", "text2"), 62),
            self.take_away("agency", agency.id, agency.short_name),
            gap=8,
            margins=(0, 5, 0, 5),
        )
        return box("row", inside)

    def _must(self, agency: AgencyRow, page: SettingsPage, on: bool) -> None:
        if page.series:
            command = SetSeat(series=page.series[0].id, agency=agency.id, required=on)
            self.jobs.do(command, owner=self, words="Changed")

    def _add(self, page: SettingsPage) -> None:
        def said(words: str) -> None:
            name, _, short = words.partition(",")
            seats = tuple(one.id for one in page.series)
            command = AddAgency(agency=new_id(), name=name.strip(), short_name=short.strip(), seats=seats)
            self.jobs.do(command, owner=self, words=f"{name.strip()} added")

        question = "Its name, and after a comma its short name for the room: Harbour Housing, Housing"
        ask_words.ask(self.window(), "Add an agency", question, "Add", said)


class OfficersSection(Section):
    """Officers by agency: job, role, whether they may decide and are invited, and leavers."""

    def build(self, page: SettingsPage) -> list[QWidget]:
        cards: list[QWidget] = []
        for agency in page.agencies:
            theirs = [one for one in page.officers if one.agency_id == agency.id and one.left_on is None]
            add = Button(
                "Add an officer",
                icon="plus",
                kind="ghost",
                size="small",
                name=f"Add an officer of {agency.name}",
            )
            add.clicked.connect(partial(self._add, agency.id, agency.short_name))
            card = Card(agency.short_name, len(theirs), add, role="h3", gap=0)
            for officer in theirs:
                card.add(self._row(officer, page))
            cards.append(card)
        return cards

    def _row(self, one: OfficerRow, page: SettingsPage) -> QWidget:
        name = self.line(
            f"Name of {one.name}", one.name, partial(self.edit, "officer", one.id, "name", one.name)
        )
        job = self.line(
            f"Job of {one.name}", one.job, partial(self.edit, "officer", one.id, "job", one.job), 190
        )
        email = self.line(
            f"E-mail of {one.name}", one.email, partial(self.edit, "officer", one.id, "email", one.email), 170
        )
        role = Combo(list(ROLES.items()), f"Role of {one.name}", current=one.role)
        role.chosen.connect(lambda key: self._role(one, page, key))
        decide = CheckBox("May decide", name=f"{one.name} may decide for the agency")
        decide.setChecked(one.may_decide)
        decide.clicked.connect(lambda on: self.edit("officer", one.id, "may_decide", one.may_decide, on))
        inside = row(
            (name, 1),
            job,
            email,
            _sized(role, 132),
            _sized(decide, 112),
            self.take_away("officer", one.id, one.name),
            gap=8,
            margins=(0, 4, 0, 4),
        )
        return box("row", inside)

    def _role(self, one: OfficerRow, page: SettingsPage, role: str) -> None:
        self.edit("officer", one.id, "role", one.role, role)
        if page.series:
            first = page.series[0].id
            if (role == "chair") != (first in one.chairs):
                self.jobs.do(SetChair(series=first, officer=one.id, wanted=role == "chair"), owner=self)
            if role == "co-ordinator":
                self.jobs.do(SetChair(series=first, officer=one.id, part="co-ordinator"), owner=self)

    def _add(self, agency: UUID, name: str) -> None:
        def said(words: str) -> None:
            who, _, job = words.partition(",")
            command = AddOfficer(officer=new_id(), agency=agency, name=who.strip(), job=job.strip())
            self.jobs.do(command, owner=self, words=f"{who.strip()} added")

        question = "Name, and after a comma the job: Dana Wheatcroft, ASB officer"
        ask_words.ask(self.window(), f"Add an officer of {name}", question, "Add", said)


class SeriesSection(Section):
    """Series: rhythm, time, place, quorum, and the agenda each starts from."""

    def build(self, page: SettingsPage) -> list[QWidget]:
        add = Button("Add a series", icon="plus", size="small")
        add.clicked.connect(self._add)
        top = Card("Series", len(page.series), add)
        return [top, *(self._card(one) for one in page.series)]

    def _card(self, one: SeriesRow) -> QWidget:
        def change(field: str, seen: object, wanted: object) -> None:
            self.edit("series", one.id, field, seen, wanted)

        rhythm = Combo(
            [(key.value, words) for key, words in RHYTHM_WORDS.items()], "How often", current=one.rhythm
        )
        rhythm.chosen.connect(lambda key: change("rhythm", one.rhythm, key))
        minutes = Num(one.minutes, f"Minutes booked for {one.name}", least=5, most=600)
        minutes.changed.connect(lambda value: change("minutes", one.minutes, value))
        quorum = Num(one.quorum, f"Quorum of {one.name}", least=0, most=60)
        quorum.changed.connect(lambda value: change("quorum", one.quorum, value))
        name = self.line(f"Name of {one.name}", one.name, partial(change, "name", one.name), 190)
        place = self.line(f"Place of {one.name}", one.place, partial(change, "place", one.place))
        starts = self.line(f"Start of {one.name}", one.starts, partial(change, "starts", one.starts), 74)
        card = Card(f"{one.name}, {one.code}", role="h3", gap=8)
        card.add(row(name, (rhythm, 1), starts, (place, 2), gap=8))
        chairs = (
            f"Chairs: {', '.join(one.chairs)}" if one.chairs else "No chair yet: choose one under Officers"
        )
        card.add(
            row(
                Label("Minutes"),
                minutes,
                12,
                Label("Quorum"),
                quorum,
                12,
                Label(chairs, "small", "text2"),
                None,
                gap=8,
            )
        )
        card.add(self._agenda(one))
        return card

    def _agenda(self, one: SeriesRow) -> QWidget:
        inside = column(gap=3)
        inside.addWidget(Label("The agenda it starts from", "small_strong", "text2"))
        for line in one.agenda:
            icon = Glyph(THEMES[line.theme].icon, line.theme, 18) if line.theme else Glyph("pin", "text2", 16)
            title = self.line(
                line.title, line.title, partial(self.edit, "template_item", line.id, "title", line.title)
            )
            minutes = Num(line.minutes, f"Minutes for {line.title}", most=240)
            minutes.changed.connect(
                lambda value, key=line.id, seen=line.minutes: self.edit(
                    "template_item", key, "minutes", seen, value
                )
            )
            parts = [] if line.theme else [self.take_away("template_item", line.id, line.title)]
            inside.addLayout(row(icon, (title, 1), minutes, *parts, gap=8))
        add = Button(
            "Add a standing item",
            icon="plus",
            kind="ghost",
            size="small",
            name=f"Add a standing item to {one.name}",
        )
        add.clicked.connect(lambda: self._add_item(one))
        inside.addLayout(row(add, None))
        made = QWidget()
        made.setLayout(inside)
        return made

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
