"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from game.record.file import shown
from game.words import said


class WriteError(Exception):
    """A file could not be written; whatever stood there before still stands. `text` says it in English."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def write(path: Path, text: str) -> None:
    """Write `text` to `path` at once: a new file beside it, flushed to disk, then put in its place.

    Raises WriteError with one clear line when the folder is missing, closed to writing, or the disk is full.
    """
    new = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as f:
            f.write(text)
            f.flush()
            os.fsync(f.fileno())
        os.replace(new, path)
        with contextlib.suppress(OSError):
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except (OSError, ValueError) as error:
        if new is not None:
            with contextlib.suppress(OSError):
                os.unlink(new)
        why = getattr(error, "strerror", None) or str(error)
        raise WriteError(said("record.cannot-write", file=shown(path.name), why=why)) from error
