"""Referrals: taken in, their points and people, who may see them, and how they end."""

from __future__ import annotations

from sqlalchemy import func, select

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import (
    AddPerson,
    AddPoint,
    AddReferral,
    EditRestrictedText,
    NewPerson,
    ReadNames,
    SetReferralStatus,
    ShareReferral,
)
from tasking_app.database.work import Work
from tasking_app.models.folder import Folder, Share
from tasking_app.models.partnership import Agency, Series
from tasking_app.models.referral import (
    NameReading,
    PersonIdentity,
    Referral,
    ReferralPerson,
    ReferralPoint,
)
from tasking_app.rules import order, people, references
from tasking_app.rules import referral as rule
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import filing, kept_apart, need_to_know
from tasking_app.services.filing import Filed
from tasking_app.services.restriction import set_readers_of


def add(work: Work, command: AddReferral) -> None:
    """Take a referral in. Raises NotAllowed for a title that holds the name of one of its people."""
    title = rule.check_title(command.title)
    _check_words(work, command, title)
    work.get(Series, command.series, "That series")
    work.get(Agency, command.lead_agency, "That agency")
    # A list comes before what it closes: a server lets nobody write into a folder they could not read.
    closed = command.restricted and not work.shared
    folder = Folder(id=command.referral, series_id=command.series, restricted=closed, made_at=work.now)
    work.session.add(folder)
    work.session.flush()
    filed: Filed = {
        "folder_id": command.referral,
        "series_id": command.series,
        "restricted": closed,
    }
    row = _row(work, command, title, filed)
    work.add(row)
    if command.restricted:
        words = {"title": title, "description": command.description, "points": "\n".join(command.points)}
        kept_apart.add_words(work, row, words)
        set_readers_of(work, row, command.readers)
        kept_apart.set_restricted(work, row.id, closed=True)
    else:
        for text in command.points:
            add_point(work, AddPoint(point=new_id(), referral=row.id, text=text))
    for person in command.people:
        _add_person(work, row, person)


def _check_words(work: Work, command: AddReferral, title: str) -> None:
    if command.theme not in BY_CODE:
        raise NotAllowed("Choose one of the five themes.")
    if command.kind not in rule.KINDS:
        raise NotAllowed("Choose what it is about: victim, person, place or issue.")
    if len(command.points) > rule.MOST_POINTS:
        raise NotAllowed("The room can take 7 points at most.")
    if people.found_names(title, [person.name for person in command.people]) or kept_apart.known_in(
        work, title
    ):
        raise NotAllowed("These words hold a person’s name. Use the stand-in instead.")


def _row(work: Work, command: AddReferral, title: str, filed: Filed) -> Referral:
    return Referral(
        id=command.referral,
        number=work.next_number(references.REFERRAL, command.referral),
        kind=command.kind,
        theme=command.theme,
        theme_kind=command.theme_kind,
        title="" if command.restricted else title,
        description="" if command.restricted else command.description,
        source=command.source,
        area=command.area,
        started_on=command.started_on,
        lead_agency_id=command.lead_agency,
        case_officer_id=command.case_officer,
        nature=command.nature,
        risk=command.risk,
        reason_added=command.reason_added,
        next_review=command.next_review,
        **filed,
    )


def add_point(work: Work, command: AddPoint) -> None:
    """A point for the room. Raises NotAllowed for the eighth."""
    referral = work.get(Referral, command.referral, "The referral")
    if not command.text.strip():
        raise NotAllowed("An empty point is not kept. Type it, or leave it out.")
    there = work.session.execute(
        select(func.count(), func.max(ReferralPoint.order_key)).where(
            ReferralPoint.referral_id == referral.id, ReferralPoint.withdrawn_at.is_(None)
        )
    ).one()
    if there[0] >= rule.MOST_POINTS:
        raise NotAllowed("The room can take 7 points at most. Take one away first.")
    if referral.restricted:
        raise NotAllowed("The points of a restricted referral are kept apart. Change them there.")
    row = ReferralPoint(
        id=command.point,
        referral_id=referral.id,
        order_key=order.between(there[1], None),
        text=command.text.strip(),
        **filing.like(referral),
    )
    work.add(row)


def add_person(work: Work, command: AddPerson) -> None:
    """Another person, kept apart under the next stand-in."""
    _add_person(work, work.get(Referral, command.referral, "The referral"), command.person)


def _add_person(work: Work, referral: Referral, person: NewPerson) -> None:
    if not person.name.strip():
        raise NotAllowed("Type the name once; it is kept apart and shown as a stand-in.")
    taken = work.session.scalars(
        select(ReferralPerson.label).where(ReferralPerson.referral_id == referral.id)
    )
    row = ReferralPerson(
        id=person.person,
        referral_id=referral.id,
        label=people.stand_in(taken),
        role=person.role,
        under_18=people.is_under_18(person.age, person.born_on, work.today),
        **filing.like(referral),
    )
    work.add(row)
    identity = PersonIdentity(
        id=person.identity,
        person_id=row.id,
        name=person.name.strip(),
        age=person.age,
        born_on=person.born_on,
        address=person.address,
        **filing.like(referral),
    )
    kept_apart.add_identity(work, identity)


def read_names(work: Work, command: ReadNames) -> None:
    """Record the reading; what shows the words or names comes after. Raises NotAllowed: not on its list."""
    referral = work.get(Referral, command.referral, "The referral")
    if referral.restricted:
        need_to_know.check_may_read(work, referral.id)
    if work.shared:
        kept_apart.note_reading(work, referral.id, command.what)
        return
    row = NameReading(
        id=command.reading,
        referral_id=referral.id,
        what=command.what,
        read_by=work.actor.officer,
        read_at=command.at,
        **filing.like(referral),
    )
    work.add(row)


def share(work: Work, command: ShareReferral) -> None:
    """Share with an agency; recorded. Raises NotAllowed for a restricted referral."""
    referral = work.get(Referral, command.referral, "The referral")
    if referral.restricted:
        raise NotAllowed(
            "A restricted referral is shared with people, not agencies: put an officer on its list."
        )
    work.get(Agency, command.agency, "That agency")
    work.add(Share(id=command.share, folder_id=referral.id, agency_id=command.agency, reason=command.reason))


def set_status(work: Work, command: SetReferralStatus) -> None:
    """Accept, decline, monitor, close, re-open; the reasons are kept. Raises NotAllowed."""
    referral = work.get(Referral, command.referral, "The referral")
    rule.check_step(
        command.seen,
        command.status,
        command.reason,
        victim_told=command.victim_told,
        victim_not_told=command.victim_not_told,
    )
    work.change(referral, {"status": command.seen}, {"status": command.status})
    if command.status in ("closed", "declined"):
        work.set(
            referral,
            reason_closed=command.reason.strip(),
            closed_at=work.now,
            victim_told=command.victim_told.strip(),
            victim_told_on=command.victim_told_on,
            victim_not_told=command.victim_not_told.strip(),
        )
    elif command.reason.strip():
        work.set(referral, reason_added=command.reason.strip(), closed_at=None)


def edit_restricted(work: Work, command: EditRestrictedText) -> None:
    """Change the words of a restricted referral where they are kept apart."""
    work.get(Referral, command.referral, "The referral")
    if command.field not in ("title", "description", "points"):
        raise NotAllowed("Only its title, description and points are kept apart. Use Edit for the rest.")
    wanted = rule.check_title(command.wanted) if command.field == "title" else command.wanted
    if command.field == "points" and len(wanted.splitlines()) > rule.MOST_POINTS:
        raise NotAllowed("The room can take 7 points at most.")
    kept_apart.change_words(work, command.referral, {command.field: command.seen}, {command.field: wanted})
