"""What the rights table says to a change of fields of one row, where a command fits any kind of row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tasking_app.commands.change import BringBack, Edit, PutBack, Settle, Withdraw
from tasking_app.database.security import rights as table
from tasking_app.database.work import Work
from tasking_app.models import KINDS
from tasking_app.models.referral import Referral
from tasking_app.rules import access, refusal
from tasking_app.rules.access import Viewer
from tasking_app.services import rights

GIVEN = ("officer", "analyst")
OfRow = Edit | PutBack | Withdraw | BringBack | Settle
_TABLES = {one.name: one for one in table.TABLES}


def _own_case(work: Work, who: Viewer, row: Any) -> bool:  # any row of a referral
    referral = work.session.get(Referral, row.referral_id)
    return referral is not None and referral.case_officer_id == who.officer


ROWS: Mapping[str, Callable[[Work, Viewer, Any], bool]] = {
    "true": lambda _work, _who, _row: True,
    f"id = {table.ME}": lambda _work, who, row: row.id == who.officer,
    f"officer_id = {table.ME}": lambda _work, who, row: row.officer_id == who.officer,
    f"case_officer_id = {table.ME}": lambda _work, who, row: row.case_officer_id == who.officer,
    f"lead_agency_id = {table.MINE}": lambda _work, who, row: row.lead_agency_id == who.agency,
    table.OWN_CASE: _own_case,
    table.WROTE: lambda _work, who, row: row.made_by == who.officer,
    table.ASKED: lambda _work, who, row: row.proposed_by == who.officer,
}
"""Which rows somebody changes: as the policies of a server say it, and the same asked here."""

_OF_SETTINGS = dict.fromkeys((one.name for one in table.PARTNERSHIP), refusal.SETTINGS)
WHY: Mapping[str, str] = {
    **_OF_SETTINGS,
    **dict.fromkeys(("referral", "referral_point", "referral_person"), refusal.FACTS),
    **dict.fromkeys(("meeting", "agenda_item", "placing", "attendance", "go_ahead"), refusal.MEETING),
    **dict.fromkeys(("line", "decision", "statement_reading"), refusal.MINUTES),
    **dict.fromkeys(("action_update", "outcome", "conflict"), refusal.WROTE),
    **dict.fromkeys(("share", "folder"), refusal.SHARE),
    "reader": refusal.LIST,
    "incident_load": refusal.FIGURES,
    "proposal": refusal.ASKED,
}
_GONE = dict.fromkeys(table.GONE)


def refused(work: Work, who: Viewer, command: OfRow) -> str:
    """Why somebody may not change this row like this; nothing where they may."""
    model, known = KINDS.get(command.kind), _TABLES.get(command.kind)
    if command.kind in _DOORS:  # written by a function of the server, named by its referral
        return _DOORS[command.kind](work, who, command)
    row = work.session.get(model, command.row) if model is not None else None
    if row is None or known is None:
        return ""
    wanted = _wanted(command)
    why = WHY.get(command.kind, refusal.DECIDE)
    if not any(_fits(work, who, row, one, wanted) for one in known.change):
        return why
    return _more(work, who, command.kind, row, wanted)


def _of_words(work: Work, who: Viewer, command: OfRow) -> str:
    row = work.session.get(Referral, command.row)
    case = rights.case(work, who, row) if row is not None else None
    return "" if case is None or access.may_edit_facts(who, case) else refusal.FACTS


def _of_folder(work: Work, who: Viewer, command: OfRow) -> str:
    """Restricting or opening is taken back by whoever may do either."""
    row = work.session.get(Referral, command.row)
    seen = rights.folder(work, who, row) if row is not None else None
    return "" if seen is None or access.may_restrict(who, seen) else refusal.LIST


_DOORS: Mapping[str, Callable[[Work, Viewer, OfRow], str]] = {
    "restricted_text": _of_words,
    "folder": _of_folder,
}


def _wanted(command: OfRow) -> Mapping[str, object]:
    if isinstance(command, Withdraw | BringBack):
        return _GONE
    return {one.field: one.wanted for one in command.changes}


def _fits(work: Work, who: Viewer, row: Any, change: table.Change, wanted: Iterable[str]) -> bool:
    """Whether somebody's group writes these columns of this row."""
    if f"tasking_{who.group.value}" not in change.groups:
        return False
    writes = not change.columns or set(wanted) <= set(change.columns)
    return writes and ROWS[change.rows](work, who, row)


def _more(work: Work, who: Viewer, kind: str, row: Any, wanted: Mapping[str, object]) -> str:
    """What a server asks besides in a trigger: roles, stages, states."""
    if kind == "officer" and "role" in wanted:
        named = {row.role, wanted["role"]} - set(GIVEN)
        return refusal.NAMING if named and row.role != wanted["role"] else ""
    if kind == "meeting" and wanted.get("stage") == "approved" and row.stage != "approved":
        return "" if access.may_approve(who) else refusal.APPROVE
    if kind == "action" and wanted.get("status", row.status) != row.status:
        task = rights.task(work, who, row)
        may = task is None or access.may_set_status(who, task, row.status, str(wanted["status"]))
        return "" if may else refusal.REOPEN
    return ""
