"""Words for ids and tokens, as the screens show them: persons, regions, offices, motions, orders."""

from __future__ import annotations

import numpy as np

from game.rules import ambitions, calendar, clauses, documents, motions, orders
from game.rules.nominees import may_be_named, nominee
from game.rules.scenario import Scenario
from game.rules.terms import HARMS, ISSUES, LEVEL_IDS, RED_LINES, WANTS, Motion
from game.rules.view import View
from game.words import Words


def label(words: Words, kind: str, name: str) -> str:
    """The words of an id of a scenario (`person`, `region`, `office`, `sitting`), or the id where there are none."""
    for key in (f"{kind}.{name}.short", f"{kind}.{name}.title", f"{kind}.{name}"):
        if words.has(key):
            return words.say(key)
    if kind == "sitting" and name.partition(".")[0] in (
        "politburo",
        "cc",
        "joint",
        "cells",
        "unions",
        "comintern",
    ):
        return words.say(f"ui.body.{name.partition('.')[0]}")
    return name


def person(words: Words, name: str) -> str:
    """A person's surname."""
    return label(words, "person", name)


def wants_of(words: Words, scenario: Scenario, figure: str, view: View) -> list[str]:
    """What a figure wants and how it went last quarter, what he does not forgive and whom; none for who wants nothing."""
    f = scenario.figures.index(figure)
    out = []
    if len(scenario.wants):
        named = []
        for slot, want in enumerate(scenario.wants[f]):
            if want >= 0:
                how = {1: "met", -1: "denied"}.get(int(view.wish[0, f, slot]), "neither")
                named.append(words.say(f"ui.want.{how}", what=words.say(f"want.{WANTS[want]}")))
        if named:
            out.append(words.say("ui.board.wants", what=", ".join(named)))
    if len(scenario.red) and scenario.red[f] >= 0:
        red = words.say(f"red.{RED_LINES[int(scenario.red[f])]}")
        out.append(words.say("ui.board.red", what=red))
        guilty = [person(words, k) for n, k in enumerate(scenario.contenders) if view.crossed[0, f, n]]
        if guilty:
            out.append(words.say("ui.board.crossed", who=", ".join(guilty)))
    return out


def ambition(words: Words, who: str, name: str, part: str = "title") -> str:
    """What an ambition of a contender is called, or (`about`) what it asks; the id where there are no words."""
    for key in (f"ambition.{who}.{name}.{part}", f"ambition.{name}.{part}"):
        if words.has(key):
            return words.say(key)
    return name


def graded(words: Words, who: str, grade: str, aim: str, met: bool) -> str:
    """One line on what the game came to for a contender."""
    reached = words.say("grade.met" if met else "grade.not-met")
    return words.say(
        "grade.line", who=person(words, who), grade=words.say(f"grade.{grade}"), what=ambition(words, who, aim), met=reached,
    )  # fmt: skip


def paper_lines(words: Words, scenario: Scenario, view: View, d: int) -> list[str]:
    """What a seat knows of a document: how far it has gone, who holds it, what it would do to whom in print."""
    document = scenario.documents[d]
    level = LEVEL_IDS[int(view.document[0, d])]
    out = [words.say("ui.papers.level", level=words.say(f"level.{level}"), n=int(view.read[0, d]) // 10)]
    if view.sealed[0, d]:
        out.append(words.say("ui.papers.sealed", n=int(view.sealed[0, d])))

    def named(bits: int) -> str:
        return ", ".join(person(words, n) for k, n in enumerate(scenario.contenders) if (bits >> k) & 1)

    holders = named(int(view.copied[0, d]))
    out.append(words.say("ui.papers.holders", who=holders) if holders else words.say("ui.papers.no-copy"))
    parties = int(view.party[0, d])
    for who, vector in document.hurts:
        if who >= 0:
            whom = person(words, scenario.contenders[who])
        elif who == documents.PARTIES:
            whom = named(parties) or words.say("ui.papers.parties")
        elif who == documents.OPPOSITION:
            whom = words.say("ui.papers.opposition")
        else:
            office = scenario.offices[-100 - who].id
            boss = int(view.boss[0, -100 - who])
            whom = label(words, "office", office)
            if boss >= 0:
                whom = f"{whom} ({person(words, scenario.contenders[boss])})"
        out.append(f"{whom}: {_harm(words, vector)}")
    if document.backfire:
        out.append(words.say("ui.papers.backfire", what=_harm(words, document.backfire)))
    if document.disputed:
        out.append(words.say("ui.papers.disputed"))
    return out


def _harm(words: Words, vector: tuple[int, ...]) -> str:
    """What a document does, in words."""
    parts = (f"{words.say(f'harm.{word}')} {by:+d}" for word, by in zip(HARMS, vector, strict=True) if by)
    return ", ".join(parts)


def order_label(words: Words, scenario: Scenario, token: str, view: View | None = None) -> str:
    """An order in words, from its token, with or without the sitting a motion goes to.

    With the View of the seat that gives it, a motion for a post names whom he would put forward, and his own
    ambitions are named; otherwise they are numbers, for they are nobody else's to read.
    """
    kind, _, target = token.partition(":")
    if kind == "table":
        parts = target.split(":", 1)
        if "." in parts[0] and len(parts) > 1:
            target = parts[1]
        if view is not None and "/" not in target and token in orders.by_token(scenario):
            option = orders.options(scenario)[orders.by_token(scenario)[token]]
            who = int(nominee(view, option.target)[0])
            target = f"{target}/{scenario.people[who]}" if who >= 0 else target
        return motion_label(words, scenario, target)
    what = ""
    of = orders.KINDS[orders.KIND[kind]].target
    if of == "region":
        what = label(words, "region", target)
    elif of in ("contender", "figure"):
        what = person(words, target)
    elif of == "issue":
        what = words.say(f"issue.{target}.title")
    elif of == "way":
        issue, _, way = target.rpartition("-")
        what = words.say(f"issue.{issue}.{'high' if way == 'up' else 'low'}")
    elif of == "office":
        what = label(words, "office", target)
    elif of == "document":
        what = label(words, "document", target)
    elif of == "ambition":
        seat = view.me if view is not None else -1
        three = ambitions.of(scenario)[seat] if seat >= 0 else ()
        n = int(target) - 1
        what = ambition(words, scenario.contenders[seat], three[n].id) if three else target
    elif of == "pair":
        n = [o.token for o in orders.options(scenario)[orders.spans(scenario)[orders.KIND["rumour"]]]].index(
            token
        )
        a, b = orders.pairs(scenario)[n]
        what = f"{person(words, scenario.contenders[a])} - {person(words, scenario.contenders[b])}"
    key = f"orders.{kind}.title"
    return words.say(key, what=what) if words.has(key) else token


def instruction_label(words: Words, text: str) -> str:
    """A standing instruction in words, from how it is written."""
    kind, _, name = text.partition(":")
    return words.say(f"standing.{kind}", who=person(words, name)) if name else words.say(f"standing.{kind}")


def clause_label(words: Words, scenario: Scenario, name: str, value: int) -> str:
    """A clause of a pact in words, with what it speaks of."""
    said = words.say(f"clause.{name}")
    if name == "nominate":
        office, who = (int(x) for x in clauses.nominated(scenario, np.array(value)))
        post = label(words, "office", scenario.offices[office].id)
        return words.say(
            "ui.clause.nominate", clause=said, office=post, who=person(words, scenario.people[who])
        )
    if name == "shield":
        who, severity = (int(x) for x in clauses.shielded(np.array(value)))
        mildest = words.say(f"motion.sanction-{severity}", who=person(words, scenario.people[who]))
        return words.say("ui.clause.shield", clause=said, what=mildest)
    if name == "region":
        return f"{said}: {label(words, 'region', scenario.regions[value - 1])}"
    if name in ("report", "favour"):
        return f"{said}: {person(words, scenario.contenders[value - 1])}"
    if name in ("silence", "collateral"):
        return f"{said}: {label(words, 'document', scenario.documents[value - 1].id)}"
    return said


def motion_label(words: Words, scenario: Scenario, token: str) -> str:
    """A motion in words, from its token."""
    head, _, rest = token.partition(":")
    subject, _, extra = rest.partition("/")
    if head.startswith("sanction-"):
        key = f"motion.{head}-candidate" if extra == "candidate" else f"motion.{head}"
        values = {"who": ", ".join(person(words, x) for x in subject.split(","))}
    elif head == "seat" or token.startswith("relieve"):
        key = f"motion.seat-{subject}" if head == "seat" else "motion.relieve"
        named = token.partition("/")[2]
        key, values = (key, {"who": person(words, named)}) if named else (f"{key}-open", {})
    elif head == "line":
        issue, _, way = subject.rpartition("-")
        key = f"motion.line-{way}"
        values = {
            "what": words.say(f"issue.{issue}.{'high' if way == 'up' else 'low'}")
            if issue in ISSUES
            else subject
        }
    elif head == "fill":
        key = "motion.fill" if extra else "motion.fill-open"
        values = {"office": label(words, "office", subject), "who": person(words, extra)}
    elif head == "secretary":
        key = "motion.secretary" if extra else "motion.secretary-open"
        values = {"region": label(words, "region", subject), "who": person(words, extra)}
    elif head in ("return", "commission"):
        key, values = f"motion.{head}", {"who": person(words, subject)}
    elif head == "statute":
        key, values = f"motion.statute-{subject}", {}
    elif head == "publish":
        key, values = "motion.publish", {"what": label(words, "document", subject)}
    elif head == "confirm":
        key, values = "motion.confirm", {"office": label(words, "office", subject)}
    elif head in ("postpone", "convene"):
        key, values = f"motion.{head}-{subject}", {}
    elif head == "delegation":
        key, values = "motion.delegation", {"region": label(words, "region", subject)}
    elif head == "resign":
        key, values = "motion.resign", {"office": label(words, "office", subject), "who": ""}
    else:
        key, values = f"motion.{head}", {"who": ""}
    return words.say(key, **values) if words.has(key) else token


def table_token(scenario: Scenario, view: View, token: str) -> tuple[str, list[int]] | None:
    """A tabled option with the sitting it goes to and whom it puts forward: record words and the decision row."""
    place = orders.by_token(scenario)[token]
    option = orders.options(scenario)[place]
    m = motions.catalogue(scenario)[option.target]
    able = int(calendar.last_of(view.views, m.bodies)[0])
    if able < 0:
        return None
    extra = 0
    if m.kind in motions.PERSONAL:
        extra = int(nominee(view, option.target)[0])
        if extra < 0:
            # He has nobody of his own to put forward: the list begins with whoever may be named.
            others = np.flatnonzero(may_be_named(view, option.target)[0])
            if not len(others):
                return None
            extra = int(others[0]) - (len(scenario.contenders) if m.kind == Motion.RELIEVE else 0)
    return token, [place, extra, able]
