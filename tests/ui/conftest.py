"""A folder of its own for saves and settings."""

import pytest


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder."""
    monkeypatch.setenv("WHO_WHOM_HOME", str(tmp_path))
    return tmp_path
