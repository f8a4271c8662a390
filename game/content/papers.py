"""Documents: papers that can hurt, from their file to the tables of the rules."""

from __future__ import annotations

from collections.abc import Mapping

from game.content.draft import Draft
from game.content.problems import Place
from game.content.sentences import read_seat
from game.content.texts import TextFile
from game.rules import documents as rules
from game.rules.scenario import Document
from game.rules.terms import HARMS, LEVEL_IDS, PAPERS


def documents(draft: Draft) -> tuple[Document, ...]:
    """Every document of the scenario in the order of its file."""
    return tuple(_document(draft, id) for id in draft.documents.documents)


def _document(draft: Draft, id: str) -> Document:
    given = draft.documents.documents[id]
    at = ("documents", id)
    draft.sourced("documents", at, given.source)
    # What comes into being in the course of a game is not there at the start.
    level = given.level or ("archive" if given.comes == "archive" else "none")
    copies = (
        draft.index("contender", name, draft.names.contenders, "documents", (*at, "copies", n))
        for n, name in enumerate(given.copies)
    )
    return Document(
        id=id,
        paper=PAPERS.index(given.comes),
        level=LEVEL_IDS.index(level) if level in LEVEL_IDS else -1,
        keeper=None if given.keeper is None else _keeper(draft, id, given.keeper),
        copies=tuple(sorted({k for k in copies if k >= 0})),
        hurts=tuple((_whom(draft, id, who), _vector(blow)) for who, blow in given.hurts.items()),
        backfire=_vector(given.backfire),
        abroad=_vector(given.abroad),
        disputed=given.disputed,
    )


def _vector(blow: Mapping[str, int]) -> tuple[int, ...]:
    """A blow in the order of HARMS; empty when there is none."""
    return tuple(blow.get(word, 0) for word in HARMS) if blow else ()


def _keeper(draft: Draft, id: str, name: str) -> int | None:
    """A figure, or the holder of an office."""
    at = ("documents", id, "keeper")
    people = draft.names.contenders + draft.names.figures
    if name in draft.names.figures:
        return people.index(name)
    if name.startswith("holder:"):
        return draft.sentence("documents", at, name, lambda text: read_seat(text, draft.names))
    draft.index("figure", name, draft.names.figures, "documents", at)
    return None


def _whom(draft: Draft, id: str, name: str) -> int:
    """A contender, the holder of an office, those the paper is about, or all who do not rule."""
    if name in rules.ROLES:
        return rules.ROLES[name]
    at = ("documents", id, "hurts", name)
    if name.startswith("holder:"):
        code = draft.sentence("documents", at, name, lambda text: read_seat(text, draft.names))
        return -1 if code is None else code
    return draft.index("contender", name, (*draft.names.contenders, *rules.ROLES), "documents", at, key=True)


def needed(draft: Draft) -> dict[str, Place]:
    """The texts of documents, and where each is defined."""
    return {
        f"document.{id}.{key}": draft.nodes["documents"].key_at("documents", id)
        for id in draft.documents.documents
        for key in ("title", "about")
    }


def check_texts(draft: Draft, part: str, text: TextFile) -> None:
    """Texts of documents that do not exist."""
    for id in text.documents:
        draft.index("document", id, draft.names.documents, part, ("documents", id), key=True)
