"""Accept, decline, watch, escalate, close or open a referral again, each with what it asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tasking_app.commands.referral import SetReferralStatus
from tasking_app.records.referral import ReferralPage
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

STEPS = {
    "referred": (("active", "Accept"), ("declined", "Decline…")),
    "active": (("monitoring", "Monitor"), ("escalated", "Escalate"), ("closed", "Close…")),
    "monitoring": (("active", "Back to open"), ("escalated", "Escalate"), ("closed", "Close…")),
    "escalated": (("active", "Back to open"), ("closed", "Close…")),
    "closed": (("active", "Open again…"),),
    "declined": (("active", "Open again…"),),
}
ASKS = frozenset({"closed", "declined"})


class _End(Sheet):
    def __init__(self, jobs: Jobs, page: ReferralPage, status: str) -> None:
        verb = {"closed": "Close", "declined": "Decline"}.get(status, "Open again")
        super().__init__(f"{verb} {page.row.reference}?", width=620)
        self._jobs, self._about, self._status, self._verb = jobs, page, status, verb
        self._reason = Field("Why?")
        self._told = Field("Who told the victim?")
        self._not_told = Field("Or: why can they not be told?")
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        self.body.addWidget(Labelled("Why?", self._reason))
        if status == "closed":
            words = "A case closes when the victim has been told, or with a reason why not."
            self.body.addWidget(Label(words, "body", "text2", wrap=True))
            self.body.addWidget(Labelled("Who told the victim?", self._told))
            self.body.addWidget(Labelled("Or: why can they not be told?", self._not_told))
        self.body.addWidget(self._problem)
        do, cancel = (
            Button(verb, kind="primary", keys="Ctrl+Return"),
            Button("Cancel", kind="ghost", keys="Esc"),
        )
        self.foot(do, cancel, None)
        self._keep(jobs)
        do.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _keep(self, jobs: Jobs) -> None:
        """What is typed is on disk until the step is taken."""
        self._typed = Typed(jobs)
        for name, field in (("reason", self._reason), ("told", self._told), ("not_told", self._not_told)):
            self._typed.keep(f"end:{self._about.row.id}:{self._status}:{name}", field)

    def first_focus(self) -> QWidget | None:
        return self._reason.edit

    def _take(self) -> None:
        command = SetReferralStatus(
            referral=self._about.row.id,
            seen=self._about.row.status,
            status=self._status,
            reason=self._reason.text().strip(),
            victim_told=self._told.text().strip(),
            victim_not_told=self._not_told.text().strip(),
        )
        words = f"{self._about.row.reference}: {self._verb.lower()}"
        self._jobs.do(command, lambda _: self._done(), self, self._refused, words=words)

    def _done(self) -> None:
        self._typed.forget()
        self.close_layer()

    def _refused(self, error: Exception) -> None:
        self._problem.setText(str(error))
        self._problem.show()


def ask(opener: QWidget, jobs: Jobs, page: ReferralPage, status: str) -> None:
    """Take a step; those that need a reason ask for it."""
    if status in ASKS or page.row.status in ASKS:
        _End(jobs, page, status).open_over(opener)
        return
    command = SetReferralStatus(referral=page.row.id, seen=page.row.status, status=status)
    jobs.do(command, owner=opener, words=f"{page.row.reference} changed")
