"""The agenda of a meeting as a PDF."""

from __future__ import annotations

from tasking_app.exports.composer import Composer
from tasking_app.exports.tagged.flow import Para
from tasking_app.exports.themes import paper_code, theme_colour
from tasking_app.records.papers import Agenda, AgendaItem, AgendaReferral, Restricted

_ORDER_WIDTHS = (34, 245, 118, 48, 48.2)
_REFERRAL_WIDTHS = (74, 205, 92, 122.2)


def render(paper: Agenda, *, tagged: bool = True) -> bytes:
    """The bytes of the agenda; tagged=False is for measuring what tagging costs."""
    composer = Composer(paper.head)
    _opening(composer, paper)
    if paper.items:
        _order_of_business(composer, paper)
        for item in paper.items:
            if item.theme or item.referrals or item.notes:
                _item(composer, item)
    else:
        composer.say("There are no items on this agenda.")
    return composer.render("Agenda", tagged=tagged)


def _opening(composer: Composer, paper: Agenda) -> None:
    head = paper.head
    composer.title("Agenda", f"{head.title}, {head.partnership}")
    composer.facts(
        [
            ("Protective marking", head.marking),
            ("Date and time", head.when),
            ("Venue", head.venue),
            ("Chair", head.chair),
            ("Minutes by", head.minutes_by),
            ("Reference", head.reference),
            ("Status", head.status),
            ("Apologies so far", ", ".join(paper.apologies)),
        ]
    )
    if paper.confidentiality:
        composer.box(paper.confidentiality)
    if head.contact:
        words = f"Write to {head.contact} about this agenda"
        composer.link(words, f"mailto:{head.contact}", words)


def _order_of_business(composer: Composer, paper: Agenda) -> None:
    composer.heading("Order of business")
    rows = [
        [
            composer.cell(item.number, style=composer.styles.cell_bold),
            composer.cell(_marked_urgent(item.title, item.urgent)),
            composer.cell(item.presenter),
            composer.cell(item.starts),
            composer.cell(str(item.minutes) if item.minutes else ""),
        ]
        for item in paper.items
    ]
    composer.table(["Item", "Business", "Led by", "Starts", "Minutes"], rows, _ORDER_WIDTHS)
    total = sum(item.minutes for item in paper.items)
    if total:
        composer.say(f"{total} minutes in all.", style=composer.styles.small)


def _item(composer: Composer, item: AgendaItem) -> None:
    title = f"{item.number}. {item.title}"
    if item.theme:
        composer.band(title, code=paper_code(item.theme), colour=theme_colour(composer, item.theme))
    else:
        composer.heading(title)
    if item.outcome:
        composer.say(f"Outcome wanted: {item.outcome}", style=composer.styles.small)
    for note in item.notes:
        composer.say(note)
    if item.referrals:
        rows = [_referral(composer, referral) for referral in item.referrals]
        composer.table(["Reference", "Referral", "Kind", "Why it is here"], rows, _REFERRAL_WIDTHS)
    elif item.theme:
        composer.say("No referrals for this theme.")


def _referral(composer: Composer, referral: AgendaReferral | Restricted) -> list[Para]:
    bold = composer.styles.cell_bold
    if isinstance(referral, Restricted):
        return [
            composer.cell(f"Restricted item {referral.number}", style=bold),
            composer.cell("See annex"),
            composer.cell(""),
            composer.cell(""),
        ]
    return [
        composer.cell(referral.reference, style=bold),
        composer.cell(_marked_urgent(referral.title, referral.urgent)),
        composer.cell(", ".join(word for word in (referral.kind, referral.nature) if word)),
        composer.cell(referral.reason),
    ]


def _marked_urgent(title: str, urgent: bool) -> str:
    return f"{title} (urgent)" if urgent else title
