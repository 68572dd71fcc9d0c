"""Restricting, opening and changing what is kept apart are taken back by the doors they were done through."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tasking_app.commands.change import Batch
from tasking_app.commands.referral import EditRestrictedText, SetReaders, SetRestricted
from tasking_app.models.folder import Folder, Reader
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import Clash, NotAllowed
from tasking_app.services import referral_list
from tests.partnership import Partnership

Words = tuple[str, str, tuple[str, ...]]
TOLD: Words = ("Quiet Street", "A door was broken", ("First", "Second"))


def words(p: Partnership, key: UUID) -> Words:
    """Title, description and points as whoever may reads them, wherever they are kept."""
    if p.row(Referral, key).restricted:
        page = referral_list.open_restricted(p.store, p.actor, key)
    else:
        page = p.store.ask(p.actor, lambda work: referral_list.page(work, key))
    return page.row.title, page.description, tuple(one.text for one in page.points)


def in_the_open(p: Partnership, key: UUID) -> tuple[str, str]:
    """What stands in the table everybody of the series reads."""
    row = p.row(Referral, key)
    return row.title, row.description


def readers(p: Partnership, key: UUID) -> set[UUID]:
    return {row.officer_id for row in p.rows(Reader, folder_id=key, withdrawn_at=None)}


def taken_back(p: Partnership, batch: Batch | None) -> Batch | None:
    assert batch is not None
    return p.do(batch).inverse


@pytest.fixture
def key(partnership: Partnership) -> UUID:
    return partnership.refer(TOLD[0], "hate", kind="victim", description=TOLD[1], points=TOLD[2])


def restrict(p: Partnership, key: UUID) -> Batch | None:
    return p.do(SetRestricted(referral=key, restricted=True, readers=(p.officers["Rowan"],))).inverse


def test_restricting_is_taken_back_and_done_again(partnership: Partnership, key: UUID) -> None:
    p = partnership
    undo = restrict(p, key)
    listed = readers(p, key)
    assert p.row(Folder, key).restricted
    assert in_the_open(p, key) == ("", "")
    redo = taken_back(p, undo)
    assert not p.row(Folder, key).restricted
    assert words(p, key) == TOLD
    assert readers(p, key) == set()
    undo = taken_back(p, redo)
    assert p.row(Folder, key).restricted
    assert in_the_open(p, key) == ("", "")
    assert words(p, key) == TOLD
    assert readers(p, key) == listed
    taken_back(p, undo)
    assert words(p, key) == TOLD


def test_opening_is_taken_back(partnership: Partnership, key: UUID) -> None:
    p = partnership
    restrict(p, key)
    listed = readers(p, key)
    undo = p.do(SetRestricted(referral=key, restricted=False)).inverse
    assert words(p, key) == TOLD
    redo = taken_back(p, undo)
    assert p.row(Folder, key).restricted
    assert in_the_open(p, key) == ("", "")
    assert words(p, key) == TOLD
    assert readers(p, key) == listed
    taken_back(p, redo)
    assert words(p, key) == TOLD


@pytest.mark.parametrize(
    ("field", "place"), [("title", 0), ("description", 1), ("points", 2)], ids=["title", "story", "points"]
)
def test_changed_restricted_words_are_taken_back(
    partnership: Partnership, key: UUID, field: str, place: int
) -> None:
    p = partnership
    restrict(p, key)
    now = {"title": TOLD[0], "description": TOLD[1], "points": "\n".join(TOLD[2])}[field]
    undo = p.do(EditRestrictedText(referral=key, field=field, seen=now, wanted="Another")).inverse
    assert words(p, key)[place] in ("Another", ("Another",))
    redo = taken_back(p, undo)
    assert words(p, key) == TOLD
    taken_back(p, redo)
    assert words(p, key)[place] in ("Another", ("Another",))


def test_twice_is_once(partnership: Partnership, key: UUID) -> None:
    p = partnership
    undo = restrict(p, key)
    assert undo is not None
    p.do(undo)
    p.do(SetRestricted(referral=key, restricted=True))
    assert p.do(undo).again
    assert p.row(Folder, key).restricted


def _open(p: Partnership, key: UUID) -> None:
    p.do(SetRestricted(referral=key, restricted=False))


def _retitle(p: Partnership, key: UUID) -> None:
    p.do(EditRestrictedText(referral=key, field="title", seen=TOLD[0], wanted="By somebody else"))


@pytest.mark.parametrize("meanwhile", [_open, _retitle], ids=["opened", "changed"])
def test_what_somebody_else_did_meanwhile_is_not_taken_back(
    partnership: Partnership, key: UUID, meanwhile: Callable[[Partnership, UUID], None]
) -> None:
    p = partnership
    undo = restrict(p, key)
    edited = p.do(EditRestrictedText(referral=key, field="title", seen=TOLD[0], wanted="Mine")).inverse
    p.do(EditRestrictedText(referral=key, field="title", seen="Mine", wanted=TOLD[0]))
    meanwhile(p, key)
    if meanwhile is _open:
        assert undo is not None
        with pytest.raises(NotAllowed, match="who may see"):
            p.do(undo)
        assert words(p, key) == TOLD
    else:
        assert edited is not None
        with pytest.raises(Clash):
            p.do(edited)
        assert words(p, key)[0] == "By somebody else"


def test_a_list_that_was_changed_is_taken_back(partnership: Partnership, key: UUID) -> None:
    p = partnership
    restrict(p, key)
    before = readers(p, key)
    jo, marta = p.officers["Jo"], p.officers["Marta"]
    undo = p.do(SetReaders(referral=key, readers=(jo, marta))).inverse
    assert readers(p, key) == {jo, marta}
    taken_back(p, undo)
    assert readers(p, key) == before
