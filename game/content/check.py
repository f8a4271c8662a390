"""What is wrong between the parts of a scenario, and what is only worth a warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Final

from game.content import aims, happenings, texts
from game.content.draft import Draft
from game.content.problems import WARNING, Place, Problem, nearest
from game.content.source import Node
from game.rules.scenario import Scenario
from game.rules.terms import BODIES, CONFERENCE, CONGRESS, RUNG_IDS, Rung

LANGUAGES: Final = ("en", "ru")
"""The languages that a scenario is expected in."""
_SOLE_POWERS: Final = ("prepare", "chair", "report", "detect")
"""The rules look for the one office with each of these."""


def check_whole(draft: Draft, scenario: Scenario, folder_name: str) -> None:
    """Every check that needs the whole scenario; problems are noted in the draft."""
    if draft.scenario.id != folder_name:
        message = f"the scenario '{draft.scenario.id}' lies in a folder '{folder_name}'"
        draft.wrong("scenario", ("id",), message, "give both the same name", severity=WARNING)
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
                message = f"'{id}' is born in {person.born[:4]}, when the scenario has begun"
                draft.wrong("people", (*at, "born"), message, f"a year before {first_year}")
            if person.died is None:
                continue
            if person.died[:4] < person.born[:4]:
                message = f"'{id}' dies in {person.died} before he is born in {person.born}"
                draft.wrong("people", (*at, "died"), message, "swap the two dates")
            elif int(person.died[:4]) < first_year and person.rung != "dead":
                message = f"'{id}' died in {person.died} but stands as '{person.rung}'"
                draft.wrong("people", (*at, "rung"), message, "write rung: dead, or mend the date")
    if not (scenario.rung == Rung.POLITBURO).any():
        hint = "give somebody rung: politburo"
        draft.wrong(
            "people", ("contenders",), "nobody sits in the Politburo", hint, key=True, severity=WARNING
        )


def _shared_ids(draft: Draft, scenario: Scenario) -> None:
    """A word that means two things leaves the reader of a sentence, and a name, in doubt."""
    for office in scenario.offices:
        for what, ids in (("person", scenario.people), ("region", scenario.regions)):
            if office.id in ids:
                message = f"'{office.id}' is an office and a {what}: their names are looked up by one id"
                hint = f"call the office something like '{office.id}-committee'"
                draft.wrong("offices", ("offices", office.id), message, hint, key=True, severity=WARNING)
    for region in scenario.regions:
        if region in scenario.people:
            message = f"'{region}' is a region and a person: their names are looked up by one id"
            hint = f"call the region something like '{region}-region'"
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
            message = f"'{holder}' holds the office '{office.id}' but stands as '{rung}'"
            draft.wrong("offices", (*at, "holder"), message, "write holder: nobody, or raise his rung")
        if office.holder < 0 and office.body not in bodies and not _given(scenario, n):
            body = BODIES[office.body]
            message = f"nobody holds the office '{office.id}', and '{body}', which fills it, never sits"
            draft.wrong(
                "offices", at, message, "name a holder, or write a sitting", key=True, severity=WARNING
            )
        if "place" in office.powers and not office.domain:
            message = f"the office '{office.id}' may place people but has no domain"
            draft.wrong(
                "offices",
                (*at, "powers"),
                message,
                "add 'domain: all' or regions",
                key=True,
                severity=WARNING,
            )
        for power in office.powers:
            if power in _SOLE_POWERS and power in owners:
                message = f"the offices '{owners[power]}' and '{office.id}' both have the power '{power}'"
                draft.wrong(
                    "offices", (*at, "powers"), message, "the first of them has it: take it from the other"
                )
            owners.setdefault(power, office.id)
    for power in _SOLE_POWERS[:3]:
        if power not in owners:
            hint = f"add '{power}' to the powers of one office"
            draft.wrong(
                "offices",
                ("offices",),
                f"no office has the power '{power}'",
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
                if id not in ids:
                    what = texts.KINDS[plural]
                    draft.wrong(
                        part,
                        ("names", plural, id),
                        f"there is no {what} '{id}' to name",
                        nearest(id, ids),
                        key=True,
                    )
        _declined(draft, language, text)
        for id, event in text.events.items():
            if id not in draft.names.events:
                hint = nearest(id, draft.names.events)
                draft.wrong(part, ("events", id), f"there is no event '{id}' to tell of", hint, key=True)
                continue
            for choice in event.choices:
                if choice not in draft.names.events[id]:
                    hint = nearest(choice, draft.names.events[id])
                    message = f"the event '{id}' has no choice '{choice}'"
                    draft.wrong(part, ("events", id, "choices", choice), message, hint, key=True)
        aims.check_texts(draft, part, text)
    _untranslated(draft, flat, _needed(draft, scenario))


def _declined(draft: Draft, language: str, text: texts.TextFile) -> None:
    """In a language with cases every name of a person has them all."""
    people: Mapping[str, Mapping[str, str]] = text.names.people
    if not any("gen" in forms for forms in people.values()):
        return
    for id, forms in people.items():
        missing = [case for case in (*texts.CASES, "gender") if case not in forms]
        if missing:
            message = f"the name of '{id}' lacks {', '.join(missing)} in '{language}'"
            draft.wrong(
                f"text/{language}",
                ("names", "people", id),
                message,
                f"add '{missing[0]}: ...'",
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
    return out | aims.needed(draft)


def _untranslated(draft: Draft, flat: Mapping[str, Mapping[str, str]], needed: Mapping[str, Place]) -> None:
    for language in (*LANGUAGES, *sorted(flat.keys() - set(LANGUAGES))):
        if language not in flat:
            place = draft.nodes["scenario"].key_at("id")
            draft.problems.append(
                Problem.at(
                    place,
                    f"the scenario has no texts in '{language}'",
                    f"write text/{language}/names.yaml",
                    WARNING,
                )
            )
            continue
        others = {key: other for other in flat if other != language for key in flat[other] if _told(key)}
        for key in (*needed, *sorted(others.keys() - needed.keys())):
            if key not in flat[language]:
                place = needed.get(key) or _text_place(draft, others[key], key)
                hint = f"add it in text/{language}: {_where(key)}"
                draft.problems.append(
                    Problem.at(place, f"there is no text '{key}' in '{language}'", hint, WARNING)
                )
        for key, text in flat[language].items():
            theirs = flat[others[key]].get(key) if key in others else None
            if theirs is not None and language > others[key] and _fields(text) != _fields(theirs):
                message = (
                    f"the text '{key}' has not the same places to fill in '{language}' and '{others[key]}'"
                )
                hint = f"there: {', '.join(sorted(_fields(theirs))) or 'none'}"
                draft.problems.append(Problem.at(_text_place(draft, language, key), message, hint, WARNING))


def _told(key: str) -> bool:
    """Whether every language should have this text: forms of names are each language's own."""
    return key.startswith(("event.", "scenario.", "ambition."))


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
