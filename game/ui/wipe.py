"""The wedge that wipes one screen away and leaves the next; "reduce motion" turns it into a cut."""

from __future__ import annotations

import pygame

LASTS = 170
"""Milliseconds from one screen to the next."""
_GONE = (255, 0, 254)


class Wipe:
    """An old picture that a red wedge, driven in from the left, clears from before a new one of the same size."""

    def __init__(self, old: pygame.Surface, new: pygame.Surface, start: int, colour: str) -> None:
        self.old = old
        self.new = new
        self.start = start
        self.colour = pygame.Color(colour)
        self.old.set_colorkey(_GONE)

    def draw(self, window: pygame.Surface, now: int) -> bool:
        """Draw how far it has come at `now` (milliseconds); True when it is over.

        A window of another size than the pictures ends it at once.
        """
        w, h = self.new.get_size()
        share = (now - self.start) / LASTS
        if share >= 1 or window.get_size() != (w, h):
            if window.get_size() == (w, h):
                window.blit(self.new, (0, 0))
            return True
        point = round((w + h) * share)
        front = [(point - h, -1), (point, h // 2), (point - h, h + 1)]
        pygame.draw.polygon(self.old, _GONE, [(-1, -1), *front, (-1, h + 1)])
        window.blit(self.new, (0, 0))
        window.blit(self.old, (0, 0))
        pygame.draw.lines(window, self.colour, False, front, max(3, h // 60))
        return False
