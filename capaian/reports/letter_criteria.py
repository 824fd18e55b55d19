"""The criteria of one student as a letter lays them in its table: both marks and the change."""

import math
from collections.abc import Sequence
from typing import Any

from capaian.charts.words import measure_name
from capaian.locale import Texts
from capaian.reports.measures import Measure, records, same_group
from capaian.reports.paper_frame import clean
from capaian.reports.report import CohortReport
from capaian.scores import Phase, State


def criteria_of(report: CohortReport) -> dict[int, list[dict[str, Any]]]:
    """Every student's criteria in the order of the summary: aspect, name, and both marks or what there is."""
    marks = report.scores[report.scores["state"].eq(State.PRESENT) & report.scores["criterion"].ne("")]
    found: dict[int, list[dict[str, Any]]] = {}
    for row in records(report.summary[report.summary["criterion"].notna() & report.summary["aspect"].notna()]):
        own = same_group(marks, (row["aspect"], row["criterion"]))
        pairs: dict[int, dict[str, float]] = {}
        for student, phase, score in zip(own["student"], own["phase"].astype(str), own["score"], strict=True):
            pairs.setdefault(int(student), {})[phase] = float(score)
        for student, pair in pairs.items():
            both = {"before": pair.get(Phase.BEFORE), "after": pair.get(Phase.AFTER)}
            found.setdefault(student, []).append({**both, "aspect": row["aspect"], "criterion": row["criterion"]})
    return found


def criterion_of(measure: Measure, at: int) -> dict[str, Any]:
    """The marks of one student in a criterion of no aspect, as `criteria_of` has those of an aspect."""
    both = {"before": float(measure.before[at]), "after": float(measure.after[at])}
    told = {phase: None if math.isnan(mark) else mark for phase, mark in both.items()}
    return {**told, "aspect": measure.aspect, "criterion": measure.key[1] or None}


def told_criteria(criteria: Sequence[dict[str, Any]], t: Texts) -> list[dict[str, str]]:
    """The lines of the table, every number with as many decimals as the finest mark has, one at most."""
    marks = [one[phase] for one in criteria for phase in ("before", "after") if one[phase] is not None]
    decimals = int(any(mark != round(mark) for mark in marks))
    told = []
    for one in criteria:
        before, after = one["before"], one["after"]
        change = None if before is None or after is None else after - before
        told.append(
            {
                "name": clean(measure_name(one, t)),
                "before": t.number(before, decimals),
                "after": t.number(after, decimals),
                "change": t.signed(change, decimals),
            }
        )
    return told
