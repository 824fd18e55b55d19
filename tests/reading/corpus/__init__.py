"""Invented workbooks in the shapes that teachers make, each with the label a person would give it."""

from tests.reading.corpus import (
    english,
    leger,
    makers,
    mess,
    practice,
    refusals,
    shapes,
    thesis,
    training,
    world,
)  # fmt: skip
from tests.reading.corpus.label import CASES, Case, Entry

__all__ = [
    "CASES", "Case", "Entry", "english", "leger", "makers", "mess", "practice", "refusals", "shapes", "thesis",
    "training", "world",
]  # fmt: skip
