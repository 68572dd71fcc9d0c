"""The first run: who you are, the phrase shown once and asked back, and ways into a file that is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as Fail
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from tasking_app import settings
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor
from tasking_app.models.base import Base
from tasking_app.services import opening, template_file
from tasking_app.services.opening import Opened
from tasking_app.ui import theme
from tasking_app.ui.screens.first_run import FirstRun
from tasking_app.ui.widgets.fields import Field
from tests.protection.keyrings import InMemory
from tests.ui.kit.hands import focused, type_in
from tests.ui.windows import button, check_stops, field, said

LONG = 60_000


@pytest.fixture(autouse=True)
def keys_kept() -> Iterator[None]:
    """A credential store in memory, as Windows has one."""
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    yield
    keyring.set_keyring(before)


def _pages(
    path: Path, qtbot: QtBot, qapp: QApplication, kept: settings.Settings | None = None
) -> tuple[FirstRun, list[Opened]]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    pages = FirstRun(path, settings=kept)
    ready: list[Opened] = []
    pages.ready.connect(ready.append)
    pages.resize(1366, 768)
    qtbot.addWidget(pages)
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    return pages, ready


def _fields(pages: FirstRun) -> list[Field]:
    return [one for one in pages.findChildren(Field) if one.isVisible()]


def _begin(path: Path, pages: FirstRun, qtbot: QtBot, typed: str = "Jo Fenwick") -> list[str]:
    if typed:
        button(pages, "Start on this computer").click()
    type_in(focused(), typed)
    button(pages, "Make the file").click()
    qtbot.waitUntil(pages.phrase_page.isVisible, timeout=LONG)
    begun = pages._begun
    assert begun is not None
    words = begun.phrase.split()
    assert all(word in said(pages) for word in words)
    assert path.is_file()
    assert b"SQLite format 3" not in path.read_bytes()[:32]
    return words


def test_the_phrase_is_asked_back_before_anything_opens(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = tmp_path / "tasking.db"
    pages, ready = _pages(path, qtbot, qapp)
    check_stops(pages)
    words = _begin(path, pages, qtbot)
    button(pages, "I have written them down").click()
    assert f"1 {words[0]}" not in said(pages)
    qtbot.waitUntil(lambda: len(_fields(pages)) == 3, timeout=LONG)
    asked = _fields(pages)
    places = [int(one.edit.accessibleName().removeprefix("Word ")) for one in asked]
    qtbot.waitUntil(asked[0].edit.hasFocus, timeout=LONG)
    for one in asked:
        one.set_text("wrong")
    button(pages, "I have them").click()
    assert ready == []
    assert "is not the one above" in said(pages)
    for one, place in zip(asked, places, strict=True):
        one.set_text(words[place - 1].upper() + " ")
    button(pages, "I have them").click()
    assert [one.path for one in ready] == [path]


def test_who_you_are_is_there_again_after_the_program_ended_and_no_secret_is(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "settings.toml"
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: where)
    keyring.set_keyring(Fail())  # type: ignore[no-untyped-call]  # no credential store: a passphrase is asked
    pages, _ = _pages(tmp_path / "tasking.db", qtbot, qapp, settings.load())
    button(pages, "Start on this computer").click()
    for name in ("Your name", "Your job", "Name of the partnership", "A passphrase"):
        field(pages, name).setFocus()
        focused().setProperty("text", f"quokka, {name}")
    assert where.read_text(encoding="utf-8").count("quokka") == 3
    assert "passphrase" not in where.read_text(encoding="utf-8")

    again, _ = _pages(tmp_path / "tasking.db", qtbot, qapp, settings.load())
    assert field(again, "Your job").property("text") == "quokka, Your job"
    assert field(again, "Name of the partnership").property("text") == "quokka, Name of the partnership"
    assert field(again, "A passphrase").property("text") == ""
    keyring.set_keyring(InMemory())
    _begin(tmp_path / "tasking.db", again, qtbot, typed="")
    assert "quokka" not in where.read_text(encoding="utf-8")


def test_a_name_is_needed(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    pages, _ = _pages(tmp_path / "tasking.db", qtbot, qapp)
    button(pages, "Start on this computer").click()
    button(pages, "Make the file").click()
    assert "Type your name" in said(pages)
    assert not (tmp_path / "tasking.db").exists()


def test_a_file_of_another_computer_opens_by_its_phrase(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = tmp_path / "tasking.db"
    pages, _ = _pages(path, qtbot, qapp)
    words = _begin(path, pages, qtbot)
    keyring.set_keyring(InMemory())

    again, ready = _pages(tmp_path / "other.db", qtbot, qapp)
    again.open_path(path)
    qtbot.waitUntil(again.unlock_page.isVisible, timeout=LONG)
    secret = field(again, "Passphrase or recovery phrase")
    secret.setFocus()
    type_in(secret, " ".join(words[:-1]))
    button(again, "Open").click()
    qtbot.waitUntil(lambda: "Opening" not in said(again) and ready == [], timeout=LONG)
    for one in again.findChildren(Field):
        if one.isVisible():
            one.set_text(" ".join(words))
    button(again, "Open").click()
    qtbot.waitUntil(lambda: len(ready) == 1, timeout=LONG)
    assert ready[0].path == path


def test_something_that_is_no_file_of_ours_is_refused_in_a_sentence(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    stray = tmp_path / "letter.db"
    stray.write_text("Dear all, this is no database.", encoding="utf-8")
    pages, ready = _pages(tmp_path / "tasking.db", qtbot, qapp)
    pages.open_path(stray)
    qtbot.waitUntil(
        lambda: pages.where.problem.isVisible() or pages.unlock_page.problem.isVisible(), timeout=LONG
    )
    assert ready == []
    assert stray.read_text(encoding="utf-8").startswith("Dear all")


def test_looking_round_makes_the_same_borough_twice(tmp_path: Path) -> None:
    found = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        made = opening.look_round(date(2026, 11, 20), tmp_path / folder)
        store = open_store(made.path, None)
        tables = [table for table in Base.metadata.sorted_tables if table.name != "change"]
        found.append(
            store.ask(
                Actor(),
                lambda work, tables=tables: {  # type: ignore[misc]  # bound now
                    table.name: work.session.scalar(select(func.count()).select_from(table))
                    for table in tables
                },
            )
        )
        store.close()
    assert found[0] == found[1]
    assert found[0]["meeting"] > 20


def _template(path: Path) -> Path:
    """A template as another partnership wrote it out."""
    made = opening.look_round(date(2026, 11, 20), path.parent)
    store = open_store(made.path, None)
    template_file.write_out(store, Actor(), path)
    store.close()
    text = path.read_text(encoding="utf-8")
    for before, after in (("Brackenford Community", "Alderside Community"), ('"Council"', '"Borough"')):
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_that_was_chosen_is_there_again_after_the_program_ended(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, path = tmp_path / "settings.toml", tmp_path / "tasking.db"
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: where)
    pages, _ = _pages(path, qtbot, qapp, settings.load())
    template = _template(tmp_path / "template.json")
    wanted = template_file.read(template)
    pages.begin_from_template(template)
    template.unlink()  # it came on a stick, for example

    again, _ = _pages(path, qtbot, qapp, settings.load())
    assert again.who.isVisible()
    name = field(again, "Name of the partnership").property("text")
    assert name == "Alderside Community Safety Partnership"
    assert again._agency.key() == "Borough"
    type_in(focused(), "Jo Fenwick")
    _begin(path, again, qtbot, typed="")
    begun = again._begun
    assert begun is not None
    store = open_store(path, begun.opened.key)
    assert store.ask(Actor(), template_file.gather) == wanted
    store.close()
    assert "Alderside" not in where.read_text(encoding="utf-8")


def test_a_template_that_was_given_up_does_not_come_back(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, path = tmp_path / "settings.toml", tmp_path / "tasking.db"
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: where)
    pages, _ = _pages(path, qtbot, qapp, settings.load())
    pages.begin_from_template(_template(tmp_path / "template.json"))
    button(pages, "Back").click()
    button(pages, "Start on this computer").click()
    again, _ = _pages(path, qtbot, qapp, settings.load())
    assert again._given is None
    assert field(again, "Name of the partnership").property("text") == opening.name_of("chesterfield")
    assert again._agency.key() == opening.agencies_of("chesterfield")[0]


def test_a_kept_template_that_cannot_be_read_says_so(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    before = settings.Settings(screens={"first_run": {"name": "Jo Fenwick", "template": "{half"}})
    pages, _ = _pages(tmp_path / "tasking.db", qtbot, qapp, before)
    assert pages.where.isVisible()
    assert "not a template that Tasking wrote" in said(pages)
    button(pages, "Start on this computer").click()
    assert field(pages, "Your name").property("text") == "Jo Fenwick"
