"""Tags that fix or change luck: what they may say, and where a wrong one stands."""

from __future__ import annotations

import pytest

from game.content import load
from game.record import RecordError, parse, resume

SCENARIO = load("moscow-1924").scenario
HEAD = '[Record "1"]\n[Scenario "moscow-1924"]\n[Seed "3"]\n[Luck "full"]\n'


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ('[Pin "1925Q4.no-such-event" "comes"]', "no-such-event"),
        ('[Pin "1925Q4.frunze-operation" "perhaps"]', "perhaps"),
        ('[Pin "1999Q1.georgia" "comes"]', "1999Q1"),
        ('[Pin "1927Q4.demonstration.no-such-choice" "fails"]', "no-such-choice"),
        ('[Reseed "1925Q9 7"]', "1925Q9"),
        ('[Reseed "1925Q4"]', "1925Q4"),
        ('[Reseed "1925Q4 7" "great"]', "great"),
    ],
)
def test_a_tag_that_means_nothing_is_told_with_its_line(tag: str, word: str) -> None:
    with pytest.raises(RecordError) as caught:
        resume(parse(HEAD + tag + "\n", "a.game"), SCENARIO)
    assert str(caught.value).startswith("a.game:5:1 ")
    assert word in str(caught.value)


def test_a_pinned_hazard_comes_in_the_pinned_quarter_whatever_the_seed() -> None:
    fired = set()
    for seed in range(6):
        text = (
            HEAD.replace('"3"', f'"{seed}"')
            + '[Pin "harvest-1924" "stays-away"]\n[Pin "1924Q3.georgia" "comes"]\n'
        )
        play, _, _, _ = resume(parse(text), SCENARIO)
        while play.quarter < 3:
            play.submit([play.default(k) for k in range(len(SCENARIO.contenders))])
        fired.add(
            tuple(
                play.world.fired[0, [SCENARIO.event_index[e] for e in ("georgia", "harvest-1924")]].tolist()
            )
        )
    assert fired == {(3, 0)}
