"""Who may import whom, and what may not be written in Python at all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
GAME = ROOT / "game"
FILES = sorted(GAME.rglob("*.py"))
SCENARIOS = sorted(p for p in (ROOT / "scenarios").iterdir() if p.is_dir())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def room(path: Path) -> str:
    inside = path.relative_to(GAME).parts
    return inside[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def people() -> set[str]:
    """The ids of all persons of all scenarios, contenders and figures."""
    found: set[str] = set()
    for folder in SCENARIOS:
        source = folder / "people.yaml"
        if source.is_file():
            content = yaml.safe_load(source.read_text(encoding="utf-8"))
            for group in ("contenders", "figures"):
                found |= set(content.get(group) or {})
    return found


def test_imports_look_only_down() -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


ONLY_IN = {
    "pygame": {"ui"},
    "yaml": {"content"},
    "pydantic": {"content"},
}


@pytest.mark.parametrize("package", sorted(ONLY_IN))
def test_a_package_is_known_in_its_own_room_alone(package: str) -> None:
    strangers = [
        place(path, node)
        for path in FILES
        for node, name in imports(path)
        if name.partition(".")[0] == package and room(path) not in ONLY_IN[package]
    ]
    assert strangers == []


def test_rules_and_theory_import_numpy_the_standard_library_and_each_other_alone() -> None:
    import sys

    strangers = []
    for path in FILES:
        if room(path) not in ("rules", "theory"):
            continue
        for node, name in imports(path):
            top = name.partition(".")[0]
            ours = name.startswith(("game.rules", "game.theory"))
            if not ours and top != "numpy" and top not in sys.stdlib_module_names:
                strangers.append(f"{place(path, node)} {name}")
    assert strangers == []


def test_rules_know_neither_clock_nor_chance_nor_files() -> None:
    closed = {"random", "secrets", "time", "datetime", "pathlib", "os", "io", "socket", "urllib", "http"}
    strangers = [
        f"{place(path, node)} {name}"
        for path in FILES
        if room(path) in ("rules", "theory", "players")
        for node, name in imports(path)
        if name.partition(".")[0] in closed
    ]
    assert strangers == []


def test_nothing_can_open_a_network_connection() -> None:
    closed = {"socket", "urllib", "http", "ftplib", "smtplib", "requests", "httpx", "asyncio"}
    strangers = [
        f"{place(path, node)} {name}"
        for path in FILES
        for node, name in imports(path)
        if name.partition(".")[0] in closed
    ]
    assert strangers == []


def test_no_person_of_a_scenario_is_named_in_python() -> None:
    known = people()
    if SCENARIOS and any((s / "people.yaml").is_file() for s in SCENARIOS):
        assert len(known) >= 30
    words = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
    named = []
    for path in FILES:
        module = tree(path)
        docs = {id(node) for node in docstrings(module)}
        for node in ast.walk(module):
            said: set[str] = set()
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                said = set(words.findall(node.value))
            elif isinstance(node, ast.Name):
                said = set(node.id.lower().split("_"))
            elif isinstance(node, ast.Attribute):
                said = set(node.attr.lower().split("_"))
            elif isinstance(node, ast.arg | ast.keyword) and node.arg:
                said = set(node.arg.lower().split("_"))
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                said = set(node.name.lower().split("_"))
            for name in sorted(said & known):
                named.append(f"{place(path, node)} {name}")
    assert named == []


def docstrings(module: ast.Module) -> Iterator[ast.AST]:
    """Texts that stand alone as a statement: documentation, in which examples may name whom they like."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def test_every_sort_of_arrays_in_rules_and_players_is_stable() -> None:
    loose = []
    for path in FILES:
        if room(path) not in ("rules", "players", "theory"):
            continue
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr in ("argpartition", "partition") and _of_numpy(node.func):
                loose.append(place(path, node))
            if node.func.attr in ("argsort", "sort") and not _stable(node) and not _of_a_list(node):
                loose.append(place(path, node))
    assert loose == []


def _of_numpy(function: ast.Attribute) -> bool:
    return isinstance(function.value, ast.Name) and function.value.id == "np"


def _stable(call: ast.Call) -> bool:
    return any(
        k.arg == "kind" and isinstance(k.value, ast.Constant) and k.value.value == "stable"
        for k in call.keywords
    ) or any(
        k.arg == "stable" and isinstance(k.value, ast.Constant) and k.value.value is True
        for k in call.keywords
    )


def _of_a_list(call: ast.Call) -> bool:
    """``names.sort()`` and ``names.sort(key=...)`` of lists, which are stable by definition."""
    bare = all(k.arg in ("key", "reverse") for k in call.keywords) and not call.args
    function = call.func
    return (
        isinstance(function, ast.Attribute) and function.attr == "sort" and bare and not _of_numpy(function)
    )


BANNED = re.compile(r"(^|_)(managers?|helpers?|utils?)($|_)", re.IGNORECASE)


def test_no_module_or_name_hides_behind_a_word_that_says_nothing() -> None:
    found = []
    for path in FILES:
        if BANNED.search(path.stem):
            found.append(str(path.relative_to(ROOT)))
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and BANNED.search(node.name):
                found.append(f"{place(path, node)} {node.name}")
    assert found == []


def test_every_module_says_what_it_is_about() -> None:
    silent = [
        str(p.relative_to(ROOT)) for p in FILES if (ast.get_docstring(tree(p)) or "TODO").startswith("TODO")
    ]
    assert silent == []
