"""A made-up database for the commands to work on, made once by the command itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tasking_app import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `tasking demo` makes."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert cli.main(["demo", str(path), "--until", "2026-11-19"]) == 0
    return path


@pytest.fixture
def database(made_up: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copy(made_up, tmp_path / "made-up.db"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Carry out a command; answers its exit status and what it wrote on both outputs."""

    def one(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return one
