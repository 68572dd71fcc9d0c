"""Cards of a referral's page that only show: its facts, the meetings that heard it, its actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from tasking_app.records.referral import ReferralPage
from tasking_app.rules import days
from tasking_app.rules import referral as rule
from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.parts.referral_pane import KIND_ICONS, fact
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.tags import RiskBars, StatusTag, Tag, ThemeTag

Go = Callable[[Place], None]
MOST_ACTIONS = 30


def facts(page: ReferralPage, *notices: QWidget) -> QWidget:
    """What it is about; `notices` stand under the title."""
    shown = page.row
    card = Card(gap=7)
    head = row(
        Tag(rule.KINDS[shown.kind], KIND_ICONS[shown.kind]),
        ThemeTag(shown.theme),
        RiskBars(shown.risk),
        None,
    )
    card.add(head, Label(shown.title, "h1", wrap=True), *notices)
    if page.description:
        card.add(Label(page.description, wrap=True))
    lead = ", ".join(part for part in (shown.agency, shown.officer) if part)
    lines = [
        ("Lead", lead),
        ("Kind", page.theme_kind),
        ("Nature", rule.NATURES.get(shown.nature, "")),
        ("Where", shown.area),
        ("Source", page.source),
        ("Started", days.long(page.started_on) if page.started_on is not None else ""),
        ("Review", days.long(shown.next_review) if shown.next_review is not None else ""),
        ("Why referred", page.reason_added),
        ("Shared with", ", ".join(page.shared_with)),
    ]
    for name, text in lines:
        if text:
            card.add(fact(name, Label(text, wrap=True)))
    return card


def meetings(page: ReferralPage, go: Go) -> QWidget:
    """The meetings that had it on their agenda."""
    card = Card("Meetings", len(page.meetings), role="h3", gap=0)
    for one in page.meetings:
        lines = "1 line" if one.lines == 1 else f"{one.lines} lines"
        look = Button(days.full(one.held_on), kind="link", size="small", name=f"Open {one.reference}")
        look.clicked.connect(partial(_go, go, Place("library", one.meeting)))
        words = f"{one.what}, {lines}" if one.lines else one.what
        inside = row(look, (Elided(words, "small", "text2"), 1), gap=10, margins=(0, 4, 0, 4))
        card.add(box("row", inside))
    if not page.meetings:
        card.add(Label("Not on an agenda yet.", "body", "text2"))
    return card


def actions(page: ReferralPage, go: Go) -> QWidget:
    """The latest actions it led to."""
    card = Card("Actions", len(page.actions), role="h3", gap=0)
    for one in page.actions[:MOST_ACTIONS]:
        look = Button(one.reference, kind="link", size="small", name=f"Open {one.reference}")
        look.clicked.connect(partial(_go, go, Place("actions", one.id)))
        words = column(Label(one.short_text, wrap=True), Label(one.agency, "small", "text2"), gap=0)
        tag = StatusTag(one.status.kind.value, one.status.words)
        card.add(box("row", row(look, (words, 1), tag, gap=8, margins=(0, 5, 0, 5))))
    if not page.actions:
        card.add(Label("No actions yet.", "body", "text2"))
    return card


def _go(go: Go, place: Place, _checked: bool = False) -> None:
    go(place)
