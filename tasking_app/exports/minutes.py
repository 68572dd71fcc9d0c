"""The minutes of a meeting as a PDF."""

from __future__ import annotations

from collections.abc import Callable

from tasking_app.exports.composer import Composer
from tasking_app.exports.lines import add_lines, add_referral
from tasking_app.exports.minutes_tables import (
    add_actions,
    add_approval,
    add_attendance,
    add_carried,
    add_conflicts,
    add_corrections,
    add_review,
)
from tasking_app.exports.themes import add_figures, paper_code, theme_colour
from tasking_app.records.papers import About, Minutes, Restricted, Section


def render(paper: Minutes, *, tagged: bool = True) -> bytes:
    """The bytes of the minutes; tagged=False is for measuring what tagging costs."""
    composer = Composer(paper.head)
    _opening(composer, paper)
    _what_no_item_holds(composer, paper)
    for section in paper.sections:
        _section(composer, paper, section)
    if not paper.sections:
        composer.say("No items were on the agenda of this meeting.")
    add_actions(composer, paper.actions)
    add_carried(composer, paper.carried)
    add_corrections(composer, paper.corrections)
    add_approval(composer, paper)
    return composer.render("Minutes", tagged=tagged)


def _opening(composer: Composer, paper: Minutes) -> None:
    head = paper.head
    composer.title("Minutes", f"{head.title}, {head.partnership}")
    composer.facts(
        [
            ("Protective marking", head.marking),
            ("Date and time", head.when),
            ("Venue", head.venue),
            ("Chair", head.chair),
            ("Minutes by", head.minutes_by),
            ("Reference", head.reference),
            ("Status", head.status),
            ("Next meeting", head.next_meeting),
            ("Record sealed", paper.seal),
        ]
    )


def _confidentiality(composer: Composer, paper: Minutes) -> None:
    composer.say(paper.confidentiality or "It is not recorded that the confidentiality statement was read.")
    add_conflicts(composer, paper.conflicts)


def _last_minutes(composer: Composer, paper: Minutes) -> None:
    composer.say(paper.last_minutes or "No minutes of an earlier meeting were before this one.")


def _review(composer: Composer, paper: Minutes) -> None:
    add_review(composer, paper.review)


_BLOCKS: dict[About, tuple[str, Callable[[Composer, Minutes], None]]] = {
    "attendance": ("Attendance", add_attendance),
    "confidentiality": ("Confidentiality and conflicts of interest", _confidentiality),
    "last_minutes": ("Minutes of the last meeting", _last_minutes),
    "review": ("Review of actions", _review),
}


def _what_no_item_holds(composer: Composer, paper: Minutes) -> None:
    """What every set of minutes has, where the agenda has no item for it."""
    held = {section.about for section in paper.sections}
    for about, (title, add) in _BLOCKS.items():
        if about not in held:
            composer.heading(title)
            add(composer, paper)


def _section(composer: Composer, paper: Minutes, section: Section) -> None:
    title = f"{section.number}. {section.title}"
    colour = theme_colour(composer, section.theme)
    if section.theme:
        composer.band(title, code=paper_code(section.theme), colour=colour)
        if section.outcome:
            composer.say(f"Outcome wanted: {section.outcome}", style=composer.styles.small)
        add_figures(composer, section.theme, section.figures)
    else:
        composer.heading(title)
    block = _BLOCKS.get(section.about)
    if block is not None:
        block[1](composer, paper)
    add_lines(composer, section.lines, colour)
    _referrals(composer, section)
    if block is None and not section.lines and not section.referrals:
        composer.say("Nothing was recorded under this item.")


def _referrals(composer: Composer, section: Section) -> None:
    for at, referral in enumerate(section.referrals, start=1):
        number = f"{section.number}.{at}"
        if isinstance(referral, Restricted):
            composer.subheading(f"{number} Restricted item {referral.number}, see annex")
        else:
            add_referral(composer, referral, theme_colour(composer, section.theme), number)
