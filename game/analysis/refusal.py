"""What analysis cannot take up, said by key."""

from __future__ import annotations


class Refusal(ValueError):
    """A question that analysis cannot take up: a catalogue key and the values of its sentence."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values
