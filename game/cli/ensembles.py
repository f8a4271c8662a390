"""The commands that play many histories: simulate and compare."""

from __future__ import annotations

from argparse import Namespace
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.analysis import export
from game.analysis.branch import trunk_of
from game.analysis.compare import compared
from game.analysis.ensemble import Run
from game.analysis.files import as_json
from game.analysis.lines import read_lines
from game.analysis.plan import Plan, Refusal, with_parameters, without
from game.analysis.recipe import normalised, recipe
from game.cli import output, values
from game.cli.tongue import Nonsense, Tongue

if TYPE_CHECKING:
    from game.content import Loaded


def simulate(arguments: Namespace, tongue: Tongue) -> int:
    """N complete histories: how often each ending comes."""
    wanted = {"--json": arguments.json, "--csv": arguments.csv, "--series": arguments.series}
    targets = values.targets(wanted)
    plan, jobs, speaker = prepared(arguments, tongue, series="--series" in targets)
    command = normalised("simulate", [], given(arguments))
    run = Run(plan, jobs=jobs)
    interrupted = watched(run, tongue)
    if not run.chunks:
        return 130
    result = run.ensemble()
    how = recipe(plan, command, finished=result.histories if interrupted else None)
    if "--json" in targets:
        fields = export.ensemble_fields(result, how, timing=not arguments.no_timing)
        output.put_json(targets["--json"], fields)
    for option, text in (("--csv", export.histories_csv), ("--series", export.series_csv)):
        if option in targets:
            output.put(targets[option], text(result))
            output.put(export.recipe_path(targets[option]), as_json(how))
    if targets.get("--json") != Path("-"):
        print(speaker("cli.simulated", n=result.histories, scenario=plan.scenario.id, seed=plan.seed))
        output.print_outcomes(speaker, result.outcomes)
        output.print_grades(speaker, result.grades)
        output.print_beats(speaker, result.beats)
        print(speaker("cli.digest", digest=result.digest))
        if not arguments.no_timing:
            rate = result.timing.fields()["histories_per_second"]
            print(speaker("cli.timing", seconds=f"{result.timing.seconds:.1f}", rate=f"{rate:.0f}"))
    return 130 if interrupted else 0


def compare(arguments: Namespace, tongue: Tongue) -> int:
    """The same seeds with and without a change."""
    targets = values.targets({"--json": arguments.json})
    plan, jobs, speaker = prepared(arguments, tongue)
    command = normalised("compare", [], given(arguments))
    run = Run(plan, paired=True, jobs=jobs)
    interrupted = watched(run, tongue)
    if not run.chunks:
        return 130
    result = compared(run)
    how = recipe(plan, command, compared=True, finished=result.baseline.histories if interrupted else None)
    if "--json" in targets:
        fields = export.comparison_fields(result, how, timing=not arguments.no_timing)
        output.put_json(targets["--json"], fields)
    if targets.get("--json") != Path("-"):
        n = result.baseline.histories
        print(speaker("cli.compared", n=n, scenario=plan.scenario.id, seed=plan.seed))
        output.print_differences(speaker, result.baseline.outcomes, result.differences)
        output.print_shifts(speaker, result.turns, result.honoured)
        # A line that spans quarters stands for one in each of them.
        for line, missed in zip(read_lines(plan.scenario, plan.changes), result.missed, strict=True):
            if missed:
                print(speaker("cli.not-applicable", n=missed, total=str(n), line=line.text))
        parting = result.first_divergence
        if parting is None:
            print(speaker("cli.no-parting"))
        else:
            print(speaker("cli.parting", **parting))
        if not arguments.no_timing:
            print(speaker("cli.timing-compare", seconds=f"{result.seconds:.1f}"))
    return 130 if interrupted else 0


def watched(run: Run, tongue: Tongue) -> bool:
    """Do the work and show how it goes; whether it was interrupted."""
    try:
        for at in run:
            output.progress(tongue, at)
    except KeyboardInterrupt:
        return True
    except BrokenExecutor:
        raise Nonsense("cli.worker-lost") from None
    finally:
        output.progress_over()
    return False


def prepared(
    arguments: Namespace, tongue: Tongue, *, series: bool = False, text: str | None = None
) -> tuple[Plan, int, Tongue]:
    """The plan that the options describe, the number of jobs, and a tongue that knows the scenario's names.

    `text` is the record to branch from where a recipe has it; otherwise ``--from`` names its file.
    """
    histories = values.number("--histories", arguments.histories, 1, values.MOST_HISTORIES)
    jobs = values.number("--jobs", arguments.jobs, 1, values.MOST_JOBS)
    luck = values.luck(arguments.luck)
    seed = values.seed(arguments.seed)
    players = values.level("--players", arguments.players)
    changed = values.pairs("--param", arguments.param)
    if arguments.trunk is not None and arguments.scenario is not None:
        raise Nonsense("cli.both", one="--scenario", other="--from")
    if arguments.command == "simulate" and arguments.at is not None and arguments.trunk is None:
        raise Nonsense("cli.at-alone")
    if arguments.trunk is not None and text is None:
        text = values.record_text(arguments.trunk)
    loaded = (
        values.scenario(arguments.scenario)
        if text is None
        else values.scenario_of_record(text, arguments.trunk)
    )
    if arguments.lens is not None:
        # What is said by name counts beside what a lens says.
        changed = {**values.lens(loaded, arguments.lens), **changed}
    try:
        scenario = with_parameters(loaded.scenario, changed) if changed else loaded.scenario
        scenario = without(scenario, arguments.without) if arguments.without else scenario
        seated = values.seats(scenario, arguments.seat, players)
        values.recorded(loaded, seated)
        lines = tuple(" ".join(line.split()) for line in getattr(arguments, "change", []))
        changes = read_lines(scenario, lines)
        at = min((line.quarter for line in changes), default=0)
        if arguments.at is not None:
            at = values.quarter("--at", scenario, arguments.at)
            for line in changes:
                if line.quarter < at:
                    raise Nonsense("cli.change-before", line=line.text, at=arguments.at)
        trunk = None if text is None else trunk_of(scenario, Path(arguments.trunk).name, text, at)
    except Refusal as error:
        raise Nonsense(error.key, **error.values) from None
    plan = Plan(
        scenario,
        seated,
        seed,
        histories,
        luck,
        trunk,
        at,
        lines,
        series,
        tuple(sorted(changed.items())),
        loaded.scenario.digest if changed else "",
    )
    return plan, jobs, at_home(loaded, tongue)


def at_home(loaded: Loaded, tongue: Tongue) -> Tongue:
    """A tongue that also knows a scenario's texts and names."""
    language = tongue.language
    texts = {**loaded.texts.get("en", {}), **loaded.texts.get(language, {})}
    names = {**loaded.names.get("en", {}), **loaded.names.get(language, {})}
    return Tongue(language, texts, names)


_SILENT = {"command", "json", "csv", "series", "jobs", "help"}
"""What does not decide how a result comes out is no part of its recipe."""
_NAMES = {"trunk": "--from", "no_timing": "--no-timing"}


def given(arguments: Namespace) -> list[tuple[str, str | None]]:
    """The options of an ensemble command as a recipe keeps them, defaults included."""
    out: list[tuple[str, str | None]] = []
    fields: dict[str, Any] = vars(arguments)
    for name, value in fields.items():
        if name in _SILENT or value is None or value is False:
            continue
        option = _NAMES.get(name, f"--{name}")
        if value is True:
            out.append((option, None))
        elif isinstance(value, list):
            out += [(option, " ".join(item.split())) for item in value]
        else:
            out.append((option, str(value)))
    return out
