"""The annex: restricted referrals of a meeting in full, for those on the list of every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.records import papers
from tasking_app.records.minutes import ReferralPart
from tasking_app.rules import marking
from tasking_app.rules import need_to_know as rule
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import need_to_know, paper_minutes
from tasking_app.services.paper_minutes import Source


def annex(work: Work, meeting: Meeting, at: datetime | None = None) -> papers.Annex:
    """The annex as a paper. Raises NotAllowed for an officer who is on none of the lists."""
    found = paper_minutes.source(work, meeting, at)
    lists = {part.folder: need_to_know.readers(work, part.folder) for part in found.restricted}
    me = work.actor.officer
    mine = tuple(part for part in found.restricted if rule.may_read(me, on_list=me in lists[part.folder]))
    if found.restricted and not mine:
        raise NotAllowed("You are not on the list of any restricted item of this meeting.")
    head = paper_minutes.head(found)
    top = marking.highest((part.marking for part in mine), head.marking)
    return papers.Annex(
        head=replace(head, marking=top),
        items=tuple(_item(found, folder, mine) for folder in dict.fromkeys(part.folder for part in mine)),
        readers=_readers([lists[part.folder] for part in mine]),
    )


def folders(work: Work, meeting: Meeting) -> tuple[UUID, ...]:
    """The restricted referrals of a meeting that show here, so that reading them can be recorded first."""
    found, mine = paper_minutes.source(work, meeting), need_to_know.lists(work)
    folders_ = dict.fromkeys(part.folder for part in found.restricted)
    return tuple(one for one in folders_ if rule.may_read(work.actor.officer, on_list=one in mine))


def _readers(lists: list[dict[UUID, str]]) -> str:
    """Those who are on every list, since whoever holds the annex reads all of it."""
    if not lists:
        return ""
    everywhere = set.intersection(*(set(names) for names in lists))
    names = [name for key, name in lists[0].items() if key in everywhere]
    return ", ".join(names) or "Nobody is on the list of every item: hand out each item by itself"


def _item(found: Source, folder: UUID, mine: tuple[ReferralPart, ...]) -> papers.AnnexItem:
    parts = [part for part in mine if part.folder == folder]
    lines = [line for part in parts for line in paper_minutes.lines(part.lines)]
    lines += [
        papers.NoteLine(text=f"{one.reference}, {one.agency}: {one.text} {one.status}. {one.heard}".strip())
        for part in parts
        for one in part.review
    ]
    lines += [
        papers.NoteLine(text=f"Correction agreed later: {paper_minutes.correction_words(one)}")
        for one in found.corrections
        if one.folder == folder
    ]
    if parts[0].carried:
        lines.append(papers.NoteLine(text=f"{parts[0].carried}."))
    return papers.AnnexItem(
        number=found.gate.numbers[folder],
        referral=replace(paper_minutes.referral(parts[0]), lines=tuple(lines)),
        theme=parts[0].theme,
    )
