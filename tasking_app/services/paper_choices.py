"""What can be chosen when a paper is made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.models.partnership import Agency, Series
from tasking_app.records.made import PaperChoices, PaperMeeting
from tasking_app.rules import access, days, refusal
from tasking_app.rules import meeting as stages
from tasking_app.rules.meeting import Stage
from tasking_app.services import may, paper_choice, paper_file, rights

MOST = 200
STAGE_WORDS = {
    Stage.PLANNED: "planned",
    Stage.AGENDA_ISSUED: "agenda issued",
    Stage.IN_PROGRESS: "under way",
    Stage.DRAFT_MINUTES: "draft",
    Stage.APPROVED: "approved",
    Stage.AGREED: "agreed",
}


def choices(work: Work) -> PaperChoices:
    """The latest meetings, the agencies, and the folder for papers."""
    rows = work.session.execute(
        select(Meeting.id, Meeting.held_on, Meeting.stage, Series.name)
        .join(Series, Series.id == Meeting.of_series)
        .where(
            Meeting.stage.not_in([stage.value for stage in stages.NOT_HELD]),
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc())
        .limit(MOST)
    ).all()
    restricted = _with_restricted(work)
    who = rights.viewer(work)
    several = len({row.name for row in rows}) > 1
    agencies = work.session.execute(
        select(Agency.id, Agency.short_name)
        .where(Agency.withdrawn_at.is_(None))
        .order_by(Agency.order_key, Agency.name)
    )
    return PaperChoices(
        meetings=tuple(
            PaperMeeting(
                id=row.id,
                words=_words(row.held_on, row.stage, row.name if several else ""),
                kinds=_kinds(Stage(row.stage), row.id in restricted),
            )
            for row in rows
        ),
        agencies=tuple((key, name) for key, name in agencies),
        usual=paper_choice.last_held(work),
        folder=str(paper_file.folder(work)),
        why="" if who is None or access.decides(who) else may.nothing(who) or refusal.PAPERS,
        only_of=who.agency if who is not None and access.may_propose(who) else None,
    )


def _words(day: date, stage: str, series: str) -> str:
    named = f", {series}" if series else ""
    return f"{days.short(day)} {day.year}{named}, {STAGE_WORDS[Stage(stage)]}"


def _kinds(stage: Stage, restricted: bool) -> tuple[str, ...]:
    started = stage not in stages.TO_COME
    found = ["minutes"] if started else []
    found += ["action-plan", "agency", "agenda"]
    return (*found, *(["annex"] if restricted and started else []), "action-log", "reliability", "history")


def _with_restricted(work: Work) -> set[UUID]:
    placed = select(Placing.meeting_id).where(Placing.restricted.is_(True), Placing.withdrawn_at.is_(None))
    said = select(Line.meeting_id).where(Line.restricted.is_(True), Line.withdrawn_at.is_(None))
    return set(work.session.scalars(placed.union(said)))
