"""A page that looks like Home."""

from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.screen import Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.sparkline import Sparkline
from tasking_app.ui.widgets.tags import (
    ChangeArrow,
    StatusTag,
    Tag,
    ThemeIcon,
)
from tests.ui.kit.stand_ins import LAST_LINE, NOW_LINE


class HomePage(Screen):
    """Looks like Home."""

    key, title, rail = "home", "Good morning, Jo", "home"

    def __init__(self) -> None:
        super().__init__()
        ready = row(
            *(
                row(Glyph(i, t, 18), Label(w), gap=6)
                for w, i, t in (
                    ("Agenda ready", "circle-check-filled", "on_track"),
                    ("Papers sent", "circle-check-filled", "on_track"),
                    ("October minutes to approve", "alert-triangle-filled", "due_soon"),
                )
            ),
            None,
            gap=16,
        )
        start = Button("Start meeting", icon="player-play-filled", kind="primary", size="big", keys="F5")
        hero = Card(margins=(22, 14, 22, 14)).add(
            column(
                row(Tag("Today, in 40 minutes", "clock", "on_mark", "mark"), None),
                Label("Thursday 19 November, 10:00", "h1"),
                Label(
                    "Committee Room 1, Town Hall. Chair: Helen Marsden. 16 invited, 14 coming, 2 apologies.",
                    "body",
                    "text2",
                ),
                gap=5,
            ),
            ready,
            4,
            row(
                start,
                Button("Edit agenda", icon="edit"),
                Button("Papers as PDF", icon="file-text"),
                None,
                Label("Starts with", "small", "text2"),
                Keycaps("F5"),
                gap=10,
            ),
        )
        need = Card(
            "Needs attention", 3, Label("Most urgent first", "small", "text2"), margins=(18, 14, 18, 6), gap=0
        )
        for icon, tone, title, text, verb in (
            (
                "alert-octagon-filled",
                "late",
                "6 actions are late",
                "Council 3, Police 1, Housing 1, Probation 1",
                "Show actions",
            ),
            (
                "alert-triangle-filled",
                "due_soon",
                "High risk with no plan: R-144, Person C",
                "Accepted 4 November",
                "Start plan",
            ),
            (
                "hourglass",
                "text",
                "4 agencies have not updated since 15 October",
                "Children, NHS, Adult care, Housing",
                "Ask",
            ),
        ):
            words = column(Label(title, "strong"), Elided(text, "small", "text2"), gap=0)
            need.add(
                box(
                    "row",
                    row(
                        Glyph(icon, tone, 24),
                        (words, 1),
                        Button(verb, size="small"),
                        gap=14,
                        margins=(4, 6, 0, 7),
                    ),
                )
            )
        need.add(None)
        themes = Card(
            "Five themes",
            None,
            Label("Open actions. October on last year", "small", "text2"),
            margins=(18, 14, 18, 8),
            gap=0,
        )
        for code, name, late in (
            ("asb", "Anti-social behaviour", 3),
            ("damage", "Criminal damage", 1),
            ("arson", "Arson", 1),
            ("hate", "Hate crime", 0),
            ("cohesion", "Community cohesion", 0),
        ):
            state = (
                StatusTag("late", f"{late} late", tinted=False)
                if late
                else Label("None late", "small", "text3")
            )
            themes.add(
                box(
                    "row",
                    row(
                        ThemeIcon(code, 32),
                        Label(name, "strong"),
                        None,
                        Label("8", tabular=True),
                        state,
                        Sparkline(NOW_LINE, LAST_LINE, tone=code, width=64),
                        ChangeArrow(-4),
                        gap=10,
                        margins=(2, 5, 0, 5),
                    ),
                )
            )
        since = Card("Since 15 October").add(
            row(
                *(
                    part
                    for n, w in ((14, "actions done"), (9, "added"), (5, "given more time"))
                    for part in (column(Label(str(n), "display"), Label(w, "small", "text2"), gap=0), None)
                )
            )
        )
        left, right = column(hero, (need, 1), gap=14), column(themes, since, (Card("Recent"), 1), gap=14)
        self.setLayout(row((left, 60), (right, 44), gap=16, margins=(20, 16, 20, 16)))
