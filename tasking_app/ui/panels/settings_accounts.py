"""Section of Settings about accounts of a shared database: who may sign in, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QFileDialog, QWidget

from tasking_app.records.account import AccountRow, AccountsPage, FirstPassword
from tasking_app.records.settings import SettingsPage
from tasking_app.rules import login as logins
from tasking_app.rules.errors import AppError
from tasking_app.ui import account_desk
from tasking_app.ui.dialogs import give_login
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.panels.account_columns import ALL, FILTERS, columns, spoken
from tasking_app.ui.panels.account_deeds import AccountDeeds
from tasking_app.ui.panels.account_pane import About, AccountPane
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.screen import Place
from tasking_app.ui.table import RecordTable
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.fields import Field, SearchField
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label

OF_A_FILE = (
    "Accounts belong to a shared database: each officer signs in there with a password of their own, and the "
    "database decides what each sees and changes. A file has no accounts: whoever opens it sees all of it."
)


class AccountsSection(Section):
    """Who has a login and how it stands, and the chosen one beside the list."""

    about = (
        "Who may sign in to the partnership’s database. The co-ordinator gives logins and first passwords."
    )
    holds = (
        "login password sign in first forgotten reset disable enable invitation user name account deputy "
        "training last day"
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._find = SearchField("Find an account", width=220)
        self._filter = Chips([ChipItem(key, words) for key, words, _ in FILTERS], "Which accounts", ALL)
        self._table: RecordTable[AccountRow] = RecordTable(
            columns(), lambda one: one.officer, "Accounts", words=spoken
        )
        self._pane = AccountPane()
        self._deeds = AccountDeeds(jobs, self)
        self._accounts = AccountsPage(may_keep=False, rows=())
        self._page: SettingsPage | None = None
        self._both = self._make()
        self.head.addWidget(self._both, 1)
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        whole.setStretchFactor(self.head, 100)
        self._connect()
        self.setFocusProxy(self._find.edit)

    def _make(self) -> QWidget:
        kept = "Nobody is deleted: their name stays in the record."
        self._add = Button("Add an officer", icon="user-plus", size="small", keys="Ctrl+N")
        foot = row(
            Glyph("lock", "text2", 16),
            (Label(kept, "small", "text2"), 1),
            self._add,
            Keycaps("Ctrl+N"),
            gap=6,
        )
        self._table.setMinimumHeight(px(220))
        left = column(row((self._filter, 1), self._find, gap=8), (self._table, 1), foot, gap=8)
        return wrap(row((wrap(left), 1), self._pane, gap=8))

    def _connect(self) -> None:
        self._find.typed.connect(self._table.search)
        self._find.entered.connect(self._pane.take_focus)
        self._filter.chosen.connect(lambda _: self._fill())
        self._table.current_changed.connect(self._show_account)
        self._table.opened.connect(lambda _: self._pane.take_focus())
        self._pane.asked.connect(self._deed)
        self._pane.kind_chosen.connect(self._choose_kind)
        self._pane.first.print_asked.connect(self._deeds.print_slip)
        self._add.clicked.connect(self._add_officer)
        add = QShortcut(QKeySequence("Ctrl+N"), self)
        add.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        add.activated.connect(self._add_officer)

    def why_not(self, page: SettingsPage) -> str:
        return ""  # what is done here asks for itself

    def build(self, page: SettingsPage) -> list[QWidget]:
        accounts = page.accounts
        self._both.setVisible(accounts is not None)
        if accounts is None:
            connect = Button("Connect to a shared database…", icon="database")
            connect.clicked.connect(lambda: self.go.emit(Place("connect")))
            return [
                Card("No accounts in a file", role="h2").add(Label(OF_A_FILE, wrap=True), row(connect, None))
            ]
        self._accounts, self._page = accounts, page
        counts = {key: sum(one.state in states for one in accounts.rows) for key, _, states in FILTERS}
        self._filter.set_items(
            [ChipItem(key, words, counts[key]) for key, words, _ in FILTERS],
            self._filter.current_key() or ALL,
        )
        self._add.setVisible(accounts.may_keep)
        self._fill()
        self._show_account(self._table.current())
        return []

    def show_page(self, page: SettingsPage) -> None:
        """A button that did its deed is gone: the keys go to the list then, not out of the section."""
        inside = self._pane.isAncestorOf(QApplication.focusWidget() or self)
        super().show_page(page)
        if inside and not self._pane.isAncestorOf(QApplication.focusWidget() or self):
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        """Accounts of the chosen state."""
        chosen = self._filter.current_key()
        states = next((kept for key, _, kept in FILTERS if key == chosen), FILTERS[0][2])
        self._table.set_rows([one for one in self._accounts.rows if one.state in states])

    # -- the chosen one

    def _show_account(self, one: AccountRow | None) -> None:
        """The pane is made anew; what is half typed for the account that goes is kept for when it is back."""
        for place, line in self._lines.items():
            typed = line.let_go()
            if typed is not None:
                self._before[place] = typed
        self._lines = {}
        page = self._page
        about = None
        if one is not None and page is not None:
            known = next((who for who in page.officers if who.id == one.officer), None)
            deputies = tuple(who.name for who in known.stand_ins) if known is not None else ()
            about = About(one, deputies, self._accounts.may_keep)
        self._pane.show_account(about, self._email)

    def _email(self, one: AccountRow) -> Field:
        return self.line_of(f"E-mail of {one.name}", "officer", one.officer, "email", one.email)

    def _choose_kind(self, kind: str) -> None:
        if (one := self._table.current()) is not None:
            self._deeds.choose_kind(one, kind)

    def _deed(self, what: str) -> None:
        one = self._table.current()
        if one is None or self._page is None:
            return
        deeds: dict[str, Callable[[], None]] = {
            "own": lambda: self.go.emit(Place("account")),
            "login": partial(self._ask_login, one),
            "again": partial(account_desk.reset, self.jobs, one.officer, self._pane.first.show_once, self),
            "enable": partial(account_desk.enable, self.jobs, one.officer, self._pane.first.show_once, self),
            "invite": partial(self._choose_invitation, one.login),
            "move": partial(self._deeds.ask_agency, one, self._page.agencies),
            "deputy": partial(self._deeds.ask_deputy, one, self._page.officers),
        }
        deeds.get(what, partial(self._deeds.do, what, one))()

    def _ask_login(self, one: AccountRow) -> None:
        taken = {row.login for row in self._accounts.rows}

        def give(login: str, kind: str, given: Callable[[], None]) -> None:
            def shown(first: FirstPassword) -> None:
                given()
                self._pane.first.show_once(first)

            account_desk.give(self.jobs, one.officer, login, kind, shown, self)

        proposed = logins.proposed(one.name, taken)
        give_login.ask(self.window(), self.jobs, one.officer, one.name, proposed, give)

    def _add_officer(self) -> None:
        if self._page is not None and self._accounts.may_keep:
            self._deeds.ask_officer(self._page.agencies)

    def _choose_invitation(self, login: str) -> None:
        usual = str(Path.home() / f"{login}.tasking-invitation")
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the invitation", usual, "Invitations (*.tasking-invitation)"
        )
        if name:
            self.write_invitation(login, Path(name))

    def write_invitation(self, login: str, path: Path) -> None:
        """All that is needed to connect but the password, as a file."""
        signed_in = self.jobs.signed_in
        if signed_in is None:
            return
        try:
            account_desk.invite(signed_in, login, path)
        except AppError as error:
            self.jobs.say(error)
            return
        self.jobs.told.emit(f"{path.name} is saved. There is no password in it.", False)
