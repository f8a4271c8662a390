"""Results are written whole: to a temporary file beside them first, so nothing is half overwritten."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any


def as_json(fields: dict[str, Any]) -> str:
    """JSON text in UTF-8's letters, ending in a newline, in an order that never varies."""
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def write_whole(path: Path, text: str) -> None:
    """Put `text` at `path` at once or not at all; raises OSError and then leaves what was there."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent or Path())
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # The temporary file is private; a result is as readable as any file of this person.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
