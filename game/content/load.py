"""Loading a scenario, and saying everything that is wrong with one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.content import anchors, lenses, texts
from game.content.check import check_whole
from game.content.citing import work
from game.content.compile import compiled
from game.content.draft import Draft, drafted
from game.content.folder import ALSO, CODEX, WITHOUT, gather
from game.content.problems import ERROR, ContentError, Place, Problem, nearest, shown
from game.content.schema import Contender, Figure
from game.places import shipped
from game.rules.anchors import Anchor
from game.rules.scenario import Scenario
from game.words import said as say

HISTORY = "history.game"


@dataclass(frozen=True, eq=False)
class Loaded:
    """A scenario ready to be played, and what is known about it beside its numbers."""

    scenario: Scenario
    texts: Mapping[str, Mapping[str, str]]
    """For each language every text by key, such as ``event.funeral.title``."""
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    """For each language the forms of every name by id: nom, short, full and what the language has beside."""
    looks: Mapping[str, Mapping[str, Any]]
    """For each person the parameters of the drawn face."""
    people_facts: Mapping[str, Mapping[str, Any]]
    """For each person: born, died (texts like 1878-12-18, or None), source (texts), grade."""
    sources: Mapping[str, Mapping[str, str]]
    """For each key: title, kind, note."""
    event_facts: Mapping[str, Mapping[str, Any]]
    """For each event: date, quarters, source (texts), grade, file, line."""
    facts: Mapping[str, Mapping[str, Mapping[str, Any]]]
    """For ``offices``, ``regions``, ``sittings`` and ``documents`` by id: source (texts), grade."""
    warnings: tuple[Problem, ...]
    folder: Path
    anchors: tuple[Anchor, ...] = ()
    """Dated facts of the record, to hold a game against."""
    lenses: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Readings of the struggle by id: numbers of the rules that differ from the scenario's own."""

    @property
    def history(self) -> Path | None:
        """The scenario's own record of what happened, if it has one."""
        path = self.folder / HISTORY
        return path if path.is_file() else None


def load(scenario: str | Path) -> Loaded:
    """The scenario in a folder, or the shipped one of that id.

    Raises ContentError with every problem when the scenario cannot be played.
    """
    loaded, problems = _loaded(find(scenario))
    if loaded is None:
        raise ContentError(problems)
    return loaded


def check(scenario: str | Path) -> list[Problem]:
    """Everything wrong with a scenario, warnings included, in order of file, line and column."""
    try:
        return _loaded(find(scenario), ALSO)[1]
    except ContentError as error:
        return error.problems


def available() -> tuple[str, ...]:
    """Ids of the scenarios that came with the program."""
    root = shipped("scenarios")
    if not root.is_dir():
        return ()
    return tuple(sorted(p.name for p in root.iterdir() if (p / "scenario.yaml").is_file()))


def by_date() -> tuple[str, ...]:
    """Ids of the scenarios that came with the program, in the order of their first quarters."""

    def first(id: str) -> str:
        text = (shipped("scenarios") / id / "scenario.yaml").read_text(encoding="utf-8", errors="replace")
        said = re.search(r"^first: *([0-9]{4}Q[1-4])", text, re.MULTILINE)
        return said[1] if said else ""

    return tuple(sorted(available(), key=lambda id: (first(id), id)))


def find(scenario: str | Path) -> Path:
    """The folder that a path or an id means; raises ContentError for an id that nobody knows."""
    path = Path(scenario)
    if isinstance(scenario, Path) or not re.fullmatch(r"[a-z0-9-]+", scenario) or os.path.exists(path):
        return path
    here = shipped("scenarios") / scenario
    if not os.path.isdir(here):
        message = say("check.there-is-no-scenario", got=shown(scenario))
        raise ContentError([Problem.at(Place(scenario[:60]), message, nearest(scenario, available()))])
    return here


def _loaded(folder: Path, codex: int = WITHOUT) -> tuple[Loaded | None, list[Problem]]:
    """The scenario, unless there are errors, and every problem; those of its codex where that is read as well."""
    sheets = gather(folder, codex)
    problems = sheets.problems
    if any(p.severity == ERROR for p in problems):
        return None, sorted(set(problems))
    draft, wrong = drafted(sheets)
    problems = problems + wrong
    if draft is None:
        return None, sorted(set(problems))
    draft.complete = codex == ALSO
    if draft.complete and CODEX in draft.nodes:
        draft.cited |= set(works(draft.nodes[CODEX].plain()))
    scenario = compiled(draft, folder)
    if not draft.problems:
        check_whole(draft, scenario, folder.resolve().name)
    facts: tuple[Anchor, ...] = ()
    if not any(p.severity == ERROR for p in draft.problems):
        facts, wrong = anchors.read(folder, scenario, draft.sources.sources)
        problems = problems + wrong
    problems = sorted({*problems, *draft.problems})
    if any(p.severity == ERROR for p in problems):
        return None, problems
    loaded = _with_facts(draft, scenario, folder, problems, facts)
    if codex == ALSO:
        from game.content import codex_check

        draft.problems.clear()
        problems = sorted({*problems, *codex_check.check(draft, loaded), *draft.problems})
    return loaded, problems


def _with_facts(
    draft: Draft, scenario: Scenario, folder: Path, problems: list[Problem], found: tuple[Anchor, ...]
) -> Loaded:
    people: dict[str, Contender | Figure] = {**draft.people.contenders, **draft.people.figures}
    events = {}
    for n, event in enumerate(draft.events.events):
        place = draft.place("events", "events", n)
        events[event.id] = {
            "date": scenario.events[n].date,
            "quarters": (scenario.events[n].first, scenario.events[n].last),
            "source": tuple(event.source),
            "grade": event.grade,
            "file": place.file,
            "line": place.line,
        }
    return Loaded(
        scenario=scenario,
        texts={language: texts.flat(text) for language, text in draft.texts.items()},
        names={language: texts.names(text) for language, text in draft.texts.items()},
        looks=draft.looks.looks,
        people_facts={
            id: {"born": p.born, "died": p.died, "source": tuple(p.source), "grade": p.grade}
            for id, p in people.items()
        },
        sources={key: entry.model_dump() for key, entry in draft.sources.sources.items()},
        event_facts=events,
        facts={
            "offices": _facts(draft.offices.offices),
            "regions": _facts(draft.regions.regions),
            "sittings": _facts({s.id: s for s in draft.bodies.sittings}),
            "documents": _facts(draft.documents.documents),
        },
        warnings=tuple(problems),
        folder=folder,
        anchors=found,
        lenses=lenses.numbers(draft),
    )


def works(entries: Mapping[str, Any]) -> Iterator[str]:
    """The works that the entries of a codex rest on, as far as they are written as they should be."""
    for entry in entries.values():
        named = entry.get("sources", ()) if isinstance(entry, dict) else ()
        for line in [named] if isinstance(named, str) else named:
            if isinstance(line, str):
                yield work(line)


def _facts(entries: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {id: {"source": tuple(entry.source), "grade": entry.grade} for id, entry in entries.items()}
