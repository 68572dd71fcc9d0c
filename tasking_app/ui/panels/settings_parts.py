"""Sections of Settings about the partnership itself: names, themes, limits, papers, what changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tasking_app import __version__
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.partnership import AddObjective, AddThemeKind, SetThemeWords
from tasking_app.records.settings import SettingsPage
from tasking_app.rules.errors import AppError
from tasking_app.rules.marking import MARKINGS
from tasking_app.rules.theme import THEMES
from tasking_app.services import template_file
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.form import Labelled
from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.panels.settings_section import Section, set_setting
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.choices import CheckBox, Num
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import TextArea
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.tags import THEMES as LOOKS
from tasking_app.ui.withheld import READS

LIMITS = (
    ("limit.due_soon", "An action is due soon when due in", "days or less", 1, 90),
    ("limit.agenda_out", "The agenda goes out at least", "working days before", 0, 20),
)
READ_BACK = "limit.read_back"


def _set_words(theme: str, seen: str, wanted: str) -> Command:
    return SetThemeWords(theme=theme, seen=seen, wanted=wanted)


class PartnershipSection(Section):
    """Names, the words of the themes, and limits."""

    about = (
        "What the partnership calls itself and its themes, and the limits that the program warns by. A "
        "change shows on every screen at once; papers already made keep their words."
    )
    holds = "name short name outcome theme words due soon late working days agenda goes out read back"

    def build(self, page: SettingsPage) -> list[QWidget]:
        return [self._names(page), self._themes(page), self._limits(page), self._template(page)]

    def _template(self, page: SettingsPage) -> QWidget:
        save = Button("Save as a template…", icon="file-export")
        save.setProperty(READS, True)
        save.clicked.connect(lambda: self._choose_template(page.values["partnership.short_name"]))
        self._saved = Label("", "small", "text2", wrap=True)
        self._saved.hide()
        words = (
            "Agencies, series with their agendas, themes, objectives, limits and the statement, for another "
            "partnership to begin from. It holds no people and no meetings."
        )
        card = Card("A template for others", role="h3")
        return card.add(Label(words, wrap=True), row(save, None), self._saved)

    def _choose_template(self, short: str) -> None:
        usual = self.jobs.file.parent / f"{short or 'Tasking'} template.json"
        name, _ = QFileDialog.getSaveFileName(self, "Save as a template", str(usual), "Templates (*.json)")
        if name:
            self.write_template(Path(name))

    def write_template(self, path: Path) -> None:
        """The partnership as a template file."""

        def say(sentence: str) -> None:
            self._saved.setText(sentence)
            self._saved.show()

        self.jobs.long(
            lambda store, actor: template_file.write_out(store, actor, path),
            lambda _: say(f"Saved as {path}. It holds no people and no meetings."),
            self,
            lambda error: say(str(error)) if isinstance(error, AppError) else self.jobs.say(error),
            touched=frozenset(),
        )

    def _names(self, page: SettingsPage) -> QWidget:
        values = page.values
        fields = []
        for name, words in (
            ("partnership.name", "Name of the partnership"),
            ("partnership.short_name", "Short name"),
        ):
            field = self.line_of_setting(words, name, values[name])
            fields.append((Labelled(words, field), 3 if name.endswith(".name") else 1))
        return Card(margins=(18, 14, 18, 16)).add(row(*fields, gap=14))

    def _themes(self, page: SettingsPage) -> QWidget:
        card = Card("Themes, in your words", role="h3", gap=6)
        for theme in THEMES:
            words, place = page.outcomes[theme.code], f"outcome:{theme.code}"
            field = self.line(f"Outcome for {theme.name}", place, words, partial(_set_words, theme.code))
            name = Label(theme.short, "strong")
            name.setFixedWidth(px(92))
            card.add(row(Glyph(LOOKS[theme.code].icon, theme.code, 20), name, (field, 1), gap=10))
        card.add(Label("The five stay five, in this order. The words are yours.", "small", "text2"))
        return card

    def _limits(self, page: SettingsPage) -> QWidget:
        card = Card("Limits", role="h3", gap=6)
        for name, words, unit, least, most in LIMITS:
            seen = page.values[name]
            number = Num(int(seen), words, least=least, most=most)
            number.changed.connect(lambda value, n=name, s=seen: self.setting(n, s, str(value)))
            label = Label(words)
            label.setFixedWidth(px(250))
            card.add(row(label, number, Label(unit, "small", "text2"), None, gap=10))
        seen = page.values[READ_BACK]
        tick = CheckBox("Read back what was agreed before the meeting moves on")
        tick.setChecked(seen == "1")
        tick.toggled.connect(lambda on: self.setting(READ_BACK, seen, "1" if on else "0"))
        card.add(tick)
        return card


class ThemesSection(Section):
    """Kinds within each theme, and the objectives of the strategy."""

    about = (
        "The kinds that a referral can be within each theme, and the numbered objectives of your "
        "strategy. What is taken away is no longer offered; referrals and actions that have it keep "
        "it."
    )
    holds = "kind theme objective strategy priority"

    def build(self, page: SettingsPage) -> list[QWidget]:
        return [*(self._kinds(page, theme.code) for theme in THEMES), self._objectives(page)]

    def _kinds(self, page: SettingsPage, theme: str) -> QWidget:
        add = Button(
            "Add a kind", icon="plus", kind="ghost", size="small", name=f"Add a kind of {LOOKS[theme].name}"
        )
        add.clicked.connect(lambda: self._add_kind(theme))
        card = Card(LOOKS[theme].name, None, add, role="h3", gap=4)
        for kind in page.kinds:
            if kind.theme == theme:
                field = self.line_of(kind.name, "theme_kind", kind.id, "name", kind.name)
                card.add(row((field, 1), self.take_away("theme_kind", kind.id, kind.name), gap=6))
        return card

    def _add_kind(self, theme: str) -> None:
        def said(words: str) -> None:
            self.jobs.do(
                AddThemeKind(kind=new_id(), theme=theme, name=words), owner=self, words=f"{words} added"
            )

        ask_words.ask(self.window(), f"Add a kind of {LOOKS[theme].name}", "Its name", "Add", said)

    def _objectives(self, page: SettingsPage) -> QWidget:
        add = Button("Add an objective", icon="plus", kind="ghost", size="small")
        add.clicked.connect(self._add_objective)
        card = Card("Objectives", len(page.objectives), add, role="h3", gap=4)
        for one in page.objectives:
            number = Label(one.number, "strong")
            number.setFixedWidth(px(44))
            field = self.line_of(f"Title of {one.number}", "objective", one.id, "title", one.title)
            card.add(row(number, (field, 1), self.take_away("objective", one.id, one.number), gap=6))
        return card

    def _add_objective(self) -> None:
        def said(words: str) -> None:
            number, _, title = words.partition(" ")
            command = AddObjective(objective=new_id(), number=number, title=title)
            self.jobs.do(command, owner=self, words=f"Objective {number} added")

        question = "Its number and a short title, for example: 4.4 Meet people where they are"
        ask_words.ask(self.window(), "Add an objective", question, "Add", said)


class PapersSection(Section):
    """The marking papers start from, and the confidentiality statement that is read."""

    about = (
        "How papers are marked, and the statement that is read when a meeting starts. Changes count "
        "for papers made from now on."
    )
    holds = "marking official sensitive confidentiality statement version pdf print"

    def build(self, page: SettingsPage) -> list[QWidget]:
        values = page.values
        marking = Combo([(one, one) for one in MARKINGS], "Marking", current=values["marking"])
        marking.chosen.connect(lambda key: self.setting("marking", values["marking"], key))
        papers = Card("Papers", role="h3")
        papers.add(
            Labelled(
                "Lowest marking of a paper", marking, hint="a paper carries the highest of what is in it"
            )
        )
        text = TextArea("Confidentiality statement", lines=6)
        text.set_text(values["statement.text"])
        self.keep(
            "setting:statement.text", text, values["statement.text"], partial(set_setting, "statement.text")
        )
        statement = Card(f"Confidentiality statement, version {values['statement.version']}", role="h3")
        statement.add(
            text,
            Label(
                "A change makes the next version. Papers keep the words they were made with.",
                "small",
                "text2",
            ),
        )
        return [papers, statement]


class ChangesSection(Section):
    """The history of all this."""

    about = (
        "Every change to these settings, with who made it and when: look here when something is not "
        "what it was."
    )
    holds = "history who changed when log"

    def why_not(self, page: SettingsPage) -> str:
        return ""  # it is only read

    def build(self, page: SettingsPage) -> list[QWidget]:
        card = Card("What changed", len(page.changes), role="h2", gap=0)
        for one in page.changes:
            when = Label(one.when, "small", "text2")
            when.setFixedWidth(px(124))
            text = column(Elided(one.what, "strong"), Elided(one.words, "small", "text2"), gap=0)
            card.add(
                box(
                    "row",
                    row(when, (text, 1), Label(one.who, "small", "text2"), gap=12, margins=(0, 5, 0, 5)),
                )
            )
        if not page.changes:
            card.add(Label("Nothing was changed since the partnership was set up.", "body", "text2"))
        return [card]


class AboutSection(Section):
    """Version and licences."""

    about = "Which version this is, and what it is made with."
    holds = "version licence open source fonts icons"

    def why_not(self, page: SettingsPage) -> str:
        return ""  # it is only read

    def build(self, page: SettingsPage) -> list[QWidget]:
        card = Card("Tasking", role="h2").add(
            Label(f"Version {__version__}"),
            Label(
                "Made with Qt (LGPL 3), Tabler icons (MIT), Public Sans and Noto Sans (SIL OFL 1.1). "
                "Police figures: data.police.uk, Open Government Licence v3.0. "
                "The whole list is in NOTICES.md beside the program.",
                "body",
                "text2",
                wrap=True,
            ),
        )
        return [card]
