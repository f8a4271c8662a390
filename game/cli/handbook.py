"""The command `handbook`: the reference of the rules, printed or written, and the generated tables of a document."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from pathlib import Path
from typing import Final

from game.cli import output, values
from game.cli.ensembles import at_home
from game.cli.pages import MARK, PARTS, Pages
from game.cli.tongue import Nonsense, Tongue

DOCUMENT: Final = "ODD.md"
"""The document, written by hand, whose marked tables are made anew beside the handbook; it is in English."""

_BEGIN: Final = re.compile(r"<!-- generated: (\S+) -->")
_END: Final = re.compile(r"<!-- end: (\S+) -->")


def handbook(arguments: Namespace, tongue: Tongue) -> int:
    """Print the handbook, or write it to a folder; nothing is written before all of it is known to fit."""
    loaded = values.scenario(arguments.scenario)
    pages = Pages(loaded, at_home(loaded, tongue))
    if arguments.out is None:
        output.put(Path("-"), pages.whole())
        return 0
    folder = _folder(arguments.out)
    book = folder / file_name(tongue.language)
    _may_write(book)
    document = folder / DOCUMENT
    fresh = None
    if tongue.language == "en" and document.is_file():
        fresh = refreshed(values.text_file(str(document)), pages, document.name)
    output.put(book, pages.whole())
    print(tongue("cli.handbook.written", file=str(book)))
    if fresh is not None:
        output.put(document, fresh)
        print(tongue("cli.handbook.refreshed", file=str(document)))
    return 0


def file_name(language: str) -> str:
    """The file of the handbook in a language.

    >>> file_name("en"), file_name("ru")
    ('handbook.md', 'handbook.ru.md')
    """
    return "handbook.md" if language == "en" else f"handbook.{language}.md"


def _folder(text: str) -> Path:
    """The folder that was asked for, if it can be written to."""
    folder = Path(text)
    try:
        if not text or not folder.exists():
            raise Nonsense("cli.handbook.folder", folder=text)
        if not folder.is_dir():
            raise Nonsense("cli.handbook.file", folder=text)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise Nonsense("cli.handbook.closed", folder=text)
    except (OSError, ValueError):
        raise Nonsense("cli.handbook.closed", folder=text) from None
    return folder


def _may_write(book: Path) -> None:
    """Only what this command wrote is written over."""
    if book.is_dir():
        raise Nonsense("cli.handbook.foreign", file=str(book))
    if book.exists():
        try:
            first = book.read_bytes().split(b"\n", 1)[0]
        except OSError:
            raise Nonsense("cli.file-closed", file=str(book)) from None
        if first.rstrip(b"\r") != MARK.encode():
            raise Nonsense("cli.handbook.foreign", file=str(book))


def refreshed(text: str, pages: Pages, name: str) -> str:
    """A document with the tables between its marks made anew.

    A table stands between ``<!-- generated: NAME -->`` and ``<!-- end: NAME -->``, each on a line of its own.
    Raises Nonsense with the line of a mark that does not fit.
    """

    def wrong(line: int, key: str, **more: str) -> Nonsense:
        return Nonsense("cli.handbook.marks", file=name, line=str(line), what=pages.say(key, **more))

    out: list[str] = []
    inside, since = "", 0
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        begin, end = _BEGIN.fullmatch(line.strip()), _END.fullmatch(line.strip())
        if begin is not None:
            part = begin[1]
            if inside:
                raise wrong(since, "cli.handbook.mark-open", name=inside)
            if part not in PARTS:
                raise wrong(number, "cli.handbook.mark-unknown", name=part, known=", ".join(PARTS))
            if part in seen:
                raise wrong(number, "cli.handbook.mark-twice", name=part)
            seen.add(part)
            inside, since = part, number
            out += [line, "", pages.part(part), ""]
        if end is not None:
            if end[1] != inside:
                raise wrong(number, "cli.handbook.mark-stray")
            inside = ""
        if not inside and begin is None:
            out.append(line)
    if inside:
        raise wrong(since, "cli.handbook.mark-open", name=inside)
    return "\n".join(out)
