"""Reading YAML with the place of every word kept: `file:line:column` for each key and value.

The files of strangers are read, so nothing is built but mappings, lists and scalars: no tags, hardly any
aliases, no deep nests, no large files. The tree is made from the parser's events without recursion.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from game.content.problems import Place, Problem
from game.words import Said
from game.words import said as say

LARGEST_FILE: Final = 2_000_000
"""Bytes of one file."""
DEEPEST: Final = 24
MOST_NODES: Final = 150_000
MOST_ALIASES: Final = 8
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INT: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(
    r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?|[-+]?\.(inf|nan)", re.I
)
# With the line breaks that editors and YAML count differently.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)")

Scalar = str | int | float | bool | None


@dataclass(slots=True, eq=False)
class Node:
    """A value of a file and where it stands: a scalar, a list of nodes, or a mapping of nodes."""

    value: Any
    """Scalar, ``list[Node]`` or ``dict[str, Node]``."""
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)
    """Of a mapping: where each key stands."""
    start: int = 0
    """Of a text that stands as it is on one line: the column of its first letter; otherwise 0."""

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def get(self, *path: str | int) -> Node | None:
        """The node at a path, or None."""
        here: Node | None = self
        for step in path:
            here = here._child(step) if here else None
        return here

    def at(self, *path: str | int) -> Place:
        """The place of the value at a path, or of the nearest thing above it that there is."""
        here = self
        for step in path:
            child = here._child(step)
            if child is None:
                break
            here = child
        return here.place

    def key_at(self, *path: str | int) -> Place:
        """The place of the key that a path ends in; for lists, or when it is missing, as `at`."""
        above = self.get(*path[:-1]) if path else None
        if above is not None and isinstance(above.value, dict) and str(path[-1]) in above.keys:
            return above.keys[str(path[-1])]
        return self.at(*path)

    def _child(self, step: str | int) -> Node | None:
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            child: Node = self.value[step]
            return child
        return None


def read(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one file, or None, and everything wrong with it. `name` is what messages call it."""
    top = Place(name)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return None, [
                Problem.at(top, say("check.is-not-a-file", name=name), say("check.put-a-yaml-file-there"))
            ]
        if about.st_size > LARGEST_FILE:
            return None, [
                Problem.at(
                    top,
                    say(
                        "check.has-bytes-are-allowed",
                        name=name,
                        st_size=about.st_size,
                        largest_file=LARGEST_FILE,
                    ),
                    say("check.split-it"),
                )
            ]
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None, [
            Problem.at(
                top,
                say("check.there-is-no-file", name=name),
                say("check.add-it-or-see-whether-its-name-is-misspelt"),
            )
        ]
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        return None, [
            Problem.at(
                top, say("check.cannot-be-read", name=name, why=why), say("check.check-its-permissions")
            )
        ]
    return parse(raw, name)


def parse(raw: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """The tree of the bytes of a file, or None, and everything wrong with them.

    >>> node, problems = parse(b"born: 1878-12-18", "people.yaml")
    >>> node.plain(), node.at("born"), problems
    ({'born': '1878-12-18'}, Place(file='people.yaml', line=1, column=7), [])
    """
    if len(raw) > LARGEST_FILE:
        return None, [
            Problem.at(
                Place(name),
                say("check.has-more-than-bytes", name=name, largest_file=LARGEST_FILE),
                say("check.split-it"),
            )
        ]
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        byte = f"byte 0x{raw[error.start]:02x}"
        return None, [
            Problem.at(
                _spot(name, before, len(before)),
                say("check.is-not-utf-8-here", name=name, byte=byte),
                say("check.save-the-file-as-utf-8"),
            )
        ]
    problems = list(_forbidden(text, name))
    if problems:
        return None, problems
    builder = _Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Enough:
        pass
    except yaml.YAMLError as error:
        deep = _too_deep(text, name) if "nesting depth" in str(error) else None
        builder.problems.append(_nested(deep, name) if deep else _wrong_yaml(error, name))
    node = builder.root
    if node is None and not builder.problems:
        builder.problems.append(
            Problem.at(
                Place(name), say("check.is-empty", name=name), say("check.write-something-in-it-or-delete-it")
            )
        )
    return (None if builder.problems else node), builder.problems


def _forbidden(text: str, name: str) -> Iterator[Problem]:
    """Tabs and control characters: the first few."""
    for tab in list(re.finditer("\t", text))[:3]:
        yield Problem.at(
            _spot(name, text, tab.start()),
            say("check.there-is-a-tab-in", name=name),
            say("check.use-spaces-instead"),
        )
    if m := _CONTROL.search(text):
        code = f"U+{ord(m[0]):04X}"
        yield Problem.at(
            _spot(name, text, m.start()),
            say("check.there-is-a-control-character-in", code=code, name=name),
            say("check.delete-it"),
        )


def _spot(name: str, text: str, index: int) -> Place:
    line = text.count("\n", 0, index) + 1
    return Place(name, line, index - (text.rfind("\n", 0, index) + 1) + 1)


class _Enough(Exception):
    """Reading further would only cost time."""


_YAML_HINTS: Final = (
    ("mapping values are not allowed", "yaml-colon-text"),
    ("could not find expected ':'", "yaml-colon"),
    ("did not find expected key", "yaml-indent"),
    ("did not find expected '-' indicator", "yaml-indent"),
    ("expected <block end>", "yaml-indent"),
    ("did not find expected ',' or", "yaml-comma"),
    ("expected ',' or", "yaml-comma"),
    ("unexpected end of stream", "yaml-quote"),
    ("cannot start any token", "yaml-text"),
    ("undefined alias", "yaml-write-out"),
    ("alias", "yaml-star"),
    ("anchor", "yaml-and"),
    ("tag", "yaml-bang"),
    ("escape", "yaml-backslash"),
)


def _wrong_yaml(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed")
    context = str(getattr(error, "context", None) or "")
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    both = f"{what} {context}".lower()
    hint = say("check." + next((key for part, key in _YAML_HINTS if part in both), "yaml-match"))
    said = f"{what}, {context}" if context else what
    return Problem.at(place, say("check.not-yaml", file=name, what=said), hint)


def _nested(place: Place, name: str) -> Problem:
    return Problem.at(
        place,
        say("check.is-nested-more-than-deep-here", name=name, deepest=str(DEEPEST)),
        say("check.see-whether-brackets-match"),
    )


_OPENS: Final = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_CLOSES: Final = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


def _too_deep(text: str, name: str) -> Place | None:
    """Where collections nest too deep for us, in a text that they made the parser give up before it said anything.

    The newest libyaml reads ahead over every open bracket and stops at a limit of its own. The scanner written in
    Python has none; its tokens are counted until the place is found.
    """
    depth = 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
            if depth > DEEPEST:
                return Place(name, token.start_mark.line + 1, token.start_mark.column + 1)
    except yaml.YAMLError:
        return None
    return None


class _Builder:
    """Makes the tree from the parser's events."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[Node, str | None]] = []  # collections not yet closed, each with its anchor
        self._waiting: list[
            tuple[str, Place] | None
        ] = []  # for each of them the key that waits for its value
        self._anchors: dict[str, Node] = {}
        self._documents = self._nodes = self._aliases = 0
        self._take: dict[type, Any] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        """One event of the parser."""
        if handler := self._take.get(type(event)):
            handler(event)

    def _place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _wrong(self, place: Place, message: Said, hint: Said) -> None:
        self.problems.append(Problem.at(place, message, hint))
        if len(self.problems) >= 20:
            raise _Enough

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._wrong(
                self._place(event),
                say("check.holds-a-second-document", name=self.name),
                say("check.delete-the-line"),
            )
            raise _Enough

    def _tagged(self, event: Any) -> None:
        # "!" alone is what the parser gives a quoted text.
        if event.tag is not None and event.tag != "!":
            self._wrong(
                self._place(event),
                say("check.is-a-tag-tags-are-not-allowed", tag=event.tag),
                say("check.write-the-plain-value"),
            )

    def _count(self, place: Place) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._wrong(
                place,
                say("check.holds-more-than-values", name=self.name, most_nodes=MOST_NODES),
                say("check.split-it"),
            )
            raise _Enough

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        self._tagged(event)
        self._count(place)
        plain = event.implicit[0]
        if self._open and isinstance(self._open[-1][0].value, dict) and self._waiting[-1] is None:
            self._key(event.value, place)
            return
        value = self._resolved(event.value, place) if plain else event.value
        node = Node(value, place)
        if isinstance(value, str):
            column = place.column - 1 + (0 if plain else 1)
            if self.lines[place.line - 1].startswith(value, column):
                node.start = column + 1
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        self._put(node)

    def _resolved(self, text: str, place: Place) -> Scalar:
        """A plain scalar as what it looks like: only the few forms that mean one thing to everybody."""
        if text in {"", "~", "null"}:
            return None
        if text in {"true", "false"}:
            return text == "true"
        if _INT.fullmatch(text):
            if len(text) > 16:
                self._wrong(
                    place,
                    say("check.the-number-has-digits", text=text[:8], n=str(len(text))),
                    say("check.write-a-smaller-number"),
                )
                return 0
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text.replace(".inf", "inf").replace(".nan", "nan") if text[-1] in "fFnN" else text)
        return text

    def _key(self, key: str, place: Place) -> None:
        above = self._open[-1][0]
        if len(key) > 100:
            self._wrong(
                place,
                say("check.the-key-is-too-long", key=key[:20]),
                say("check.see-whether-a-line-break-is-missing"),
            )
        if key == "<<":
            self._wrong(
                place, say("check.would-merge-a-mapping-that-is-not-allowed"), say("check.write-the-keys-out")
            )
        if key in above.keys:
            first = above.keys[key]
            self._wrong(
                place,
                say("check.the-key-stands-here-twice-first-in-line", key=key, line=str(first.line)),
                say("check.delete-one-of-them"),
            )
        self._waiting[-1] = (key, place)

    def _begin(self, event: Any) -> None:
        place = self._place(event)
        self._tagged(event)
        self._count(place)
        if len(self._open) >= DEEPEST:
            self.problems.append(_nested(place, self.name))
            raise _Enough
        if self._open and isinstance(self._open[-1][0].value, dict) and self._waiting[-1] is None:
            self._wrong(
                place,
                say("check.a-key-must-be-a-word-not-a-list"),
                say("check.put-it-in-quotes-if-it-is-a-text"),
            )
            raise _Enough
        node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], place)
        self._open.append((node, event.anchor))
        self._waiting.append(None)

    def _end(self, event: Any) -> None:
        node, anchor = self._open.pop()
        self._waiting.pop()
        if anchor is not None:
            # Known only from here on, so nothing can contain itself.
            self._anchors[anchor] = node
        self._put(node)

    def _alias(self, event: Any) -> None:
        place = self._place(event)
        self._aliases += 1
        if self._aliases > MOST_ALIASES:
            self._wrong(
                place,
                say("check.has-more-than-aliases", name=self.name, most_aliases=str(MOST_ALIASES)),
                say("check.write-out", anchor=event.anchor),
            )
            raise _Enough
        if any(anchor is not None for _, anchor in self._open):
            self._wrong(
                place,
                say("check.the-alias-stands-inside-an-anchor", anchor=event.anchor),
                say("check.write-the-thing-out"),
            )
            raise _Enough
        found = self._anchors.get(event.anchor)
        if found is None:
            self._wrong(place, say("check.means-nothing-here", anchor=event.anchor), say("check.yaml-star"))
            raise _Enough
        if self._open and isinstance(self._open[-1][0].value, dict) and self._waiting[-1] is None:
            self._wrong(
                place, say("check.the-key-is-an-alias", anchor=event.anchor), say("check.write-the-key-out")
            )
            raise _Enough
        self._put(Node(found.value, place, found.keys))

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        above = self._open[-1][0]
        if isinstance(above.value, list):
            above.value.append(node)
            return
        key, place = self._waiting[-1] or ("", node.place)
        self._waiting[-1] = None
        above.value[key] = node
        above.keys[key] = place
