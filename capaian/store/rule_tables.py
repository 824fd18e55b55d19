"""The tables of how a cohort's marks are weighed, turned and converted, and of the school's own instruments."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer, UniqueConstraint

from capaian.store.schema import cohorts, schools
from capaian.store.tables import Real, number, small, table, words

_ASPECT: Final = "aspect IN ('', 'kognitif', 'teknis', 'karakter')"
SHARE_OF_HIGHEST: Final = "share_of_highest"
LOWEST_TO_HIGHEST: Final = "lowest_to_highest"
FORMULAS: Final = (SHARE_OF_HIGHEST, LOWEST_TO_HIGHEST)
"""How a mark on a scale becomes a mark 0-100, the keys of capaian.improvement.CONVERSIONS."""

scoring_rules = table(
    "scoring_rules",
    number("school"), number("cohort"), words("aspect"), words("criterion"),
    Column("position", Integer, nullable=False), Column("weight", Real), small("direction"),
    Column("scale_min", Real, nullable=False), Column("scale_max", Real, nullable=False), words("formula"),
    words("levels"), words("frozen_at", empty=True),
    CheckConstraint(_ASPECT, "aspect"),
    CheckConstraint("weight BETWEEN 0 AND 100", "weight"),
    CheckConstraint("direction IN (-1, 1)", "direction"),
    CheckConstraint("scale_min < scale_max", "scale"),
    CheckConstraint("formula IN ('share_of_highest', 'lowest_to_highest')", "formula"),
    key=("school", "cohort", "aspect", "criterion"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""One row a criterion of a cohort. criterion: the name its marks carry, '' the aspect as a whole.

weight: null where none was given. direction: -1 where lower is better. formula: one of FORMULAS. levels: the
words of the levels, lowest first, a JSON list. frozen_at: when its first mark came; scale and formula stay
from then on.
"""

cohort_aspects = table(
    "cohort_aspects",
    number("school"), number("cohort"), words("aspect"), words("instrument"),
    words("rater_before"), words("rater_after"),
    CheckConstraint(_ASPECT, "aspect"),
    key=("school", "cohort", "aspect"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""instrument: the name of the one its rules were taken from, '' for none. rater_*: who rated, '' where unknown."""

instruments = table(
    "instruments",
    number("school"), number("id"), words("aspect"), words("name"), words("formula"),
    UniqueConstraint("school", "aspect", "name"),
    CheckConstraint("aspect IN ('kognitif', 'teknis', 'karakter')", "aspect"),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("formula IN ('share_of_highest', 'lowest_to_highest')", "formula"),
    key=("school", "id"), refers={("school",): schools},
)  # fmt: skip

instrument_criteria = table(
    "instrument_criteria",
    number("school"), number("instrument"), number("position"), words("name"), Column("weight", Real),
    small("direction"), Column("scale_min", Real, nullable=False), Column("scale_max", Real, nullable=False),
    words("levels"), words("dimensions"),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("weight BETWEEN 0 AND 100", "weight"),
    CheckConstraint("direction IN (-1, 1)", "direction"),
    CheckConstraint("scale_min < scale_max", "scale"),
    key=("school", "instrument", "position"), refers={("school", "instrument"): instruments},
)  # fmt: skip
"""levels, dimensions: JSON lists of words; dimensions: of the graduate profile that the criterion stands for."""
