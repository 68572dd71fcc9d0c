"""Minutes lines: added, pasted, split, joined, filed under a referral; decisions among them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddDecision, AddLine, AddLines, FileLine, JoinLines, SplitLine
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem
from tasking_app.rules import decision as decisions
from tasking_app.rules import order, references
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import agenda, filing

LONGEST = 100_000


def add(work: Work, command: AddLine) -> None:
    """A note. Empty texts are not kept; raises NotAllowed for one longer than 100,000 characters."""
    lines = AddLines(
        id=command.id,
        lines=(command.line,),
        texts=(command.text,),
        meeting=command.meeting,
        item=command.item,
        at=command.at,
        referral=command.referral,
        after=command.after,
    )
    add_many(work, lines)


def add_many(work: Work, command: AddLines) -> None:
    """Several notes in order, after a line or at the end of the item."""
    meeting = filing.open_meeting(work, command.meeting)
    item = _item(work, command.item, meeting.id)
    filed = filing.folder(work, command.referral, meeting.of_series)
    before, after = gap(work, item.id, command.after)
    for key, text in zip(command.lines, command.texts, strict=True):
        check_text(text)
        before = order.between(before, after)
        row = Line(
            id=key,
            meeting_id=meeting.id,
            item_id=item.id,
            order_key=before,
            kind="note",
            text=text,
            said_at=command.at,
            **filed,
        )
        work.add(row)
    if command.referral is not None:
        agenda.mark_discussed(work, meeting.id, command.referral)


def check_text(text: str) -> None:
    """A line holds something, and not a whole book. Raises NotAllowed."""
    if not text.strip():
        raise NotAllowed("An empty line is not kept. Type something, or remove the line.")
    if len(text) > LONGEST:
        raise NotAllowed("This text is longer than 100,000 characters. Split it into several lines.")


def _item(work: Work, key: UUID, meeting: UUID) -> AgendaItem:
    item = work.get(AgendaItem, key, "That item")
    if item.meeting_id != meeting:
        raise NotAllowed("That item belongs to another meeting.")
    return item


def gap(work: Work, item: UUID, after: UUID | None) -> tuple[str | None, str | None]:
    """The order keys a new line goes between; None after the last line."""
    keys = list(
        work.session.execute(
            select(Line.id, Line.order_key).where(Line.item_id == item).order_by(Line.order_key, Line.id)
        )
    )
    if not keys:
        return None, None
    place = next((n for n, (key, _) in enumerate(keys) if key == after), len(keys) - 1)
    before = keys[place][1]
    return before, next((key for _, key in keys[place + 1 :] if key > before), None)


def split(work: Work, command: SplitLine) -> None:
    """One note becomes two; the second follows the first under the same referral."""
    line = work.get(Line, command.line, "That line")
    filing.check_not_frozen(work, line.meeting_id)
    check_text(command.left)
    check_text(command.right)
    before, after = gap(work, line.item_id, line.id)
    row = Line(
        id=command.new_line,
        meeting_id=line.meeting_id,
        item_id=line.item_id,
        order_key=order.between(before, after),
        kind="note",
        text=command.right,
        said_at=line.said_at,
        **filing.like(line),
    )
    work.change(line, {"text": command.seen}, {"text": command.left})
    work.add(row)


def join(work: Work, command: JoinLines) -> None:
    """Two notes under the same referral become one; the second is withdrawn."""
    line = work.get(Line, command.line, "That line")
    second = work.get(Line, command.next_line, "The line after it")
    filing.check_not_frozen(work, line.meeting_id)
    if second.kind != "note" or line.kind != "note":
        raise NotAllowed("Only notes can be joined. A decision or an action keeps its own line.")
    if second.folder_id != line.folder_id:
        raise NotAllowed("These lines stand under different referrals. File them under the same one first.")
    glue = "" if not command.seen or command.seen.endswith((" ", "\n")) else " "
    text = command.seen + glue + command.next_seen
    work.change(second, {"text": command.next_seen}, {"text": command.next_seen})
    work.change(line, {"text": command.seen}, {"text": text})
    work.withdraw(second)


def file(work: Work, command: FileLine) -> None:
    """Put a line under another referral or none; a decision or an action made there goes with it."""
    line = work.get(Line, command.line, "That line")
    meeting = filing.open_meeting(work, line.meeting_id)
    filed = filing.folder(work, command.referral, meeting.of_series)
    if line.action_id is not None:
        action = work.get(Action, line.action_id)
        work.change(action, {"folder_id": command.seen} | _now(action), {**filed})
    work.change(line, {"folder_id": command.seen} | _now(line), {**filed})
    if command.referral is not None:
        agenda.mark_discussed(work, meeting.id, command.referral)


def _now(row: filing.HasFolder) -> dict[str, object]:
    """Series and restriction as they stand: only the folder is what the author saw."""
    return {"series_id": row.series_id, "restricted": row.restricted}


def add_decision(work: Work, command: AddDecision) -> None:
    """A decision with its number. One to close may lack its reason until the meeting ends."""
    meeting = filing.open_meeting(work, command.meeting)
    item = _item(work, command.item, meeting.id)
    check_text(command.text)
    filed = filing.folder(work, command.referral, meeting.of_series)
    before, after = gap(work, item.id, command.after)
    line = Line(
        id=command.line,
        meeting_id=meeting.id,
        item_id=item.id,
        order_key=order.between(before, after),
        kind="decision",
        text=command.text.strip(),
        said_at=command.at,
        **filed,
    )
    work.add(line)
    if command.referral is not None:
        agenda.mark_discussed(work, meeting.id, command.referral)
    kind = command.kind if command.kind != "agree" else decisions.kind_of(command.text)
    row = Decision(
        id=command.decision,
        line_id=line.id,
        number=work.next_number(references.DECISION, command.decision),
        kind=kind,
        rationale=command.rationale.strip(),
        authority_id=command.authority,
        **filed,
    )
    work.add(row)


def action_line(
    work: Work, action: Action, meeting: UUID, item: UUID, key: UUID | None, after: UUID | None
) -> None:
    """The line of the minutes that an action agreed in the meeting becomes."""
    before, upper = gap(work, item, after)
    row = Line(
        id=key or new_id(),
        meeting_id=meeting,
        item_id=item,
        order_key=order.between(before, upper),
        kind="action",
        text="",
        said_at=work.now,
        action_id=action.id,
        **filing.like(action),
    )
    work.add(row)
