"""Writes how things stand at the starts that lie later than moscow-1924: its record, replayed to their first day.

    python tools/starts.py                 write standing.yaml of every start, and docs/starts.md
    python tools/starts.py --show ID       print every cell of a start that is not as the record has it
    python tools/starts.py --dry           write nothing; exit code 1 where a file is not up to date

Where a start stands otherwise than the record is not written here but by hand, in its ``departs.yaml``, each
difference with its source and reason. A start before the record's first quarter has only that file, and is held
against the base's own opening.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from game.content import load  # noqa: E402
from game.content.folder import gather  # noqa: E402
from game.content.standing import AGE, NOT_SAID, axis, sayable, values, written  # noqa: E402
from game.record.file import read  # noqa: E402
from game.record.replay import resume  # noqa: E402
from game.rules import dice  # noqa: E402
from game.rules.anchors import Watch  # noqa: E402
from game.rules.scenario import Scenario  # noqa: E402
from game.rules.terms import IntArray, quarter_of  # noqa: E402
from game.rules.world import TABLE, TABLES, World  # noqa: E402

BASE = "moscow-1924"
STARTS = ("december-1922", "november-1924", "january-1926", "july-1928")
PAGE = ROOT / "docs" / "starts.md"


class _Until(Watch):
    """Keeps the World as the quarter before the start closes."""

    def __init__(self, scenario: Scenario, last: int) -> None:
        super().__init__(scenario, ())
        self.last = last
        self.kept: World | None = None

    def turned(self, world: World) -> None:
        super().turned(world)
        if world.quarter == self.last:
            self.kept = world.copy()


@lru_cache(maxsize=8)
def record(quarter: str) -> World:
    """The World of the base's record on the first day of a quarter, before anything has happened in it."""
    base = load(BASE)
    s = base.scenario
    if base.history is None:
        raise SystemExit(f"{BASE} has no record")
    at = int(quarter_of(quarter, s.first_quarter))
    if at <= 0:
        return World.new(s, dice.seed_of("1"))
    watch = _Until(s, at - 1)
    resume(read(base.history), s, until=quarter, watch=watch)
    if watch.kept is None:
        raise SystemExit(f"the record of {BASE} does not reach {quarter}")
    world = watch.kept
    world.quarter = at
    year, part = divmod(s.first_quarter + at, 4)
    if part == 0:
        # The opening of a year counts the party, as the opening of its quarter does.
        world.members[...] = np.asarray(s.growth)[year - s.first_quarter // 4]
    world.absent[...] = 0
    world.fired[...] = np.where(world.fired > 0, AGE, 0)
    return world


@dataclass(frozen=True)
class Cell:
    """A cell of a start that is not as in the record."""

    table: str
    words: tuple[str, ...]
    record: int | str
    here: int | str


def differences(start: Scenario) -> list[Cell]:
    """Every cell of a start's first World that is not as in the record by then (or in the base's opening)."""
    base = load(BASE).scenario
    then, now = record(start.quarter_id(0)), World.new(start, dice.seed_of("1"))
    out = []
    for table in TABLES:
        if table.name in NOT_SAID:
            continue
        old, new = getattr(then, table.name)[0], getattr(now, table.name)[0]
        if "y" in table.axes:
            old, new = _calendar(base, start, old, new)
        elif "m" not in table.axes and "e" in table.axes:
            # A start may have events of its own; what has not happened is nowhere on the list.
            both = [e.id for e in start.events if e.id in base.event_index]
            own = [n for n, e in enumerate(start.events) if e.id not in base.event_index]
            if new[own].any():
                raise SystemExit(f"{start.id}: an event of its own has happened before it begins")
            old = old[[base.event_index[e] for e in both]]
            new = new[[start.event_index[e] for e in both]]
        for place in np.argwhere(old != new).tolist() if table.axes else [[]] * int(old != new):
            words = _words(start, base, table.name, place)
            out.append(
                Cell(
                    table.name,
                    words,
                    _word(base, table.name, tuple(place), int(old[tuple(place)])),
                    _word(start, table.name, tuple(place), int(new[tuple(place)])),
                )
            )
    return out


def _calendar(base: Scenario, start: Scenario, old: IntArray, new: IntArray) -> tuple[IntArray, IntArray]:
    """The calendar of the sittings that both have: whether each is held, written or not."""

    def held(s: Scenario, row: IntArray) -> dict[tuple[Any, ...], int]:
        every = [x for there in s.sittings_by_quarter for x in there]
        return {(x.id, x.date, x.spare): int(row[n]) for n, x in enumerate(every)}

    then, now = held(base, old), held(start, new)
    both = sorted(then.keys() & now.keys())
    return np.array([then[k] for k in both], dtype=np.int32), np.array([now[k] for k in both], dtype=np.int32)


def _words(s: Scenario, base: Scenario, table: str, place: list[int]) -> tuple[str, ...]:
    axes = TABLE[table].axes
    if {"m", "y"} & set(axes):
        return tuple(map(str, place))
    if "e" in axes:
        both = [e.id for e in s.events if e.id in base.event_index]
        return (both[place[0]],)
    return tuple(axis(s, letter)[n] for letter, n in zip(axes, place, strict=True))


def _word(s: Scenario, table: str, place: tuple[int, ...], number: int) -> int | str:
    if table == "answer":
        return number
    words = None if {"m", "y"} & set(TABLE[table].axes) else values(s, table, place)
    return number if words is None else next(w for w, n in words.items() if n == number)


def reasons(id: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """Every cell that departs.yaml of a start sets, with the entry that does."""
    node = gather(ROOT / "scenarios" / id).parts.get("departs")
    out: dict[tuple[str, ...], dict[str, Any]] = {}
    for entry in node.plain()["departs"] if node is not None else ():
        for path in _paths(entry["set"]):
            out[path] = entry
    return out


def _paths(tree: Any) -> list[tuple[str, ...]]:
    if not isinstance(tree, dict):
        return [()]
    return [(str(key), *rest) for key, child in tree.items() for rest in _paths(child)]


def unexplained(id: str) -> list[Cell]:
    """Cells that are not as in the record and that no entry explains."""
    known = reasons(id)
    return [c for c in differences(load(id).scenario) if (c.table, *c.words) not in known]


def idle(id: str) -> list[tuple[str, ...]]:
    """Cells that departs.yaml sets to what the record has anyway."""
    real = {(c.table, *c.words) for c in differences(load(id).scenario)}
    return [path for path in reasons(id) if path not in real]


def standing(id: str) -> str | None:
    """The text of a start's standing.yaml, or None for a start that the record does not reach."""
    base = load(BASE).scenario
    first = str(
        yaml.safe_load((ROOT / "scenarios" / id / "scenario.yaml").read_text(encoding="utf-8"))["first"]
    )
    if int(quarter_of(first, base.first_quarter)) <= 0:
        return None
    then, below = record(first), World.new(base, dice.seed_of("1"))
    tables = {}
    for table in TABLES:
        old, new = getattr(below, table.name)[0], getattr(then, table.name)[0]
        if not sayable(table):
            if table.name not in NOT_SAID and (old != new).any():
                print(
                    f"{id}: the table {table.name} has changed in the record and cannot be said",
                    file=sys.stderr,
                )
            continue
        cells = written(base, table.name, new, old)
        if cells is not None:
            tables[table.name] = cells
    rows = [
        f"# Written by tools/starts.py: the record of {BASE} on the first day of {first}. Do not edit by hand:",
        "# what is to be otherwise, with its reason, stands in departs.yaml.",
        "tables:",
    ]
    for name, cells in tables.items():
        if not isinstance(cells, dict):
            rows.append(f"  {name}: {_flat(cells)}")
            continue
        flat = not any(isinstance(child, dict) for child in cells.values())
        rows += [f"  {name}: {_flat(cells)}"] if flat and len(cells) <= 12 else [f"  {name}:"]
        if not flat or len(cells) > 12:
            rows += [f"    {_flat(key)}: {_flat(child)}" for key, child in cells.items()]
    return "\n".join(rows) + "\n"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flat(k)}: {_flat(v)}" for k, v in value.items()) + "}"
    if isinstance(value, str) and value.isdigit():
        return f'"{value}"'
    return str(value)


def page() -> str:
    """docs/starts.md: every start and every difference with its reason."""
    rows = [
        "# Other starts",
        "",
        f"Written by `python tools/starts.py`. Each start stands on `{BASE}` and shares its files. Its first day is",
        "the first day of the quarter that its date lies in: a quarter is the unit of play, and what is told of",
        "the quarter's later weeks lies still ahead. A start later than the base begins as the base's own record has",
        "things by then (`standing.yaml`), but for the cells below (`departs.yaml`). The start of December 1922 lies",
        "before the record; it is held against the base's opening instead. Ambitions and illness are drawn anew in",
        "every game. Grades: C seen on a page, S scholarship, U uncertain, E a judgement of this project.",
    ]
    for id in STARTS:
        if not (ROOT / "scenarios" / id / "scenario.yaml").is_file():
            continue
        loaded = load(id)
        s = loaded.scenario
        rows += ["", f"## {loaded.texts['en']['scenario.title']}", ""]
        rows.append(f"`{id}`: {s.quarters} quarters, {s.quarter_id(0)} to {s.quarter_id(s.quarters - 1)}.")
        known = reasons(id)
        against = "the record" if record(s.quarter_id(0)).quarter > 0 else "January 1924"
        entries: dict[int, tuple[dict[str, Any], list[Cell]]] = {}
        for cell in differences(s):
            entry = known.get((cell.table, *cell.words))
            if entry is not None:
                entries.setdefault(id_of(entry), (entry, []))[1].append(cell)
        rows += [
            "",
            f"| Cells | {against.capitalize()} | Here | Why | Source | Grade |",
            "|---|---|---|---|---|---|",
        ]
        for entry, cells in entries.values():
            source = entry["source"] if isinstance(entry["source"], list) else [entry["source"]]
            row = [
                "<br>".join(" ".join((c.table, *c.words)) for c in cells),
                "<br>".join(str(c.record) for c in cells),
                "<br>".join(str(c.here) for c in cells),
                " ".join(str(entry["why"]).split()),
                "; ".join(source),
                str(entry["grade"]),
            ]
            rows.append("| " + " | ".join(text.replace("|", "/") for text in row) + " |")
    return "\n".join(rows) + "\n"


def id_of(entry: dict[str, Any]) -> int:
    """What tells entries apart: their place in memory, as each is read once."""
    return id(entry)


def main() -> int:
    """Write or compare; 1 when something is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--show", metavar="ID")
    parser.add_argument("--dry", action="store_true")
    given = parser.parse_args()
    if given.show:
        known = reasons(given.show)
        for c in differences(load(given.show).scenario):
            mark = "" if (c.table, *c.words) in known else "  UNEXPLAINED"
            print(f"{' '.join((c.table, *c.words))}: {c.record} -> {c.here}{mark}")
        for path in idle(given.show):
            print(f"{' '.join(path)}: set to what is so anyway")
        return 0
    stale = False
    texts = [
        (ROOT / "scenarios" / id / "standing.yaml", standing(id))
        for id in STARTS
        if (ROOT / "scenarios" / id / "scenario.yaml").is_file()
    ]
    for path, text in texts:
        if text is not None and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale = True
            print(f"{path.relative_to(ROOT)}: {'not up to date' if given.dry else 'written'}")
            if not given.dry:
                path.write_text(text, encoding="utf-8")
    text = page()
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        stale = True
        if not given.dry:
            PAGE.write_text(text, encoding="utf-8")
    left = [(id, c) for id in STARTS if (ROOT / "scenarios" / id).is_dir() for c in unexplained(id)]
    for id, c in left:
        print(f"{id}: {' '.join((c.table, *c.words))}: {c.record} -> {c.here} is not explained")
    return int(bool(left) or (given.dry and stale))


if __name__ == "__main__":
    raise SystemExit(main())
