"""Change the facts of a referral."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.records.referral import NewReferralForm, ReferralPage
from tasking_app.rules import referral as rule
from tasking_app.rules.errors import AppError
from tasking_app.rules.theme import THEMES
from tasking_app.services import referral_form
from tasking_app.ui.dialogs.meeting_facts import reader
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed, edit_place
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import DateField, Field, TextArea
from tasking_app.ui.widgets.labels import Label

Edited = Callable[[dict[str, object], dict[str, object], Callable[[], None]], None]
"""Told what was seen, what is wanted, and what to call once it is saved."""


class _Facts(Sheet):
    def __init__(
        self, jobs: Jobs, page: ReferralPage, form: NewReferralForm, today: date, edited: Edited
    ) -> None:
        super().__init__(f"Edit {page.row.reference}", width=760)
        self._about, self._edited, self._form = page, edited, form
        shown = page.row
        self._title_field = Field("In a few words, fit for the room", text=shown.title)
        self._description = TextArea("Description", lines=4)
        self._description.set_text(page.description)
        self._theme = Combo([(one.code, one.name) for one in THEMES], "Theme", current=shown.theme)
        self._within = Combo([("", "Not said")], "Kind")
        self._nature = Combo(list(rule.NATURES.items()), "Nature", current=shown.nature)
        self._risk = Combo(list(rule.RISKS.items()), "Risk", current=shown.risk)
        agencies = [(str(key), name) for key, name in form.agencies]
        self._agency = Combo(agencies, "Lead agency", current=str(page.lead_agency))
        self._officer = Combo([("", "Not named")], "Case officer")
        self._area = Field("Where", text=shown.area)
        self._review = DateField("Next review", reader(today))
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._keep(jobs)
        self._theme.chosen.connect(lambda _: self._offer_kinds())
        self._agency.chosen.connect(lambda _: self._offer_officers())
        self._offer_kinds()
        self._offer_officers()

    def _lay_out(self) -> None:
        restricted = self._about.row.restricted
        if not restricted:
            self.body.addWidget(
                Labelled("In a few words, fit for the room", self._title_field, most=rule.TITLE_LENGTH)
            )
            self.body.addWidget(Labelled("Description", self._description))
        for line in (
            ((("Theme", self._theme), ("Kind", self._within), ("Nature", self._nature))),
            ((("Lead agency", self._agency), ("Case officer", self._officer), ("Risk", self._risk))),
            ((("Where", self._area), ("Next review", self._review))),
        ):
            self.body.addLayout(row(*((Labelled(name, field), 1) for name, field in line), gap=10))
        self.body.addWidget(self._problem)
        keep, cancel = (
            Button("Keep changes", kind="primary", keys="Ctrl+Return"),
            Button("Cancel", kind="ghost"),
        )
        self.foot(keep, cancel, None)
        keep.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _keep(self, jobs: Jobs) -> None:
        """What is typed is on disk until it is saved. Words of a restricted referral are not typed here."""
        self._typed, shown = Typed(jobs), self._about.row
        if not shown.restricted:
            self._typed.keep(self._place("title"), self._title_field, shown.title)
            self._typed.keep(self._place("description"), self._description, self._about.description)
        self._typed.keep(self._place("area"), self._area, shown.area)
        self._typed.keep_day(self._place("next_review"), self._review, shown.next_review)
        self._typed.say(self.body)

    def _place(self, name: str) -> str:
        return edit_place("referral", self._about.row.id, name)

    def _offer_kinds(self) -> None:
        kinds = self._form.kinds.get(self._theme.key(), ())
        self._within.set_options([("", "Not said"), *((one, one) for one in kinds)], self._about.theme_kind)

    def _offer_officers(self) -> None:
        theirs = [(str(key), name) for key, name, of in self._form.officers if str(of) == self._agency.key()]
        now = str(self._about.case_officer) if self._about.case_officer is not None else ""
        self._officer.set_options([("", "Not named"), *theirs], now)

    def _take(self) -> None:
        page, shown = self._about, self._about.row
        if self._review.problem():
            self._say(self._review.problem())
            return
        officer = self._officer.key()
        seen: dict[str, object] = {
            "theme": shown.theme,
            "theme_kind": page.theme_kind,
            "nature": shown.nature,
            "risk": shown.risk,
            "area": self._typed.seen(self._place("area")),
            "next_review": self._typed.seen_day(self._place("next_review"), self._review, shown.next_review),
            "lead_agency_id": page.lead_agency,
            "case_officer_id": page.case_officer,
        }
        wanted: dict[str, object] = {
            "theme": self._theme.key(),
            "theme_kind": self._within.key(),
            "nature": self._nature.key(),
            "risk": self._risk.key(),
            "area": self._area.text().strip(),
            "next_review": self._review.day(),
            "lead_agency_id": UUID(self._agency.key()),
            "case_officer_id": UUID(officer) if officer else None,
        }
        if not shown.restricted:
            try:
                title = rule.check_title(self._title_field.text())
            except AppError as error:
                self._say(str(error))
                return
            seen |= {name: self._typed.seen(self._place(name)) for name in ("title", "description")}
            wanted |= {"title": title, "description": self._description.text()}
        self.close_layer()
        self._edited(seen, wanted, self._typed.forget)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()


def edit(opener: QWidget, jobs: Jobs, page: ReferralPage, edited: Edited) -> None:
    """Open the facts; `edited` gets what was seen, what is wanted, and what to call then."""
    jobs.ask(
        lambda work: (referral_form.new_form(work), work.today),
        lambda known: _Facts(jobs, page, known[0], known[1], edited).open_over(opener),
        opener,
    )
