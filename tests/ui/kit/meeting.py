"""A page that looks like the meeting."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, hline, row, scroll, wrap
from tasking_app.ui.screen import Screen
from tasking_app.ui.widgets.agenda import AgendaRail, AgendaView
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.chips import Segments, Tabs
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.minutes import MinutesEditor
from tasking_app.ui.widgets.quick_add import QuickAddLine
from tasking_app.ui.widgets.rows import ActionCard, ActionList, ReferralList, ReferralRow
from tasking_app.ui.widgets.sparkline import Sparkline
from tasking_app.ui.widgets.tags import (
    ChangeArrow,
    ThemeIcon,
)
from tests.ui.kit.stand_ins import AGENDA, LAST_LINE, MINUTES, NOW_LINE, VERBS, parse


class MeetingPage(Screen):
    """Looks like the meeting."""

    key, title, rail, compact_rail = "meeting", "Tasking meeting", "meeting", True
    toast_lift = 112

    def __init__(self) -> None:
        super().__init__()
        self.agenda, self.minutes, self.quick = (
            AgendaRail(),
            MinutesEditor("Minutes, item 8, Arson"),
            QuickAddLine(parse),
        )
        states = ["done"] * 7 + ["now"] + ["next"] * 4
        self.agenda.set_items(
            [
                AgendaView(UUID(int=100 + i), i + 1, t, c, states[i], 0.41, "9 min left")
                for i, (t, c) in enumerate(AGENDA)
            ]
        )
        self.agenda.set_head("Ends 12:00")
        self.agenda.set_foot(
            Card(margins=(12, 10, 12, 10), gap=6).add(
                row(
                    Glyph("users", "text2", 18),
                    Label("14 here", "strong"),
                    Label("2 apologies", "small", "text2"),
                    None,
                    gap=6,
                ),
                row(
                    Glyph("circle-check-filled", "on_track", 16),
                    Label("Confidentiality agreed", "small", "text2"),
                    None,
                    gap=6,
                ),
            )
        )
        self.minutes.set_lines(MINUTES)
        self.quick.set_text("@fire by 11 Dec: arson-proof letterboxes at the 3 highest-risk flats")
        head = box(
            "surface",
            row(
                ThemeIcon("arson", 48),
                column(
                    Label("Arson", "h1"),
                    row(
                        Label("9 fires in October", "small", "text2"),
                        ChangeArrow(-36),
                        Elided("on October last year", "small", "text2"),
                        None,
                        gap=6,
                    ),
                    gap=0,
                ),
                None,
                Sparkline(NOW_LINE, LAST_LINE, tone="arson", width=110, height=36),
                icon_button("chevron-left", "Previous item"),
                Button("Next: Hate crime", kind="primary"),
                gap=12,
                margins=(20, 10, 16, 10),
            ),
        )
        self.referrals = ReferralList("Referrals")
        self.referrals.set_rows(
            [
                ReferralRow(
                    UUID(int=201),
                    "R-147",
                    "map-pin",
                    "Bin store fires, Holme Court",
                    "3rd time discussed",
                    "high",
                    34,
                ),
                ReferralRow(
                    UUID(int=202),
                    "R-152",
                    "user",
                    "Person A, under 18, deliberate grass fires",
                    "New this month",
                    "medium",
                    22,
                ),
                ReferralRow(
                    UUID(int=203),
                    "R-139",
                    "affiliate",
                    "Burnt-out vehicles, Kestrel Rise garages",
                    "Down from 6 to 1",
                    "standard",
                    11,
                ),
            ]
        )
        title = row(
            Label("Referrals", "h3"),
            Label("3", "body", "text2"),
            None,
            Button("Add referral", icon="plus", kind="ghost", size="small"),
            margins=(20, 8, 16, 4),
        )
        mode = row(
            Label("Minutes", "h3"),
            Elided("Start a line with ! for a decision, @ for an action", "small", "text3"),
            Segments(["Note", "Decision  !", "Action  @"], "Kind of line"),
            icon_button("arrow-back-up", "Undo", kind="ghost", size="small"),
            icon_button("arrow-forward-up", "Redo", kind="ghost", size="small"),
            gap=6,
            margins=(20, 10, 16, 4),
        )
        middle = box(
            "surface",
            column(
                head,
                hline(),
                title,
                self.referrals,
                mode,
                (wrap(row(self.minutes, margins=(14, 0, 8, 0))), 1),
                self.quick,
                gap=0,
            ),
        )
        self.open_actions = ActionList("Open actions")
        self.open_actions.set_rows(
            [
                ActionCard(
                    UUID(int=301),
                    "A-188",
                    "Fit lockable bins and move them 6 m from the block at Holme Court",
                    "Council · Dana Wheatcroft",
                    "late",
                    "13 days late",
                    "Update, 15 October",
                    "Order placed with contractor. Waiting for a date.",
                    VERBS,
                ),
                ActionCard(
                    UUID(int=302),
                    "A-201",
                    "Joint night patrols, Holme Court and Foundry Walk, Fri and Sat",
                    "Police · Sgt Rowan Ashdown",
                    "due_soon",
                    "Due 27 Nov",
                    verbs=VERBS,
                ),
                ActionCard(
                    UUID(int=303),
                    "A-207",
                    "Clear fly-tipping behind the Kestrel Rise garages",
                    "Council · Lewis Okafor",
                    "on_track",
                    "Due 11 Dec",
                    verbs=VERBS,
                ),
            ]
        )
        self.tabs = Tabs(["Open 5", "Added today 7", "Who is here"], "What is beside the minutes")
        side = box(
            "panel",
            column(self.tabs, hline(), (scroll(self.open_actions, "Open actions"), 1), gap=0),
            width=326,
        )
        self.setLayout(row(self.agenda, (middle, 1), side, gap=0))

    def top_actions(self) -> list[QWidget]:
        return [Button("Room view", icon="presentation"), Button("End…")]

    def keys(self) -> list[KeyHint]:
        return [KeyHint("Ctrl+PgDn", "Next item"), KeyHint("Ctrl+M", "Minutes")]

    def regions(self) -> list[QWidget]:
        return [self.agenda, self.referrals, self.minutes, self.quick, self.open_actions]
