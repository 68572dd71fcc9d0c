"""Beside a new referral: how members will see it, and what happens next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLayout, QVBoxLayout

from tasking_app.rules import referral as rule
from tasking_app.rules.theme import BY_CODE
from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.choices import Option
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import Redaction, Tag, ThemeTag

KINDS = (
    Option("victim", "Victim", icon="heart-handshake"),
    Option("person", "Person", icon="user"),
    Option("place", "Place", icon="map-pin"),
    Option("issue", "Issue", icon="affiliate"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Typing:
    """What is typed and chosen so far."""

    reference: str
    kind: str
    theme: str
    title: str
    area: str
    people: Sequence[str]
    restricted: bool


class ReferralPreview:
    """Two parts of the side of the sheet, laid out by `side`."""

    def __init__(self) -> None:
        self._seen, self._next = QVBoxLayout(), QVBoxLayout()

    def side(self) -> QLayout:
        """The whole side."""
        self._seen.setSpacing(px(6))
        self._next.setSpacing(px(8))
        quick = row(
            Glyph("clock", "text2", 18),
            (Label("Five answers, under a minute. The rest can wait.", "small", "text2", wrap=True), 1),
        )
        return column(
            Label("What members will see", "small_strong", "text2"),
            self._seen,
            8,
            Label("What happens next", "small_strong", "text2"),
            self._next,
            Label("Someone in danger now? Ring 999 first.", "strong", wrap=True),
            None,
            quick,
            gap=8,
            margins=(18, 20, 18, 18),
        )

    def show(self, typing: Typing, meeting: str) -> None:
        """Show what is typed; `meeting` is the day of the next meeting, empty where none is planned."""
        clear(self._seen)
        card = Card(margins=(14, 12, 14, 12), gap=4)
        card.add(
            row(
                Label(typing.reference, "body", "text2"),
                ThemeTag(typing.theme, short=True),
                None,
                Tag(rule.KINDS[typing.kind], next(one.icon for one in KINDS if one.key == typing.kind)),
            ),
            Label("Restricted item" if typing.restricted else typing.title, "h2", wrap=True),
        )
        if typing.area and not typing.restricted:
            card.add(row(Glyph("map-pin", "text2", 18), Label(typing.area), None, gap=6))
        for label in typing.people:
            card.add(row(Redaction(label), None))
        self._seen.addWidget(card)
        self._show_next(typing.theme, meeting)

    def _show_next(self, theme: str, meeting: str) -> None:
        clear(self._next)
        lines = [
            "It waits for the next agenda" if not meeting else f"It can join {meeting}, {BY_CODE[theme].name}"
        ]
        lines += ["Every hate crime is heard on its own"] if theme == "hate" else []
        lines += ["Names stay apart: the room and the papers see stand-ins"]
        for words in lines:
            self._next.addWidget(
                wrap(row(Glyph("calendar-event", "text2", 18), (Label(words, "small", wrap=True), 1)))
            )
