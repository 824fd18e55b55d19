"""What a workbook lays side by side: its students in order, and one measure an aspect with everybody's marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.charts.words import measure_name
from capaian.locale import Texts
from capaian.reports.many_rows import Bools, Floats
from capaian.reports.report import CohortReport
from capaian.reports.totals import total_row
from capaian.scores import Phase, State

DECIMALS: Final = 10
"""To which a mean of marks is written, so that Excel, which compares bit for bit, finds equal what is equal here."""

Key = tuple[str, str]
"""Aspect and criterion, "" for null."""


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One aspect (or one criterion where the file names no aspect) of all students of the workbook, in their order.

    before, after: marks, NaN where there is none; gain: NaN unless both count, turned where lower is better.
    rows: the summary row of each cohort, None where it has none. total: of all trained cohorts together, None
    where there is one cohort, or where they do not add up.
    """

    key: Key
    name: str
    aspect: str | None
    lower: bool
    before: Floats
    after: Floats
    gain: Floats
    rows: tuple[dict[str, Any] | None, ...]
    total: dict[str, Any] | None

    @property
    def paired(self) -> Bools:
        """Who counts: both phases, in the same criteria."""
        return ~np.isnan(self.gain)

    @property
    def whole(self) -> dict[str, Any]:
        """The summary row that stands for the workbook: that of its only cohort, else the total's."""
        return next((row for row in (self.total, *self.rows) if row is not None), {})


def students_of(reports: Sequence[CohortReport]) -> pd.DataFrame:
    """Everybody by cohort, class and name: the roster's columns, `cohort` (place in `reports`), `cohort_name`."""
    parts = []
    for at, report in enumerate(reports):
        roster = report.roster.fillna("")
        order = roster.assign(_name=roster["name"].str.casefold()).sort_values(["class_name", "_name", "student"])
        parts.append(order.drop(columns="_name").assign(cohort=at, cohort_name=report.cohort_name))
    return pd.concat(parts, ignore_index=True)


def measures_of(reports: Sequence[CohortReport], students: pd.DataFrame, t: Texts) -> list[Measure]:
    """The measures of the cohorts, in the order of their summaries: whole aspects, else the named criteria."""
    shown = [{_key(row): row for row in records(_shown(report.summary))} for report in reports]
    keys = list(dict.fromkeys(key for rows in shown for key in rows))
    order = list(dict.fromkeys(aspect for aspect, _ in sorted(keys, key=lambda key: _PLACES.get(key[0], len(_PLACES)))))
    keys.sort(key=lambda key: order.index(key[0]))
    where = [np.flatnonzero(students["cohort"].to_numpy() == at) for at in range(len(reports))]
    return [_measure(reports, students, where, tuple(rows.get(key) for rows in shown), key, t) for key in keys]


_PLACES: Final = {"kognitif": 0, "teknis": 1, "karakter": 2}


def records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a table as dictionaries; missing text is None, a missing number NaN."""
    numbers = {str(name) for name in table if pd.api.types.is_numeric_dtype(table[name])}
    for row in table.to_dict("records"):
        yield {str(k): None if str(k) not in numbers and pd.isna(value) else value for k, value in row.items()}


def same_group(table: pd.DataFrame, key: Key, *, whole: bool = False) -> pd.DataFrame:
    """The rows of `table` of this aspect and criterion, "" for null. whole: of every criterion of the aspect."""
    aspect, criterion = key
    wanted = table["aspect"].eq(aspect) if aspect else table["aspect"].isna()
    if not whole:
        wanted &= table["criterion"].eq(criterion) if criterion else table["criterion"].isna()
    return table[wanted.to_numpy(dtype=bool)]


def lower_of(row: Mapping[str, Any], report: CohortReport) -> bool:
    """Whether lower is better in a summary row."""
    told = row.get("lower_is_better")
    return bool(report.lower_is_better) if told is None else bool(told)


def _shown(summary: pd.DataFrame) -> pd.DataFrame:
    named = summary["aspect"].isna() & summary["criterion"].notna()
    return summary[summary["criterion"].isna() | named]


def _key(row: Mapping[str, Any]) -> Key:
    return (row["aspect"] or "", row["criterion"] or "")


def _measure(
    reports: Sequence[CohortReport],
    students: pd.DataFrame,
    where: Sequence[np.ndarray],
    rows: tuple[dict[str, Any] | None, ...],
    key: Key,
    t: Texts,
) -> Measure:
    before, after, gain = (np.full(len(students), np.nan) for _ in range(3))
    for report, places, row in zip(reports, where, rows, strict=True):
        if row is None:
            continue
        index = pd.Index(students["student"].to_numpy()[places])
        pairs = same_group(report.gains, key)
        for phase, alone in _lone_marks(report, key, index.difference(pd.Index(pairs["student"]))).items():
            _fill(before if phase == Phase.BEFORE else after, places, index, alone.index, alone.to_numpy())
        for name, column in (("before", before), ("after", after), ("gain", gain)):
            _fill(column, places, index, pd.Index(pairs["student"]), pairs[name].to_numpy())
    told = next((row, report) for row, report in zip(rows, reports, strict=True) if row is not None)
    trained = [row for row, report in zip(rows, reports, strict=True) if row is not None and report.trained]
    return Measure(
        key=key,
        name=measure_name(told[0], t),
        aspect=key[0] or None,
        lower=lower_of(*told),
        before=before.round(DECIMALS),
        after=after.round(DECIMALS),
        gain=gain,
        rows=rows,
        total=total_row(trained, key, reports[0].scale_max) if len(reports) > 1 else None,
    )


def _fill(column: Floats, places: np.ndarray, index: pd.Index, students: pd.Index, values: np.ndarray) -> None:
    at = index.get_indexer(students)
    column[places[at[at >= 0]]] = values[at >= 0]


def _lone_marks(report: CohortReport, key: Key, students: pd.Index) -> dict[str, pd.Series]:
    """By phase the mark of those students who have no pair: of the whole aspect, else the mean of the criteria.

    The mean is made as the aspect's own: by the school's weights, a criterion that goes the other way turned round.
    """
    if students.empty:
        return {}
    marks = report.scores[report.scores["student"].isin(students).to_numpy()]
    marks = same_group(marks, key, whole=not key[1])
    marks = marks[marks["state"].eq(State.PRESENT).to_numpy(dtype=bool)]
    found = {}
    for phase in (Phase.BEFORE, Phase.AFTER):
        own = marks[marks["phase"].eq(phase).to_numpy(dtype=bool)]
        whole = own["criterion"].eq("").to_numpy(dtype=bool)
        parts = _weighted(own[~whole], report, key[0]).groupby("student")[["total", "weight"]].sum()
        means = parts["total"] / parts["weight"].where(parts["weight"] > 0)
        found[phase.value] = own[whole].groupby("student")["score"].mean().combine_first(means.dropna())
    return found


def _weighted(marks: pd.DataFrame, report: CohortReport, aspect: str) -> pd.DataFrame:
    """The marks of an aspect's criteria with `weight` and `total`, the mark times its weight."""
    rules = {rule.criterion: rule for rule in report.rules if rule.aspect == aspect}
    names = marks["criterion"].astype("str").tolist()
    weights = [rules[name].weight if name in rules else None for name in names]
    given = np.array([1.0 if None in weights else weight for weight in weights], dtype=np.float64)
    whole = rules[""].lower_is_better if "" in rules else False
    turned = np.array([name in rules and rules[name].lower_is_better != whole for name in names], dtype=bool)
    score = marks["score"].to_numpy(np.float64)
    score = np.where(turned & bool(aspect), report.scale_max - score, score)
    return marks.assign(weight=given, total=score * given)
