"""Chapters of the handbook on the struggle itself: structural motions, clauses, powers, ambitions, grades, causes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from game.cli.markdown import capital, code, table
from game.cli.watched import watched
from game.content import Names, handbook, write_condition
from game.rules import ambitions, grades
from game.rules.scenario import Collective
from game.rules.terms import BODIES, CLAUSES

if TYPE_CHECKING:
    from game.cli.pages import Pages


def _statutes(pages: Pages) -> str:
    say = pages.say
    rows = [
        (
            code(f"statute:{fact.law.id}"),
            say(f"motion.statute-{fact.law.id}"),
            pages.one(f"handbook.statute.{fact.law.id}", fact.law.about),
            code(*(BODIES[b] for b in fact.law.bodies)),
            capital(say("handbook.at-once" if fact.law.once else "handbook.in-force")),
            code(fact.ends) if fact.ends else "",
            capital(say("handbook.yes" if fact.law.hits else "handbook.no")),
            f"{fact.security:+d}" if fact.security else "",
            code(*fact.changes),
        )
        for fact in handbook.statutes(pages.scenario)
    ]
    columns = ("motion", "called", "about", "bodies", "lasts", "ends", "hits", "security", "changes")
    return table(pages.columns(*columns), rows)


def _clauses(pages: Pages) -> str:
    rows = [
        (code(word), pages.say(f"clause.{word}"), *(capital(pages.say(f"handbook.{what}.{word}")) for what in ("object", "breach")))
        for word in CLAUSES
    ]  # fmt: skip
    return table(pages.columns("clause", "called", "object", "breach"), rows)


def _powers(pages: Pages) -> str:
    rows = [
        (code(word), capital(pages.say(f"handbook.power.{word}")), code(*offices))
        for word, offices in handbook.powers(pages.scenario)
    ]
    return table(pages.columns("power", "about", "offices"), rows)


def _ambitions(pages: Pages) -> str:
    s, say = pages.scenario, pages.say
    names = Names.of(s)
    rows = []
    for k, three in enumerate(ambitions.of(s)):
        who = s.contenders[k]
        for n, ambition in enumerate(three, 1):
            own = f"ambition.{who}.{ambition.id}"
            key = own if say.words.has(f"{own}.title") else f"ambition.{ambition.id}"
            ways = (f" {say('handbook.or')} ").join(
                ", ".join(f"`{write_condition(c, names)}`" for c in way) for way in ambition.ways
            )
            urge = ", ".join(f"`{word}` {weight:+d}" for word, weight in ambition.urge)
            title, about = (
                say(f"{key}.{what}") if say.words.has(f"{key}.{what}") else "" for what in ("title", "about")
            )
            rows.append((pages.name(who), code(f"aim:{n}"), title or ambition.id, about, ways, urge))
    return table(pages.columns("contender", "order", "ambition", "about", "met", "urge"), rows)


def _grades(pages: Pages) -> str:
    """The grades, lowest first; then what a collective leadership is worth to each contender."""
    s, say = pages.scenario, pages.say
    names = Names.of(s)
    rows = [(code(g), capital(say(f"grade.{g}")), capital(say(f"handbook.grade.{g}"))) for g in grades.GRADES]
    first = table(pages.columns("grade", "called", "about"), rows)
    rows = []
    for k, who in enumerate(s.contenders):
        column = s.collective[k] if s.collective else Collective(int(grades.Grade.HONOURED))
        ways = (f" {say('handbook.or')} ").join(
            ", ".join(f"`{write_condition(c, names)}`" for c in way) for way in column.ways
        )
        rows.append((pages.name(who), capital(say(f"grade.{grades.GRADES[column.grade]}")), ways))
    return first + "\n\n" + table(pages.columns("contender", "collective", "met"), rows)


def _causes(pages: Pages) -> str:
    moved = handbook.caused(watched(pages.scenario)[0])
    listed = sorted(
        key.removeprefix("ui.cause.") for key in iter(pages.words.keys()) if key.startswith("ui.cause.")
    )
    rows = [
        (code(cause), capital(pages.say(f"ui.cause.{cause}")), code(*moved.get(cause, ())) or "-")
        for cause in listed
    ]
    return table(pages.columns("cause", "about", "changed"), rows)


CHAPTERS: Final[dict[str, Callable[[Pages], str]]] = {
    "statutes": _statutes,
    "clauses": _clauses,
    "powers": _powers,
    "ambitions": _ambitions,
    "grades": _grades,
    "causes": _causes,
}
"""Parts of the handbook that are no methods of its pages."""
