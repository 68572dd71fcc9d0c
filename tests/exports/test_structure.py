"""Every paper is soundly tagged, also an empty one and one full of what people paste."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest

from tests.exports.papers import EMPTY, HARD, ORDINARY, Job
from tests.exports.structure import Checker, check

ALL = ORDINARY | EMPTY | HARD

_PRINT_DIGEST = """
from hashlib import sha256
from tests.exports.papers import ORDINARY
print(sha256(ORDINARY["minutes"]()).hexdigest())
"""


@pytest.mark.parametrize("job", ALL.values(), ids=ALL)
def test_paper_is_soundly_tagged(job: Job) -> None:
    assert check(job()) == []


@pytest.mark.parametrize("job", ORDINARY.values(), ids=ORDINARY)
def test_the_same_paper_gives_the_same_bytes(job: Job) -> None:
    assert job() == job()


def test_other_processes_give_the_same_bytes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _PRINT_DIGEST],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_what_a_reader_can_jump_between() -> None:
    checker = Checker(ORDINARY["minutes"]())
    assert checker.check() == []
    for tag in ("H1", "H2", "H3", "Table", "THead", "TH", "Figure", "L", "LBody"):
        assert checker.found[tag], tag
    assert checker.headings[:2] == [1, 2]


def test_outline_follows_the_headings() -> None:
    with pikepdf.open(BytesIO(ORDINARY["minutes"]())) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Minutes"
        titles = [entry.title for entry in top.children]
        assert titles[0] == "1. Welcome and apologies"
        assert "7. Arson" in titles
        theme = next(entry for entry in top.children if entry.title == "5. Anti-social behaviour")
        assert theme.children[0].title == "5.1 Station Road underpass"


def test_a_header_row_is_read_once_however_many_pages() -> None:
    checker = Checker(HARD["hard minutes"]())
    checker.check()
    assert checker.found["THead"] == checker.found["Table"] - 1  # the box of facts has no header row


def test_link_says_where_it_leads() -> None:
    with pikepdf.open(BytesIO(ORDINARY["agenda"]())) as pdf:
        links = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert [str(link.A.URI) for link in links] == ["mailto:tasking@brackenford.example"]
        assert "tasking@brackenford.example" in str(links[0].Contents)


def test_untagged_twin_has_no_structure() -> None:
    with pikepdf.open(BytesIO(ORDINARY["minutes"](tagged=False))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root


def test_dates_are_those_of_the_paper() -> None:
    with pikepdf.open(BytesIO(ORDINARY["plan by theme"]())) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261119115200")
        assert b"<xmp:ModifyDate>2026-11-19T11:52:00+00:00<" in pdf.Root.Metadata.read_bytes()
