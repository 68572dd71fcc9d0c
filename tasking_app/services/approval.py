"""Approval stores the meeting as it was; corrections stand beside it; a later meeting agrees it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Integer, Text, column, func, select

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import AddCorrection, AgreeMinutes, ApproveMinutes
from tasking_app.database.work import Work
from tasking_app.models.approval import Correction, MinutesPart
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer
from tasking_app.records.minutes import CorrectionRow, GeneralPart, ReferralPart, StoredMinutes
from tasking_app.rules import meeting as stages
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.services import filing, kept_apart, minutes
from tasking_app.services.must_fix import must_fix


def canonical(part: GeneralPart | ReferralPart) -> str:
    """A part as JSON that is the same for the same content."""
    return msgspec.json.encode(part, order="deterministic").decode()


def sha256(content: str) -> str:
    """The fingerprint of a text, 64 hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def approve(work: Work, command: ApproveMinutes) -> None:
    """Store the meeting in parts, with a fingerprint over their hashes. Raises NotAllowed.

    On a server the meeting is held first: who writes into it now is waited for, and nobody does after that.
    """
    if work.shared:
        work.session.execute(select(Meeting.id).where(Meeting.id == command.meeting).with_for_update())
    meeting = work.get(Meeting, command.meeting, "The meeting")
    stages.step(meeting.stage, Stage.APPROVED)
    left = must_fix(work, meeting)
    if left:
        raise NotAllowed(f"{left[0].title}. Put this right first.")
    hidden = kept_apart.hidden_in(work, meeting.id)
    if hidden:
        what = counted(hidden, "restricted item of this meeting is", "restricted items of this meeting are")
        raise NotAllowed(
            f"{what} kept from you, and minutes are approved whole. "
            "Ask somebody on the list to put you on it."
        )
    stored = minutes.parts(work, meeting)
    hashes = [_store(work, meeting, 0, stored.general, filing.folder(work, None, meeting.of_series))]
    for place, part in enumerate(stored.referrals, 1):
        filed = filing.folder(work, part.folder, meeting.of_series)
        hashes.append(_store(work, meeting, place, part, filed))
    work.set(
        meeting,
        fingerprint=sha256("".join(hashes)),
        approved_at=work.now,
        approved_by=work.actor.officer,
    )
    work.set(meeting, stage=Stage.APPROVED.value)
    work.steps.clear()


def _store(
    work: Work, meeting: Meeting, place: int, part: GeneralPart | ReferralPart, filed: filing.Filed
) -> str:
    content = canonical(part)
    digest = sha256(content)
    row = MinutesPart(
        id=new_id(),
        meeting_id=meeting.id,
        place=place,
        content=content,
        sha256=digest,
        made_at=work.now,
        **filed,
    )
    work.add(row)
    return digest


def stored(work: Work, meeting: Meeting) -> StoredMinutes:
    """The minutes as approved, or as they stand while they may still change."""
    if Stage(meeting.stage) not in stages.FROZEN or meeting.approved_at is None:
        return minutes.parts(work, meeting)
    rows = part_rows(work, meeting.id)
    if not rows or not rows[0].content:
        raise NotAllowed("The text of these minutes was removed when their time to be kept was over.")
    general = msgspec.json.decode(rows[0].content, type=GeneralPart)
    referrals = tuple(msgspec.json.decode(row.content, type=ReferralPart) for row in rows[1:] if row.content)
    return StoredMinutes(general=general, referrals=referrals, as_at=as_at(work, meeting))


def as_at(work: Work, meeting: Meeting) -> datetime:
    """When what is printed last changed: the approval, or the last correction agreed since."""
    last = work.session.scalar(
        select(Correction.agreed_at)
        .where(Correction.meeting_id == meeting.id, Correction.agreed_at.is_not(None))
        .order_by(Correction.agreed_at.desc())
        .limit(1)
    )
    known = [moment for moment in (meeting.approved_at, meeting.agreed_at, last) if moment is not None]
    return max(known)


def part_rows(work: Work, meeting: UUID) -> list[MinutesPart]:
    """The stored parts of a meeting in order."""
    return list(
        work.session.scalars(
            select(MinutesPart).where(MinutesPart.meeting_id == meeting).order_by(MinutesPart.place)
        )
    )


def intact(work: Work, meeting: Meeting) -> bool | None:
    """Whether the stored parts still have the hashes and the fingerprint they were approved with.

    On a server, parts that are kept from whoever asks count by their hashes. None where no part is at hand.
    """
    if work.held is not None:
        return None
    rows = part_rows(work, meeting.id)
    fits = all(not row.content or sha256(row.content) == row.sha256 for row in rows)
    hashes = [row.sha256 for row in rows]
    if work.shared:
        answered = func.app.part_hashes(meeting.id).table_valued(
            column("place", Integer), column("sha256", Text)
        )
        hashes = list(work.session.scalars(select(answered.c.sha256).order_by(answered.c.place)))
    return fits and sha256("".join(hashes)) == meeting.fingerprint


def add_correction(work: Work, command: AddCorrection) -> None:
    """A correction to approved minutes. Raises NotAllowed while they can still be changed themselves."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    if Stage(meeting.stage) not in stages.FROZEN:
        raise NotAllowed("These minutes are still a draft: change the text itself.")
    if not command.should_read.strip():
        raise NotAllowed("Say what it should read.")
    if command.should_read.strip() == command.it_says.strip():
        raise NotAllowed("This is what the minutes say already.")
    part = work.get(MinutesPart, command.part, "That part of the minutes")
    row = Correction(
        id=command.correction,
        part_id=part.id,
        meeting_id=meeting.id,
        paragraph=command.paragraph,
        line_id=command.line,
        it_says=command.it_says,
        should_read=command.should_read.strip(),
        asked_by=command.asked_by,
        changes_agreed=command.changes_agreed,
        asked_in=command.asked_in,
        **filing.like(part),
    )
    work.add(row)


def agree(work: Work, command: AgreeMinutes) -> None:
    """Agreed as a correct record by a later meeting. Raises NotAllowed before the chair has approved them."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    later = work.get(Meeting, command.agreed_in, "The meeting that agrees them")
    if later.held_on < meeting.held_on or later.id == meeting.id:
        raise NotAllowed("Minutes are agreed by a later meeting. Open the next one and agree them there.")
    stages.step(meeting.stage, Stage.AGREED)
    for row in _waiting(work, meeting.id):
        if command.with_corrections:
            work.set(row, agreed_at=work.now)
        else:
            work.withdraw(row)
    work.set(meeting, stage=Stage.AGREED.value, agreed_at=work.now, agreed_in=later.id)


def _waiting(work: Work, meeting: UUID) -> list[Correction]:
    return list(
        work.session.scalars(
            select(Correction).where(
                Correction.meeting_id == meeting,
                Correction.agreed_at.is_(None),
                Correction.withdrawn_at.is_(None),
            )
        )
    )


def corrections(work: Work, meeting: UUID) -> tuple[CorrectionRow, ...]:
    """The corrections beside the minutes of a meeting, in the order they were asked for."""
    rows = work.session.execute(
        select(Correction, Officer.name, Meeting.reference)
        .outerjoin(Officer, Officer.id == Correction.asked_by)
        .outerjoin(Meeting, Meeting.id == Correction.asked_in)
        .where(Correction.meeting_id == meeting, Correction.withdrawn_at.is_(None))
        .order_by(Correction.made_at, Correction.id)
    )
    return tuple(
        CorrectionRow(
            id=row.id,
            meeting=row.meeting_id,
            folder=row.folder_id,
            restricted=row.restricted,
            paragraph=row.paragraph,
            line=row.line_id,
            it_says=row.it_says,
            should_read=row.should_read,
            asked_by=row.asked_by,
            asked_by_name=name or "",
            changes_agreed=row.changes_agreed,
            agreed_at=row.agreed_at,
            asked_in=reference or "",
        )
        for row, name, reference in rows
    )
