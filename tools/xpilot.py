"""Play a whole game in a real window by real key presses, and compare its record with the one it was steered by.

    python tools/xpilot.py                                   as Trotsky, in English, seed 1924
    python tools/xpilot.py --language ru --shots pictures    in Russian, with a picture of every kind of screen
    python tools/xpilot.py --seat stalin --seed 7

Needs Xvfb, a window manager (openbox), xdotool and, for pictures, ImageMagick's `import`.

First machine players play the game without a window. Then the window is opened on a display of its own and the
lines which that record holds for one seat are played by keys, from the title to the ending. The window tells
through the file named by WHO_WHOM_TREE what is on the screen, how many key presses it has read ("presses") and
whether anything still goes on by itself ("moving"); so a key is sent only when the one before was read and the
screen is at rest. At the end both records must agree line by line. The answer is 0 if they do, else 1.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from game.content import load  # noqa: E402
from game.record import Record  # noqa: E402
from game.session import Session  # noqa: E402
from game.ui.pilot import Lost, Pilot  # noqa: E402

Tree = dict[str, Any]

PATIENCE = 30.0
"""Seconds without any answer of the window after which the run is given up."""
LABORATORY = 300.0
"""The same for the two hundred pairs of games of "what if"."""
PICTURES = (1, 7, 30)
"""Which of the screens of one kind are kept as pictures."""
ASIDE = {
    "Title": [("settings", ["s"])],
    "Votes": [("x-ray", ["x"])],
    "Bulletin": [("secret", ["s"])],
    "OrdersScreen": [(f"group-{n}", [str(n)]) for n in range(1, 8)],
}
"""What is looked at beside the game where pictures are taken: keys that show it; Escape or the same key leaves."""


class Display:
    """An X server, a window manager and the game's window on it."""

    def __init__(self, home: Path, size: str) -> None:
        self.size = size
        self.started: list[subprocess.Popen[bytes]] = []
        self.tree_file = home / "tree.json"
        self.home = home
        self.env = dict(os.environ)

    def open(self) -> None:
        """Start the server on a free display number, the window manager and the game."""
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        read, write = os.pipe()
        server = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"]
        self.started.append(subprocess.Popen(server, pass_fds=(write,), **quiet))
        os.close(write)
        with os.fdopen(read) as told:
            self.env["DISPLAY"] = f":{told.readline().strip()}"
        self.started.append(subprocess.Popen(["openbox"], env=self.env, **quiet))
        time.sleep(0.5)
        self.env |= {"WHO_WHOM_HOME": str(self.home), "WHO_WHOM_TREE": str(self.tree_file)}
        self.env |= {"SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
        self.started.append(subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=self.env))

    @property
    def running(self) -> bool:
        """Whether the game is still there."""
        return self.started[-1].poll() is None

    def tree(self) -> Tree | None:
        """What the window says is on the screen, or None before it has said anything."""
        try:
            return dict(json.loads(self.tree_file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def rest(self, presses: int, patience: float = PATIENCE) -> Tree:
        """Wait until that many key presses were read and nothing moves; what is on the screen then."""
        until = time.monotonic() + patience
        tree = self.tree()
        while tree is None or tree["presses"] < presses or tree["moving"]:
            if not self.running:
                raise SystemExit("the game's window is gone")
            if time.monotonic() > until:
                seen = "nothing" if tree is None else f"{tree['screen']}, {tree['presses']} of {presses} keys"
                raise SystemExit(f"the window does not answer: {seen}")
            time.sleep(0.004)
            tree = self.tree()
        return tree

    def press(self, keys: list[str]) -> None:
        """Send keys to the window that has the focus.

        SDL takes a release and a press of the same key within two milliseconds for the repeat of a held key.
        """
        subprocess.run(["xdotool", "key", "--delay", "12", *keys], env=self.env, check=True)

    def picture(self, path: Path) -> None:
        """Keep what is on the screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)

    def close(self) -> None:
        """End what was started, the last first."""
        for one in reversed(self.started):
            one.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(5)


def reference(scenario: str, seed: str) -> Record:
    """The record of a game which machine players play in every seat."""
    session = Session.new(load(scenario), {}, seed, path=None)
    for _ in session.advance():
        pass
    return session.record


def decisions(text: str) -> list[str]:
    """The lines of a record without its tags, which name the players."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("[")]


def look_aside(display: Display, tree: Tree, folder: Path) -> Tree:
    """Take pictures of what a screen shows at a key, and come back; the keys change nothing in the game."""
    names = {w["name"] for w in tree["widgets"]}
    for name, keys in ASIDE.get(tree["screen"], []):
        if tree["screen"] == "Title" or (tree["screen"] in ("Votes", "Bulletin") and name not in names):
            continue
        display.press(keys)
        seen = display.rest(tree["presses"] + len(keys))
        display.picture(folder / f"{tree['screen']}-{name}.png")
        if tree["screen"] in ("Votes", "Bulletin"):
            display.press(keys)
            seen = display.rest(seen["presses"] + len(keys))
        tree = seen
    return tree


def fly(display: Display, pilot: Pilot, shots: Path | None) -> Iterator[Tree]:
    """Play until the ending; what is on the screen before each key or group of keys."""
    seen: Counter[str] = Counter()
    tree = display.rest(0)
    while True:
        kind = tree["screen"]
        seen[kind] += 1
        if shots is not None and seen[kind] in PICTURES:
            display.picture(shots / f"{kind}-{seen[kind]}.png")
            if seen[kind] == 7 or kind in ("Title", "Choose"):
                tree = look_aside(display, tree, shots)
        yield tree
        if kind == "EndingScreen":
            return
        keys = pilot.keys(tree)
        if not keys:
            raise Lost(f"the pilot knows no key on {kind}")
        display.press(keys)
        tree = display.rest(tree["presses"] + len(keys))


def ending(display: Display, tree: Tree, shots: Path) -> None:
    """Pictures of the pages behind the ending: the epilogue, and "what if" with its result."""
    for page in ("epilogue", "ending", "what-if"):
        order = [w["name"] for w in tree["widgets"] if w["focusable"]]
        tabs = (order.index(page) - order.index(tree["focus"])) % len(order)
        display.press([*["Tab"] * tabs, "Return"])
        if page == "what-if":
            time.sleep(1.5)
            display.picture(shots / "EndingScreen-what-if-running.png")
        tree = display.rest(tree["presses"] + tabs + 1, LABORATORY)
        if page != "ending":
            display.picture(shots / f"EndingScreen-{page}.png")


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--language", choices=("en", "ru"), default="en")
    parser.add_argument(
        "--text", type=int, choices=(100, 125, 150, 200), default=100, help="size of the type"
    )
    parser.add_argument("--seat", default="trotsky", help="the contender whose lines are played by keys")
    parser.add_argument("--seed", default="1924", help="digits")
    parser.add_argument("--scenario", default="moscow-1924")
    parser.add_argument("--size", default="1320x780", help="of the display, in pixels")
    parser.add_argument("--shots", type=Path, help="a folder for pictures of every kind of screen")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which the run is given up")
    arguments = parser.parse_args()
    for program in ("Xvfb", "openbox", "xdotool", *(["import"] if arguments.shots else [])):
        if shutil.which(program) is None:
            parser.error(f"{program} is not installed")
    if arguments.shots:
        arguments.shots.mkdir(parents=True, exist_ok=True)
    record = reference(arguments.scenario, arguments.seed)
    with tempfile.TemporaryDirectory(prefix="xpilot-") as folder:
        home = Path(folder)
        settings = {"language": arguments.language, "text": arguments.text}
        (home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        display = Display(home, arguments.size)
        began = time.monotonic()
        seen: Counter[str] = Counter()
        quarter = ""
        presses = 0
        try:
            display.open()
            for tree in fly(display, Pilot(record.lines, arguments.seat, arguments.seed), arguments.shots):
                seen[tree["screen"]] += 1
                presses = tree["presses"]
                if tree.get("quarter", "") != quarter:
                    quarter = tree.get("quarter", "")
                    print(f"{time.monotonic() - began:6.1f} s  {quarter}  {presses} keys", flush=True)
                if time.monotonic() - began > arguments.limit:
                    raise SystemExit("the time is over")
            took = time.monotonic() - began
            played = max((home / "saves").glob("*.game"), key=lambda p: p.stat().st_mtime)
            text = played.read_text(encoding="utf-8")
            print(f"{took:.0f} s, {presses} key presses, screens: {dict(seen)}", flush=True)
            same = compare(decisions(text), decisions(str(record)))
            if arguments.shots:
                (arguments.shots / played.name).write_text(text, encoding="utf-8")
                ending(display, tree, arguments.shots)
        except Lost as why:
            if arguments.shots:
                display.picture(arguments.shots / "lost.png")
            raise SystemExit(f"{quarter}: {why}") from why
        finally:
            display.close()
    return 0 if same else 1


def compare(mine: list[str], theirs: list[str]) -> bool:
    """Say whether two records hold the same lines, and where they part."""
    same = mine == theirs
    print(
        f"records: {len(mine)} and {len(theirs)} lines, {'the same' if same else 'NOT the same'}", flush=True
    )
    for line in list(difflib.unified_diff(theirs, mine, "machine", "window", lineterm="", n=0))[:20]:
        print(line)
    return same


if __name__ == "__main__":
    raise SystemExit(main())
