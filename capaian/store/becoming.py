"""What marks that are not out of 100 become when they are saved. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from capaian.problems import StoreError
from capaian.reading.deciding import Conversion
from capaian.store.rule_nouns import CohortRules


@dataclass(frozen=True, slots=True)
class Becoming:
    """Columns (their letters) that are converted alike, from the scale low to high: `written` is stored as `stored`."""

    columns: tuple[str, ...]
    low: float
    high: float
    written: float
    stored: float


def becoming(found: Iterable[Conversion], rules: CohortRules) -> list[Becoming]:
    """One for all conversions alike by the cohort's rules; none where saving will say that a mark cannot be."""
    alike: dict[tuple[float, ...], Becoming] = {}
    for one in found:
        low, high = float(one.scale.min), float(one.scale.max)
        try:
            ends = [rules.out_of_100(one.aspect, one.criterion, mark, (low, high)) for mark in (low, high)]
            stored = rules.out_of_100(one.aspect, one.criterion, one.written, (low, high))
        except StoreError:
            continue
        known = alike.get((low, high, *ends)) or Becoming((), low, high, one.written, round(stored, 2))
        alike[low, high, *ends] = replace(known, columns=(*known.columns, *one.columns))
    return list(alike.values())
