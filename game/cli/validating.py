"""The command that holds the program against the record and writes what comes of it as a page."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from game import __version__
from game.analysis.recipe import RULES, normalised, plain
from game.analysis.robust import FITTED, SHIFT, WIDER, LeftOut, Shifted, left_out, perturbed
from game.analysis.validation import REJOINED, Validation, validated
from game.cli import output, values
from game.cli.ensembles import at_home
from game.cli.tongue import Nonsense, Tongue


def validate(arguments: Namespace, tongue: Tongue) -> int:
    """Replay the record and play freely, and tell how much of the record either brings out."""
    from game.record import RecordError

    targets = values.targets({"--json": arguments.json, "--out": arguments.out}, streams=("--json", "--out"))
    histories = values.number("--histories", arguments.histories, 1, 100_000)
    many = values.number("--shifted", arguments.shifted, 0, 10_000)
    seed = values.seed(arguments.seed)
    loaded = values.scenario(arguments.scenario)
    if loaded.history is None or not loaded.anchors:
        raise Nonsense("cli.replay-none", scenario=loaded.scenario.id)
    record = values.record_of(values.text_file(str(loaded.history)), loaded.history.name)
    try:
        found = validated(loaded.scenario, loaded.anchors, record, seed, histories)
        moved = perturbed(loaded.scenario, loaded.anchors, record, seed, many) if many else []
        left = left_out(loaded.scenario, loaded.anchors, record) if many else []
    except RecordError as error:
        raise values.broken(error) from None
    given = {"--scenario": arguments.scenario, "--histories": arguments.histories, "--seed": seed}
    if many:
        given["--shifted"] = arguments.shifted
    command = normalised("validate", [], [(k, v) for k, v in given.items() if v is not None])
    if "--json" in targets:
        output.put_json(
            targets["--json"], {"recipe": plain(command), **asdict(found), **_robust_fields(moved, left)}
        )
    page = written(found, at_home(loaded, tongue), command, moved, left)
    if "--out" in targets:
        output.put(targets["--out"], page)
    elif targets.get("--json") != Path("-"):
        print(page, end="")
    return 0


def _robust_fields(moved: list[Shifted], left: list[LeftOut]) -> dict[str, object]:
    """What was asked of single numbers, as JSON has it; nothing where it was not asked."""
    if not moved:
        return {}
    return {
        "shifted": [asdict(x) for x in moved],
        "left_out": [{**asdict(x), "held": x.held} for x in left],
    }


def _robust(moved: list[Shifted], left: list[LeftOut], say: Tongue) -> list[str]:
    """Two tables: votes under shifted shares, and votes predicted from all the others."""

    def key(name: str) -> str:
        return f"cli.validation.{name}"

    def verdict(held: bool) -> str:
        word = say(f"cli.anchor.{'held' if held else 'missed'}")
        return word if held else f"**{word}**"

    heads = ("anchor", "expected", "tolerance", "actual", "least", "most", "within", "held")
    about = say(key("shifted-about"), n=moved[0].of, shift=SHIFT // 10, times=WIDER)
    out = ["", f"## {say(key('shifted'))}", "", about, ""]
    out += [_row(*(say(key(f"head-{head}")) for head in heads)), _row(*("---" for _ in heads))]
    out += [
        _row(
            x.anchor, str(x.record), str(x.tolerance), str(x.replay), str(x.low), str(x.high),
            f"{x.within}/{x.of}", verdict(x.within == x.of),
        )
        for x in moved
    ]  # fmt: skip
    cells = ("anchor", "expected", "tolerance", "predicted", "numbers", "held")
    names = ", ".join(f"`{name}`" for name in FITTED)
    out += ["", f"## {say(key('left-out'))}", "", say(key("left-out-about"), names=names), ""]
    out += [_row(*(say(key(f"head-{head}")) for head in cells)), _row(*("---" for _ in cells))]
    for y in left:
        numbers = ", ".join(f"`{name}` {n}" for name, n in y.numbers.items())
        out.append(
            _row(y.anchor, str(y.record), str(y.tolerance), str(y.predicted), numbers, verdict(y.held))
        )
    return out


def written(
    v: Validation,
    say: Tongue,
    command: str,
    moved: list[Shifted] | None = None,
    left: list[LeftOut] | None = None,
) -> str:
    """The whole page as Markdown; `moved` and `left` are told where they were asked for."""

    def key(name: str) -> str:
        return f"cli.validation.{name}"

    out = [
        f"# {say(key('title'))}",
        "",
        say(
            key("made"),
            program=__version__,
            rules=RULES,
            scenario=v.scenario,
            seed=v.seed,
            n=v.histories,
            command=command,
        ),
        "",
        say(key("about")),
        "",
    ]
    free = dict(v.free)
    for name in ("calibration", "validation"):
        part = v.replay["sets"].get(name)
        if part is None:
            continue
        out += [f"## {say(key(name))}", "", say(key("sum"), **part), ""]
        heads = (
            "anchor",
            "date",
            "what",
            "expected",
            "actual",
            "tolerance",
            "held",
            "free",
            "source",
            "grade",
        )
        out += [_row(*(say(key(f"head-{head}")) for head in heads)), _row(*("---" for _ in heads))]
        for a in v.replay["anchors"]:
            if a["set"] == name:
                verdict = say(f"cli.anchor.{'held' if a['held'] else 'missed'}")
                out.append(
                    _row(
                        a["id"],
                        f"{a['date']} {a['after']}".strip(),
                        a["what"],
                        a["expected"],
                        a["actual"],
                        str(a["tolerance"] or ""),
                        verdict if a["held"] else f"**{verdict}**",
                        f"{100 * free[a['id']]:.0f}",
                        "; ".join(a["source"]),
                        a["grade"],
                    )
                )
        out.append("")
    out += [f"## {say(key('over-time'))}", "", say(key("over-time-about"), n=v.histories), ""]
    columns = ("date", "record", "low", "median", "high")
    out += [_row(*(say(key(f"head-{head}")) for head in columns)), _row(*("---:" for _ in columns))]
    out += [_row(x.quarter, str(x.record), str(x.low), str(x.median), str(x.high)) for x in v.lines]
    out += ["", f"## {say(key('parting'))}", "", say(key("parting-about")), ""]
    out += [_row(say(key("head-date")), say(key("head-parted"))), _row("---", "---:")]
    out += [_row(q, str(n)) for q, n in v.partings]
    parted = sum(n for _, n in v.partings)
    back = say(
        key("rejoin"),
        n=v.rejoined,
        total=parted,
        low=f"{100 * v.low:.1f}",
        high=f"{100 * v.high:.1f}",
        share=REJOINED,
    )
    out += ["", back]
    if moved:
        out += _robust(moved, left or [], say)
    return "\n".join([*out, ""])


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
