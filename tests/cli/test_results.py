"""What the commands give when they are asked something sensible."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from game.rules.terms import ENDINGS
from tests.cli.run import ROOT, who_whom
from tests.content.builder import written


def fields(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the smallest scenario that has one of everything: two contenders, four quarters."""
    return written(tmp_path_factory.mktemp("scenario"))


@pytest.fixture(scope="module")
def game(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a game of that scenario, played by machines to its end."""
    from game.content import load
    from game.session import Session

    path = tmp_path_factory.mktemp("game") / "played.game"
    session = Session.new(load(tiny), {}, "abc", "full", path)
    for _ in session.advance():
        pass
    return path


@pytest.fixture(scope="module")
def simulated(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the results of twelve histories."""
    folder = tmp_path_factory.mktemp("simulated")
    done = who_whom(
        f"simulate --scenario {tiny} --histories 12 --seed 5 --players novice --no-timing"
        f" --json {folder / 'r.result.json'}"
        f" --csv {folder / 'r.csv'} --series {folder / 's.csv'}",
        home=folder,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (folder / "out.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def test_simulate_lists_every_ending_with_shares_that_add_up(simulated: Path) -> None:
    result = fields(simulated / "r.result.json")
    assert result["histories"] == 12
    assert {o["ending"] for o in result["outcomes"]} == set(ENDINGS)
    assert sum(o["share"] for o in result["outcomes"]) == pytest.approx(1)
    assert "timing" not in result
    assert len(result["leaders"]) == len(result["coleaders"]) == 2


def test_simulate_grades_every_seat_in_json_in_the_table_and_on_the_screen(simulated: Path) -> None:
    result = fields(simulated / "r.result.json")
    assert list(result["grades"]) == list(result["leaders"])
    for row in result["grades"].values():
        assert list(row) == ["fallen", "survived", "honoured", "prevailed"]
        assert sum(row.values()) == pytest.approx(1)
    with (simulated / "r.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for id, row in result["grades"].items():
        share = sum(r[f"grade.{id}"] == "prevailed" for r in rows) / len(rows)
        assert share == pytest.approx(row["prevailed"])
    assert "honoured or better" in (simulated / "out.txt").read_text(encoding="utf-8")


def test_simulate_keeps_its_recipe_without_folders_or_machines(simulated: Path) -> None:
    recipe = fields(simulated / "r.result.json")["recipe"]
    assert recipe["seeds"] == {"seed": "5", "histories": 12}
    assert set(recipe["players"].values()) == {"novice"}
    assert recipe["luck"] == "full"
    assert recipe["scenario"]["id"] == "tiny"
    options = "--histories 12 --luck full --no-timing --players novice --scenario tiny --seed 5"
    assert recipe["command"] == f"who-whom simulate {options}"
    assert str(simulated) not in (simulated / "r.result.json").read_text(encoding="utf-8")


def test_simulate_writes_a_row_a_history_and_a_row_a_quarter(simulated: Path) -> None:
    rows = list(csv.DictReader((simulated / "r.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["seed"] for row in rows] == [f"5/{i}" for i in range(12)]
    assert {row["ending"] for row in rows} <= set(ENDINGS)
    series = list(csv.DictReader((simulated / "s.csv").read_text(encoding="utf-8").splitlines()))
    assert len(series) == 12 * 4 * 2
    assert (series[0]["quarter"], series[-1]["quarter"]) == ("1924Q1", "1924Q4")
    for name in ("r.recipe.json", "s.recipe.json"):
        assert fields(simulated / name)["seeds"]["seed"] == "5"


def test_a_second_run_and_two_jobs_give_the_same_file(simulated: Path, tiny: Path, tmp_path: Path) -> None:
    done = who_whom(
        f"simulate --seed 5 --no-timing --players novice --jobs 2 --scenario {tiny} --histories 12"
        f" --json {tmp_path / 'again.json'}",
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again.json").read_bytes() == (simulated / "r.result.json").read_bytes()


def test_json_to_standard_output_is_json_alone(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(f"simulate --scenario {tiny} --histories 2 --players random --json -", home=tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["timing"]["seconds"] >= 0
    assert result["timing"].keys() >= {"histories_per_second", "quarters_per_second", "decisions_per_second"}


def test_simulate_speaks_russian(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(f"simulate --scenario {tiny} --histories 2 --players random --language ru", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "истории сценария" in done.stdout
    assert "[" not in done.stdout


def test_the_language_comes_from_the_settings_and_else_from_the_system(tmp_path: Path) -> None:
    assert "powers" in who_whom("coalitions --help", home=tmp_path).stdout
    assert "силы" in who_whom("coalitions --help", home=tmp_path, language="ru_RU.UTF-8").stdout
    (tmp_path / "settings.json").write_text('{"language": "ru"}', encoding="utf-8")
    assert "силы" in who_whom("coalitions --help", home=tmp_path).stdout
    assert "powers" in who_whom("coalitions --help --language en", home=tmp_path).stdout


def test_verify_finds_a_result_the_same_and_names_where_another_differs(
    simulated: Path, tiny: Path, tmp_path: Path
) -> None:
    done = who_whom(f"verify {simulated / 'r.result.json'} --scenario {tiny}", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    other = fields(simulated / "r.result.json")
    marks = other["marks"]["1924Q3"]
    other["marks"]["1924Q3"] = ("0" if marks[0] != "0" else "1") + marks[1:]
    changed = tmp_path / "other.result.json"
    changed.write_text(json.dumps(other), encoding="utf-8")
    done = who_whom(f"verify {changed} --scenario {tiny} --json {tmp_path / 'v.json'}", home=tmp_path)
    assert done.returncode == 1
    assert fields(tmp_path / "v.json")["first_difference"] == {"quarter": "1924Q3", "table": "bases"}
    other = fields(simulated / "r.result.json")
    other["leaders"][next(iter(other["leaders"]))] = 0.123
    changed.write_text(json.dumps(other), encoding="utf-8")
    done = who_whom(f"verify {changed} --scenario {tiny}", home=tmp_path)
    assert done.returncode == 1
    assert "leaders" in done.stdout


def test_verify_refuses_a_recipe_that_cannot_be_followed(simulated: Path, tiny: Path, tmp_path: Path) -> None:
    for field, value in (("players", {"nobody": "novice"}), ("seeds", {}), ("changes", 7), ("luck", "odd")):
        other = fields(simulated / "r.result.json")
        other["recipe"][field] = value
        changed = tmp_path / "other.result.json"
        changed.write_text(json.dumps(other), encoding="utf-8")
        done = who_whom(f"verify {changed} --scenario {tiny}", home=tmp_path)
        assert done.returncode == 2, (field, done.stdout)
        assert len(done.stderr.splitlines()) == 1


def test_a_comparison_of_nothing_cannot_tell_anything(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(
        f"compare --scenario {tiny} --histories 6 --players novice --at 1924Q3 --json {tmp_path / 'c.json'}",
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    result = fields(tmp_path / "c.json")
    assert {d["verdict"] for d in result["differences"]} == {"cannot tell"}
    assert {d["difference"] for d in result["differences"]} == {0.0}
    assert result["first_divergence"] is None
    assert result["not_applicable"] == 0


def test_a_changed_line_parts_the_arms_where_it_stands(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(
        f"compare --scenario {tiny} --histories 6 --players novice --change '1924Q3 orders anna rest'"
        f" --json {tmp_path / 'c.json'} --no-timing",
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    result = fields(tmp_path / "c.json")
    assert result["recipe"]["changes"] == ["1924Q3 orders anna rest"]
    assert result["recipe"]["at"] == "1924Q3"
    assert result["first_divergence"]["quarter"] == "1924Q3"
    done = who_whom(f"verify {tmp_path / 'c.json'} --scenario {tiny}", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_parameter_is_kept_in_the_recipe_and_found_again(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(
        f"simulate --scenario {tiny} --histories 3 --param place.gain=0 --json {tmp_path / 'p.json'}",
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    recipe = fields(tmp_path / "p.json")["recipe"]
    assert recipe["parameters"] == {"place.gain": 0}
    assert who_whom(f"verify {tmp_path / 'p.json'} --scenario {tiny}", home=tmp_path).returncode == 0


def test_the_shipped_scenario_has_no_problems(tmp_path: Path) -> None:
    done = who_whom(f"check scenarios/moscow-1924 --json {tmp_path / 'k.json'}", home=tmp_path)
    assert done.returncode == 0, done.stdout
    assert fields(tmp_path / "k.json")["problems"] == []


def test_the_shipped_scenario_can_be_simulated_and_verified(tmp_path: Path) -> None:
    done = who_whom(f"simulate --histories 4 --json {tmp_path / 'm.json'}", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert list(fields(tmp_path / "m.json")["marks"])[-1] == "1929Q4"
    assert who_whom(f"verify {tmp_path / 'm.json'}", home=tmp_path).returncode == 0


def test_no_seat_can_follow_a_record_that_a_scenario_does_not_have(tiny: Path, tmp_path: Path) -> None:
    for typed in (
        "simulate --players history",
        "play --text --seat anna --players history",
        "validate",
        "replay",
    ):
        done = who_whom(f"{typed} --scenario {tiny}", home=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "record" in done.stderr


def test_a_record_is_replayed_and_verified(game: Path, tiny: Path, tmp_path: Path) -> None:
    done = who_whom(f"verify {game} --scenario {tiny}", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    done = who_whom(f"replay {game} --scenario {tiny} --json -", home=tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["over"] is True
    assert result["ending"] in ENDINGS
    assert result["same"] is True
    done = who_whom(f"replay {game} --scenario {tiny} --until 1924Q3 --json -", home=tmp_path)
    assert json.loads(done.stdout)["quarter"] == "1924Q3"
    assert json.loads(done.stdout)["ending"] is None


def test_a_record_that_says_something_else_is_named_with_quarter_and_table(
    game: Path, tiny: Path, tmp_path: Path
) -> None:
    lines = game.read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("1924Q2 end #"))
    mark = lines[place].rindex(" ") + 1
    other = "00" if lines[place][mark : mark + 2] != "00" else "11"
    lines[place] = lines[place][:mark] + other + lines[place][mark + 2 :]
    lines[place] = lines[place].replace("end #", "end #0000", 1)
    changed = tmp_path / "changed.game"
    changed.write_text("\n".join(lines), encoding="utf-8")
    done = who_whom(f"verify {changed} --scenario {tiny}", home=tmp_path)
    assert done.returncode == 1
    assert "1924Q2" in done.stdout
    assert "bases" in done.stdout
    assert who_whom(f"replay {changed} --scenario {tiny}", home=tmp_path).returncode == 0
    assert who_whom(f"replay {changed} --scenario {tiny} --strict", home=tmp_path).returncode == 1


def test_a_broken_record_is_named_with_its_line(game: Path, tiny: Path, tmp_path: Path) -> None:
    text = game.read_text(encoding="utf-8").replace("1924Q3 orders anna", "1924Q3 orders ana", 1)
    changed = tmp_path / "changed.game"
    changed.write_text(text, encoding="utf-8")
    for command in ("replay", "verify"):
        done = who_whom(f"{command} {changed} --scenario {tiny}", home=tmp_path)
        assert done.returncode == 2
        assert "changed.game:" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_broken_scenario_is_named_with_file_and_line(tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "broken"
    shutil.copytree(ROOT / "scenarios" / "moscow-1924", folder)
    source = folder / "people.yaml"
    source.write_text(
        source.read_text(encoding="utf-8").replace("rung: politburo", "rung: polytburo", 1), encoding="utf-8"
    )
    done = who_whom(f"check {folder}", home=tmp_path)
    assert done.returncode == 1
    assert "people.yaml:" in done.stdout
    done = who_whom(f"simulate --histories 1 --scenario {folder}", home=tmp_path)
    assert done.returncode == 2
    assert "people.yaml:" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_coalitions_answers_the_textbook_case(tmp_path: Path) -> None:
    done = who_whom("coalitions 3 4 5 10 --json -", home=tmp_path)
    result = json.loads(done.stdout)
    assert result["ruling"] == [[0, 1, 2]]
    assert result["next"] == [3]
    assert result["self_enforcing"] is False
    assert result["shapley_shubik"] == ["1/6", "1/6", "1/6", "1/2"]
    assert result["minimal_winning"] == [[0, 1, 2], [0, 3], [1, 3], [2, 3]]
    assert result["recipe"]["command"] == "who-whom coalitions 3 4 5 10 --majority 1/2"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_ensemble_ends_with_130_and_what_it_wrote_is_valid(
    jobs: str, tiny: Path, tmp_path: Path
) -> None:
    target = tmp_path / "long.json"
    command = [
        "simulate",
        "--scenario",
        str(tiny),
        "--histories",
        "1000000",
        "--jobs",
        jobs,
        "--json",
        str(target),
    ]
    running = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), *command],
        cwd=ROOT,
        env={**os.environ, "WHO_WHOM_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(8)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in errors
    result = fields(target)
    assert result["histories"] >= 1000
    assert result["histories"] % 1000 == 0
    assert result["recipe"]["interrupted"] == {"finished": result["histories"]}
    assert sum(o["count"] for o in result["outcomes"]) == result["histories"]
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_help_and_version_answer_at_once(tmp_path: Path) -> None:
    done = who_whom("--help", home=tmp_path)
    assert done.returncode == 0
    for command in ("play", "replay", "simulate", "compare", "check", "verify", "coalitions"):
        assert command in done.stdout
        told = who_whom(f"{command} --help", home=tmp_path)
        assert told.returncode == 0
        assert "[cli." not in told.stdout
    assert who_whom("--version", home=tmp_path).stdout.startswith("who-whom 0.")


def test_help_loads_neither_numpy_nor_pygame(tmp_path: Path) -> None:
    code = (
        "import sys; from game.cli import main; main(['--help']); "
        "print(sorted({'numpy', 'pygame', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
