"""The annex of restricted items as a PDF: a paper of its own, for those on their lists."""

from __future__ import annotations

from tasking_app.exports.composer import Composer
from tasking_app.exports.lines import add_referral
from tasking_app.exports.themes import paper_code, theme_colour
from tasking_app.records.papers import Annex
from tasking_app.rules.theme import BY_CODE


def render(paper: Annex, *, tagged: bool = True) -> bytes:
    """The bytes of the annex; tagged=False is for measuring what tagging costs."""
    composer = Composer(paper.head)
    head = paper.head
    composer.title("Annex of restricted items", f"{head.title}, {head.partnership}")
    composer.facts(
        [
            ("Protective marking", head.marking),
            ("Belongs to", head.reference),
            ("Date and time", head.when),
            ("Status", head.status),
            ("May be read by", paper.readers),
        ]
    )
    composer.box("Do not copy this annex or pass it on. Other papers of the meeting only count these items.")
    for item in paper.items:
        theme = BY_CODE.get(item.theme)
        title = f"Restricted item {item.number}"
        composer.band(
            f"{title}: {theme.name}" if theme else title,
            code=paper_code(item.theme),
            colour=theme_colour(composer, item.theme),
        )
        add_referral(composer, item.referral, theme_colour(composer, item.theme))
    if not paper.items:
        composer.say("There are no restricted items.")
    return composer.render("Annex of restricted items", tagged=tagged)
