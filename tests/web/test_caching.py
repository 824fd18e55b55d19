"""Rows of one aspect, and what is null in them."""

import pandas as pd

from capaian.improvement import gains, summarise
from capaian.scores import SCORE_COLUMNS, CohortKind
from capaian.store import Cohort
from capaian.web.caching import CohortTables, aspects_in, criteria_of, gains_of, row_of, whole_aspects

NAMES = ["Ahmad", "Siti", "Gusti", "Noor", "Rahmad"]
MARKS = [
    (0, "Las datar", "before", 60), (0, "Las datar", "after", 75), (0, "Las tegak", "before", 50),
    (0, "Las tegak", "after", 70), (1, "Las datar", "before", 64), (2, "Las datar", "after", 71),
    (3, "Las datar", "before", 66), (3, "Las tegak", "after", 72),
]  # fmt: skip


def tables() -> CohortTables:
    rows = [
        (1, who, "teknis", what, phase, float(mark), str(mark), "present", None, "", None)
        for who, what, phase, mark in MARKS
    ]
    scores = pd.DataFrame(rows, columns=list(SCORE_COLUMNS))
    roster = pd.DataFrame({"student": range(5), "name": NAMES, "class_name": "XI"})
    cohort = Cohort(1, "Las", CohortKind.PROGRAMME, "", "", None, None, None, 5, len(MARKS))
    return CohortTables(cohort, {}, roster, scores, gains(scores), summarise(scores, enrolled={1: 5}))


def test_the_row_of_an_aspect_is_found_or_there_is_none() -> None:
    summary = tables().summary
    whole = summary[summary["criterion"].isna()]
    found = row_of(whole, "teknis")
    assert found is not None
    assert (found["n_matched"], found["sd_gain"]) == (1, None)
    assert row_of(whole, "karakter") is None


def test_whole_aspects_and_criteria_are_told_apart() -> None:
    whole = whole_aspects(tables())
    assert [(row["aspect"], row["criterion"], row["n_matched"], row["n_enrolled"]) for row in whole] == [
        ("teknis", None, 1, 5)
    ]
    assert [row["criterion"] for row in criteria_of(tables(), "teknis")] == ["Las datar", "Las tegak"]
    assert gains_of(tables(), "teknis")["student"].tolist() == [0]


def test_what_is_undefined_is_none_and_never_nan() -> None:
    (row,) = whole_aspects(tables())
    assert row["sd_gain"] is None
    assert row["mean_gain"] == 17.5


def test_aspects_stand_in_the_order_of_every_summary() -> None:
    rows = pd.DataFrame({"aspect": pd.Categorical([None, "karakter", "teknis", "kognitif", "teknis"])})
    assert aspects_in(rows) == ["kognitif", "teknis", "karakter", None]
    assert aspects_in(rows[1:3]) == ["teknis", "karakter"]
