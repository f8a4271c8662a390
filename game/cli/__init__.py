"""The command line: play, replay, simulate, compare, validate, check, verify, coalitions, handbook, codex.

Exit codes: 0 done, and what was checked holds; 1 what was checked does not hold; 2 bad input, told in one
line; 130 interrupted, what was written is valid.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from game.cli.tongue import Nonsense, Tongue, chosen_language

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; without a command the window opens."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    tongue = Tongue("en")
    try:
        language, words = chosen_language(words)
        tongue = Tongue(language)
        return _run(words, tongue)
    except Nonsense as error:
        print(f"who-whom: {tongue.sentence(error)}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has read enough; keep the interpreter from complaining about it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(words: list[str], tongue: Tongue) -> int:
    from game.cli.arguments import read_arguments

    arguments = read_arguments(words, tongue)
    if arguments is None:
        return DONE
    if arguments.command == "play":
        from game.cli.playing import play as command
    elif arguments.command == "replay":
        from game.cli.again import replay as command
    elif arguments.command == "verify":
        from game.cli.again import verify as command
    elif arguments.command == "simulate":
        from game.cli.ensembles import simulate as command
    elif arguments.command == "compare":
        from game.cli.ensembles import compare as command
    elif arguments.command == "validate":
        from game.cli.validating import validate as command
    elif arguments.command == "check":
        from game.cli.small import check as command
    elif arguments.command == "handbook":
        from game.cli.handbook import handbook as command
    elif arguments.command == "codex":
        from game.cli.reading import codex as command
    else:
        from game.cli.small import coalitions as command
    code: int = command(arguments, tongue)
    sys.stdout.flush()
    return code


def _speak_utf8() -> None:
    """Let every letter through: files and pipes get UTF-8, a terminal shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is None:
            continue
        if stream.isatty():
            change(errors="replace")
        else:
            change(encoding="utf-8", errors="backslashreplace")
