"""Mistakes of meaning: names, sums, dates and sentences, in files whose form is in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import check
from tests.content.builder import FILES, changed, written

E = "events/1924.yaml"
EN = "text/en/events.yaml"
ENN = "text/en/names.yaml"
RU = "text/ru/all.yaml"

# File, what stands there, what stands there instead, the word at which the problem is shown (the last of them
# in the new text), parts of the message and of the hint.
CASES: list[tuple[str, str, str, str, str, str]] = [
    # Names of people
    ("scenario.yaml", "industry: {anna: 200}", "industry: {ana: 200}", "ana", "no contender 'ana'", "anna"),
    ("scenario.yaml", "industry: {anna: 200}", "industry: {vera: 200}", "vera", "no contender", "figure"),
    ("scenario.yaml", "cc: {anna: 14", "cc: {anan: 14", "anan", "no contender", "anna"),
    ("scenario.yaml", "boris: 2, unaligned", "boris: 2, unalignd", "unalignd", "no contender", "unaligned"),
    ("people.yaml", "trust: {boris: -200}", "trust: {boris: -200, vera: 3}", "vera", "no contender", "figure"),
    ("people.yaml", "trust: {boris: -200}", "trust: {boris: -200, anna: 3}", "anna", "in himself", "delete"),
    ("people.yaml", "trust: {boris: -200}", "trust: {}", "trust: {}", "lacks 'boris'", "add 'boris"),
    ("people.yaml", "{anna: 300, boris: -100}", "{anna: 300}", "lean", "lacks 'boris'", "add"),
    ("people.yaml", "figures:\n  vera:", "figures:\n  anna:", "anna:", "contender and a figure", "delete"),
    ("people.yaml", "  boris:\n    born", "  nobody:\n    born", "nobody", "cannot be an id", "nobody-1"),
    ("people.yaml", "  boris:\n    born", "  Boris B:\n    born", "Boris B", "is not an id", "boris-b"),
    ("people.yaml", "figures:\n  vera:", "figures:\n  1917:", "1917", "is not an id", "letters"),
    ("offices.yaml", "holder: anna", "holder: ana", "ana", "no person 'ana'", "anna"),
    ("offices.yaml", "holder: anna", "holder: none", "none", "no person 'none'", "there are"),
    ("regions.yaml", "first: anna", "first: vera", "vera", "no contender", "figure"),
    ("regions.yaml", "cells: {anna", "cells: {annna", "annna", "no contender", "anna"),
    ("bodies.yaml", "person: boris", "person: vera", "vera", "no contender", "figure"),
    ("bodies.yaml", "severity: 2, mover: anna", "severity: 2, mover: nobody", "nobody", "no contender", "there are"),
    ("looks.yaml", "anna:", "ana:", "ana:", "no person 'ana'", "anna"),
    ("looks.yaml", "folds: 0.6", "folds: .inf", ".inf", "anna.face.folds", "0.5"),
    # Words from a list
    ("people.yaml", "rung: cc", "rung: cck", "cck", "not a rung", "cc"),
    ("people.yaml", "grade: S", "grade: A", "A\n", "not a grade", "C, S, U, E"),
    ("people.yaml", "tempo: 400", "tempoo: 400", "tempoo", "no key 'tempoo'", "tempo"),
    ("offices.yaml", "run]", "rum]", "rum", "not a power", "run"),
    ("offices.yaml", "elected-by: politburo", "elected-by: polit", "polit\n", "not a body that elects", "politburo"),
    ("offices.yaml", "elected-by: politburo", "elected_by: politburo", "elected_by", "no key", "elected-by"),
    ("offices.yaml", "group: apparatus", "group: aparatus", "aparatus", "not a group", "apparatus"),
    ("offices.yaml", "domain: all", "domain: [south]", "south", "no region 'south'", "north"),
    ("offices.yaml", "domain: all", "domain: north", "north\n", "'offices.chair.domain'", ""),
    ("offices.yaml", "dials: {goods", "dials: {good", "good:", "not a dial", "goods"),
    ("regions.yaml", "[university,", "[univercity,", "univercity", "not a kind of town", "university"),
    ("bodies.yaml", "body: cc", "body: ccc", "ccc\n", "not a body", "cc"),
    ("bodies.yaml", "from: cells", "from: cell", "cell\n", "cannot be 'cell'", "cells"),
    ("bodies.yaml", "motion: sanction", "motion: sanctions", "sanctions", "not a motion", "sanction"),
    ("bodies.yaml", "issue: industry", "issue: industri", "industri,", "not an issue", "industry"),
    ("bodies.yaml", "direction: down", "direction: dawn", "dawn", "not a direction", "down"),
    ("parameters.yaml", "drift.cap", "drift.cab", "drift.cab", "no parameter", "drift.cap"),
    (E, "pride: 300", "prid: 300", "prid", "cannot be 'prid'", "pride"),
    # Numbers
    ("scenario.yaml", "security: 550", "security: true", "true", "whole number, not true", "500"),
    ("scenario.yaml", "security: 550", "security: '550'", "'550'", "whole number, not '550'", "quotes"),
    ("scenario.yaml", "security: 550", "security: 550.0", "550.0", "whole number", "digits"),
    ("scenario.yaml", "security: 550", "security: .nan", ".nan", "whole number, not nan", "digits"),
    ("scenario.yaml", "security: 550", "security: 1001", "1001", "at most 1000", "1000"),
    ("scenario.yaml", "security: 550", "security: 99999999999999999999", "99999", "20 digits", "smaller"),
    ("scenario.yaml", "industry: -300", "industry: -1001", "-1001", "at least -1000", "-1000"),
    ("people.yaml", "capital: 4", "capital: 10", "10", "at most 9", "9"),
    ("parameters.yaml", "drift.cap: 700", "drift.cap: 1001", "1001", "0 to 1000", "800"),
    ("parameters.yaml", "drift.cap: 700", "drift.cap: true", "true", "whole number", "800"),
    ("parameters.yaml", "drift.cap: 700", "drift.cap: .nan", ".nan", "whole number", "800"),
    ("bodies.yaml", "opening: true", "opening: 1", "1\n", "true or false, not 1", "true"),
    ("bodies.yaml", "opening: true", "opening: yes", "yes", "true or false, not 'yes'", "true"),
    # Sums
    ("regions.yaml", "{anna: 500, boris: 100}", "{anna: 900, boris: 200}", "secretaries", "add up to 1100", "take 100"),
    ("regions.yaml", "unaligned: 400}", "unaligned: 300}", "cells", "add up to 900", "unaligned: 400"),
    ("scenario.yaml", "ccc: {anna: 20, boris: 2, unaligned: 12}", "ccc: {anna: 0}", "ccc", "no seats", "unaligned"),
    ("scenario.yaml", "cc: {anna: 14, boris: 8, u", "cc: {anna: 300, boris: 300, u", "cc: {", "add up to 610", "400"),
    ("regions.yaml", "[30000, 40050]", "[30000, 40050, 1000]", "members", "3 numbers for 1 year", "1925"),
    ("regions.yaml", "[30000, 40050]", "[30000, 4]", "4]", "at least 50", "50"),
    # Dates and quarters
    ("scenario.yaml", "first: 1924Q1", "first: 1924Q5", "1924Q5", "not a quarter", "1925Q4"),
    ("scenario.yaml", "first: 1924Q1", "first: 1924-01-01", "1924-01-01", "not a quarter", "1925Q4"),
    ("scenario.yaml", "first: 1924Q1", "first: 1925Q1", "1924Q4", "comes before", "swap"),
    ("scenario.yaml", "last: 1924Q4", "last: 1999Q4", "1999Q4", "too long", "90"),
    ("scenario.yaml", "last: 1924Q4", "last: 9999Q4", "9999Q4", "out of range", "2000"),
    ("people.yaml", "born: 1878-12-18", "born: 1878-13-18", "1878-13-18", "no day", "1924-05-23"),
    ("people.yaml", "born: 1878-12-18", "born: 18 December 1878", "18 December", "not a date", "1878-12-18"),
    ("people.yaml", "born: 1878-12-18", "born: 0001-01-01", "0001", "out of range", "1800"),
    ("people.yaml", "born: 1878-12-18", "born: 1955", "1953", "before he is born", "swap"),
    ("people.yaml", "died: 1953-03-05", "died: 1923-03-05", "politburo", "died in 1923", "dead"),
    ("people.yaml", "born: 1879", "born: 1924", "1924", "has begun", "before 1924"),
    ("bodies.yaml", "1924-01-31", "1924-02-31", "1924-02-31", "no day '1924-02-31'", "year-month-day"),
    ("bodies.yaml", "1924-01-31", "1934-01-31", "1934-01-31", "outside the scenario", "1924Q4"),
    ("bodies.yaml", "1924-01-31", "31.1.1924", "31.1.1924", "not a date", "1924-05-23"),
    ("bodies.yaml", "1924-01-16", "1924-04-16", "1924-04-16", "not in the first quarter", "1924Q1"),
    (E, "date: 1924-01-21", "date: 1930-01-21", "1930-01-21", "'funeral' lies outside", "1924Q4"),
    (E, "[1924Q3, 1924Q4]", "[1924Q4, 1924Q3]", "[1924Q4", "ends (1924Q3) before", "earlier"),
    (E, "[1924Q3, 1924Q4]", "[1924Q3, 1925Q4]", "1925Q4", "outside the scenario", "1924Q4"),
    (E, "[1924Q3, 1924Q4]", "[1924Q4]", "1924-08-01", "not in its quarters", "1924Q3"),
    (E, "[1924Q3, 1924Q4]", "[1924Q2, 1924Q3, 1924Q4]", "[1924Q2", "at most 2", "2"),
    (E, "    date: 1924-01-21\n", "", "id: funeral", "neither 'date' nor 'quarters'", "add"),
    # Sittings
    ("bodies.yaml", "id: cc.1", "id: cc1", "cc1", "not the id of a sitting", "cc.1"),
    ("bodies.yaml", "id: cc.1", "id: joint.1", "joint.1", "not the id", "cc.1"),
    ("bodies.yaml", "    seats: 128\n", "", "body: conference", "no 'seats'", "748"),
    ("bodies.yaml", "date: 1924-01-31", "date: 1924-01-31\n    seats: 5", "seats: 5", "cannot have 'seats'", "delete"),
    ("bodies.yaml", "date: 1924-01-31", "date: 1924-01-31\n    cc: 53", "cc: 53\n", "cannot have 'cc'", "congress"),
    ("bodies.yaml", "cc: 53", "cc: 12", "12,", "13 to the Politburo", "CC"),
    ("bodies.yaml", "severity: 2", "severity: 6", "6,", "severity 6 (cc)", "joint"),
    ("bodies.yaml", "severity: 2, ", "", "{motion: sanction", "needs 'severity'", "person"),
    ("bodies.yaml", "motion: sanction, person", "motion: report, person", "{motion: report", "has no 'person'", "alone"),
    ("bodies.yaml", "source: KEY\n  - body: cc", "source: KEY\n  - body: cc\n    opening: true", "true", "second opening", "line 2"),
    (
        "bodies.yaml", "  - body: cc\n", "  - {body: cc, id: cc.1, date: 1924-02-10, source: E}\n  - body: cc\n",
        "cc.1\n", "'cc.1' stands already in line 15", "cc.",
    ),
    (
        "bodies.yaml", "  - body: cc\n", "  - {body: cc, id: cc.2, date: 1924-01-31, source: E}\n  - body: cc\n",
        "1924-01-31", "same day as 'cc.2'", "another day",
    ),
    (
        "bodies.yaml", "id: cc.1\n", "id: cc.1\n    agenda: [{motion: report}]\n", "report}", "no political report", "congress",
    ),
    (
        "bodies.yaml", "id: cc.1\n", "id: cc.1\n    agenda: [{motion: reporter}]\n", "reporter}", "names no reporter", "Politburo",
    ),
    (
        "bodies.yaml", "id: cc.1\n", "id: cc.1\n    agenda: [{motion: line, issue: industry, direction: up, mover: anna}]\n",
        "line, ", "cannot move the line", "politburo",
    ),
    # Offices
    ("people.yaml", "rung: politburo\n    bases: {army: 100", "rung: dead\n    bases: {army: 100", "", "stands as 'dead'", "nobody"),
    ("offices.yaml", "holder:this +25", "anna +25", "drift all anna", "holder of the office only", "holder:this"),
    ("offices.yaml", "mantle holder:this +5", "mantle holder:that +5", "that", "no office 'that'", "chair"),
    ("offices.yaml", "mantle holder:this +5", "mantel holder:this +5", "mantel", "not a word of effects", "mantle"),
    ("offices.yaml", "mantle holder:this +5", "mantle asked +5", "asked", "nobody is asked", "contender"),
    # Sources
    ("sources.yaml", "KEY:", "KEY-2:", "", "no source 'KEY'", "KEY-2"),
    ("regions.yaml", "source: KEY", "source: 'C:KEY'", "'C:KEY'", "begins with a grade", "KEY"),
    ("regions.yaml", "source: KEY", "source: S", "S\n", "names no book", "S: "),
    ("regions.yaml", "source: KEY", "source: []", "[]", "at least 1", "1"),
    ("people.yaml", '["S: A Book", KEY]', '["S: A Book", KEI]', "KEI", "no source 'KEI'", "KEY"),
    (RU, "ambitions:\n", "sources: {KEI: Работа}\nambitions:\n", "KEI", "no source line names the work 'KEI'", "KEY"),
    # Events
    (E, "id: harvest", "id: funeral", "funeral\n    date: 1924-08", "stands already", "funeral-2"),
    (E, "exposure boris >= 100", "exposure borys >= 100", "borys", "no contender 'borys'", "boris"),
    (E, "exposure boris >= 100", "exposure asked >= 100", "asked >= 100", "nobody is asked", "contender"),
    (E, "mantle anna +20", "mantle anna 20", "20\n", "+n, -n or = n", "mantle CONTENDER"),
    (E, "{do: mantle asked -10", "{do: mantle askd -10", "askd", "no contender 'askd'", "there are"),
    (E, "if: [pact anna boris]", "if: [pact anna]", "]}", "contender is missing", "pact CONTENDER"),
    (E, "{do: mantle asked -10", "{does: mantle asked -10", "does", "no key 'does'", "do"),
    (E, "asks: holder:chair", "asks: holder:chairs", "chairs", "no office 'chairs'", "chair"),
    (E, "asks: holder:chair", "asks: vera", "vera", "no contender 'vera'", "figure"),
    (E, "    asks: holder:chair\n", "", "choices:", "asks nobody", "asks: CONTENDER"),
    (E, "id: stay", "id: return", "return\n        if", "stands there twice", "return-2"),
    (E, "        tries: 600\n", "", "fails", "never fails", "tries"),
    (E, "chose funeral stay", "chose funeral sty", "sty]", "no choice 'sty'", "stay"),
    (E, "happened funeral", "happened funerl", "funerl", "no event 'funerl'", "funeral"),
    (E, "dial harvest = 700", "dial harvest = 7000", "7000", "0 to 2000", "2000"),
    (E, "odds: 200\n", "odds: 1200\n", "1200", "at most 1000", "1000"),
    (E, "id: harvest", "id: Harvest!", "Harvest!", "is not an id", "harvest"),
    # Ambitions
    ("people.yaml", "leads anna", "leads ana", "ana]", "no contender 'ana'", "anna"),
    ("people.yaml", "ending = sole-leader", "ending = sole-ruler", "sole-ruler", "no ending 'sole-ruler'", "sole-leader"),
    ("people.yaml", "ending = sole-leader", "ending >= sole-leader", ">=", "cannot compare", "= or !="),
    ("people.yaml", "fortress north anna", "fortress nort anna", "nort", "no region 'nort'", "north"),
    ("people.yaml", "id: keeper", "id: first", "first", "'first' of 'anna' stands there twice", "first-2"),
    ("people.yaml", "wants: [post, peace]", "wants: [post, post]", "[post, post]", "'post' is wanted twice", "two different"),
    ("people.yaml", "wants: [post, peace]", "wants: [post, glory]", "glory", "'glory'", "post"),
    ("people.yaml", "red: patron-falls", "red: patron-fails", "patron-fails", "'patron-fails'", "patron-falls"),
    (
        "people.yaml", "      - {id: peace, if: [old-guard >= 2, reversals anna = 0]}\n", "", "ambitions:",
        "the ambitions of 'anna' are 2", "three",
    ),
    ("people.yaml", "grade: prevailed", "grade: won", "won", "not a grade of the game", "prevailed"),
    ("people.yaml", "reports anna >= 1", "reports anna >= 11", "11", "0 to 9", "9"),
    ("scenario.yaml", "[anna, vera]", "[anna, verra]", "verra", "no person 'verra'", "vera"),
    (EN, "keeper: {title", "keper: {title", "keper", "no ambition 'keper'", "keeper"),
    (EN, "  anna:\n    first", "  ana:\n    first", "ana:", "no contender 'ana'", "anna"),
    # Texts
    (EN, "  harvest:", "  harvst:", "harvst", "no event 'harvst'", "harvest"),
    (EN, "stay: Stay", "sty: Stay", "sty", "no choice 'sty'", "stay"),
    (EN, "{who} is away.", "{who is away.", '"{who', "braces", "{{"),
    (EN, "title: A poor", "titel: A poor", "titel", "no key 'titel'", "title"),
    (EN, "title: A poor harvest", "title: 5", "5\n", "must be a text, not 5", "quotes"),
    (EN, "title: A poor harvest", "title: ' '", "' '", "empty", "write"),
    (EN, "title: A poor harvest", "title: ''", "''", "empty", "write"),
    (ENN, "anna: {short", "ana: {short", "ana: {", "no person 'ana'", "anna"),
    (ENN, "north:", "nort:", "nort", "no region 'nort'", "north"),
    (ENN, "chair:", "chairs:", "chairs", "no office 'chairs'", "chair"),
    (ENN, "congress.13:", "congress.14:", "congress.14", "no sitting 'congress.14'", "congress.13"),
    (ENN, "{short: Anna", "{shrt: Anna", "shrt", "not a form", "short"),
    (ENN, "{short: Anna, full: Anna Ivanova, life", "{life", "{life", "no 'nom', 'short' or 'full'", "nom"),
    (RU, "gender: f, full", "gender: woman, full", "", "not a gender", "m, f, n or p"),
]  # fmt: skip


def cased(case: tuple[str, ...]) -> str:
    return f"{case[0]}: {case[2]!r:.60}"


@pytest.mark.parametrize("case", CASES, ids=cased)
def test_a_mistake_is_named_at_its_word(case: tuple[str, str, str, str, str, str], tmp_path: Path) -> None:
    file, old, new, at, message, hint = case
    files = changed(file, old, new)
    problems = [p for p in check(written(tmp_path, files)) if p.severity == "error"]
    right = [p for p in problems if message in p.message and hint in p.hint]
    assert right, [str(p) for p in problems]
    assert all(p.hint and p.line > 0 and p.column > 0 for p in problems)
    if at:
        lines = str(files[file]).split("\n")
        told = {"\n".join(lines[p.line - 1 :])[p.column - 1 :][: len(at)] for p in right if p.file == file}
        assert at in told, (told, [str(p) for p in right])


WARNINGS: list[tuple[str, str, str, str, str]] = [
    ("scenario.yaml", "id: tiny", "id: small", "'small' lies in a folder 'tiny'", "same name"),
    ("offices.yaml", "place, prepare, chair, report, run", "place, prepare, chair, run", "no office has the power 'report'", "add"),
    ("offices.yaml", "    domain: all\n", "", "no domain", "domain: all"),
    (E, "exposure boris >= 100", "exposure boris > 1000", "'exposure boris > 1000' never holds", "conditions"),
    (E, '"rung anna = politburo"', '"exposure boris < 100"', "'funeral' can never happen: not both", "conditions"),
    (E, '"rung anna = politburo"', '"happened harvest"', "'harvest' comes later", "conditions"),
    (E, '"rung anna = politburo"', '"happened funeral"', "waits for itself", "come by itself"),
    (E, '"rung anna = politburo"', '"quarter > 1924Q2"', "never holds then", "window"),
    (E, "[health asked <= 900]", "[health asked > 1000]", "choice 'stay' of 'funeral' is never open", "conditions"),
    (E, "      - id: return\n", "      - id: return\n        if: [health asked > 3]\n", "none may be open", "without"),
    (EN, "    title: A poor harvest\n", "", "no text 'event.harvest.title' in 'en'", "text/en"),
    (EN, "    dissent: Some doubt it.\n", "", "no text 'event.harvest.dissent' in 'en'", "text/en"),
    (EN, "    secret: You may come back.\n", "", "no text 'event.funeral.secret' in 'en'", "text/en"),
    (EN, "choices: {return: Return, stay: Stay}", "choices: {return: Return}", "no text 'event.funeral.choice.stay'", "text/en"),
    (EN, "{who} is away", "{whom} is away", "same places to fill", "who"),
    (EN, "title: Keeper, ", "", "no text 'ambition.anna.keeper.title' in 'en'", "ambitions: {anna: {keeper"),
    (ENN, "    vera: Vera\n", "", "no text 'person.vera' in 'en'", "people: {vera"),
    (ENN, "title: Tiny, ", "", "no text 'scenario.title'", "scenario: {title"),
    (ENN, "conference.13: XIII Conference, ", "", "no text 'sitting.conference.13'", "sittings"),
    (RU, "dat: Вере, ", "", "'vera' lacks dat", "dat"),
]  # fmt: skip


@pytest.mark.parametrize("case", WARNINGS, ids=lambda case: f"{case[0]}: {case[3]:.60}")
def test_what_can_be_played_but_is_odd_is_worth_a_warning(
    case: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    file, old, new, message, hint = case
    problems = check(written(tmp_path, changed(file, old, new)))
    assert {p.severity for p in problems} == {"warning"}, [str(p) for p in problems]
    assert any(message in p.message and hint in p.hint for p in problems), [str(p) for p in problems]


def test_a_hazard_without_odds_can_never_happen(tmp_path: Path) -> None:
    files = changed(E, "odds: 200", "odds: 0")
    assert check(written(tmp_path, files)) == []
    files = changed(E, "odds: +200", "odds: -200", {**FILES, E: FILES[E].replace("odds: 200", "odds: 0")})
    assert any(
        "'harvest' can never happen: its odds are 0" in p.message for p in check(written(tmp_path, files))
    )


def test_an_office_that_nobody_can_come_to_hold_is_worth_a_warning(tmp_path: Path) -> None:
    files = changed(
        "offices.yaml", "holder: anna\n    elected-by: politburo", "holder: nobody\n    elected-by: cc"
    )
    files["bodies.yaml"] = FILES["bodies.yaml"].replace("body: cc", "body: joint").replace("cc.1", "joint.1")
    problems = check(written(tmp_path, files))
    assert any("nobody holds the office 'chair', and 'cc'" in p.message for p in problems)
    given = FILES[E].replace("mantle anna +20", "holder chair = anna")
    assert not any("nobody holds" in p.message for p in check(written(tmp_path, {**files, E: given})))


def test_events_that_wait_for_each_other_never_come(tmp_path: Path) -> None:
    extra = """\
events:
  - {id: a, date: 1924-02-01, if: [happened b], source: E, grade: E}
  - {id: b, date: 1924-02-01, if: [happened c], source: E, grade: E}
  - {id: c, date: 1924-02-01, if: [happened a], source: E, grade: E}
"""
    found = [
        p for p in check(written(tmp_path, {**FILES, "events/more.yaml": extra})) if "waits for" in p.message
    ]
    assert [(p.file, p.line) for p in found] == [("events/more.yaml", n) for n in (2, 3, 4)]


def test_the_same_text_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    extra = "events: {harvest: {title: Again}}\n"
    problems = check(written(tmp_path, {**FILES, "text/en/more.yaml": extra}))
    assert [str(p) for p in problems] == [
        "text/en/more.yaml:1:20 error the key 'title' stands already in text/en/events.yaml:8 (delete one of them)"
    ]


def test_a_scenario_without_texts_can_be_loaded_all_the_same(tmp_path: Path) -> None:
    problems = check(written(tmp_path, {k: v for k, v in FILES.items() if not k.startswith("text")}))
    assert {p.severity for p in problems} == {"warning"}
    assert ["'en'" in p.message for p in problems] == [True, False]


def test_one_id_for_two_things_is_worth_a_warning(tmp_path: Path) -> None:
    files = {name: text.replace("north", "chair") for name, text in FILES.items()}
    assert any("'chair' is an office and a region" in p.message for p in check(written(tmp_path, files)))


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    files = changed("people.yaml", "health: 700", "health: 7000")
    files["regions.yaml"] = FILES["regions.yaml"].replace("grip: 500", "grip: many")
    assert [p.file for p in check(written(tmp_path, files))] == ["people.yaml", "regions.yaml"]
