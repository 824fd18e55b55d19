"""Levels of an instrument: which marks stand for them, what they are called, of one behaviour or of all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from capaian.improvement import levels_in
from capaian.locale import Texts
from capaian.store import LOWEST_TO_HIGHEST, Rule
from capaian.web.caching import CohortTables, criteria_of, gains_of, of_aspect
from capaian.web.parts_choice import CRITERION, choose_listed
from capaian.web.parts_levels import level_names

_MOST: int = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """What is looked at: the row of the summary, its gains, what the levels are called, "" or the one behaviour."""

    row: Mapping[str, Any]
    gained: pd.DataFrame
    names: list[str]
    criterion: str


def levels_of(tables: CohortTables, aspect: str | None) -> tuple[float, ...] | None:
    """The marks that stand for the levels of an aspect, None where it was not given in levels."""
    rules = tables.rules.of(aspect)
    scales = {(rule.scale_min, rule.scale_max, rule.formula) for rule in rules}
    if len(scales) == 1:
        low, high, formula = next(iter(scales))
        if formula == LOWEST_TO_HIGHEST and low % 1 == 0 == high % 1 and 2 <= high - low + 1 <= _MOST:
            return tuple((level - low) / (high - low) * 100 for level in range(int(low), int(high) + 1))
    return levels_in(of_aspect(tables.scores, aspect))


def choose_seen(tables: CohortTables, row: Mapping[str, Any], levels: Sequence[float], t: Texts) -> Seen:
    """One behaviour or the mean of all of them, from the address; where there is one behaviour nothing is asked."""
    aspect, names = row["aspect"], level_names(levels, t)
    whole = Seen(row, gains_of(tables, aspect), names, "")
    rows = {str(line["criterion"]): line for line in criteria_of(tables, aspect) if line["n_matched"]}
    if len(rows) < 2:
        return whole
    options = {"": t("Rata-rata semua perilaku"), **{name: name for name in rows}}
    chosen = choose_listed(CRITERION, options, t("Perilaku"), t)
    if not chosen:
        return whole
    gained = of_aspect(tables.gains[tables.gains["criterion"] == chosen], aspect)
    return Seen(rows[chosen], gained, _own_names(tables.rules.rule(aspect, chosen), names), chosen)


def _own_names(rule: Rule | None, names: list[str]) -> list[str]:
    """The level's number and name with the words the instrument has for it."""
    if rule is None or len(rule.levels) != len(names):
        return names
    return [f"{name}: {words}" if words else name for name, words in zip(names, rule.levels, strict=True)]
