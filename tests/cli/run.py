"""Running the program as a person does: another process, its output and its exit code."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def who_whom(
    typed: str, *, home: Path, language: str = "C.UTF-8", typed_in: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """What happens when `typed` follows the program's name. `home` keeps settings and saves."""
    environment = {
        k: v
        for k, v in os.environ.items()
        if k not in ("DISPLAY", "WAYLAND_DISPLAY", "LANG", "SDL_VIDEODRIVER")
    }
    environment |= {"WHO_WHOM_HOME": str(home), "LC_ALL": language, **variables}
    environment.pop("LANGUAGE", None)
    return subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "main.py"), *shlex.split(typed)],
        cwd=ROOT,
        env=environment,
        input=typed_in,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
