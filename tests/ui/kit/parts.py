"""A page with one of every small part."""

from PySide6.QtWidgets import QWidget

from tasking_app.ui.layouts import Flow, column, row
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card, EmptyState, Notice, ProgressCard, Well
from tasking_app.ui.widgets.chips import ChipItem, Chips, Segments
from tasking_app.ui.widgets.choices import CheckBox, Num, Option, OptionCards, Tick
from tasking_app.ui.widgets.combos import Combo, FilterCombo
from tasking_app.ui.widgets.fields import DateField, Field, SearchField, TextArea
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.sparkline import Sparkline
from tasking_app.ui.widgets.tags import (
    ChangeArrow,
    Redaction,
    RiskBars,
    StatusTag,
    ThemeIcon,
    ThemeTag,
)
from tests.ui.kit.stand_ins import LAST_LINE, NOW_LINE, read_date


def parts_page() -> QWidget:
    """Type, buttons, tags, fields and states."""
    sizes = Card().add(
        *(
            Label(f"{role.title()} text Il1 O0", role)
            for role in ("display", "h1", "h2", "h3", "body", "small")
        )
    )
    off = Button("Not available")
    off.setEnabled(False)
    buttons = Card().add(
        row(
            Button("Primary", kind="primary"),
            Button("Secondary"),
            Button("With icon", icon="plus"),
            Button("Link", kind="link"),
            None,
        ),
        row(
            Chips(
                [
                    ChipItem("a", "Open", 14),
                    ChipItem("b", "Late", 3),
                    ChipItem("c", "Arson", icon="flame", tone="arson"),
                ],
                "Which",
                "a",
            ),
            1,
        ),
        row(
            Segments(["One", "Two", "Three"], "How many"),
            Button("Small", size="small"),
            off,
            icon_button("chevron-left", "Back"),
            None,
        ),
        row(
            FilterCombo("Theme", [("asb", "ASB")]),
            Combo([("a", "Council"), ("b", "Police")], "Agency", current="a"),
            Keycaps("Ctrl+K"),
            None,
        ),
        row((SearchField(), 1), Num(15, "Minutes for Arson"), CheckBox("All members")),
        row((Field("Title", icon="pencil", text="Windows broken"), 1), (DateField("Due", read_date), 1)),
    )
    tags = Card().add(
        Flow(
            *(
                StatusTag(kind)
                for kind in (
                    "late",
                    "blocked",
                    "due_soon",
                    "on_track",
                    "not_started",
                    "done",
                    "dropped",
                    "carried",
                    "no_update",
                )
            )
        ),
        row(RiskBars("high", 34), 10, RiskBars("medium", 22), 10, RiskBars("standard", 11), None),
        Flow(*(ThemeTag(code) for code in ("asb", "damage", "arson", "hate", "cohesion"))),
        row(Redaction("Person A, under 18"), ChangeArrow(-36), ChangeArrow(5), None),
        row(
            Tick("here", "Jo"),
            Tick("apologies", "Al"),
            Tick("none", "Bo"),
            ThemeIcon("arson", 32),
            Sparkline(NOW_LINE, LAST_LINE, tone="arson"),
            None,
        ),
    )
    progress = ProgressCard("Making 8 PDFs")
    progress.show_progress(5, 8, "5 of 8, Adult care. About 2 seconds left.")
    empty = Card().add(
        EmptyState(
            "circle-check",
            "Nothing is late",
            "All 20 open actions are on time.",
            Button("Show all open"),
            tone="on_track",
        )
    )
    notices = column(
        Notice(
            "info",
            "Why it was referred",
            "3 reports in 14 days from different homes, and a tenant who may be exploited.",
        ),
        Notice(
            "due_soon",
            "The PDF was not saved",
            "It may be open in another program.",
            Button("Try again", size="small"),
            Button("Save elsewhere", size="small"),
        ),
        None,
    )
    kinds = (Option("place", "Place", icon="map-pin"), Option("person", "Person", "Someone named", "user"))
    wells = column(
        Well(
            Label("People, kept apart", "strong"),
            TextArea("What happened since", placeholder="What has happened since?"),
        ),
        OptionCards(kinds, "What is it about", current="place"),
        None,
    )
    page = QWidget()
    page.setLayout(
        column(
            row((sizes, 2), (buttons, 5), (tags, 5), gap=14),
            row((empty, 1), (progress, 1), (notices, 1), (wells, 1), gap=14),
            None,
            gap=14,
            margins=(20, 16, 20, 16),
        )
    )
    return page
