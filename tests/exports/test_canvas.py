"""The tagging canvas is strict: words nobody tagged never leave the program."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from tasking_app.exports import fonts
from tasking_app.exports.tagged.canvas import TaggedCanvas, UntaggedText
from tasking_app.exports.tagged.metadata import Facts
from tasking_app.exports.tagged.structure import Promise
from tests.exports.structure import check

FACTS = Facts(
    title="Title",
    author="Partnership",
    subject="Marking",
    as_at=datetime(2026, 11, 19, 11, 52, tzinfo=UTC),
    colour_profile=b"profile",
)


@pytest.fixture
def target() -> BytesIO:
    return BytesIO()


@pytest.fixture
def canvas(target: BytesIO) -> TaggedCanvas:
    fonts.register()
    canvas = TaggedCanvas(target, facts=FACTS, initialFontName=fonts.BODY)
    canvas.setFont(fonts.BODY, 12)
    return canvas


def test_words_outside_any_mark_are_refused(canvas: TaggedCanvas) -> None:
    with pytest.raises(UntaggedText):
        canvas.drawString(10, 10, "nobody will hear this")


def test_painting_outside_any_mark_is_decoration(canvas: TaggedCanvas, target: BytesIO) -> None:
    canvas.rect(10, 10, 20, 20, fill=1)
    with canvas.tag(Promise("H1")):
        canvas.drawString(10, 50, "Heading")
    canvas.save()
    assert check(target.getvalue()) == []


def test_inside_decoration_everything_is_decoration(canvas: TaggedCanvas, target: BytesIO) -> None:
    with canvas.artifact("Pagination", "Header"), canvas.tag(Promise("P")):
        canvas.drawString(10, 50, "Page 1")
    with canvas.tag(Promise("H1")):
        canvas.drawString(10, 20, "Heading")
    canvas.save()
    assert check(target.getvalue()) == []
    with pikepdf.open(target) as pdf:
        assert pdf.Root.StructTreeRoot.K.K.S == pikepdf.Name.H1


def test_marks_do_not_nest(canvas: TaggedCanvas) -> None:
    with canvas.tag(Promise("P")):
        with pytest.raises(RuntimeError):
            canvas.tag(Promise("P"))
        with pytest.raises(RuntimeError):
            canvas.artifact()


def test_a_promise_is_kept_once_over_pages(canvas: TaggedCanvas, target: BytesIO) -> None:
    promise = Promise("H1")
    for number in range(3):
        canvas.setFont(fonts.BODY, 12)
        with canvas.tag(promise):
            canvas.drawString(10, 50, f"Part {number}")
        canvas.showPage()
    canvas.save()
    assert check(target.getvalue()) == []
    with pikepdf.open(target) as pdf:
        heading = pdf.Root.StructTreeRoot.K.K
        assert len(heading.K) == 3
