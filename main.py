"""Start the game: `python main.py`, or `python main.py --help` for everything else it can do."""

from game.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
