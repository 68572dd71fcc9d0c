"""One account beside the list: what is known of it, and everything the co-ordinator does about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.records.account import AccountRow
from tasking_app.rules import days, refusal
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import Flow, clear, column, row, scroll, wrap
from tasking_app.ui.panels.account_columns import MAY, look_of
from tasking_app.ui.panels.first_password import FirstPasswordCard
from tasking_app.ui.theme import background_of, px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.tags import Tag
from tasking_app.ui.withheld import withhold

WIDTH, NAMES = 332, 72
GIVEN = ("officer", "analyst")
ELSEWHERE = "Whoever looks after the database looks after this account."


@dataclass(frozen=True, slots=True)
class About:
    """An account with what may be chosen for it. `why` says why whoever sits here changes nothing of it."""

    row: AccountRow
    deputies: tuple[str, ...]
    may_keep: bool

    @property
    def why(self) -> str:
        """Why it is only looked at."""
        if not self.may_keep:
            return refusal.ACCOUNTS
        return ELSEWHERE if self.row.kept_elsewhere else ""


class AccountPane(QWidget):
    """The pane. `asked` names a deed: login, again, enable, invite, disable, last_day, works_on, move,
    training, deputy, own."""

    asked = Signal(str)
    kind_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Account")
        self.setFixedWidth(px(WIDTH))
        self.first = FirstPasswordCard()
        self._facts, self._deeds, self._end = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._facts, self._deeds, self._end):
            part.setSpacing(px(7))
        inside = column(self._facts, self.first, self._deeds, None, self._end, gap=10, margins=(16, 4, 4, 4))
        self.setLayout(column((scroll(wrap(inside), "Account"), 1), gap=0))
        self._shown: AccountRow | None = None

    def show_account(self, about: About | None, email: Callable[[AccountRow], Field]) -> None:
        """Show an account; `email` makes the field that keeps its address."""
        if about is None or self._shown is None or about.row.officer != self._shown.officer:
            self.first.forget()
        self._shown = about.row if about is not None else None
        for part in (self._facts, self._deeds, self._end):
            clear(part)
        self.setVisible(about is not None)
        if about is not None:
            self._show_facts(about, email(about.row))
            self._show_deeds(about)
            self._show_end(about)

    def take_focus(self) -> None:
        """To the first thing that can be done about the account."""
        buttons = [one for one in self.findChildren(Button) if one.isVisible() and one.isEnabled()]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is known

    def _show_facts(self, about: About, email: Field) -> None:
        one, look = about.row, look_of(about.row)
        tag = Tag(look.words, look.icon, look.tone, background_of(look.tone))
        self._facts.addWidget(Label(one.name, "h2", wrap=True))
        self._facts.addLayout(row(tag, None))
        self._fact("Login", Label(one.login or "No login", "strong"))
        agency = self._button(one.agency, "building", "move", "Agency")
        withhold(about.why, agency)
        self._fact("Agency", agency)
        if one.group:
            self._fact("May", self._kind(about))
        withhold("" if about.may_keep or one.mine else about.why, email, email.edit)
        self._fact("E-mail", email)
        day = days.full(one.trained_on).partition(" ")[2] if one.trained_on is not None else "Not noted"
        training = self._button(day, "calendar-event", "training", "Training")
        withhold("" if about.may_keep else about.why, training)
        self._fact("Training", training)
        self._fact("Deputy", self._deputy(about))
        if about.why:
            self._facts.addWidget(Notice("info", about.why, icon="lock"))

    def _kind(self, about: About) -> QWidget:
        """What the login is for; the groups that decide are greyed, and say who gives them."""
        one = about.row
        made = Combo(list(MAY.items()), f"What the login of {one.name} is for", current=one.group)
        model = made.model()
        if isinstance(model, QStandardItemModel):
            for place, key in enumerate(MAY):
                if key not in GIVEN:
                    model.item(place).setEnabled(False)
                    model.item(place).setToolTip(ELSEWHERE)
        made.chosen.connect(self.kind_chosen)
        withhold(about.why, made)
        return made

    def _deputy(self, about: About) -> QWidget:
        """Who usually comes to the meeting instead: a name on the register, and no right more."""
        words = ", ".join(about.deputies) or "Nobody yet"
        made = self._button(words, "replace", "deputy", "Who comes instead")
        withhold("" if about.may_keep or about.row.mine else about.why, made)
        return made

    def _button(self, words: str, icon: str, deed: str, name: str) -> Button:
        made = Button(words, icon=icon, size="small", name=f"{name}: {words}. Change")
        made.clicked.connect(partial(self.asked.emit, deed))
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        made.setSizePolicy(policy)
        return made

    def _fact(self, name: str, widget: QWidget) -> None:
        label = Label(name, "small", "text2")
        label.setFixedWidth(px(NAMES))
        self._facts.addLayout(row(label, (widget, 1), gap=6))

    # -- what is done

    def _show_deeds(self, about: About) -> None:
        found = list(_deeds(about))
        if not found:
            return
        self._deeds.addWidget(Label("What you can do", "h3"))
        buttons = []
        for words, icon, deed in found:
            button = Button(words, icon=icon, size="small")
            button.clicked.connect(partial(self.asked.emit, deed))
            buttons.append(button)
        self._deeds.addWidget(wrap(Flow(*buttons, gap=6)))

    def _show_end(self, about: About) -> None:
        one = about.row
        if about.why or one.state in ("none", "disabled", "left"):
            return
        now = self._ends("Disable now", "ban", "disable")
        stays = counted(one.open_actions, "open action stays", "open actions stay")
        left = f" {stays} with {one.agency} and need a new officer." if one.open_actions else ""
        title, text = "Disable this account?", f"It closes at once, even where it is open now.{left}"
        buttons = (now, self._ends("On a date…", "calendar-event", "last_day"))
        if one.last_day is not None:
            title = f"Works until {days.long(one.last_day)}"
            text = f"From the day after nothing more is read, even where it is open.{left}"
            buttons = (self._ends("Works on", "user-check", "works_on"), now)
        self._end.addWidget(Notice("late", title, text, *buttons, icon="ban"))

    def _ends(self, words: str, icon: str, deed: str) -> Button:
        made = Button(words, icon=icon, size="small")
        made.clicked.connect(partial(self.asked.emit, deed))
        return made


def _deeds(about: About) -> Sequence[tuple[str, str, str]]:
    """Words, icon and name of what can be done about an account now."""
    one = about.row
    mine = [("My own account…", "user", "own")] if one.mine else []
    if not about.may_keep:
        return mine
    invite = [("Invitation file…", "file-export", "invite")]
    if one.kept_elsewhere:
        return [*mine, *invite]
    known = {
        "none": [("Give a login…", "user-plus", "login")],
        "disabled": [("Enable again", "user-check", "enable")],
        "left": [],
    }
    return [*mine, *known.get(one.state, [("New first password", "key", "again"), *invite])]
