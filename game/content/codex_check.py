"""What is wrong with a codex: links, places, languages, lengths, and what it does not tell of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.content.codex import LINK, Codex, EntryText, bodies, links, made
from game.content.draft import Draft
from game.content.filling import Unfilled, places
from game.content.folder import CODEX
from game.content.load import Loaded
from game.content.problems import ERROR, WARNING, Place, Problem, nearest
from game.content.source import Node
from game.rules.terms import BODIES
from game.words import Said, Words
from game.words import said as say

LANGUAGES: Final = ("en", "ru")
LONGEST: Final = {"title": 60, "short": 90, "record": 2400, "model": 1600, "text": 900, "who": 90}
"""Characters beyond which a text does not fit where it is shown."""
READINGS: Final = (2, 4)
_ANY: Final[tuple[str, ...]] = ()


def check(draft: Draft, loaded: Loaded) -> list[Problem]:
    """Every problem of a scenario's codex; none where it has no codex."""
    codex, problems = made(draft.nodes, loaded)
    if not any(name == CODEX or name.startswith(f"{CODEX}/") for name in draft.nodes):
        return []
    if any(p.severity == ERROR for p in problems):
        return problems
    look = _Look(draft, codex, problems)
    look.structure()
    for language in codex.texts:
        look.words(language)
    look.languages()
    look.wanted()
    return problems


class _Look:
    """One look through a codex; what is wrong is noted in `problems`."""

    def __init__(self, draft: Draft, codex: Codex, problems: list[Problem]) -> None:
        self.draft, self.codex, self.problems = draft, codex, problems

    def node(self, part: str) -> Node:
        return self.draft.nodes.get(part) or Node({}, Place(part))

    def wrong(self, place: Place, message: Said, hint: Said, severity: str = ERROR) -> None:
        # What is inherited is checked where it was written: a later start knows fewer sittings and no anchors.
        if not place.file.startswith("../"):
            self.problems.append(Problem.at(place, message, hint, severity))

    def structure(self) -> None:
        """Links of `see`, sources, and whether an id that the scenario knows is of the right kind."""
        scenario, node = self.codex.loaded.scenario, self.node(CODEX)
        offices = set(scenario.office_index)
        for id, entry in self.codex.entries.items():
            for n, target in enumerate(entry.see):
                if not self.codex.known(target):
                    hint = nearest(target, self.codex.ids)
                    self.wrong(node.at(id, "see", n), say("check.codex-no-entry", word=target), hint)
                elif target == id:
                    self.wrong(
                        node.at(id, "see", n),
                        say("check.codex-itself", word=id),
                        say("check.delete-the-entry"),
                        WARNING,
                    )
            self.draft.sourced(CODEX, (id,), entry.sources, "sources")
            right = (
                ("person",) if id in scenario.people else ("office", "body") if id in offices else
                ("body",) if id in BODIES else _ANY
            )  # fmt: skip
            if right is not _ANY and entry.kind not in right:
                message = say("check.codex-wrong-kind", id=id, kind=entry.kind)
                self.wrong(node.at(id, "kind"), message, nearest(right[0], right))

    def words(self, language: str) -> None:
        """The texts of one language: links, places, lengths, entries that do not exist."""
        part = f"{CODEX}/{language}"
        node = self.node(part)
        speaker = self._speaker(language)
        for id, text in self.codex.texts[language].items():
            if id not in self.codex.entries:
                hint = nearest(id, self.codex.entries)
                self.wrong(node.key_at(id), say("check.codex-no-entry", word=id), hint)
                continue
            for path, said in bodies(text):
                here = node.get(id, *path)
                self._links(here or node, said)
                whole = self._filled(here or node, said, speaker)
                plain = LINK.sub(lambda m: m[2] or self._title(m[1], language), whole)
                longest = LONGEST[str(path[-1])]
                if len(plain) > longest:
                    message = say(
                        "check.codex-long", what=".".join(map(str, path)), id=id, n=len(plain), most=longest
                    )
                    self.wrong(
                        node.key_at(id, *path),
                        message,
                        say("check.codex-shorten", n=len(plain) - longest),
                        WARNING,
                    )
            few, many = READINGS
            if text.readings and not few <= len(text.readings) <= many:
                message = say("check.codex-readings", id=id, n=len(text.readings))
                self.wrong(node.key_at(id, "readings"), message, say("check.codex-readings-hint"), WARNING)

    def _speaker(self, language: str) -> Words:
        """Words that know the scenario; a language without a catalogue takes the forms of English."""
        loaded = self.codex.loaded
        texts = {**loaded.texts.get("en", {}), **loaded.texts.get(language, {})}
        names = {**loaded.names.get("en", {}), **loaded.names.get(language, {})}
        return Words(language if language in LANGUAGES else "en", texts, names, strict=True)

    def _title(self, id: str, language: str) -> str:
        return self.codex.text(id, language).title or id

    def _links(self, node: Node, text: str) -> None:
        for target in links(text):
            if not self.codex.known(target):
                place = self._spot(node, f"[[{target}")
                self.wrong(place, say("check.codex-no-entry", word=target), nearest(target, self.codex.ids))
        rest = LINK.sub("", text)
        for mark in ("[[", "]]"):
            if mark in rest:
                message = say("check.codex-half-link", mark=mark)
                self.wrong(self._spot(node, mark), message, say("check.codex-half-link-hint"))

    def _filled(self, node: Node, text: str, speaker: Words) -> str:
        """The text with its places filled; what cannot be filled is noted."""
        try:
            found = places(text)
        except ValueError as error:
            self.wrong(node.place, say("check.codex-braces", why=str(error)), say("check.codex-braces-hint"))
            return text
        for piece in found:
            try:
                self.codex.filler.put(piece, speaker)
            except Unfilled as error:
                needle = "{" + f"{piece.field}:{piece.spec}".rstrip(":")
                self.wrong(self._spot(node, needle), error.message, error.hint)
        return self.codex.filler.filled(text, speaker)

    def _spot(self, node: Node, needle: str) -> Place:
        """Where in the file a link or a place stands: the first such from the line of the text on."""
        try:
            lines = (self.codex.loaded.folder / node.place.file).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, ValueError):
            return node.place
        for number in range(node.place.line, min(len(lines), node.place.line + 400) + 1):
            line = lines[number - 1]
            if (column := line.find(needle, node.place.column - 1 if number == node.place.line else 0)) >= 0:
                return Place(node.place.file, number, column + 1)
        return node.place

    def languages(self) -> None:
        """Every entry in both languages, with the same texts, links and places."""
        structure = self.node(CODEX)
        for id in self.codex.entries:
            for language in LANGUAGES:
                text = self.codex.texts.get(language, {}).get(id)
                where = f"text/{language}/codex-{self.codex.entries[id].kind}.yaml"
                if text is None:
                    self.wrong(
                        structure.key_at(id),
                        say("check.there-is-no-text-in", key=id, language=language),
                        say("check.codex-write", file=where),
                        WARNING,
                    )
                    continue
                for name in ("title", "short", "record"):
                    if getattr(text, name) is None:
                        key = f"{id}.{name}"
                        self.wrong(
                            self.node(f"{CODEX}/{language}").key_at(id),
                            say("check.there-is-no-text-in", key=key, language=language),
                            say("check.add-key", key=name),
                            WARNING,
                        )
            texts = [self.codex.texts.get(language, {}).get(id) for language in LANGUAGES]
            if texts[0] is not None and texts[1] is not None:
                self._compare(id, texts[0], texts[1])

    def _compare(self, id: str, first: EntryText, second: EntryText) -> None:
        one, other = LANGUAGES
        node = self.node(f"{CODEX}/{other}")
        mine, theirs = dict(bodies(first)), dict(bodies(second))
        for path in (*mine, *(p for p in theirs if p not in mine)):
            shown = f"{id}.{'.'.join(str(s) for s in path)}"
            if path not in theirs or path not in mine:
                lacking = other if path not in theirs else one
                if path in (("title",), ("short",), ("record",)):
                    continue  # told already
                place = self.node(f"{CODEX}/{lacking}").key_at(id, *path[:1])
                message = say("check.there-is-no-text-in", key=shown, language=lacking)
                self.wrong(place, message, say("check.codex-add-there", path=shown), WARNING)
                continue
            for what, read in (("links", self._targets), ("places", self._places)):
                here, there = read(theirs[path]), read(mine[path])
                if here != there:
                    message = say(f"check.codex-other-{what}", text=shown, language=other, other=one)
                    odd = ", ".join(sorted(here ^ there))
                    self.wrong(node.key_at(id, *path), message, say("check.codex-odd", what=odd), WARNING)

    def _targets(self, text: str) -> frozenset[str]:
        return frozenset(links(text))

    def _places(self, text: str) -> frozenset[str]:
        out = set()
        try:
            for piece in places(text):
                head, args, _ = self.codex.filler.parts(piece)
                out.add(":".join((head, *args)))
        except (ValueError, Unfilled):
            return frozenset()
        return frozenset(out)

    def wanted(self) -> None:
        """Persons, offices and bodies of the scenario that have no entry."""
        for place, what, id in self._due():
            if id not in self.codex.entries:
                message = say(f"check.codex-wants-{what}", id=id)
                self.wrong(place, message, say("check.codex-write-entry", id=id), WARNING)

    def _due(self) -> Iterator[tuple[Place, str, str]]:
        scenario, nodes = self.codex.loaded.scenario, self.draft.nodes
        for id in scenario.contenders:
            yield nodes["people"].key_at("contenders", id), "person", id
        for id in scenario.figures:
            yield nodes["people"].key_at("figures", id), "person", id
        for office in scenario.offices:
            yield nodes["offices"].key_at("offices", office.id), "office", office.id
        for body in sorted({s.body for s in scenario.sittings}):
            yield nodes["bodies"].key_at("sittings"), "body", BODIES[body]
