"""The short commands: check a scenario folder, and who will rule among given powers."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from game.analysis.recipe import normalised, plain
from game.cli import output, values
from game.cli.tongue import Nonsense, Tongue
from game.words import told


def check(arguments: Namespace, tongue: Tongue) -> int:
    """Every problem of a scenario folder as ``file:line:column severity message (hint)``."""
    from game.content import check as check_folder

    targets = values.targets({"--json": arguments.json})
    folder = Path(arguments.folder)
    if arguments.folder in values.scenario_ids() and not folder.is_dir():
        from game.places import shipped

        folder = shipped("scenarios") / arguments.folder
    try:
        readable = folder.is_dir() and bool(list(folder.iterdir()) or True)
    except (OSError, ValueError):
        readable = False
    if not readable:
        raise Nonsense("cli.folder", folder=arguments.folder)
    if not (folder / "scenario.yaml").is_file():
        raise Nonsense("cli.folder-empty", folder=arguments.folder)
    problems = check_folder(folder)
    errors = sum(p.severity == "error" for p in problems)
    if "--json" in targets:
        rows: list[dict[str, Any]] = [
            {
                "file": p.file,
                "line": p.line,
                "column": p.column,
                "severity": p.severity,
                "message": told(p.message, tongue.words),
                "hint": told(p.hint, tongue.words),
            }
            for p in problems
        ]
        how = plain(normalised("check", [folder.name], []))
        output.put_json(targets["--json"], {"recipe": how, "problems": rows})
    if targets.get("--json") != Path("-"):
        for p in problems:
            print(p.told(tongue.words))
        print(tongue("cli.checked", folder=folder.name, errors=errors, warnings=len(problems) - errors))
    return 1 if problems else 0


def coalitions(arguments: Namespace, tongue: Tongue) -> int:
    """Ruling coalitions, who is next, and the power indices of a list of whole-number powers."""
    from game.theory import (
        Refused,
        banzhaf,
        majority_quota,
        minimal_winning,
        next_out,
        ruling_coalitions,
        self_enforcing,
        shapley_shubik,
    )

    targets = values.targets({"--json": arguments.json})
    powers = [values.number("N", text, -(10**15), 10**15) for text in arguments.powers]
    top, mark, bottom = arguments.majority.partition("/")
    if not mark:
        raise Nonsense("cli.majority", value=arguments.majority)
    share = values.number("--majority", top, 0, 10**9), values.number("--majority", bottom, 1, 10**9)
    try:
        ruling = ruling_coalitions(powers, *share)
        # The weight a coalition needs to win under this majority: the least whole number above the share.
        quota = majority_quota(powers) if 2 * share[0] == share[1] else share[0] * sum(powers) // share[1] + 1
        command = normalised("coalitions", arguments.powers, [("--majority", arguments.majority)])
        fields: dict[str, Any] = {
            "recipe": plain(command),
            "powers": powers,
            "majority": f"{share[0]}/{share[1]}",
            "quota": quota,
            "ruling": [list(group) for group in ruling],
            "next": list(next_out(powers, *share)),
            "self_enforcing": self_enforcing(powers, *share),
            "banzhaf": [str(x) for x in banzhaf(powers, quota)],
            "shapley_shubik": [str(x) for x in shapley_shubik(powers, quota)],
            "minimal_winning": [list(group) for group in minimal_winning(powers, quota)],
        }
    except Refused as error:
        raise Nonsense(error.key, **{k: _plain(v) for k, v in error.values.items()}) from None
    if "--json" in targets:
        output.put_json(targets["--json"], fields)
    if targets.get("--json") != Path("-"):
        groups = " | ".join(_group(g, powers) for g in ruling)
        print(tongue("cli.ruling", groups=groups))
        out = _group(tuple(fields["next"]), powers)
        print(tongue("cli.next", group=out) if fields["next"] else tongue("cli.next-nobody"))
        print(tongue("cli.enforcing" if fields["self_enforcing"] else "cli.not-enforcing"))
        head = (tongue("cli.column.actor"), tongue("cli.column.power"), "Banzhaf", "Shapley-Shubik")
        rows = zip(powers, fields["banzhaf"], fields["shapley_shubik"], strict=True)
        output.print_rows([head, *((str(n), str(p), b, s) for n, (p, b, s) in enumerate(rows))])
        winning = "  ".join(_group(tuple(g), powers) for g in fields["minimal_winning"][:20])
        more = len(fields["minimal_winning"]) - 20
        print(tongue("cli.minimal", groups=winning))
        if more > 0:
            print(tongue("cli.minimal-more", n=more))
    return 0


def _group(group: tuple[int, ...], powers: list[int]) -> str:
    return "{" + ", ".join(str(powers[place]) for place in group) + "}"


def _plain(value: object) -> object:
    return str(value) if isinstance(value, int) else value
