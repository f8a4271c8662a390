"""Beats: turns of the struggle that free play is held against, read from beats.yaml and checked."""

from __future__ import annotations

from game.content import schema
from game.content.draft import Draft, absolute
from game.content.problems import Place, nearest
from game.content.texts import TextFile
from game.rules.scenario import Beat
from game.words import said

WIDEST = 30
"""How many points of a hundred a band may span where it is bounded on both sides."""


def beats(draft: Draft) -> tuple[Beat, ...]:
    """The beats of a scenario; what lies before the first quarter of one that begins later is left out."""
    out = []
    seen: set[str] = set()
    for n, one in enumerate(draft.beats.beats):
        at = ("beats", n)
        if one.id in seen:
            message = said("check.beat-twice", id=one.id)
            draft.wrong("beats", (*at, "id"), message, said("check.ambition-rename", id=one.id))
        seen.add(one.id)
        inherited = draft.place("beats", *at).file.startswith("../")
        beat = _beat(draft, n, one, inherited)
        if beat is not None:
            out.append(beat)
    return tuple(out)


def _beat(draft: Draft, n: int, one: schema.Beat, inherited: bool) -> Beat | None:
    at = ("beats", n)
    draft.sourced("beats", at, one.source)
    if (one.at is None) == (one.by is None):
        draft.wrong("beats", at, said("check.beat-when", id=one.id), said("check.beat-when-hint"))
        return None
    low, high = one.band
    if low > high or (low > 0 and high < 100 and high - low > WIDEST):
        message = said("check.beat-band", id=one.id, low=low, high=high)
        draft.wrong("beats", (*at, "band"), message, said("check.beat-band-hint", n=WIDEST))
    ways = tuple(
        draft.conditions("beats", (*at, key), texts)
        for key, texts in (("if", one.if_), ("or-if", one.or_if))
        if texts
    )
    when = one.at or one.by or ""
    if inherited and absolute(when) < draft.first:
        return None
    quarter = draft.quarter("beats", (*at, "at" if one.at else "by"), when)
    band = None if inherited else (low, high)
    return Beat(one.id, quarter, one.by is not None, ways, band, tuple(one.averted))


def needed(draft: Draft) -> dict[str, Place]:
    """The texts of beats, and where each is defined."""
    return {
        f"beat.{one.id}.{key}": draft.place("beats", "beats", n, "id")
        for n, one in enumerate(draft.beats.beats)
        for key in ("title", "why")
    }


def check_texts(draft: Draft, part: str, text: TextFile) -> None:
    """Texts of beats that do not exist."""
    ids = [one.id for one in draft.beats.beats]
    for id in text.beats:
        if id not in ids:
            draft.wrong(part, ("beats", id), said("check.beat-unknown", id=id), nearest(id, ids), key=True)
