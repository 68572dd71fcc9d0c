"""What stands above the list of actions: views with counts, filters, and the field to type in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from tasking_app.records.action import ActionList
from tasking_app.records.action_filter import ActionFilter, ActionView
from tasking_app.rules import action_filter as rule
from tasking_app.rules import days
from tasking_app.rules.theme import THEMES
from tasking_app.ui import searches
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import Flow, column, row, wrap
from tasking_app.ui.parts import own_views
from tasking_app.ui.parts.own_views import OwnView
from tasking_app.ui.parts.view_names import ViewNames
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.combos import FilterCombo, FilterPick
from tasking_app.ui.widgets.fields import SearchField

OPEN = ActionView(view="open", chosen=ActionFilter(status="open"))
OWN = "own:"
NONE = "-"


class ActionFilters(QWidget):
    """The view and the filter asked for; they and the views people made outlive the program."""

    changed = Signal()
    """Another view or filter is asked for."""
    typed = Signal(str)
    pick_asked = Signal(str)
    """Which objective or which referral: there may be too many for a menu."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._asked = OPEN
        self._own: list[OwnView] = []
        self._list: ActionList | None = None
        self.chips = Chips([ChipItem("open", "All open")], "Saved views", "open")
        self.search = SearchField("Type to find", width=200)
        searches.note_from(self.search, jobs, "actions")
        self.names = ViewNames(self)
        self._agency = FilterCombo("Agency", [])
        self._theme = FilterCombo("Theme", [(one.code, one.short) for one in THEMES])
        self._status = FilterCombo("Status", list(rule.STATUSES.items()))
        self._due = FilterCombo("Due", list(rule.DUES.items()), all_text="Any time")
        self._objective, self._referral = FilterPick("Objective"), FilterPick("Referral")
        self._more = Button("More", icon="adjustments", kind="quiet", name="More filters")
        self._clear = Button("Clear filters", icon="x", kind="quiet")
        self._wide = False
        self.setLayout(self._make())
        self._connect()
        self._show_choice()

    def _make(self) -> QLayout:
        views = row((self.chips, 1), column(self.names.button, None, gap=0), gap=10)
        boxes = (self._agency, self._theme, self._status, self._due, self._more)
        chosen = wrap(Flow(*boxes, self._objective, self._referral, self._clear))
        return column(
            views, row((chosen, 1), column(self.search, None, gap=0), gap=8), gap=10, margins=(20, 12, 16, 10)
        )

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose_view)
        self.search.typed.connect(self.typed)
        self._agency.chosen.connect(lambda key: self._narrow(agency=UUID(key) if key else None))
        self._theme.chosen.connect(lambda key: self._narrow(theme=key))
        self._status.chosen.connect(self._choose_status)
        self._due.chosen.connect(lambda key: self._narrow(due=key))
        self._objective.picked.connect(lambda: self.pick_asked.emit("objective"))
        self._referral.picked.connect(lambda: self.pick_asked.emit("referral"))
        self._more.clicked.connect(self._show_more)
        self._clear.clicked.connect(self.clear)
        self.names.saved.connect(self._save)
        self.names.renamed.connect(self._rename)
        self.names.removed.connect(self._remove)

    # -- what is asked for

    def asked(self) -> ActionView:
        """The view and the filter."""
        return self._asked

    def own(self) -> tuple[ActionView, ...]:
        """The views people made, to be counted."""
        return tuple(one.asked for one in self._own)

    def show_view(self, key: str) -> None:
        """One of the views every tracker has, without a filter; another key: every action. Nobody is told."""
        status = rule.VIEWS.get(key, "")
        self._asked = ActionView(view=key if status else "", chosen=ActionFilter(status=status))
        self._show_choice()

    def ask_for(self, asked: ActionView) -> None:
        """Show this and say so."""
        if asked != self._asked:
            self._asked = asked
            self._show_choice()
            self.changed.emit()

    def clear(self) -> None:
        """Nothing but the view, or what is open."""
        view = self._asked.view or "open"
        self.ask_for(ActionView(view=view, chosen=ActionFilter(status=rule.VIEWS.get(view, ""))))

    def picked(self, what: str, key: str) -> None:
        """An objective or a referral was chosen; empty for any."""
        if what == "referral":
            self._narrow(referral=UUID(key) if key else None)
        else:
            self._narrow(objective=key)

    def _narrow(self, **chosen: object) -> None:
        self.ask_for(replace(self._asked, chosen=replace(self._asked.chosen, **chosen)))  # type: ignore[arg-type]  # fields as keywords

    def _choose_view(self, key: str) -> None:
        if key.startswith(OWN):
            self.ask_for(self._own[int(key.removeprefix(OWN))].asked)
        else:
            chosen = replace(self._asked.chosen, status=rule.VIEWS.get(key, ""))
            self.ask_for(ActionView(view=key, chosen=chosen))

    def _choose_status(self, status: str) -> None:
        view = rule.view_with(self._asked.view, status)
        self.ask_for(ActionView(view=view, chosen=replace(self._asked.chosen, status=status)))

    # -- showing

    def set_list(self, shown: ActionList) -> bool:
        """Counts and what can be chosen; False when a choice is gone and another list is asked for."""
        self._list = shown
        chosen, known = self._asked.chosen, shown.choices
        self._agency.set_options([(str(key), name) for key, name in known.agencies])
        gone: dict[str, object] = {}
        if chosen.agency is not None and chosen.agency not in dict(known.agencies):
            gone["agency"] = None
        if chosen.referral is not None and not known.referral:
            gone["referral"] = None
        if gone:
            self._narrow(**gone)
            return False
        self._show_choice()
        return True

    def _show_choice(self) -> None:
        chosen = self._asked.chosen
        self._agency.set_key(str(chosen.agency or ""))
        self._theme.set_key(chosen.theme)
        self._status.set_key(chosen.status)
        self._due.set_key(chosen.due)
        self._objective.set_option(chosen.objective, chosen.objective)
        referral = self._list.choices.referral if self._list is not None else ""
        self._referral.set_option(str(chosen.referral or ""), referral.partition(" ")[0])
        self._wide = self._wide or bool(chosen.objective or chosen.referral)
        self._objective.setVisible(self._wide)
        self._referral.setVisible(self._wide)
        self._more.setVisible(not self._wide)
        plain = ActionView(
            view=self._asked.view, chosen=ActionFilter(status=rule.VIEWS.get(self._asked.view, ""))
        )
        self._clear.setVisible(self._asked != plain or not self._asked.view)
        self._show_chips()

    def _show_chips(self) -> None:
        items = [ChipItem("open", "All open")]
        if self._list is not None:
            counts, since = self._list.counts, self._list.since
            done = f"Done since {days.short(since)[4:]}" if since is not None else "Done since last"
            items = [
                ChipItem("open", "All open", counts.open),
                ChipItem("late", "Late", counts.late),
                ChipItem("due_soon", "Due soon", counts.due_soon),
                ChipItem("no_update", "No update", counts.no_update),
                ChipItem("done", done, counts.done),
            ]
            of_own = dict(enumerate(self._list.own))
            items += [ChipItem(f"{OWN}{n}", one.name, of_own.get(n)) for n, one in enumerate(self._own)]
        mine = self._mine()
        on = f"{OWN}{mine}" if mine is not None else self._built_in()
        self.chips.set_items(items, on)
        self.chips.set_key(on)
        self.names.show_own(self._own[mine].name if mine is not None else "")

    def _mine(self) -> int | None:
        """Which of the views people made is on."""
        return next((n for n, one in enumerate(self._own) if one.asked == self._asked), None)

    def _built_in(self) -> str:
        same = rule.VIEWS.get(self._asked.view, NONE) == self._asked.chosen.status
        return self._asked.view if same else NONE

    def _show_more(self) -> None:
        self._wide = True
        self._show_choice()
        self._objective.setFocus()

    # -- views people make

    def _save(self, name: str) -> None:
        self._own = [one for one in self._own if one.name != name] + [OwnView(name, self._asked)]
        self.changed.emit()

    def _rename(self, name: str) -> None:
        mine = self._mine()
        if mine is not None:
            self._own[mine] = OwnView(name, self._asked)
            self._show_chips()

    def _remove(self) -> None:
        mine = self._mine()
        if mine is not None:
            del self._own[mine]
            self.changed.emit()

    def remember(self) -> dict[str, object]:
        """What to find again after a restart."""
        return {"asked": own_views.view_text(self._asked), "own": own_views.written(self._own)}

    def restore(self, state: Mapping[str, object]) -> None:
        """Bring it back; nothing is asked for yet."""
        self._own = own_views.read(state.get("own"))
        self._asked = own_views.view_of(state.get("asked")) or OPEN
        self._show_choice()
