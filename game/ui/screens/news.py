"""What the seat at the window hears of a quarter, and in which words.

The session's chronicle holds everything that happened. A person is told what his man may know: secret orders of
others stay secret, people placed in an organisation are noticed a quarter later, and a pact is news only to its
members and to those who have learnt of it.
"""

from __future__ import annotations

from typing import Any

from game.rules import orders
from game.rules.quarter import News
from game.rules.terms import RUNG_IDS
from game.session import Session, Step
from game.ui.kit import Screen
from game.ui.labels import label, motion_label, order_label, person


def told(session: Session, step: Step) -> list[News]:
    """The news of a step that the persons at the window may hear; where machines play every seat, all of it."""
    seats = {session.scenario.contenders[k] for k in session.humans()}
    if not seats:
        return list(step.news)
    out = [n for n in step.news if _hears(session, seats, n)]
    if step.stage == "orders":
        before = [s for s in session.chronicle if s.stage == "orders" and s.quarter < step.quarter][-1:]
        late = [n for s in before for n in s.news if n.kind == "news.order" and _trace(n) == "later"]
        out += [n for n in late if n.values["who"] not in seats]
    return out


def _hears(session: Session, seats: set[str], news: News) -> bool:
    if news.kind == "news.order":
        return news.values["who"] in seats or _trace(news) == "public"
    if news.kind == "news.pact":
        return bool(seats & {*news.values["members"], *news.values["known"]})
    if news.kind == "news.pact-done":
        members = list(news.values["members"])
        heard = (n for s in session.chronicle for n in s.news if n.kind == "news.pact")
        return bool(seats & {*members}) or any(
            list(n.values["members"]) == members and seats & {*n.values["known"]} for n in heard
        )
    return True


def _trace(news: News) -> str:
    return trace(str(news.values["token"]).partition(":")[0])


def trace(kind: str) -> str:
    """Who notices an order of a kind: `public`, `later` (a quarter later) or `secret`."""
    text = orders.KINDS[orders.KIND[kind]].trace
    return "secret" if text.startswith("secret") else "later" if "later" in text else "public"


def news_line(screen: Screen, session: Session, news: News) -> str:
    """One piece of news as a sentence of the catalogues."""
    words = screen.app.words
    v = dict(news.values)
    key = news.kind
    if not words.has(key):
        return ""
    if news.kind == "news.event":
        return label(words, "event", f"{v['event']}.title")
    out: dict[str, Any] = {}
    for name, value in v.items():
        if name in ("who", "mover", "enemy"):
            out[name] = person(words, value) if value else words.say("common.none")
        elif name in ("members", "known"):
            out[name] = ", ".join(person(words, x) for x in value)
        elif name == "office":
            out[name] = label(words, "office", value)
        elif name == "sitting":
            out[name] = label(words, "sitting", value)
        elif name == "token":
            out[name] = order_label(words, session.scenario, value)
        elif name == "motion":
            out[name] = motion_label(words, session.scenario, value)
        elif name in ("old", "new"):
            out[name] = words.say(f"rung.{RUNG_IDS[value]}")
        elif name == "choice":
            choice = f"event.{v['event']}.choice.{value}"
            out[name] = words.say(choice) if words.has(choice) else value
        elif name == "event":
            out[name] = label(words, "event", f"{value}.title")
        elif isinstance(value, (int, str)):
            out[name] = value
    try:
        found: str = words.say(key, **out)
        return found
    except KeyError:
        return ""
