"""What a source line says to a reader: which works, by their names in his language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.words import Words


def work(line: str) -> str:
    """The work that a source line names: its key, the book of an ``S:`` line, or ``E`` for a judgement.

    >>> work("KOTK1: since 3 April 1922"), work("S: Nove, Economic History of the USSR: 72.5 million tonnes")
    ('KOTK1', 'Nove, Economic History of the USSR')
    >>> work("E: what might have followed")
    'E'
    """
    key, _, rest = line.partition(":")
    return rest.partition(":")[0].strip() if key.strip() == "S" and rest.strip() else key.strip()


def cited(lines: Iterable[str], sources: Mapping[str, Mapping[str, str]], words: Words) -> str:
    """The works of some source lines as a reader's language calls them, each once, without the remarks.

    `sources` are those of ``Loaded``: what a language has no name for is called as sources.yaml calls it.
    """
    out = []
    for line in lines:
        name = work(line)
        if name == "E":
            title = words.say("source.judgement")
        elif words.has(f"source.{name}"):
            title = words.say(f"source.{name}")
        else:
            title = sources[name]["title"] if name in sources else name
        out.append(title)
    return "; ".join(dict.fromkeys(out))
