"""Every small way to spoil a scenario: each value made something else, each key renamed or taken away."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import yaml

from game.content.source import Node, parse

Path = tuple[str | int, ...]

OPTIONAL = {
    "about", "acc", "after", "agenda", "base", "bodies", "candidates", "capital", "cc", "ccc",
    "choices", "conscience", "dat", "date", "democracy", "dials", "died", "dissent", "domain", "drift", "effects",
    "events", "fails", "figures", "from", "full", "gen", "gender", "goods", "grade", "grip", "group",
    "if", "industry", "ins", "life", "looks", "names", "note", "odds", "odds-if", "offices", "opening",
    "pages", "parameters", "people", "pinned", "politburo", "powers", "pre", "price", "quarters",
    "regions", "revolution", "scenario", "secret", "short", "sittings", "tiers", "towns", "tries",
    "unaligned", "urge", "ambitions", "collective", "or-if", "old-guard", "wants", "red",
}  # fmt: skip
"""Keys that may be missing somewhere without harm."""

LOOSE = {"looks.yaml", "parameters.yaml", "ownership", "blocs", "secretaries", "cells", "urge"}
"""Files and mappings that need no particular key."""


@dataclass(frozen=True, eq=False)
class Mutation:
    """A spoilt file: what was done at which path of it. The text is made when it is asked for."""

    what: str
    file: str
    path: Path
    make: Callable[[], str]

    @cached_property
    def text(self) -> str:
        """The spoilt file."""
        return self.make()

    @property
    def name(self) -> str:
        """The last word of the path."""
        return next(str(step) for step in reversed(self.path) if isinstance(step, str))

    @property
    def line(self) -> int:
        """The line of the value in the spoilt file."""
        node, problems = parse(self.text.encode(), self.file)
        assert node is not None, problems
        return node.at(*self.path).line

    def __str__(self) -> str:
        return f"{self.file}-{'.'.join(map(str, self.path))}-{self.what}"


def tree(text: str) -> Node:
    """The tree of a file that is in order."""
    node, problems = parse(text.encode(), "file")
    assert node is not None, problems
    return node


def leaves(node: Node, path: Path = ()) -> Iterator[Path]:
    """Paths of all scalars."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from leaves(child, (*path, key))
    elif isinstance(node.value, list):
        for n, child in enumerate(node.value):
            yield from leaves(child, (*path, n))
    else:
        yield path


def keys(node: Node, path: Path = ()) -> Iterator[Path]:
    """Paths of all keys."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield (*path, key)
            yield from keys(child, (*path, key))
    elif isinstance(node.value, list):
        for n, child in enumerate(node.value):
            yield from keys(child, (*path, n))


def replaced(whole: Any, path: Path, value: Any) -> str:
    """The file with another value at a path, written anew."""
    out = copy.deepcopy(whole)
    here = out
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return yaml.safe_dump(out, allow_unicode=True, sort_keys=False)


def renamed(whole: Any, path: Path, name: str | None) -> str:
    """The file with a key called otherwise, or taken away."""
    out = copy.deepcopy(whole)
    here = out
    for step in path[:-1]:
        here = here[step]
    old = dict(here)
    here.clear()
    for key, value in old.items():
        if key != path[-1]:
            here[key] = value
        elif name is not None:
            here[name] = value
    return yaml.safe_dump(out, allow_unicode=True, sort_keys=False)


LIES: dict[str, Any] = {
    "true": True, "word": "many", "float": 1.5, "nan": float("nan"),
    "large": 99_999_999, "small": -99_999_999,
}  # fmt: skip
"""What no number of a scenario can be."""


def wrong_values(files: Mapping[str, str]) -> Iterator[Mutation]:
    """Each value made a list in a list, a mapping, nothing, and, where it is a number, what is none."""
    for file, text in files.items():
        node = tree(text)
        whole = node.plain()
        for path in leaves(node):
            found = node.get(*path)
            assert found is not None
            lies: dict[str, Any] = {"list": [["x"]], "nothing": None}
            if file != "looks.yaml":
                lies["mapping"] = {"zzz": 1}
                if isinstance(found.value, int) and not isinstance(found.value, bool):
                    lies |= LIES
            for what, value in lies.items():
                yield Mutation(what, file, path, partial(replaced, whole, path, value))


def wrong_keys(files: Mapping[str, str]) -> Iterator[Mutation]:
    """Each key misspelt, and each that is needed taken away."""
    for file, text in files.items():
        node = tree(text)
        whole = node.plain()
        for path in keys(node):
            if file == "looks.yaml" and len(path) > 2:
                continue
            yield Mutation("misspelt", file, path, partial(renamed, whole, path, f"{path[-1]}x"))
            if path[-1] not in OPTIONAL and not LOOSE & {file, *path[:-1]} and len(path) > 1:
                yield Mutation("missing", file, path, partial(renamed, whole, path, None))
