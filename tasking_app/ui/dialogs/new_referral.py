"""A new referral: five answers in under a minute, with what members will see beside them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter, QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import AddReferral
from tasking_app.records.referral import NewReferralForm, SeriesOfReferral
from tasking_app.rules import people
from tasking_app.rules import referral as rule
from tasking_app.rules.theme import THEMES
from tasking_app.services import kept_apart, referral_form
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import row
from tasking_app.ui.parts import asked_of_chair
from tasking_app.ui.parts.people_apart import PeopleApart
from tasking_app.ui.parts.referral_preview import KINDS, ReferralPreview, Typing
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.choices import CheckBox, Option, OptionCards
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.tags import THEMES as LOOKS

SEND, PROPOSE = "Send to be accepted", "Propose it"


class NewReferral(Sheet):
    """The sheet. Closing it keeps what was typed."""

    sent = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        self._preview = ReferralPreview()
        super().__init__("New referral", width=1040, subtitle=" ", side=self._preview.side())
        self._jobs = jobs
        self._form: NewReferralForm | None = None
        self._chosen_again, self._usual_series = False, ""
        self._kind = OptionCards(KINDS, "What is it about?", columns=4, current="place")
        self._theme = Chips(
            [ChipItem(one.code, one.short, icon=LOOKS[one.code].icon, tone=one.code) for one in THEMES],
            "Which theme?",
            "asb",
        )
        self._within = Combo([("", "Not said")], "Kind")
        self._title_field = Field("In a few words, fit for the room", icon="pencil")
        self._area = Field("Where?", icon="map-pin")
        self._agency = Combo([], "Lead agency")
        self._officer = Combo([("", "Not named")], "Case officer")
        self._nature = Combo(list(rule.NATURES.items()), "Nature", current="emerging")
        self._risk = Combo(list(rule.RISKS.items()), "Risk", current="standard")
        self._source = Combo([("", "Not said"), *((one, one) for one in rule.SOURCES)], "Source")
        self._reason = Field("Why is it referred?")
        self._series = Combo([], "Series")
        self._people = PeopleApart()
        self._who = OptionCards(
            (
                Option("members", "All members", "Everybody whose agency sits in the series"),
                Option("restricted", "Restricted", "Only the people named, you among them", "lock"),
            ),
            "Who may see it?",
            current="members",
        )
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        self._place = CheckBox("")
        self._place.hide()
        self._send = Button(SEND, icon="send", kind="primary", keys="Ctrl+Return")
        self._other = Button(PROPOSE)
        self._later = Button("Keep as a draft")
        self._cancel = Button("Clear it", kind="ghost")
        self._fill()
        self._connect()
        self._keep(jobs)

    def _keep(self, jobs: Jobs) -> None:
        """All that is typed or chosen is on disk until it is sent or cleared."""
        self._typed = Typed(jobs)
        for name, field in (("title", self._title_field), ("area", self._area), ("reason", self._reason)):
            self._typed.keep(f"new-referral:{name}", field, "")
        for name, choice, usual in (
            ("kind", self._kind, "place"),
            ("theme", self._theme, "asb"),
            ("nature", self._nature, "emerging"),
            ("risk", self._risk, "standard"),
            ("source", self._source, ""),
            ("who", self._who, "members"),
        ):
            self._typed.choice(f"choice:new-referral:{name}", choice, usual)
        place = self._typed.watch(
            "choice:new-referral:place", "", lambda on: self._place.setChecked(bool(on))
        )
        self._place.toggled.connect(lambda on: place("place" if on else ""))
        show = self._people.show_text
        self._people.typed.connect(self._typed.watch("new-referral:people", "", show))

    def _fill(self) -> None:
        self._title_box = Labelled(
            "3  In a few words, fit for the room", self._title_field, most=rule.TITLE_LENGTH
        )
        one_line = row(
            (Labelled("4  Where?", self._area), 3),
            (Labelled("Kind", self._within), 2),
            (Labelled("Nature", self._nature), 2),
            gap=10,
        )
        two_line = row(
            (Labelled("Lead agency", self._agency), 3),
            (Labelled("Case officer", self._officer), 3),
            (Labelled("Risk", self._risk), 2),
            (Labelled("Source", self._source), 2),
            gap=10,
        )
        for item in (
            Labelled("1  What is it about?", self._kind),
            Labelled("2  Which theme?", self._theme),
            self._title_box,
        ):
            self.body.addWidget(item)
        self.body.addLayout(one_line)
        self.body.addLayout(two_line)
        self._series_box = Labelled("Series", self._series)
        why = Labelled("Why is it referred?", self._reason)
        self.body.addLayout(row((why, 3), (self._series_box, 2), gap=10))
        self.body.addWidget(self._people)
        self.body.addWidget(Labelled("5  Who may see it?", self._who))
        self.body.addWidget(self._place)
        self.body.addWidget(self._problem)
        self.foot(self._send, Keycaps("Ctrl+Enter"), self._other, self._later, self._cancel, None)

    def _connect(self) -> None:
        self._send.clicked.connect(lambda: self._take(usual=True))
        self.confirmed.connect(lambda: self._take(usual=True))
        self._other.clicked.connect(lambda: self._take(usual=False))
        self._later.clicked.connect(self.close_layer)
        self._cancel.clicked.connect(self._clear)
        self._agency.chosen.connect(lambda _: self._show_officers())
        self._series.chosen.connect(lambda _: self._show_series())
        for signal in (self._kind.chosen, self._theme.chosen, self._who.chosen):
            signal.connect(lambda _: self._show_seen())
        self._title_field.changed.connect(lambda _: self._show_seen())
        self._area.changed.connect(lambda _: self._show_seen())
        self._people.changed.connect(self._show_seen)
        self._people.named.connect(self._alike)

    def first_focus(self) -> QWidget | None:
        return self._title_field.edit if self._title_field.text() else self._kind

    def open_fresh(self, opener: QWidget) -> None:
        """Open with what the partnership offers now; what was typed before is kept."""
        self._jobs.ask(referral_form.new_form, lambda form: self._offer(form, opener), self)

    def _offer(self, form: NewReferralForm, opener: QWidget) -> None:
        self._form = form
        self.set_head("New referral", form.next_reference)
        own = str(self._jobs.actor.agency) if self._jobs.actor.agency is not None else ""
        agencies = [(str(key), name) for key, name in form.agencies]
        usual = own or agencies[0][0]
        self._agency.set_options(agencies, self._agency.key() or usual)
        self._offer_series([(str(one.id), one.name) for one in form.series])
        self._choose_again(usual)
        self._show_officers()
        self._show_series()
        completer = QCompleter(list(form.places), self)
        completer.setFilterMode(completer.filterMode() | completer.filterMode().MatchContains)
        completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
        self._area.edit.setCompleter(completer)
        self.open_over(opener)

    def _offer_series(self, series: list[tuple[str, str]]) -> None:
        """The usual one is chosen, unless another was for what is half typed."""
        now, usual = self._series.key(), series[0][0]
        chosen = now in dict(series) and now != self._usual_series
        self._usual_series = usual
        self._series.set_options(series, now if chosen else usual)
        self._series_box.setVisible(len(series) > 1)

    def _choose_again(self, usual: str) -> None:
        """Bring back, once there is something to choose from, what was chosen before the program ended."""
        if self._chosen_again:
            return
        self._chosen_again = True
        self._typed.choice("choice:new-referral:series", self._series, self._usual_series)
        if not self._series.key():
            self._series.set_key(self._usual_series)
        self._typed.choice("choice:new-referral:agency", self._agency, usual)
        if not self._agency.key():
            self._agency.set_key(usual)
        self._show_officers()
        self._typed.choice("choice:new-referral:officer", self._officer, "")
        self._show_kinds()
        self._typed.choice("choice:new-referral:within", self._within, "")

    def _series_now(self, form: NewReferralForm) -> SeriesOfReferral:
        return next((one for one in form.series if str(one.id) == self._series.key()), form.series[0])

    def _show_series(self) -> None:
        """Who decides in the series chosen sends; others propose, with a place at its next meeting."""
        if self._form is None:
            return
        series = self._series_now(self._form)
        self._send.set_text(SEND if series.decides else PROPOSE)
        self._send.set_icon("send" if series.decides else "inbox")
        self._other.set_text(PROPOSE if series.decides else SEND)
        words = f"When it is proposed, ask for a place on the agenda of {series.next_meeting} too"
        self._place.setText(words)
        self._place.setAccessibleName(words)
        self._place.setVisible(series.meeting is not None)
        self._show_seen()

    def _show_kinds(self) -> None:
        kinds = self._form.kinds.get(self._theme.current_key(), ()) if self._form is not None else ()
        self._within.set_options([("", "Not said"), *((one, one) for one in kinds)], self._within.key())

    def _show_officers(self) -> None:
        if self._form is None:
            return
        agency = self._agency.key()
        theirs = [(str(key), name) for key, name, of in self._form.officers if str(of) == agency]
        self._officer.set_options([("", "Not named"), *theirs], self._officer.key())

    def _show_seen(self) -> None:
        if self._form is None:
            return
        self._show_kinds()
        typing = Typing(
            reference=self._form.next_reference,
            kind=self._kind.key() or "place",
            theme=self._theme.current_key(),
            title=self._title_field.text().strip() or "In a few words",
            area=self._area.text().strip(),
            people=self._people.stand_ins(),
            restricted=self._who.key() == "restricted",
        )
        self._preview.show(typing, self._series_now(self._form).next_meeting)
        self._check_title()

    def _check_title(self) -> bool:
        """Warn while the title holds the name of somebody of this case, or of anybody known."""
        title = self._title_field.text()
        found = people.found_names(title, self._people.names())
        self._say_name(bool(found))
        if title.strip() and not found:
            self._jobs.ask(
                partial(kept_apart.known_in, told=title), lambda count: self._say_name(count > 0), self
            )
        return not found

    def _alike(self, names: str) -> None:
        self._jobs.ask(partial(kept_apart.known_in, told=names), self._people.say_alike, self)

    def _say_name(self, named: bool) -> None:
        self._title_box.show_problem(
            "These words hold a person’s name. Use the stand-in instead." if named else ""
        )

    def _clear(self) -> None:
        self._typed.start_afresh()
        self._series.set_key(self._usual_series)
        self._problem.hide()
        self._show_series()

    def _take(self, *, usual: bool) -> None:
        """Send or propose it; which of both is usual depends on who sits here."""
        form = self._form
        if form is None or not self._check_title():
            return
        series = self._series_now(form)
        command = self._command(series.id)
        if usual is series.decides:
            words = f"{form.next_reference} waits to be accepted"
            self._jobs.do(command, lambda _: self._taken(command.referral), self, self._refused, words=words)
        else:
            asked = asked_of_chair.referral(command, form, series, place=self._place.isChecked())
            words = asked_of_chair.PROPOSED
            self._jobs.do(asked, lambda _: self._taken(None), self, self._refused, words=words)

    def _command(self, series: UUID) -> AddReferral:
        officer = self._officer.key()
        return AddReferral(
            referral=new_id(),
            series=series,
            kind=self._kind.key(),
            theme=self._theme.current_key(),
            theme_kind=self._within.key(),
            title=self._title_field.text().strip(),
            area=self._area.text().strip(),
            lead_agency=UUID(self._agency.key()),
            case_officer=UUID(officer) if officer else None,
            nature=self._nature.key(),
            risk=self._risk.key(),
            source=self._source.key(),
            reason_added=self._reason.text().strip(),
            people=self._people.people(),
            restricted=self._who.key() == "restricted",
        )

    def _taken(self, key: UUID | None) -> None:
        self._clear()
        self.close_layer()
        if key is not None:
            self.sent.emit(key)

    def _refused(self, error: Exception) -> None:
        self._problem.setText(str(error))
        self._problem.show()
