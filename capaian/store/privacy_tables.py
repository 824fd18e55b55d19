"""The tables of what parents allowed, and of the sums that stay of a cohort when its names are gone."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer, text

from capaian.store.account_tables import accounts
from capaian.store.schema import cohorts, students
from capaian.store.tables import Real, Small, number, small, table, words

consents = table(
    "consents",
    number("school"), number("student"), number("id"), small("given"), words("on_date"), words("reference"),
    number("account", empty=True), words("recorded_at"),
    CheckConstraint("given IN (0, 1)", "given"),
    CheckConstraint("length(on_date) = 10", "on_date"),
    CheckConstraint("length(reference) <= 200", "reference"),
    key=("school", "student", "id"),
    refers={("school", "student"): students, ("school", "account"): accounts},
)  # fmt: skip
"""One row a time that a student's parents or guardian said yes or no; the last one counts.

The earlier ones stay: what was allowed and when must be shown on request. reference: where the paper lies.
account: who wrote it down, null on a single computer.
"""

COUNTS: Final = (
    "n_enrolled", "n_before", "n_after", "n_matched", "improved", "same", "declined",
    "pass_both", "became_pass", "lost_pass", "pass_neither",
    "high_before", "top_before", "zero_before", "high_after", "top_after", "zero_after",
)  # fmt: skip
SUMS: Final = ("sum_before", "sum_after", "sum_before_2", "sum_after_2", "sum_product")

kept_moments = table(
    "kept_moments",
    number("school"), number("cohort"), words("aspect"), words("criterion"),
    Column("pass_mark", Real, nullable=False),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    *(Column(name, Real, nullable=False) for name in SUMS),
    Column("lower_is_better", Small, nullable=False, server_default=text("0")),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    key=("school", "cohort", "aspect", "criterion"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""The sums of a cohort whose identities were removed, as capaian.store.moments makes them.

aspect: '' where none was named. criterion: '' the aspect as a whole.
"""
