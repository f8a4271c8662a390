"""The command `codex`: the index, an entry, or what a search finds, in the terminal."""

from __future__ import annotations

import shutil
import textwrap
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from game.analysis.recipe import normalised, plain
from game.cli import output, values
from game.cli.ensembles import at_home
from game.cli.tongue import Nonsense, Tongue

if TYPE_CHECKING:
    from game.content.codex import Codex
    from game.content.entries import Line, Page

WIDEST: Final = 100
"""Columns of a page, if the terminal has so many."""


def codex(arguments: Namespace, tongue: Tongue) -> int:
    """Without words the index by kind; with an id or a title the entry; otherwise what a search finds."""
    from game.content import entries
    from game.content.codex import codex as opened
    from game.content.problems import ContentError

    targets = values.targets({"--json": arguments.json})
    loaded = values.scenario(arguments.scenario)
    home = at_home(loaded, tongue)
    try:
        book = opened(loaded)
    except ContentError as error:
        raise Nonsense("cli.codex.broken", what=error.problems[0].told(tongue.words)) from None
    asked = " ".join(arguments.words).strip()
    fields: dict[str, Any] = {
        "recipe": plain(normalised("codex", arguments.words, [("--scenario", loaded.scenario.id)]))
    }
    shown = targets.get("--json") != Path("-")
    if not asked:
        listed = entries.index(book, home.words)
        fields["entries"] = [_row(book, id, home) for _, ids in listed for id in ids]
        for kind, ids in listed if shown else ():
            print(home(f"codex.kinds.{kind}"))
            _print_list(book, ids, home)
            print()
        if shown:
            print(home("cli.codex.how"))
    elif (id := _meant(book, asked, home)) is not None:
        page = entries.page(book, id, home.words)
        fields["entry"] = _whole(page)
        if shown:
            _print_page(page)
    else:
        found = entries.search(book, asked, home.words)
        if not found:
            near = entries.nearest_ids(book, asked, home.words)
            key = "cli.codex.nothing-near" if near else "cli.codex.nothing"
            raise Nonsense(key, what=asked[:60], near=", ".join(near))
        fields["found"] = [_row(book, id, home) for id in found]
        if shown:
            print(home("cli.codex.found", n=len(found), what=asked))
            _print_list(book, found, home)
    if "--json" in targets:
        output.put_json(targets["--json"], fields)
    return 0


def _meant(book: Codex, asked: str, home: Tongue) -> str | None:
    """The entry whose id or whole title was typed, if there is one."""
    from game.content import entries

    if known := book.known(asked.casefold().replace(" ", "-")):
        return known
    wanted = entries.folded(asked)
    titled = [id for id in book.ids if entries.folded(entries.title(book, id, home.words)) == wanted]
    return titled[0] if len(titled) == 1 else None


def _row(book: Codex, id: str, home: Tongue) -> dict[str, str]:
    from game.content import entries

    return {
        "id": id,
        "kind": book.ids[id],
        "title": entries.title(book, id, home.words),
        "short": entries.short(book, id, home.words),
    }


def _whole(page: Page) -> dict[str, Any]:
    sections = [
        {"name": s.name, "head": s.head, "text": ["".join(span.text for span in line) for line in s.lines]}
        for s in page.sections
    ]
    head = {"id": page.id, "kind": page.kind, "title": page.title, "short": page.short, "about": page.about}
    return {**head, "links": list(page.links), "sections": sections}


def _wide() -> int:
    return max(40, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def _print_list(book: Codex, ids: list[str], home: Tongue) -> None:
    rows = [_row(book, id, home) for id in ids]
    widest = min(34, max((len(row["id"]) for row in rows), default=0))
    for row in rows:
        text = f"{row['title']}. {row['short']}" if row["short"] else row["title"]
        gap = " " * (widest + 4)
        for n, line in enumerate(textwrap.wrap(text, max(20, _wide() - len(gap))) or [""]):
            lead = f"  {row['id'].ljust(widest)}  " if n == 0 else gap
            if n == 0 and len(row["id"]) > widest:
                print(f"  {row['id']}")
                lead = gap
            print((lead + line).rstrip())


def _print_page(page: Page) -> None:
    """A page; where a link's words do not say the id, the id follows in brackets the first time."""
    wide = _wide()
    print(page.title)
    for text in (page.short, page.about):
        for row in textwrap.wrap(text, wide):
            print(row)
    told: set[str] = set()
    for section in page.sections:
        print()
        print(section.head.upper())
        for n, line in enumerate(section.lines):
            if n and section.name in ("record", "model"):
                print()
            for row in textwrap.wrap(_plain(line, told), wide, initial_indent="  ", subsequent_indent="  "):
                print(row)


def _plain(line: Line, told: set[str]) -> str:
    from game.content.entries import folded

    out = []
    for span in line:
        out.append(span.text)
        if span.link and span.link not in told:
            told.add(span.link)
            if folded(span.text) != span.link:
                out.append(f" [{span.link}]")
    return "".join(out)
