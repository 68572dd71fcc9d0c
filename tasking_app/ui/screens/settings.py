"""Settings: the partnership as data, each section with what it means; every change is kept at once."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from tasking_app.records.settings import SettingsPage
from tasking_app.services import settings_page
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import box, column, row, scroll
from tasking_app.ui.panels.settings_accounts import AccountsSection
from tasking_app.ui.panels.settings_agencies import AgenciesSection
from tasking_app.ui.panels.settings_data import FiguresSection
from tasking_app.ui.panels.settings_file import FileSection
from tasking_app.ui.panels.settings_parts import (
    AboutSection,
    ChangesSection,
    PapersSection,
    PartnershipSection,
    ThemesSection,
)
from tasking_app.ui.panels.settings_people import OfficersSection
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.panels.settings_series import SeriesSection
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.spoken import speak_as

SECTIONS: tuple[tuple[str, str, str, type[Section]], ...] = (
    ("partnership", "Partnership", "building-community", PartnershipSection),
    ("agencies", "Agencies", "users", AgenciesSection),
    ("officers", "Officers", "user", OfficersSection),
    ("accounts", "Accounts", "key", AccountsSection),
    ("series", "Series and agendas", "calendar-event", SeriesSection),
    ("themes", "Themes and objectives", "flag", ThemesSection),
    ("papers", "Papers and marking", "file-text", PapersSection),
    ("figures", "Police figures", "chart-bar", FiguresSection),
    ("file", "Database and backup", "database", FileSection),
    ("changes", "What changed", "history", ChangesSection),
    ("about", "About and licences", "info-circle", AboutSection),
)


class SettingsScreen(Screen):
    """One list of sections at the left, the section at the right."""

    key: ClassVar[str] = "settings"
    title: ClassVar[str] = "Settings"
    rail: ClassVar[str] = "settings"
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            *(
                "setting",
                "theme_words",
                "theme_kind",
                "objective",
                "template_item",
                "agency",
                "officer",
                "series",
            ),
            *("seat", "chair", "substitute", "incident_load"),
        ]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._find = SearchField("Find a setting")
        right = QWidget()
        self._stack = QStackedLayout(right)
        self._buttons: dict[str, Button] = {}
        self._sections: dict[str, Section] = {}
        rail = QVBoxLayout()
        rail.setSpacing(px(2))
        for key, words, icon, kind in SECTIONS:
            button = Button(words, icon=icon, kind="nav", checkable=True)
            speak_as(button, "tab")
            button.clicked.connect(partial(self._choose, key))
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())
            self._buttons[key] = button
            rail.addWidget(button)
            self._sections[key] = kind(jobs)
            self._sections[key].go.connect(self.go)
            self._stack.addWidget(scroll(self._sections[key], words))
        left = column(self._find, 6, rail, None, gap=6, margins=(12, 12, 12, 12))
        self.setLayout(row(box("side", left, width=240), (right, 1), gap=0))
        self.setFocusProxy(self._find.edit)
        self._find.typed.connect(self._narrow)
        self._find.entered.connect(self._to_first)
        self._now = "partnership"
        self._page: SettingsPage | None = None

    def show_place(self, place: Place) -> None:
        self._choose(place.part if place.part in self._sections else self._now)
        section = self._sections[self._now]
        if place.part and section.focusProxy() is not None:
            section.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        self._jobs.ask(settings_page.page, self._show, self)

    def regions(self) -> list[QWidget]:
        return [self._find, *self._sections.values()]

    def section(self, key: str) -> Section:
        """A section by its key."""
        return self._sections[key]

    def _show(self, page: SettingsPage) -> None:
        self._page = page
        self._sections[self._now].show_page(page)

    def _choose(self, key: str) -> None:
        self._now = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        place = [name for name, *_ in SECTIONS].index(key)
        if self._page is not None:
            self._sections[key].show_page(self._page)
        self._stack.setCurrentIndex(place)
        self.head.emit("Settings", SECTIONS[place][1])

    def _narrow(self, text: str) -> None:
        """Sections in whose title, first sentence or settings every word begins a word."""
        typed = text.casefold().split()
        for key, words, _, kind in SECTIONS:
            known = f"{words} {kind.about} {kind.holds}".casefold().split()
            there = all(any(one.startswith(word) for one in known) for word in typed)
            self._buttons[key].setVisible(there)

    def _to_first(self) -> None:
        """Enter: to the first section that has what is typed."""
        for key, button in self._buttons.items():
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                self._choose(key)
                return
