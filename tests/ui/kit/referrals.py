"""A page that looks like the list of referrals, and the sheet of a new one."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.ui.form import Form, Question
from tasking_app.ui.layouts import box, column, hline, row, scroll, wrap
from tasking_app.ui.screen import Screen
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.chips import ChipItem, Chips, Segments
from tasking_app.ui.widgets.choices import Option
from tasking_app.ui.widgets.combos import FilterCombo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.tags import (
    RiskBars,
    Tag,
    ThemeTag,
)
from tasking_app.ui.widgets.time_bar import TimeBar, TimeBlock
from tasking_app.ui.widgets.timeline import TimelineEntry, TimelineList
from tests.ui.kit.stand_ins import read_date


def columns() -> list[Column[tuple[int, str]]]:
    """Columns over made-up records."""
    codes, bands = ("asb", "arson", "hate", "damage", "cohesion"), ("high", "medium", "standard")
    return [
        Column("Ref", lambda r: Cell(f"R-{r[0]}", strong=True), 78, sort=lambda r: r[0]),
        Column("Referral", lambda r: Cell(r[1], f"Place, discussed {r[0] % 5} times", icon="map-pin")),
        Column("Theme", lambda r: Cell.theme(codes[r[0] % 5]), 126),
        Column("Risk", lambda r: Cell.risk(bands[r[0] % 3], 10 + r[0] % 30), 120, sort=lambda r: r[0] % 30),
        Column("Lead agency", lambda r: Cell("Fire and rescue", "WM Callum Reddy"), 134),
        Column(
            "Next review",
            lambda r: (
                Cell.under("27 Nov", "due_soon", "Soon") if r[0] % 2 else Cell.under("3 Dec", "late", "Late")
            ),
            110,
        ),
        Column("Status", lambda r: Cell.status("late", "13 days late"), 130),
    ]


class ListPage(Screen):
    """Looks like the list of referrals."""

    key, title, rail = "referrals", "Referrals", "referrals"

    def __init__(self) -> None:
        super().__init__()
        chips = Chips(
            [
                ChipItem("open", "Open", 14),
                ChipItem("accept", "To accept", 2),
                ChipItem("high", "High risk", 3),
            ],
            "Saved views",
            "open",
        )
        self.search = SearchField(width=170)
        filters = row(
            *(FilterCombo(name, [("a", "One")]) for name in ("Theme", "About", "Risk", "Lead")),
            None,
            self.search,
        )
        self.table = RecordTable(columns(), key=lambda r: r[0], name="Referrals")
        self.table.set_rows(
            [(118 + i, f"Bin store fires and other damage at Holme Court, block {i}") for i in range(40)]
        )
        self.table.select(118)
        history = TimelineList()
        history.set_entries(
            [
                TimelineEntry(
                    "Dana Wheatcroft",
                    "2 Nov",
                    "Statement from the neighbour received. Legal need one more before they file.",
                ),
                TimelineEntry(
                    "Meeting, agreed", "17 Sep", "Assigned to Council, due 9 October.", "circle-dot"
                ),
            ]
        )
        bar = TimeBar()
        bar.set_items(
            [
                TimeBlock(UUID(int=i), t, m, c)
                for i, (t, m, c) in enumerate(
                    (("Welcome", 20, ""), ("ASB", 40, "asb"), ("Arson", 45, "arson"), ("Next", 25, ""))
                )
            ],
            120,
            lambda m: f"{10 + m // 60}:{m % 60:02}",
        )
        left = column(
            wrap(column(chips, filters, gap=10, margins=(20, 12, 16, 12))), bar, (self.table, 1), gap=0
        )
        side = box(
            "panel",
            column(
                row(
                    Label("R-118", "strong", "text2"),
                    Tag("Place", "map-pin"),
                    ThemeTag("asb", short=True),
                    None,
                ),
                Label("Night-time disturbance, Flat 3 Priory Steps", "h2", wrap=True),
                RiskBars("high", 34),
                hline(),
                Label("Updates", "h3"),
                (scroll(history, "History"), 1),
                gap=8,
                margins=(20, 16, 16, 16),
            ),
            width=346,
        )
        self.setLayout(row((box("surface", left), 1), side, gap=0))

    def top_tabs(self) -> QWidget | None:
        return Segments(["Cases", "Orders"], "Which list")

    def top_actions(self) -> list[QWidget]:
        return [Button("New referral", icon="plus", kind="primary"), Button("Export", icon="file-export")]


def new_sheet() -> Sheet:
    """A sheet with a form."""
    form = Form(
        [
            Question(
                "kind",
                "1  What is it about?",
                "cards",
                options=tuple(
                    Option(k, k.title(), icon=i)
                    for k, i in (
                        ("victim", "heart-handshake"),
                        ("person", "user"),
                        ("place", "map-pin"),
                        ("issue", "affiliate"),
                    )
                ),
                columns=4,
            ),
            Question(
                "title",
                "2  In a few words, fit for the room",
                icon="pencil",
                most=80,
                needed="Write a few words first.",
            ),
            Question("place", "3  Where?", icon="map-pin"),
            Question("since", "When did it start?", "date", beside=True),
            Question(
                "lead",
                "4  Who leads?",
                "combo",
                options=(Option("c", "Council"), Option("p", "Police")),
                placeholder="Choose an agency",
            ),
            Question("text", "5  What happened?", "lines", placeholder="Short and plain"),
            Question("minutes", "Minutes", "number"),
            Question("all", "All members may see it", "tick", beside=True),
        ],
        read_date=read_date,
    )
    form.set_values({"kind": "place", "title": "Windows broken at the youth centre"})
    side = column(
        Label("What members will see", "small_strong", "text2"),
        Card().add(Label("Windows broken at the youth centre", "h2", wrap=True)),
        None,
        margins=(18, 20, 18, 20),
    )
    sheet = Sheet("New referral", width=1040, height=620, subtitle="R-158", side=side)
    sheet.body.addWidget(form)
    cancel = Button("Cancel", kind="ghost")
    cancel.clicked.connect(sheet.close_layer)
    sheet.foot(
        Button("Send to be accepted", icon="send", kind="primary"),
        Keycaps("Ctrl+Enter"),
        Button("Keep as a draft"),
        cancel,
        None,
    )
    return sheet
