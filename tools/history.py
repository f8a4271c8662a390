"""Makes the record of what happened: plays a list of sourced decisions through the rules and writes history.game.

    python tools/history.py                 play, report, write the record
    python tools/history.py --look 1925Q4   show also how things stand and every vote, up to that quarter
    python tools/history.py --dry           write nothing

The decisions stand in ``tools/SCENARIO.decisions``, in the notation of records, without what a record adds by
itself: a line with a quarter opens it, ``pin QUESTION VALUE`` fixes luck, what follows `` ; `` is the source and is
carried over. An answer to a question that the scenario does not put, and a pin of luck it does not have, wait for
it. A line that is not allowed is reported and played without the part that is not; so are lines that find
no stage, quarters in which a seat in office has no order, and anchors that are missed. Exit code 1 for any of these
but the anchors.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from game import __version__  # noqa: E402
from game.content import Loaded, load  # noqa: E402
from game.record import write as write_text  # noqa: E402
from game.record.file import VERSION, Line, Record  # noqa: E402
from game.record.notation import STAGE_OF, NotationError, decide, lines_of, merge  # noqa: E402
from game.rules import dice, endings, orders, pins, power, quarter  # noqa: E402
from game.rules.anchors import Watch, agreement  # noqa: E402
from game.rules.quarter import Play  # noqa: E402
from game.rules.terms import ENDINGS, ISSUES, LUCK, RUNG_IDS, IntArray, Rung  # noqa: E402
from game.rules.view import look  # noqa: E402


@dataclass
class Decision:
    """One line of the list: its words, its source, where it stands, whether it was played."""

    text: str
    comment: str
    number: int
    used: bool = False


@dataclass
class Decisions:
    """The whole list."""

    pins: list[tuple[str, str]]
    seed: str
    luck: str
    quarters: dict[str, list[Decision]]


def read(path: Path) -> Decisions:
    """The list of decisions in a file; what cannot be understood is reported when it finds no stage."""
    out = Decisions([], "1924", "none", {})
    now = ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        body, _, comment = raw.partition(" ;")
        words = body.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] in ("pin", "seed", "luck"):
            if words[0] == "pin":
                out.pins.append((words[1], " ".join(words[2:])))
            else:
                setattr(out, words[0], words[1])
        elif len(words) == 1 and len(words[0]) == 6 and words[0][4] == "Q":
            now = words[0]
            out.quarters.setdefault(now, [])
        else:
            out.quarters[now].append(Decision(" ".join(words), comment.strip(), number))
    return out


class Made:
    """The record under way and what there is to report."""

    def __init__(self, loaded: Loaded, given: Decisions, until: str, shown: bool) -> None:
        self.loaded, self.given, self.until, self.shown = loaded, given, until, shown
        s = loaded.scenario
        self.watch = Watch(s, loaded.anchors)
        # Luck of events that this scenario does not have waits for them.
        given.pins = [(q, v) for q, v in given.pins if q == "illness" or q.split(".")[1] in s.event_index]
        fixed = pins.read(s, given.pins)
        seed = dice.seed_of(given.seed)
        self.play = quarter.start(s, seed, LUCK.index(given.luck), True, pins=fixed, watch=self.watch)
        self.record = Record(
            [("Record", (VERSION,)), ("Scenario", (f"{s.id} {s.digest}",)), ("Rules", (__version__,))]
        )
        self.record.tags += [("Seed", (given.seed,)), ("Luck", (given.luck,))]
        self.record.tags += [("Pin", pair) for pair in given.pins]
        self.record.tags += [("Seat", (name, "history")) for name in s.contenders]
        self.record.tags.append(("Ending", ("*",)))
        if s.opening is not None:
            self.record.lines.append(Line(s.quarter_id(0), "opening"))
        self.wrong: list[str] = []
        self.orders = self.rests = 0
        self.news(self.play)
        self.filled: dict[str, set[str]] = {}

    def news(self, play: Play) -> None:
        """Show votes and moves of the stage that was resolved."""
        if not self.shown:
            return
        for n in play.news:
            v = n.values
            if n.kind == "news.vote":
                sides = " ".join(
                    f"{name}{int(v['count'].persons[0, k]):+d}"
                    for k, name in enumerate(self.loaded.scenario.people)
                    if v["count"].persons[0, k] != -9
                )
                print(
                    f"  {v['sitting']} {v['motion']} ({v['mover']}) {v['for_']}:{v['against']}:{v['abstain']} "
                    f"{'carried' if v['carried'] else 'LOST'}"
                )
                print(f"      {sides}")
                blocs = v["count"].blocs[0]
                if blocs.sum():
                    print("      blocs", blocs.tolist(), "score", v["count"].bloc_score[0].tolist())
            elif n.kind in ("news.rung", "news.office", "news.event", "news.pact", "news.choice"):
                print("   ", n.kind, dict(v))

    def run(self) -> None:
        """Play to the end, or to the quarter that was asked for."""
        play, s = self.play, self.loaded.scenario
        while not play.over:
            now = s.quarter_id(play.quarter)
            if self.until and now > self.until:
                return
            ended, stage = play.ended, play.stage
            if stage.kind == "before" and self.shown:
                print(f"== {now}")
            decisions = self.decided(now)
            lines = lines_of(play, decisions)
            self.count(now, lines)
            self.record.lines += [Line(now, text, self.comment(now, text)) for text in lines]
            play.submit(decisions)
            self.news(play)
            if stage.kind == "after" and self.shown:
                self.stand(now)
            if play.ended is not ended and play.ended is not None:
                self.record.lines.append(Line(now, f"end #{play.ended[1]}", f"tables {play.ended[2]}"))
        ending = endings.judge(play.world)
        who = [n for k, n in enumerate(s.contenders) if ending.who[0, k]]
        self.record.set("Ending", " ".join([ENDINGS[int(ending.kind[0])], *who]))

    def decided(self, now: str) -> list[IntArray]:
        """What the list says for the stage that is due; the neutral decision where it says nothing or nothing legal."""
        play = self.play
        s = self.loaded.scenario
        kind = play.stage.kind
        out = [play.default(k) for k in range(len(s.contenders))]
        seen: dict[int, IntArray] = {}
        for d in self.given.quarters.get(now, []):
            words = d.text.split()
            if d.used or STAGE_OF.get(words[0]) != kind or len(words) < 2:
                continue
            sitting = play.sitting
            if kind == "floor" and (sitting is None or words[2] != sitting.id):
                continue
            if kind in ("before", "after") and not self.asked(words):
                continue
            d.used = True
            try:
                seat, given = decide(play, d.text)
            except NotationError as error:
                self.tell(d, now, error.text)
                if kind != "orders" or words[1] not in s.contenders:
                    continue
                seat, given = self.without(play, words)
            given = merge(play, seat, seen.get(seat), given)
            if (why := play.problem(seat, given)) is not None:
                self.tell(d, now, f"{why} {self.why(seat, given) if kind == 'orders' else ''}")
                given = play.lawful([given if k == seat else out[k] for k in range(len(out))])[seat]
            seen[seat] = given
        for seat, given in seen.items():
            out[seat] = given
        for seat, name in enumerate(s.contenders):
            asked = play.due()[0, seat] and kind in ("before", "after")
            if asked and seat not in seen:
                event = s.events[int(play.world.asked[0, seat]) - 1]
                known = ", ".join(choice.id for choice in event.choices)
                self.wrong.append(
                    f"{now}: {name} is asked {event.id} and nothing is said: the first answer is taken of {known}"
                )
        return out

    def asked(self, words: list[str]) -> bool:
        """Whether the question that an answer is to is the one that is put now."""
        s = self.loaded.scenario
        n = int(self.play.world.asked[0, s.contenders.index(words[1])]) if words[1] in s.contenders else 0
        return n > 0 and s.events[n - 1].id == words[2].partition(":")[0]

    def waits(self, d: Decision) -> bool:
        """Whether a line answers a question that this scenario does not put, or that was answered in another quarter."""
        words = d.text.split()
        if words[0] not in ("bulletin", "later") or len(words) < 3:
            return False
        event = words[2].partition(":")[0]
        same = (o for many in self.given.quarters.values() for o in many if o.text == d.text)
        return event not in self.loaded.scenario.event_index or any(o.used for o in same)

    def without(self, play: Play, words: list[str]) -> tuple[int, IntArray]:
        """An order line word by word, without those that cannot be read."""
        good = []
        for word in words[2:]:
            try:
                decide(play, " ".join([*words[:2], word]))
                good.append(word)
            except NotationError:
                pass
        return decide(play, " ".join([*words[:2], *good]) if good else " ".join([*words[:2], "none"]))

    def why(self, seat: int, given: IntArray) -> str:
        """Which of the orders are closed, and why."""
        s = self.loaded.scenario
        closed = orders.reasons(look(self.play.world, seat))[0]
        purse = int(self.play.world.capital[0, seat])
        rows = [int(row[0]) for row in given[0] if row[0] >= 0]
        cost = sum(orders.cost(s, n) for n in rows)
        told = [f"{orders.options(s)[n].token}: {orders.REASONS[closed[n]]}" for n in rows if closed[n]]
        return ", ".join(told) + (f" (cost {cost} of {purse})" if cost > purse else "")

    def tell(self, d: Decision, now: str, why: str) -> None:
        """Note a line that could not be played as it stands."""
        self.wrong.append(f"line {d.number} ({now} {d.text}): {why}")

    def comment(self, now: str, text: str) -> str:
        """The source of the decision from which a line of the record was made."""
        verb, seat = [*text.split(), ""][:2]
        sitting = text.split()[2] if verb == "floor" else ""
        for d in self.given.quarters.get(now, []):
            words = d.text.split()
            if words[:2] == [verb, seat] and (not sitting or words[2] == sitting):
                return d.comment
        return ""

    def count(self, now: str, lines: list[str]) -> None:
        """Count orders, rests among them, and seats in office without an order."""
        if self.play.stage.kind != "orders":
            return
        s, w = self.loaded.scenario, self.play.world
        ordered = {}
        for text in lines:
            words = text.split()
            if words[0] == "orders" and len(words) > 2:
                ordered[words[1]] = words[2:]
                self.orders += len(words) - 2
                self.rests += words[2:].count("rest")
                if not self.comment(now, text):
                    self.wrong.append(f"{now}: orders of {words[1]} without a source")
        for k, name in enumerate(s.contenders):
            office = w.rung[0, k] >= Rung.CC or (w.holder[0] == k).any()
            if office and name not in ordered:
                self.wrong.append(f"{now}: {name} holds office and gives no order")

    def stand(self, now: str) -> None:
        """How things stand at a quarter's end."""
        w, s = self.play.world, self.loaded.scenario
        c = len(s.contenders)
        bases = power.all_bases(w)[0]
        for k, name in enumerate(s.contenders):
            print(
                f"  {name:9} {RUNG_IDS[w.rung[0, k]]:10} cap {w.capital[0, k]} exp {w.exposure[0, k]:4} "
                f"bases {bases[k].tolist()} men {power.menace(w)[0, k]} health {w.health[0, k]} "
                f"pos {w.position[0, k].tolist()} trust {w.trust[0, k].tolist()} "
                f"cc {power.cc_own(w)[0, k]} pb {power.politburo_own(w)[0, k]} sh {w.shield[0, k]}"
            )
        from game.rules.elections import claims, standing

        rank = (standing(w) + claims(w))[0]
        order = np.argsort(-rank, kind="stable")
        print("  standing", " ".join(f"{s.people[p]}:{rank[p]}/{RUNG_IDS[w.rung[0, p]][:4]}" for p in order))
        dials = dict(
            zip(
                ("harv", "proc", "price", "goods", "ind", "work", "peas", "scare", "meas", "imp"),
                w.dial[0, :10].tolist(),
                strict=True,
            )
        )
        print(
            "  line",
            dict(zip(ISSUES, w.line[0].tolist(), strict=True)),
            "security",
            w.security[0],
            "fear",
            w.fear[0],
            dials,
        )
        print(
            "  holders",
            {
                o.id: s.people[h] if h >= 0 else "-"
                for o, h in zip(s.offices, w.holder[0].tolist(), strict=True)
            },
        )
        print(
            "  first",
            {
                r: s.contenders[f] if f < c else "-"
                for r, f in zip(s.regions, w.first[0].tolist(), strict=True)
            },
        )
        for r in (0, 1):
            print(
                "  secretaries", s.regions[r], w.secretaries[0, r].tolist(), "cells", w.cells[0, r].tolist()
            )
        print("  cc", int(power.cc_size(w)[0]), "bloc", w.bloc[0].tolist())

    def report(self) -> None:
        """Everything wrong, then the anchors that are missed and the sums."""
        for quarter_id, list_ in self.given.quarters.items():
            for d in list_:
                reached = not self.until or quarter_id <= self.until
                if not d.used and reached and not self.waits(d):
                    self.wrong.append(f"line {d.number} ({quarter_id} {d.text}): no such stage came")
        s, w = self.loaded.scenario, self.play.world
        for e, event in enumerate(s.events):
            if event.odds >= 1000 or e in w.pins.events:
                continue
            if event.pinned:
                self.wrong.append(f"{event.id} is luck of the record and no pin names it")
            elif w.fired[0, e]:
                print(f"  {event.id} came without a pin in {s.quarter_id(int(w.fired[0, e]) - 1)}")
        for text in self.wrong:
            print("!", text)
        seen = [a for a in self.watch.anchors if a.id in self.watch.seen]
        for a in seen:
            if a.weight and not self.watch.held(a)[0]:
                day = f"{self.loaded.scenario.quarter_id(a.quarter)} {a.after}".strip()
                print(
                    f"- {a.id} ({day}): {a.what} = {self.watch.actual(a)}, record {a.expected} +-{a.tolerance}"
                )
        for name in ("calibration", "validation"):
            part = [a for a in seen if a.set == name]
            held = [self.watch.held(a) for a in part]
            if part:
                print(
                    f"{name}: {sum(int(x[0]) for x in held)} of {len(part)}, agreement {agreement(part, held)[0]}"
                )
        share = 100 * self.rests / max(1, self.orders)
        print(f"orders {self.orders}, rests {self.rests} ({share:.0f} %), problems {len(self.wrong)}")
        print("ending", self.record.tag("Ending"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scenario", default="moscow-1924")
    parser.add_argument("--look", default="", metavar="QUARTER")
    parser.add_argument("--dry", action="store_true")
    arguments = parser.parse_args()
    loaded = load(arguments.scenario)
    given = read(ROOT / "tools" / f"{arguments.scenario}.decisions")
    made = Made(loaded, given, arguments.look, bool(arguments.look))
    made.run()
    made.report()
    if not (arguments.dry or arguments.look):
        path = loaded.folder / "history.game"
        write_text(path, str(made.record))
        print("written:", path.relative_to(ROOT))
    return 1 if made.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
