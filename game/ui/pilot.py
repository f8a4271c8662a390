"""The pilot: plays the window by real keys from the lines of a record, in this process or from outside.

It reads nothing but the screen's tree (``App.tree`` or the file named by WHO_WHOM_TREE), so the same plan drives
a test under a dummy display and a window under X with keys sent by another program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from game.record import Line
from game.rules.orders import KIND, KINDS
from game.rules.terms import CLAUSES

Tree = dict[str, Any]


class Lost(Exception):
    """The pilot cannot find what its line names on the screen."""


class Pilot:
    """Steers one seat through a game by the lines of a record; what no line names takes the default."""

    def __init__(self, lines: Iterable[Line], seat: str, seed: str = "1924") -> None:
        self.seat = seat
        self.seed = seed
        self.lines: dict[tuple[str, str, str], list[list[str]]] = {}
        for line in lines:
            words = line.text.split()
            if len(words) > 1 and words[1] == seat:
                sitting = words[2] if words[0] == "floor" else ""
                self.lines.setdefault((line.quarter, words[0], sitting), []).append(words[2:])

    def target(self, tree: Tree) -> str | None:
        """The widget to press next on this screen, or None when there is only to wait."""
        plain = {
            "Title": "new",
            "Note": "ok",
            "Board": "continue",
            "Bulletin": "continue",
            "Votes": "continue",
        }
        screen = tree["screen"]
        if screen in plain:
            return plain[screen]
        if screen == "Counters":
            return "take" if self._words(tree, "take") is not None else "leave"
        reading: dict[str, Callable[[Tree], str]] = {
            "NewGame": self._new,
            "Choose": self._choose,
            "Offers": self._offer,
            "Answers": self._answer,
            "OrdersScreen": self._orders,
            "FloorScreen": self._floor,
        }
        return reading[screen](tree) if screen in reading else None

    def keys(self, tree: Tree) -> list[str]:
        """The keys that press the next widget: Tabs to reach it, then Return; empty when there is only to wait.

        A field to write in gets its digits in place of Return.
        """
        name = self.target(tree)
        if name is None:
            return []
        order = [w["name"] for w in tree["widgets"] if w["focusable"]]
        if name not in order:
            raise Lost(f"{tree['screen']}: there is no '{name}' on the screen")
        at = order.index(tree["focus"]) if tree["focus"] in order else 0
        forward = (order.index(name) - at) % len(order)
        back = len(order) - forward
        tabs = ["Tab"] * forward if forward <= back else ["shift+Tab"] * back
        return [*tabs, *self.seed] if name == "seed" else [*tabs, "Return"]

    def _words(self, tree: Tree, verb: str) -> list[str] | None:
        sitting = tree.get("sitting", "") if verb == "floor" else ""
        found = self.lines.get((tree.get("quarter", ""), verb, sitting))
        return found[0] if found else None

    def _new(self, tree: Tree) -> str:
        widgets = {w["name"]: w for w in tree["widgets"]}
        if widgets["seed"]["value"] != self.seed:
            return "seed"
        chosen = next(w["name"] for w in tree["widgets"] if w["chosen"])
        return "start" if chosen == f"seat:{self.seat}" else f"seat:{self.seat}"

    def _choose(self, tree: Tree) -> str:
        words = self._words(tree, "bulletin" if tree["stage"] == "before" else "later")
        return words[0] if words else str(next(w["name"] for w in tree["widgets"] if w["enabled"]))

    def _offer(self, tree: Tree) -> str:
        words = self._words(tree, "offer")
        if words is None:
            return "none"
        widgets = {w["name"]: w for w in tree["widgets"]}
        size = 1 if words[0] == "duumvirate" else 2
        for name in words[1 : 1 + size]:
            if not widgets[f"partner:{name}"]["chosen"]:
                return f"partner:{name}"
        rest = words[1 + size :]
        pairs = dict(pairwise(rest))
        if "against" in pairs and not widgets[f"against:{pairs['against']}"]["chosen"]:
            return f"against:{pairs['against']}"
        # A clause that is not named must say no, or nothing.
        wanted = {
            name: "no" if widgets[name]["value"] in ("yes", "no") else ""
            for name in CLAUSES
            if name in widgets
        }
        for clause in [] if pairs["clauses"] == "none" else pairs["clauses"].split(","):
            name, _, of = clause.partition(":")
            wanted[name], _, part = (of or "yes").partition("/")
            if part:
                wanted[{"nominate": "nominee", "shield": "severity"}[name]] = part
        wanted |= {"term": pairs["term"], "secret": rest[-1]}
        for name, value in wanted.items():
            if widgets[name]["value"] != value:
                return name
        return "offer"

    def _answer(self, tree: Tree) -> str:
        widgets = {w["name"]: w for w in tree["widgets"]}
        open_ = sorted({n.split(":")[0] for n in widgets if n.endswith(":refuse")})
        for words in self.lines.get((tree["quarter"], "answer", ""), []):
            who, reply = (words[1], words[2]) if words[0] == "to" else (open_[0], words[0])
            if not widgets[f"{who}:{reply}"]["chosen"]:
                return f"{who}:{reply}"
        return "done"

    def _orders(self, tree: Tree) -> str:
        widgets = {w["name"]: w for w in tree["widgets"]}
        for word in self._words(tree, "orders") or []:
            token, named = word, ""
            if word.startswith("table:"):
                motion, _, last = word.split(":", 2)[2].partition("/")
                motion, *several = motion.split(",")
                token, named = f"table:{motion}", ",".join([*several, *filter(None, [last])])
            if f"drop:{token}" in widgets:
                whom = widgets.get(f"whom:{token}")
                if whom is None or whom["value"] == named:
                    continue
                asked = set(filter(None, named.split(",")))
                wrong = asked ^ set(filter(None, whom["value"].split(",")))
                return self._name(widgets, f"whom:{token}", sorted(wrong & asked or wrong))
            if "who-done" in widgets:
                return "who-done"
            if token in widgets:
                return token
            group = KINDS[KIND[token.partition(":")[0]]].group
            if not widgets[f"group:{group}"]["chosen"]:
                return f"group:{group}"
            # The list may stand on a later page than the order: the group opens it again from the first.
            return "page-down" if "page-down" in widgets or "page-up" not in widgets else f"group:{group}"
        return "commit"

    def _name(self, widgets: dict[str, Any], whom: str, wrong: list[str]) -> str:
        """Opens the list of whom an order may name and presses the first that is not as the line has it."""
        if not widgets[whom]["chosen"]:
            return whom
        name = f"who:{wrong[0]}"
        return name if name in widgets or "page-down" not in widgets else "page-down"

    def _floor(self, tree: Tree) -> str:
        widgets = {w["name"]: w for w in tree["widgets"]}
        words = self._words(tree, "floor")
        if words is None:
            return "done"
        if len(words) == 2:
            # A reaction is about no motion and carries no stake.
            return "done" if widgets[words[1]]["chosen"] else words[1]
        _, motion, stance, stake = words
        if not widgets[motion]["chosen"]:
            return motion
        if not widgets[stance]["chosen"]:
            return stance
        if widgets["stake"]["value"] != stake.partition(":")[2]:
            return "stake"
        return "done"
