"""The grammar of the command line: commands, options, and what is said about a wrong one."""

from __future__ import annotations

import argparse
import re
import sys
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from game import __version__
from game.cli.tongue import Nonsense, Tongue

COMMANDS: Final = (
    "play",
    "replay",
    "simulate",
    "compare",
    "validate",
    "check",
    "verify",
    "coalitions",
    "handbook",
    "codex",
)
LATER: Final = (
    "attribute",
    "class-report",
    "exercise",
    "league",
    "sensitivity",
    "turning-points",
)
"""Commands that are agreed on and do not exist yet; they are refused by name."""

Option = tuple[str, dict[str, Any]]
_MANY: Final = {"action": "append", "default": []}

_OUTPUT: Final[tuple[Option, ...]] = (("--json", {"metavar": "PATH"}),)
_ENSEMBLE: Final[tuple[Option, ...]] = (
    ("--scenario", {"metavar": "ID"}),
    ("--from", {"metavar": "FILE", "dest": "trunk"}),
    ("--at", {"metavar": "QUARTER"}),
    ("--histories", {"metavar": "N", "default": "1000"}),
    ("--seed", {"metavar": "S", "default": "1"}),
    ("--players", {"metavar": "LEVEL", "default": "politician"}),
    ("--seat", {"metavar": "NAME=LEVEL", **_MANY}),
    ("--luck", {"metavar": "LUCK", "default": "full"}),
    ("--lens", {"metavar": "ID"}),
    ("--param", {"metavar": "NAME=VALUE", **_MANY}),
    ("--without", {"metavar": "KIND", **_MANY}),
    ("--jobs", {"metavar": "J", "default": "1"}),
    ("--no-timing", {"action": "store_true"}),
    *_OUTPUT,
)
_REFUSED_LATER: Final = ("--parquet", "--params", "--prediction", "--pin")
"""Options that are agreed on and do not exist yet; they are refused by name."""

OPTIONS: Final[dict[str, tuple[Option, ...]]] = {
    "play": (
        ("--scenario", {"metavar": "ID"}),
        ("--seat", {"metavar": "NAME[=LEVEL]", **_MANY}),
        ("--seed", {"metavar": "S"}),
        ("--luck", {"metavar": "LUCK", "default": "smoothed"}),
        ("--chapters", {"metavar": "ID"}),
        ("--load", {"metavar": "FILE"}),
        ("--players", {"metavar": "LEVEL", "default": "politician"}),
        ("--from", {"metavar": "FILE", "dest": "trunk"}),
        ("--at", {"metavar": "QUARTER"}),
        ("--text", {"action": "store_true"}),
    ),
    "replay": (
        ("--scenario", {"metavar": "ID"}),
        ("--until", {"metavar": "QUARTER"}),
        ("--strict", {"action": "store_true"}),
        *_OUTPUT,
    ),
    "simulate": (*_ENSEMBLE, ("--csv", {"metavar": "PATH"}), ("--series", {"metavar": "PATH"})),
    "compare": (*_ENSEMBLE, ("--change", {"metavar": "LINE", **_MANY})),
    "validate": (
        ("--scenario", {"metavar": "ID"}),
        ("--histories", {"metavar": "N", "default": "200"}),
        ("--shifted", {"metavar": "N", "default": "0"}),
        ("--seed", {"metavar": "S", "default": "1"}),
        ("--out", {"metavar": "PATH"}),
        *_OUTPUT,
    ),
    "check": _OUTPUT,
    "verify": (("--scenario", {"metavar": "ID"}), *_OUTPUT, ("--jobs", {"metavar": "J", "default": "1"})),
    "coalitions": (("--majority", {"metavar": "A/B", "default": "1/2"}), *_OUTPUT),
    "handbook": (("--scenario", {"metavar": "ID"}), ("--out", {"metavar": "DIR"})),
    "codex": (("--scenario", {"metavar": "ID"}), *_OUTPUT),
}
_PLACES: Final[dict[str, Option]] = {
    "replay": ("file", {"metavar": "FILE", "nargs": "?"}),
    "check": ("folder", {"metavar": "DIR"}),
    "verify": ("file", {"metavar": "FILE"}),
    "coalitions": ("powers", {"metavar": "N", "nargs": "+"}),
    "codex": ("words", {"metavar": "WORD", "nargs": "*"}),
}


def _formatter(usage_word: str) -> type[argparse.HelpFormatter]:
    """Help in the reader's language: argparse itself speaks English only."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, usage_word + " ")

    return Formatter


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are Nonsense, never an exit."""

    def error(self, message: str) -> NoReturn:
        raise _complaint(message)


def read_arguments(words: list[str], tongue: Tongue) -> argparse.Namespace | None:
    """What was asked for, or None when help or the version was shown; raises Nonsense."""
    if words[:1] == ["--version"]:
        print(f"who-whom {__version__}")
        return None
    if words[:1] and words[0] in ("-h", "--help"):
        print(_overview(tongue))
        return None
    if not words or words[0].startswith("-"):
        words = ["play", *words]
    command, rest = words[0], words[1:]
    if command in LATER:
        raise Nonsense("cli.later-command", command=command)
    if command not in COMMANDS:
        near = get_close_matches(command, [*COMMANDS, *LATER], n=1)
        raise Nonsense("cli.command", command=command, near=near[0] if near else "--help")
    for word in rest:
        if word.partition("=")[0] in _REFUSED_LATER and command in ("simulate", "compare"):
            raise Nonsense("cli.later-option", option=word.partition("=")[0])
    parser = _parser(command, tongue)
    if "-h" in rest or "--help" in rest:
        print(parser.format_help().rstrip())
        return None
    arguments, left = parser.parse_known_args(_joined(rest, command))
    if left:
        raise _unknown(left[0], command)
    arguments.command = command
    return arguments


def _joined(rest: list[str], command: str) -> list[str]:
    """Options with their values as one word, so that a value may begin with a minus sign."""
    takes = {name for name, more in OPTIONS[command] if more.get("action") != "store_true"}
    out: list[str] = []
    waiting = iter(rest)
    for word in waiting:
        if word in takes:
            value = next(waiting, None)
            if value is None or value in dict(OPTIONS[command]):
                raise Nonsense("cli.needs-value", option=word)
            out.append(f"{word}={value}")
        else:
            out.append(word)
    return out


def _overview(tongue: Tongue) -> str:
    lines = [
        tongue("cli.usage") + " who-whom [--language en|ru] [" + " | ".join(COMMANDS) + "] ...",
        "",
        tongue("cli.about"),
        "",
        tongue("cli.commands"),
    ]
    lines += [f"  {name:<12}{tongue('cli.about-' + name)}" for name in COMMANDS]
    lines += ["", tongue("cli.more"), tongue("cli.codes")]
    return "\n".join(lines)


def _parser(command: str, tongue: Tongue) -> _Parser:
    parser = _Parser(
        prog=f"who-whom {command}",
        description=tongue(f"cli.about-{command}"),
        add_help=False,
        allow_abbrev=False,
        formatter_class=_formatter(tongue("cli.usage")),
    )
    if command in _PLACES:
        name, more = _PLACES[command]
        group = parser.add_argument_group(tongue("cli.what"))
        group.add_argument(name, help=tongue(f"cli.place.{command}"), **more)
    group = parser.add_argument_group(tongue("cli.options"))
    for name, more in OPTIONS[command]:
        key = f"cli.option.{name.removeprefix('--')}"
        special = f"{key}-{command}"
        group.add_argument(name, help=tongue(special if tongue.words.has(special) else key), **more)
    group.add_argument("-h", "--help", action="store_true", help=tongue("cli.option.help"))
    return parser


_COMPLAINTS: Final = (
    (re.compile(r"argument (\S+?)(?:/\S+)?: expected .*"), "cli.needs-value", "option"),
    (re.compile(r"argument (\S+?)(?:/\S+)?: ignored explicit argument .*"), "cli.takes-no-value", "option"),
    (re.compile(r"the following arguments are required: (.*)"), "cli.required", "what"),
)


def _complaint(message: str) -> Nonsense:
    """Argparse's complaint as a sentence of ours."""
    for pattern, key, name in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return Nonsense(key, **{name: found[1]})
    return Nonsense("cli.arguments", message=message)


def _unknown(word: str, command: str) -> Nonsense:
    name = word.partition("=")[0]
    known = [option for option, _ in OPTIONS[command]]
    if not name.startswith("-"):
        return Nonsense("cli.too-much", word=word, command=command)
    near = get_close_matches(name, known, n=1)
    if near:
        return Nonsense("cli.option-near", option=name, command=command, near=near[0])
    return Nonsense("cli.option-unknown", option=name, command=command)


def on_terminal() -> bool:
    """Whether progress on standard error would be seen by a person."""
    return sys.stderr.isatty()
