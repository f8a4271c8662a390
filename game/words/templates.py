"""How a text of the catalogue is written: plain words and ``{name}`` or ``{name:spec}`` to fill.

A spec, with an optional ``^`` before it that makes the first letter a capital:

- a case or another form of a name: ``gen dat acc ins pre``, ``full``, ``full.gen``;
- Russian prepositions that change before some names: ``с+ins``, ``о+pre``, ``в+pre``, ``к+dat``;
- a choice by gender: ``m/f:голосовал|голосовала``, with ``p`` for several people;
- a number with its noun ``vote|votes`` or the noun alone ``form:vote|votes``;
- a number ``+`` (with its sign), ``plain`` (a year), ``roman``, ``share`` (per mille as a percentage);
- a date ``day`` or ``month``; a quarter ``words``, ``in``, ``short``; ``or`` joins a list by "or".
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter
from typing import Final, Literal, NamedTuple

CASES: Final = ("nom", "gen", "dat", "acc", "ins", "pre")
NAME_FORMS: Final = (*CASES, "full", "initials", "short")
NUMBER_FORMS: Final = ("+", "plain", "roman", "share")
DATE_FORMS: Final = ("date", "day", "month")
QUARTER_FORMS: Final = ("quarter", "words", "in", "short")
GENDERS: Final = ("m", "f", "n", "p")

_PREPOSITION: Final = re.compile(r"(с|о|в|к)\+(\S+)")
_GENDER: Final = re.compile(r"([mfnp](?:/[mfnp])+):(.*)", re.DOTALL)


class Piece(NamedTuple):
    """Plain text and then, unless `field` is None, a place to fill."""

    text: str
    field: str | None
    spec: str


class Spec(NamedTuple):
    """A spec taken apart; what does not apply is empty."""

    capital: bool
    style: Literal["", "or"]  # how lists are joined
    preposition: str
    genders: tuple[str, ...]
    forms: tuple[str, ...]
    bare: bool  # the noun without its number
    word: str


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """A text taken apart. Raises ValueError, saying why, when its braces do not match.

    >>> pieces("{who} voted")
    (Piece(text='', field='who', spec=''), Piece(text=' voted', field=None, spec=''))
    """
    out = []
    for literal, field, spec, conversion in Formatter().parse(text):
        if conversion:
            raise ValueError(f"'!{conversion}' has no meaning here")
        if field is not None and not field.isidentifier():
            raise ValueError(f"'{{{field}}}' needs a plain name between the braces")
        if spec and "{" in spec:
            raise ValueError(f"no braces inside '{{{field}:...}}'")
        out.append(Piece(literal, field, spec or ""))
    return tuple(out)


@lru_cache(maxsize=4096)
def parsed(spec: str) -> Spec:
    """A spec taken apart.

    >>> parsed("^m/f:said|said").genders, parsed("vote|votes").forms, parsed("or:gen").word
    (('m', 'f'), ('vote', 'votes'), 'gen')
    """
    capital = spec.startswith("^")
    rest = spec.removeprefix("^")
    style: Literal["", "or"] = "or" if rest == "or" or rest.startswith("or:") else ""
    rest = rest.removeprefix("or").removeprefix(":") if style else rest
    if choice := _GENDER.fullmatch(rest):
        return Spec(capital, style, "", tuple(choice[1].split("/")), tuple(choice[2].split("|")), False, "")
    if "|" in rest:
        bare = rest.startswith("form:")
        return Spec(capital, style, "", (), tuple(rest.removeprefix("form:").split("|")), bare, "")
    before = _PREPOSITION.fullmatch(rest)
    return Spec(capital, style, before[1] if before else "", (), (), False, before[2] if before else rest)


def fields(text: str) -> frozenset[str]:
    """The names a text needs."""
    return frozenset(piece.field for piece in pieces(text) if piece.field is not None)
