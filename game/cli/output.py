"""What the commands print: tables of endings, progress on a terminal, results to files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.analysis.files import as_json, write_whole
from game.analysis.intervals import wilson
from game.cli.tongue import Nonsense, Tongue
from game.rules.grades import GRADES
from game.words import Name, Share

if TYPE_CHECKING:
    from game.analysis.ensemble import Progress
    from game.analysis.outcomes import Difference, Graded, Outcome, Shift, Turn


def percent(tongue: Tongue, share: float) -> str:
    """A share as a percentage in the reader's habits."""
    return tongue.words.show(Share(round(share * 1000)), "share")


def whom(tongue: Tongue, who: Iterable[str]) -> str:
    """Names as a list."""
    return tongue.words.show([Name(w) for w in who])


def ending_words(tongue: Tongue, ending: str, who: tuple[str, ...]) -> str:
    """An ending and who leads in it, as one line of a table."""
    title = tongue(f"cli.ending.{ending}")
    return tongue("cli.ending-of", ending=title, who=whom(tongue, who)) if who else title


def print_outcomes(tongue: Tongue, found: list[Outcome]) -> None:
    """The endings that came, the most frequent first; the others in one line."""
    seen = sorted((o for o in found if o.count), key=lambda o: -o.count)
    rows = [
        (ending_words(tongue, o.ending, o.who), percent(tongue, o.share), span(tongue, o.low, o.high))
        for o in seen
    ]
    print_rows(rows)
    never = [tongue(f"cli.ending.{o.ending}") for o in found if not o.count]
    if never:
        print(tongue("cli.never", endings=", ".join(never)))


def print_grades(tongue: Tongue, found: Mapping[str, Sequence[Graded]]) -> None:
    """Each seat's grades, lowest first, and how often it was honoured or better with the interval."""
    head = [
        tongue("cli.column.seat"),
        *(tongue(f"grade.{name}") for name in GRADES),
        tongue("cli.column.honoured"),
    ]
    rows = [(*head, "")]
    for id, row in found.items():
        total = sum(g.count for g in row)
        best = sum(g.count for g in row[GRADES.index("honoured") :])
        shares = (percent(tongue, g.share) for g in row)
        rows.append(
            (whom(tongue, (id,)), *shares, percent(tongue, best / total), span(tongue, *wilson(best, total)))
        )
    print_rows(rows)


def print_beats(tongue: Tongue, found: Sequence[Turn]) -> None:
    """Each turn of the struggle: how often it came, how often it should, and whether it did."""
    if not found:
        return
    head = [tongue(f"cli.column.{word}") for word in ("turn", "came")]
    rows = [(*head, "", tongue("cli.column.band"), "")]
    for turn in found:
        title = _title(tongue, turn.id)
        band = span(tongue, turn.band[0] / 100, turn.band[1] / 100) if turn.band else ""
        held = "" if turn.held is None else tongue("cli.held" if turn.held else "cli.missed")
        rows.append((title, percent(tongue, turn.share), span(tongue, turn.low, turn.high), band, held))
    print_rows(rows)


def print_differences(tongue: Tongue, before: list[Outcome], found: list[Difference]) -> None:
    """Each ending before and after, the difference with its interval, and what it allows one to say."""
    old = {(o.ending, o.who): o.share for o in before}
    rows = []
    for d in found:
        was = old.get((d.ending, d.who), 0.0)
        if was == 0 and d.difference == 0:
            continue
        rows.append(
            (
                ending_words(tongue, d.ending, d.who),
                percent(tongue, was),
                percent(tongue, was + d.difference),
                span(tongue, d.low, d.high),
                tongue(f"cli.verdict.{d.verdict.replace(' ', '-')}"),
            )
        )
    print_rows(
        [
            (
                tongue("cli.column.ending"),
                tongue("cli.column.before"),
                tongue("cli.column.after"),
                tongue("cli.column.difference"),
                "",
            ),
            *rows,
        ]
    )


def print_shifts(tongue: Tongue, turns: Sequence[Shift], honoured: Sequence[Shift]) -> None:
    """Which turns of the struggle came oftener or less often, and who was honoured oftener; what cannot be told is left out."""
    for column, found in (("turn", turns), ("honoured", honoured)):
        told = [x for x in found if x.low > 0 or x.high < 0]
        if not told:
            continue
        head = [tongue(f"cli.column.{word}") for word in (column, "before", "after", "difference")]
        rows = [
            (
                _title(tongue, x.id) if column == "turn" else whom(tongue, (x.id,)),
                percent(tongue, x.before),
                percent(tongue, x.before + x.difference),
                span(tongue, x.low, x.high),
                tongue(f"cli.verdict.{x.verdict.replace(' ', '-')}"),
            )
            for x in told
        ]
        print_rows([(*head, ""), *rows])


def _title(tongue: Tongue, id: str) -> str:
    return tongue(f"beat.{id}.title") if tongue.words.has(f"beat.{id}.title") else id


def print_anchors(tongue: Tongue, fields: Mapping[str, Any]) -> None:
    """Every anchor with what the record says and what came, then how much agrees in each set."""
    heads = ("anchor", "date", "what", "expected", "actual", "tolerance")
    rows = [(*(tongue(f"cli.column.{name}") for name in heads), "")]
    for a in fields["anchors"]:
        day = f"{a['date']} {a['after']}".strip()
        verdict = "input" if not a["weight"] else "held" if a["held"] else "missed"
        cells = (a["id"], day, a["what"], a["expected"], a["actual"], str(a["tolerance"] or ""))
        rows.append((*cells, tongue(f"cli.anchor.{verdict}")))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())
    parts = {name: fields["sets"][name] for name in fields["sets"]}
    for name, part in parts.items():
        print(tongue(f"cli.anchors.{name}", **part))
    print(tongue("cli.anchors.all", **{k: fields[k] for k in ("held", "total", "agreement")}))


def span(tongue: Tongue, low: float, high: float) -> str:
    """An interval, as ``12.0% .. 15.1%``."""
    return f"{percent(tongue, low)} .. {percent(tongue, high)}"


def print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """Rows in columns; the first column to the left, the others as wide as they must be."""
    if not rows:
        return
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip())


def progress(tongue: Tongue, at: Progress) -> None:
    """How far the work has come, on standard error and only when that is a terminal."""
    if sys.stderr.isatty():
        text = tongue("cli.progress", done=int(at.done), total=at.total, seconds=round(at.seconds))
        print(f"\r{text} ", end="", file=sys.stderr, flush=True)


def progress_over() -> None:
    """Clear the line of progress."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def put_json(target: Path, fields: dict[str, Any]) -> None:
    """A result as JSON, to a file or to standard output."""
    put(target, as_json(fields))


def put(target: Path, text: str) -> None:
    """A text to a file as a whole, or to standard output."""
    if target == Path("-"):
        sys.stdout.write(text)
        return
    try:
        write_whole(target, text)
    except OSError as error:
        raise Nonsense("cli.target-failed", file=str(target), why=error.strerror or str(error)) from None
