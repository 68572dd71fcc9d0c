"""What the set-up says where it may not do what is needed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import set_up

LIBRARY, PACKAGE = "libno-such-thing.so.9", "libno-such-thing9"


def test_a_library_that_is_there_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "WITHOUT_SCREEN", {"libc.so.6": "libc6", LIBRARY: PACKAGE})
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert set_up.missing_packages("run") == [PACKAGE]


def test_a_screen_needs_its_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "WITHOUT_SCREEN", {})
    monkeypatch.setattr(set_up, "WITH_SCREEN", {LIBRARY: PACKAGE})
    monkeypatch.setenv("DISPLAY", ":9")
    assert set_up.missing_packages("run") == [PACKAGE]


def test_without_the_right_to_install_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as stopped:
        set_up.install_packages([PACKAGE, "libother1"])
    assert f"apt-get install {PACKAGE} libother1" in str(stopped.value.code)


def test_the_tests_need_a_server_that_is_not_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "WITHOUT_SCREEN", {})
    monkeypatch.setattr(set_up, "WITH_SCREEN", {})
    monkeypatch.setattr(set_up, "SERVERS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.delenv("PG_BIN", raising=False)
    for version in ("14", "common"):
        _programs(tmp_path / version)
    assert set_up.missing_packages("test") == ["postgresql"]
    assert set_up.missing_packages("run") == [], "nobody else needs one"
    _programs(tmp_path / "15")
    assert set_up.missing_packages("test") == []
    shutil.rmtree(tmp_path / "15")
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    assert set_up.missing_packages("test") == []


def _programs(place: Path) -> None:
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "initdb").touch()


def test_installing_a_server_starts_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The note not to make one lies there while the packages are unpacked, and no longer."""
    note = tmp_path / "createcluster.d" / "note.conf"
    monkeypatch.setattr(set_up, "NO_SERVER_OF_ITS_OWN", note)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    found: list[str] = []
    call = subprocess.call

    def asked(command: list[str]) -> int:
        if "apt-get" not in command:
            return call(command)
        if "install" in command:
            found.append(note.read_text())
        return 0

    monkeypatch.setattr(subprocess, "call", asked)
    set_up.install_packages(["postgresql"])
    assert found == ["create_main_cluster = false\n"]
    assert not note.exists()


def test_a_second_set_up_installs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "one.lock"
    lock.write_text("# nothing\n")
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    asked: list[object] = []
    monkeypatch.setattr(subprocess, "check_call", asked.append)
    set_up.fill_environment(["one.lock"])
    first = len(asked)
    set_up.fill_environment(["one.lock"])
    assert first > 0
    assert len(asked) == first
    lock.write_text("# another\n")
    set_up.fill_environment(["one.lock"])
    assert len(asked) > first


def test_what_the_environment_was_made_from_names_python_and_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.lock").write_text("x")
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    assert set_up.fingerprint(["one.lock"]) == hashlib.sha256(sys.version.encode() + b"x").hexdigest()


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        set_up.main()
