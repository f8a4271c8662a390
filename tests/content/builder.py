"""Builds the smallest scenario that has one of everything, as a folder of files."""

from __future__ import annotations

from pathlib import Path

FILES: dict[str, str] = {
    "scenario.yaml": """\
id: tiny
first: 1924Q1
last: 1924Q4
line: {industry: -300, revolution: -300, democracy: -200}
ownership:
  industry: {anna: 200}
  revolution: {anna: 100, boris: 50}
dials:
  harvest: 1000
  procurement: 950
  price: 500
  goods: 100
  industry: 450
  workers: 500
  peasants: 500
  scare: 100
  measures: 0
  imports: 0
  china: 500
  europe: 500
fear: 0
security: 550
old-guard: [anna, vera]
blocs:
  cc: {anna: 14, boris: 8, unaligned: 10}
  ccc: {anna: 20, boris: 2, unaligned: 12}
""",
    "people.yaml": """\
contenders:
  anna:
    born: 1878-12-18
    died: 1953-03-05
    rung: politburo
    bases: {army: 100, mantle: 500, press: 300}
    manner: 400
    oratory: 350
    health: 700
    capital: 4
    exposure: 0
    reputation: 500
    positions: {industry: -200, revolution: -300, democracy: -500}
    pages: {industry: 1, revolution: 2}
    trust: {boris: -200}
    persona: {tempo: 400, caution: 700, pride: 500, doctrine: 300, loyalty: 300, patience: 800}
    ambitions:
      - {id: first, if: ["ending = sole-leader", leads anna], urge: {pride: 300}}
      - {id: keeper, if: [holder chair = anna], or-if: [fortress north anna, highest mantle anna]}
      - {id: peace, if: [old-guard >= 2, reversals anna = 0]}
    collective: {grade: prevailed, if: [reports anna >= 1]}
    source: "KEY: page 4"
    grade: C
  boris:
    born: 1879
    rung: politburo
    bases: {army: 700, mantle: 500, press: 400}
    manner: 300
    oratory: 900
    health: 500
    capital: 3
    exposure: 280
    reputation: 600
    positions: {industry: 700, revolution: 800, democracy: 300}
    trust: {anna: -400}
    persona: {tempo: 600, caution: 300, pride: 900, doctrine: 800, loyalty: 500, patience: 300}
    source: ["S: A Book", KEY]
    grade: S
figures:
  vera:
    born: 1881-02
    rung: cc
    lean: {anna: 300, boris: -100}
    positions: {industry: 0, revolution: 0, democracy: 0}
    wants: [post, peace]
    red: patron-falls
    source: E
    grade: E
""",
    "offices.yaml": """\
offices:
  chair:
    holder: anna
    elected-by: politburo
    powers: [place, prepare, chair, report, run]
    domain: all
    group: apparatus
    capital: 1
    drift: ["drift all holder:this +25", "mantle holder:this +5"]
    dials: {goods: -30}
    source: KEY
""",
    "regions.yaml": """\
regions:
  north:
    members: [30000, 40050]
    secretaries: {anna: 500, boris: 100}
    cells: {anna: 300, boris: 300, unaligned: 400}
    first: anna
    grip: 500
    towns: [university, industrial, capital]
    source: KEY
""",
    "bodies.yaml": """\
sittings:
  - body: conference
    id: conference.13
    date: 1924-01-16
    seats: 128
    opening: true
    from: cells
    tiers: 2
    conscience: 350
    grip: 620
    agenda:
      - {motion: sanction, person: boris, severity: 2, mover: anna}
      - {motion: line, issue: industry, direction: down, mover: anna}
    source: KEY
  - body: cc
    id: cc.1
    date: 1924-01-31
    source: KEY
  - {body: congress, id: congress.13, date: 1924-05-23, seats: 748, cc: 53, ccc: 151, politburo: 7,
     candidates: 6, source: KEY}
""",
    "parameters.yaml": """\
drift.cap: 700
pact.accept: -20
""",
    "sources.yaml": """\
sources:
  KEY: {title: A title, kind: book, note: seen}
""",
    "looks.yaml": """\
looks:
  anna:
    ground: red
    face: {crown: 64, folds: 0.6, pocks: true}
""",
    "events/1924.yaml": """\
events:
  - id: funeral
    date: 1924-01-21
    if: ["exposure boris >= 100", "rung anna = politburo"]
    effects:
      - mantle anna +20
      - {do: mantle asked -10, if: [pact anna boris]}
    asks: holder:chair
    choices:
      - id: return
        effects: [mantle asked +40, health asked -150]
        urge: {pride: 300, caution: -200, base: 100}
      - id: stay
        if: [health asked <= 900]
        effects: [lean all asked -10]
        tries: 600
        fails: [exposure asked +30]
    source: KEY
    grade: C
  - id: harvest
    date: 1924-08-01
    quarters: [1924Q3, 1924Q4]
    odds: 200
    after: true
    pinned: true
    if: [happened funeral, not chose funeral stay]
    effects: ["dial harvest = 700", "secretaries north boris +30"]
    odds-if:
      - {if: ["dial peasants < 300"], odds: +200}
    source: [E]
    grade: E
""",
    "text/en/names.yaml": """\
scenario: {title: Tiny, about: A very small struggle.}
names:
  people:
    anna: {short: Anna, full: Anna Ivanova, life: 1878-1953}
    boris: {short: Boris, full: Boris Petrov}
    vera: Vera
  regions: {north: the North}
  offices: {chair: Chair}
  sittings: {conference.13: XIII Conference, congress.13: XIII Congress}
""",
    "text/en/events.yaml": """\
events:
  funeral:
    title: The funeral
    public: "{who} is away."
    secret: You may come back.
    choices: {return: Return, stay: Stay}
  harvest:
    title: A poor harvest
    public: The harvest fails.
    dissent: Some doubt it.
ambitions:
  anna:
    first: {title: First, about: To lead alone.}
    keeper: {title: Keeper, about: To keep the chair.}
    peace: {title: Peace, about: To change nothing.}
""",
    "text/ru/all.yaml": """\
scenario: {title: Малая, about: Очень малая борьба.}
names:
  people:
    anna: {nom: Анна, gen: Анны, dat: Анне, acc: Анну, ins: Анной, pre: Анне, gender: f, full: Анна Иванова}
    boris: {nom: Борис, gen: Бориса, dat: Борису, acc: Бориса, ins: Борисом, pre: Борисе, gender: m}
    vera: {nom: Вера, gen: Веры, dat: Вере, acc: Веру, ins: Верой, pre: Вере, gender: f}
  regions: {north: Север}
  offices: {chair: Председатель}
  sittings: {conference.13: XIII конференция, congress.13: XIII съезд}
events:
  funeral:
    title: Похороны
    public: "{who} в отъезде."
    secret: Можно вернуться.
    choices: {return: Вернуться, stay: Остаться}
  harvest:
    title: Плохой урожай
    public: Урожай погиб.
    dissent: Иные сомневаются.
ambitions:
  anna:
    first: {title: Первая, about: Править одной.}
    keeper: {title: Хранительница, about: Удержать кресло.}
    peace: {title: Мир, about: Ничего не менять.}
""",
}


def written(folder: Path, files: dict[str, str | bytes] | dict[str, str] = FILES) -> Path:
    """A scenario's folder `tiny` with these files; existing ones are replaced."""
    home = folder / "tiny"
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return home


def changed(file: str, old: str, new: str | bytes, files: dict[str, str] = FILES) -> dict[str, str | bytes]:
    """The files with one piece of text replaced once; it must be there."""
    text = files[file]
    assert text.count(old) >= 1, f"'{old}' is not in {file}"
    raw: str | bytes
    if isinstance(new, bytes):
        raw = text.encode().replace(old.encode(), new, 1)
    else:
        raw = text.replace(old, new, 1)
    return {**files, file: raw}
