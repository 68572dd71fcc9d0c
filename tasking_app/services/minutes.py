"""Minutes gathered into the parts in which they are printed, approved and kept."""

from __future__ import annotations

from collections import defaultdict
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
from tasking_app.models.referral import Referral
from tasking_app.records.minutes import PartItem, PartLine, PartReview, ReferralPart, StoredMinutes
from tasking_app.records.papers import Figures
from tasking_app.rules import action as actions
from tasking_app.rules import carry_over as carrying
from tasking_app.rules.references import ACTION, DECISION, REFERRAL, written
from tasking_app.services import figures_on_paper, general_part, kept_apart, setting

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
    around = _around(work, meeting, lines, placings, reviewed)
    review_general = tuple(review for folder, review in reviewed if folder == meeting.of_series)
    general = general_part.gather(
        work,
        meeting,
        items=tuple(_item_part(around, item, numbering) for item in items),
        review=review_general,
    )
    referrals = tuple(_referral_parts(around, numbering, placings, reviewed, meeting))
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


@dataclass(frozen=True, slots=True)
class _Around:
    """What the parts need besides lines, read once for all of them. Titles are those kept apart."""

    outcomes: dict[str, str]
    figures: dict[str, Figures | None]
    helping: dict[UUID, list[str]]
    referrals: dict[UUID, Referral]
    titles: dict[UUID, str]


def _around(
    work: Work,
    meeting: Meeting,
    lines: list[_LineRow],
    placings: list[Placing],
    reviewed: list[tuple[UUID, PartReview]],
) -> _Around:
    folders = {row[0].folder_id for row in lines} | {one.referral_id for one in placings}
    folders |= {folder for folder, _ in reviewed}
    referrals = work.session.scalars(select(Referral).where(Referral.id.in_(folders))).all()
    restricted = [one.id for one in referrals if one.restricted]
    helping: dict[UUID, list[str]] = defaultdict(list)
    for action, agency in work.session.execute(
        select(ActionSupport.action_id, Agency.name)
        .join(Agency, Agency.id == ActionSupport.agency_id)
        .join(Line, Line.action_id == ActionSupport.action_id)
        .where(Line.meeting_id == meeting.id, ActionSupport.withdrawn_at.is_(None))
        .order_by(Agency.order_key)
    ):
        helping[action].append(agency)
    return _Around(
        outcomes=setting.outcomes(work),
        figures=figures_on_paper.for_papers(work, meeting.held_on),
        helping=helping,
        referrals={one.id: one for one in referrals},
        titles=kept_apart.titles(work, restricted),
    )


def _item_part(around: _Around, item: AgendaItem, numbering: _Numbering) -> PartItem:
    number = str(numbering.items.index(item) + 1)
    rows = numbering.of(item, item.series_id)
    wanted = item.kind == "theme" and item.theme is not None
    return PartItem(
        id=item.id,
        number=number,
        title=item.title,
        kind=item.kind,
        theme=item.theme or "",
        outcome=around.outcomes[item.theme] if item.theme else "",
        figures=around.figures[item.theme] if wanted and item.theme else None,
        lines=tuple(_part_lines(around, rows, number, 0)),
        referrals=tuple(numbering.folders(item)),
    )


def _part_lines(around: _Around, rows: Iterable[_LineRow], number: str, before: int) -> Iterable[PartLine]:
    for place, (line, decision, action, agency, officer) in enumerate(rows, before + 1):
        paragraph = f"{number}.{place}"
        if action is not None:
            yield _action_line(around, line, action, paragraph, agency or "", officer or "")
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
    around: _Around, line: Line, action: Action, paragraph: str, agency: str, officer: str
) -> PartLine:
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
        supporting=tuple(around.helping.get(action.id, ())),
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
    around: _Around,
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
            yield _referral_part(around, folder, item, number, numbering, rows, review, placing, meeting)
    for folder in dict.fromkeys(key for key, _ in reviewed if key not in done and key != meeting.of_series):
        item = next((one for one in numbering.items if one.kind == "review"), numbering.items[0])
        review = tuple(one for key, one in reviewed if key == folder)
        yield _referral_part(around, folder, item, "", numbering, [], review, None, meeting)


def _referral_part(
    around: _Around,
    folder: UUID,
    item: AgendaItem,
    number: str,
    numbering: _Numbering,
    rows: list[_LineRow],
    review: tuple[PartReview, ...],
    placing: Placing | None,
    meeting: Meeting,
) -> ReferralPart:
    referral = around.referrals[folder]
    before = 0 if referral.restricted else numbering.first(item, folder)
    stem = f"R{number}" if referral.restricted else number
    return ReferralPart(
        folder=folder,
        series=referral.series_id,
        restricted=referral.restricted,
        item=item.id,
        reference=written(REFERRAL, referral.number),
        title=around.titles.get(folder, "") if referral.restricted else referral.title,
        kind=referral.kind,
        nature=referral.nature,
        theme=referral.theme,
        marking=referral.marking,
        carried=_carried(referral, placing, meeting) or "",
        lines=tuple(_part_lines(around, rows, stem, before)),
        review=review,
    )


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
