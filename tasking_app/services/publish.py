"""Papers from the database to bytes and to a folder: noted before they leave, written whole or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.paper import NotePaper
from tasking_app.commands.referral import ReadNames
from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor, Work
from tasking_app.exports import action_log as log_export
from tasking_app.exports import action_plan as plan_export
from tasking_app.exports import agenda as agenda_export
from tasking_app.exports import annex as annex_export
from tasking_app.exports import history_book as book_export
from tasking_app.exports import minutes as minutes_export
from tasking_app.exports import reliability as reliability_export
from tasking_app.models.approval import Paper
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Series
from tasking_app.records.history_book import HistoryBook
from tasking_app.records.made import PAPER_NAMES, Made, Wanted
from tasking_app.records.papers import ActionLog, ActionPlan, Agenda, Annex, Head, Minutes
from tasking_app.records.reliability import ReliabilityPaper
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.rules.progress import Went, part, unwatched
from tasking_app.services import (
    history_book,
    leaving,
    names_on_paper,
    paper_agenda,
    paper_annex,
    paper_choice,
    paper_minutes,
    paper_plan,
    reliability,
)
from tasking_app.services.carry_out import do
from tasking_app.services.paper_file import place_for, write_whole


class _HasHead(Protocol):
    @property
    def head(self) -> Head:
        """What the paper says about itself."""


T = TypeVar("T")
P = TypeVar("P", bound=_HasHead)
PRINTED = "printed"
GATHERED = 0.35  # of a long paper, when its rows are read


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a paper is about, as rows."""

    wanted: Wanted
    meeting: Meeting | None
    agency: Agency | None
    went: Went = unwatched

    @property
    def held(self) -> Meeting:
        """The meeting, for papers that cannot be without one. Raises NotAllowed."""
        if self.meeting is None:
            raise NotAllowed("Choose the meeting this paper is about.")
        return self.meeting


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its name, the words of its file name, and how it comes to be."""

    name: str
    words: str
    suffix: str
    gather: Callable[[Work, _Rows], Any]
    render: Callable[..., bytes]
    for_agency: bool = False
    long: bool = False
    """Made with a word about how far it is, and a way to stop: its `render` takes that too."""


def kind(
    name: str,
    words: str,
    gather: Callable[[Work, _Rows], P],
    render: Callable[[P], bytes],
    *,
    suffix: str = ".pdf",
    for_agency: bool = False,
    long: bool = False,
) -> Kind:
    """One line of the table; what is gathered has to fit what is rendered."""
    return Kind(name, words, suffix, gather, render, for_agency, long)


def _agenda(work: Work, rows: _Rows) -> Agenda:
    return paper_agenda.agenda(work, rows.held, rows.wanted.at)


def _minutes(work: Work, rows: _Rows) -> Minutes:
    return paper_minutes.minutes(work, rows.held, rows.wanted.at)


def _annex(work: Work, rows: _Rows) -> Annex:
    return paper_annex.annex(work, rows.held, rows.wanted.at)


def _plan(work: Work, rows: _Rows) -> ActionPlan:
    wanted = rows.wanted
    return paper_plan.action_plan(
        work,
        rows.meeting,
        rows.agency,
        blank_column=wanted.blank_column,
        black_and_white=wanted.black_and_white,
        at=wanted.at,
    )


def _log(work: Work, rows: _Rows) -> ActionLog:
    return paper_plan.action_log(work, rows.meeting, rows.agency, rows.wanted.at)


def _reliability(work: Work, rows: _Rows) -> ReliabilityPaper:
    return reliability.paper(work, rows.agency, rows.wanted.at)


def _history(work: Work, rows: _Rows) -> HistoryBook:
    return history_book.history_book(work, rows.wanted.at, rows.went)


PAPERS = {
    "agenda": kind(PAPER_NAMES["agenda"], "agenda", _agenda, agenda_export.render),
    "minutes": kind(PAPER_NAMES["minutes"], "minutes", _minutes, minutes_export.render),
    "action-plan": kind(
        PAPER_NAMES["action-plan"], "action plan", _plan, plan_export.render, for_agency=True
    ),
    "annex": kind(PAPER_NAMES["annex"], "annex", _annex, annex_export.render),
    "action-log": kind(
        PAPER_NAMES["action-log"], "action log", _log, log_export.render, suffix=".xlsx", for_agency=True
    ),
    "reliability": kind(
        PAPER_NAMES["reliability"],
        "dates kept and moved",
        _reliability,
        reliability_export.render,
        for_agency=True,
    ),
    "history": kind(
        PAPER_NAMES["history"], "whole history", _history, book_export.render, suffix=".xlsx", long=True
    ),
}


NOT_SENT = "Not yet sent to the database"
"""What a paper says that was made on a computer while the shared database did not answer."""


def make(store: Store, actor: Actor, wanted: Wanted, went: Went = unwatched) -> Made:
    """The bytes of a paper and what will be noted about it. Nothing leaves yet.

    Reading restricted items for an annex is recorded before they are read. Raises Stopped when `went` does.
    """
    chosen = PAPERS[wanted.kind]
    if wanted.kind == "annex":
        _record_reading(store, actor, wanted)
    gathered = part(went, 0, GATHERED)
    paper, made = _reading(store)(actor, lambda work: _gather(work, chosen, wanted, gathered))
    data = chosen.render(paper, part(went, GATHERED, 1)) if chosen.long else chosen.render(paper)
    sha256 = hashlib.sha256(data).hexdigest()
    edition = made.edition or store.ask(actor, lambda work: _edition(work, wanted, sha256))
    return replace(made, data=data, sha256=sha256, pages=_pages(data), edition=edition)


def _gather(work: Work, chosen: Kind, wanted: Wanted, went: Went) -> tuple[Any, Made]:
    meeting = work.get(Meeting, wanted.meeting, "The meeting") if wanted.meeting else None
    agency = work.get(Agency, wanted.agency, "The agency") if wanted.agency else None
    if meeting is not None and wanted.kind in ("minutes", "annex") and meeting.approved_at is not None:
        work.reach("Approved minutes are")
    paper = names_on_paper.stand_ins(work).record(chosen.gather(work, _Rows(wanted, meeting, agency, went)))
    head: Head = paper.head
    if work.held is not None:
        head = replace(head, status=f"{head.status}. {NOT_SENT}")
        paper = replace(paper, head=head)
    made = Made(
        paper=new_id(),
        wanted=wanted,
        name=f"{chosen.name}, {agency.short_name}" if agency else chosen.name,
        file_name=_file_name(work, chosen, meeting, agency),
        marking=head.marking,
        as_at=head.as_at,
        status=head.status,
        edition=_edition_words(wanted.kind, meeting),
    )
    return paper, made


def _file_name(work: Work, chosen: Kind, meeting: Meeting | None, agency: Agency | None) -> str:
    day = meeting.held_on if meeting else work.today
    series = work.get(Series, meeting.of_series).name if meeting else "Tasking"
    whose = f", {agency.short_name}" if agency else ""
    # Some of these are not allowed in file names, on one system or another.
    words = re.sub(r'[\x00-\x1f<>:"/\\|?*]', " ", f"{series} {chosen.words}{whose}")
    return f"{day:%Y-%m-%d} {' '.join(words.split())}{chosen.suffix}"


def _edition_words(name: str, meeting: Meeting | None) -> str:
    """The version of a paper that follows from the meeting; empty where copies are counted instead."""
    if meeting is None or name not in ("agenda", "minutes", "annex"):
        return ""
    if name == "agenda":
        return f"Version {meeting.agenda_version}" if meeting.agenda_version else "Draft"
    stage = Stage(meeting.stage)
    if stage in (Stage.APPROVED, Stage.AGREED):
        return "Agreed" if stage is Stage.AGREED else "Approved"
    return f"Draft {max(meeting.draft, 1)}"


def _edition(work: Work, wanted: Wanted, sha256: str) -> str:
    """Plans and logs are counted: the same bytes keep their number."""
    rows = work.session.execute(
        select(Paper.sha256, Paper.edition)
        .where(
            Paper.kind == wanted.kind,
            Paper.meeting_id == wanted.meeting,
            Paper.of_agency == wanted.agency,
        )
        .order_by(Paper.made_at, Paper.id)
    ).all()
    same = next((row.edition for row in rows if row.sha256 == sha256), None)
    return same or str(len({row.sha256 for row in rows}) + 1)


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data)) if data.startswith(b"%PDF") else 0


def _reading(store: Store) -> Callable[[Actor, Callable[[Work], T]], T]:
    """A server writes down that names were looked at, even only to keep them off a paper."""
    return store.write if store.shared and not store.away else store.ask


def _record_reading(store: Store, actor: Actor, wanted: Wanted) -> None:
    folders = _reading(store)(
        actor, lambda work: paper_annex.folders(work, work.get(Meeting, wanted.meeting, "The meeting"))
    )
    for folder in folders:
        reading = ReadNames(reading=new_id(), referral=folder, what="annex", at=store.clock())
        do(store, actor, reading)


def note(store: Store, actor: Actor, made: Made, file_name: str = "") -> None:
    """Keep that a paper is about to leave, saved or printed. Doing it twice notes it once.

    A shared database writes down each time it leaves. Raises AppError when it could not: nothing may leave.
    """
    how = leaving.PRINT if file_name == PRINTED else leaving.EXPORT
    leaving.record(store, actor, how, made.wanted.kind, made.wanted.meeting)
    command = NotePaper(
        id=made.paper,
        paper=made.paper,
        meeting=made.wanted.meeting,
        kind=made.wanted.kind,
        agency=made.wanted.agency,
        edition=made.edition,
        marking=made.marking,
        file_name=file_name or made.file_name,
        pages=made.pages,
        sha256=made.sha256,
        as_at=made.as_at,
    )
    do(store, actor, command)


def note_print(store: Store, actor: Actor, made: Made) -> None:
    """Keep that a paper is about to go to the printer."""
    note(store, actor, made, PRINTED)


def save(store: Store, actor: Actor, made: Made, out: Path) -> Path:
    """Note the paper, then write it; `out` is a file, or a folder that gets the paper's own file name.

    Raises AppError in one sentence when it cannot be written; what was there before stays. Only an earlier
    paper is ever replaced.
    """
    path = place_for(out, made.file_name)
    note(store, actor, made, path.name)
    write_whole(path, made.data)
    return path


def export_to(
    store: Store,
    actor: Actor,
    kind: str,
    out: Path,
    meeting: str | None = None,
    agency: str | None = None,
    at: datetime | None = None,
) -> Made:
    """Make a paper and save it, as the command line asks: names and references instead of keys.

    `meeting` is a reference or "last" (the latest held). Raises AppError in one plain sentence.
    """
    if kind not in PAPERS:
        raise NotAllowed(f"There is no paper called “{kind}”. Choose one of {', '.join(PAPERS)}.")
    if agency and not PAPERS[kind].for_agency:
        raise NotAllowed("Only the action plan and the action log can be made for one agency.")
    moment = at if at is None or at.tzinfo is not None else at.replace(tzinfo=LONDON)

    def choose(work: Work) -> tuple[UUID | None, UUID | None]:
        return paper_choice.meeting(work, kind, meeting), paper_choice.agency(work, agency)

    chosen_meeting, chosen_agency = store.ask(actor, choose)
    made = make(store, actor, Wanted(kind=kind, meeting=chosen_meeting, agency=chosen_agency, at=moment))
    save(store, actor, made, out)
    return made
