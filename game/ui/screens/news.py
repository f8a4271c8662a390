"""What the seat at the window hears of a quarter, and in which words.

The session's chronicle holds everything that happened. A person is told what his man may know: secret orders of
others stay secret, people placed in an organisation are noticed a quarter later, and a pact is news only to its
members and to those who have learnt of it.
"""

from __future__ import annotations

from typing import Any

from game.rules.quarter import News
from game.rules.terms import LEVEL_IDS, RUNG_IDS
from game.session import Session, Step
from game.ui.kit import Screen
from game.ui.labels import label, motion_label, order_label, person


def told(session: Session, step: Step) -> list[News]:
    """The news of a step that the persons at the window may hear."""
    return session.heard(step)


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
        if name in ("who", "mover", "enemy", "by"):
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
        elif name == "document":
            out[name] = label(words, "document", value)
        elif name == "level":
            out[name] = words.say(f"level.{LEVEL_IDS[value]}")
        elif name == "red":
            out[name] = words.say(f"red.{value}")
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
