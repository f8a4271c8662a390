"""Numbers and names that the codex takes from the data it documents: ``{param:vote.severity}``, ``{held:gs:gen}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from game.content.problems import nearest
from game.rules import anchors, dice, power
from game.rules.dockets import SLOTS
from game.rules.orders import KIND, KINDS
from game.rules.parameters import DEFAULTS
from game.rules.terms import BASES, BODIES, DIALS, HEARD, ISSUES, LEVEL_IDS, NOBODY, PERSONA, RUNG_IDS
from game.rules.world import World
from game.words import Date, Name, Said, Sentence, Words
from game.words import said as say
from game.words.forms import shown
from game.words.templates import Piece, parsed, pieces

if TYPE_CHECKING:
    from game.content.load import Loaded

_SINGLE: Final = ("manner", "oratory", "health", "capital", "exposure", "reputation")
_COUNTED: Final = ("people", "contenders", "figures", "offices", "regions", "events", "documents")
_ELECTED: Final = ("cc", "ccc", "politburo", "candidates")


class Unfilled(Exception):
    """A place in a text that nothing can be put into: what is wrong with it, and what would be right."""

    def __init__(self, message: Said, hint: Said) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Filler:
    """What a scenario puts into the places of the codex's texts, measured in the state in which a game begins.

    A place is written ``{head:word:word:form}``: how many words follow a head is fixed, what is left over says how
    the value is written (see `game.words.templates`).
    """

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.scenario = loaded.scenario

    @cached_property
    def world(self) -> World:
        """One game in its first moment."""
        return World.new(self.scenario, dice.seeds("codex", 1))

    def parts(self, piece: Piece) -> tuple[str, tuple[str, ...], str]:
        """A place taken apart: its head, its words, the form. Raises Unfilled."""
        head = piece.field or ""
        if head not in PLACES:
            raise Unfilled(say("check.codex-no-place", word=head), nearest(head, PLACES))
        many = PLACES[head][0]
        given = piece.spec.split(":", many) if piece.spec else []
        if len(given) < many or not all(given[:many]):
            raise Unfilled(
                say("check.codex-place-words", word=head, n=many),
                say("check.codex-place-usage", usage=USAGE[head]),
            )
        return head, tuple(given[:many]), given[many] if len(given) > many else ""

    def value(self, piece: Piece) -> tuple[Any, str]:
        """What stands in a place, and the form it is written in. Raises Unfilled."""
        head, args, form = self.parts(piece)
        return PLACES[head][1](self, *args), form

    def put(self, piece: Piece, words: Words) -> str:
        """A place as words. Raises Unfilled."""
        value, form = self.value(piece)
        try:
            return shown(value, parsed(form), words)
        except (ValueError, KeyError) as error:
            raise Unfilled(
                say("check.codex-form", word=_braced(piece), why=str(error)), say("check.codex-form-hint")
            ) from None

    def filled(self, text: str, words: Words) -> str:
        """A whole text; a place that cannot be filled shows its own words in brackets."""
        out = []
        try:
            parts = pieces(text)
        except ValueError:
            return text
        for piece in parts:
            out.append(piece.text)
            if piece.field is not None:
                try:
                    out.append(self.put(piece, words))
                except Unfilled:
                    out.append(f"({_braced(piece)[1:-1]})")
        return "".join(out)


def _braced(piece: Piece) -> str:
    return "{" + f"{piece.field}:{piece.spec}".rstrip(":") + "}"


def places(text: str) -> tuple[Piece, ...]:
    """The places of a text, in order."""
    return tuple(piece for piece in pieces(text) if piece.field is not None)


def _at(head: str, word: str, among: Iterable[str]) -> int:
    """The place of a word in a list; raises Unfilled with the nearest one."""
    known = list(among)
    if word in known:
        return known.index(word)
    raise Unfilled(say("check.codex-place-word", word=word, head=head), nearest(word, known))


def _who(f: Filler, head: str, word: str, among: Sequence[str] | None = None) -> int:
    return _at(head, word, f.scenario.people if among is None else among)


def _sitting(f: Filler, head: str, word: str) -> Any:
    return f.scenario.sittings[_at(head, word, [s.id for s in f.scenario.sittings])]


def _size(f: Filler, what: str) -> int:
    known = (*anchors.SEATS, *dict.fromkeys(s.id for s in f.scenario.sittings if s.seats))
    place = _at("size", what, known)
    if place < len(anchors.SEATS):
        read = anchors.MEASURES["size"].read
        assert read is not None
        return int(read(f.world, (place,))[0])
    return int(_sitting(f, "size", what).seats)


def _elects(f: Filler, sitting: str, what: str) -> int:
    found = _sitting(f, "elects", sitting)
    _at("elects", what, _ELECTED)
    return int(getattr(found, what))


def _date(f: Filler, sitting: str) -> Date:
    return Date(*_sitting(f, "date", sitting).date)


def _start(f: Filler, what: str, who: str) -> int:
    s = f.scenario
    if what in ISSUES:
        return int(s.positions[_who(f, "start", who), ISSUES.index(what)])
    _at("start", what, (*_SINGLE, *PERSONA, *ISSUES, "pages"))
    c = _who(f, "start", who, s.contenders)
    if what == "pages":
        return int(s.pages[c].sum())
    if what in PERSONA:
        return int(s.persona[c, PERSONA.index(what)])
    return int(getattr(s, what)[c])


def _base(f: Filler, who: str, base: str) -> int:
    return int(
        power.all_bases(f.world)[0, _who(f, "base", who, f.scenario.contenders), _at("base", base, BASES)]
    )


def _lean(f: Filler, figure: str, who: str) -> int:
    s = f.scenario
    return int(s.lean[_who(f, "lean", figure, s.figures), _who(f, "lean", who, s.contenders)])


def _trust(f: Filler, who: str, whom: str) -> int:
    s = f.scenario
    return int(s.trust[_who(f, "trust", who, s.contenders), _who(f, "trust", whom, s.contenders)])


def _held(f: Filler, office: str) -> Name:
    holder = f.scenario.offices[_at("held", office, f.scenario.office_index)].holder
    return Name("nobody" if holder == NOBODY else f"person.{f.scenario.people[holder]}")


def _share(table: str) -> Callable[..., int]:
    def read(f: Filler, region: str, who: str) -> int:
        s = f.scenario
        r = _at(table, region, s.regions)
        return int(getattr(s, table)[r, _at(table, who, (*s.contenders, "unaligned"))])

    return read


def _anchor(f: Filler, id: str) -> Any:
    found = f.loaded.anchors[_at("anchor", id, [a.id for a in f.loaded.anchors])]
    text, kind = found.expected, anchors.MEASURES[found.measure].value
    if kind == "number":
        return int(found.wanted[0])
    if kind == "truth":
        return text == "yes"
    if kind == "rung":
        return Sentence.of(f"rung.{RUNG_IDS[found.wanted[0]]}")
    if kind == "people":
        return [Name(f"person.{id}") for id in f.scenario.people if id in re.findall(r"[a-z0-9-]+", text)]
    if kind == "choice":
        return Sentence.of(f"event.{found.subject}.choice.{text}")
    if kind == "ending":
        return Sentence.of(f"ending.{text}.title")
    if kind in ("person", "contender") and found.op == "=":
        return Name("nobody" if found.wanted[0] < 0 or text == "nobody" else f"person.{text}")
    return text


def _count(f: Filler, what: str) -> int:
    _at("count", what, _COUNTED)
    return len(getattr(f.scenario, what))


def _name(kind: str, ids: Callable[[Filler], Iterable[str]]) -> Callable[..., Name]:
    def read(f: Filler, id: str) -> Name:
        _at(kind, id, ids(f))
        return Name(f"{kind}.{id}")

    return read


PLACES: Final[dict[str, tuple[int, Callable[..., Any]]]] = {
    "size": (1, _size),
    "elects": (2, _elects),
    "date": (1, _date),
    "param": (1, lambda f, x: f.scenario.parameters[_at("param", x, f.scenario.parameter)][1]),
    "default": (1, lambda f, x: list(DEFAULTS.values())[_at("default", x, DEFAULTS)]),
    "orders": (0, lambda f: len(KINDS)),
    "quarters": (0, lambda f: f.scenario.quarters),
    "cost": (1, lambda f, x: KINDS[_at("cost", x, KIND)].cost),
    "slots": (1, lambda f, x: SLOTS[_at("slots", x, BODIES)]),
    "count": (1, _count),
    "start": (2, _start),
    "base": (2, _base),
    "lean": (2, _lean),
    "trust": (2, _trust),
    "rung": (1, lambda f, x: Sentence.of(f"rung.{RUNG_IDS[int(f.scenario.rung[_who(f, 'rung', x)])]}")),
    "held": (1, _held),
    "person": (1, _name("person", lambda f: f.scenario.people)),
    "office": (1, _name("office", lambda f: f.scenario.office_index)),
    "region": (1, _name("region", lambda f: f.scenario.regions)),
    "line": (1, lambda f, x: int(f.scenario.line[_at("line", x, ISSUES)])),
    "dial": (1, lambda f, x: int(f.scenario.dials[_at("dial", x, DIALS)])),
    "fear": (0, lambda f: f.scenario.fear),
    "security": (0, lambda f: f.scenario.security),
    "members": (1, lambda f, x: 100 * int(f.scenario.members[_at("members", x, f.scenario.regions)])),
    "grip": (1, lambda f, x: int(f.scenario.grip[_at("grip", x, f.scenario.regions)])),
    "cells": (2, _share("cells")),
    "secretaries": (2, _share("secretaries")),
    "odds": (1, lambda f, x: f.scenario.events[_at("odds", x, f.scenario.event_index)].odds),
    "heard": (1, lambda f, x: HEARD[_at("heard", x, LEVEL_IDS)]),
    "anchor": (1, _anchor),
}
"""Every head: how many words follow it, and what it reads."""

USAGE: Final = {
    **{head: "{" + ":".join((head, *["..."] * many)) + "}" for head, (many, _) in PLACES.items()},
    "size": "{size:cc}",
    "elects": "{elects:congress.13:cc}",
    "start": "{start:caution:PERSON}",
    "base": "{base:PERSON:army}",
    "lean": "{lean:FIGURE:CONTENDER}",
    "held": "{held:OFFICE}",
}
"""How each is written, for a hint."""
