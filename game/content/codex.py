"""The codex of a scenario: what the record says of each thing, beside what the model assumes.

It is read only when somebody opens it: codex/*.yaml hold the structure, text/<language>/codex-*.yaml the words. Every
event and every recorded vote is an entry by itself; persons, offices and bodies that nobody wrote of are there with
what the scenario's data say of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, Field, model_validator

from game.content.filling import Filler
from game.content.folder import ALONE, CODEX, gather
from game.content.kinds import Day, Grade, Id, Name, Source, fault, word
from game.content.mistakes import validated
from game.content.problems import ERROR, ContentError, Problem
from game.content.schema import Part
from game.content.source import Node
from game.content.texts import Words as Text
from game.rules.anchors import Anchor
from game.rules.scenario import Sitting
from game.rules.terms import BODIES
from game.words import said as say

if TYPE_CHECKING:
    from game.content.load import Loaded

KINDS: Final = ("person", "body", "office", "congress", "policy", "term", "claim", "rule")
"""What an entry may be about."""
AUTOMATIC: Final = ("event", "vote")
"""Entries that nobody writes."""
VERDICTS: Final = ("true", "disputed", "unproven", "myth")
LINK: Final = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
"""``[[id]]`` or ``[[id|shown words]]``."""
_TALLY: Final = re.compile(r"-(for|against|neither|carried|report)$")


def _worded(value: Any) -> Any:
    """YAML takes the word `true` for a truth value."""
    return "true" if value is True else value


class CodexEntry(Part):
    """One entry of codex/*.yaml: its kind, what it points to, what it rests on."""

    kind: Annotated[str, word("codex-kind", KINDS)]
    see: list[Name] = Field(default_factory=list)
    sources: Source = Field(default_factory=list)
    grade: Grade | None = None
    verdict: Annotated[Annotated[str, word("verdict", VERDICTS)] | None, BeforeValidator(_worded)] = None
    date: Day | None = None

    @model_validator(mode="after")
    def _judged(self) -> CodexEntry:
        if self.kind == "claim" and self.verdict is None:
            raise fault(
                say("check.codex-claim-unjudged"), say("check.codex-verdicts", known=", ".join(VERDICTS))
            )
        if self.kind != "claim" and self.verdict is not None:
            raise fault(say("check.codex-verdict-stray", kind=self.kind), say("check.codex-take-verdict-out"))
        return self


class ReadingText(Part):
    """One way of reading a dispute, and whose it is."""

    who: Text
    text: Text


class EntryText(Part):
    """The words of an entry in one language."""

    title: Text | None = None
    short: Text | None = None
    record: Text | None = None
    model: Text | None = None
    readings: list[ReadingText] = Field(default_factory=list)


class CodexFile(Part):
    """codex/*.yaml as one."""

    codex: dict[Id, CodexEntry] = Field(default_factory=dict)


class CodexTextFile(Part):
    """text/<language>/codex-*.yaml as one."""

    codex: dict[str, EntryText] = Field(default_factory=dict)


@dataclass(frozen=True)
class Vote:
    """A motion of the record and how it was voted on, from the anchors."""

    id: str
    quarter: int
    sitting: str
    motion: str
    tally: tuple[tuple[str, Anchor], ...]
    """``for``, ``against``, ``neither``, ``carried`` with what the record says."""


@dataclass(frozen=True, eq=False)
class Codex:
    """All entries of a scenario, written and automatic, and their words."""

    loaded: Loaded
    entries: Mapping[str, CodexEntry]
    texts: Mapping[str, Mapping[str, EntryText]]
    """For each language by entry."""
    filler: Filler
    found: dict[str, object] = field(default_factory=dict, compare=False)
    """What was worked out once, by a name: for whoever shows the codex."""

    @cached_property
    def votes(self) -> dict[str, Vote]:
        """The votes of the record by id; several ids may mean one vote."""
        groups: dict[tuple[int, str, str], list[Anchor]] = {}
        for a in self.loaded.anchors:
            if a.kind == "vote":
                groups.setdefault((a.quarter, a.after, a.subject), []).append(a)
        out: dict[str, Vote] = {}
        for (quarter, sitting, motion), rows in groups.items():
            names = sorted({_TALLY.sub("", a.id) for a in rows}, key=lambda name: (len(name), name))
            vote = Vote(names[0], quarter, sitting, motion, tuple((a.measure, a) for a in rows))
            out |= dict.fromkeys((*names, *(a.id for a in rows)), vote)
        return out

    @cached_property
    def events(self) -> dict[str, int]:
        """The place of each event by id."""
        return dict(self.loaded.scenario.event_index)

    @cached_property
    def ids(self) -> dict[str, str]:
        """The kind of every entry by id; what is written comes before what makes itself."""
        s = self.loaded.scenario
        out = {id: entry.kind for id, entry in self.entries.items()}
        out |= {id: "person" for id in s.people if id not in out}
        out |= {office.id: "office" for office in s.offices if office.id not in out}
        for body in sorted({sitting.body for sitting in s.sittings}):
            out.setdefault(BODIES[body], "body")
        for id in self.events:
            out.setdefault(id, "event")
        for vote in self.votes.values():
            out.setdefault(vote.id, "vote")
        return out

    def known(self, id: str) -> str:
        """The entry that a link means, or nothing: a vote may be called by any of its lines."""
        if id in self.ids:
            return id
        return self.votes[id].id if id in self.votes else ""

    def text(self, id: str, language: str) -> EntryText:
        """The words of a written entry, in English or in any language where the reader's own has none."""
        for there in (language, "en", *sorted(self.texts)):
            if id in self.texts.get(there, {}):
                return self.texts[there][id]
        return EntryText()

    def sitting(self, id: str) -> Sitting | None:
        """The sitting of the scenario that an entry is about, by its day or by its id."""
        entry = self.entries.get(id)
        if entry is None or entry.kind != "congress":
            return None
        for sitting in self.loaded.scenario.sittings:
            if sitting.date == entry.date or (entry.date is None and sitting.id.replace(".", "-") == id):
                return sitting
        return None

    def of_sitting(self, sitting: Sitting) -> str:
        """The entry about a sitting, or nothing."""
        return next((id for id in self.entries if self.sitting(id) is sitting), "")

    @cached_property
    def mentions(self) -> dict[str, tuple[str, ...]]:
        """For each entry those that point to it, in the order of the files."""
        out: dict[str, list[str]] = {}
        for id, entry in self.entries.items():
            named = list(entry.see)
            for texts in self.texts.values():
                if id in texts:
                    named += [target for part in bodies(texts[id]) for target in links(part[1])]
            for target in dict.fromkeys(self.known(name) for name in named):
                if target and target != id:
                    out.setdefault(target, []).append(id)
        return {id: tuple(names) for id, names in out.items()}


def links(text: str) -> list[str]:
    """The ids that a text points to.

    >>> links("He followed [[lenin]] and [[stalin|the General Secretary]].")
    ['lenin', 'stalin']
    """
    return [found[1] for found in LINK.finditer(text)]


def bodies(text: EntryText) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of an entry that may hold links and places, each with its path."""
    for name in ("title", "short", "record", "model"):
        if value := getattr(text, name):
            yield (name,), value
    for n, reading in enumerate(text.readings):
        yield ("readings", n, "who"), reading.who
        yield ("readings", n, "text"), reading.text


def made(parts: Mapping[str, Node], loaded: Loaded) -> tuple[Codex, list[Problem]]:
    """The codex that was read with a folder, and what has the wrong shape in it."""
    problems: list[Problem] = []
    node = parts.get(CODEX)
    file = None
    if node is not None:
        file, problems = validated(CodexFile, _under(node))
    texts: dict[str, Mapping[str, EntryText]] = {}
    for name, tree in parts.items():
        if name.startswith(f"{CODEX}/"):
            said, wrong = validated(CodexTextFile, _under(tree))
            problems += wrong
            texts[name.removeprefix(f"{CODEX}/")] = said.codex if said is not None else {}
    return Codex(loaded, file.codex if file is not None else {}, texts, Filler(loaded)), problems


def _under(node: Node) -> Node:
    """A file whose keys are ids, as a mapping of one key: models need one."""
    return Node({CODEX: node}, node.place, {CODEX: node.place})


@lru_cache(maxsize=2)
def codex(loaded: Loaded) -> Codex:
    """The codex of a scenario; raises ContentError when its files cannot be read.

    A wrong link or place does not stop a reader: it is shown as it stands, and `check` tells the author.
    """
    sheets = gather(loaded.folder, ALONE)
    found, problems = made(sheets.parts, loaded)
    wrong = [p for p in (*sheets.problems, *problems) if p.severity == ERROR]
    if wrong:
        raise ContentError(wrong)
    return found
