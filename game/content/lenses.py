"""Lenses: readings of the struggle as numbers of the rules, read from lenses/*.yaml and checked."""

from __future__ import annotations

from collections.abc import Mapping

from game.content.draft import Draft
from game.content.problems import Place, nearest
from game.content.texts import TextFile
from game.rules.parameters import PARAMETERS
from game.words import said


def numbers(draft: Draft) -> Mapping[str, Mapping[str, int]]:
    """For each lens the parameters it sets."""
    return {
        id: {name: number.value for name, number in lens.parameters.items()}
        for id, lens in draft.lenses.lenses.items()
    }


def check(draft: Draft) -> None:
    """Numbers that do not exist, lie outside their range, or are the scenario's own already."""
    known = {p.name: p for p in PARAMETERS}
    for id, lens in draft.lenses.lenses.items():
        at = ("lenses", id)
        draft.sourced("lenses", at, lens.source)
        for name, number in lens.parameters.items():
            here = (*at, "parameters", name)
            draft.sourced("lenses", here, number.source)
            if name not in known:
                draft.wrong(
                    "lenses",
                    here,
                    said("check.there-is-no-parameter", name=name),
                    nearest(name, known),
                    key=True,
                )
                continue
            low, high = known[name].low, known[name].high
            if not low <= number.value <= high:
                message = said("check.lens-range", name=name, value=number.value)
                draft.wrong(
                    "lenses", (*here, "value"), message, said("check.lens-between", low=low, high=high)
                )
            elif number.value == draft.parameters[name]:
                message = said("check.lens-same", name=name, value=number.value)
                draft.wrong("lenses", (*here, "value"), message, said("check.lens-out"))


def needed(draft: Draft) -> dict[str, Place]:
    """The texts of lenses, and where each is defined."""
    out: dict[str, Place] = {}
    for id, lens in draft.lenses.lenses.items():
        place = draft.nodes["lenses"].key_at("lenses", id)
        out |= {f"lens.{id}.{key}": place for key in ("title", "about")}
        out |= {f"lens.{id}.why.{name}": place for name in lens.parameters}
    return out


def check_texts(draft: Draft, part: str, text: TextFile) -> None:
    """Texts of lenses, or of numbers of one, that do not exist."""
    known = draft.lenses.lenses
    for id, words in text.lenses.items():
        if id not in known:
            draft.wrong(part, ("lenses", id), said("check.lens-unknown", id=id), nearest(id, known), key=True)
            continue
        for name in words.why:
            if name not in known[id].parameters:
                message = said("check.lens-sets-not", id=id, name=name)
                draft.wrong(
                    part, ("lenses", id, "why", name), message, nearest(name, known[id].parameters), key=True
                )
