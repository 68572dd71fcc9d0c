"""Views people made, as text in the settings: the same again, and nothing from what cannot be read."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from tasking_app.records.action_filter import ActionFilter, ActionView
from tasking_app.ui.parts import own_views
from tasking_app.ui.parts.own_views import OwnView

FULL = ActionView(
    view="no_update",
    chosen=ActionFilter(
        agency=UUID(int=1), theme="asb", status="open", due="week", objective="1.2", referral=UUID(int=2)
    ),
)


def test_views_are_the_same_again() -> None:
    views = [OwnView("Police “nights” & days", FULL), OwnView("Everything", ActionView(view=""))]
    assert own_views.read(own_views.written(views)) == views


@pytest.mark.parametrize(
    "text",
    [None, 7, "", "{", "[1, 2]", '{"name": 1}', '[["a"]]', '[[1, "{}"]]', '[["a", 2]]', '[["a", "[]"]]'],
)
def test_what_cannot_be_read_is_left_out(text: object) -> None:
    assert own_views.read(text) == []


def test_a_key_that_is_none_leaves_the_view_out() -> None:
    broken = json.dumps({"view": "open", "agency": "nobody"})
    good = own_views.view_text(FULL)
    assert own_views.view_of(broken) is None
    assert [one.name for one in own_views.read(json.dumps([["a", broken], ["b", good]]))] == ["b"]
