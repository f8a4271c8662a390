"""The handbook is what the rules say now, and writing it never costs anybody a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main
from game.cli.ensembles import at_home
from game.cli.handbook import refreshed
from game.cli.pages import MARK, PARTS, Pages
from game.cli.tongue import Nonsense, Tongue
from game.content import handbook, load
from game.rules import ambitions, conditions, effects, orders, resolve
from game.rules.grades import GRADES
from game.rules.motions import STATUTES
from game.rules.parameters import PARAMETERS
from game.rules.terms import CLAUSES
from game.rules.world import TABLES
from tests.builders import a_scenario

DOCS = Path(__file__).resolve().parents[2] / "docs"
AGAIN = "make it again with: python main.py --language en handbook --out docs"


@pytest.fixture(scope="module")
def english() -> Pages:
    loaded = load("moscow-1924")
    return Pages(loaded, at_home(loaded, Tongue("en")))


def test_the_committed_handbook_is_what_the_rules_say_now(english):
    assert (DOCS / "handbook.md").read_text(encoding="utf-8") == english.whole(), AGAIN


def test_the_generated_tables_of_the_committed_odd_description_are_what_the_rules_say_now(english):
    text = (DOCS / "ODD.md").read_text(encoding="utf-8")
    assert refreshed(text, english, "ODD.md") == text, AGAIN
    assert [line[3] for line in text.splitlines() if line.startswith("## ")] == list("1234567")


def test_the_handbook_names_every_order_table_parameter_and_word(english):
    whole = english.whole()
    assert whole.startswith(MARK + "\n")
    named = [k.id for k in orders.KINDS] + [t.name for t in TABLES] + [p.name for p in PARAMETERS]
    for name in [*named, *CLAUSES, *orders.POWERS, *GRADES, *(f"statute:{law.id}" for law in STATUTES)]:
        assert f"\n| `{name}` |" in whole, name
    for word in (*conditions.QUANTITIES, *effects.EFFECTS):
        assert f"\n| `{word}" in whole, word
    for office in english.scenario.offices:
        assert f"\n| `{office.id}` |" in whole
    for k, three in enumerate(ambitions.of(english.scenario)):
        for ambition in three:
            title = english.say(f"ambition.{english.scenario.contenders[k]}.{ambition.id}.title")
            assert f"| {title} |" in whole
    for key in iter(english.words.keys()):
        if key.startswith("ui.cause."):
            assert f"\n| `{key.removeprefix('ui.cause.')}` |" in whole


def test_every_kind_of_order_and_every_structural_motion_changes_some_table(english):
    unmoved = [f.kind.id for f in handbook.order_kinds(english.scenario) if not f.changes]
    assert unmoved == ["table", "line", "resign", "appeal"], (
        "these put a motion on a docket; every other kind must move a table"
    )
    assert [f.token for f in handbook.motion_kinds(english.scenario) if not f.changes] == []
    assert [f.law.id for f in handbook.statutes(english.scenario) if not f.changes] == []


def test_cells_of_prose_and_heads_begin_with_a_capital_letter(english):
    for line in english.whole().splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            cells = [cell.strip() for cell in line.replace("\\|", "/").strip("|").split("|")]
            assert [cell for cell in cells[:2] if cell[:1].islower()] == [], line


def test_every_row_of_a_table_has_as_many_cells_as_its_head(english):
    width = 0
    for line in english.whole().splitlines():
        cells = line.replace("\\|", "").count("|")
        assert not line.startswith("|") or width in (0, cells), line
        width = cells if line.startswith("|") else 0


def test_what_an_order_changes_is_measured_and_not_listed_by_hand(monkeypatch):
    small = a_scenario(quarters=4)
    facts = {f.kind.id: f for f in handbook.order_kinds(small)}
    assert facts["place"].changes == ("secretaries", "cells", "security", "placed")
    assert facts["rest"].changes == ("alarm", "health")
    assert facts["table"].changes == ()
    assert "fortress" in facts["place"].closed
    assert facts["rest"].closed == ()
    honest = resolve.RULES["rest"]

    def harmful(ch, rows):
        honest(ch, rows)
        ch.rows("fear", rows.h, (), 1, "order.rest")

    monkeypatch.setitem(resolve.RULES, "rest", harmful)
    other = {f.kind.id: f for f in handbook.order_kinds(a_scenario(quarters=4))}
    assert other["rest"].changes == ("fear", "alarm", "health")


def test_what_a_motion_changes_is_measured_in_the_smallest_scenario_too():
    facts = {m.token: m for m in handbook.motion_kinds(a_scenario(figures=1, regions=3, quarters=2))}
    assert facts["line"].changes == ("line", "ownership")
    assert facts["sanction-4"].changes == ("bases", "exposure", "holder", "struck")
    assert facts["sanction-7"].threshold == "two-thirds"
    assert (facts["sanction-3"].cost, facts["sanction-5"].cost, facts["resign"].cost) == (1, 2, 0)


def test_a_folder_gets_the_handbook_and_its_marked_tables_and_nothing_else(tmp_path, capsys):
    document = "# Mine\n\n<!-- generated: bodies -->\nold\n<!-- end: bodies -->\nafter\n"
    (tmp_path / "ODD.md").write_text(document, encoding="utf-8")
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    assert main(["--language", "en", "handbook", "--out", str(tmp_path)]) == 0
    assert "handbook.md" in capsys.readouterr().out
    assert (tmp_path / "handbook.md").read_text(encoding="utf-8").startswith(MARK)
    text = (tmp_path / "ODD.md").read_text(encoding="utf-8")
    assert text.startswith("# Mine\n\n<!-- generated: bodies -->\n\n| Body |")
    assert text.endswith("<!-- end: bodies -->\nafter\n")
    assert "old" not in text
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"
    # Again, over its own file; in Russian beside it.
    assert main(["--language", "en", "handbook", "--out", str(tmp_path)]) == 0
    assert main(["--language", "ru", "handbook", "--out", str(tmp_path)]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "ODD.md",
        "handbook.md",
        "handbook.ru.md",
        "notes.md",
    ]


def test_a_file_that_somebody_wrote_is_never_written_over(tmp_path, capsys):
    (tmp_path / "handbook.md").write_text("my own notes\n", encoding="utf-8")
    (tmp_path / "ODD.md").write_text("<!-- generated: bodies -->\n<!-- end: bodies -->\n", encoding="utf-8")
    assert main(["handbook", "--out", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert (tmp_path / "handbook.md").read_text(encoding="utf-8") == "my own notes\n"
    assert (tmp_path / "ODD.md").read_text(encoding="utf-8").count("|") == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n<!-- generated: bodeis -->\n<!-- end: bodeis -->\n", "2"),
        ("<!-- generated: bodies -->\n", "1"),
        ("<!-- end: bodies -->\n", "1"),
        ("<!-- generated: bodies -->\n<!-- end: orders -->\n", "2"),
        ("<!-- generated: bodies -->\n<!-- generated: orders -->\n<!-- end: orders -->\n", "1"),
        ("<!-- generated: bodies -->\n<!-- end: bodies -->\n\n<!-- generated: bodies -->\n<!-- end: bodies -->\n", "4"),
    ],
)  # fmt: skip
def test_marks_that_do_not_fit_are_told_with_their_line_and_nothing_is_written(
    english, tmp_path, capsys, text, line
):
    with pytest.raises(Nonsense) as told:
        refreshed(text, english, "ODD.md")
    assert told.value.values["line"] == line
    if line == "2":
        (tmp_path / "ODD.md").write_text(text, encoding="utf-8")
        assert main(["--language", "en", "handbook", "--out", str(tmp_path)]) == 2
        assert f"line {line}" in capsys.readouterr().err
        assert [p.name for p in tmp_path.iterdir()] == ["ODD.md"]


def test_every_part_stands_in_the_russian_handbook():
    loaded = load("moscow-1924")
    russian = Pages(loaded, at_home(loaded, Tongue("ru")))
    whole = russian.whole()
    for part in PARTS:
        assert f"\n## {russian.say(f'handbook.part.{part}')}\n" in whole
    assert "Генеральный секретарь" in whole
