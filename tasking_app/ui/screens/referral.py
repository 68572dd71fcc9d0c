"""The page of one referral: facts, points for the room, people apart, meetings, actions, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.commands.base import beside, changes, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.referral import AddPerson, AddPoint, NewPerson, SetRestricted
from tasking_app.records.referral import NamedPerson, ReferralPage
from tasking_app.rules import people
from tasking_app.rules import referral as rule
from tasking_app.services import referral_list
from tasking_app.ui.dialogs import ask_words, referral_end, referral_facts, show_names
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import once_all
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import Flow, clear, column, row, scroll, wrap
from tasking_app.ui.parts import referral_cards
from tasking_app.ui.parts.referral_deeds import ReferralDeeds
from tasking_app.ui.parts.referral_pane import fact
from tasking_app.ui.parts.restricted_notice import restricted_notice
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import Redaction
from tasking_app.ui.withheld import withhold


class ReferralScreen(Screen):
    """One referral."""

    key: ClassVar[str] = "referral"
    title: ClassVar[str] = "Referral"
    rail: ClassVar[str] = "referrals"
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            "referral",
            "referral_point",
            "referral_person",
            "restricted_text",
            "folder",
            "reader",
            "share",
            "placing",
            "line",
            "action",
            "action_update",
        ]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._key: UUID | None = None
        self._page: ReferralPage | None = None
        self._opened: set[tuple[UUID | None, UUID]] = set()
        self._deeds = ReferralDeeds(jobs, self)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(px(14))
            side.setContentsMargins(0, 0, 0, 0)
        self._sides = [wrap(self._left), wrap(self._right)]
        inside = wrap(row((self._sides[0], 58), (self._sides[1], 42), gap=16, margins=(20, 16, 20, 16)))
        self.setLayout(column(scroll(inside, "Referral"), gap=0))
        self._edit = Button("Edit", icon="edit")
        self._agenda = Button("To agenda", icon="calendar-event")
        self._before = Button("History", icon="history", tip="What the texts said before")
        self._before.clicked.connect(self._show_history)
        self._edit.clicked.connect(self._edit_facts)
        self._agenda.clicked.connect(lambda: self.go.emit(Place("to_agenda", self._key)))

    def top_actions(self) -> list[QWidget]:
        return [self._before, self._edit, self._agenda]

    def keys(self) -> list[KeyHint]:
        return [KeyHint("Alt+4", "Back to the referrals")]

    def regions(self) -> list[QWidget]:
        return list(self._sides)

    def show_place(self, place: Place) -> None:
        self._key = place.id

    def reload(self) -> None:
        if self._key is None:
            return
        key = self._key
        opened = self._sees(key)
        question = partial(referral_list.page, key=key, opened=opened)
        self._jobs.ask(question, self._show, self)

    def _sees(self, key: UUID) -> bool:
        """Whether whoever sits here has opened this restricted referral."""
        return (self._jobs.actor.officer, key) in self._opened

    # -- showing

    def _show(self, page: ReferralPage) -> None:
        if page == self._page or page.row.id != self._key or (page.opened and not self._sees(page.row.id)):
            return
        self._page = page
        for button in (self._edit, self._before):
            button.setVisible(page.opened or not page.row.restricted)
        withhold(page.may.facts, self._edit)
        self.head.emit(page.row.reference, page.row.title)
        clear(self._left)
        clear(self._right)
        self._left.addWidget(referral_cards.facts(page, *self._notices(page)))
        shut = page.row.restricted and not page.opened
        if not shut:
            self._left.addWidget(self._points(page))
        self._left.addWidget(referral_cards.meetings(page, self.go.emit))
        self._left.addStretch(1)
        self._right.addWidget(self._state(page))
        self._right.addWidget(self._people(page))
        if not shut:
            self._right.addWidget(referral_cards.actions(page, self.go.emit))
        self._right.addStretch(1)

    def _notices(self, page: ReferralPage) -> list[QWidget]:
        """What a restricted referral says first: that it is one, and what can be done about it now."""
        if not page.row.restricted:
            return []
        if page.opened:
            words = Button("Edit the words", icon="edit", size="small")
            words.clicked.connect(lambda: self._deeds.edit_words(page))
            withhold(page.may.facts, words)
            return [wrap(row(words, None))]
        title = "This referral is restricted"
        return [restricted_notice(title, "referral", self._open_restricted, may_open=page.may_open)]

    def _points(self, page: ReferralPage) -> QWidget:
        add = Button("Add a point", icon="plus", kind="ghost", size="small")
        add.clicked.connect(self._add_point)
        withhold(page.may.facts, add)
        can_add = not page.row.restricted and len(page.points) < rule.MOST_POINTS
        card = Card("Points for the room", len(page.points), *([add] if can_add else []), role="h3", gap=4)
        for point in page.points:
            take = icon_button("x", f"Take away: {point.text}", kind="ghost", size="small")
            take.clicked.connect(partial(self._withdraw, "referral_point", point.id, "Point taken away"))
            parts = [take] if not page.row.restricted and not page.may.facts else []
            card.add(
                row(Glyph("circle-filled", "text2", 8), (Label(point.text, wrap=True), 1), *parts, gap=10)
            )
        if not page.points:
            card.add(
                Label("None yet. At most 7, written for the room: no names.", "body", "text2", wrap=True)
            )
        return card

    def _state(self, page: ReferralPage) -> QWidget:
        card = Card(f"State: {rule.STATES[page.row.status].lower()}", role="h3", gap=8)
        if page.reason_closed:
            card.add(fact("Why", Label(page.reason_closed, wrap=True)))
        if page.victim_told or page.victim_not_told:
            words = f"Told by {page.victim_told}" if page.victim_told else f"Not told: {page.victim_not_told}"
            card.add(fact("Victim", Label(words, wrap=True)))
        buttons: list[QWidget] = []
        for status, words in referral_end.STEPS[page.row.status]:
            button = Button(words, size="small")
            button.clicked.connect(partial(self._step, status))
            withhold(page.may.decide, button)
            buttons.append(button)
        if page.opened or not page.row.restricted:
            buttons += [self._restrict_button(page), self._access_button(page)]
        card.add(wrap(Flow(*buttons, gap=6)))
        if page.readers:
            card.add(fact("May read", Label(", ".join(page.readers), "small", wrap=True)))
        return card

    def _restrict_button(self, page: ReferralPage) -> Button:
        words = "Open to all members" if page.row.restricted else "Restrict…"
        made = Button(words, icon="lock-open" if page.row.restricted else "lock", size="small")
        made.clicked.connect(self._restrict)
        withhold(page.may.access, made)
        return made

    def _access_button(self, page: ReferralPage) -> Button:
        key, restricted = page.row.id, page.row.restricted
        made = Button("Who may read…" if restricted else "Share…", icon="users", size="small")
        choose = self._deeds.choose_readers if restricted else self._deeds.choose_agencies
        made.clicked.connect(lambda: choose(key))
        withhold(page.may.access, made)
        return made

    def _people(self, page: ReferralPage) -> QWidget:
        add = Button("Add a person", icon="plus", kind="ghost", size="small")
        add.clicked.connect(self._add_person)
        withhold(page.may.facts, add)
        card = Card("People, kept apart", len(page.people), add, role="h3", gap=6)
        for person in page.people:
            role = people.ROLES.get(person.role, "")
            card.add(
                row(
                    Redaction(people.shown(person.label, person.under_18)),
                    Label(role, "small", "text2"),
                    None,
                    gap=8,
                )
            )
        if page.people:
            show = Button("Show to me", icon="eye", size="small", tip="Their names. The reading is recorded")
            show.clicked.connect(self._show_names)
            withhold(page.may.names, show)
            card.add(row(show, Label("recorded, and on no paper", "small", "text2"), None, gap=8))
        else:
            card.add(
                Label("Nobody yet. Names are typed once and shown as stand-ins.", "body", "text2", wrap=True)
            )
        return card

    # -- changes

    def _withdraw(self, kind: str, key: UUID, words: str) -> None:
        self._jobs.do(Withdraw(kind=kind, row=key), owner=self, words=words)

    def _add_point(self) -> None:
        assert self._key is not None
        key = self._key

        def said(text: str) -> None:
            self._jobs.do(AddPoint(point=new_id(), referral=key, text=text), owner=self, words="Point added")

        ask_words.ask(
            self.window(),
            "Add a point for the room",
            "One short sentence, no names.",
            "Add point",
            said,
            about=key,
        )

    def _add_person(self) -> None:
        assert self._key is not None
        key = self._key

        def said(people: tuple[NewPerson, ...], saved: Callable[[], None]) -> None:
            done = once_all(len(people), saved)
            for person in people:
                add = AddPerson(referral=key, person=person)
                self._jobs.do(add, done, self, words="Kept apart. Members see the stand-in")

        show_names.add_person(self.window(), self._jobs, key, said)

    def _show_names(self) -> None:
        assert self._key is not None
        key = self._key
        self._jobs.long(
            lambda store, actor: referral_list.show_names(store, actor, key),
            self._named,
            self,
            touched=frozenset(["name_reading"]),
        )

    def _named(self, named: tuple[NamedPerson, ...]) -> None:
        show_names.show(self.window(), named)

    def _open_restricted(self) -> None:
        assert self._key is not None
        key, officer = self._key, self._jobs.actor.officer

        def opened(page: ReferralPage) -> None:
            self._opened.add((officer, key))
            self._show(page)

        self._jobs.long(
            lambda store, actor: referral_list.open_restricted(store, actor, key),
            opened,
            self,
            touched=frozenset(["name_reading"]),
        )

    def _show_history(self) -> None:
        if self._page is not None:
            self._deeds.show_history(self._page)

    def _step(self, status: str) -> None:
        if self._page is not None:
            referral_end.ask(self.window(), self._jobs, self._page, status)

    def _restrict(self) -> None:
        assert self._page is not None
        shown = self._page.row
        command = SetRestricted(referral=shown.id, restricted=not shown.restricted)
        if not shown.restricted:
            self._opened.add((self._jobs.actor.officer, shown.id))
        words = (
            f"{shown.reference} is open to its members"
            if shown.restricted
            else f"{shown.reference} is restricted"
        )
        self._jobs.do(command, owner=self, words=words)

    def _edit_facts(self) -> None:
        if self._page is not None and not (self._page.row.restricted and not self._page.opened):
            referral_facts.edit(self.window(), self._jobs, self._page, self._edited)

    def _edited(self, seen: dict[str, object], wanted: dict[str, object], saved: Callable[[], None]) -> None:
        assert self._key is not None
        found = changes(seen, wanted)
        if found:
            edit = Edit(kind="referral", row=self._key, changes=found, beside=beside(seen, wanted))
            self._jobs.do(edit, lambda _: saved(), self, words="Changed")
        else:
            saved()
