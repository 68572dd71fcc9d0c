"""Stored lines as the minutes editor shows them, and what a changed text means for what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tasking_app.commands.base import Change, Command
from tasking_app.commands.change import Batch, Edit, Step, Withdraw
from tasking_app.records.running import LineRow
from tasking_app.rules import order
from tasking_app.ui.widgets.minutes import LineView

BECAUSE = " because "


def view(row: LineRow) -> LineView:
    """A line for the editor: an action with who and when before it, a decision with its reason after it."""
    return LineView(row.id, row.kind, shown(row), row.time, row.reference, row.referral_label)


def shown(row: LineRow) -> str:
    """The text of a line as it stands in the editor."""
    if row.kind == "action" and row.action_words:
        return f"{row.action_words}: {row.text}"
    if row.kind == "decision" and row.rationale:
        return f"{row.text}{BECAUSE}{row.rationale}"
    return row.text


def unread(key: UUID, text: str) -> LineRow:
    """A note that was stored a moment ago and has not been read yet."""
    return LineRow(
        id=key,
        kind="note",
        time="",
        text=text,
        referral=None,
        referral_label="",
        reference="",
        decision=None,
        rationale="",
        decision_kind="",
        action=None,
        action_words="",
        folder=key,
        restricted=False,
        order_key="",
    )


def stored(row: LineRow, text: str) -> tuple[str, str]:
    """The text and the reason that a text of the editor holds."""
    if row.kind == "action":
        head = f"{row.action_words}:"
        return (
            text.removeprefix(head) if text.startswith(head) else text.partition(": ")[2] or text
        ).strip(), ""
    if row.kind == "decision" and BECAUSE in text:
        words, _, reason = text.rpartition(BECAUSE)
        return words.strip(), reason.strip()
    return text, ""


def keeps_head(row: LineRow, text: str) -> bool:
    """Whether who and when still stand before an action; they are not changed by typing here."""
    return row.kind != "action" or text.startswith(f"{row.action_words}:")


def edit(row: LineRow, seen: str, wanted: str) -> Command | None:
    """The command for a text that was changed from `seen` to `wanted`; None when nothing changes."""
    if not wanted.strip() and row.kind == "note":
        return Withdraw(kind="line", row=row.id)
    (old, old_reason), (new, new_reason) = stored(row, seen), stored(row, wanted)
    if not new.strip():
        return None
    steps: list[Step] = []
    if row.kind == "action" and row.action is not None:
        if new != old:
            steps.append(Edit(kind="action", row=row.action, changes=(Change("text", old, new),)))
    elif new != old:
        steps.append(Edit(kind="line", row=row.id, changes=(Change("text", old, new),)))
    if row.decision is not None and new_reason != old_reason:
        change = Change("rationale", old_reason, new_reason)
        steps.append(Edit(kind="decision", row=row.decision, changes=(change,)))
    if len(steps) > 1:
        return Batch(steps=tuple(steps))
    return steps[0] if steps else None


def moved(rows: Sequence[LineRow], key: UUID, after: UUID | None) -> Command | None:
    """The command that puts a line after another one, or first."""
    line = next((row for row in rows if row.id == key), None)
    rest = [row for row in rows if row.id != key]
    if line is None:
        return None
    place = next((n + 1 for n, row in enumerate(rest) if row.id == after), 0)
    before = rest[place - 1].order_key if place > 0 else None
    behind = rest[place].order_key if place < len(rest) else None
    if before is not None and behind is not None and before >= behind:
        behind = None
    change = Change("order_key", line.order_key, order.between(before, behind))
    return Edit(kind="line", row=key, changes=(change,))
