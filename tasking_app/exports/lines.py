"""What was said under an item: notes and decisions in their order, then the actions that came of it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color

from tasking_app.exports.composer import Composer
from tasking_app.exports.look import day
from tasking_app.exports.paragraphs import Strong
from tasking_app.records.papers import ActionLine, DecisionLine, Line, NoteLine, ReferralPart


def add_referral(composer: Composer, referral: ReferralPart, colour: Color, number: str = "") -> None:
    """Adds a referral under a heading of its own, with everything said about it."""
    title = f"{number} {referral.title}" if number else referral.title
    composer.subheading(title, referral.reference)
    about = ", ".join(word for word in (referral.kind, referral.nature) if word)
    if about:
        composer.say(about, style=composer.styles.small)
    if referral.lines:
        add_lines(composer, referral.lines, colour)
    else:
        composer.say("Nothing was recorded about this referral.")


def add_lines(composer: Composer, lines: Sequence[Line], colour: Color) -> None:
    """Adds lines of minutes."""
    actions: list[tuple[str, tuple[str, ...]]] = []
    for line in lines:
        match line:
            case NoteLine():
                composer.say(line.text)
            case DecisionLine():
                reason = (Strong("  Because: "), line.rationale) if line.rationale else ()
                composer.box(Strong(f"Decision {line.reference}: "), line.text, *reason, colour=colour)
            case ActionLine():
                actions.append((line.reference, _action(line)))
    if actions:
        composer.say("Actions", style=composer.styles.label)
        composer.items(actions, indent=54)


def _action(line: ActionLine) -> tuple[str, ...]:
    who = f"{line.agency}, {line.officer}" if line.officer else line.agency
    lead = Strong(f"{who}, by {day(line.due)}: ")
    if line.supporting:
        return lead, line.text, f" Supported by {', '.join(line.supporting)}."
    return lead, line.text
