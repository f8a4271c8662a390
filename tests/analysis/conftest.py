"""A short scenario and a plan that play in seconds."""

from __future__ import annotations

import pytest

from game.analysis import Plan
from game.rules.scenario import Scenario
from tests.builders import a_scenario


@pytest.fixture(scope="session")
def short() -> Scenario:
    """Four quarters of the builders' scenario."""
    return a_scenario(quarters=4)


@pytest.fixture(scope="session")
def plan(short: Scenario) -> Plan:
    """Eleven histories at a level that is quick and noisy."""
    return Plan(short, ("novice",) * 5, seed="7", histories=11)
