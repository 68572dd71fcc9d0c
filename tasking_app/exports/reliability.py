"""How agencies keep their actions, and the ledger of dates that moved, as a PDF."""

from __future__ import annotations

from tasking_app.exports.composer import Composer
from tasking_app.exports.look import day
from tasking_app.exports.paragraphs import Strong
from tasking_app.records.reliability import AgencyKept, Moved, ReliabilityPaper
from tasking_app.rules.counting import counted

_AGENCY_HEADS = ("Agency", "Open", "Late", "No update", "Done", "On time", "Share", "Dates moved")
_AGENCY_WIDTHS = (260, 62, 62, 80, 62, 70, 66, 94.8)
_LEDGER_HEADS = (
    "Ref",
    "Action",
    "Lead",
    "First due",
    "Now due",
    "Each time: new date, why, agreed at",
    "Status",
)
_LEDGER_WIDTHS = (46, 186, 104, 66, 66, 194, 94.8)


def render(paper: ReliabilityPaper, *, tagged: bool = True) -> bytes:
    """The bytes of the paper; tagged=False is for measuring what tagging costs."""
    composer = Composer(paper.head, across=True)
    head, page = paper.head, paper.page
    composer.title("Dates kept and dates moved", f"{head.title}, {head.partnership}")
    composer.say(Strong(head.marking), f". {head.when}. {page.sentence}")
    composer.heading("By agency")
    if page.agencies:
        rows = [_agency(composer, one) for one in page.agencies]
        composer.table(list(_AGENCY_HEADS), rows, _AGENCY_WIDTHS)
        composer.say(
            "No update: open and nothing said since the last meeting. On time: done by its date.",
            style=composer.styles.small,
        )
    else:
        composer.say("No agency has had an action in this time.")
    composer.heading("Deferral ledger")
    if page.left_out:
        one, many = "restricted action with a moved date is", "restricted actions with moved dates are"
        composer.say(f"{counted(page.left_out, one, many)} not listed here.")
    if page.ledger:
        ledger = [_moved(composer, one) for one in page.ledger]
        composer.table(list(_LEDGER_HEADS), ledger, _LEDGER_WIDTHS)
    else:
        composer.say("No date was moved in this time.")
    return composer.render("Dates kept and dates moved", tagged=tagged)


def _agency(composer: Composer, one: AgencyKept) -> list[object]:
    share = "" if one.share is None else f"{one.share} %"
    numbers = (one.open, one.late, one.quiet, one.done, one.on_time)
    cells: list[object] = [composer.cell(one.name, style=composer.styles.cell_bold)]
    cells += [composer.cell(str(number)) for number in numbers]
    return [*cells, composer.cell(share), composer.cell(str(one.moved))]


def _moved(composer: Composer, one: Moved) -> list[object]:
    narrow, bold = composer.styles.narrow, composer.styles.narrow_bold
    lead = [composer.cell(one.agency, style=bold)]
    if one.officer:
        lead.append(composer.cell(one.officer, style=narrow))
    moves = [
        composer.cell(Strong(day(move.new)), f": {move.reason} ({move.agreed})", style=narrow)
        for move in one.moves
    ]
    return [
        composer.cell(one.reference, style=bold),
        composer.cell(one.text, style=narrow),
        lead,
        composer.cell(day(one.original_due), style=narrow),
        composer.cell(day(one.due), style=narrow),
        moves,
        composer.status(one.kind, one.status),
    ]
