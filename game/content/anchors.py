"""The file anchors.csv: dated facts of the record, one a line, read with the place of every mistake."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Final

from game.content.problems import Place, Problem, nearest, shown
from game.rules import anchors as rules
from game.rules.anchors import MEASURES, OPENING, Anchor
from game.rules.scenario import Scenario
from game.rules.terms import quarter_of
from game.words import Said
from game.words import said as say

FILE: Final = "anchors.csv"
COLUMNS: Final = (
    "id", "kind", "quarter", "after", "subject", "measure", "expected", "tolerance", "weight", "set", "source", "grade",
)  # fmt: skip
GRADES: Final = ("C", "S", "U", "E")
_MOST: Final = 5_000
"""Lines beyond which no scenario needs anchors."""

Cell = tuple[str, int]
"""A value and the column at which it begins, counted from 1."""


class _Wrong(Exception):
    """A cell that cannot stand as it is."""

    def __init__(self, column: str, message: Said, hint: Said) -> None:
        super().__init__(message)
        self.column, self.message, self.hint = column, message, hint


def cells(line: str) -> list[Cell]:
    """The values of a line with the columns where they begin; a value in quotes may hold commas, "" is a quote.

    >>> cells('a,"b, c",')
    [('a', 1), ('b, c', 3), ('', 10)]
    """
    out: list[Cell] = []
    n = 0
    while True:
        begin = n
        if line[n : n + 1] == '"':
            text, n = "", n + 1
            while n < len(line) and (line[n] != '"' or line[n : n + 2] == '""'):
                text += line[n]
                n += 2 if line[n : n + 2] == '""' else 1
            n += 1
            rest = line.find(",", n)
            text += line[n : rest if rest >= 0 else len(line)]
            n = rest if rest >= 0 else len(line)
        else:
            rest = line.find(",", n)
            n = rest if rest >= 0 else len(line)
            text = line[begin:n]
        out.append((text.strip(), begin + 1))
        if n >= len(line):
            return out
        n += 1


def read(folder: Path, scenario: Scenario, works: Container[str]) -> tuple[tuple[Anchor, ...], list[Problem]]:
    """The anchors of a scenario's folder, and what is wrong with them; none when there is no such file.

    `works` are the keys of the works that a source may name.
    """
    path = folder / FILE
    if not path.is_file():
        return (), []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = str(getattr(error, "strerror", None) or "utf-8").lower()
        hint = say("check.see-whether-the-name-is-right-and-may-be")
        return (), [Problem.at(Place(FILE), say("check.cannot-be-read", name=FILE, why=why), hint)]
    lines = text.split("\n")
    head = [name for name, _ in cells(lines[0].rstrip("\r"))]
    if tuple(head) != COLUMNS:
        hint = say("check.anchor-head-hint", columns=",".join(COLUMNS))
        return (), [Problem.at(Place(FILE), say("check.anchor-head"), hint)]
    if len(lines) > _MOST:
        message = say("check.anchor-many", most=_MOST)
        return (), [Problem.at(Place(FILE, _MOST), message, say("check.delete-one-of-them"))]
    out: list[Anchor] = []
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    for number, raw in enumerate(lines[1:], 2):
        line = raw.rstrip("\r")
        if not line.strip():
            continue
        row = cells(line)
        if len(row) != len(COLUMNS):
            message = say("check.anchor-cells", n=len(row), most=len(COLUMNS))
            place = Place(FILE, number, row[min(len(row), len(COLUMNS)) - 1][1])
            problems.append(Problem.at(place, message, say("check.anchor-cells-hint")))
            continue
        at = {name: column for name, (_, column) in zip(COLUMNS, row, strict=True)}
        try:
            anchor = _anchor(
                {name: value for name, (value, _) in zip(COLUMNS, row, strict=True)}, scenario, works
            )
            if anchor.id in ids:
                line_of = say("check.anchor-twice", id=anchor.id, line=str(ids[anchor.id]))
                raise _Wrong("id", line_of, say("check.delete-one-of-them"))
        except _Wrong as wrong:
            place = Place(FILE, number, at[wrong.column])
            problems.append(Problem.at(place, wrong.message, wrong.hint))
            continue
        ids[anchor.id] = number
        out.append(anchor)
    return tuple(out), problems


def _anchor(row: dict[str, str], scenario: Scenario, works: Container[str]) -> Anchor:
    """One line as an anchor; raises _Wrong for the first cell that cannot stand."""

    def among(column: str, known: tuple[str, ...]) -> str:
        if row[column] not in known:
            message = say("check.anchor-word", got=shown(row[column]), column=column)
            raise _Wrong(column, message, nearest(row[column], known))
        return row[column]

    if not row["id"] or set(row["id"]) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        raise _Wrong(
            "id", say("check.anchor-word", got=shown(row["id"]), column="id"), say("check.anchor-id-hint")
        )
    kind, measure = among("kind", rules.KINDS), among("measure", tuple(MEASURES))
    quarter = _quarter(row["quarter"], scenario)
    after = _after(row["after"], quarter, measure, scenario)
    try:
        args = rules.meaning(scenario, measure, row["subject"])
    except KeyError as error:
        word = str(error.args[0])
        wants = MEASURES[measure].subject
        message = say("check.anchor-word", got=shown(word), column="subject")
        raise _Wrong(
            "subject", message, nearest(word, rules.known(scenario, wants) if wants else ())
        ) from None
    value = MEASURES[measure].value
    try:
        op, wanted = rules.wanted(scenario, measure, args, row["expected"])
    except KeyError as error:
        word = str(error.args[0])
        message = say("check.anchor-word", got=shown(word), column="expected")
        if value == "number":
            hint = say("check.anchor-number-hint")
        elif value == "choice":
            hint = nearest(word, [c.id for c in scenario.events[args[0]].choices])
        else:
            hint = nearest(word, rules.known(scenario, "person" if value == "people" else value))
        raise _Wrong("expected", message, hint) from None
    used = among("set", rules.SETS)
    weight = _number("weight", row["weight"])
    if (used == "input") != (weight == 0):
        raise _Wrong("weight", say("check.anchor-weight", used=used), say("check.anchor-weight-hint"))
    source = tuple(part.strip() for part in row["source"].split(";") if part.strip())
    if not source:
        message = say("check.anchor-word", got=shown(row["source"]), column="source")
        raise _Wrong("source", message, say("check.anchor-source-hint"))
    for text in source:
        key, colon, detail = (piece.strip() for piece in text.partition(":"))
        if not (key == "E" or key in works or (key == "S" and colon and detail)):
            raise _Wrong("source", say("check.there-is-no-source", key=key), say("check.anchor-source-hint"))
    return Anchor(
        row["id"], kind, quarter, after, row["subject"], measure, row["expected"],
        _number("tolerance", row["tolerance"]), weight, used, source, among("grade", GRADES), args, op, wanted,
    )  # fmt: skip


def _number(column: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        message = say("check.anchor-word", got=shown(text), column=column)
        raise _Wrong(column, message, say("check.anchor-number-hint"))
    return int(text)


def _quarter(text: str, scenario: Scenario) -> int:
    try:
        at = int(quarter_of(text, scenario.first_quarter))
        if 0 <= at < scenario.quarters:
            return at
    except ValueError:
        pass
    hint = say(
        "check.it-runs-from-to", first=scenario.quarter_id(0), last=scenario.quarter_id(scenario.quarters - 1)
    )
    raise _Wrong("quarter", say("check.anchor-word", got=shown(text), column="quarter"), hint)


def _after(text: str, quarter: int, measure: str, scenario: Scenario) -> str:
    """The sitting after which to look, which must be held in that quarter."""
    held = [s.id for s in scenario.sittings_by_quarter[quarter]]
    if quarter == 0:
        held += [scenario.opening.id] if scenario.opening is not None else []
        if text == OPENING and MEASURES[measure].read is not None:
            return text
    if text in held or (not text and MEASURES[measure].read is not None):
        return text
    message = say("check.anchor-word", got=shown(text), column="after")
    raise _Wrong("after", message, nearest(text, held))
