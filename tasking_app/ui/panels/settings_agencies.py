"""Section of Settings about agencies: their names, where each sits, and how many officers it has."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.records.settings import AgencyRow, SettingsPage
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.layouts import box, row
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Elided, Label


def _sized(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(px(width))
    return widget


class AgenciesSection(Section):
    """Agencies: names on papers and in the room, nicknames for typing, and where each sits."""

    about = (
        "The agencies that sit together: their full name stands on papers, their short name in the "
        "room, and nicknames are understood when somebody types an action. Papers already made keep "
        "their words."
    )
    holds = "organisation add agency rename nickname council housing fire"

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
                "Where an agency sits, and whether it must be here, is chosen under Series and agendas.",
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
