"""The words of a scenario: text/<language>/*.yaml compiled to flat keys and to names in their cases."""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from game.content.kinds import Text, fault
from game.content.problems import nearest
from game.content.schema import Part
from game.words import said as say

CASES = ("nom", "gen", "dat", "acc", "ins", "pre")
FORMS = (*CASES, "short", "full", "initials", "life", "gender", *(f"full.{case}" for case in CASES))
"""What may be said of a name."""


def _filled(text: str) -> str:
    """A text whose braces match."""
    try:
        list(Formatter().parse(text))
    except ValueError:
        raise fault(
            say("check.the-braces-of-this-text-do-not-match"),
            say("check.write-for-braces-that-are-meant-as-such"),
        ) from None
    if not text.strip():
        raise fault(say("check.this-text-is-empty"), say("check.write-something"))
    return text


def _forms(value: Any) -> Any:
    if isinstance(value, str):
        return {"nom": value}
    if isinstance(value, dict):
        flat: dict[Any, Any] = {}
        for key, inner in value.items():
            # `full: {nom: ..., gen: ...}` is the same as `full`, `full.gen`.
            if key == "full" and isinstance(inner, dict):
                flat |= {"full" if case == "nom" else f"full.{case}": form for case, form in inner.items()}
            else:
                flat[key] = inner
        return flat
    return value


def _form(key: str) -> str:
    if key not in FORMS:
        raise fault(say("check.is-not-a-form-of-a-name", key=key), nearest(key, FORMS))
    return key


def _named(forms: dict[str, str]) -> dict[str, str]:
    if not {"nom", "short", "full"} & forms.keys():
        raise fault(say("check.a-name-has-no-nom-short-or-full"), say("check.add-nom-or-short"))
    if forms.get("gender", "m") not in {"m", "f", "n", "p"}:
        raise fault(say("check.is-not-a-gender", gender=forms["gender"]), say("check.write-m-f-n-or-p"))
    return forms


Words = Annotated[Text, AfterValidator(_filled)]
Forms = Annotated[
    dict[Annotated[str, AfterValidator(_form)], Words], BeforeValidator(_forms), AfterValidator(_named)
]


class Names(Part):
    """What things are called; a plain text is the nominative."""

    people: dict[str, Forms] = Field(default_factory=dict)
    regions: dict[str, Forms] = Field(default_factory=dict)
    offices: dict[str, Forms] = Field(default_factory=dict)
    bodies: dict[str, Forms] = Field(default_factory=dict)
    sittings: dict[str, Forms] = Field(default_factory=dict)


class EventText(Part):
    """What is said of an event: its title, what the newspapers could print, what the Politburo knew of it, where
    historians differ, and the answers."""

    title: Words | None = None
    public: Words | None = None
    secret: Words | None = None
    dissent: Words | None = None
    choices: dict[str, Words] = Field(default_factory=dict)


class AmbitionText(Part):
    """What an ambition is called, and what it asks, told to him who may hold it."""

    title: Words | None = None
    about: Words | None = None


class DocumentText(Part):
    """What a paper is called, and what it says and is worth."""

    title: Words | None = None
    about: Words | None = None


class ChaptersText(Part):
    """What a division into chapters is called, and how long it takes."""

    title: Words | None = None
    about: Words | None = None


class BeatText(Part):
    """What a turn of the struggle is called, and why it should come as often as its band says."""

    title: Words | None = None
    why: Words | None = None


class LensText(Part):
    """What a lens is called, what the school it stands for holds, and why it sets each number as it does."""

    title: Words | None = None
    about: Words | None = None
    why: dict[str, Words] = Field(default_factory=dict)


class About(Part):
    """What is said of the scenario itself: `short` where it is chosen, `note` before a game, `epilogue` after it."""

    title: Words | None = None
    about: Words | None = None
    short: Words | None = None
    note: Words | None = None
    epilogue: Words | None = None


class TextFile(Part):
    """text/<language>/*.yaml"""

    scenario: About = About()
    names: Names = Names()
    events: dict[str, EventText] = Field(default_factory=dict)
    ambitions: dict[str, dict[str, AmbitionText]] = Field(default_factory=dict)
    sources: dict[str, Words] = Field(default_factory=dict)
    """What a work is called in this language: by its key in sources.yaml, or as an ``S:`` line names it."""
    documents: dict[str, DocumentText] = Field(default_factory=dict)
    beats: dict[str, BeatText] = Field(default_factory=dict)
    chapters: dict[str, ChaptersText] = Field(default_factory=dict)
    lenses: dict[str, LensText] = Field(default_factory=dict)


KINDS = {
    "people": "person",
    "regions": "region",
    "offices": "office",
    "bodies": "body",
    "sittings": "sitting",
}
"""Under `names`: the plural, and how keys begin."""


def flat(text: TextFile) -> dict[str, str]:
    """Every text of a language by key.

    ``person.ID.short``, ``region.ID``, ``office.ID.gen``, ``sitting.ID``, ``event.ID.title`` and
    ``.public .secret .dissent .choice.ID``, ``ambition.CONTENDER.ID.title`` and ``.about``, ``source.WORK``,
    ``document.ID.title`` and ``.about``, ``beat.ID.title`` and ``.why``,
    ``chapters.ID.title`` and ``.about``,
    ``lens.ID.title``, ``.about`` and ``.why.PARAMETER``, ``scenario.title``, ``scenario.about``.
    """
    out: dict[str, str] = {}
    for key in About.model_fields:
        if value := getattr(text.scenario, key):
            out[f"scenario.{key}"] = value
    for plural, kind in KINDS.items():
        for id, forms in getattr(text.names, plural).items():
            whole = completed(forms)
            out[f"{kind}.{id}"] = whole["nom"]
            out |= {f"{kind}.{id}.{form}": value for form, value in whole.items()}
    for id, event in text.events.items():
        for key in ("title", "public", "secret", "dissent"):
            if value := getattr(event, key):
                out[f"event.{id}.{key}"] = value
        out |= {f"event.{id}.choice.{choice}": value for choice, value in event.choices.items()}
    for who, named in text.ambitions.items():
        for id, ambition in named.items():
            for key in ("title", "about"):
                if value := getattr(ambition, key):
                    out[f"ambition.{who}.{id}.{key}"] = value
    out |= {f"source.{work}": title for work, title in text.sources.items()}
    for id, document in text.documents.items():
        for key in ("title", "about"):
            if value := getattr(document, key):
                out[f"document.{id}.{key}"] = value
    for id, lens in text.lenses.items():
        for key in ("title", "about"):
            if value := getattr(lens, key):
                out[f"lens.{id}.{key}"] = value
        out |= {f"lens.{id}.why.{name}": value for name, value in lens.why.items()}
    for id, chapters in text.chapters.items():
        for key in ("title", "about"):
            if value := getattr(chapters, key):
                out[f"chapters.{id}.{key}"] = value
    for id, beat in text.beats.items():
        for key in ("title", "why"):
            if value := getattr(beat, key):
                out[f"beat.{id}.{key}"] = value
    return out


def names(text: TextFile) -> dict[str, dict[str, str]]:
    """The forms of every name by id, and by kind and id where two kinds share one (``office.moscow``)."""
    out: dict[str, dict[str, str]] = {}
    for plural, kind in KINDS.items():
        for id, forms in getattr(text.names, plural).items():
            whole = completed(forms)
            out[f"{kind}.{id}"] = whole
            # People come first: where an office and a region share an id, the plain id is the earlier kind's.
            out.setdefault(id, whole)
    return out


def completed(forms: dict[str, str]) -> dict[str, str]:
    """The forms with `nom`, `short` and `full` always there.

    >>> completed({"short": "Anna", "full": "Anna Ivanova"})["nom"]
    'Anna'
    """
    nom = forms.get("nom") or forms.get("short") or forms["full"]
    return {"nom": nom, "short": nom, "full": nom, **forms}
