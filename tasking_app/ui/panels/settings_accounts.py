"""Section of Settings about accounts of a shared database: who may sign in, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from tasking_app.commands.account import DisableLogin
from tasking_app.records.account import AccountRow, AccountsPage, FirstPassword
from tasking_app.records.settings import SettingsPage
from tasking_app.rules import days
from tasking_app.rules import login as logins
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.ui import account_desk
from tasking_app.ui.dialogs import choose, confirm, give_login
from tasking_app.ui.dialogs.choose import Pick
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import box, row, wrap
from tasking_app.ui.panels.settings_section import Section, edit_row
from tasking_app.ui.screen import Place
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.labels import Elided, Glyph, Label

MAY = {
    "officer": "Officer",
    "analyst": "Analyst",
    "coordinator": "Co-ordinator",
    "chair": "Chair",
    "governance": "Governance",
}
ALL = "all"
FILTERS = (
    (ALL, "All", ("none", "first", "working", "ended", "disabled", "left")),
    ("working", "Working", ("working",)),
    ("first", "First password", ("first", "ended")),
    ("disabled", "Disabled", ("disabled", "left")),
    ("none", "No login", ("none",)),
)
OF_A_FILE = (
    "Accounts belong to a shared database: each officer signs in there with a password of their own, and the "
    "database decides what each sees and changes. A file has no accounts: whoever opens it sees all of it."
)
ELSEWHERE = "Whoever looks after the database looks after this account."


class Look(NamedTuple):
    """How a state is shown: shape, colour, words."""

    icon: str
    tone: str
    words: str


class AccountsSection(Section):
    """Who has a login and how it stands; first passwords are made here and shown once."""

    about = (
        "Who may sign in to the partnership’s database. The co-ordinator gives logins and first passwords; "
        "nobody is deleted, and their name stays in the record."
    )
    holds = "login password sign in first forgotten reset disable enable invitation user name account"

    def why_not(self, page: SettingsPage) -> str:
        return ""  # what is done here asks for itself

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._find = SearchField("Find an account", width=220)
        self._filter = Chips([ChipItem(key, words) for key, words, _ in FILTERS], "Which accounts", ALL)
        self._find.typed.connect(lambda _: self._narrow())
        self._find.entered.connect(self._to_first)
        self._filter.chosen.connect(lambda _: self._narrow())
        self._none = Label("No account here matches.", "body", "text2", wrap=True)
        self._head = wrap(row((self._filter, 1), self._find, gap=8))
        self.head.addWidget(self._head)
        self.head.addWidget(self._none)
        self._rows: list[tuple[QWidget, Button, AccountRow]] = []
        self._accounts = AccountsPage(may_keep=False, rows=())
        self._agencies: tuple[tuple[str, str], ...] = ()
        self.setFocusProxy(self._find.edit)

    def build(self, page: SettingsPage) -> list[QWidget]:
        self._rows = []
        accounts = page.accounts
        self._head.setVisible(accounts is not None)
        if accounts is None:
            connect = Button("Connect to a shared database…", icon="database")
            connect.clicked.connect(lambda: self.go.emit(Place("connect")))
            return [
                Card("No accounts in a file", role="h2").add(Label(OF_A_FILE, wrap=True), row(connect, None))
            ]
        self._accounts = accounts
        self._agencies = tuple((str(one.id), one.short_name) for one in page.agencies)
        counts = {key: sum(one.state in states for one in accounts.rows) for key, _, states in FILTERS}
        self._filter.set_items(
            [ChipItem(key, words, counts[key]) for key, words, _ in FILTERS],
            self._filter.current_key() or ALL,
        )
        card = Card("Accounts", len(accounts.rows), role="h2", gap=0)
        for one in accounts.rows:
            card.add(self._row(one))
        return [card]

    def show_page(self, page: SettingsPage) -> None:
        super().show_page(page)
        self._narrow()

    def _row(self, one: AccountRow) -> QWidget:
        look = look_of(one)
        more = icon_button("dots", f"The account of {one.name}", kind="ghost", size="small")
        more.clicked.connect(partial(self._more, one))
        state = Label(look.words, "small_strong", look.tone)
        state.setFixedWidth(px(190))
        inside = row(
            (Elided(one.name, "strong"), 3),
            (Elided(one.login, "small", "text2"), 3),
            (Elided(one.agency, "body"), 2),
            (Elided(MAY.get(one.group, ""), "body", "text2"), 2),
            Glyph(look.icon, look.tone, 18),
            state,
            more,
            gap=8,
            margins=(0, 5, 0, 5),
        )
        whole = box("row", inside)
        whole.setAccessibleName(f"{one.name}, {one.login or 'no login'}, {one.agency}, {look.words}")
        self._rows.append((whole, more, one))
        return whole

    def _narrow(self) -> None:
        """Accounts of the chosen state with every word that is typed."""
        words = self._find.text().casefold().split()
        states = next((kept for key, _, kept in FILTERS if key == self._filter.current_key()), FILTERS[0][2])
        for whole, _, one in self._rows:
            text = f"{one.name} {one.login} {one.agency}".casefold()
            whole.setVisible(one.state in states and all(word in text for word in words))
        self._none.setVisible(bool(self._rows) and all(whole.isHidden() for whole, *_ in self._rows))

    def _to_first(self) -> None:
        """Enter: what can be done about the first one found."""
        for whole, more, _ in self._rows:
            if not whole.isHidden():
                more.setFocus()
                more.click()
                return

    # -- what can be done about one

    def _more(self, one: AccountRow) -> None:
        picks = self._picks(one)
        about = f"{one.login or 'No login'}, {one.agency}"
        if one.kept_elsewhere:
            about = f"{about}. {ELSEWHERE}"
        elif not self._accounts.may_keep:
            about = f"{about}. The co-ordinator looks after accounts."
        choose.ask(self.window(), one.name, about, picks)

    def _picks(self, one: AccountRow) -> list[Pick]:
        mine = [Pick("My own account…", lambda: self.go.emit(Place("account")), "user")] if one.mine else []
        if not self._accounts.may_keep:
            return mine
        invite = Pick("Invitation file…", partial(self._choose_invitation, one.login), "file-export")
        if one.kept_elsewhere:
            return [*mine, invite]
        move = Pick("Moves to another agency…", partial(self._ask_agency, one), "arrow-right")
        known: dict[str, tuple[Pick, ...]] = {
            "none": (Pick("Give a login…", partial(self._ask_login, one), "user-plus"), move),
            "disabled": (Pick("Enable again", partial(self._again, one, account_desk.enable), "user-check"),),
            "left": (),
        }
        works = (
            Pick("New first password", partial(self._again, one, account_desk.reset), "key"),
            invite,
            move,
            Pick("Disable…", partial(self._ask_disable, one), "ban"),
        )
        return [*mine, *known.get(one.state, works)]

    def _ask_login(self, one: AccountRow) -> None:
        taken = {row.login for row in self._accounts.rows}

        def give(login: str, kind: str, given: Callable[[], None]) -> None:
            def shown(first: FirstPassword) -> None:
                given()
                self._show(first)

            account_desk.give(self.jobs, one.officer, login, kind, shown, self)

        proposed = logins.proposed(one.name, taken)
        give_login.ask(self.window(), self.jobs, one.officer, one.name, proposed, give)

    def _again(self, one: AccountRow, deed: Callable[..., None]) -> None:
        deed(self.jobs, one.officer, self._show, self)

    def _show(self, first: FirstPassword) -> None:
        give_login.show_once(self.window(), first, partial(self._choose_invitation, first.login))

    def _ask_disable(self, one: AccountRow) -> None:
        words = f"{one.name} signs in no more"
        open_ones = counted(one.open_actions, "open action stays", "open actions stay")
        left = f" {open_ones} with {one.agency}; give them to another officer." if one.open_actions else ""
        text = f"{one.name} is out at once, even where it is open now.{left} The name stays in the record."
        command = DisableLogin(officer=one.officer)

        def disable() -> None:
            self.jobs.do(command, owner=self, words=words)

        confirm.ask(self.window(), "Disable this account?", text, "Disable now", disable)

    def _ask_agency(self, one: AccountRow) -> None:
        def move(key: str, name: str) -> None:
            command = edit_row("officer", one.officer, "agency_id", str(one.agency_id), key)
            self.jobs.do(command, owner=self, words=f"{one.name} works for {name}")

        picks = [
            Pick(name, partial(move, key, name), "building")
            for key, name in self._agencies
            if key != str(one.agency_id)
        ]
        about = "What they see changes at once. Actions they lead stay with the agency that leads them."
        choose.ask(self.window(), f"Where does {one.name} work now?", about, picks)

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


def look_of(one: AccountRow) -> Look:
    """Shape, colour and words of a state."""
    until = f" until {days.short(days.in_london(one.until))}" if one.until is not None else ""
    disabled = f" {days.short(days.in_london(one.disabled_at))}" if one.disabled_at is not None else ""
    return {
        "none": Look("circle-dashed", "text2", "No login"),
        "first": Look("key", "info", f"Password{until}"),
        "working": Look("circle-check-filled", "on_track", "Working"),
        "ended": Look("alert-triangle-filled", "due_soon", "Password has ended"),
        "disabled": Look("ban", "text2", f"Disabled{disabled}"),
        "left": Look("door", "text2", "Works here no more"),
    }[one.state]
