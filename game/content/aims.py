"""Ambitions, the grade under a collective leadership, and the old guard: read from the files and checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.content.draft import Draft
from game.content.problems import Place, nearest
from game.content.texts import TextFile
from game.rules.grades import GRADES
from game.rules.scenario import Ambition, Collective, Condition
from game.words import said

THREE = 3
"""Ambitions of a contender."""


def ambitions(draft: Draft) -> tuple[tuple[Ambition, ...], ...]:
    """The ambitions of each contender; none where a scenario leaves them to the rules."""
    return tuple(_three(draft, id) for id in draft.people.contenders)


def _three(draft: Draft, who: str) -> tuple[Ambition, ...]:
    given = draft.people.contenders[who].ambitions
    at = ("contenders", who, "ambitions")
    if given and len(given) != THREE:
        draft.wrong(
            "people",
            at,
            said("check.ambitions-count", who=who, n=len(given)),
            said("check.ambitions-three"),
            key=True,
        )
    out = []
    for n, one in enumerate(given):
        if one.id in {other.id for other in given[:n]}:
            message = said("check.ambition-twice", id=one.id, who=who)
            draft.wrong("people", (*at, n, "id"), message, said("check.ambition-rename", id=one.id))
        out.append(
            Ambition(
                one.id,
                _ways(draft, (*at, n), (("if", one.if_), ("or-if", one.or_if))),
                tuple(one.urge.items()),
            )
        )
    return tuple(out)


def _ways(
    draft: Draft, at: tuple[str | int, ...], said: Iterable[tuple[str, Sequence[str]]]
) -> tuple[tuple[Condition, ...], ...]:
    """Each list of sentences that is not empty as one way to meet an ambition."""
    return tuple(draft.conditions("people", (*at, key), texts) for key, texts in said if texts)


def collective(draft: Draft) -> tuple[Collective, ...]:
    """The grade of each contender under a collective leadership; who has none written is honoured."""
    out = []
    for who, person in draft.people.contenders.items():
        given = person.collective
        if given is None:
            out.append(Collective(GRADES.index("honoured")))
        else:
            ways = _ways(draft, ("contenders", who, "collective"), (("if", given.if_),))
            out.append(Collective(GRADES.index(given.grade), ways))
    return tuple(out)


def old_guard(draft: Draft) -> tuple[int, ...]:
    """The persons of the old guard, each once and in the order of the people."""
    people = draft.names.contenders + draft.names.figures
    given = draft.scenario.old_guard
    found = {
        draft.index("person", name, people, "scenario", ("old-guard", n)) for n, name in enumerate(given)
    }
    return tuple(sorted(n for n in found if n >= 0))


def needed(draft: Draft) -> dict[str, Place]:
    """The texts of ambitions, and where each ambition is defined."""
    return {
        f"ambition.{who}.{one.id}.{key}": draft.place("people", "contenders", who, "ambitions", n, "id")
        for who, person in draft.people.contenders.items()
        for n, one in enumerate(person.ambitions)
        for key in ("title", "about")
    }


def check_texts(draft: Draft, part: str, text: TextFile) -> None:
    """Texts of ambitions that nobody has."""
    for who, named in text.ambitions.items():
        at = ("ambitions", who)
        if draft.index("contender", who, draft.names.contenders, part, at, key=True) < 0:
            continue
        ids = [one.id for one in draft.people.contenders[who].ambitions]
        for id in named:
            if id not in ids:
                message = said("check.ambition-unknown", id=id, who=who)
                draft.wrong(part, (*at, id), message, nearest(id, ids), key=True)
