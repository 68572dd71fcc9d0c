"""The tables of minutes: who was there, what became of actions, what goes on, what was corrected."""

from __future__ import annotations

from tasking_app.exports.composer import Composer
from tasking_app.exports.look import day
from tasking_app.exports.paragraphs import Strong
from tasking_app.records.papers import (
    ActionRow,
    CarriedItem,
    Conflict,
    Correction,
    Minutes,
    ReviewedAction,
)

_ATTENDANCE = (118, 136, 136, 103.2)
_REVIEW = (44, 148, 88, 96, 117.2)
_ACTIONS = (46, 187, 108, 66, 86.2)
_CARRIED = (60, 243, 190.2)
_CONFLICTS = (110, 120, 140, 123.2)
_CORRECTIONS = (90, 253, 150.2)
_SIGN = (190, 183, 120.2)


def add_attendance(composer: Composer, paper: Minutes) -> None:
    """Adds who was there, and what that meant for the meeting."""
    bold = composer.styles.cell_bold
    rows = [
        [
            composer.cell(person.name, style=bold),
            composer.cell(person.role),
            composer.cell(person.agency),
            composer.cell(person.attendance),
        ]
        for person in paper.attendance
    ]
    if rows:
        composer.table(["Name", "Role", "Agency", "Attendance"], rows, _ATTENDANCE)
    else:
        composer.say("No attendance is recorded.")
    if paper.absent_required:
        composer.say(Strong("Required agencies not there: "), ", ".join(paper.absent_required))
    for sentence in (paper.went_on_without, paper.quorum):
        if sentence:
            composer.say(sentence)


def add_conflicts(composer: Composer, conflicts: tuple[Conflict, ...]) -> None:
    """Adds the conflicts of interest that were declared."""
    if not conflicts:
        composer.say("No conflicts of interest were declared.")
        return
    rows = [
        [
            composer.cell(conflict.name, style=composer.styles.cell_bold),
            composer.cell(conflict.agency),
            composer.cell(conflict.matter),
            composer.cell(conflict.done),
        ]
        for conflict in conflicts
    ]
    heads = ["Conflict declared by", "Agency", "Matter", "What they did"]
    composer.table(heads, rows, _CONFLICTS)


def add_review(composer: Composer, review: tuple[ReviewedAction, ...]) -> None:
    """Adds what the meeting heard about the actions it looked at."""
    if not review:
        composer.say("No actions were reviewed.")
        return
    rows = [
        [
            composer.cell(action.reference, style=composer.styles.cell_bold),
            composer.cell(action.text),
            composer.cell(action.agency),
            composer.status(action.kind, action.status),
            composer.cell(action.heard),
        ]
        for action in review
    ]
    composer.table(["Ref", "Action", "Lead", "Status", "What was heard"], rows, _REVIEW)


def add_actions(composer: Composer, actions: tuple[ActionRow, ...]) -> None:
    """Adds the table of all actions."""
    composer.heading("All actions")
    if not actions:
        composer.say("There are no actions.")
        return
    rows = [
        [
            composer.cell(action.reference, style=composer.styles.cell_bold),
            composer.cell(action.text),
            [
                composer.cell(action.agency, style=composer.styles.cell_bold),
                *([composer.cell(action.officer)] if action.officer else []),
            ],
            composer.cell(day(action.due)),
            composer.status(action.kind, action.status),
        ]
        for action in actions
    ]
    composer.table(["Ref", "Action", "Lead", "Due", "Status"], rows, _ACTIONS)


def add_carried(composer: Composer, carried: tuple[CarriedItem, ...]) -> None:
    """Adds what goes on to the next meeting, if anything does."""
    if not carried:
        return
    composer.heading("Carried over to the next meeting")
    rows = [
        [
            composer.cell(item.reference, style=composer.styles.cell_bold),
            composer.cell(item.text),
            composer.cell(item.reason),
        ]
        for item in carried
    ]
    composer.table(["Ref", "Business", "Why"], rows, _CARRIED)


def add_corrections(composer: Composer, corrections: tuple[Correction, ...]) -> None:
    """Adds the corrections agreed later; the minutes above stay as they were approved."""
    if not corrections:
        return
    composer.heading("Corrections agreed later")
    composer.say("The minutes above stand as they were approved. These corrections are read with them.")
    rows = [
        [
            composer.cell(correction.place, style=composer.styles.cell_bold),
            composer.cell(correction.text),
            composer.cell(f"{correction.agreed_at}, {day(correction.agreed_on)}"),
        ]
        for correction in corrections
    ]
    composer.table(["Where", "Correction", "Agreed at"], rows, _CORRECTIONS)


def add_approval(composer: Composer, paper: Minutes) -> None:
    """Adds who approved the minutes, or lines to sign on."""
    start = len(composer.story)
    composer.heading("Approval")
    approval = paper.approval
    if approval is None:
        composer.say("To be agreed as a true record of the meeting.")
        _lines_to_sign(composer, paper)
    else:
        composer.say(f"Approved by {approval.approved_by} on {approval.approved_on}.")
        if approval.agreed_at:
            composer.say(f"Agreed as a true record at {approval.agreed_at}.")
        print_of = approval.fingerprint
        groups = " ".join(print_of[at : at + 8] for at in range(0, len(print_of), 8))
        composer.say(Strong("Check code of the approved minutes: "), groups, style=composer.styles.small)
    composer.keep_from(start)


def _lines_to_sign(composer: Composer, paper: Minutes) -> None:
    signing = (("Chair", paper.head.chair), ("Minutes by", paper.head.minutes_by))
    rows = [
        [
            [composer.cell(role, style=composer.styles.cell_bold), composer.cell(name)],
            composer.cell(""),
            composer.cell(""),
        ]
        for role, name in signing
    ]
    composer.table(
        ["For the record", "Signature", "Date"], rows, _SIGN, more=[("TOPPADDING", (0, 1), (-1, -1), 12)]
    )
