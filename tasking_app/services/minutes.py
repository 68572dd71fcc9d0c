"""Minutes gathered into the parts in which they are printed, approved and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionSupport, ActionUpdate
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.referral import Referral, RestrictedText
from tasking_app.records.minutes import PartItem, PartLine, PartReview, ReferralPart, StoredMinutes
from tasking_app.rules import action as actions
from tasking_app.rules import carry_over as carrying
from tasking_app.rules.references import ACTION, DECISION, REFERRAL, written
from tasking_app.services import figures, general_part, setting

REVIEW_SHOWN = {
    "done": ("done", "Done"),
    "on_track": ("on_track", "On track"),
    "more_time": ("due_soon", "More time"),
    "drop": ("dropped", "Dropped"),
    "blocked": ("blocked", "Blocked"),
}


def parts(work: Work, meeting: Meeting) -> StoredMinutes:
    """The meeting as it stands, general business first and then one part for each referral touched."""
    items = _items(work, meeting.id)
    lines = _lines(work, meeting.id)
    reviewed = _review(work, meeting)
    placings = _placings(work, meeting.id)
    numbering = _Numbering(items, lines, placings)
    review_general = tuple(review for folder, review in reviewed if folder == meeting.of_series)
    general = general_part.gather(
        work,
        meeting,
        items=tuple(_item_part(work, meeting, item, numbering) for item in items),
        review=review_general,
    )
    referrals = tuple(_referral_parts(work, numbering, placings, reviewed, meeting))
    return StoredMinutes(general=general, referrals=referrals, as_at=last_change(work, meeting))


def _items(work: Work, meeting: UUID) -> list[AgendaItem]:
    return list(
        work.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting, AgendaItem.withdrawn_at.is_(None))
            .order_by(AgendaItem.order_key, AgendaItem.id)
        )
    )


_LineRow = Row[Line, Decision | None, Action | None, str | None, str | None]


def _lines(work: Work, meeting: UUID) -> list[_LineRow]:
    officer, agency = aliased(Officer), aliased(Agency)
    return list(
        work.session.execute(
            select(Line, Decision, Action, agency.name, officer.name)
            .outerjoin(Decision, Decision.line_id == Line.id)
            .outerjoin(Action, Action.id == Line.action_id)
            .outerjoin(agency, agency.id == Action.lead_agency_id)
            .outerjoin(officer, officer.id == Action.lead_officer_id)
            .where(Line.meeting_id == meeting, Line.withdrawn_at.is_(None))
            .order_by(Line.order_key, Line.id)
        )
    )


def _placings(work: Work, meeting: UUID) -> list[Placing]:
    return list(
        work.session.scalars(
            select(Placing)
            .where(Placing.meeting_id == meeting, Placing.withdrawn_at.is_(None))
            .order_by(Placing.order_key, Placing.id)
        )
    )


@dataclass(slots=True)
class _Numbering:
    """Which lines stand under which item and referral; paragraphs count through an item as it is printed."""

    items: list[AgendaItem]
    lines: list[_LineRow]
    placings: list[Placing]

    def folders(self, item: AgendaItem) -> list[UUID]:
        """Referrals of an item: first those placed on it, then those only minuted under it."""
        found = [one.referral_id for one in self.placings if one.item_id == item.id and not one.left_out]
        for row in self.lines:
            line = row[0]
            if line.item_id == item.id and line.folder_id != line.series_id and line.folder_id not in found:
                found.append(line.folder_id)
        return found

    def of(self, item: AgendaItem, folder: UUID) -> list[_LineRow]:
        """The lines of an item in one folder, in order."""
        return [row for row in self.lines if row[0].item_id == item.id and row[0].folder_id == folder]

    def first(self, item: AgendaItem, folder: UUID | None) -> int:
        """How many open paragraphs of an item come before those of a folder."""
        before = 0
        for one in [item.series_id, *self.folders(item)]:
            if one == folder:
                break
            before += sum(1 for row in self.of(item, one) if not row[0].restricted)
        return before


def _item_part(work: Work, meeting: Meeting, item: AgendaItem, numbering: _Numbering) -> PartItem:
    number = str(numbering.items.index(item) + 1)
    rows = numbering.of(item, item.series_id)
    wanted = item.kind == "theme" and item.theme is not None
    return PartItem(
        id=item.id,
        number=number,
        title=item.title,
        kind=item.kind,
        theme=item.theme or "",
        outcome=setting.outcomes(work)[item.theme] if item.theme else "",
        figures=figures.for_paper(work, item.theme, meeting.held_on) if wanted and item.theme else None,
        lines=tuple(_part_lines(work, rows, number, 0)),
        referrals=tuple(numbering.folders(item)),
    )


def _part_lines(work: Work, rows: Iterable[_LineRow], number: str, before: int) -> Iterable[PartLine]:
    for place, (line, decision, action, agency, officer) in enumerate(rows, before + 1):
        paragraph = f"{number}.{place}"
        if action is not None:
            yield _action_line(work, line, action, paragraph, agency or "", officer or "")
            continue
        yield PartLine(
            id=line.id,
            paragraph=paragraph,
            kind=line.kind,
            text=line.text,
            said_at=_clock(line.said_at),
            reference=written(DECISION, decision.number) if decision else "",
            rationale=decision.rationale if decision else "",
        )


def _action_line(
    work: Work, line: Line, action: Action, paragraph: str, agency: str, officer: str
) -> PartLine:
    helping = work.session.scalars(
        select(Agency.name)
        .join(ActionSupport, ActionSupport.agency_id == Agency.id)
        .where(ActionSupport.action_id == action.id, ActionSupport.withdrawn_at.is_(None))
        .order_by(Agency.order_key)
    )
    return PartLine(
        id=line.id,
        paragraph=paragraph,
        kind="action",
        text=action.text,
        said_at=_clock(line.said_at),
        reference=written(ACTION, action.number),
        agency=agency,
        officer=officer,
        due=action.due,
        supporting=tuple(helping),
        theme=action.theme,
    )


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(LONDON):%H:%M}" if moment else ""


def _review(work: Work, meeting: Meeting) -> list[tuple[UUID, PartReview]]:
    """What the meeting heard about actions from before; the last answer given counts."""
    rows = work.session.execute(
        select(ActionUpdate, Action, Agency.name)
        .join(Action, Action.id == ActionUpdate.action_id)
        .join(Agency, Agency.id == Action.lead_agency_id)
        .where(ActionUpdate.meeting_id == meeting.id, ActionUpdate.withdrawn_at.is_(None))
        .order_by(ActionUpdate.said_at, ActionUpdate.id)
    )
    last: dict[UUID, tuple[UUID, PartReview]] = {}
    for update, action, agency in rows:
        kind, words = REVIEW_SHOWN.get(update.answer, ("on_track", "Update"))
        review = PartReview(
            reference=written(ACTION, action.number),
            text=actions.short_text(action.text, 160),
            agency=agency,
            kind=kind,
            status=words,
            heard=update.text,
        )
        last[action.id] = (action.folder_id, review)
    return list(last.values())


def _referral_parts(
    work: Work,
    numbering: _Numbering,
    placings: list[Placing],
    reviewed: list[tuple[UUID, PartReview]],
    meeting: Meeting,
) -> Iterable[ReferralPart]:
    done: set[UUID] = set()
    for item in numbering.items:
        number = str(numbering.items.index(item) + 1)
        for folder in numbering.folders(item):
            rows = numbering.of(item, folder)
            review = () if folder in done else tuple(one for key, one in reviewed if key == folder)
            done.add(folder)
            placing = next((one for one in placings if one.referral_id == folder), None)
            yield _referral_part(work, folder, item, number, numbering, rows, review, placing, meeting)
    for folder in dict.fromkeys(key for key, _ in reviewed if key not in done and key != meeting.of_series):
        item = next((one for one in numbering.items if one.kind == "review"), numbering.items[0])
        review = tuple(one for key, one in reviewed if key == folder)
        yield _referral_part(work, folder, item, "", numbering, [], review, None, meeting)


def _referral_part(
    work: Work,
    folder: UUID,
    item: AgendaItem,
    number: str,
    numbering: _Numbering,
    rows: list[_LineRow],
    review: tuple[PartReview, ...],
    placing: Placing | None,
    meeting: Meeting,
) -> ReferralPart:
    referral = work.get(Referral, folder)
    before = 0 if referral.restricted else numbering.first(item, folder)
    stem = f"R{number}" if referral.restricted else number
    return ReferralPart(
        folder=folder,
        series=referral.series_id,
        restricted=referral.restricted,
        item=item.id,
        reference=written(REFERRAL, referral.number),
        title=title_of(work, referral),
        kind=referral.kind,
        nature=referral.nature,
        theme=referral.theme,
        marking=referral.marking,
        carried=_carried(referral, placing, meeting) or "",
        lines=tuple(_part_lines(work, rows, stem, before)),
        review=review,
    )


def title_of(work: Work, referral: Referral) -> str:
    """The title, from where it is kept apart if restricted. Only for approval and the annex."""
    if not referral.restricted:
        return referral.title
    kept = work.session.scalar(select(RestrictedText.title).where(RestrictedText.referral_id == referral.id))
    return kept or ""


def _carried(referral: Referral, placing: Placing | None, meeting: Meeting) -> str | None:
    if placing is None:
        return None
    place = carrying.Place(
        referral=referral.id,
        meeting=meeting.id,
        held_on=meeting.held_on,
        stage="draft_minutes",
        discussed=placing.discussed_at is not None,
        deferred=placing.deferred,
        ask_back=placing.ask_back,
        left_out=placing.left_out,
        referral_status=referral.status,
    )
    return carrying.reason(place)


def last_change(work: Work, meeting: Meeting) -> datetime:
    """The moment the content of the minutes last changed: the latest of its rows, never the clock."""
    moments = [meeting.changed_at, meeting.made_at]
    for model in (Line, ActionUpdate, Placing, AgendaItem):
        for column in (model.changed_at, model.made_at):
            moments += work.session.scalars(
                select(column)
                .where(model.meeting_id == meeting.id, column.is_not(None))
                .order_by(column.desc())
                .limit(1)
            )
    known = [moment for moment in moments if moment is not None]
    return max(known) if known else work.now
