"""The commands that do something once more: replay a record, verify a record or a result."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from game import __version__
from game.analysis import export
from game.analysis.compare import compared
from game.analysis.ensemble import Run
from game.analysis.marks import parting
from game.analysis.recipe import RULES, normalised, plain
from game.cli import output, values
from game.cli.ensembles import at_home, prepared, watched
from game.cli.tongue import Nonsense, Tongue
from game.rules.anchors import Anchor, Watch
from game.words import Name

Difference = dict[str, str]


def replay(arguments: Namespace, tongue: Tongue) -> int:
    """Run a record without a window: where it leads, and whether it still comes out as it says."""
    targets = values.targets({"--json": arguments.json})
    if arguments.file is None:
        loaded = values.scenario(arguments.scenario)
        if loaded.history is None:
            raise Nonsense("cli.replay-none", scenario=loaded.scenario.id)
        name, text = loaded.history.name, values.text_file(str(loaded.history))
    else:
        name = Path(arguments.file).name
        text = values.text_file(arguments.file)
        loaded = values.scenario_of_record(text, name, arguments.scenario)
    fields = replayed(text, name, loaded.scenario, arguments.until, loaded.anchors)
    given = {"--until": arguments.until, "--scenario": arguments.scenario}
    options = [(option, value) for option, value in given.items() if value]
    words = [] if arguments.file is None else [name]
    fields["recipe"]["command"] = normalised("replay", words, options)
    if "--json" in targets:
        output.put_json(targets["--json"], fields)
    if targets.get("--json") != Path("-"):
        speaker = at_home(loaded, tongue)
        print(speaker("cli.replayed", file=name, quarter=fields["quarter"], digest=fields["digest"]))
        if fields["ending"]:
            ending = output.ending_words(speaker, fields["ending"], tuple(fields["who"]))
            print(speaker("cli.replayed-ending", ending=ending))
        if fields["head"]:
            print(speaker("cli.replayed-head", who=Name(fields["head"])))
        if fields["first_difference"]:
            print(speaker("cli.mismatch", **fields["first_difference"]))
        if fields.get("anchors"):
            output.print_anchors(speaker, fields)
    # A game of one's own is no worse for not being what happened.
    own = loaded.history is not None and text == values.text_file(str(loaded.history))
    missed = own and any(a["weight"] and not a["held"] for a in fields.get("anchors", ()))
    return 1 if arguments.strict and (missed or not fields["same"]) else 0


def replayed(
    text: str, name: str, scenario: Any, until: str | None = None, anchors: tuple[Anchor, ...] = ()
) -> dict[str, Any]:
    """What a record leads to and which anchors hold, ready for JSON; raises Nonsense when it cannot be followed."""
    from game.analysis.anchored import fields as anchor_fields
    from game.record import RecordError, resume
    from game.rules import endings
    from game.rules.terms import ENDINGS

    record = values.record_of(text, name)
    if until is not None:
        values.quarter("--until", scenario, until)
    watch = Watch(scenario, anchors)
    try:
        play, wrong, _, used = resume(record, scenario, until=until or "", watch=watch)
    except RecordError as error:
        raise values.broken(error) from None
    if until is not None and scenario.quarter_id(play.quarter) != until:
        raise Nonsense("cli.until-late", at=until, file=name, last=scenario.quarter_id(play.quarter))
    ending = endings.judge(play.world)
    head = int(ending.head[0])
    who = sorted(c for c, leads in zip(scenario.contenders, ending.who[0], strict=True) if leads)
    tables = wrong[0].tables if wrong else ()
    recipe = plain("")
    recipe["scenario"] = {"id": scenario.id, "digest": scenario.digest}
    recipe["seeds"] = {"seed": record.tag("Seed")}
    recipe["luck"] = record.tag("Luck") or "full"
    recipe["players"] = record.seats()
    return {
        "recipe": recipe,
        **(anchor_fields(watch) if anchors else {}),
        "quarter": scenario.quarter_id(play.quarter),
        "over": play.over,
        "lines": len(used),
        "digest": play.world.digests()[0],
        "ending": ENDINGS[int(ending.kind[0])] if play.over else None,
        "who": who if play.over else [],
        "head": scenario.people[head] if play.over and head >= 0 else None,
        "same": not wrong,
        "first_difference": {"quarter": wrong[0].quarter, "table": tables[0] if tables else "?"}
        if wrong
        else None,
    }


def verify(arguments: Namespace, tongue: Tongue) -> int:
    """Make a record or a result again from its recipe and name the first quarter and table that differ."""
    targets = values.targets({"--json": arguments.json})
    jobs = values.number("--jobs", arguments.jobs, 1, values.MOST_JOBS)
    name = Path(arguments.file).name
    text = values.text_file(arguments.file)
    made: dict[str, Any] = {}
    if text.startswith("[Record"):
        loaded = values.scenario_of_record(text, name, arguments.scenario)
        fields = replayed(text, name, loaded.scenario)
        difference: Difference | None = fields["first_difference"]
        made = {"program": fields["recipe"]["program"], "rules": values.record_of(text, name).tag("Rules")}
    else:
        result = _result(text, name)
        made = result["recipe"]
        difference = _made_again(result, arguments, jobs, tongue)
        if difference == {}:
            return 130
    command = normalised("verify", [name], [])
    if "--json" in targets:
        fields = {"recipe": plain(command), "same": difference is None, "first_difference": difference}
        output.put_json(targets["--json"], fields)
    if targets.get("--json") != Path("-"):
        if difference is None:
            print(tongue("cli.verified-same", file=name))
        else:
            print(tongue("cli.verified-other", file=name, **difference))
        theirs = str(made.get("program", "?")), str(made.get("rules", "?"))
        if theirs != (__version__, RULES):
            program, rules = theirs
            print(tongue("cli.verified-version", program=program, rules=rules, mine=__version__, ours=RULES))
    return 0 if difference is None else 1


def _result(text: str, name: str) -> dict[str, Any]:
    """A result file of simulate or compare."""
    try:
        result = json.loads(text)
    except (ValueError, RecursionError):
        raise Nonsense("cli.verify-kind", file=name) from None
    recipe = result.get("recipe") if isinstance(result, dict) else None
    command = recipe.get("command") if isinstance(recipe, dict) else None
    words = command.split() if isinstance(command, str) else []
    if len(words) < 2 or words[1] not in ("simulate", "compare"):
        raise Nonsense("cli.verify-kind", file=name)
    found: dict[str, Any] = result
    return found


def _made_again(result: dict[str, Any], asked: Namespace, jobs: int, tongue: Tongue) -> Difference | None:
    """The first difference between a result and its remake; an empty one when the work was interrupted."""
    recipe = result["recipe"]
    name = Path(asked.file).name
    arguments, text = _arguments(recipe, name, jobs)
    if text is None and asked.scenario is not None:
        arguments.scenario = asked.scenario
    try:
        plan, jobs, _ = prepared(arguments, tongue, text=text)
    except Nonsense as error:
        raise Nonsense("cli.verify-recipe", file=name, why=tongue.sentence(error)) from None
    paired = arguments.command == "compare"
    run = Run(plan, paired=paired, jobs=jobs)
    if watched(run, tongue):
        return {}
    again: dict[str, Any]
    if paired:
        both = compared(run)
        again = export.comparison_fields(both, recipe, timing=False)
        arms = ("baseline", "changed")
        old = [_of(result, "marks", arm) for arm in arms]
        new = [again["marks"][arm] for arm in arms]
    else:
        again = export.ensemble_fields(run.ensemble(), recipe, timing=False)
        old, new = [_of(result, "marks")], [again["marks"]]
    for quarter in new[0]:
        for was, now in zip(old, new, strict=True):
            table = parting(str(was.get(quarter, "")), now[quarter])
            if table is not None:
                return {"quarter": quarter, "table": table}
    # The worlds are the same; then whatever was counted from them must be, too.
    again = json.loads(json.dumps(again))
    last = list(new[0])[-1]
    for field, value in again.items():
        if field != "recipe" and result.get(field) != value:
            return {"quarter": last, "table": field}
    return None


def _of(result: dict[str, Any], *path: str) -> dict[str, Any]:
    """A table somewhere inside a result, empty when somebody has taken it out."""
    here: Any = result
    for name in path:
        here = here.get(name) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else {}


def _arguments(recipe: dict[str, Any], name: str, jobs: int) -> tuple[Namespace, str | None]:
    """The options that a recipe stands for, and the record it branches from."""
    try:
        trunk = recipe.get("from")
        finished = recipe.get("interrupted", {}).get("finished", recipe["seeds"]["histories"])
        seats = [f"{who}={level}" for who, level in recipe["players"].items()]
        paired = recipe["command"].split()[1] == "compare"
        arguments = Namespace(
            command="compare" if paired else "simulate",
            histories=str(finished),
            jobs=str(jobs),
            luck=str(recipe["luck"]),
            seed=str(recipe["seeds"]["seed"]),
            players="politician",
            seat=seats,
            # A lens is numbers: they stand among the parameters already.
            lens=None,
            param=[f"{key}={value}" for key, value in recipe["parameters"].items()],
            without=[str(word) for word in recipe.get("without", [])],
            scenario=None if trunk else str(recipe["scenario"]["id"]),
            trunk=str(trunk["file"]) if trunk else None,
            at=recipe.get("at"),
            change=[str(line) for line in recipe["changes"]],
        )
        return arguments, str(trunk["record"]) if trunk else None
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        why = f"'{error.args[0]}'" if isinstance(error, KeyError) else str(error)
        raise Nonsense("cli.verify-recipe", file=name, why=why) from None
