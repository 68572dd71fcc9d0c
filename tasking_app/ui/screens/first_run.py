"""First run: where meetings are kept, who you are, the recovery phrase shown once and tested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedLayout, QWidget

from tasking_app import settings as kept
from tasking_app.records.signing_in import SignIn
from tasking_app.records.template import Template
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.services import opening
from tasking_app.services.opening import Beginning, Begun
from tasking_app.settings import Settings
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.layouts import row
from tasking_app.ui.panels.connect_page import INVITATION, ChoosePage, ConnectPage, dropped
from tasking_app.ui.panels.first_page import FirstPage, HistoryPage, PhrasePage, framed, shared_card
from tasking_app.ui.panels.unlock_page import UnlockPage
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label

CONNECT = "connect"


class FirstRun(QFrame):
    """The whole window until something is open. `ready` gives the file begun or opened, or who signed in."""

    ready = Signal(object)
    key: ClassVar[str] = "first_run"

    def __init__(self, path: Path, trouble: str = "", settings: Settings | None = None) -> None:
        super().__init__()
        self.setProperty("box", "canvas")
        self._path, self._settings = path, settings or Settings()
        self._keeps = settings is not None
        self._begun: Begun | None = None
        self._given: Template | None = None
        right = QWidget()
        self._pages = QStackedLayout(right)
        self.where = self._where_page(trouble)
        self.who = self._who_page()
        self.phrase_page = PhrasePage()
        self.phrase_page.ready.connect(self.ready)
        self.unlock_page = UnlockPage()
        self.unlock_page.ready.connect(self.ready)
        self.unlock_page.other.connect(lambda: self._pages.setCurrentWidget(self.where))
        self.history_page = HistoryPage(path)
        self.history_page.begun.connect(self._show_phrase)
        self.history_page.back.connect(lambda: self._pages.setCurrentWidget(self.where))
        self.connect_page, self.choose_page = ConnectPage(), ChoosePage()
        self._wire_connecting()
        pages = (self.where, self.who, self.phrase_page, self.unlock_page, self.history_page)
        for page in (*pages, self.connect_page, self.choose_page):
            self._pages.addWidget(page)
        self.setLayout(framed(right))
        self._bring_back(may_go_on=not trouble)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame hands the focus on: on the first page to what most people want."""
        super().focusInEvent(event)
        if self._begin_here.isVisible():
            self._begin_here.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- a shared database

    def _wire_connecting(self) -> None:
        self.setAcceptDrops(True)
        connect, choose = self.connect_page, self.choose_page
        connect.ready.connect(self.ready)
        connect.back.connect(lambda: self._pages.setCurrentWidget(self.where))
        connect.typed.connect(self._note_way)
        connect.choose.connect(self._choose_password)
        choose.ready.connect(self.ready)

    def connect_to(self, sign_in: SignIn | None = None, refused: Exception | None = None) -> None:
        """The page of the shared database: as it was left, or with a way that is known and was refused."""
        self._pages.setCurrentWidget(self.connect_page)
        if sign_in is not None:
            self.connect_page.take(sign_in, refused)
        self.connect_page.begin(self._settings.screens.get(CONNECT, {}))

    def open_invitation(self, path: Path) -> None:
        """An invitation file was dropped or chosen."""
        self.connect_to()
        self.connect_page.invited(path)

    def _choose_password(self, sign_in: SignIn) -> None:
        self._pages.setCurrentWidget(self.choose_page)
        self.choose_page.offer(sign_in)

    def _note_way(self, typed: dict[str, str]) -> None:
        if self._keeps:
            self._settings.screens[CONNECT] = {**typed}
            kept.save(self._settings)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_invitation(path)

    # -- where

    def _where_page(self, trouble: str) -> FirstPage:
        page = FirstPage(
            "Where will your meetings be kept?",
            "On this computer one file holds everything. You can connect later, in Settings.",
            "Step 1 of 3",
        )
        start = Button("Start on this computer", kind="primary", name="Start on this computer")
        look = Button("Look round with made-up data", kind="link")
        given = Button("From a template file…", kind="link")
        given.clicked.connect(self._choose_template)
        start.clicked.connect(self._start)
        self._begin_here = start
        look.clicked.connect(self._look_round)
        here = Card(margins=(24, 18, 24, 18), gap=8)
        here.add(
            row(Glyph("device-desktop", "text", 26), Label("On this computer", "h2"), None, gap=12),
            Label(
                "For one person, or to get started today. No server and no administrator rights. Whoever "
                "opens the file sees all of it: there are no roles, and nothing is kept from a colleague.",
                wrap=True,
            ),
            row(start, look, given, None, gap=14),
        )
        page.body.addWidget(here)
        page.body.addWidget(shared_card(self.connect_to, self._choose_invitation))
        there = Card(margins=(24, 18, 24, 18), gap=8)
        open_ = Button("Open a file…", icon="folder-open")
        open_.clicked.connect(self._choose_file)
        history = Button("From a history file…", kind="link")
        history.clicked.connect(self._choose_history)
        there.add(
            row(Glyph("folder-open", "text", 26), Label("I have a file already", "h2"), None, gap=12),
            Label(
                "A Tasking file on this computer, or a backup of one. Not on a network drive. A history "
                "file is everything of a partnership, written out by Tasking.",
                wrap=True,
            ),
            row(open_, history, None, gap=14),
        )
        page.body.addWidget(there)
        safe = "Your file is encrypted. Nothing leaves this computer unless you export it."
        page.body.addLayout(row(Glyph("lock", "text2", 18), Label(safe, "small", "text2"), None, gap=6))
        if trouble:
            page.refuse(trouble)
        return page

    def _choose_invitation(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open an invitation", "", f"Invitations (*{INVITATION})")
        if name:
            self.open_invitation(Path(name))

    def _start(self) -> None:
        given, self._given = self._given, None
        self._offer_agencies(opening.agencies_of("chesterfield"))
        if given is not None:  # chosen before, and no longer
            if self._partnership.text() == given.name:
                self._partnership.set_text(opening.name_of("chesterfield"))
            self._keep("")
        self.show_who()

    def _offer_agencies(self, agencies: Sequence[str]) -> None:
        now = self._agency.key()
        self._agency.set_options([(one, one) for one in agencies], now if now in agencies else agencies[0])

    def _choose_template(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Begin from a template file", str(self._path.parent), "Templates (*.json)"
        )
        if name:
            self.begin_from_template(Path(name))

    def begin_from_template(self, source: Path) -> None:
        """A new partnership with the agencies, series and words that another one wrote out."""
        try:
            self._given = opening.template_in(source)
        except AppError as error:
            self.where.refuse(str(error))
            return
        agencies = [one.short_name for one in self._given.agencies]
        self._partnership.set_text(self._given.name)
        self._offer_agencies(agencies)
        self._agency.set_key(agencies[0])
        self._keep("")
        self.show_who()

    def _look_round(self) -> None:
        self.where.refuse("Making a made-up borough. This takes a few seconds.")
        today = days.in_london(datetime.now(UTC))
        background.run(lambda: opening.look_round(today), self.ready.emit, self._failed_where, self)

    def _failed_where(self, error: Exception) -> None:
        self.where.refuse(str(error))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Open a Tasking file", str(self._path.parent), "Tasking (*.db)"
        )
        if name:
            self.open_path(Path(name))

    def _choose_history(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Begin from a history file", str(self._path.parent), "History (*.json)"
        )
        if name:
            self.begin_from_history(Path(name))

    def begin_from_history(self, source: Path) -> None:
        """A new file with everything that a history file holds."""
        self._pages.setCurrentWidget(self.history_page)
        self.history_page.offer(source)

    def open_path(self, path: Path) -> None:
        """Open a file; one whose key is not here asks for it."""
        self._path = path
        background.run(lambda: opening.open_file(path), self.ready.emit, self._ask_key, self)

    # -- who

    def _who_page(self) -> FirstPage:
        page = FirstPage("Who are you?", "All of this can be changed in Settings.", "Step 2 of 3")
        self._partnership = Field("Name of the partnership", text=opening.name_of("chesterfield"))
        self._name = Field("Your name", icon="user")
        self._job = Field("Your job")
        agencies = opening.agencies_of("chesterfield")
        self._agency = Combo([(one, one) for one in agencies], "Your agency", current=agencies[0])
        self._passphrase = Field("A passphrase", icon="lock")
        self._passphrase.edit.setEchoMode(self._passphrase.edit.EchoMode.Password)
        page.body.addWidget(Labelled("Name of the partnership", self._partnership))
        page.body.addLayout(
            row((Labelled("Your name", self._name), 1), (Labelled("Your job", self._job), 1), gap=12)
        )
        page.body.addWidget(Labelled("Your agency", self._agency))
        self._asks = Labelled(
            "A passphrase", self._passphrase, hint="this computer has no credential store to keep a key in"
        )
        page.body.addWidget(self._asks)
        self._go = Button("Make the file", kind="primary", keys="Enter")
        back = Button("Back", kind="ghost")
        self._go.clicked.connect(self._begin)
        back.clicked.connect(lambda: self._pages.setCurrentWidget(self.where))
        page.body.addLayout(row(self._go, back, None, gap=8))
        for field in (self._partnership, self._name, self._job, self._passphrase):
            field.entered.connect(self._begin)
        return page

    # -- what is typed before there is a file to keep it beside

    def _typed(self) -> dict[str, Field]:
        """What is kept among the settings of this computer; never a passphrase or the phrase."""
        return {"partnership": self._partnership, "name": self._name, "job": self._job}

    def _bring_back(self, *, may_go_on: bool) -> None:
        before = self._settings.screens.get(self.key, {})
        try:
            self._given = opening.template_of(str(before.get("template", "")))
        except AppError as error:
            self.where.refuse(str(error))
            may_go_on = False
        if self._given is not None:
            self._offer_agencies([one.short_name for one in self._given.agencies])
        for name, field in self._typed().items():
            field.set_text(str(before.get(name, field.text())))
            field.changed.connect(self._keep)
        self._agency.set_key(str(before.get("agency", self._agency.key())))
        self._agency.chosen.connect(self._keep)
        if before and may_go_on:
            self.show_who()

    def _keep(self, _text: str) -> None:
        typed = {name: field.text() for name, field in self._typed().items()}
        given = {"template": opening.text_of(self._given)} if self._given is not None else {}
        self._note(typed | {"agency": self._agency.key()} | given)

    def _note(self, typed: dict[str, str]) -> None:
        if self._keeps:
            self._settings.screens[self.key] = {**typed}
            kept.save(self._settings)

    def _forget(self) -> None:
        if self._settings.screens.pop(self.key, None) is not None:
            kept.save(self._settings)

    def show_who(self) -> None:
        """Step 2."""
        self._asks.setVisible(opening.needs_passphrase())
        self._pages.setCurrentWidget(self.who)
        self._name.edit.setFocus()

    def _begin(self) -> None:
        typed = Beginning(
            self._partnership.text(),
            self._name.text(),
            self._job.text(),
            self._agency.key(),
            self._passphrase.text() if opening.needs_passphrase() else "",
        )
        if not typed.name.strip():
            self.who.refuse("Type your name: it stands beside what you write.")
            self._name.edit.setFocus()
            return
        self._go.setEnabled(False)
        given = self._given

        def slow() -> Begun:
            return opening.begin(typed, self._path, given=given)

        background.run(slow, self._show_phrase, self._failed_who, self)

    def _failed_who(self, error: Exception) -> None:
        self._go.setEnabled(True)
        self.who.refuse(str(error))

    # -- the phrase

    def _show_phrase(self, begun: Begun) -> None:
        self._begun = begun
        self._forget()
        self.phrase_page.show_phrase(begun)
        self._pages.setCurrentWidget(self.phrase_page)
        self.phrase_page.begin()

    # -- a file that asks for its key

    def _ask_key(self, error: Exception) -> None:
        if not isinstance(error, opening.AsksKey):
            self.where.refuse(str(error))
            self._pages.setCurrentWidget(self.where)
            return
        self._pages.setCurrentWidget(self.unlock_page)
        self.unlock_page.ask(self._path, str(error))
