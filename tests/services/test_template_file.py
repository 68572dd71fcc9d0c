"""A partnership as a template file: out and in again the same, and a clear sentence for what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.partnership import (
    AddAgency,
    AddObjective,
    AddTemplateItem,
    AddThemeKind,
    SetSeat,
    SetSetting,
    StartPartnership,
)
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.exports import template as template_export
from tasking_app.imports import template as template_import
from tasking_app.imports.template import KINDS, NotATemplate
from tasking_app.models.meeting import AgendaItem
from tasking_app.models.partnership import Officer, Series
from tasking_app.models.settings import Objective
from tasking_app.records.template import (
    AgencyShape,
    ItemShape,
    ObjectiveShape,
    SeatShape,
    SeriesShape,
    Template,
    ThemeShape,
)
from tasking_app.rules.marking import MARKINGS
from tasking_app.rules.meeting import Rhythm
from tasking_app.rules.theme import CODES
from tasking_app.services import template_file
from tasking_app.services.carry_out import do
from tests.conftest import KEY, NOW
from tests.partnership import Partnership

NAME = "Žofia’s Łąka & 李 Partnership"
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
numbers = st.integers(1, 60)


def _item(kind: str, title: str, minutes: int, theme: str) -> ItemShape:
    return ItemShape(kind=kind, title=title, minutes=minutes, theme=theme if kind == "theme" else None)


def _seats(places: set[int]) -> tuple[SeatShape, ...]:
    return tuple(SeatShape(agency=one, required=one == 1) for one in sorted(places))


def _series(code: str, agencies: int) -> st.SearchStrategy[SeriesShape]:
    places = st.sets(st.integers(1, agencies), max_size=agencies)
    return st.builds(
        SeriesShape,
        code=st.just(code),
        name=words,
        rhythm=st.sampled_from([one.value for one in Rhythm]),
        place=words,
        starts=st.sampled_from(["09:30", "10:00", "23:59"]),
        minutes=st.integers(5, 600),
        quorum=st.integers(0, 60),
        seats=places.map(
            lambda found: tuple(SeatShape(agency=one, required=one == 1) for one in sorted(found))
        ),
        agenda=st.lists(
            st.builds(_item, st.sampled_from(KINDS), words, st.integers(0, 240), st.sampled_from(CODES)),
            max_size=4,
        ).map(tuple),
    )


@st.composite
def templates(draw: st.DrawFn) -> Template:
    """Any partnership there can be."""
    agency = st.builds(AgencyShape, name=words, short_name=words, nicknames=words)
    agencies = draw(st.lists(agency, min_size=1, max_size=4))
    codes = draw(st.sets(st.sampled_from(["MAT", "APR", "CC", "YTH"]), min_size=1))
    objectives = draw(st.sets(st.sampled_from(["1.1", "1.2", "2.1", "10"])))
    return Template(
        name=draw(words),
        short_name=draw(words),
        area=draw(words),
        marking=draw(st.sampled_from(MARKINGS)),
        statement=draw(words),
        due_soon=draw(numbers),
        agenda_out=draw(st.integers(0, 20)),
        read_back=draw(st.integers(0, 1)),
        agencies=tuple(agencies),
        series=tuple(draw(_series(code, len(agencies))) for code in sorted(codes)),
        themes=tuple(
            ThemeShape(code=code, outcome=draw(words), kinds=tuple(draw(st.lists(words, max_size=3))))
            for code in CODES
        ),
        objectives=tuple(ObjectiveShape(number=one, title=draw(words)) for one in sorted(objectives)),
    )


def _begun(empty: Path, folder: Path, template: Template, key: bytes | None = None) -> Store:
    path = folder / f"{new_id()}.db"
    path.write_bytes(empty.read_bytes())
    store = open_store(path, key)
    store.clock = lambda: NOW
    command = StartPartnership(
        template="",
        name=template.name,
        officer=new_id(),
        officer_name="Jo Fenwick",
        agency_name=template.agencies[0].name,
        given=template,
    )
    do(store, Actor(), command)
    return store


@settings(max_examples=60, deadline=None)
@given(template=templates())
def test_the_document_comes_back_the_same(template: Template) -> None:
    assert template_import.read(template_export.render(template)) == template


def test_a_changed_partnership_goes_out_and_in_again_the_same(
    partnership: Partnership, empty_files: dict[str, Path], tmp_path: Path
) -> None:
    p = partnership
    p.do(SetSetting(name="limit.due_soon", seen="14", wanted="21"))
    p.do(AddAgency(agency=new_id(), name=NAME, short_name="李", seats=(p.series["CC"],)))
    p.do(SetSeat(series=p.series["MAT"], agency=p.agencies["Housing"], seated=False))
    p.do(AddThemeKind(kind=new_id(), theme="asb", name="Noise"))
    p.do(AddObjective(objective=new_id(), number="9.9", title="One more"))
    p.do(Withdraw(kind="objective", row=p.rows(Objective, number="1.1")[0].id))
    p.do(AddTemplateItem(item=new_id(), series=p.series["CC"], title="The case", minutes=30))
    series = p.series["APR"]
    p.do(Edit(kind="series", row=series, changes=(Change("place", "Town Hall", "Library"),)))
    p.plan()
    out = tmp_path / "template.json"
    template_file.write_out(p.store, p.actor, out)
    assert "Helen" not in out.read_text(encoding="utf-8")
    first = template_file.read(out)
    assert first == p.store.ask(p.actor, template_file.gather)
    assert [one.number for one in first.objectives][-1] == "9.9"
    assert "1.1" not in [one.number for one in first.objectives]
    for kind, key in (("plain", None), ("encrypted", KEY)):
        store = _begun(empty_files[kind], tmp_path, first, key)
        assert store.ask(Actor(), template_file.gather) == first
        store.close()


def test_a_meeting_is_planned_in_a_partnership_begun_from_a_file(
    partnership: Partnership, empty_files: dict[str, Path], tmp_path: Path
) -> None:
    template = partnership.store.ask(partnership.actor, template_file.gather)
    store = _begun(empty_files["plain"], tmp_path, template)
    again = Partnership(store, Actor(), {}, {})
    again.series.update({one.code: one.id for one in again.rows(Series)})
    meeting = again.plan()
    assert len(again.rows(AgendaItem, meeting_id=meeting)) == len(
        next(one for one in template.series if one.code == "MAT").agenda
    )
    assert [one.name for one in again.rows(Officer)] == ["Jo Fenwick"]
    store.close()


def _cut(document: dict[str, Any]) -> None:
    del document["template"]["series"]


def _set(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        at: Any = document
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_set("tasking", value="history"), "not a template"),
        (_set("format", value=2), "newer version"),
        (_cut, "cannot be read: Object missing required field `series`"),
        (_set("template", "name", value=" "), "no name"),
        (_set("template", "marking", value="SECRET"), "“SECRET” in this template is no marking"),
        (_set("template", "due_soon", value=0), "from 1 to 90"),
        (_set("template", "agencies", value=[]), "at least one agency"),
        (_set("template", "agencies", 0, "short_name", value=""), "An agency in this template has no name"),
        (_set("template", "themes", value=[]), "the five themes"),
        (_set("template", "objectives", 0, "number", value="1.2"), "objective “1.2”"),
        (_set("template", "series", 0, "code", value="MAT"), "series “MAT”"),
        (_set("template", "series", 0, "code", value="TOO LONG"), "is no code of a series"),
        (_set("template", "series", 0, "rhythm", value="daily"), "meets “daily”"),
        (_set("template", "series", 0, "starts", value="25:00"), "starts at “25:00”"),
        (_set("template", "series", 0, "minutes", value=1), "needs 5 to 600 minutes"),
        (_set("template", "series", 0, "seats", 0, "agency", value=99), "not in its list"),
        (_set("template", "series", 0, "agenda", 0, "kind", value="dance"), "kind that is not known"),
        (_set("template", "series", 0, "agenda", 0, "theme", value="asb"), "must have none"),
        (_set("template", "series", 0, "agenda", 0, "title", value=""), "needs a title"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    partnership: Partnership, tmp_path: Path, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    out = tmp_path / "template.json"
    template_file.write_out(partnership.store, partnership.actor, out)
    document = json.loads(out.read_bytes())
    change(document)
    out.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(NotATemplate) as caught:
        template_file.read(out)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"{}", b"[", b"\xff\xfe", b"name = 1"])
def test_another_file_is_no_template(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "holiday.json"
    file.write_bytes(data)
    with pytest.raises(NotATemplate, match="not a template"):
        template_file.read(file)
    with pytest.raises(NotATemplate, match="cannot be read"):
        template_file.read(tmp_path / "gone.json")
