"""Chapters: which quarters people play, read from chapters.yaml and checked."""

from __future__ import annotations

from game.content import schema
from game.content.draft import Draft, absolute
from game.content.problems import Place, nearest
from game.content.texts import TextFile
from game.rules.scenario import Chapters
from game.words import said


def chapters(draft: Draft) -> tuple[Chapters, ...]:
    """The divisions of a scenario; one that a later start would have to cut short is left out there."""
    out: list[Chapters] = []
    seen: set[str] = set()
    for n, one in enumerate(draft.chapters.chapters):
        at = ("chapters", n)
        draft.sourced("chapters", at, one.source)
        if one.id in seen:
            message = said("check.chapters-twice", id=one.id)
            draft.wrong("chapters", (*at, "id"), message, said("check.ambition-rename", id=one.id))
        seen.add(one.id)
        inherited = draft.place("chapters", *at).file.startswith("../")
        if not inherited or absolute(one.spans[0][0]) >= draft.first:
            out.append(Chapters(one.id, one.minutes, tuple(_spans(draft, n, one))))
    return tuple(out)


def _spans(draft: Draft, n: int, one: schema.Chapters) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    end = -1
    for k, span in enumerate(one.spans):
        first, last = (
            draft.quarter("chapters", ("chapters", n, "spans", k), text) for text in (span[0], span[-1])
        )
        if first <= end or last < first:
            message = said("check.chapters-order", id=one.id, word=span[0])
            draft.wrong("chapters", ("chapters", n, "spans", k), message, said("check.chapters-order-hint"))
        end = last
        out.append((first, last))
    return out


def needed(draft: Draft) -> dict[str, Place]:
    """The texts of chapters, and where each is defined."""
    return {
        f"chapters.{one.id}.{key}": draft.place("chapters", "chapters", n, "id")
        for n, one in enumerate(draft.chapters.chapters)
        for key in ("title", "about")
    }


def check_texts(draft: Draft, part: str, text: TextFile) -> None:
    """Texts of chapters that do not exist."""
    ids = [one.id for one in draft.chapters.chapters]
    for id in text.chapters:
        if id not in ids:
            draft.wrong(
                part, ("chapters", id), said("check.chapters-unknown", id=id), nearest(id, ids), key=True
            )
