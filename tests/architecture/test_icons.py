"""Every icon the windows name is shipped: a name without a picture would only show while painting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tasking_app.paths import resource

ROOT = Path(__file__).parents[2] / "tasking_app" / "ui"
FIRST = {"Glyph", "icon_button", "EmptyState"}
SECOND = {"Deed", "Tag", "Banner"}


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        chosen = [one.value for one in node.keywords if one.arg == "icon"]
        place = 0 if name in FIRST else 1 if name in SECOND else -1
        chosen += node.args[place : place + 1] if place >= 0 else []
        yield from (
            one.value for one in chosen if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )


def test_every_named_icon_is_shipped() -> None:
    named = {
        (path.relative_to(ROOT).as_posix(), icon)
        for path in ROOT.rglob("*.py")
        for icon in _named(ast.parse(path.read_text(encoding="utf-8")))
        if icon
    }
    assert len(named) > 100
    missing = sorted(pair for pair in named if not resource("icons", pair[1] + ".svg").is_file())
    assert missing == []
