"""Which comparison group stands beside a cohort: no database here, only the cohorts' days."""

from collections.abc import Iterable

from capaian.scores import CohortKind
from capaian.store.cohorts import Cohort


def comparison_cohorts(cohorts: Iterable[Cohort], cohort: Cohort) -> list[Cohort]:
    """The comparison groups there are for a programme cohort: those of the same time first, then the nearest."""
    found = [other for other in cohorts if other.kind is CohortKind.COMPARISON and other.id != cohort.id]
    return sorted(found, key=lambda other: (not same_time(cohort, other), _days_between(cohort, other), other.id))


def same_time(one: Cohort, other: Cohort) -> bool:
    """Whether two cohorts were tested in the same weeks, as far as their dates are known."""
    if one.starts_on is None or other.starts_on is None:
        return False
    end, other_end = one.ends_on or one.starts_on, other.ends_on or other.starts_on
    return one.starts_on <= other_end and other.starts_on <= end


def _days_between(one: Cohort, other: Cohort) -> int:
    if one.starts_on is None or other.starts_on is None:
        return 1_000_000
    return abs((one.starts_on - other.starts_on).days)
