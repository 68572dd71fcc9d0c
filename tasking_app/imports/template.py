"""A partnership template read from a file: one sentence for each thing that can be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from tasking_app.records.template import FORMAT, ItemShape, SeriesShape, Template
from tasking_app.rules.errors import AppError
from tasking_app.rules.marking import MARKINGS
from tasking_app.rules.meeting import Rhythm
from tasking_app.rules.theme import CODES

KINDS = ("welcome", "confidentiality", "minutes", "review", "figures", "theme", "aob", "next", "other")
LIMITS = {"due_soon": (1, 90), "agenda_out": (0, 20), "read_back": (0, 1)}
_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


class NotATemplate(AppError):
    """The file is no template a partnership can begin from; the text says why."""


class _Head(msgspec.Struct):
    tasking: str
    format: int
    template: msgspec.Raw


def read(data: bytes) -> Template:
    """The template in a document. Raises NotATemplate with the first thing that is wrong."""
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotATemplate("This file is not a template that Tasking wrote, or it was cut off.") from error
    if head.tasking != "template":
        raise NotATemplate("This file is not a template that Tasking wrote.")
    if head.format > FORMAT:
        raise NotATemplate(
            "This template was written by a newer version of Tasking. Update the program, then read it again."
        )
    try:
        template = msgspec.json.decode(bytes(head.template), type=Template)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotATemplate(f"This template cannot be read: {error}.") from error
    for sentence in _wrong(template):
        raise NotATemplate(sentence)
    return template


def _wrong(template: Template) -> Iterator[str]:
    """What stands against beginning from it, one sentence each."""
    if not template.name.strip() or not template.short_name.strip():
        yield "The partnership of this template has no name or no short name."
    yield from _wrong_settings(template)
    if not template.agencies or not template.series:
        yield "A partnership needs at least one agency and one series of meetings. This template has none."
    if any(not one.name.strip() or not one.short_name.strip() for one in template.agencies):
        yield "An agency in this template has no name or no short name."
    if [one.code for one in template.themes] != list(CODES):
        yield f"A template has the five themes in this order: {', '.join(CODES)}. This one has others."
    yield from _twice("objective", (one.number for one in template.objectives))
    yield from _twice("series", (one.code for one in template.series))
    for series in template.series:
        yield from _wrong_series(series, len(template.agencies))


def _wrong_settings(template: Template) -> Iterator[str]:
    if template.marking not in MARKINGS:
        yield f"“{template.marking}” in this template is no marking. Use one of: {', '.join(MARKINGS)}."
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(template, name) <= most:
            yield f"“{name}” in this template has to be from {least} to {most}."


def _twice(what: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if not key.strip() or key in seen:
            yield f"Two in this template are {what} “{key}”, or one has no number or code."
        seen.add(key)


def _wrong_series(series: SeriesShape, agencies: int) -> Iterator[str]:
    if not series.code.isalnum() or len(series.code) > 6:
        yield f"“{series.code}” in this template is no code of a series: up to 6 letters, such as MAT."
    if series.rhythm not in list(Rhythm):
        yield f"Series {series.code} in this template meets “{series.rhythm}”, which is not known."
    if not _TIME.match(series.starts):
        yield f"Series {series.code} in this template starts at “{series.starts}”. Write it as 10:00."
    if not 5 <= series.minutes <= 600 or not 0 <= series.quorum <= 60:
        yield f"Series {series.code} in this template needs 5 to 600 minutes and a quorum from 0 to 60."
    places = [seat.agency for seat in series.seats]
    if len(set(places)) != len(places) or any(not 1 <= place <= agencies for place in places):
        yield f"Series {series.code} in this template seats an agency twice, or one that is not in its list."
    for item in series.agenda:
        yield from _wrong_item(series.code, item)


def _wrong_item(code: str, item: ItemShape) -> Iterator[str]:
    if item.kind not in KINDS or (item.theme is not None and item.theme not in CODES):
        yield f"“{item.title}” on the agenda of {code} in this template is of a kind that is not known."
    if (item.kind == "theme") != (item.theme is not None):
        yield f"“{item.title}” on the agenda of {code} in this template needs a theme, or must have none."
    if not item.title.strip() or not 0 <= item.minutes <= 240:
        yield f"An item on the agenda of {code} in this template needs a title and up to 240 minutes."
