"""Sections of Settings about agencies and officers."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency, AddOfficer
from tasking_app.records.settings import AgencyRow, OfficerRow, SettingsPage
from tasking_app.services.partnership import ROLES
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.layouts import box, row
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.labels import Elided, Label


def _sized(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(px(width))
    return widget


class AgenciesSection(Section):
    """Agencies: names on papers and in the room, nicknames for typing, and where each sits."""

    def build(self, page: SettingsPage) -> list[QWidget]:
        add = Button("Add an agency", icon="plus", size="small")
        add.clicked.connect(lambda: self._add(page))
        card = Card("Agencies", len(page.agencies), add, gap=0)
        heads = (
            ("Agency", 0),
            ("In the room", 140),
            ("Nicknames for typing", 190),
            ("Sits in", 116),
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
                "Where an agency sits, and whether it must be here, is chosen under Series and agendas. "
                "Papers already made keep their words.",
                "small",
                "text2",
                wrap=True,
            )
        )
        return [card]

    def _row(self, agency: AgencyRow, page: SettingsPage) -> QWidget:
        name = self.line_of(f"Name of {agency.name}", "agency", agency.id, "name", agency.name)
        short = self.line_of(
            f"Short name of {agency.name}", "agency", agency.id, "short_name", agency.short_name, 140
        )
        nick = self.line_of(
            f"Nicknames of {agency.name}", "agency", agency.id, "nicknames", agency.nicknames, 190
        )
        codes = [
            one.code for one in page.series for seat in one.seats if seat.agency == agency.id and seat.seated
        ]
        sits = Elided(", ".join(codes) or "No series", "small", "text" if codes else "text2")
        count = "1 officer" if agency.officers == 1 else f"{agency.officers} officers"
        inside = row(
            (name, 1),
            short,
            nick,
            _sized(sits, 108),
            _sized(Label(count, "small", "text2"), 62),
            self.take_away("agency", agency.id, agency.short_name),
            gap=8,
            margins=(0, 5, 0, 5),
        )
        return box("row", inside)

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
        about = "Who chairs or co-ordinates a series is chosen under Series and agendas."
        cards: list[QWidget] = [Label(about, "small", "text2", wrap=True)]
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
                card.add(self._row(officer))
            cards.append(card)
        return cards

    def _row(self, one: OfficerRow) -> QWidget:
        name = self.line_of(f"Name of {one.name}", "officer", one.id, "name", one.name)
        job = self.line_of(f"Job of {one.name}", "officer", one.id, "job", one.job, 190)
        email = self.line_of(f"E-mail of {one.name}", "officer", one.id, "email", one.email, 170)
        email.edit.setPlaceholderText("E-mail")
        role = Combo(list(ROLES.items()), f"Role of {one.name}", current=one.role)
        role.chosen.connect(lambda key: self.edit("officer", one.id, "role", one.role, key))
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

    def _add(self, agency: UUID, name: str) -> None:
        def said(words: str) -> None:
            who, _, job = words.partition(",")
            command = AddOfficer(officer=new_id(), agency=agency, name=who.strip(), job=job.strip())
            self.jobs.do(command, owner=self, words=f"{who.strip()} added")

        question = "Name, and after a comma the job: Dana Wheatcroft, ASB officer"
        ask_words.ask(self.window(), f"Add an officer of {name}", question, "Add", said)
