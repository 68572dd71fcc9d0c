"""Settings of one person: written at once or not at all, and a damaged file never stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app import settings
from tasking_app.settings import Settings

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.one_of(TEXTS, st.integers(-(2**63), 2**63 - 1), st.booleans(), st.floats(allow_nan=False))
TABLES = st.dictionaries(TEXTS, PLAIN, max_size=4)


@given(TEXTS, TABLES, st.dictionaries(TEXTS, TEXTS, max_size=4), st.dictionaries(TEXTS, TABLES, max_size=3))
def test_whatever_is_set_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    last: str,
    window: settings.Table,
    officers: dict[str, str],
    screens: dict[str, settings.Table],
) -> None:
    path = tmp_path_factory.mktemp("settings") / "deep" / "settings.toml"
    chosen = Settings(last_file=last, window=window, officers=officers, screens=screens)
    assert settings.save(chosen, path)
    assert settings.load(path) == chosen


def test_none_yet(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"last_file = ", b"\xff\xfe\x00", b"= =", b'a = "x"\na = "y"'])
def test_a_damaged_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    assert settings.load(path) == Settings()
    assert (tmp_path / "settings.toml.unreadable").read_bytes() == content
    assert settings.save(Settings(last_file="/a"), path)
    assert settings.load(path).last_file == "/a"


def test_values_of_another_type_have_their_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'last_file = 7\nwindow = "no"\nodd = 1\n[officers]\na = 1\nb = "x"\n[screens]\nhome = 3\n'
    )
    assert settings.load(path) == Settings(officers={"b": "x"}, screens={"home": {}})


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not settings.save(Settings(), tmp_path / "file" / "settings.toml")
    assert settings.load(tmp_path / "file" / "settings.toml") == Settings()


def test_who_somebody_is_in_a_file(tmp_path: Path) -> None:
    chosen = Settings()
    chosen.be_officer(tmp_path / "a.db", "7")
    assert chosen.officer_in(tmp_path / "b" / ".." / "a.db") == "7"
    assert chosen.officer_in(tmp_path / "c.db") == ""
