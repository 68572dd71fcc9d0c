"""Section of Settings about officers: who they are, who stands in, who leaves, who was entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.officer import MergeOfficers, SetSubstitute
from tasking_app.commands.partnership import AddOfficer
from tasking_app.records.may import SettingsMay
from tasking_app.records.officer import Leaving
from tasking_app.records.settings import AgencyRow, OfficerRow, SettingsPage, StandIn
from tasking_app.rules import days
from tasking_app.services import officer as officers
from tasking_app.services.partnership import ROLES
from tasking_app.ui.dialogs import ask_words, choose, confirm, leaves
from tasking_app.ui.dialogs.choose import Pick
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import Flow, box, column, row, wrap
from tasking_app.ui.panels.settings_section import Section, edit_row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.withheld import withhold

MORE = "More about {}"


def _sized(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(px(width))
    return widget


class OfficersSection(Section):
    """Officers by agency: job, role, whether they may decide, substitutes, and leavers."""

    about = (
        "Who may be given an action, invited and marked present. Who chairs or co-ordinates is chosen "
        "under Series and agendas; the dots beside a name are for somebody who leaves, was entered "
        "twice, or has a substitute."
    )
    holds = (
        "people person name job role e-mail email may decide leaver leaves hand over duplicate merge "
        "stands in"
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._find = SearchField("Find an officer", width=260)
        self._find.typed.connect(lambda _: self._narrow())
        self._find.entered.connect(self._to_first)
        self._none = Label("", "body", "text2", wrap=True)
        self._none.hide()
        self._rows: list[tuple[QWidget, Button | None, str]] = []
        self._agencies: list[tuple[QWidget, str, list[QWidget]]] = []
        self._here: tuple[OfficerRow, ...] = ()
        self._own: list[QWidget] = []
        self._may = SettingsMay()
        self.head.addLayout(row(self._find, (self._none, 1), None, gap=12))
        self.setFocusProxy(self._find.edit)

    def build(self, page: SettingsPage) -> list[QWidget]:
        self._rows, self._agencies, self._own = [], [], []
        self._may = page.may
        self._here = tuple(one for one in page.officers if one.left_on is None)
        cards = [self._card(agency) for agency in page.agencies]
        left = [one for one in page.officers if one.left_on is not None]
        if left:
            cards.append(self._left(left))
        return cards

    def _withhold(self, page: SettingsPage) -> None:
        """Everybody keeps their own job, e-mail and substitutes."""
        super()._withhold(page)
        withhold("", *self._own)

    def show_page(self, page: SettingsPage) -> None:
        super().show_page(page)
        self._narrow()

    def _card(self, agency: AgencyRow) -> QWidget:
        theirs = [one for one in self._here if one.agency_id == agency.id]
        name = f"Add an officer of {agency.name}"
        add = Button("Add an officer", icon="plus", kind="ghost", size="small", name=name)
        add.clicked.connect(partial(self._add, agency.id, agency.short_name))
        card = Card(agency.short_name, len(theirs), add, role="h3", gap=0)
        made: list[QWidget] = []
        for one in theirs:
            more = icon_button("dots", MORE.format(one.name), kind="ghost", size="small")
            more.clicked.connect(partial(self._more, one))
            whole = self._row(one, more)
            self._rows.append((whole, more, f"{one.name} {one.job} {agency.name} {agency.short_name}"))
            made.append(whole)
            card.add(whole)
        if not theirs:
            words = "Nobody works here yet. What is given to the agency waits with it."
            card.add(Label(words, "body", "text2", wrap=True))
        self._agencies.append((card, f"{agency.name} {agency.short_name}", made))
        return card

    def _row(self, one: OfficerRow, more: Button) -> QWidget:
        name = self.line_of(f"Name of {one.name}", "officer", one.id, "name", one.name)
        job = self.line_of(f"Job of {one.name}", "officer", one.id, "job", one.job)
        email = self.line_of(f"E-mail of {one.name}", "officer", one.id, "email", one.email)
        email.edit.setPlaceholderText("E-mail")
        role = Combo(list(ROLES.items()), f"Role of {one.name}", current=one.role)
        role.chosen.connect(lambda key: self._set_role(one, role, key))
        decide = CheckBox("May decide", name=f"{one.name} may decide for the agency")
        decide.setChecked(one.may_decide)
        decide.clicked.connect(lambda on: self.edit("officer", one.id, "may_decide", one.may_decide, on))
        away = self.take_away("officer", one.id, one.name)
        first = row(
            (name, 3), (job, 3), (email, 2), _sized(role, 132), _sized(decide, 112), more, away, gap=6
        )
        parts = [self._stand_in(one, who) for who in one.stand_ins]
        if one.id == self._may.me:
            fields = (job, job.edit, email, email.edit)
            self._own += [*fields, more, *(gone for part in parts for gone in part.findChildren(Button))]
        if not parts:
            return box("row", column(first, gap=0, margins=(0, 4, 0, 4)))
        about = Label(f"For {one.name} usually comes", "small", "text2")
        about.setFixedHeight(px(30))
        second = wrap(Flow(about, *parts, gap=6))
        return box("row", column(first, second, gap=4, margins=(0, 4, 0, 4)))

    def _set_role(self, one: OfficerRow, role: Combo, key: str) -> None:
        """The last co-ordinator stays one: then the field says again what stands."""

        def refused(error: Exception) -> None:
            role.set_key(one.role)
            self.jobs.say(error)

        if key != one.role:
            command = edit_row("officer", one.id, "role", one.role, key)
            self.jobs.do(command, None, self, refused, words="Changed")

    def _stand_in(self, one: OfficerRow, who: StandIn) -> QWidget:
        words = f"{who.name} no longer stands in for {one.name}"
        gone = icon_button("x", words, kind="ghost", size="small")
        command = SetSubstitute(officer=one.id, stands_in=who.officer, wanted=False)
        gone.clicked.connect(lambda: self.jobs.do(command, owner=self, words=words))
        return box("well", row(Label(who.name, "strong"), gone, gap=6, margins=(10, 0, 2, 0)))

    def _left(self, left: Sequence[OfficerRow]) -> QWidget:
        card = Card("Left", len(left), role="h3", gap=0)
        made: list[QWidget] = []
        for one in left:
            assert one.left_on is not None
            back = Button("Works here again", kind="ghost", size="small", name=f"{one.name} works here again")
            back.clicked.connect(
                lambda _=False, o=one: self.edit("officer", o.id, "left_on", o.left_on, None)
            )
            day = Label(days.full(one.left_on), "small", "text2")
            inside = row(
                (Elided(one.name, "strong"), 1),
                (Elided(one.agency, "small", "text2"), 1),
                _sized(day, 220),
                back,
                gap=8,
                margins=(0, 4, 0, 4),
            )
            whole = box("row", inside)
            self._rows.append((whole, None, f"{one.name} {one.agency}"))
            made.append(whole)
            card.add(whole)
        self._agencies.append((card, "Left", made))
        return card

    # -- finding one

    def _narrow(self) -> None:
        """Only officers with every word that is typed, by name, job or agency."""
        words = self._find.text().casefold().split()
        for whole, _, said in self._rows:
            whole.setVisible(all(word in said.casefold() for word in words))
        for card, said, theirs in self._agencies:
            named = all(word in said.casefold() for word in words)
            card.setVisible(named or any(not one.isHidden() for one in theirs))
        found = any(not whole.isHidden() for whole, *_ in self._rows)
        self._none.setText("" if found else f"No officer here matches “{self._find.text()}”.")
        self._none.setVisible(bool(words) and not found)

    def _to_first(self) -> None:
        """Enter: what can be done about the first one found."""
        for whole, more, _ in self._rows if self._find.text() else ():
            if more is not None and not whole.isHidden():
                more.setFocus()
                more.click()
                return

    # -- what can be done about one

    def _more(self, one: OfficerRow) -> None:
        keeps = not self._may.change
        picks = []
        if keeps:
            picks.append(Pick("Leaves…", partial(leaves.ask, self.window(), self.jobs, one.id), "door"))
        twins = [who for who in self._here if who.agency_id == one.agency_id and who.id != one.id]
        if twins and keeps:
            picks.append(Pick("Is the same person as…", partial(self._same_as, one, twins), "git-merge"))
        there = {who.officer for who in one.stand_ins}
        free = [who for who in self._here if who.id not in there | {one.id}]
        if free:
            picks.append(Pick("Somebody stands in…", partial(self._substitute, one, free), "replace"))
        about = ", ".join(part for part in (one.job, one.agency) if part)
        choose.ask(self.window(), one.name, about, picks)

    def _same_as(self, one: OfficerRow, twins: Sequence[OfficerRow]) -> None:
        picks = [
            Pick(
                f"{who.name}, {who.job}" if who.job else who.name, partial(self._ask_merge, one, who), "user"
            )
            for who in twins
        ]
        about = f"The entry you choose goes, and everything of it comes to {one.name}."
        choose.ask(self.window(), f"{one.name} is the same person as", about, picks)

    def _ask_merge(self, keep: OfficerRow, away: OfficerRow) -> None:
        def show(known: Leaving) -> None:
            what = known.open()
            moves = f"{what} of {away.name} come to {keep.name}." if what else ""
            text = (
                f"{moves} “{away.name}” leaves the lists. What is done, requests, substitutes and the "
                "register come too; papers that were made keep the name they were made with. One Undo "
                "takes it back."
            )
            confirm.ask(self.window(), "Make one of two entries?", text.strip(), "Make them one", merge)

        def merge() -> None:
            command = MergeOfficers(keep=keep.id, away=away.id)
            self.jobs.do(command, owner=self, words=f"{away.name} and {keep.name} are one entry now")

        self.jobs.ask(partial(officers.leaving, key=away.id), show, self)

    def _substitute(self, one: OfficerRow, free: Sequence[OfficerRow]) -> None:
        def add(who: OfficerRow) -> None:
            command = SetSubstitute(officer=one.id, stands_in=who.id)
            self.jobs.do(command, owner=self, words=f"{who.name} stands in for {one.name}")

        nearest = sorted(free, key=lambda who: who.agency_id != one.agency_id)
        picks = [Pick(f"{who.name}, {who.agency}", partial(add, who), "user") for who in nearest]
        about = "Offered first when the register is taken and they are away."
        choose.ask(self.window(), f"Who stands in for {one.name}?", about, picks)

    def _add(self, agency: UUID, name: str) -> None:
        def said(words: str) -> None:
            who, _, job = words.partition(",")
            command = AddOfficer(officer=new_id(), agency=agency, name=who.strip(), job=job.strip())
            self.jobs.do(command, owner=self, words=f"{who.strip()} added")

        question = "Name, and after a comma the job: Dana Wheatcroft, ASB officer"
        ask_words.ask(self.window(), f"Add an officer of {name}", question, "Add", said)
