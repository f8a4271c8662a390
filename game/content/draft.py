"""A scenario between its files and its tables: models, where they came from, what is wrong so far."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from game.content import schema
from game.content.citing import work
from game.content.folder import Sheets
from game.content.mistakes import validated
from game.content.problems import ERROR, Place, Problem, nearest, shown
from game.content.sentences import Names, SentenceError, read_condition, read_effect
from game.content.source import Node
from game.content.texts import TextFile
from game.rules.parameters import DEFAULTS, PARAMETERS
from game.rules.scenario import Condition, Effect
from game.rules.terms import quarter_id
from game.words import Said
from game.words import said as say

Path = tuple[str | int, ...]
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
_NONE = Node({}, Place("scenario.yaml"))
BELOW = "../"
"""What the names of a base's files begin with."""
QUARTER = re.compile("[0-9]{4}Q[1-4]")


@dataclass
class Draft:
    """Every model of a scenario with its tree."""

    nodes: Mapping[str, Node]
    scenario: schema.ScenarioFile
    people: schema.PeopleFile
    offices: schema.OfficesFile
    regions: schema.RegionsFile
    bodies: schema.BodiesFile
    parameters: dict[str, int]
    sources: schema.SourcesFile
    looks: schema.LooksFile
    events: schema.EventsFile
    texts: dict[str, TextFile]
    names: Names
    problems: list[Problem] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    """Every work that a source line names."""
    documents: schema.DocumentsFile = field(default_factory=schema.DocumentsFile)
    beats: schema.BeatsFile = field(default_factory=schema.BeatsFile)
    chapters: schema.ChaptersFile = field(default_factory=schema.ChaptersFile)
    lenses: schema.LensesFile = field(default_factory=schema.LensesFile)
    complete: bool = True
    """Whether everything was read that may cite a work: the codex is left out where a scenario is only played."""
    departs: schema.DepartsFile = field(default_factory=schema.DepartsFile)

    @property
    def first(self) -> int:
        """``4 * year + quarter - 1`` of the first quarter."""
        return self.names.first

    def place(self, part: str, *path: str | int) -> Place:
        """Where a value stands."""
        return self.nodes.get(part, _NONE).at(*path)

    def inherited(self, part: str, *path: str | int) -> bool:
        """Whether something stands in a file of the base and not in one of the scenario's own."""
        node = self.nodes.get(part, _NONE).get(*path)
        return node is not None and node.place.file.startswith(BELOW)

    def wrong(
        self, part: str, path: Path, message: Said, hint: Said, *, key: bool = False, severity: str = ERROR
    ) -> None:
        """Note a problem at a value, or at its key."""
        node = self.nodes.get(part, _NONE)
        place = node.key_at(*path) if key else node.at(*path)
        self.problems.append(Problem.at(place, message, hint, severity))

    def index(
        self, what: str, name: str, among: Sequence[str], part: str, path: Path, *, key: bool = False
    ) -> int:
        """The place of a name among those there are, or -1 and a problem."""
        if name in among:
            return among.index(name)
        hint = nearest(name, among)
        if what == "contender" and name in self.names.figures:
            hint = say("check.is-a-figure-not-a-contender", word=name, hint=hint)
        self.wrong(part, path, say(f"check.no-{what}", word=name), hint, key=key)
        return -1

    def conditions(
        self, part: str, path: Path, texts: Sequence[str], asked: bool = False
    ) -> tuple[Condition, ...]:
        """The conditions of a list of sentences; what cannot be read is left out and noted."""
        out = []
        for n, text in enumerate(texts):
            read = self.sentence(part, (*path, n), text, lambda t: read_condition(t, self.names, asked=asked))
            if read is not None:
                out.append(read)
        return tuple(out)

    def effects(
        self, part: str, path: Path, said: Sequence[schema.Said], asked: bool = False, this: int | None = None
    ) -> tuple[Effect, ...]:
        """The effects of a list of sentences, each under its own conditions."""
        out = []
        for n, one in enumerate(said):
            here = (*path, n)
            under = self.conditions(part, (*here, "if"), one.if_, asked)

            def effect(text: str, under: tuple[Condition, ...] = under) -> Effect:
                return read_effect(text, self.names, asked=asked, this=this, conditions=under)

            node = self.nodes.get(part, _NONE).get(*here)
            at = (*here, "do") if node is not None and isinstance(node.value, dict) else here
            read = self.sentence(part, at, one.do, effect)
            if read is not None:
                out.append(read)
        return tuple(out)

    def sentence(self, part: str, path: Path, text: str, reader: Callable[[str], T]) -> T | None:
        """What `reader` makes of a sentence, or None and a problem at the very word."""
        try:
            return reader(text)
        except SentenceError as error:
            node = self.nodes.get(part, _NONE).get(*path) or _NONE
            place = node.place
            if node.start:
                place = place._replace(column=node.start + error.start)
            self.problems.append(
                Problem.at(place, say("check.in", text=_short(text), message=error.message), error.hint)
            )
            return None

    def quarter(self, part: str, path: Path, text: str) -> int:
        """The index of a quarter, or -1 and a problem when it lies outside the scenario.

        What a base brings may lie before the first quarter: it is over.
        """
        index = absolute(text) - self.first
        if 0 <= index < self.names.quarters or (index < 0 and self.inherited(part, *path)):
            return index
        self.wrong(part, path, say("check.the-quarter-lies-outside-the-scenario", word=text), self.span())
        return -1

    def quarter_of_day(self, day: tuple[int, int, int]) -> int:
        """The quarter of a date; it may lie outside the scenario."""
        return day[0] * 4 + (day[1] - 1) // 3 - self.first

    def span(self) -> Said:
        """The hint that says which quarters there are."""
        last = quarter_id(self.names.quarters - 1, self.first)
        return say("check.it-runs-from-to", first=quarter_id(0, self.first), last=str(last))

    def sourced(self, part: str, path: Path, source: Iterable[str], named: str = "source") -> None:
        """Check that a source names a work that is listed; `named` is the key that the sources stand under."""
        known = self.sources.sources
        for n, text in enumerate(source):
            at = (*path, named, n) if self.nodes[part].get(*path, named, n) else (*path, named)
            key, colon, detail = (piece.strip() for piece in text.partition(":"))
            self.cited.add(work(text))
            if key == "E" or key in known or (key == "S" and detail):
                continue
            if key == "S":
                self.wrong(
                    part,
                    at,
                    say("check.the-source-s-names-no-book"),
                    say("check.write-it-like-s-deutscher-the-prophet-unarmed"),
                )
            elif key == "C" and colon:
                self.wrong(
                    part,
                    at,
                    say("check.the-source-begins-with-a-grade", text=text),
                    say("check.write-and-grade-c", detail=detail),
                )
            else:
                hint = nearest(key, known) if known else say("check.list-it-in-sources-yaml")
                self.wrong(part, at, say("check.there-is-no-source", key=_short(key)), hint)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."


def absolute(quarter: str) -> int:
    """A quarter counted from year 0: ``4 * year + quarter - 1``.

    >>> absolute("1924Q1") - 4 * 1924
    0
    """
    return int(quarter[:4]) * 4 + int(quarter[5]) - 1


def drafted(sheets: Sheets) -> tuple[Draft | None, list[Problem]]:
    """The models of all parts, or None when one of them has the wrong shape."""
    problems: list[Problem] = []
    parts = _ahead(sheets.parts)

    def of(model: type[M], part: str) -> M | None:
        made, wrong = validated(model, parts.get(part, _NONE), part)
        problems.extend(wrong)
        return made

    scenario = of(schema.ScenarioFile, "scenario")
    people = of(schema.PeopleFile, "people")
    offices = of(schema.OfficesFile, "offices")
    regions = of(schema.RegionsFile, "regions")
    bodies = of(schema.BodiesFile, "bodies")
    sources = of(schema.SourcesFile, "sources")
    looks = of(schema.LooksFile, "looks")
    events = of(schema.EventsFile, "events")
    documents = of(schema.DocumentsFile, "documents")
    beats = of(schema.BeatsFile, "beats")
    chapters = of(schema.ChaptersFile, "chapters")
    lenses = of(schema.LensesFile, "lenses")
    of(schema.StandingFile, "standing")
    departs = of(schema.DepartsFile, "departs")
    texts = {language: of(TextFile, f"text/{language}") for language in sheets.languages}
    parameters = _parameters(parts.get("parameters", _NONE), problems)
    problems.extend(_unlikely_looks(parts.get("looks", _NONE).get("looks") or _NONE, ()))
    if (
        problems
        or not (
            scenario
            and people
            and offices
            and regions
            and bodies
            and sources
            and looks
            and events
            and documents
        )
        or departs is None
        or beats is None
        or chapters is None
        or lenses is None
    ):
        return None, problems
    first, last = absolute(scenario.first), absolute(scenario.last)
    node = parts["scenario"]
    if last < first:
        problems.append(
            Problem.at(
                node.at("last"),
                say("check.last-comes-before-first", last=scenario.last, first=scenario.first),
                say("check.swap-them"),
            )
        )
    elif last - first >= 90:
        problems.append(
            Problem.at(
                node.at("last"),
                say("check.from-to-is-too-long", first=scenario.first, last=scenario.last),
                say("check.at-most-90-quarters"),
            )
        )
    if problems:
        return None, problems
    names = Names(
        tuple(people.contenders),
        tuple(people.figures),
        tuple(regions.regions),
        tuple(offices.offices),
        {event.id: tuple(choice.id for choice in event.choices) for event in events.events},
        first,
        last - first + 1,
        tuple(documents.documents),
        max(first - absolute(sheets.began), 0) if QUARTER.fullmatch(sheets.began) else 0,
    )
    spoken = {language: text for language, text in texts.items() if text is not None}
    draft = Draft(
        parts, scenario, people, offices, regions, bodies, parameters, sources, looks, events, spoken, names
    )
    draft.documents, draft.beats, draft.chapters = documents, beats, chapters
    draft.departs, draft.lenses = departs, lenses
    return draft, []


def _ahead(parts: Mapping[str, Node]) -> dict[str, Node]:
    """The parts without the sittings of a base that lie before the first quarter: they have been held."""
    out = dict(parts)
    first = parts["scenario"].get("first") if "scenario" in parts else None
    sittings = parts["bodies"].get("sittings") if "bodies" in parts else None
    if first is None or sittings is None or not QUARTER.fullmatch(str(first.value)):
        return out
    begins = f"{str(first.value)[:4]}-{int(str(first.value)[5]) * 3 - 2:02}-01"
    if not isinstance(sittings.value, list):
        return out

    def over(node: Node) -> bool:
        date = node.get("date")
        return date is not None and node.place.file.startswith(BELOW) and str(date.value) < begins

    kept = Node([node for node in sittings.value if not over(node)], sittings.place)
    bodies = parts["bodies"]
    out["bodies"] = Node({**bodies.value, "sittings": kept}, bodies.place, bodies.keys)
    return out


def _parameters(node: Node, problems: list[Problem]) -> dict[str, int]:
    """The parameters that a scenario sets over their defaults, with or without `parameters:` above them."""
    node = node.get("parameters") or node
    if not isinstance(node.value, dict):
        hint = say("check.write-name-value-lines-below-it-each-indented")
        problems.append(
            Problem.at(
                node.place, say("check.parameters-must-be-a-mapping-not", got=shown(node.plain())), hint
            )
        )
        return dict(DEFAULTS)
    ranges = {p.name: (p.low, p.high) for p in PARAMETERS}
    out = dict(DEFAULTS)
    for name, value in node.plain().items():
        if name not in ranges:
            problems.append(
                Problem.at(
                    node.key_at(name), say("check.there-is-no-parameter", name=name), nearest(name, ranges)
                )
            )
            continue
        low, high = ranges[name]
        if isinstance(value, bool) or not isinstance(value, int):
            message = say("check.the-parameter-must-be-a-whole-number-not", name=name, got=shown(value))
            problems.append(
                Problem.at(
                    node.at(name),
                    message,
                    say(
                        "check.write-a-number-from-to-such-as",
                        low=str(low),
                        high=str(high),
                        usual=str(DEFAULTS[name]),
                    ),
                )
            )
        elif not low <= value <= high:
            message = say(
                "check.the-parameter-goes-from-to-never-to",
                name=name,
                low=str(low),
                high=str(high),
                value=str(value),
            )
            problems.append(
                Problem.at(node.at(name), message, say("check.its-usual-value-is", usual=str(DEFAULTS[name])))
            )
        else:
            out[name] = value
    return out


def _unlikely_looks(node: Node, path: Path) -> Iterator[Problem]:
    """What cannot stand in a look; what its words mean is for the window."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _unlikely_looks(child, (*path, key))
    elif isinstance(node.value, list):
        message = say("check.the-look-cannot-be-a-list", names=".".join(map(str, path)))
        yield Problem.at(node.place, message, say("check.a-look-is-made-of-numbers-words-and-mappings"))
    elif isinstance(node.value, float) and not math.isfinite(node.value):
        message = say("check.the-look-cannot-be", names=".".join(map(str, path)), value=str(node.value))
        yield Problem.at(node.place, message, say("check.write-a-number-such-as-0-5"))
