"""The tables of sums that are kept beside the marks, so that a page of many cohorts need not read any mark."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer

from capaian.store.privacy_tables import COUNTS, SUMS
from capaian.store.schema import cohorts
from capaian.store.tables import Real, number, small, table, words

CLASS_COUNTS: Final = ("n_enrolled", "n_before", "n_after", "marks")

class_counts = table(
    "class_counts",
    number("school"), small("whole"), number("cohort"), words("class_name"),
    *(Column(name, Integer, nullable=False) for name in CLASS_COUNTS),
    CheckConstraint("whole IN (0, 1)", "whole"),
    CheckConstraint("whole = 0 OR class_name = ''", "class_name"),
    key=("school", "whole", "cohort", "class_name"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""One row a class of a cohort, and with whole = 1 one row a cohort, also of one without a student.

class_name: the one at the time of the cohort, '' where none is known. n_before, n_after: students with a mark of
that phase in any criterion. marks: rows of `scores`.
"""

class_moments = table(
    "class_moments",
    number("school"), small("whole"), number("cohort"), words("class_name"), words("aspect"), words("criterion"),
    Column("pass_mark", Real, nullable=False), small("lower_is_better"),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    *(Column(name, Real, nullable=False) for name in SUMS),
    CheckConstraint("whole IN (0, 1)", "whole"),
    CheckConstraint("whole = 0 OR class_name = ''", "class_name"),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    key=("school", "whole", "cohort", "class_name", "aspect", "criterion"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""The sums of a class in an aspect (criterion '') or a criterion, and with whole = 1 those of all classes together.

As capaian.store.sums makes them: the same transaction that changes a mark makes its cohort's rows anew
(capaian.store.stored_moments). whole comes first, so that a page of many cohorts reads no row of a class.
"""
