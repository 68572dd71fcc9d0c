"""Who sees and changes what: the rights table of the shared database, as the program asks it.

Source: the one rights table of the design of the shared database. The policies of the server say the same,
and a test draws partnerships and asks both.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Group(Enum):
    """What a login is for; everybody has exactly one."""

    OFFICER = "officer"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    GOVERNANCE = "governance"


DECIDES = frozenset({Group.COORDINATOR, Group.CHAIR})
TAKES_PART = frozenset(Group) - {Group.GOVERNANCE}
OPEN = frozenset({"not_started", "under_way", "blocked"})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: an officer of an agency, in a group, and the series in which the agency sits."""

    officer: UUID
    agency: UUID
    group: Group
    sits_in: Collection[UUID] = ()
    active: bool = True
    """Neither left nor disabled."""


def written(who: Viewer | None) -> str:
    """Somebody's rights as a text, for a computer that keeps a meeting while its database is away."""
    if who is None:
        return ""
    return " ".join(map(str, (who.officer, who.agency, who.group.value, int(who.active), *who.sits_in)))


def read(text: str, officer: UUID) -> Viewer | None:
    """The rights of this officer as they were written; None where none were, or those of somebody else."""
    words = text.split()
    if len(words) < 4 or words[0] != str(officer):
        return None
    sits_in = frozenset(UUID(one) for one in words[4:])
    return Viewer(officer, UUID(words[1]), Group(words[2]), sits_in, active=words[3] == "1")


@dataclass(frozen=True, slots=True)
class Seen:
    """A folder as far as its visibility goes."""

    series: UUID
    restricted: bool = False
    shared_with: Collection[UUID] = ()
    readers: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A referral: its folder, the agency that leads it, and its case officer."""

    folder: Seen
    lead: UUID
    case_officer: UUID | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An action: its folder, the agency that leads it, those that help, and its referral's case officer."""

    folder: Seen
    lead: UUID
    helping: Collection[UUID] = ()
    case_officer: UUID | None = None


def sees(who: Viewer, folder: Seen) -> bool:
    """Whether a folder and everything in it is there for somebody at all."""
    if not who.active or who.group is Group.GOVERNANCE:
        return False
    if folder.restricted:
        return who.officer in folder.readers
    return who.group in DECIDES or folder.series in who.sits_in or who.agency in folder.shared_with


def may_read_names(who: Viewer, case: Case) -> bool:
    """Whether somebody may read who the stand-ins are; each reading is recorded."""
    if not sees(who, case.folder) or who.group is Group.ANALYST:
        return False
    works_on_it = who.agency == case.lead or who.officer == case.case_officer
    return (
        case.folder.restricted or who.group in DECIDES or works_on_it or who.agency in case.folder.shared_with
    )


def may_edit_facts(who: Viewer, case: Case) -> bool:
    """Whether somebody edits a referral's facts; the others propose."""
    own = who.group is Group.OFFICER and who.officer == case.case_officer
    return sees(who, case.folder) and (who.group in DECIDES or own)


def may_decide(who: Viewer, folder: Seen) -> bool:
    """Whether somebody accepts, minutes, gives actions, moves dates, drops, reopens."""
    return sees(who, folder) and who.group in DECIDES


def decides(who: Viewer) -> bool:
    """Whether somebody decides at all: about what they see, in every series."""
    return who.active and who.group in DECIDES


def may_approve(who: Viewer) -> bool:
    """Whether somebody approves minutes."""
    return who.active and who.group is Group.CHAIR


def may_settle(who: Viewer) -> bool:
    """Whether somebody writes what the partnership is: settings, agencies, officers and their accounts."""
    return who.active and who.group is Group.COORDINATOR


def may_propose(who: Viewer) -> bool:
    """Whether somebody asks for what others decide."""
    return who.active and who.group in TAKES_PART


def may_restrict(who: Viewer, folder: Seen) -> bool:
    """Whether somebody restricts a referral, opens it again, or changes its list."""
    return may_decide(who, folder)


def may_share(who: Viewer, folder: Seen) -> bool:
    """Whether somebody shares a referral with an agency; a restricted one is for people, not agencies."""
    return may_decide(who, folder) and not folder.restricted


def may_add_update(who: Viewer, task: Task) -> bool:
    """Whether somebody says how an action stands: those who work on it; those who decide, for others."""
    if not sees(who, task.folder):
        return False
    works_on_it = who.agency == task.lead or who.agency in task.helping or who.officer == task.case_officer
    return who.group in DECIDES or (who.group is Group.OFFICER and works_on_it)


def may_set_status(who: Viewer, task: Task, before: str, after: str) -> bool:
    """Whether somebody sets an action under way, blocked or done; more than that is for those who decide."""
    if not sees(who, task.folder):
        return False
    if who.group in DECIDES:
        return True
    leads = who.group is Group.OFFICER and who.agency == task.lead
    return leads and before in OPEN and after in {*OPEN, "done"}
