"""Turning what pydantic refuses into problems with a place, plain words and the nearest right name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from game.content.problems import Problem, nearest, shown
from game.content.source import Node

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
        hint = "write a value after it, or delete it"
        yield Problem.at(node.place, f"'{_dotted(path, 'the file')}' has no value", hint)


def _problem(model: type[BaseModel], node: Node, root: str, error: dict[str, Any]) -> Problem:
    full: Path = tuple(error["loc"])
    kind = str(error["type"])
    path = _real(node, full)
    if kind == "missing":
        # What is missing has no node: its place is the mapping that lacks it, named by its own key.
        key = str(full[-1])
        above = _real(node, full[:-1])
        owner = f"'{_dotted(above, root)}'" if above else root or "the file"
        return Problem.at(node.key_at(*above), f"{owner} lacks '{key}'", f"add '{key}: ...'")
    if kind == "extra_forbidden":
        key = str(full[-1])
        above = _real(node, full[:-1])
        owner = f"'{_dotted(above, root)}'" if above else root or "the file"
        return Problem.at(
            node.key_at(*above, key), f"{owner} has no key '{key}'", nearest(key, keys_at(model, above))
        )
    dotted = _dotted(path, root)
    ctx = error.get("ctx", {})
    place = node.key_at(*path) if full and full[-1] == "[key]" else node.at(*path)
    if kind == "content":
        return Problem.at(place, f"'{dotted}': {ctx['message']}", str(ctx["hint"]))
    message, hint = _said(kind, error.get("input"), ctx)
    return Problem.at(place, f"'{dotted}' {message}", hint or f"see the other entries of '{dotted}'")


def _said(kind: str, value: Any, ctx: dict[str, Any]) -> tuple[str, str]:
    """Message and hint for the kinds of error that the models can raise."""
    got = shown(value)
    if kind in {
        "int_type",
        "int_from_float",
        "int_parsing",
        "int_parsing_size",
        "float_type",
        "finite_number",
    }:
        return f"must be a whole number, not {got}", "write digits only, such as 500, without quotes"
    if kind == "bool_type":
        return f"must be true or false, not {got}", "write true or false, without quotes"
    if kind == "string_type":
        return f"must be a text, not {got}", "if it is meant as a text, put it in quotes"
    if kind in {"model_type", "model_attributes_type", "dict_type", "dataclass_type"}:
        return f"must be a mapping, not {got}", "write 'key: value' lines below it, each indented"
    if kind == "list_type":
        return f"must be a list, not {got}", "write it in brackets: [a, b], or as lines that begin with '- '"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = ctx.get("ge", ctx.get("le"))
        word = "at least" if "ge" in ctx else "at most"
        return f"must be {word} {bound}, not {got}", f"the nearest that is allowed is {bound}"
    if kind in {"too_short", "too_long"}:
        least, most = ctx.get("min_length"), ctx.get("max_length")
        wanted = f"at least {least}" if least is not None else f"at most {most}"
        return f"must have {wanted} entries, not {ctx.get('actual_length')}", f"{wanted} are allowed"
    if kind == "string_too_short":
        return "is empty", "write something between the quotes"
    if kind == "string_too_long":
        return f"is longer than {ctx.get('max_length')} letters", "shorten it"
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        return f"cannot be {got}", nearest(str(value), options)
    return f"is not what is wanted here: {got}", ""


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
