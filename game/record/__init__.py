"""The game record: save, replay, bug report, exercise and citation in one format. The lines are the truth."""

from game.record.atomic import WriteError, write
from game.record.file import Line, Record, RecordError, Trouble, parse, read
from game.record.notation import NotationError, decide, lines_of
from game.record.replay import Mismatch, replay, resume

__all__ = [
    "Line", "Mismatch", "NotationError", "Record", "RecordError", "Trouble", "WriteError", "decide", "lines_of", "parse",
    "read", "replay", "resume", "write",
]  # fmt: skip
