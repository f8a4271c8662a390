"""Anchors: every mistake in anchors.csv is told with its place, and the shipped ones are enough and sourced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.content import ContentError, check, load
from game.content.anchors import COLUMNS
from game.rules.anchors import MEASURES

GOOD = "gs-1,office,1924Q1,,gs,holder,stalin,0,1,calibration,KOTK1,C"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("scenarios") / "moscow-1924"
    shutil.copytree(load("moscow-1924").folder, place)
    return place


def problem(folder: Path, *lines: str, head: str = ",".join(COLUMNS)) -> str:
    (folder / "anchors.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    found = [str(p) for p in check(folder) if p.file == "anchors.csv"]
    assert len(found) <= 1
    return found[0] if found else ""


MISTAKES = [
    (GOOD.replace("office,", "ofice,"), "2:6", "did you mean 'office'?"),
    (GOOD.replace("1924Q1", "1930Q1"), "2:13", "1924Q1"),
    (GOOD.replace("1924Q1,,", "1924Q1,cc.9,"), "2:20", "cc.1"),
    (GOOD.replace(",gs,holder", ",wor,holder"), "2:21", "did you mean 'war'?"),
    (GOOD.replace("holder", "holdr"), "2:24", "did you mean 'holder'?"),
    (GOOD.replace("stalin", "stalyn"), "2:31", "did you mean 'stalin'?"),
    (GOOD.replace("stalin,0", "stalin,x"), "2:38", "whole number"),
    (GOOD.replace("calibration", "input"), "2:40", "inputs weigh 0"),
    (GOOD.replace("KOTK1", "KOTK9"), "2:54", "KOTK9"),
    (GOOD.replace("KOTK1", ""), "2:54", "sources.yaml"),
    (GOOD.replace(",C", ",X"), "2:60", "X"),
    (GOOD + ",more", "2:", "13 values"),
    (
        GOOD.replace("gs,holder,stalin", "report,for,125"), "2:20", "cc.1",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "place", "word"), MISTAKES)
def test_a_mistake_is_told_with_line_column_and_the_right_thing(
    line: str, place: str, word: str, folder: Path
) -> None:
    told = problem(folder, line)
    assert told.startswith(f"anchors.csv:{place}")
    assert word in told


def test_an_anchor_stands_once_and_a_good_file_has_no_problem(folder: Path) -> None:
    assert problem(folder, GOOD) == ""
    assert "line 2" in problem(folder, GOOD, GOOD)
    assert "columns" in problem(folder, GOOD, head="id,kind")


def test_a_scenario_with_a_broken_anchor_is_not_loaded(folder: Path) -> None:
    problem(folder, GOOD.replace("stalin", "nobody-at-all"))
    with pytest.raises(ContentError):
        load(folder)


def test_the_shipped_anchors_are_many_sourced_and_of_both_sets() -> None:
    loaded = load("moscow-1924")
    weighted = [a for a in loaded.anchors if a.weight]
    assert len(weighted) >= 80
    first_of_1927 = 12
    for a in weighted:
        assert a.set == ("validation" if a.quarter >= first_of_1927 else "calibration"), a.id
    for kind in ("office", "rung", "politburo", "line", "vote", "delegation", "secretary", "country"):
        assert any(a.kind == kind for a in weighted), kind
    assert {a.measure for a in loaded.anchors} <= MEASURES.keys()
