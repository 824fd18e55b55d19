"""Invented workbooks in the shapes that teachers make, each with the label a person would give it."""

from tests.reading.corpus import (
    bundles,
    character,
    courses,
    daily,
    english,
    furniture,
    habits,
    identities,
    layouts,
    leger,
    lookalikes,
    makers,
    mess,
    oddities,
    platforms,
    practice,
    refusals,
    shapes,
    thesis,
    thorns,
    training,
    world,
)
from tests.reading.corpus.label import CASES, Case, Entry

FAMILIES = (
    bundles,
    character,
    courses,
    daily,
    english,
    furniture,
    habits,
    identities,
    layouts,
    leger,
    lookalikes,
    makers,
    mess,
    oddities,
    platforms,
    practice,
    refusals,
    shapes,
    thesis,
    thorns,
    training,
    world,
)
"""The modules that fill CASES by being imported."""

__all__ = ["CASES", "FAMILIES", "Case", "Entry"]
