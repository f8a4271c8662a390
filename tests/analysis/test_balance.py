"""The table of balance at a hundredth of its full volume (tools/balance.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.content import load
from tools import balance

ROOT = Path(__file__).resolve().parents[2]
MANY = 120


@pytest.fixture(scope="module")
def moscow():
    return load("moscow-1924").scenario


@pytest.fixture(scope="module")
def plain(moscow) -> balance.Result:
    return balance.play(moscow, balance.PLAIN, balance.SEED, MANY)


def arm(moscow, plain: balance.Result, word: str) -> tuple[float, list[balance.Shift]]:
    """The share of histories that end otherwise without something, and what shifts."""
    other = balance.play(moscow, word, balance.SEED, MANY)
    touched = sum(a != b for a, b in zip(plain.worlds, other.worlds, strict=True)) / MANY
    return touched, balance.shifts(moscow, plain, other)


def test_what_is_used_touches_histories_and_what_is_not_touches_none(moscow, plain):
    names = [balance.title(*a) for a in balance.arms() if a[0] in ("order", "motion")]
    often = [name for name in names if plain.used.get(name, 0) >= MANY]
    never = [name for name in names if not plain.used.get(name, 0)]
    assert len(often) >= 8
    for name in [*often[::3], *never[:2]]:
        touched, shifted = arm(moscow, plain, name)
        assert (touched > 0.5) if name in often else (touched == 0 and not shifted), (name, touched)


def test_pacts_shift_outcomes_beyond_chance_even_at_this_volume(moscow, plain):
    touched, shifted = arm(moscow, plain, "word:pacts")
    assert touched > 0.9
    assert shifted[0].chance < 1e-4
    assert shifted[0].low > 0 or shifted[0].high < 0


def test_nothing_left_out_shifts_nothing(moscow, plain):
    again = balance.play(moscow, balance.PLAIN, balance.SEED, MANY)
    assert again.worlds == plain.worlds
    assert balance.shifts(moscow, plain, again) == []


def test_every_kind_of_order_clause_and_structural_motion_is_an_arm():
    from game.rules.motions import STATUTES
    from game.rules.orders import KINDS
    from game.rules.terms import CLAUSES

    names = {balance.title(*a) for a in balance.arms()}
    assert {f"order:{k.id}" for k in KINDS} | {f"clause:{c}" for c in CLAUSES} <= names
    assert {f"motion:{law.id}" for law in STATUTES} | {"motion:delegation", "motion:commission"} <= names


def test_a_finished_arm_is_kept_and_an_arm_of_other_rules_is_played_anew(tmp_path, monkeypatch):
    def run() -> list[balance.Result]:
        return list(balance.results("moscow-1924", [balance.PLAIN, "order:tour"], "kept", 2, tmp_path, 1))

    first = run()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["nothing.json", "order-tour.json"]
    monkeypatch.setattr(balance, "play", lambda *a: pytest.fail("played again"))
    assert run() == first
    path = tmp_path / "order-tour.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) // 2], encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        run()
    path.write_text(json.dumps({**json.loads(text), "key": "0"}), encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        run()


def test_the_page_names_what_was_never_used_and_what_moves_nothing(moscow, plain):
    found = {balance.PLAIN: plain, "order:aim": balance.Result(**{**vars(plain), "arm": "order:aim"})}
    text = balance.page(moscow, found, "python tools/balance.py --histories 120 --seed balance", 1.0)
    assert text.startswith(balance.MARK)
    assert "| `aim` |" in text
    assert "Never used by a politician in these histories: `aim`." in text


def test_wrong_options_are_told_in_one_line(tmp_path):
    for words in (["--only", "order:plaec"], ["--out", str(tmp_path / "none")], ["--histories", "0"]):
        command = [sys.executable, str(ROOT / "tools" / "balance.py"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
