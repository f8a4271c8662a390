"""Tables of Markdown: rows, names in the type of code, cells that begin with a capital letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Row = Sequence[str]


def table(columns: Row, rows: Iterable[Row]) -> str:
    """A Markdown table.

    >>> print(table(("a", "b"), [("1", "x|y")]))
    | a | b |
    | --- | --- |
    | 1 | x\\|y |
    """
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def code(*names: str) -> str:
    """Names as records write them, in the type of code.

    >>> code("place", "rest")
    '`place`, `rest`'
    """
    return ", ".join(f"`{name}`" for name in names)


def capital(text: str) -> str:
    """A cell of prose begins with a capital letter.

    >>> capital("fear fades"), capital("`place`")
    ('Fear fades', '`place`')
    """
    return text[:1].upper() + text[1:]
