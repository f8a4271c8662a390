"""Everything drawn in the window: poster backdrops, portraits, the hall, the board, composed as SVG text."""
