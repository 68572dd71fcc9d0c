"""The import contracts hold, and break when somebody plants what they forbid."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
RUFF = Path(sys.executable).parent / "ruff"

# Where a module is planted, and what it imports although it must not.
PLANTED = [
    ("tasking_app.paths", "tasking_app.rules"),
    ("tasking_app.rules.planted", "sqlalchemy"),
    ("tasking_app.rules.planted", "tasking_app.records"),
    ("tasking_app.records.planted", "msgspec"),
    ("tasking_app.records.planted", "tasking_app.commands"),
    ("tasking_app.records.planted", "PySide6"),
    ("tasking_app.commands.planted", "tasking_app.models"),
    ("tasking_app.commands.planted", "sqlalchemy"),
    ("tasking_app.migrations.planted", "tasking_app.models"),
    ("tasking_app.models.planted", "tasking_app.database"),
    ("tasking_app.database.planted", "tasking_app.services"),
    ("tasking_app.exports.planted", "tasking_app.commands"),
    ("tasking_app.exports.planted", "tasking_app.imports"),
    ("tasking_app.exports.planted", "tasking_app.models"),
    ("tasking_app.exports.planted", "sqlalchemy"),
    ("tasking_app.imports.planted", "tasking_app.database"),
    ("tasking_app.imports.planted", "PySide6"),
    ("tasking_app.services.planted", "PySide6"),
    ("tasking_app.services.planted", "tasking_app.ui"),
    ("tasking_app.ui.planted", "sqlalchemy"),
    ("tasking_app.ui.planted", "tasking_app.models"),
    ("tasking_app.ui.planted", "tasking_app.database"),
    ("tasking_app.ui.planted", "tasking_app.drafts"),
    ("tasking_app.ui.jobs", "alembic"),
    ("tasking_app.database.store", "psycopg"),
    ("tasking_app.ui.screens.home", "reportlab"),
    ("tasking_app.database.files", "keyring"),
    ("tasking_app.credentials", "tasking_app.rules"),
    ("tasking_app.drafts", "tasking_app.database"),
    ("tasking_app.ui.widgets.planted", "tasking_app.ui.screens"),
    ("tasking_app.ui.dialogs.planted", "tasking_app.ui.screens"),
    ("tasking_app.ui.screens.planted", "tasking_app.ui.screens.other"),
    ("tasking_app.ui.screens.planted", "tasking_app.app"),
    ("tasking_app.ui.room.planted", "tasking_app.services"),
    ("tasking_app.ui.room.planted", "tasking_app.ui.jobs"),
    ("tasking_app.services.planted", "tasking_app.outbox"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT_IMPORTS), "--config", "pyproject.toml", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("tasking_app", "pyproject.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path)
    return tmp_path


def module_file(root: Path, module: str) -> Path:
    return root.joinpath(*module.split(".")).with_suffix(".py")


def test_the_contracts_hold(copy: Path) -> None:
    answer = lint(copy)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_each_planted_violation_is_reported(copy: Path) -> None:
    for module in ("tasking_app.ui.screens.other", "tasking_app.app"):
        module_file(copy, module).touch()
    for where, what in PLANTED:
        with module_file(copy, where).open("a") as file:
            file.write(f"\nimport {what}\n")
    answer = lint(copy)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    told = " ".join(answer.stdout.split())
    missed = [f"{where} -> {what}" for where, what in PLANTED if f"{where} -> {what} " not in told]
    assert missed == []


def test_a_module_in_no_layer_is_reported(copy: Path) -> None:
    module_file(copy, "tasking_app.odd_one_out").touch()
    assert "odd_one_out" in lint(copy).stdout


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("def late() -> None:\n    import os\n\n    os.getcwd()\n", "PLC0415"),
        ("import importlib\n\nimportlib.import_module('os')\n", "TID251"),
        ("from typing import TYPE_CHECKING\n\nprint(TYPE_CHECKING)\n", "TID251"),
    ],
)
def test_imports_cannot_hide_from_the_contracts(text: str, code: str) -> None:
    command = [str(RUFF), "check", "--stdin-filename", "tasking_app/services/planted.py", "-"]
    answer = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    assert code in answer.stdout
