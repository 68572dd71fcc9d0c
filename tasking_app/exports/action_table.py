"""Actions as a table for the clipboard: plain text for a spreadsheet, HTML for a document."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tasking_app.records.action import ActionRow
from tasking_app.rules import days
from tasking_app.rules.theme import BY_CODE

TITLES = (
    *("Ref", "Action", "Agency", "Officer", "Theme"),
    *("Due", "Status", "Latest update", "Referral"),
)
FORMULA = ("=", "+", "-", "@")
"""A cell that begins so would be worked out by a spreadsheet instead of shown."""


def as_text(rows: Sequence[ActionRow]) -> str:
    """Lines of cells with tabs between them, the titles first."""
    return "\n".join("\t".join(_safe(cell) for cell in line) for line in (TITLES, *map(_cells, rows)))


def as_html(rows: Sequence[ActionRow]) -> str:
    """A table in which every text is plain text, also for a spreadsheet."""
    head = "".join(f"<th>{escape(title)}</th>" for title in TITLES)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in _cells(row))}</tr>" for row in rows)
    return f'<meta charset="utf-8"><table border="1"><tr>{head}</tr>{body}</table>'


def _cells(row: ActionRow) -> tuple[str, ...]:
    due = f"{row.due.day} {days.MONTHS[row.due.month - 1]} {row.due.year}"
    cells = (
        *(row.reference, row.text, row.agency, row.officer, BY_CODE[row.theme].name),
        *(due, row.status.words, row.update, f"{row.referral} {row.referral_title}"),
    )
    return tuple(" ".join(cell.split()) for cell in cells)


def _safe(cell: str) -> str:
    return f" {cell}" if cell.startswith(FORMULA) else cell


def _cell(text: str) -> str:
    return f"<td style=\"mso-number-format:'\\@'\">{escape(text)}</td>"
