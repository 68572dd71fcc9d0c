"""The papers of a meeting in the library: version, marking, when made, and a button to open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from tasking_app.records.library import Kept, PaperRow
from tasking_app.rules import days
from tasking_app.ui.layouts import box, column, row, wrap
from tasking_app.ui.panels.keyed import KeyedColumn
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Glyph, Label

LONDON = ZoneInfo("Europe/London")
ICONS = {
    "minutes": "file-text",
    "action-plan": "list-check",
    "annex": "lock",
    "agenda": "calendar-event",
    "action-log": "clipboard-list",
    "reliability": "calendar-event",
    "history": "archive",
}
WORKBOOKS = frozenset({"action-log", "history"})
USUAL = {"minutes": "Minutes", "action-plan": "Action plan", "agenda": "Agenda"}
WIDTHS = (170, 160, 100, 70)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that was made, or one that can be made now."""

    kind: str
    agency: UUID | None
    name: str
    version: str
    marking: str
    made: str
    can_open: bool


def paper_lines(kept: Kept) -> tuple[PaperLine, ...]:
    """The papers made, and those that could be."""
    lines = [_made(paper) for paper in kept.papers]
    there = {paper.kind for paper in kept.papers if paper.agency is None}
    possible = [*(["minutes", "action-plan"] if kept.held else []), "agenda"] if kept.has_agenda else []
    lines += [
        PaperLine(kind, None, USUAL[kind], "Not saved yet", "", "", True)
        for kind in possible
        if kind not in there
    ]
    return tuple(sorted(lines, key=lambda one: list(ICONS).index(one.kind) if one.kind in ICONS else 9))


def _made(paper: PaperRow) -> PaperLine:
    edition = f"Version {paper.edition}" if paper.edition.isdigit() else paper.edition
    version = f"{edition}, {paper.earlier} earlier" if paper.earlier else edition
    return PaperLine(
        paper.kind,
        paper.agency,
        paper.name,
        version,
        paper.marking,
        moment_words(paper.made_at),
        paper.kind not in WORKBOOKS,
    )


def moment_words(moment: datetime) -> str:
    """19 Nov 10:06, in London."""
    local = moment.astimezone(LONDON)
    return f"{local.day} {days.MONTHS[local.month - 1][:3]} {local:%H:%M}"


class PaperRows(QWidget):
    """A heading line and one row for each paper."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        heads = [Label(text, "small_strong", "text2") for text in ("Paper", "Version", "Marking", "Made", "")]
        for label, width in zip(heads[1:], WIDTHS, strict=True):
            label.setFixedWidth(px(width))
        head = box("row", row((heads[0], 1), *heads[1:], gap=8, margins=(20, 7, 16, 7)))
        self._rows: KeyedColumn[PaperLine] = KeyedColumn("Papers", self._row)
        self.setLayout(column(head, self._rows, gap=0))

    def show_kept(self, kept: Kept) -> None:
        """Show the papers of a meeting."""
        self._rows.show_records(paper_lines(kept))

    def _row(self, line: PaperLine) -> QFrame:
        parts = [
            Label(line.version, "body"),
            Label(line.marking, "small"),
            Label(line.made, "small", "text2"),
        ]
        for part, width in zip(parts, WIDTHS, strict=False):
            part.setFixedWidth(px(width))
        last = row(None, gap=0)
        if line.can_open:
            button = Button("Open", size="small", name=f"Open {line.name}")
            button.clicked.connect(lambda: self.opened.emit(line))
            last.addWidget(button)
        end = wrap(last)
        end.setFixedWidth(px(WIDTHS[-1]))
        name = row(Glyph(ICONS.get(line.kind, "file-text"), "text2", 19), (Elided(line.name, "strong"), 1))
        whole = box("row", row((name, 1), *parts, end, gap=8, margins=(20, 5, 16, 5)))
        whole.setAccessibleName(f"{line.name}, {line.version}, {line.marking}, {line.made}")
        return whole
