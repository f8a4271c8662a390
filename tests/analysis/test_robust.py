"""What hangs on single numbers: shifted shares, and votes predicted from the others."""

from __future__ import annotations

import json

import numpy as np
import pytest

from game.analysis.follow import Followed
from game.analysis.robust import SHIFT, counted, perturbed, shifted, votes_of
from game.content import Loaded, load
from game.record import Record, parse
from tests.cli.run import who_whom


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load("moscow-1924")


@pytest.fixture(scope="module")
def record(loaded: Loaded) -> Record:
    assert loaded.history is not None
    return parse(loaded.history.read_text(encoding="utf-8"), "history")


def test_shares_are_shifted_by_no_more_than_said_and_still_make_a_thousand(loaded):
    s = loaded.scenario
    moved = shifted(s, "x/1")
    for table in ("secretaries", "cells"):
        before, after = np.asarray(getattr(s, table)), np.asarray(getattr(moved, table))
        assert (after.sum(axis=1) == 1000).all()
        assert (after >= 0).all()
        assert (np.abs(after - before)[:, :-1] <= before[:, :-1] * SHIFT // 1000 + 1).all()
        assert (after != before).any()
    assert (np.asarray(shifted(s, "x/1").cells) == np.asarray(moved.cells)).all()
    assert (np.asarray(shifted(s, "x/2").cells) != np.asarray(moved.cells)).any()


def test_the_recorded_decisions_give_the_replays_votes(loaded, record):
    votes = votes_of(loaded.scenario, record, Followed(loaded.scenario, record), loaded.anchors)
    told = {a.id: a for a in counted(loaded.anchors)}
    assert set(votes) == set(told)
    assert abs(votes["conference-13-for"] - 125) <= 3
    assert abs(votes["congress-14-against"] - 65) <= 20


def test_a_shifted_replay_is_told_with_its_range(loaded, record):
    found = perturbed(loaded.scenario, loaded.anchors, record, "1", 1)
    assert {x.anchor for x in found} == {a.id for a in counted(loaded.anchors)}
    assert all(x.of == 1 and x.low == x.high and x.within in (0, 1) for x in found)


def test_the_page_has_both_tables_only_where_they_are_asked_for(tmp_path):
    page, told = tmp_path / "v.md", tmp_path / "v.json"
    done = who_whom(f"validate --histories 2 --shifted 1 --out {page} --json {told}", home=tmp_path)
    assert done.returncode == 0, done.stderr
    fields = json.loads(told.read_text(encoding="utf-8"))
    assert len(fields["shifted"]) == len(fields["left_out"]) > 5
    assert "--shifted 1" in fields["recipe"]["command"]
    text = page.read_text(encoding="utf-8")
    assert "## Starting shares shifted" in text
    assert "## Each vote left out" in text
    assert who_whom("validate --shifted x", home=tmp_path).returncode == 2
