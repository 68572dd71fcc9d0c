"""The lines of what closing a meeting made, from what is known about its papers."""

from __future__ import annotations

from collections.abc import Mapping

from tasking_app.records.library import Kept
from tasking_app.records.made import Made
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.ui.panels.made_row import MadeLine

NAMES = {"minutes": "Minutes", "action-plan": "Action plan", "annex": "Annex of restricted items"}
ICONS = {"minutes": "file-text", "action-plan": "list-check", "annex": "lock"}
BUSY = {"minutes": "minutes", "action-plan": "action plan", "annex": "annex"}


def made_lines(
    kept: Kept, papers: Mapping[str, Made], lost: Mapping[str, str], busy: str, *, asking: bool
) -> tuple[MadeLine, ...]:
    """Minutes, plan, the annex if there is one, and the next agenda."""
    kinds = ["minutes", "action-plan", *(["annex"] if kept.restricted else [])]
    lines = [_line(kept, kind, papers.get(kind), lost.get(kind, ""), busy, asking) for kind in kinds]
    if kept.next_on is not None:
        carried = f"{counted(kept.carried, 'item')} carried over" if kept.carried else "Ready to edit"
        day = f"{kept.next_on.day} {days.MONTHS[kept.next_on.month - 1]}"
        verbs = (("agenda", "Open"),)
        lines.append(
            MadeLine("agenda", "calendar-event", f"Agenda for {day}", carried, "started", "Started", verbs)
        )
    return tuple(lines)


def _line(kept: Kept, kind: str, made: Made | None, lost: str, busy: str, asking: bool) -> MadeLine:
    name = made.title if made is not None else NAMES[kind]
    if kind == "minutes" and made is None:
        name = f"Minutes, draft {max(kept.draft, 1)}" if kept.may_approve else "Minutes"
    if lost:
        return MadeLine(kind, ICONS[kind], name, lost, "lost", "Not saved", (("make", "Try again"),))
    if busy == BUSY[kind]:
        return MadeLine(kind, ICONS[kind], name, "Being made", "busy", "Being made")
    noted = next((one for one in kept.papers if one.kind == kind and one.agency is None), None)
    if made is None and noted is None:
        return MadeLine(kind, ICONS[kind], name, "Not made yet", "wait", "Not made", (("make", "Make it"),))
    count = made.pages if made is not None else noted.pages if noted is not None else 0
    pages = counted(count, "page")
    if kind == "minutes":
        return _minutes(kept, name, pages, asking)
    detail = f"{counted(kept.count.open_now, 'open action')}, {pages}"
    if kind == "annex":
        detail = f"{pages}. Only for those on the lists"
    return MadeLine(kind, ICONS[kind], name, detail, "ready", "Ready", (("open", "Open"),))


def _minutes(kept: Kept, name: str, pages: str, asking: bool) -> MadeLine:
    icon = ICONS["minutes"]
    if not kept.may_approve:
        return MadeLine("minutes", icon, name, pages, "done", kept.row.words, (("open", "Open"),))
    if asking:
        words = "Approved minutes do not change"
        verbs = (("not_yet", "Not yet"), ("approve_now", "Approve now"))
        return MadeLine("minutes", icon, name, words, "wait", "Approve?", verbs)
    detail = f"{pages}. Waits for the chair’s approval"
    verbs = (("open", "Open"), *(() if kept.may.approve else (("approve", "Approve"),)))
    return MadeLine("minutes", icon, name, detail, "wait", "Chair to approve", verbs)
