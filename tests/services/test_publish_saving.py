"""Papers named as the command line names them, noted before they leave, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.approval import Paper
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.services import publish
from tests.partnership import Partnership
from tests.services.paper_story import closed, paper
from tests.ui.story import Story


@pytest.fixture
def story(store: Store) -> Story:
    """October approved, November closed, with one restricted referral in it."""
    return closed(store)


def test_the_command_line_names_meetings_and_agencies(story: Story, tmp_path: Path) -> None:
    p = story.p
    made = publish.export_to(p.store, Actor(), "minutes", tmp_path, "last")
    assert (tmp_path / "2026-11-19 Tasking minutes.pdf").read_bytes() == made.data
    out = tmp_path / "deeper" / "plan.pdf"
    publish.export_to(p.store, Actor(), "action-plan", out, "mat-2026-10-15", "police")
    assert out.read_bytes().startswith(b"%PDF")
    noted = {(one.kind, one.file_name): one for one in p.rows(Paper)}
    assert noted["minutes", "2026-11-19 Tasking minutes.pdf"].sha256 == made.sha256
    assert noted["action-plan", "plan.pdf"].of_agency == p.agencies["Police"]


@pytest.mark.parametrize(
    ("kind", "meeting", "agency", "sentence"),
    [
        ("minutes", "MAT-1999-01-01", None, "There is no meeting “MAT-1999-01-01”."),
        ("minutes", "last", "Police", "Only the action plan and the action log can be made for one agency."),
        ("action-plan", "last", "Pol of nowhere", "No agency is called “Pol of nowhere”."),
        ("poster", "last", None, "There is no paper called “poster”."),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(
    story: Story, tmp_path: Path, kind: str, meeting: str, agency: str | None, sentence: str
) -> None:
    with pytest.raises(AppError) as told:
        publish.export_to(story.p.store, Actor(), kind, tmp_path, meeting, agency)
    assert str(told.value).startswith(sentence)


def test_before_the_first_meeting_there_is_no_last_one(partnership: Partnership, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="No meeting was held yet"):
        publish.export_to(partnership.store, Actor(), "minutes", tmp_path, "last")


def test_a_paper_is_noted_before_it_is_written_and_noted_once(story: Story, tmp_path: Path) -> None:
    p = story.p
    made = paper(p, "minutes", story.meeting)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    with pytest.raises(AppError, match="in its way"):
        publish.save(p.store, p.actor, made, in_the_way / "minutes.pdf")
    assert [one.sha256 for one in p.rows(Paper)] == [made.sha256]
    publish.save(p.store, p.actor, made, tmp_path / "minutes.pdf")
    assert len(p.rows(Paper)) == 1


@pytest.mark.parametrize(
    ("name", "there", "sentence"),
    [
        ("d.db", b"SQLite format 3\x00", "the name of this paper has to end in .pdf"),
        ("minutes", None, "the name of this paper has to end in .pdf"),
        ("minutes.xlsx", None, "the name of this paper has to end in .pdf"),
        ("letter.pdf", b"Dear council", "is no paper, and was left as it was"),
        ("book.pdf", b"PK\x03\x04 a workbook", "is no paper, and was left as it was"),
    ],
)
def test_only_a_paper_is_ever_replaced(
    story: Story, tmp_path: Path, name: str, there: bytes | None, sentence: str
) -> None:
    p = story.p
    made = paper(p, "minutes", story.meeting)
    path = tmp_path / name
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(NotAllowed, match=sentence):
        publish.save(p.store, p.actor, made, path)
    assert (path.read_bytes() if path.exists() else None) == there
    assert p.rows(Paper) == [], "what was refused is not noted as having left"


@pytest.mark.parametrize("store", ["plain", "encrypted"], indirect=True)  # a database that is a file
def test_the_database_under_the_name_of_a_paper(story: Story, tmp_path: Path) -> None:
    """The folder chosen in the window holds a link to the database, named as the paper would be."""
    p = story.p
    made = paper(p, "minutes", story.meeting)
    (tmp_path / made.file_name).symlink_to(p.store.where)
    with pytest.raises(NotAllowed, match="is no paper"):
        publish.save(p.store, p.actor, made, tmp_path)
    assert (tmp_path / made.file_name).is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="devices have no place among files on Windows")
def test_a_device_is_not_written_to(story: Story, tmp_path: Path) -> None:
    made = paper(story.p, "minutes", story.meeting)
    path = tmp_path / "pipe.pdf"
    os.mkfifo(path)
    with pytest.raises(NotAllowed, match="is a device, not a file"):
        publish.save(story.p.store, story.p.actor, made, path)
    assert path.is_fifo()


def test_an_earlier_paper_and_an_empty_file_are_replaced(story: Story, tmp_path: Path) -> None:
    made = paper(story.p, "minutes", story.meeting)
    for name, there in (("a.pdf", b""), ("b.PDF", b"%PDF-1.4 earlier")):
        (tmp_path / name).write_bytes(there)
        publish.save(story.p.store, story.p.actor, made, tmp_path / name)
        assert (tmp_path / name).read_bytes() == made.data


def test_a_full_disk_leaves_what_was_there(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = paper(story.p, "minutes", story.meeting)
    path = tmp_path / "minutes.pdf"
    path.write_bytes(b"%PDF- the last version")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError, match="the disk is full"):
        publish.save(story.p.store, story.p.actor, made, path)
    assert path.read_bytes() == b"%PDF- the last version"
    assert [one.name for one in tmp_path.glob("*.part")] == []
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".tasking")] == []


def test_a_pdf_that_is_open_elsewhere(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = paper(story.p, "minutes", story.meeting)
    path = tmp_path / "minutes.pdf"
    path.write_bytes(b"%PDF- the last version")

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(AppError, match="It may be open in another program"):
        publish.save(story.p.store, story.p.actor, made, path)
    assert path.read_bytes() == b"%PDF- the last version"


def test_copies_of_a_plan_are_counted_and_the_same_copy_keeps_its_number(
    story: Story, tmp_path: Path
) -> None:
    p = story.p
    first = publish.export_to(p.store, p.actor, "action-plan", tmp_path, "last")
    again = publish.export_to(p.store, p.actor, "action-plan", tmp_path, "last")
    p.act("Check the lights", due=date(2026, 12, 1))
    third = publish.export_to(p.store, p.actor, "action-plan", tmp_path, "last")
    assert (first.edition, again.edition, third.edition) == ("1", "1", "2")
