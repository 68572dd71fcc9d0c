"""Two people changed the same fields: both texts side by side, nothing chosen beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tasking_app.commands.base import Change, Command, plain
from tasking_app.commands.change import Settle
from tasking_app.records.clash import ClashField, ClashPage
from tasking_app.rules.errors import Clash, FieldClash, NotFound
from tasking_app.services import settling
from tasking_app.ui import put_off
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import edit_place
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Well
from tasking_app.ui.widgets.choices import Option
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.toast import announce
from tasking_app.ui.widgets.whole_choices import WholeCards

MINE, THEIRS = "mine", "theirs"
LABELS = 96
NONE_LEFT = "Nothing is left to choose: what you wanted stands there."
KEPT = "All are kept, in time order"
CHOOSE = "Choose one of the two in each line first."


class Compare(Sheet):
    """Every field both changed, mine on the left; what is chosen is saved in one step."""

    def __init__(self, jobs: Jobs, clash: Clash, page: ClashPage) -> None:
        super().__init__(f"Two people changed {page.called}", width=860, icon="git-merge")
        self._jobs, self._clash, self._shown = jobs, clash, page
        self._problem = Label("", "small", "late")
        self._problem.hide()
        self._choices: dict[str, WholeCards] = {}
        about = f"{page.about.rstrip('.')}. " if page.about else ""
        told = f"{about}{page.by} saved while you were typing. Choose what to keep."
        self.body.addWidget(Label(told, "body", "text2", wrap=True))
        self.body.addWidget(self._table())
        self.body.addWidget(self._problem)
        self._add_buttons()
        put_off.keep(jobs, clash, page)  # until it is chosen, also when the power goes
        self.confirmed.connect(self._save)

    def _table(self) -> QWidget:
        lines = column(gap=8)
        first = Label("")
        first.setFixedWidth(px(LABELS))
        heads = row(first, (self._head("Yours", "Typed here"), 1), (self._theirs(), 1), gap=12)
        lines.addLayout(heads)
        for one in self._shown.fields:
            lines.addWidget(self._line(one))
        if self._shown.updates:
            lines.addWidget(self._updates(self._shown.updates))
        return wrap(lines)

    @staticmethod
    def _updates(told: tuple[str, ...]) -> QWidget:
        """Nobody has to choose between updates: each stands for itself."""
        many = {1: "It is kept", 2: "Both are kept, in time order"}.get(len(told), KEPT)
        head = row(Glyph("circle-check-filled", "on_track", 18), Label(many, "strong"), None, gap=8)
        label = Label("Updates", "strong")
        label.setFixedWidth(px(LABELS))
        well = Well(head, *(Elided(one) for one in told), gap=2)
        well.setAccessibleName(". ".join((many, *told)))
        return wrap(row(column(label, None, gap=0), (well, 1), gap=12))

    def _theirs(self) -> QWidget:
        by = ", ".join(part for part in (self._shown.by, self._shown.at) if part)
        return self._head("Saved already", by)

    @staticmethod
    def _head(title: str, detail: str) -> QWidget:
        return wrap(column(Label(title, "strong"), Label(detail, "small", "text2", wrap=True), gap=0))

    def _line(self, one: ClashField) -> QWidget:
        cards = WholeCards(
            [Option(MINE, one.mine), Option(THEIRS, one.theirs)], f"{one.label}: yours or theirs"
        )
        grid = cards.layout()
        assert isinstance(grid, QGridLayout)
        grid.setSpacing(px(12))
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        cards.chosen.connect(lambda _: self._problem.hide())
        self._choices[one.field] = cards
        label = Label(one.label, "strong", wrap=True)
        label.setFixedWidth(px(LABELS))
        return wrap(row(label, (cards, 1), gap=12))

    def _add_buttons(self) -> None:
        save = Button("Save this version", icon="check", kind="primary", keys="Ctrl+Enter")
        save.clicked.connect(self._save)
        mine, theirs = Button("All mine"), Button("All theirs")
        mine.clicked.connect(lambda: self._choose_all(MINE))
        theirs.clicked.connect(lambda: self._choose_all(THEIRS))
        later = Button("Decide later", kind="ghost", keys="Esc")
        later.clicked.connect(self.close_layer)
        self.left.connect(self._put_off)
        rest = wrap(
            row(
                Glyph("history", "text2", 18),
                Label("The rest stays in the history", "small", "text2"),
            )
        )
        rest.setVisible(self._kept())
        self.foot(save, mine, theirs, later, None, rest)

    def _kept(self) -> bool:
        """Whether what is not chosen stays somewhere."""
        return any(one.kept for one in self._shown.fields)

    def _choose_all(self, side: str) -> None:
        for cards in self._choices.values():
            cards.set_key(side)
        self._problem.hide()

    def _save(self) -> None:
        if not isinstance(self._clash.row, UUID):
            return
        open_ones = [cards for cards in self._choices.values() if not cards.key()]
        if open_ones:
            self._problem.setText(CHOOSE)
            self._problem.show()
            announce(self, CHOOSE)
            open_ones[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fields = self._clash.fields
        mine = [one for one in fields if self._choices[one.field].key() == MINE]
        command = self._command(self._clash.row, mine)
        self.left.disconnect(self._put_off)
        self.close_layer()
        if command is None:
            self._settled()
        else:
            words = "Yours is kept" if mine else "The other is kept"
            self._jobs.do(command, lambda _: self._settled(), self._jobs, words=words)

    def _command(self, key: UUID, mine: list[FieldClash]) -> Command | None:
        """What writes the choice; None where the other's stands already and no text is to be kept."""
        clash = self._clash
        if self._shown.again:
            asked: Any = clash.command  # one with a `seen`, or it would not have come here
            if mine:
                done_again: Command = replace(asked, seen=mine[0].theirs)
                return done_again
            left, why = tuple(_change(one) for one in clash.fields), str(getattr(asked, "reason", ""))
            return Settle(kind=clash.kind, row=key, left=left, why=why) if self._kept() else None
        return Settle(
            kind=clash.kind,
            row=key,
            changes=tuple(_change(one) for one in (*mine, *clash.rest)),
            left=tuple(_change(one) for one in clash.fields if one not in mine),
        )

    def _settled(self) -> None:
        """It is decided: what was typed is not waiting anywhere any more."""
        for one in self._clash.fields:
            self._jobs.drop_draft(edit_place(self._clash.kind, self._clash.row, one.field))
        put_off.forget(self._jobs, self._clash.kind, self._clash.row)
        self._jobs.settled.emit(self._clash)

    def _put_off(self) -> None:
        """To be decided later: Home has it, and what was typed is among the texts that are not saved."""
        self._jobs.changed.emit(put_off.TOUCHED)
        texts = {one.text for one in self._jobs.drafts()}
        for one in self._clash.fields:
            if isinstance(one.mine, str) and one.mine.strip() and one.mine not in texts:
                place = edit_place(self._clash.kind, self._clash.row, one.field)
                self._jobs.draft(place, one.mine, str(one.seen or ""))


def _change(one: FieldClash) -> Change:
    return Change(one.field, plain(one.theirs), plain(one.mine))


def compare(opener: QWidget, jobs: Jobs, clash: Clash) -> None:
    """Open both texts, once it is known who changed them."""
    jobs.ask(
        lambda work: settling.page(work, clash),
        lambda page: Compare(jobs, clash, page).open_over(opener),
        opener,
    )


def choose_again(opener: QWidget, jobs: Jobs, kind: str, key: UUID | None) -> None:
    """Open a choice that was put off, with what stands there now."""
    kept = put_off.of_row(jobs, kind, key)
    if kept is None:
        return

    def found(clash: Clash | None) -> None:
        if clash is not None:
            compare(opener, jobs, clash)
        else:
            forget(NONE_LEFT)

    def forget(sentence: str) -> None:
        put_off.forget(jobs, kind, key)
        jobs.told.emit(sentence, False)

    def failed(error: Exception) -> None:
        if isinstance(error, NotFound):
            forget(f"{error} What you typed is among the texts not saved.")
        else:
            jobs.say(error)

    jobs.ask(lambda work: settling.again(work, kept), found, opener, failed)
