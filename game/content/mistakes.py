"""Turning what pydantic refuses into problems with a place, plain words and the nearest right name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from game.content.problems import Problem, nearest, shown
from game.content.source import Node
from game.words import Said
from game.words import said as say

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]


def validated(model: type[M], node: Node, root: str = "") -> tuple[M | None, list[Problem]]:
    """The content of a file as its model, or None with every problem. `root` names the whole in messages."""
    problems = list(_empty(node))
    try:
        made = model.model_validate(node.plain())
        return (None, problems) if problems else (made, [])
    except ValidationError as error:
        problems += [_problem(model, node, root, dict(e)) for e in error.errors(include_url=False)]
        # Two branches of one union complain of one value; one complaint is enough.
        first: dict[tuple[str, int, int], Problem] = {}
        for problem in problems:
            first.setdefault(problem[:3], problem)
        return None, list(first.values())


def _empty(node: Node, path: Path = ()) -> Iterator[Problem]:
    """Values that were left out: none may be, for nobody could say what was meant."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _empty(child, (*path, key))
    elif isinstance(node.value, list):
        for n, child in enumerate(node.value):
            yield from _empty(child, (*path, n))
    elif node.value is None:
        what = say("check.no-value", at=_dotted(path, "")) if path else say("check.no-value-file")
        yield Problem.at(node.place, what, say("check.no-value-hint"))


def _problem(model: type[BaseModel], node: Node, root: str, error: dict[str, Any]) -> Problem:
    full: Path = tuple(error["loc"])
    kind = str(error["type"])
    path = _real(node, full)
    if kind == "missing":
        # What is missing has no node: its place is the mapping that lacks it, named by its own key.
        key = str(full[-1])
        above = _real(node, full[:-1])
        owner = say("check.a-text", text=_dotted(above, root)) if above else root or say("check.the-file")
        what = say("check.lacks", owner=owner, key=key)
        return Problem.at(node.key_at(*above), what, say("check.add-key", key=key))
    if kind == "extra_forbidden":
        key = str(full[-1])
        above = _real(node, full[:-1])
        owner = say("check.a-text", text=_dotted(above, root)) if above else root or say("check.the-file")
        what = say("check.no-key", owner=owner, key=key)
        return Problem.at(node.key_at(*above, key), what, nearest(key, keys_at(model, above)))
    dotted = _dotted(path, root)
    ctx = error.get("ctx", {})
    place = node.key_at(*path) if full and full[-1] == "[key]" else node.at(*path)
    if kind == "content":
        return Problem.at(place, say("check.at", at=dotted, message=ctx["message"]), ctx["hint"])
    return Problem.at(place, *_said(dotted, kind, error.get("input"), ctx))


def _said(at: str, kind: str, value: Any, ctx: dict[str, Any]) -> tuple[Said, Said]:
    """Message and hint for the kinds of error that the models can raise."""
    got = shown(value)
    if kind in _PLAIN:
        word = _PLAIN[kind]
        return say(f"check.must-{word}", at=at, got=got), say(f"check.must-{word}-hint")
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = str(ctx.get("ge", ctx.get("le")))
        word = "least" if "ge" in ctx else "most"
        return say(f"check.at-{word}", at=at, bound=bound, got=got), say("check.nearest-bound", bound=bound)
    if kind in {"too_short", "too_long"}:
        word, n = ("least", ctx["min_length"]) if "min_length" in ctx else ("most", ctx["max_length"])
        actual = str(ctx.get("actual_length"))
        return (
            say(f"check.entries-{word}", at=at, n=int(n), actual=actual),
            say(f"check.entries-{word}-hint", n=int(n)),
        )
    if kind == "string_too_short":
        return say("check.text-empty", at=at), say("check.text-empty-hint")
    if kind == "string_too_long":
        most = int(ctx.get("max_length", 0))
        return say("check.text-long", at=at, n=most), say("check.text-long-hint")
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        return say("check.cannot-be", at=at, got=got), nearest(str(value), options)
    return say("check.not-wanted", at=at, got=got), say("check.not-wanted-hint", at=at)


_PLAIN: Final = {
    **dict.fromkeys(("int_type", "int_from_float", "int_parsing", "int_parsing_size"), "number"),
    **dict.fromkeys(("float_type", "finite_number"), "number"),
    "bool_type": "truth",
    "string_type": "text",
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "dataclass_type"), "mapping"),
    "list_type": "list",
}
"""Kinds of error that say what a value must be, and the word their sentences are known by."""


def _real(node: Node, loc: Path) -> Path:
    """The part of a pydantic location that exists in the file: marks of unions and keys left out."""
    path: list[str | int] = []
    for step in loc:
        if node.get(*path, step) is not None:
            path.append(step)
    return tuple(path)


def _dotted(path: Path, root: str) -> str:
    """A path as people read it: ``people.anna.trust``, lists by place from 1."""
    out = ""
    for step in path:
        out += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if out else step
    return out or root


def keys_at(model: type[BaseModel], path: Path) -> Iterator[str]:
    """The keys that may stand in the mapping at a path of a model."""
    here: Any = model
    for step in path:
        here = _inside(here, step)
    for option in _options(here):
        if isinstance(option, type) and issubclass(option, BaseModel):
            for name, field in option.model_fields.items():
                yield field.alias or name


def _inside(kind: Any, step: str | int) -> Any:
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            for name, field in option.model_fields.items():
                if (field.alias or name) == step:
                    return field.annotation
        elif get_origin(option) is dict:
            return get_args(option)[1]
        elif get_origin(option) is list:
            return get_args(option)[0]
    return None


def _options(kind: Any) -> Iterator[Any]:
    """The plain types that an annotation may mean."""
    if get_origin(kind) is Annotated:
        yield from _options(get_args(kind)[0])
    elif get_origin(kind) in {Union, UnionType}:
        for option in get_args(kind):
            yield from _options(option)
    else:
        yield kind
