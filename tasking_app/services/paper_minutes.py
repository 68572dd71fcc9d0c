"""Minutes as a paper: the stored parts, restricted referrals only counted, corrections beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer
from tasking_app.records import papers
from tasking_app.records.minutes import (
    CorrectionRow,
    PartItem,
    PartLine,
    PartReview,
    ReferralPart,
    StoredMinutes,
)
from tasking_app.rules import days, marking
from tasking_app.rules import meeting as stages
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.rules.referral import KINDS, NATURES
from tasking_app.services import approval, need_to_know, paper_head, seal
from tasking_app.services.need_to_know import Gate

ABOUT: dict[str, papers.About] = {
    "welcome": "attendance",
    "confidentiality": "confidentiality",
    "minutes": "last_minutes",
    "review": "review",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The stored minutes of a meeting with everything that decides what may be printed of them."""

    meeting: Meeting
    stored: StoredMinutes
    gate: Gate
    corrections: tuple[CorrectionRow, ...]
    as_at: datetime

    @property
    def open(self) -> tuple[ReferralPart, ...]:
        """The parts that every reader of the minutes may see."""
        return tuple(part for part in self.stored.referrals if not self.gate.hides(part.folder))

    @property
    def restricted(self) -> tuple[ReferralPart, ...]:
        """The parts that stand in the annex only, by their numbers."""
        hidden = [part for part in self.stored.referrals if self.gate.hides(part.folder)]
        return tuple(sorted(hidden, key=lambda part: self.gate.numbers[part.folder]))


def source(work: Work, meeting: Meeting, at: datetime | None = None) -> Source:
    """The minutes of a meeting as stored. Raises NotAllowed before it has started."""
    stage = Stage(meeting.stage)
    if stage in stages.TO_COME or stage in stages.NOT_HELD:
        raise NotAllowed(f"{meeting.reference} was not held, so it has no minutes.")
    stored = approval.stored(work, meeting)
    frozen = stage in stages.FROZEN
    changed = stored.as_at if frozen else max(stored.as_at, paper_head.meeting_changed(work, meeting))
    return Source(
        meeting=meeting,
        stored=stored,
        gate=need_to_know.of_minutes(work, meeting.id, stored),
        corrections=tuple(one for one in approval.corrections(work, meeting.id) if one.agreed_at is not None),
        as_at=at or changed,
    )


def minutes(work: Work, meeting: Meeting, at: datetime | None = None) -> papers.Minutes:
    """The minutes as a paper."""
    found = source(work, meeting, at)
    general, gate = found.stored.general, found.gate
    return papers.Minutes(
        head=head(found),
        seal=seal.over(work, meeting),
        confidentiality=_statement(general.statement_read, general.statement),
        attendance=tuple(
            papers.Attendance(name=one.name, role=one.role, agency=one.agency, attendance=one.attendance)
            for one in general.attendance
        ),
        absent_required=general.absent_required,
        went_on_without=general.went_on_without,
        quorum=general.quorum,
        conflicts=tuple(
            papers.Conflict(
                name=one.name,
                agency=one.agency,
                matter="A restricted item" if gate.hides(one.referral) else one.matter,
                done=one.done,
            )
            for one in general.conflicts
        ),
        last_minutes=general.last_minutes,
        review=_review(found),
        sections=tuple(_section(found, item) for item in general.items),
        actions=tuple(_actions(found)),
        carried=tuple(_carried(found)),
        corrections=tuple(_corrections(found)),
        approval=_approval(work, meeting),
    )


def head(found: Source) -> papers.Head:
    """The head of the minutes; its marking is the highest of what they show."""
    general = found.stored.general
    return papers.Head(
        partnership=general.partnership,
        title=paper_head.meeting_title(general.series),
        reference=general.reference,
        marking=marking.highest((part.marking for part in found.open), general.marking),
        status=status(found.meeting),
        as_at=found.as_at,
        when=paper_head.when(general.held_on, general.started or general.starts, general.ended),
        venue=general.place,
        chair=general.chair,
        minutes_by=general.minutes_by,
        next_meeting=general.next_meeting,
    )


def status(meeting: Meeting) -> str:
    """How far the minutes are, in words."""
    stage = Stage(meeting.stage)
    if stage is Stage.AGREED:
        return "Approved and agreed"
    if stage is Stage.APPROVED:
        return "Approved by the chair"
    if stage is Stage.DRAFT_MINUTES:
        return f"Draft {max(meeting.draft, 1)}, not yet approved"
    return "Meeting under way, not yet approved"


def _statement(read: str, statement: str) -> str:
    return f"{read} {statement}".strip()


def _review(found: Source) -> tuple[papers.ReviewedAction, ...]:
    shown = [*found.stored.general.review, *(one for part in found.open for one in part.review)]
    return tuple(
        papers.ReviewedAction(
            reference=one.reference,
            text=one.text,
            agency=one.agency,
            kind=_kind(one),
            status=one.status,
            heard=one.heard,
        )
        for one in shown
    )


def _kind(one: PartReview) -> papers.Kind:
    kinds: dict[str, papers.Kind] = {
        "done": "done",
        "due_soon": "due_soon",
        "dropped": "dropped",
        "blocked": "blocked",
    }
    return kinds.get(one.kind, "on_track")


def _section(found: Source, item: PartItem) -> papers.Section:
    about = ABOUT.get(item.kind, "item")
    said = lines(item.lines)
    if about == "review":
        said = (*_reviewed_apart(found), *said)
    if item.kind == "figures":
        said = (*_figures(found), *said)
    if item.kind == "next" and not said and found.stored.general.next_meeting:
        said = (papers.NoteLine(text=f"The next meeting is on {found.stored.general.next_meeting}."),)
    return papers.Section(
        number=item.number,
        title=item.title,
        theme=item.theme,
        about=about,
        outcome=item.outcome,
        figures=item.figures,
        lines=said,
        referrals=tuple(_referral(found, item.id, folder) for folder in item.referrals),
    )


def _figures(found: Source) -> tuple[papers.NoteLine, ...]:
    """What was known in numbers on the day, in a sentence for each source; the charts stand by the themes."""
    known = [item.figures for item in found.stored.general.items if item.figures is not None]
    return tuple(
        papers.NoteLine(
            text=one.sentence if one.sentence.startswith(one.category) else f"{one.category}: {one.sentence}"
        )
        for one in known
    )


def _reviewed_apart(found: Source) -> tuple[papers.NoteLine, ...]:
    count = sum(len(part.review) for part in found.restricted)
    if count == 0:
        return ()
    words = counted(count, "action of a restricted item was", "actions of restricted items were")
    return (papers.NoteLine(text=f"{words} reviewed as well, see annex."),)


def _referral(found: Source, item: UUID, folder: UUID) -> papers.ReferralPart | papers.Restricted:
    if found.gate.hides(folder):
        return papers.Restricted(number=found.gate.numbers[folder])
    part = next(one for one in found.stored.referrals if one.folder == folder and one.item == item)
    return referral(part)


def referral(part: ReferralPart) -> papers.ReferralPart:
    """One referral with the lines said under it."""
    return papers.ReferralPart(
        reference=part.reference,
        title=part.title,
        kind=KINDS.get(part.kind, part.kind),
        nature=NATURES.get(part.nature, part.nature).lower(),
        lines=lines(part.lines),
    )


def lines(stored: Iterable[PartLine]) -> tuple[papers.Line, ...]:
    """Stored lines as lines of a paper; empty notes are left out."""
    return tuple(line for one in stored if (line := _line(one)) is not None)


def _line(one: PartLine) -> papers.Line | None:
    if one.kind == "action" and one.due is not None:
        return papers.ActionLine(
            reference=one.reference,
            text=one.text,
            agency=one.agency,
            due=one.due,
            officer=one.officer,
            supporting=one.supporting,
        )
    if one.kind == "decision":
        return papers.DecisionLine(reference=one.reference, text=one.text, rationale=one.rationale)
    return papers.NoteLine(text=one.text) if one.text.strip() else None


def _actions(found: Source) -> Iterable[papers.ActionRow]:
    """Actions as they were given: what became of them since is in the plan."""
    said = [line for item in found.stored.general.items for line in item.lines]
    said += [line for part in found.open for line in part.lines]
    for line in said:
        if line.kind == "action" and line.due is not None:
            yield papers.ActionRow(
                reference=line.reference,
                text=line.text,
                agency=line.agency,
                due=line.due,
                kind="not_started",
                status="New",
                officer=line.officer,
                theme=line.theme,
            )


def _carried(found: Source) -> Iterable[papers.CarriedItem]:
    seen: set[UUID] = set()
    for part in found.stored.referrals:
        if not part.carried or part.folder in seen:
            continue
        seen.add(part.folder)
        if found.gate.hides(part.folder):
            yield papers.CarriedItem(reference="", text=found.gate.words(part.folder), reason="")
        else:
            reason = part.carried.removeprefix("Carried: ")
            yield papers.CarriedItem(
                reference=part.reference, text=part.title, reason=reason[:1].upper() + reason[1:]
            )


def _corrections(found: Source) -> Iterable[papers.Correction]:
    for one in found.corrections:
        if one.agreed_at is None:
            continue
        hidden = found.gate.hides(one.folder)
        yield papers.Correction(
            place=f"Restricted item {found.gate.numbers[one.folder]}" if hidden else place_of(found, one),
            text="See annex" if hidden else correction_words(one),
            agreed_at=one.asked_in or "a later meeting",
            agreed_on=one.agreed_at.astimezone(LONDON).date(),
        )


def correction_words(one: CorrectionRow) -> str:
    """For “x” read “y”, and who asked for it."""
    by = f" Asked for by {one.asked_by_name}." if one.asked_by_name else ""
    return f"For “{one.it_says}” read “{one.should_read}”.{by}"


def place_of(found: Source, one: CorrectionRow) -> str:
    """Where a corrected line stands on the paper: item, and referral if it is under one."""
    items = {item.id: item for item in found.stored.general.items}
    for part in found.stored.referrals:
        if any(line.id == one.line for line in part.lines):
            item = items.get(part.item)
            return f"{item.number}. {item.title}, {part.reference}" if item else part.reference
    for item in items.values():
        if any(line.id == one.line for line in item.lines):
            return f"{item.number}. {item.title}"
    return f"Paragraph {one.paragraph}"


def _approval(work: Work, meeting: Meeting) -> papers.Approval | None:
    if meeting.approved_at is None or Stage(meeting.stage) not in stages.FROZEN:
        return None
    name = work.session.scalar(select(Officer.name).where(Officer.id == meeting.approved_by)) or ""
    chair = "chair" if meeting.approved_by == meeting.chair_id or not name else ""
    agreed = work.session.scalar(select(Meeting.reference).where(Meeting.id == meeting.agreed_in))
    return papers.Approval(
        approved_by=", ".join(part for part in (name, chair) if part),
        approved_on=days.full(meeting.approved_at.astimezone(LONDON).date()),
        fingerprint=meeting.fingerprint,
        agreed_at=agreed or "",
    )
