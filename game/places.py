"""Where the program finds what it ships (assets, scenarios) and where it may write."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `name` ("assets" or "scenarios") that came with the program.

    Installed, it lies inside the package; in a checkout it lies beside it.

    >>> shipped("scenarios").name
    'scenarios'
    """
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def own_folder() -> Path:
    """The folder of this user where saves and settings are kept; never beside the program.

    The variable WHO_WHOM_HOME names another one, for tests and for schools that keep a class together.
    """
    import os

    if chosen := os.environ.get("WHO_WHOM_HOME"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("who-whom", appauthor=False)
