"""A scenario in order becomes the tables that the rules read, and everything known beside its numbers."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content import ContentError, Loaded, Names, available, check, find, load, schema, write_condition
from game.rules import roles
from game.rules.dice import seeds
from game.rules.parameters import DEFAULTS
from game.rules.scenario import Agenda, Scenario
from game.rules.terms import BODIES, DIALS, ISSUES, PERSONA, Motion
from game.rules.world import World, invariants
from tests.content.builder import FILES, changed, written


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The tiny scenario, loaded."""
    return load(written(tmp_path_factory.mktemp("tiny")))


def arrays(scenario: Scenario) -> dict[str, np.ndarray[Any, Any]]:
    """Every array of a scenario by name."""
    found = {f.name: getattr(scenario, f.name) for f in dataclasses.fields(scenario)}
    return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


def test_arrays_are_int32_and_cannot_be_written_to(tiny: Loaded) -> None:
    assert len(arrays(tiny.scenario)) >= 20
    for name, array in arrays(tiny.scenario).items():
        assert array.dtype == np.int32, name
        assert not array.flags.writeable, name


def test_people_are_contenders_first(tiny: Loaded) -> None:
    s = tiny.scenario
    assert s.people == ("anna", "boris", "vera")
    assert s.rung.tolist() == [7, 7, 5]
    assert s.positions.tolist() == [[-200, -300, -500], [700, 800, 300], [0, 0, 0]]
    assert s.trust.tolist() == [[0, -200], [-400, 0]]
    assert s.lean.tolist() == [[300, -100]]
    assert s.pages.tolist() == [[1, 2, 0], [0, 0, 0]]
    assert s.persona.tolist()[0] == [400, 700, 500, 300, 300, 800]
    assert s.bases.tolist() == [[100, 500, 300], [700, 500, 400]]


def test_the_rest_of_a_share_is_unaligned(tiny: Loaded) -> None:
    assert tiny.scenario.secretaries.tolist() == [[500, 100, 400]]
    assert tiny.scenario.cells.tolist() == [[300, 300, 400]]
    assert tiny.scenario.blocs.tolist() == [[14, 8, 10], [20, 2, 12]]


def test_persons_in_the_files_are_hundreds_in_the_tables(tiny: Loaded) -> None:
    assert tiny.scenario.members.tolist() == [300]
    assert tiny.scenario.growth.tolist() == [[300], [401]]


def test_towns_are_bits(tiny: Loaded) -> None:
    assert tiny.scenario.towns.tolist() == [1 | 2 | 4]


def test_nobody_first_is_the_number_of_contenders(tmp_path: Path) -> None:
    s = load(written(tmp_path, changed("regions.yaml", "first: anna", "first: nobody"))).scenario
    assert s.first.tolist() == [2]


def test_parameters_are_the_defaults_but_for_what_the_scenario_sets(tiny: Loaded, tmp_path: Path) -> None:
    assert tiny.scenario.parameter == {**DEFAULTS, "drift.cap": 700, "pact.accept": -20}
    assert [name for name, _ in tiny.scenario.parameters] == list(DEFAULTS)
    nested = "parameters:\n  drift.cap: 700\n  pact.accept: -20\n"
    again = load(written(tmp_path, {**FILES, "parameters.yaml": nested})).scenario
    assert again.parameters == tiny.scenario.parameters


def test_an_office_knows_its_holder_and_what_it_gives_him(tiny: Loaded) -> None:
    office = tiny.scenario.offices[0]
    assert (office.holder, BODIES[office.body], office.domain, office.group) == (0, "politburo", (0,), 0)
    assert office.dials == ((DIALS.index("goods"), -30),)
    assert [effect.args for effect in office.drift] == [
        (roles.ALL, roles.holder_of(0)),
        (roles.holder_of(0),),
    ]


def test_the_politburo_sits_every_quarter(tiny: Loaded) -> None:
    days = [s.date for s in tiny.scenario.sittings if s.id == "politburo.1"]
    assert days == [(1924, 3, 21), (1924, 6, 20), (1924, 9, 20), (1924, 12, 21)]


def test_a_written_politburo_is_not_doubled(tmp_path: Path) -> None:
    extra = FILES["bodies.yaml"] + "  - {body: politburo, id: politburo.1, date: 1924-02-02, source: E}\n"
    s = load(written(tmp_path, {**FILES, "bodies.yaml": extra})).scenario
    first = [x for x in s.sittings_by_quarter[0] if x.id == "politburo.1"]
    assert [x.date for x in first] == [(1924, 2, 2)]
    assert first[0].agenda == (Agenda(Motion.REPORTER, -1, -1, 0, -1),)


def test_a_congress_hears_a_report_and_the_politburo_before_it_names_who_gives_it(tiny: Loaded) -> None:
    by_quarter = tiny.scenario.sittings_by_quarter
    congress = next(s for s in by_quarter[1] if s.id == "congress.13")
    assert congress.agenda == (Agenda(Motion.REPORT, -1, -1, 0, -1),)
    assert (congress.seats, congress.cc, congress.ccc, congress.politburo, congress.candidates) == (
        748,
        53,
        151,
        7,
        6,
    )
    before = next(s for s in by_quarter[0] if s.id == "politburo.1")
    assert before.agenda == (Agenda(Motion.REPORTER, -1, -1, 0, -1),)
    assert not any(s.agenda for s in by_quarter[1] if s.id == "politburo.1")


def test_the_opening_sitting_brings_its_own_motions(tiny: Loaded) -> None:
    opening = tiny.scenario.opening
    assert opening is not None
    assert opening.agenda == (Agenda(Motion.SANCTION, 1, -1, 2, 0), Agenda(Motion.LINE, 0, -1, 0, 0))
    assert (opening.source_cells, opening.tiers, opening.grip, opening.quarter) == (True, 2, 620, 0)


def test_events_have_windows_and_sentences(tiny: Loaded) -> None:
    funeral, harvest = tiny.scenario.events
    names = Names.of(tiny.scenario)
    assert (funeral.first, funeral.last, funeral.asks) == (0, 0, roles.holder_of(0))
    assert [write_condition(c, names) for c in funeral.conditions] == [
        "exposure boris >= 100",
        "rung anna = politburo",
    ]
    assert funeral.effects[1].conditions[0].quantity == "pact"
    assert [c.id for c in funeral.choices] == ["return", "stay"]
    assert funeral.choices[0].urge == (("pride", 300), ("caution", -200), ("base", 100))
    assert (funeral.choices[1].tries, len(funeral.choices[1].fails)) == (600, 1)
    assert (harvest.first, harvest.last, harvest.after, harvest.pinned, harvest.odds) == (
        2,
        3,
        True,
        True,
        200,
    )
    assert harvest.modifiers[0][1] == 200
    assert [write_condition(c, names) for c in harvest.conditions] == [
        "happened funeral",
        "not chose funeral stay",
    ]


def test_an_event_without_a_date_begins_with_its_window(tmp_path: Path) -> None:
    s = load(written(tmp_path, changed("events/1924.yaml", "    date: 1924-08-01\n", ""))).scenario
    assert s.events[1].date == (1924, 7, 1)


def test_texts_have_flat_keys_in_every_language(tiny: Loaded) -> None:
    assert tiny.texts["en"]["person.anna.short"] == "Anna"
    assert tiny.texts["en"]["event.funeral.choice.stay"] == "Stay"
    assert tiny.texts["ru"]["event.harvest.title"] == "Плохой урожай"
    assert tiny.texts["ru"]["scenario.title"] == "Малая"
    assert tiny.texts["en"]["region.north"] == "the North"
    assert tiny.texts["en"]["sitting.congress.13"] == "XIII Congress"


def test_names_have_their_forms(tiny: Loaded) -> None:
    assert tiny.names["ru"]["anna"]["ins"] == "Анной"
    assert tiny.names["ru"]["boris"]["full"] == "Борис"
    assert tiny.names["en"]["anna"] == {
        "nom": "Anna", "short": "Anna", "full": "Anna Ivanova", "life": "1878-1953"
    }  # fmt: skip
    assert tiny.names["en"]["office.chair"] == tiny.names["en"]["chair"]


def test_full_names_may_be_declined_too(tmp_path: Path) -> None:
    files = changed("text/ru/all.yaml", "full: Анна Иванова", "full: {nom: Анна Иванова, gen: Анны Ивановой}")
    names = load(written(tmp_path, files)).names["ru"]["anna"]
    assert (names["full"], names["full.gen"]) == ("Анна Иванова", "Анны Ивановой")


def test_facts_keep_their_sources(tiny: Loaded) -> None:
    assert tiny.people_facts["anna"] == {
        "born": "1878-12-18", "died": "1953-03-05", "source": ("KEY: page 4",), "grade": "C"
    }  # fmt: skip
    assert tiny.people_facts["boris"]["died"] is None
    assert tiny.sources["KEY"]["title"] == "A title"
    fact = tiny.event_facts["harvest"]
    assert (fact["file"], fact["line"], fact["source"]) == ("events/1924.yaml", 20, ("E",))
    assert tiny.facts["sittings"]["congress.13"]["source"] == ("KEY",)
    assert tiny.looks["anna"]["face"]["folds"] == 0.6


def test_words_do_not_change_the_digest_but_numbers_do(tiny: Loaded, tmp_path: Path) -> None:
    words = load(written(tmp_path / "a", changed("text/en/names.yaml", "Tiny", "Small"))).scenario
    number = load(written(tmp_path / "b", changed("people.yaml", "health: 700", "health: 701"))).scenario
    assert words.digest == tiny.scenario.digest
    assert number.digest != tiny.scenario.digest


def test_the_order_of_keys_in_a_mapping_changes_nothing(tiny: Loaded, tmp_path: Path) -> None:
    files = changed("regions.yaml", "{anna: 500, boris: 100}", "{boris: 100, anna: 500}")
    assert load(written(tmp_path, files)).scenario.digest == tiny.scenario.digest


def test_models_name_every_axis_of_the_rules() -> None:
    assert tuple(schema.Dials.model_fields) == DIALS
    assert tuple(schema.Issues.model_fields) == tuple(schema.Pages.model_fields) == ISSUES
    assert tuple(schema.Ownership.model_fields) == ISSUES
    assert tuple(schema.Persona.model_fields) == PERSONA


def test_a_scenario_with_errors_is_not_loaded(tmp_path: Path) -> None:
    home = written(tmp_path, changed("people.yaml", "health: 700", "health: 7000"))
    with pytest.raises(ContentError) as caught:
        load(home)
    assert str(caught.value) == "\n".join(map(str, check(home)))
    assert str(caught.value).startswith(
        "people.yaml:9:13 error 'contenders.anna.health' must be at most 1000"
    )


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(ContentError) as caught:
        load("moskow-1924")
    assert caught.value.problems[0].hint
    assert check("moskow-1924") == caught.value.problems


@pytest.mark.parametrize("scenario", ["tiny", *available()])
def test_the_rules_accept_the_world_it_opens(scenario: str, tiny: Loaded) -> None:
    s = tiny.scenario if scenario == "tiny" else load(scenario).scenario
    assert invariants(World.new(s, seeds("1924", 3))) == []
    assert all(not array.flags.writeable for array in arrays(s).values())


@pytest.mark.parametrize("scenario", available())
def test_shipped_scenarios_have_no_error(scenario: str) -> None:
    assert [str(p) for p in check(scenario) if p.severity == "error"] == []
    assert find(scenario).is_dir()


def overlay(tmp_path: Path, files: dict[str, str]) -> Path:
    """A scenario `other` beside the tiny one."""
    written(tmp_path)
    home = tmp_path / "other"
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return home


def test_a_scenario_may_stand_on_another(tmp_path: Path) -> None:
    home = overlay(
        tmp_path,
        {
            "scenario.yaml": "id: other\nbase: ../tiny\nfear: 7\n",
            "people.yaml": "contenders: {anna: {health: 1}}\n",
            "events/e.yaml": "events:\n- {id: funeral, odds: 5}\n"
            "- {id: new, date: 1924-02-02, source: E, grade: E}\n",
            "bodies.yaml": "sittings: [{body: cc, id: cc.1, date: 1924-01-31, conscience: 9}]\n",
        },
    )
    loaded = load(home)
    s = loaded.scenario
    assert (s.id, s.fear, s.security, s.health.tolist()) == ("other", 7, 550, [1, 500])
    assert [(e.id, e.odds) for e in s.events] == [("funeral", 5), ("harvest", 200), ("new", 1000)]
    assert [x.conscience for x in s.sittings if x.id == "cc.1"] == [9]
    assert loaded.texts["en"]["event.funeral.title"] == "The funeral"
    assert {p.severity for p in check(home)} == {"warning"}


def test_a_mistake_in_the_base_is_told_there(tmp_path: Path) -> None:
    home = overlay(tmp_path, {"scenario.yaml": "id: other\nbase: ../tiny\n"})
    written(tmp_path, changed("people.yaml", "health: 700", "health: 7000"))
    assert [(p.file, p.line, p.column) for p in check(home)] == [("../tiny/people.yaml", 9, 13)]


@pytest.mark.parametrize(
    ("base", "part", "hint"),
    [
        ("../tinny", "no scenario 'tinny'", "tiny"),
        ("../other", "circle: other -> other", "stand alone"),
        ("../../etc", "'../../etc' is not a scenario", "../ID"),
        ("/etc", "'/etc' is not a scenario", "../ID"),
        ("[a]", "a list is not a scenario", "../ID"),
        ("5", "5 is not a scenario", "../ID"),
    ],
)
def test_a_base_that_is_none_is_told(tmp_path: Path, base: str, part: str, hint: str) -> None:
    home = overlay(tmp_path, {"scenario.yaml": f"id: other\nbase: {base}\n"})
    found = [p for p in check(home) if part in p.message]
    assert [(p.file, p.line, p.column) for p in found] == [("scenario.yaml", 2, 7)]
    assert hint in found[0].hint


def test_bases_that_stand_on_each_other_are_told(tmp_path: Path) -> None:
    home = overlay(tmp_path, {"scenario.yaml": "id: other\nbase: ../tiny\n"})
    written(tmp_path, changed("scenario.yaml", "id: tiny", "id: tiny\nbase: other"))
    problems = check(home)
    found = [p for p in problems if "in a circle: other -> tiny -> other" in p.message]
    assert [p.file for p in found] == ["../tiny/scenario.yaml"]


def test_a_tower_of_bases_has_an_end(tmp_path: Path) -> None:
    written(tmp_path)
    below = "tiny"
    for n in range(5):
        home = tmp_path / f"s{n}"
        home.mkdir()
        (home / "scenario.yaml").write_text(f"id: s{n}\nbase: ../{below}\n")
        below = home.name
    assert load(tmp_path / "s2").scenario.id == "s2"
    assert any("one too many" in p.message for p in check(tmp_path / "s4"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_whatever_is_cut_out_or_put_in_there_is_no_accident(
    tmp_path: Path, file: str, data: st.DataObject
) -> None:
    raw = FILES[file].encode()
    at = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(at, min(len(raw), at + 40)))
    piece = data.draw(
        st.one_of(
            st.binary(max_size=6),
            st.sampled_from([b"- ", b": ", b"{", b"]", b"'", b"\n", b"&a ", b"*a", b"!", b"9" * 30]),
        )
    )
    shutil.rmtree(tmp_path / "tiny", ignore_errors=True)
    for problem in check(written(tmp_path, {**FILES, file: raw[:at] + piece + raw[end:]})):
        assert problem.line > 0
        assert problem.column > 0
        assert problem.message
        assert problem.hint
