"""A scenario's folder as trees: which files belong to it, and how it stands on another one (`base`)."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from game.content.problems import WARNING, Place, Problem, nearest, shown
from game.content.source import Node, read
from game.places import shipped
from game.words import said as say

LARGEST_FOLDER: Final = 20_000_000
"""Bytes of all files together."""
MOST_FILES: Final = 2_000
DEEPEST_BASE: Final = 4
REQUIRED: Final = ("scenario", "people", "offices", "regions", "bodies")
OPTIONAL: Final = ("parameters", "sources", "looks", "documents", "beats", "chapters", "standing", "departs")
EVENTS: Final = "events"
LENSES: Final = "lenses"
TEXT: Final = "text"
CODEX: Final = "codex"
"""The folder of the codex, and how the files of its texts begin."""
WITHOUT, ALSO, ALONE = range(3)
"""How a folder is read: without its codex, with it, or for the codex alone."""


@dataclass
class Sheets:
    """Everything that was read: a tree for each part of a scenario, and what was wrong with it."""

    parts: dict[str, Node] = field(default_factory=dict)
    """``scenario``, ``people``, ..., ``events`` and ``text/en``, ``text/ru``."""
    problems: list[Problem] = field(default_factory=list)
    began: str = ""
    """The first quarter of the scenario at the bottom, where this one stands on another."""

    @property
    def languages(self) -> list[str]:
        """The languages that have texts."""
        return sorted(name.removeprefix("text/") for name in self.parts if name.startswith("text/"))


def gather(folder: Path, codex: int = WITHOUT) -> Sheets:
    """Read a scenario's folder and, below it, the one it stands on.

    The codex is long and no rule asks for it: it becomes the parts ``codex`` and ``codex/en``, ``codex/ru`` only
    where `codex` says so.
    """
    return _gather(folder, "", (), codex)


def _gather(folder: Path, prefix: str, chain: tuple[Path, ...], codex: int) -> Sheets:
    sheets = Sheets()
    try:
        if _look_over(folder, prefix, sheets):
            _read_all(sheets, folder, prefix, chain, codex)
    except (OSError, ValueError) as error:
        # A path too long or with a zero byte, a folder without rights, a disk that fails.
        why = (getattr(error, "strerror", None) or str(error)).lower()
        message = say("check.cannot-be-read", name=_short(folder.name), why=why)
        place = Place(_short(str(folder)).replace("\0", "?"))
        sheets.problems.append(
            Problem.at(place, message, say("check.see-whether-the-name-is-right-and-may-be"))
        )
    return sheets


def _short(name: str) -> str:
    return name if len(name) <= 200 else name[:200] + "..."


def _read_all(sheets: Sheets, folder: Path, prefix: str, chain: tuple[Path, ...], codex: int) -> None:
    for part in (*REQUIRED, *OPTIONAL) if codex != ALONE else REQUIRED[:1]:
        if os.path.lexists(folder / f"{part}.yaml"):
            _add(sheets, part, folder, f"{part}.yaml", prefix)
    if codex != ALONE:
        _add_all(sheets, EVENTS, folder, folder / EVENTS, prefix)
        _add_all(sheets, LENSES, folder, folder / LENSES, prefix)
    if codex != WITHOUT:
        _add_all(sheets, CODEX, folder, folder / CODEX, prefix)
    if (folder / TEXT).is_dir():
        for place in sorted((folder / TEXT).iterdir()):
            if place.is_dir() and codex != ALONE:
                _add_all(sheets, f"{TEXT}/{place.name}", folder, place, prefix, without=f"{CODEX}-")
            if place.is_dir() and codex != WITHOUT:
                _add_all(sheets, f"{CODEX}/{place.name}", folder, place, prefix, only=f"{CODEX}-")
    base = sheets.parts["scenario"].get("base") if "scenario" in sheets.parts else None
    if base is not None:
        _stand_on(sheets, base, folder, chain, codex)
    elif codex != ALONE:
        _miss(sheets, folder, prefix)


def _look_over(folder: Path, prefix: str, sheets: Sheets) -> bool:
    """Whether the folder can be read at all, and what lies in it that should not."""
    top = Place(str(folder))
    if not folder.is_dir():
        if folder.exists():
            message, hint = (
                say("check.is-a-file-not-a-folder", name=folder.name),
                say("check.name-the-folder-that-contains-scenario-yaml"),
            )
        else:
            message = say("check.there-is-no-folder", name=folder.name)
            beside = [p.name for p in folder.parent.iterdir() if p.is_dir()] if folder.parent.is_dir() else []
            hint = nearest(folder.name, sorted(beside))
        sheets.problems.append(Problem.at(top, message, hint))
        return False
    size = count = 0
    for root, _, files in os.walk(folder):
        for name in files:
            size += os.lstat(os.path.join(root, name)).st_size
            count += 1
        if size > LARGEST_FOLDER or count > MOST_FILES:
            limit = say(
                "check.bytes-in-files-are-allowed", largest_folder=LARGEST_FOLDER, most_files=MOST_FILES
            )
            sheets.problems.append(
                Problem.at(
                    top,
                    say("check.the-folder-is-too-large", name=folder.name),
                    say("check.take-out-what-does-not-belong", limit=limit),
                )
            )
            return False
    known = [f"{part}.yaml" for part in (*REQUIRED, *OPTIONAL)]
    for path in sorted(folder.iterdir()):
        if path.name not in known and path.suffix in {".yaml", ".yml"}:
            near = nearest(path.stem + ".yaml", known)
            sheets.problems.append(
                Problem.at(
                    Place(prefix + path.name),
                    say("check.the-file-is-not-read", name=path.name),
                    near,
                    WARNING,
                )
            )
    return True


def _add(sheets: Sheets, part: str, folder: Path, name: str, prefix: str) -> None:
    path = folder / name
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        sheets.problems.append(
            Problem.at(
                Place(prefix + name),
                say("check.is-a-link-that-leads-out-of-the-folder", name=name),
                say("check.copy-the-file-instead"),
            )
        )
        return
    node, problems = read(path, prefix + name)
    sheets.problems += problems
    if node is None:
        return
    if not isinstance(node.value, dict):
        sheets.problems.append(
            Problem.at(
                node.place,
                say("check.must-hold-a-mapping-not", name=name, got=shown(node.plain())),
                say("check.begin-with-key-value-lines"),
            )
        )
        return
    sheets.parts[part] = combined(sheets.parts[part], node, sheets.problems) if part in sheets.parts else node


def _add_all(
    sheets: Sheets, part: str, folder: Path, place: Path, prefix: str, only: str = "", without: str = "\0"
) -> None:
    """Every YAML file of a folder as one part: those whose names begin with `only` and not with `without`."""
    if not place.exists() and not place.is_symlink():
        return
    if not place.is_dir():
        sheets.problems.append(
            Problem.at(
                Place(prefix + place.name),
                say("check.is-not-a-folder", name=place.name),
                say("check.make-a-folder-with-yaml-files", name=place.name),
            )
        )
        return
    for path in sorted(place.iterdir()):
        name = path.relative_to(folder).as_posix()
        if not path.name.startswith(only) or path.name.startswith(without):
            continue
        if path.suffix == ".yaml":
            _add(sheets, part, folder, name, prefix)
        elif path.suffix == ".yml":
            hint = say("check.call-it-yaml", stem=path.stem)
            sheets.problems.append(
                Problem.at(Place(prefix + name), say("check.the-file-is-not-read", name=name), hint, WARNING)
            )


def combined(first: Node, second: Node, problems: list[Problem]) -> Node:
    """Two files of one part as one: mappings are joined, lists follow each other, nothing may stand twice."""
    if isinstance(first.value, list) and isinstance(second.value, list):
        return Node([*first.value, *second.value], first.place)
    if not (isinstance(first.value, dict) and isinstance(second.value, dict)):
        return second
    out = Node(dict(first.value), first.place, {**second.keys, **first.keys})
    for key, child in second.value.items():
        mine = first.value.get(key)
        if mine is None:
            out.value[key] = child
        elif type(mine.value) is type(child.value) and isinstance(child.value, dict | list):
            out.value[key] = combined(mine, child, problems)
        else:
            where = first.keys[key]
            problems.append(
                Problem.at(
                    second.keys[key],
                    say("check.the-key-stands-already-in", key=key, file=where.file, line=str(where.line)),
                    say("check.delete-one-of-them"),
                )
            )
    return out


def _stand_on(sheets: Sheets, base: Node, folder: Path, chain: tuple[Path, ...], codex: int) -> None:
    """Lay this scenario over its base: keys over keys, entries of lists over those with the same id."""
    said = base.value
    if not isinstance(said, str) or not (m := re.fullmatch(r"(?:\.\./)?([a-z0-9][a-z0-9-]*)", said)):
        sheets.problems.append(
            Problem.at(
                base.place,
                say("check.the-base-is-not-a-scenario", got=shown(said)),
                say("check.write-id-of-a-folder-beside-this-one"),
            )
        )
        return
    name = m[1]
    below = folder.resolve().parent / name
    if not below.is_dir() and not said.startswith("../"):
        below = shipped("scenarios") / name
    seen = (*chain, folder.resolve())
    if below.resolve() in seen:
        round_about = " -> ".join([*(p.name for p in seen[seen.index(below.resolve()) :]), name])
        sheets.problems.append(
            Problem.at(
                base.place,
                say("check.the-base-leads-in-a-circle", name=name, round_about=round_about),
                say("check.let-one-of-them-stand-alone"),
            )
        )
        return
    if not below.is_dir():
        beside = sorted(
            p.name for p in folder.resolve().parent.iterdir() if p.is_dir() and p != folder.resolve()
        )
        sheets.problems.append(
            Problem.at(
                base.place, say("check.there-is-no-scenario-to-stand-on", name=name), nearest(name, beside)
            )
        )
        return
    if len(seen) >= DEEPEST_BASE:
        sheets.problems.append(
            Problem.at(
                base.place,
                say("check.the-base-is-one-too-many", name=name),
                say("check.at-most-stand-on-each-other", deepest_base=DEEPEST_BASE),
            )
        )
        return
    under = _gather(below, f"../{name}/", seen, codex)
    sheets.problems += under.problems
    first = under.parts["scenario"].get("first") if "scenario" in under.parts else None
    sheets.began = under.began or ("" if first is None else str(first.value))
    for part, node in under.parts.items():
        sheets.parts[part] = overlaid(node, sheets.parts[part]) if part in sheets.parts else node


def overlaid(below: Node, above: Node) -> Node:
    """A tree over another one. Entries of lists that have an id replace those of the same id (and date)."""
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        out = Node({**below.value, **above.value}, above.place, {**below.keys, **above.keys})
        for key in below.value.keys() & above.value.keys():
            out.value[key] = overlaid(below.value[key], above.value[key])
        return out
    if isinstance(below.value, list) and isinstance(above.value, list):
        mine = {_mark(child): child for child in above.value}
        theirs = [_mark(child) for child in below.value]
        if None in mine or None in theirs:
            return above
        kept = [
            overlaid(child, mine[mark]) if mark in mine else child
            for mark, child in zip(theirs, below.value, strict=True)
        ]
        return Node([*kept, *(child for mark, child in mine.items() if mark not in theirs)], above.place)
    return above


def _mark(node: Node) -> tuple[object, object] | None:
    """What an entry of a list is known by: its id, and for a sitting its date, as ids recur."""
    id = node.get("id")
    if id is None or isinstance(id.value, dict | list):
        return None
    date = node.get("date") if node.get("body") else None
    return id.value, None if date is None else str(date.value)


def _miss(sheets: Sheets, folder: Path, prefix: str) -> None:
    """Required files that are not there."""
    top = sheets.parts.get("scenario") or Node({}, Place(prefix))
    for key in top.value:
        if difflib.get_close_matches(key, ["base"], cutoff=0.75):
            # Without its base everything else would seem to be missing.
            what = say("check.no-key", owner="scenario", key=key)
            sheets.problems.append(Problem.at(top.key_at(key), what, nearest(key, ["base"])))
    there = sorted(p.name for p in folder.iterdir())
    broken = {p.file.removeprefix(prefix) for p in sheets.problems}
    for part in REQUIRED:
        name = f"{part}.yaml"
        if part not in sheets.parts and name not in broken:
            others = [other for other in there if other.removesuffix(".yaml") not in (*REQUIRED, *OPTIONAL)]
            hint = (
                nearest(name, others)
                if any(o.endswith((".yaml", ".yml")) for o in others)
                else say("check.add-it")
            )
            sheets.problems.append(
                Problem.at(Place(prefix + name), say("check.the-file-is-missing", name=name), hint)
            )
