"""One small cohort's tables, without a database."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from capaian.improvement import gains, participation, summarise_gains
from capaian.scores import SCORE_COLUMNS, CohortKind
from capaian.store import Cohort
from capaian.web.caching import CohortTables

Marks = Mapping[str, tuple[float | None, float | None]]


def cohort(number: int = 1, kind: CohortKind = CohortKind.PROGRAMME, **more: Any) -> Cohort:
    values: dict[str, Any] = {
        "name": f"Las {number}",
        "partner": "",
        "field": "",
        "starts_on": None,
        "ends_on": None,
        "hours": None,
    }
    values |= {"enrolled": 5, "marks": 8} | more
    return Cohort(id=number, kind=kind, **values)


def tables_of(marks: Marks, *, aspect: str = "teknis", criteria: tuple[str, ...] = ("",)) -> CohortTables:
    """A cohort whose students, by name, have these marks before and after, in every criterion."""
    rows = [
        (1, student, aspect, criterion, phase, float(mark), str(mark), "present", "Pak Jailani", "", None)
        for student, pair in enumerate(marks.values())
        for criterion in criteria
        for phase, mark in zip(("before", "after"), pair, strict=True)
        if mark is not None
    ]
    scores = pd.DataFrame(rows, columns=list(SCORE_COLUMNS))
    roster = pd.DataFrame({"student": range(len(marks)), "name": list(marks), "class_name": "XI TPL 1"})
    gained = gains(scores)
    summary = summarise_gains(gained, participation(scores, enrolled={1: len(marks)}))
    return CohortTables(cohort(enrolled=len(marks)), {}, roster, scores, gained, summary)
