"""What a workbook lays side by side: one measure an aspect, with its students in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from capaian.charts.words import measure_name
from capaian.locale import Texts
from capaian.reports.report import CohortReport
from capaian.scores import Phase, State


@dataclass(frozen=True, slots=True)
class StudentMarks:
    """One student in one measure: both phases and the gain, or what there is (None: no mark)."""

    before: float | None
    after: float | None
    gain: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One aspect (or one criterion where the file names no aspect), its summary row, its students' marks."""

    name: str
    aspect: str | None
    row: dict[str, Any]
    marks: dict[int, StudentMarks]


def measures_of(report: CohortReport, t: Texts) -> list[Measure]:
    """The measures of a report, in the order of its summary: whole aspects, else the named criteria."""
    summary = report.summary
    nameless = summary["aspect"].isna() & ~summary["aspect"].isna().eq(summary["criterion"].isna())
    shown = summary[summary["criterion"].isna() | nameless]
    return [
        Measure(
            name=measure_name(row, t),
            aspect=row["aspect"] if isinstance(row["aspect"], str) else None,
            row=row,
            marks=_marks_of(report, row),
        )
        for row in records(shown)
    ]


def students_of(report: CohortReport) -> list[dict[str, Any]]:
    """The roster by class and name, one dictionary a student."""
    roster = report.roster.fillna("")
    order = roster.assign(_name=roster["name"].str.casefold()).sort_values(["class_name", "_name", "student"])
    return list(records(order))


def records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a table as dictionaries; missing text is None, a missing number NaN."""
    numbers = {str(name) for name in table if pd.api.types.is_numeric_dtype(table[name])}
    for row in table.to_dict("records"):
        yield {str(k): None if str(k) not in numbers and pd.isna(value) else value for k, value in row.items()}


def same_group(table: pd.DataFrame, row: dict[str, Any], *keys: str) -> pd.DataFrame:
    """The rows of `table` that agree with `row` in these keys; null agrees with null."""
    wanted = pd.Series(data=True, index=table.index)
    for key in keys:
        wanted &= table[key].isna() if row[key] is None else table[key].eq(row[key])
    return table[wanted]


def _marks_of(report: CohortReport, row: dict[str, Any]) -> dict[int, StudentMarks]:
    """Pairs from `gains`; students with one phase only from `scores`."""
    found = _lone_marks(report, row)
    for pair in same_group(report.gains, row, "aspect", "criterion").itertuples():
        found[pair.student] = StudentMarks(pair.before, pair.after, pair.gain)  # pyright: ignore
    return found


def _lone_marks(report: CohortReport, row: dict[str, Any]) -> dict[int, StudentMarks]:
    """Each phase's mark: the whole-aspect mark where there is one, else the mean of the criteria marked."""
    keys = ("aspect",) if row["criterion"] is None else ("aspect", "criterion")
    marks = same_group(report.scores, row, *keys)
    marks = marks[marks["state"].eq(State.PRESENT)]
    whole = marks["criterion"].eq("")
    by = ["student", "phase"]
    means = marks[~whole].groupby(by, observed=True)["score"].mean()
    means = marks[whole].groupby(by, observed=True)["score"].mean().combine_first(means)
    found: dict[int, dict[str, float]] = {}
    for (student, phase), mark in means.items():  # pyright: ignore
        found.setdefault(student, {})[str(phase)] = mark
    return {s: StudentMarks(of.get(Phase.BEFORE), of.get(Phase.AFTER), None) for s, of in found.items()}
