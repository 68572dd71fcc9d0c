"""The partnership as data: started from a template, its agencies, officers, series and their seats."""

from __future__ import annotations

import tomllib
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import (
    AddAgency,
    AddObjective,
    AddOfficer,
    AddSeries,
    AddTemplateItem,
    AddThemeKind,
    SetChair,
    SetSeat,
    StartPartnership,
)
from tasking_app.database.work import Work
from tasking_app.models.folder import Folder
from tasking_app.models.partnership import Agency, Chair, Officer, Seat, Series
from tasking_app.models.settings import Objective, Setting, TemplateItem, ThemeKind, ThemeWords
from tasking_app.paths import resource
from tasking_app.rules import order
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Rhythm
from tasking_app.rules.theme import BY_CODE, THEMES
from tasking_app.services import deciding, template_file

ROLES = {"chair": "Chair", "co-ordinator": "Co-ordinator", "officer": "Officer", "analyst": "Analyst"}
PARTS = ("chair", "co-ordinator")
CLOSING = ("aob", "next")


def template(name: str) -> dict[str, Any]:
    """A partnership template that ships with the program. Raises NotAllowed for an unknown one."""
    path = resource("templates", f"{name}.toml")
    if not path.is_file():
        raise NotAllowed(f"There is no template called “{name}”.")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def start(work: Work, command: StartPartnership) -> None:
    """Begin from a template. Raises NotAllowed when there is a partnership already, or names are missing."""
    if work.session.scalar(select(Agency.id).limit(1)) is not None:
        raise NotAllowed("This file has a partnership already. Choose another file for a new one.")
    if not command.name.strip() or not command.officer_name.strip():
        raise NotAllowed("Type the partnership’s name and your own.")
    if command.given is not None:
        agencies, series = template_file.lay_out(work, command.given, command.name.strip())
    else:
        agencies, series = _shipped(work, command)
    _first_officer(work, command, agencies, series)


def _shipped(work: Work, command: StartPartnership) -> tuple[list[Agency], list[Series]]:
    """What a template that ships with the program begins with."""
    data = template(command.template)
    _settings(work, command, data)
    _words(work, data)
    series = [_series(work, one) for one in data["series"]]
    for one in series:
        _agenda(work, one, data["agenda"])
    return _agencies(work, data["agency"], series), series


def _settings(work: Work, command: StartPartnership, data: dict[str, Any]) -> None:
    given = {
        "partnership.name": command.name.strip(),
        "partnership.short_name": data["short_name"],
        "statement.text": data["statement"]["text"],
        "statement.version": data["statement"]["version"],
        "area": data["area"],
        "marking": data["marking"],
        "template": command.template,
    }
    for name, text in given.items():
        work.add(Setting(id=new_id(), name=name, value=text))


def _words(work: Work, data: dict[str, Any]) -> None:
    for theme in THEMES:
        words = data["themes"][theme.code]
        work.add(ThemeWords(id=new_id(), code=theme.code, outcome=words["outcome"]))
        for key, name in zip(order.spread(len(words["kinds"])), words["kinds"], strict=True):
            work.add(ThemeKind(id=new_id(), theme=theme.code, name=name, order_key=key))
    for number, title in data["objectives"].items():
        work.add(Objective(id=new_id(), number=number, title=title))


def _series(work: Work, data: dict[str, Any]) -> Series:
    row = Series(id=new_id(), **data)
    work.add(row)
    work.session.add(Folder(id=row.id, series_id=row.id, restricted=False, made_at=work.now))
    work.session.flush()
    return row


def _agenda(work: Work, series: Series, lines: list[dict[str, Any]]) -> None:
    for key, line in zip(order.spread(len(lines)), lines, strict=True):
        work.add(TemplateItem(id=new_id(), of_series=series.id, order_key=key, **line))


def _agencies(work: Work, lines: list[dict[str, Any]], series: list[Series]) -> list[Agency]:
    rows = []
    for key, line in zip(order.spread(len(lines)), lines, strict=True):
        required = line.pop("required", False)
        row = Agency(id=new_id(), order_key=key, **line)
        work.add(row)
        for one in series:
            must = required and one.code == "MAT"
            work.add(Seat(id=new_id(), of_series=one.id, agency_id=row.id, required=must))
        rows.append(row)
    return rows


def _first_officer(
    work: Work, command: StartPartnership, agencies: list[Agency], series: list[Series]
) -> None:
    wanted = command.agency_name.strip().casefold()
    agency = next(
        (one for one in agencies if wanted in (one.name.casefold(), one.short_name.casefold())), None
    )
    if agency is None:
        raise NotAllowed("Choose the agency you work for.")
    officer = Officer(
        id=command.officer,
        name=command.officer_name.strip(),
        agency_id=agency.id,
        job=command.officer_job.strip(),
        role="co-ordinator",
        may_decide=False,
    )
    work.add(officer)
    for one in series:
        work.add(Chair(id=new_id(), of_series=one.id, officer_id=officer.id, part="co-ordinator"))


def add_agency(work: Work, command: AddAgency) -> None:
    """A new agency. Raises NotAllowed for a name that is taken."""
    name, short = command.name.strip(), command.short_name.strip() or command.name.strip()
    if not name:
        raise NotAllowed("Type the agency’s name.")
    taken = {
        one.casefold()
        for one in work.session.scalars(select(Agency.name).where(Agency.withdrawn_at.is_(None)))
    }
    if name.casefold() in taken:
        raise NotAllowed(f"There is an agency called “{name}” already. Give this one another name.")
    last = work.session.scalar(select(Agency.order_key).order_by(Agency.order_key.desc()).limit(1))
    row = Agency(
        id=command.agency,
        name=name,
        short_name=short,
        nicknames=command.nicknames.strip(),
        order_key=order.between(last, None),
    )
    work.add(row)
    for series in command.seats:
        work.add(Seat(id=new_id(), of_series=series, agency_id=row.id))


def add_officer(work: Work, command: AddOfficer) -> None:
    """A new officer of an agency. Raises NotAllowed without a name."""
    if not command.name.strip():
        raise NotAllowed("Type the officer’s name.")
    if command.role not in ROLES:
        raise NotAllowed("Choose one of the roles.")
    work.get(Agency, command.agency, "That agency")
    row = Officer(
        id=command.officer,
        name=command.name.strip(),
        agency_id=command.agency,
        job=command.job.strip(),
        email=command.email.strip(),
        phone=command.phone.strip(),
        role=command.role,
        may_decide=command.may_decide,
    )
    work.add(row)


def add_series(work: Work, command: AddSeries) -> None:
    """A new series with the standing items and themes of the first one, and every agency seated.

    Raises NotAllowed for a bad code.
    """
    code = command.code.strip().upper()
    if not code.isalnum() or len(code) > 6:
        raise NotAllowed("A series needs a code of up to 6 letters, such as MAT.")
    if work.session.scalar(select(Series.id).where(Series.code == code)) is not None:
        raise NotAllowed(f"There is a series with the code {code} already. Choose another code.")
    row = Series(
        id=command.series,
        code=code,
        name=command.name.strip() or code,
        rhythm=Rhythm(command.rhythm).value,
        place=command.place,
        starts=command.starts,
        minutes=command.minutes,
        quorum=command.quorum,
        first_on=command.first_on,
    )
    work.add(row)
    work.session.add(Folder(id=row.id, series_id=row.id, restricted=False, made_at=work.now))
    work.session.flush()
    _agenda(work, row, template(_template_name(work))["agenda"])
    for agency in work.session.scalars(select(Agency.id).where(Agency.withdrawn_at.is_(None))).all():
        work.add(Seat(id=new_id(), of_series=row.id, agency_id=agency))


def _template_name(work: Work) -> str:
    return work.session.scalar(select(Setting.value).where(Setting.name == "template")) or "chesterfield"


def set_seat(work: Work, command: SetSeat) -> None:
    """Seat an agency, say whether it must be here, or take the seat away."""
    work.get(Series, command.series, "That series")
    work.get(Agency, command.agency, "That agency")
    row = work.session.scalar(
        select(Seat).where(Seat.of_series == command.series, Seat.agency_id == command.agency)
    )
    if row is None:
        if command.seated:
            seat = Seat(
                id=new_id(), of_series=command.series, agency_id=command.agency, required=command.required
            )
            work.add(seat)
        return
    if command.seated and row.withdrawn_at is not None:
        work.bring_back(row)
    if not command.seated and row.withdrawn_at is None:
        work.withdraw(row)
        return
    work.set(row, required=command.required)


def set_chair(work: Work, command: SetChair) -> None:
    """Make an officer chair or co-ordinator of a series, or no longer. Raises NotAllowed for who has left."""
    work.get(Series, command.series, "That series")
    officer = work.get(Officer, command.officer, "That officer")
    if command.part not in PARTS:
        raise NotAllowed("A series has chairs and co-ordinators: choose one of the two.")
    if command.wanted and (officer.left_on is not None or officer.withdrawn_at is not None):
        raise NotAllowed(f"{officer.name} does not work here any more. Choose somebody else.")
    row = work.session.scalar(
        select(Chair).where(
            Chair.of_series == command.series, Chair.officer_id == command.officer, Chair.part == command.part
        )
    )
    if row is None:
        if command.wanted:
            work.add(
                Chair(id=new_id(), of_series=command.series, officer_id=command.officer, part=command.part)
            )
    elif command.wanted and row.withdrawn_at is not None:
        work.bring_back(row)
    elif not command.wanted and row.withdrawn_at is None:
        with deciding.somebody_still(work, officer.id):
            work.withdraw(row)


def add_kind(work: Work, command: AddThemeKind) -> None:
    """A kind within a theme."""
    if command.theme not in BY_CODE or not command.name.strip():
        raise NotAllowed("Choose a theme and type the name of the kind.")
    last = work.session.scalar(
        select(ThemeKind.order_key)
        .where(ThemeKind.theme == command.theme)
        .order_by(ThemeKind.order_key.desc())
        .limit(1)
    )
    key = order.between(last, None)
    work.add(ThemeKind(id=command.kind, theme=command.theme, name=command.name.strip(), order_key=key))


def add_objective(work: Work, command: AddObjective) -> None:
    """A numbered objective. Raises NotAllowed for a number that is taken."""
    number = command.number.strip()
    if not number or not command.title.strip():
        raise NotAllowed("Type the number and a short title.")
    if work.session.scalar(select(Objective.id).where(Objective.number == number)) is not None:
        raise NotAllowed(f"There is an objective {number} already. Give this one another number.")
    work.add(Objective(id=command.objective, number=number, title=command.title.strip()))


def add_template_item(work: Work, command: AddTemplateItem) -> None:
    """A standing item, before any other business."""
    if not command.title.strip():
        raise NotAllowed("Say what the item is about.")
    lines = work.session.scalars(
        select(TemplateItem)
        .where(TemplateItem.of_series == command.series, TemplateItem.withdrawn_at.is_(None))
        .order_by(TemplateItem.order_key)
    ).all()
    place = next((n for n, line in enumerate(lines) if line.kind in CLOSING), len(lines))
    before = lines[place - 1].order_key if place else None
    after = lines[place].order_key if place < len(lines) else None
    row = TemplateItem(
        id=command.item,
        of_series=command.series,
        order_key=order.between(before, after),
        kind="other",
        title=command.title.strip(),
        minutes=command.minutes,
        fixed=False,
    )
    work.add(row)


def series_id(work: Work, code: str) -> UUID | None:
    """The key of a series by its code."""
    return work.session.scalar(select(Series.id).where(Series.code == code))
