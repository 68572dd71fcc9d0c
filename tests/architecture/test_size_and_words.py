"""Guards for the tails: very long files and functions, empty names, suppressions without a reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 350
LONGEST_FUNCTION = 50
EMPTY_WORD = re.compile(r"(Manager|Helper|Helpers|Util|Utils|Controller)$")
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)")
REASONED = re.compile(r"#\s*(noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[a-z-]+(, [a-z-]+)*\]) .*[a-z]{3}")


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_has_grown_long() -> None:
    long = {
        named(path): lines
        for path in sources("tasking_app", "tools", "tests")
        if "versions" not in path.parts
        and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_has_grown_long() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in sources("tasking_app", "tools")
        if "versions" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_names_say_what_things_are() -> None:
    empty = [
        f"{named(path)}: {node.name}"
        for path in sources("tasking_app")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and EMPTY_WORD.search(node.name)
    ]
    empty += [named(path) for path in sources("tasking_app") if EMPTY_WORD.search(path.stem.title())]
    assert empty == []


def test_every_suppression_gives_its_reason() -> None:
    bare = [
        f"{named(path)}:{number}"
        for path in sources("tasking_app", "tools", "tests")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SUPPRESSION.search(line) and not REASONED.search(line)
    ]
    assert bare == []


def test_the_lock_files_name_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pins = re.findall(r"^[a-z0-9][^\n]*", text, re.MULTILINE)
        assert pins
        assert all(line.endswith("\\") for line in pins)


def test_every_exact_requirement_is_locked() -> None:
    wanted = re.findall(r'"([A-Za-z0-9_-]+)==([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock")
    )
    missing = [
        f"{name}=={version}"
        for name, version in wanted
        if f"\n{name.lower().replace('_', '-')}=={version} " not in "\n" + locked
    ]
    assert missing == []
