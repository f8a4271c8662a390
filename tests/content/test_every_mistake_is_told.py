"""Whatever is spoilt in a scenario, its author learns where, what, and what would be right."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from game.content import Problem, available, check
from game.places import shipped
from game.words import Said, Words, told
from tests.content.builder import FILES, written
from tests.content.mutations import Mutation, wrong_keys, wrong_values

VALUES = list(wrong_values(FILES))
KEYS = list(wrong_keys(FILES))


def well_told(problem: Problem) -> bool:
    """Whether a problem has everything that its reader needs."""
    return bool(
        problem.file
        and problem.line > 0
        and problem.column > 0
        and problem.severity in {"error", "warning"}
        and problem.message
        and problem.hint
        and "\n" not in str(problem)
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny scenario, in order."""
    return written(tmp_path_factory.mktemp("tiny"))


def spoilt(home: Path, mutation: Mutation) -> list[Problem]:
    """What the check says with one file spoilt; the folder is put in order again."""
    path = home / mutation.file
    before = path.read_bytes()
    try:
        path.write_text(mutation.text, encoding="utf-8")
        return check(home)
    finally:
        path.write_bytes(before)


def test_the_tiny_scenario_has_no_problem(home: Path) -> None:
    assert check(home) == []


def test_there_are_enough_mutations() -> None:
    assert len(VALUES) + len(KEYS) > 600


@pytest.mark.parametrize("mutation", VALUES, ids=str)
def test_a_wrong_value_is_told_where_it_stands(home: Path, mutation: Mutation) -> None:
    problems = spoilt(home, mutation)
    assert problems
    assert all(map(well_told, problems)), problems
    there = [p for p in problems if p.file == mutation.file and p.line == mutation.line]
    assert there or any(mutation.name in p.message for p in problems), problems


@pytest.mark.parametrize("mutation", KEYS, ids=str)
def test_a_wrong_or_missing_key_is_named(home: Path, mutation: Mutation) -> None:
    problems = spoilt(home, mutation)
    assert problems
    assert all(map(well_told, problems)), problems
    named = mutation.path[-2:] if mutation.what == "missing" else mutation.path[-1:]
    assert any(str(step) in p.message for p in problems for step in named), problems


def shipped_mutations(scenario: str, count: int) -> list[Mutation]:
    """Some mutations of a shipped scenario, always the same ones."""
    folder = shipped("scenarios") / scenario
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for pattern in ("*.yaml", "events/*.yaml", "text/*/*.yaml")
        for path in sorted(folder.glob(pattern))
    }
    chosen = random.Random(1924)
    pools = [
        pool
        for name, text in files.items()
        for every in (wrong_values, wrong_keys)
        if (pool := [m for m in every({name: text}) if m.what != "missing"])
    ]
    return [chosen.choice(pools[n % len(pools)]) for n in range(count)]


@pytest.mark.parametrize("scenario", ["tiny", *available()])
def test_mistakes_in_a_whole_scenario_are_told(scenario: str, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / scenario
    shutil.copytree(home if scenario == "tiny" else shipped("scenarios") / scenario, folder)
    before = set(check(folder))
    assert not [p for p in before if p.severity == "error"]
    mutations = [*VALUES[::40], *KEYS[::40]] if scenario == "tiny" else shipped_mutations(scenario, 60)
    for mutation in mutations:
        new = set(spoilt(folder, mutation)) - before
        assert new, str(mutation)
        assert all(map(well_told, new)), new
        # Of a key that is gone its mapping may be named in its place.
        named = mutation.path[-2:] if mutation.what == "missing" else (mutation.name,)
        assert any(str(step) in p.message for p in new for step in named), (str(mutation), new)


@pytest.mark.parametrize("mutation", [*VALUES[::5], *KEYS[::5]], ids=str)
def test_a_mistake_is_told_in_russian_too(home: Path, mutation: Mutation) -> None:
    russian = Words("ru")
    for problem in spoilt(home, mutation):
        line = problem.told(russian)
        assert line.startswith(f"{problem.file}:{problem.line}:{problem.column} ")
        for text in (problem.message, problem.hint):
            assert isinstance(text, Said), text
            assert re.search("[а-яё]", told(text, russian)), text
