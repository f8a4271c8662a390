"""Sentences of conditions and effects: read, written, and refused at the very word that is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content import Names, SentenceError, read_condition, read_effect, write_condition, write_effect
from game.content.sentences import bounds, read_seat, usage
from game.rules import roles
from game.rules.conditions import QUANTITIES
from game.rules.effects import EFFECTS, kind_of
from game.rules.scenario import Condition, Effect

NAMES = Names(
    ("anna", "boris", "clara"),
    ("vera", "gleb"),
    ("north", "far-east"),
    ("chair", "war"),
    {"funeral": ("return", "stay"), "harvest": ()},
    documents=("letter", "record-1"),
)
ROLES = [roles.ASKED, roles.STRONGEST, roles.FEARED, roles.holder_of(0), roles.holder_of(1)]
SHARES = ("secretaries", "cells", "drift")


def argument(kind: str, role: bool) -> st.SearchStrategy[int]:
    """Any argument of a kind."""
    plain = st.sampled_from(sorted(NAMES.tables[kind].values()))
    return st.one_of(plain, st.sampled_from(ROLES)) if role and kind in {"contender", "person"} else plain


def values(word: str, kind: str) -> st.SearchStrategy[int]:
    """Any value that a word may have."""
    low, high = bounds(word, NAMES)
    return st.integers(max(low, -9_999_999), min(high, 9_999_999))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Any condition of the language."""
    word = draw(st.sampled_from(sorted(QUANTITIES)))
    quantity = QUANTITIES[word]
    if word == "chose":
        return Condition(word, (0, draw(st.integers(0, 1))), "=", draw(st.integers(0, 1)))
    args = tuple(draw(argument(kind, True)) for kind in quantity.args)
    if quantity.value == "truth":
        return Condition(word, args, "=", draw(st.integers(0, 1)))
    ops = (
        ["=", "!="]
        if quantity.value in {"person", "contender", "ending"}
        else [">=", "<=", ">", "<", "=", "!="]
    )
    return Condition(word, args, draw(st.sampled_from(ops)), draw(values(word, quantity.value)))


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    """Any effect of the language."""
    word = draw(st.sampled_from(sorted(EFFECTS)))
    entry = EFFECTS[word]
    args: list[int] = []
    for arg in entry.args:
        kind, every = kind_of(arg)
        whole = every and roles.ALL not in args and draw(st.booleans())
        args.append(roles.ALL if whole else draw(argument(kind, True)))
    if entry.sets or (word not in SHARES and draw(st.booleans())):
        return Effect(word, tuple(args), draw(values(word, entry.value)), True)
    low, high = bounds(word, NAMES)
    amount = draw(st.integers(1, high - low))
    return Effect(word, tuple(args), amount if word == "drift" or draw(st.booleans()) else -amount)


def refusal(reader: Callable[..., object], said: str) -> SentenceError | None:
    """What a reader says against a sentence."""
    try:
        reader(said, NAMES, asked=True)
    except SentenceError as error:
        return error
    return None


SAID = st.one_of(
    conditions().map(lambda c: write_condition(c, NAMES)), effects().map(lambda e: write_effect(e, NAMES))
)


@given(conditions())
def test_a_written_condition_is_read_back_the_same(condition: Condition) -> None:
    assert read_condition(write_condition(condition, NAMES), NAMES, asked=True) == condition


@given(effects())
def test_a_written_effect_is_read_back_the_same(effect: Effect) -> None:
    assert read_effect(write_effect(effect, NAMES), NAMES, asked=True) == effect


@given(conditions())
def test_not_turns_every_condition_round(condition: Condition) -> None:
    said = write_condition(condition, NAMES).removeprefix("not ")
    plain = read_condition(said, NAMES, asked=True)
    turned = read_condition("not " + said, NAMES, asked=True)
    assert turned != plain
    assert write_condition(read_condition("not " + said, NAMES, asked=True), NAMES) != said


@given(SAID, st.data())
def test_a_spoilt_sentence_is_refused_or_read_but_never_breaks(said: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(said)))
    spoilt = said[:at] + data.draw(st.text(max_size=4)) + said[at + data.draw(st.integers(0, 4)) :]
    for reader in (read_condition, read_effect):
        error = refusal(reader, spoilt)
        assert error is None or (error.message and error.hint and 0 <= error.start <= len(spoilt))


@pytest.mark.parametrize(
    ("said", "at", "part", "hint"),
    [
        ("exposure ana >= 3", "ana", "no contender 'ana'", "anna"),
        ("exposur anna >= 3", "exposur", "not a word", "exposure"),
        ("exposure vera >= 3", "vera", "no contender", "figure"),
        ("lean anna boris > 4", "anna", "no figure", "contender"),
        ("exposure anna", "", "comparison is missing", "exposure CONTENDER >= NUMBER"),
        ("exposure anna >= lots", "lots", "whole number", "NUMBER"),
        ("exposure anna >= 3 4", "4", "too much", "exposure CONTENDER"),
        ("exposure anna >= 1001", "1001", "from 0 to 1000", "1000"),
        ("exposure anna >= -1", "-1", "from 0 to 1000", "0"),
        ("exposure >= 3", ">=", "contender is missing", "CONTENDER"),
        ("exposure asked >= 3", "asked", "nobody is asked", "contender"),
        ("exposure all >= 3", "all", "'all' cannot", "CONTENDER"),
        ("exposure holder:waar >= 3", "waar", "no office 'waar'", "war"),
        ("exposure holder:this >= 3", "this", "no office 'this'", "chair"),
        ("rung vera > centre", "centre", "no rung 'centre'", "there are"),
        ("rung vera > poliburo", "poliburo", "no rung", "politburo"),
        ("rung vera > 5", "5", "no rung '5'", "member"),
        ("holder chair > anna", ">", "cannot compare", "= or !="),
        ("holder chair = an", "an", "no person 'an'", "anna"),
        ("first north = vera", "vera", "no contender", "nobody"),
        ("first nort = anna", "nort", "no region", "north"),
        ("quarter >= 1930Q1", "1930Q1", "outside the scenario", "1929Q4"),
        ("quarter >= soon", "soon", "no quarter", "1924Q1"),
        ("happened funerl", "funerl", "no event", "funeral"),
        ("happened funeral > 1", ">", "too much", "happened EVENT"),
        ("chose funeral sty", "sty", "no choice", "stay"),
        ("chose harvest stay", "stay", "no choice", "none"),
        ("chose funeral", "", "choice is missing", "CHOICE"),
        ("line industri > 4", "industri", "no issue", "industry"),
        ("dial prices > 4", "prices", "no dial", "price"),
        ("", "", "condition is missing", "write"),
        ("not", "", "condition is missing", "write"),
        ("not not pact anna boris", "not pact", "not a word", "there are"),
        ("exposure\u00a0anna > x", "x", "whole number", "write"),
    ],
)
def test_a_wrong_condition_is_shown_at_the_wrong_word(said: str, at: str, part: str, hint: str) -> None:
    with pytest.raises(SentenceError) as caught:
        read_condition(said, NAMES)
    error = caught.value
    assert part in error.message
    assert hint in error.hint
    assert error.start == (said.rindex(at) if at else len(said))


@pytest.mark.parametrize(
    ("said", "at", "part", "hint"),
    [
        ("mantel anna +5", "mantel", "not a word", "mantle"),
        ("control anna +5", "control", "not a word", "only be asked"),
        ("mantle anna 5", "5", "+n, -n or = n", "mantle CONTENDER"),
        ("mantle anna + 5", "+", "must follow", "mantle CONTENDER"),
        ("mantle anna", "", "+n, -n or = n", "mantle CONTENDER"),
        ("mantle anna +0", "+0", "changes nothing", "delete"),
        ("mantle anna +1001", "+1001", "more than all", "1000"),
        ("mantle anna = 1001", "1001", "from 0 to 1000", "1000"),
        ("mantle anna +5.5", "+5.5", "+n, -n or = n", "mantle"),
        ("mantle anna +5 boris", "boris", "too much", "mantle"),
        ("mantle all +5", "all", "'all' cannot", "mantle CONTENDER"),
        ("mantle asked +5", "asked", "nobody is asked", "contender"),
        ("trust all all +5", "all", "only one 'all'", "trust"),
        ("rung vera +1", "+1", "only be set", "RUNG"),
        ("rung vera = 5", "5", "no rung", "politburo"),
        ("holder chair +1", "+1", "only be set", "PERSON"),
        ("holder chair = all", "all", "no person 'all'", "anna"),
        ("holder chair = holder:wart", "wart", "no office", "war"),
        ("absent anna = 2", "2", "from 0 to 1", "1"),
        ("secretaries all anna = 5", "=", "share of a whole", "secretaries"),
        ("drift all anna -5", "-5", "only gains", "secretaries"),
        ("lean all vera +5", "vera", "no contender", "figure"),
        ("lean holder:chair anna +5", "holder:chair", "no figure", "there are"),
        ("", "", "effect is missing", "write"),
    ],
)
def test_a_wrong_effect_is_shown_at_the_wrong_word(said: str, at: str, part: str, hint: str) -> None:
    with pytest.raises(SentenceError) as caught:
        read_effect(said, NAMES)
    error = caught.value
    assert part in error.message
    assert hint in error.hint
    assert error.start == (said.rindex(at) if at else len(said))


def test_nobody_is_what_the_rules_take_it_for() -> None:
    assert read_condition("holder chair = nobody", NAMES).value == -1
    assert read_condition("first north != nobody", NAMES).value == 3
    assert read_effect("holder chair = nobody", NAMES).amount == -1
    assert read_effect("first north = nobody", NAMES).amount == 3


def test_comparisons_need_no_spaces() -> None:
    assert read_condition("exposure anna>=300", NAMES) == read_condition("exposure  anna  >=  300", NAMES)


def test_holder_this_is_the_office_whose_sentence_it_is() -> None:
    assert read_effect("mantle holder:this +5", NAMES, this=1).args == (roles.holder_of(1),)


def test_a_question_may_go_to_a_contender_or_a_role() -> None:
    assert [read_seat(said, NAMES) for said in ("boris", "strongest", "feared", "holder:war")] == [
        1,
        -4,
        -5,
        -101,
    ]
    for wrong in ("vera", "asked", "all", "", "anna boris"):
        with pytest.raises(SentenceError):
            read_seat(wrong, NAMES)


def test_every_word_has_a_usage_that_names_it() -> None:
    assert all(usage(word).startswith(word) for word in QUANTITIES)
    assert all(usage(word, effect=True).startswith(word) for word in EFFECTS)
