"""A partnership as a template file, and a new one begun from it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.exports import template as template_export
from tasking_app.imports import template as template_import
from tasking_app.imports.template import NotATemplate
from tasking_app.models.folder import Folder
from tasking_app.models.partnership import Agency, Seat, Series
from tasking_app.models.settings import Objective, Setting, TemplateItem, ThemeKind, ThemeWords
from tasking_app.records.template import (
    AgencyShape,
    ItemShape,
    ObjectiveShape,
    SeatShape,
    SeriesShape,
    Template,
    ThemeShape,
)
from tasking_app.rules import order
from tasking_app.rules.theme import CODES
from tasking_app.services import leaving, setting
from tasking_app.services.paper_file import write_whole

LIMITS = ("due_soon", "agenda_out", "read_back")


def write_out(store: Store, actor: Actor, path: Path) -> None:
    """Write the partnership as a template, whole or not at all. Raises NotSaved."""
    leaving.record(store, actor, leaving.EXPORT, "template")
    write_whole(path, template_export.render(store.ask(actor, gather)))


def read(path: Path) -> Template:
    """The template in a file. Raises NotATemplate."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotATemplate(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return template_import.read(data)


def text_of(template: Template) -> str:
    """A template as text, as it would stand in a file."""
    return template_export.render(template).decode("utf-8")


def of_text(text: str) -> Template:
    """The template in a text. Raises NotATemplate."""
    return template_import.read(text.encode("utf-8"))


def gather(work: Work) -> Template:
    """The partnership without people, meetings and business."""
    known, outcomes = setting.values(work), setting.outcomes(work)
    agencies = work.session.scalars(
        select(Agency).where(Agency.withdrawn_at.is_(None)).order_by(Agency.order_key, Agency.name)
    ).all()
    places = {agency.id: number for number, agency in enumerate(agencies, 1)}
    series = work.session.scalars(
        select(Series).where(Series.withdrawn_at.is_(None)).order_by(Series.code)
    ).all()
    objectives = work.session.scalars(
        select(Objective).where(Objective.withdrawn_at.is_(None)).order_by(Objective.number)
    )
    return Template(
        name=known["partnership.name"],
        short_name=known["partnership.short_name"],
        area=known["area"],
        marking=known["marking"],
        statement=known["statement.text"],
        due_soon=int(known["limit.due_soon"]),
        agenda_out=int(known["limit.agenda_out"]),
        read_back=int(known["limit.read_back"]),
        agencies=tuple(
            AgencyShape(name=one.name, short_name=one.short_name, nicknames=one.nicknames) for one in agencies
        ),
        series=tuple(_series(work, one, places) for one in series),
        themes=tuple(
            ThemeShape(code=code, outcome=outcomes[code], kinds=_kinds(work, code)) for code in CODES
        ),
        objectives=tuple(ObjectiveShape(number=one.number, title=one.title) for one in objectives),
    )


def _kinds(work: Work, theme: str) -> tuple[str, ...]:
    wanted = select(ThemeKind.name).where(ThemeKind.theme == theme, ThemeKind.withdrawn_at.is_(None))
    return tuple(work.session.scalars(wanted.order_by(ThemeKind.order_key)))


def _series(work: Work, series: Series, places: dict[UUID, int]) -> SeriesShape:
    seats = work.session.scalars(
        select(Seat).where(
            Seat.of_series == series.id, Seat.withdrawn_at.is_(None), Seat.agency_id.in_(places)
        )
    )
    items = work.session.scalars(
        select(TemplateItem)
        .where(TemplateItem.of_series == series.id, TemplateItem.withdrawn_at.is_(None))
        .order_by(TemplateItem.order_key)
    )
    shapes = [SeatShape(agency=places[one.agency_id], required=one.required) for one in seats]
    return SeriesShape(
        code=series.code,
        name=series.name,
        rhythm=series.rhythm,
        place=series.place,
        starts=series.starts,
        minutes=series.minutes,
        quorum=series.quorum,
        seats=tuple(sorted(shapes, key=lambda one: one.agency)),
        agenda=tuple(
            ItemShape(kind=one.kind, title=one.title, minutes=one.minutes, theme=one.theme, fixed=one.fixed)
            for one in items
        ),
    )


# -- a new partnership from it


def lay_out(work: Work, template: Template, name: str) -> tuple[list[Agency], list[Series]]:
    """Settings, words, agencies and series of a new partnership with this name."""
    _lay_out_words(work, template, name)
    agencies = []
    for key, one in zip(order.spread(len(template.agencies)), template.agencies, strict=True):
        row = Agency(
            id=new_id(), order_key=key, name=one.name, short_name=one.short_name, nicknames=one.nicknames
        )
        work.add(row)
        agencies.append(row)
    work.session.flush()
    return agencies, [_lay_out_series(work, one, agencies) for one in template.series]


def _lay_out_words(work: Work, template: Template, name: str) -> None:
    given = {
        "partnership.name": name,
        "partnership.short_name": template.short_name,
        "statement.text": template.statement,
        "area": template.area,
        "marking": template.marking,
        **{f"limit.{limit}": str(getattr(template, limit)) for limit in LIMITS},
    }
    for key, text in given.items():
        work.add(Setting(id=new_id(), name=key, value=text))
    for theme in template.themes:
        work.add(ThemeWords(id=new_id(), code=theme.code, outcome=theme.outcome))
        for key, kind in zip(order.spread(len(theme.kinds)), theme.kinds, strict=True):
            work.add(ThemeKind(id=new_id(), theme=theme.code, name=kind, order_key=key))
    for one in template.objectives:
        work.add(Objective(id=new_id(), number=one.number, title=one.title))


def _lay_out_series(work: Work, shape: SeriesShape, agencies: list[Agency]) -> Series:
    row = Series(
        id=new_id(),
        code=shape.code,
        name=shape.name,
        rhythm=shape.rhythm,
        place=shape.place,
        starts=shape.starts,
        minutes=shape.minutes,
        quorum=shape.quorum,
    )
    work.add(row)
    work.session.add(Folder(id=row.id, series_id=row.id, restricted=False, made_at=work.now))
    work.session.flush()
    for seat in shape.seats:
        agency = agencies[seat.agency - 1].id
        work.add(Seat(id=new_id(), of_series=row.id, agency_id=agency, required=seat.required))
    for key, item in zip(order.spread(len(shape.agenda)), shape.agenda, strict=True):
        line = TemplateItem(
            id=new_id(),
            of_series=row.id,
            order_key=key,
            kind=item.kind,
            title=item.title,
            theme=item.theme,
            minutes=item.minutes,
            fixed=item.fixed,
        )
        work.add(line)
    return row
