"""What is wrong between the parts of a scenario, and what is only worth a warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Final

from game.content import aims, happenings, lenses, papers, parts, texts, turns
from game.content.draft import Draft
from game.content.problems import WARNING, Place, Problem, nearest
from game.content.source import Node
from game.rules.scenario import Scenario
from game.rules.terms import BODIES, CONFERENCE, CONGRESS, RUNG_IDS, Rung
from game.words import said as say

LANGUAGES: Final = ("en", "ru")
"""The languages that a scenario is expected in."""
_SOLE_POWERS: Final = ("prepare", "chair", "report", "detect")
"""The rules look for the one office with each of these."""


def check_whole(draft: Draft, scenario: Scenario, folder_name: str) -> None:
    """Every check that needs the whole scenario; problems are noted in the draft."""
    if draft.scenario.id != folder_name:
        message = say(
            "check.the-scenario-lies-in-a-folder", scenario=draft.scenario.id, folder_name=folder_name
        )
        draft.wrong("scenario", ("id",), message, say("check.give-both-the-same-name"), severity=WARNING)
    lenses.check(draft)
    _people(draft, scenario)
    _offices(draft, scenario)
    _shared_ids(draft, scenario)
    happenings.dead(draft, scenario.events)
    for person in draft.looks.looks:
        draft.index("person", person, scenario.people, "looks", ("looks", person), key=True)
    _texts(draft, scenario)


def _people(draft: Draft, scenario: Scenario) -> None:
    first_year = scenario.first_quarter // 4
    for kind, group in (("contenders", draft.people.contenders), ("figures", draft.people.figures)):
        for id, person in group.items():
            at = (kind, id)
            if int(person.born[:4]) >= first_year:
                message = say("check.is-born-in-when-the-scenario-has-begun", id=id, born=person.born[:4])
                draft.wrong(
                    "people", (*at, "born"), message, say("check.a-year-before", first_year=str(first_year))
                )
            if person.died is None:
                continue
            rung = RUNG_IDS[int(scenario.rung[scenario.person_index[id]])]
            if person.died[:4] < person.born[:4]:
                message = say("check.dies-in-before-he-is-born-in", id=id, died=person.died, born=person.born)
                draft.wrong("people", (*at, "died"), message, say("check.swap-the-two-dates"))
            elif int(person.died[:4]) < first_year and rung != "dead":
                message = say("check.died-in-but-stands-as", id=id, died=person.died, rung=rung)
                draft.wrong("people", (*at, "rung"), message, say("check.write-rung-dead-or-mend-the-date"))
    if not (scenario.rung == Rung.POLITBURO).any():
        hint = say("check.give-somebody-rung-politburo")
        draft.wrong(
            "people",
            ("contenders",),
            say("check.nobody-sits-in-the-politburo"),
            hint,
            key=True,
            severity=WARNING,
        )


def _shared_ids(draft: Draft, scenario: Scenario) -> None:
    """A word that means two things leaves the reader of a sentence, and a name, in doubt."""
    for office in scenario.offices:
        for what, ids in (("person", scenario.people), ("region", scenario.regions)):
            if office.id in ids:
                message = say(f"check.office-and-{what}", word=office.id)
                hint = say("check.call-the-office-something-like-committee", office=office.id)
                draft.wrong("offices", ("offices", office.id), message, hint, key=True, severity=WARNING)
    for region in scenario.regions:
        if region in scenario.people:
            message = say("check.is-a-region-and-a-person-their-names-are", region=region)
            hint = say("check.call-the-region-something-like-region", region=region)
            draft.wrong("regions", ("regions", region), message, hint, key=True, severity=WARNING)


def _offices(draft: Draft, scenario: Scenario) -> None:
    bodies = {sitting.body for sitting in scenario.sittings}
    owners: dict[str, str] = {}
    for n, office in enumerate(scenario.offices):
        at = ("offices", office.id)
        rung = (
            RUNG_IDS[int(scenario.rung[office.holder])]
            if 0 <= office.holder < len(scenario.rung)
            else "member"
        )
        if RUNG_IDS.index(rung) < Rung.MEMBER:
            holder = scenario.people[office.holder]
            message = say("check.holds-the-office-but-stands-as", holder=holder, office=office.id, rung=rung)
            draft.wrong(
                "offices", (*at, "holder"), message, say("check.write-holder-nobody-or-raise-his-rung")
            )
        if office.holder < 0 and office.body not in bodies and not _given(scenario, n):
            body = BODIES[office.body]
            message = say(
                "check.nobody-holds-the-office-and-which-fills-it-never", office=office.id, body=body
            )
            draft.wrong(
                "offices",
                at,
                message,
                say("check.name-a-holder-or-write-a-sitting"),
                key=True,
                severity=WARNING,
            )
        if "place" in office.powers and not office.domain:
            message = say("check.the-office-may-place-people-but-has-no-domain", office=office.id)
            draft.wrong(
                "offices",
                (*at, "powers"),
                message,
                say("check.add-domain-all-or-regions"),
                key=True,
                severity=WARNING,
            )
        for power in office.powers:
            if power in _SOLE_POWERS and power in owners:
                message = say(
                    "check.the-offices-and-both-have-the-power",
                    other=owners[power],
                    office=office.id,
                    power=power,
                )
                draft.wrong(
                    "offices", (*at, "powers"), message, say("check.the-first-of-them-has-it-take-it-from")
                )
            owners.setdefault(power, office.id)
    for power in _SOLE_POWERS[:3]:
        if power not in owners:
            hint = say("check.add-to-the-powers-of-one-office", power=power)
            draft.wrong(
                "offices",
                ("offices",),
                say("check.no-office-has-the-power", power=power),
                hint,
                key=True,
                severity=WARNING,
            )


def _given(scenario: Scenario, office: int) -> bool:
    """Whether an event gives the office to somebody."""
    for event in scenario.events:
        choices = (e for choice in event.choices for e in (*choice.effects, *choice.fails))
        if any(e.table == "holder" and e.args[0] == office for e in (*event.effects, *choices)):
            return True
    return False


def _texts(draft: Draft, scenario: Scenario) -> None:
    """Texts of things that do not exist, and things that have no text."""
    sittings = list(dict.fromkeys(s.id for s in scenario.sittings))
    known: dict[str, Iterable[str]] = {
        "people": scenario.people,
        "regions": scenario.regions,
        "offices": [office.id for office in scenario.offices],
        "bodies": BODIES,
        "sittings": sittings,
    }
    flat = {language: texts.flat(text) for language, text in draft.texts.items()}
    for language, text in draft.texts.items():
        part = f"text/{language}"
        for plural, ids in known.items():
            given = getattr(text.names, plural)
            for id in given:
                if id not in ids and not _over(draft, part, plural, id):
                    what = texts.KINDS[plural]
                    draft.wrong(
                        part,
                        ("names", plural, id),
                        say(f"check.name-of-{what}", word=id),
                        nearest(id, ids),
                        key=True,
                    )
        _declined(draft, language, text)
        for id, event in text.events.items():
            if id not in draft.names.events:
                hint = nearest(id, draft.names.events)
                draft.wrong(
                    part, ("events", id), say("check.there-is-no-event-to-tell-of", id=id), hint, key=True
                )
                continue
            for choice in event.choices:
                if choice not in draft.names.events[id]:
                    hint = nearest(choice, draft.names.events[id])
                    message = say("check.the-event-has-no-choice", event=id, word=choice)
                    draft.wrong(part, ("events", id, "choices", choice), message, hint, key=True)
        aims.check_texts(draft, part, text)
        works = sorted({*draft.sources.sources, *draft.cited})
        for work in text.sources:
            if draft.complete and work not in works and not draft.inherited(part, "sources", work):
                draft.wrong(
                    part,
                    ("sources", work),
                    say("check.no-line-cites", work=work),
                    nearest(work, works),
                    key=True,
                )
        papers.check_texts(draft, part, text)
        turns.check_texts(draft, part, text)
        parts.check_texts(draft, part, text)
        lenses.check_texts(draft, part, text)
    _untranslated(draft, flat, _needed(draft, scenario))


def _over(draft: Draft, part: str, plural: str, id: str) -> bool:
    """Whether a name of the base is that of a sitting that was held before this scenario begins."""
    return plural == "sittings" and draft.inherited(part, "names", plural, id)


def _declined(draft: Draft, language: str, text: texts.TextFile) -> None:
    """In a language with cases every name of a person has them all."""
    people: Mapping[str, Mapping[str, str]] = text.names.people
    if not any("gen" in forms for forms in people.values()):
        return
    for id, forms in people.items():
        missing = [case for case in (*texts.CASES, "gender") if case not in forms]
        if missing:
            message = say("check.the-name-of-lacks-in", id=id, names=", ".join(missing), language=language)
            draft.wrong(
                f"text/{language}",
                ("names", "people", id),
                message,
                say("check.add-form", form=missing[0]),
                key=True,
                severity=WARNING,
            )


def _needed(draft: Draft, scenario: Scenario) -> dict[str, Place]:
    """The texts that a player will see, and where the thing they name is defined."""

    def key(part: str, *path: str | int) -> Place:
        return draft.nodes[part].key_at(*path) if part in draft.nodes else Place(part)

    out = {"scenario.title": key("scenario", "id")}
    out |= {f"person.{id}": key("people", "contenders", id) for id in scenario.contenders}
    out |= {f"person.{id}": key("people", "figures", id) for id in scenario.figures}
    out |= {f"region.{id}": key("regions", "regions", id) for id in scenario.regions}
    out |= {f"office.{o.id}": key("offices", "offices", o.id) for o in scenario.offices}
    for n, sitting in enumerate(draft.bodies.sittings):
        if BODIES.index(sitting.body) in {CONFERENCE, CONGRESS}:
            out[f"sitting.{sitting.id}"] = draft.place("bodies", "sittings", n, "id")
    for n, event in enumerate(draft.events.events):
        for what in ("title", "public"):
            out[f"event.{event.id}.{what}"] = draft.place("events", "events", n, "id")
        for k, choice in enumerate(event.choices):
            out[f"event.{event.id}.choice.{choice.id}"] = draft.place(
                "events", "events", n, "choices", k, "id"
            )
    return (
        out
        | aims.needed(draft)
        | papers.needed(draft)
        | turns.needed(draft)
        | parts.needed(draft)
        | lenses.needed(draft)
    )


def _untranslated(draft: Draft, flat: Mapping[str, Mapping[str, str]], needed: Mapping[str, Place]) -> None:
    for language in (*LANGUAGES, *sorted(flat.keys() - set(LANGUAGES))):
        if language not in flat:
            place = draft.nodes["scenario"].key_at("id")
            draft.problems.append(
                Problem.at(
                    place,
                    say("check.the-scenario-has-no-texts-in", language=language),
                    say("check.write-text-names-yaml", language=language),
                    WARNING,
                )
            )
            continue
        others = {key: other for other in flat if other != language for key in flat[other] if _told(key)}
        for key in (*needed, *sorted(others.keys() - needed.keys())):
            if key not in flat[language]:
                place = needed.get(key) or _text_place(draft, others[key], key)
                hint = say("check.add-it-in-text", language=language, key=_where(key))
                draft.problems.append(
                    Problem.at(
                        place, say("check.there-is-no-text-in", key=key, language=language), hint, WARNING
                    )
                )
        for key, text in flat[language].items():
            theirs = flat[others[key]].get(key) if key in others else None
            if theirs is not None and language > others[key] and _fields(text) != _fields(theirs):
                message = say("check.other-places", text=key, language=language, other=others[key])
                there = ", ".join(sorted(_fields(theirs)))
                hint = say("check.places-there", fields=there) if there else say("check.no-places-there")
                draft.problems.append(Problem.at(_text_place(draft, language, key), message, hint, WARNING))


def _told(key: str) -> bool:
    """Whether every language should have this text: forms of names are each language's own."""
    return key.startswith(("event.", "scenario.", "ambition.", "document.", "beat.", "lens."))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _path(key: str) -> tuple[str, ...]:
    """Where in the files of a language a text stands."""
    kind, _, rest = key.partition(".")
    if kind == "event":
        id, _, what = rest.partition(".")
        return (
            ("events", id, "choices", what.removeprefix("choice."))
            if what.startswith("choice.")
            else ("events", id, what)
        )
    if kind == "scenario":
        return "scenario", rest
    if kind == "ambition":
        return ("ambitions", *rest.split("."))
    if kind == "lens":
        id, what, name = (*rest.split(".", 2), "")[:3]
        return ("lenses", id, what, name) if what == "why" else ("lenses", id, what)
    if kind in ("document", "beat"):
        return (f"{kind}s", *rest.split("."))
    plural = next(plural for plural, name in texts.KINDS.items() if name == kind)
    return "names", plural, rest


def _where(key: str) -> str:
    """A path as a hint writes it.

    >>> _where("event.funeral.choice.stay")
    'events: {funeral: {choices: {stay: ...}}}'
    """
    path = _path(key)
    return f"{path[0]}: {{" + ": {".join(path[1:]) + ": ..." + "}" * (len(path) - 1)


def _text_place(draft: Draft, language: str, key: str) -> Place:
    node: Node | None = draft.nodes.get(f"text/{language}")
    return node.key_at(*_path(key)) if node is not None else Place(f"text/{language}")
