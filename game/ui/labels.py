"""Words for ids and tokens, as the screens show them: persons, regions, offices, motions, orders."""

from __future__ import annotations

from game.rules import motions, orders
from game.rules.scenario import Scenario
from game.rules.terms import ISSUES, RED_LINES, WANTS
from game.words import Words


def label(words: Words, kind: str, name: str) -> str:
    """The words of an id of a scenario (`person`, `region`, `office`, `sitting`), or the id where there are none."""
    for key in (f"{kind}.{name}.short", f"{kind}.{name}.title", f"{kind}.{name}"):
        if words.has(key):
            return words.say(key)
    if kind == "sitting" and name.partition(".")[0] in ("politburo", "cc", "joint"):
        return words.say(f"ui.body.{name.partition('.')[0]}")
    return name


def person(words: Words, name: str) -> str:
    """A person's surname."""
    return label(words, "person", name)


def wants_of(words: Words, scenario: Scenario, figure: str) -> list[str]:
    """What a figure wants and does not forgive, as lines; none for who wants nothing."""
    f = scenario.figures.index(figure)
    out = []
    if len(scenario.wants):
        named = [words.say(f"want.{WANTS[w]}") for w in scenario.wants[f] if w >= 0]
        if named:
            out.append(words.say("ui.board.wants", what=", ".join(named)))
    if len(scenario.red) and scenario.red[f] >= 0:
        red = words.say(f"red.{RED_LINES[int(scenario.red[f])]}")
        out.append(words.say("ui.board.red", what=red))
    return out


def order_label(words: Words, scenario: Scenario, token: str) -> str:
    """An order in words, from its token, with or without the sitting a motion goes to."""
    kind, _, target = token.partition(":")
    if kind == "table":
        parts = target.split(":", 1)
        if "." in parts[0] and len(parts) > 1:
            target = parts[1]
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
    elif of == "pair":
        n = [o.token for o in orders.options(scenario)[orders.spans(scenario)[orders.KIND["rumour"]]]].index(
            token
        )
        a, b = orders.pairs(scenario)[n]
        what = f"{person(words, scenario.contenders[a])} - {person(words, scenario.contenders[b])}"
    key = f"orders.{kind}.title"
    return words.say(key, what=what) if words.has(key) else token


def motion_label(words: Words, scenario: Scenario, token: str) -> str:
    """A motion in words, from its token."""
    head, _, rest = token.partition(":")
    subject, _, extra = rest.partition("/")
    if head.startswith("sanction-"):
        key, values = f"motion.{head}", {"who": person(words, subject)}
    elif head == "line":
        issue, _, way = subject.rpartition("-")
        key = f"motion.line-{way}"
        values = {
            "what": words.say(f"issue.{issue}.{'high' if way == 'up' else 'low'}")
            if issue in ISSUES
            else subject
        }
    elif head == "fill":
        key, values = (
            "motion.fill",
            {"office": label(words, "office", subject), "who": person(words, extra) if extra else "..."},
        )
    elif head == "secretary":
        key, values = (
            "motion.secretary",
            {"region": label(words, "region", subject), "who": person(words, extra) if extra else "..."},
        )
    elif head == "return":
        key, values = "motion.return", {"who": person(words, subject)}
    elif head == "resign":
        key, values = "motion.resign", {"office": label(words, "office", subject), "who": ""}
    else:
        key, values = f"motion.{head}", {"who": ""}
    return words.say(key, **values) if words.has(key) else token


def table_token(scenario: Scenario, view, token: str) -> tuple[str, list[int]] | None:  # type: ignore[no-untyped-def]
    """A tabled option with the sitting it goes to and whom it puts forward: record words and the decision row."""
    place = orders.by_token(scenario)[token]
    option = orders.options(scenario)[place]
    m = motions.catalogue(scenario)[option.target]
    able = motions.competent(scenario, view.quarter, m)
    if not able:
        return None
    extra = 0
    if m.kind.name in ("FILL", "SECRETARY"):
        extra = int(orders.nominee(view, option.target)[0])
        if extra < 0:
            return None
    return token, [place, extra, able[-1]]
