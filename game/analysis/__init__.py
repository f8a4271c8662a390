"""Many histories at once: what usually happens, and what one changed decision does to it.

>>> from game.analysis import Plan
>>> Plan.__name__
'Plan'
"""

from game.analysis.compare import Comparison, compare
from game.analysis.ensemble import Ensemble, Run, simulate
from game.analysis.intervals import paired_difference, verdict, wilson
from game.analysis.outcomes import Outcome
from game.analysis.plan import Plan, Refusal

__all__ = [
    "Comparison",
    "Ensemble",
    "Outcome",
    "Plan",
    "Refusal",
    "Run",
    "compare",
    "paired_difference",
    "simulate",
    "verdict",
    "wilson",
]
