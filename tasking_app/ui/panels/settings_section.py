"""What all sections of Settings have in common: their page, and fields that keep themselves."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.commands.base import Change, Command
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.partnership import SetSetting
from tasking_app.records.settings import SettingsPage
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import clear, column, widgets_of
from tasking_app.ui.panels.kept_line import Change as TextChange
from tasking_app.ui.panels.kept_line import KeptLine, Stood, Typed
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.fields import Field, TextArea
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.withheld import withhold_inside

PLACE = "settings:"


class Section(QWidget):
    """One section: it shows the page and sends a command for each change, which is kept at once."""

    go = Signal(object)
    """A place to go to."""
    about: ClassVar[str]
    """What the section is for and what changing it does: its first sentence."""
    holds: ClassVar[str] = ""
    """Words of its settings that people may look for, beside its title and first sentence."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        self.head = column(Label(self.about, "body", "text2", wrap=True), gap=10)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(px(12))
        self._open = Notice("info", "Not saved yet", icon="pencil")
        self._open.hide()
        self._reads = Notice("info", "", icon="lock")
        self._reads.hide()
        self.setLayout(
            column(self.head, self._reads, self._open, self.cards, None, gap=12, margins=(20, 16, 20, 16))
        )
        self._shown: SettingsPage | None = None
        self._lines: dict[str, KeptLine] = {}
        self._before: dict[str, Typed] = {}

    def show_page(self, page: SettingsPage) -> None:
        """Show what stands now; nothing is drawn again when nothing changed, and no typed text is lost."""
        if page == self._shown:
            return
        self._shown = page
        stood = Stood.in_(self)
        self._before = self._half_typed()
        self._lines = {}
        clear(self.cards)
        for card in self.build(page):
            self.cards.addWidget(card)
            card.show()
        stood.again(self)
        self._withhold(page)
        self._say_open()

    def why_not(self, page: SettingsPage) -> str:
        """Why whoever sits here changes nothing in this section; most are looked after by one."""
        return page.may.change

    def _withhold(self, page: SettingsPage) -> None:
        """Everybody reads what is set; a line above the cards says who changes it."""
        why = self.why_not(page)
        self._reads.set_title(why)
        self._reads.setVisible(bool(why))
        withhold_inside(why, *widgets_of(self.cards))

    def build(self, page: SettingsPage) -> list[QWidget]:
        """The cards of the section."""
        raise NotImplementedError

    def _half_typed(self) -> dict[str, Typed]:
        """What is typed and not saved, from before the program last ended or in fields that go now."""
        found = {
            one.place: Typed(one.text, one.base)
            for one in self.jobs.drafts()
            if one.place.startswith(PLACE) and one.place not in self._lines
        }
        for place, line in self._lines.items():
            typed = line.let_go()
            if typed is not None:
                found[place] = typed
        return found

    def _say_open(self) -> None:
        """Above the cards: which texts are not saved, and what became of those somebody else changed."""
        lines = [one for one in self._lines.values() if one.open]
        names = ", ".join(one.described() for one in lines)
        self._open.set_text(f"{names}. Leaving the field keeps what you typed there, Esc gives it up.")
        self._open.setVisible(bool(lines))

    # -- what is changed, and how

    def setting(self, name: str, seen: str, wanted: str) -> None:
        """Change one setting."""
        if seen != wanted:
            self.jobs.do(SetSetting(name=name, seen=seen, wanted=wanted), owner=self, words="Changed")

    def edit(self, kind: str, row_id: UUID, field: str, seen: object, wanted: object) -> None:
        """Change one field of a row."""
        if seen != wanted:
            self.jobs.do(edit_row(kind, row_id, field, seen, wanted), owner=self, words="Changed")

    def keep(self, place: str, field: Field | TextArea, stands: str, change: TextChange) -> None:
        """From now on the text of a field is on disk while it is typed, and saved when it is left."""
        line = KeptLine(self.jobs, PLACE + place, field, stands, change, self._before.get(PLACE + place))
        line.told.connect(self._say_open)
        self._lines[PLACE + place] = line

    def line(self, name: str, place: str, text: str, change: TextChange, width: int = 0) -> Field:
        """A field that keeps itself when it is left or Enter is pressed."""
        field = Field(name, text=text, width=width)
        self.keep(place, field, text, change)
        return field

    def line_of(self, name: str, kind: str, key: UUID, column: str, text: str, width: int = 0) -> Field:
        """The same for one field of a row."""
        return self.line(name, f"{kind}:{key}:{column}", text, partial(edit_row, kind, key, column), width)

    def line_of_setting(self, name: str, setting: str, text: str) -> Field:
        """The same for a setting."""
        return self.line(name, f"setting:{setting}", text, partial(set_setting, setting))

    def take_away(self, kind: str, key: UUID, name: str) -> Button:
        """A cross that withdraws a row; Undo brings it back."""
        button = icon_button("x", f"Take {name} away", kind="ghost", size="small")
        command = Withdraw(kind=kind, row=key)
        button.clicked.connect(lambda: self.jobs.do(command, owner=self, words=f"{name} taken away"))
        return button


def edit_row(kind: str, key: UUID, field: str, seen: object, wanted: object) -> Command:
    """The command that changes one field of a row."""
    change = Change(field, seen, wanted)  # type: ignore[arg-type]  # plain values of fields
    return Edit(kind=kind, row=key, changes=(change,))


def set_setting(name: str, seen: str, wanted: str) -> Command:
    """The command that changes one setting."""
    return SetSetting(name=name, seen=seen, wanted=wanted)
