"""Every screen is walked in large type and both languages: nothing is cut short, leaves its box or lies on other text."""

from __future__ import annotations

import itertools

import pytest

from game.rules import orders
from game.ui.canvas import HEIGHT, WIDTH
from game.ui.pilot import Pilot
from game.ui.screens.answers import Answers, Counters
from game.ui.screens.bulletin import Bulletin
from game.ui.screens.decision import Choose
from game.ui.screens.newgame import NewGame
from game.ui.screens.offers import Offers
from game.ui.screens.orders import OrdersScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.votes import Votes
from tests.ui.driving import opened, press, reference, talked

LEAST = 8.6
"""The smallest type, in pixels of a window of 1280 x 720."""


def faults(app):
    """What is wrong with the text on the screen, in words."""
    app.dirty = True
    app.step()
    name = type(app.top).__name__
    out = []
    for p in app.placed:
        what = f"{name}: {p.text[:90]!r}"
        if p.cut:
            out.append(f"{what} does not fit")
        if p.x < -1 or p.y < -1 or p.x + p.width > WIDTH + 1 or p.y + p.height > HEIGHT + 1:
            out.append(f"{what} leaves the window")
        if p.size < LEAST:
            out.append(f"{what} is set in {p.size:.1f}")
    for a, b in itertools.combinations(app.placed, 2):
        wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
        high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
        # Lines of type carry air above and below; touching boxes are not touching letters.
        if wide > 2 and high > 0.34 * min(a.size, b.size) * 1.3:
            out.append(f"{name}: {a.text[:60]!r} lies on {b.text[:60]!r}")
    for p in app.placed:
        for w in app.top.widgets:
            x, y, width, height = w.rect
            inside = p.x >= x - 1 and p.x + p.width <= x + width + 1
            wide = min(p.x + p.width, x + width) - max(p.x, x)
            high = min(p.y + p.height, y + height) - max(p.y, y)
            if w.look != "none" and not inside and wide > 8 and high > 0.34 * p.size * 1.3:
                out.append(f"{name}: {p.text[:60]!r} runs under {w.name}")
    return out


def looked_at(app):
    """What is wrong on the screen and on all it shows at a key, which leaves the game as it is."""
    top = app.top
    out = faults(app)
    kind = type(top)
    if kind is Votes:
        top.turn()
        out += faults(app)
        top.turn()
    elif kind is Bulletin:
        for side, _ in top.sides:
            top.turn(side)
            out += faults(app)
            top.turn(side)
    elif kind is OrdersScreen:
        given, group, scroll = top.given, top.group, top.scroll
        for n in range(7):
            top.open(n)
            while True:
                for w in [w for w in top.widgets if w.role == "option"]:
                    top.focus = w.name
                    out += faults(app)
                if top.scroll + top.rows >= len(top.listed()):
                    break
                top.page(1)
        places = orders.by_token(top.session.scenario)
        tokens = ("polemic:kamenev", "tour:transcaucasia", "lobby:ordzhonikidze")
        top.given = [(t, [places[t], 0, 0]) for t in tokens]
        top.refresh()
        out += faults(app)
        # Motions that name persons, and the list of whom they may name.
        quarter = top.session.play.quarter
        tabled = ("table:fill:comintern", "table:sanction-5:zinoviev", "table:seat:politburo")
        if top.session.scenario.sittings_by_quarter[quarter]:
            top.given = [(t, [places[t], (24, 59, 7)[n], 0]) for n, t in enumerate(tabled)]
            for n in range(3):
                top.name(n)
                out += faults(app)
                top.back()
        top.given, top.group, top.scroll = given, group, scroll
        top.refresh()
    elif kind.__name__ == "Board":
        shown = top.shown
        for p in top.sitting():
            top.show(p)
            out += faults(app)
            for n in range(5 if p < len(top.session.scenario.contenders) else 0):
                top.inspect(n)
                out += faults(app)
        top.show(shown)
        top.focus = "continue"
    elif kind is Offers:
        kept = (top.partners, top.enemy, top.given)
        others = top.others()
        if len(others) > 2:
            top.partners, top.enemy = others[:2], others[2]
            # Each clause says something, the hardest sanction among it.
            top.given = dict.fromkeys(top.given, 1) | {"region": 9, "report": others[0] + 1}
            top.severity = 4
            top.refresh()
            out += faults(app)
        top.partners, top.enemy, top.given = kept
        top.refresh()
    return out


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), [("en", 150), ("ru", 150), ("ru", 200)])
def test_no_label_of_any_screen_is_wider_than_its_box_in_large_type(home, language, text):
    # In this game an offer of his is talked, so that every kind of screen is met.
    seed = talked()
    record = reference(seed)
    app = opened(language, text=text, seen=False, still=True)
    pilot = Pilot(record.lines, "trotsky", seed)
    found: dict[str, None] = {}
    years = set()
    kinds = set()
    last = None
    while True:
        tree = app.tree()
        kinds.add(tree["screen"])
        if tree["screen"] == "Title" and "Settings" not in kinds:
            kinds.add("Settings")
            app.push(SettingsScreen(app, app.top.loaded))
            found |= dict.fromkeys(faults(app))
            app.pop()
        # Lists of orders and the board are looked at once a year: they change slowly and are long.
        rare = tree["screen"] in ("OrdersScreen", "Board", "Offers")
        year = (tree["screen"], tree.get("quarter", "")[:4])
        if tree["screen"] != "Flow" and (year not in years if rare else app.top is not last):
            years.add(year)
            last = app.top
            found |= dict.fromkeys(looked_at(app))
        if tree["screen"] == "EndingScreen":
            break
        press(pilot.keys(app.tree()))
        app.step()
    for page in ("epilogue", "what-if"):
        app.top.turn(page)
        found |= dict.fromkeys(faults(app))
    app.top.result = [
        app.top._sentence(
            {
                "ending": e,
                "who": ["zinoviev", "kamenev", "bukharin"],
                "verdict": "cannot",
                "difference": -12,
                "low": -20,
                "high": 11,
            }
        )
        for e in ("triumvirate", "collective-leadership", "military-rule")
    ]
    found |= dict.fromkeys(faults(app))
    seen = {c.__name__ for c in (Answers, Counters, Bulletin, Choose, NewGame, Offers, OrdersScreen, Votes)}
    assert seen | {"Title", "Note", "Settings", "Board", "FloorScreen", "EndingScreen"} <= kinds
    assert not found, f"{len(found)}:\n" + "\n".join(list(found)[:60])
