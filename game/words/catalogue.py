"""The catalogues: a folder for each language, any number of TOML files in it, merged into one table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Final

_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+")


class CatalogueError(ValueError):
    """A catalogue that cannot be used, with file and line."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in the catalogues: `file` is like ``ru/votes.toml``, `line` 0 when it has none."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.key}: {self.message}" if self.key else f"{place} {self.message}"


@dataclass(frozen=True)
class Entry:
    """One text and where it stands."""

    text: str
    file: str
    line: int


def shipped() -> Traversable:
    """The folder of the catalogues that came with the program."""
    return files("game.words") / "catalogues"


def available_languages(folder: Traversable | None = None) -> tuple[str, ...]:
    """The languages that there are catalogues for, as codes.

    >>> available_languages()
    ('en', 'ru')
    """
    root = folder or shipped()
    return tuple(
        sorted(item.name for item in root.iterdir() if item.is_dir() and not item.name.startswith("_"))
    )


def flattened(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Nested tables as dotted keys.

    >>> list(flattened({"orders": {"place": {"title": "Place people"}}}))
    [('orders.place.title', 'Place people')]
    """
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from flattened(value, f"{key}.")
        else:
            yield key, value


def _lines(text: str) -> dict[str, int]:
    """On which line each key of a TOML text stands; near enough to send an author there."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = head[1].replace('"', "").replace(" ", "") + "."
        elif entry := re.match(r"""\s*([\w."'-]+)\s*=""", line):
            found.setdefault(table + entry[1].replace('"', "").replace("'", ""), number)
    return found


def read(language: str, folder: Traversable | None = None) -> tuple[dict[str, Entry], list[Problem]]:
    """Every entry of a language and every problem of its files; the first of two equal keys stays."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    texts = [item for item in ((folder or shipped()) / language).iterdir() if item.name.endswith(".toml")]
    for item in sorted(texts, key=lambda item: item.name):
        name = f"{language}/{item.name}"
        text = item.read_text(encoding="utf-8")
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+)", str(error))
            problems.append(Problem(name, int(place[1]) if place else 0, "", f"is not TOML: {error}"))
            continue
        lines = _lines(text)
        for key, value in flattened(table):
            line = lines.get(key, 0)
            if not _KEY.fullmatch(key):
                problems.append(Problem(name, line, key, "a key is two or more lower-case words with dots"))
            elif not isinstance(value, str):
                problems.append(Problem(name, line, key, f"a text is needed, not {value!r}"))
            elif key in entries:
                first = entries[key]
                problems.append(Problem(name, line, key, f"stands already in {first.file}:{first.line}"))
            else:
                entries[key] = Entry(value, name, line)
    return entries, problems


@lru_cache(maxsize=16)
def catalogue(language: str, folder: Traversable | None = None) -> Mapping[str, str]:
    """The texts of a language by key. Raises CatalogueError for an unknown language or a broken file."""
    known = available_languages(folder)
    if language not in known:
        raise CatalogueError(f"there is no language '{language}'; there are: {', '.join(known)}")
    entries, problems = read(language, folder)
    if problems:
        raise CatalogueError(str(problems[0]))
    return MappingProxyType({key: entry.text for key, entry in entries.items()})
