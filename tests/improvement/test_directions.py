"""Criteria that go different ways."""

import pandas as pd
import pytest

from capaian.improvement import (
    alpha_summary,
    attrition_summary,
    by_need,
    compare_scores,
    gains,
    is_lower,
    moments,
    summarise,
    summarise_gains,
)
from tests.improvement.tables import marks_table

HASIL = marks_table([60, 40, 50], [80, 40, 40], aspect="teknis", criterion="Hasil")
ERRORS = marks_table([30, 20, 10], [10, 20, 30], aspect="teknis", criterion="Kesalahan")
TABLE = pd.concat([HASIL, ERRORS], ignore_index=True)
MIXED = {("teknis", ""): False, ("teknis", "Kesalahan"): True}
TURNED = {("teknis", ""): True, ("teknis", "Hasil"): False, ("teknis", "Kesalahan"): True}


def rows(lower, criterion=None, weights=None):
    found = gains(TABLE, lower_is_better=lower, weights=weights)
    found = found[found["criterion"].isna() if criterion is None else found["criterion"] == criterion]
    return list(found[["before", "after", "gain"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        (False, [(45, 45, 0), (30, 30, 0), (30, 35, 5)]),
        (True, [(45, 45, 0), (30, 30, 0), (30, 35, -5)]),
        ({}, [(45, 45, 0), (30, 30, 0), (30, 35, 5)]),
        ({("teknis", ""): True}, [(45, 45, 0), (30, 30, 0), (30, 35, -5)]),  # criteria go their aspect's way
        (MIXED, [(65, 85, 20), (60, 60, 0), (70, 55, -15)]),  # 100 less the errors enters the mean
        (TURNED, [(35, 15, 20), (40, 40, 0), (30, 45, -15)]),  # 100 less the marks enters the mean of errors
    ],
)
def test_a_criterion_against_its_aspect_is_turned_round_in_the_mean(lower, expected) -> None:
    assert rows(lower) == expected


def test_a_criterion_alone_keeps_its_marks_and_its_own_way() -> None:
    assert rows(MIXED, "Kesalahan") == [(30, 10, 20), (20, 20, 0), (10, 30, -20)]
    assert rows(MIXED, "Hasil") == [(60, 80, 20), (40, 40, 0), (50, 40, -10)]


def test_weights_and_directions_go_together() -> None:
    weights = {("teknis", "Hasil"): 75.0, ("teknis", "Kesalahan"): 25.0}
    assert rows(MIXED, weights=weights)[0] == (62.5, 82.5, 20)


def test_whoever_makes_few_errors_passes_and_a_criterion_against_its_aspect_is_asked_for_the_rest_of_the_scale() -> (
    None
):
    found = moments(gains(TABLE, lower_is_better=MIXED), pass_marks={"teknis": 75}, lower_is_better=MIXED)
    told = found.set_index(found["criterion"].fillna(""))
    assert dict(told["pass_mark"]) == {"": 75, "Hasil": 75, "Kesalahan": 25}
    assert dict(told["lower_is_better"]) == {"": False, "Hasil": False, "Kesalahan": True}
    cells = ["pass_both", "became_pass", "lost_pass", "pass_neither"]
    assert list(told.loc["Kesalahan", cells]) == [1, 1, 1, 0]  # 30 to 10 comes down to it, 10 to 30 leaves it
    assert list(told.loc["Hasil", cells]) == [0, 1, 0, 2]
    assert list(told.loc["Kesalahan", ["improved", "same", "declined"]]) == [1, 1, 1]


def test_a_group_told_with_others_is_what_it_is_alone() -> None:
    together = summarise_gains(gains(TABLE, lower_is_better=MIXED), lower_is_better=MIXED, pass_marks=25)
    alone = summarise(ERRORS, lower_is_better=True, pass_marks=75)
    numbers = ["mean_gain", "t", "p", "d_z", "hake", "marx_cummings", "wilcoxon_v", "improved", "ceiling_before"]
    mine = together[together["criterion"] == "Kesalahan"].iloc[0]
    assert mine[numbers].tolist() == pytest.approx(alone.iloc[0][numbers].tolist(), nan_ok=True)


def test_a_criterion_goes_its_aspects_way_unless_it_is_named() -> None:
    assert is_lower(TURNED, "teknis", "Waktu")
    assert not is_lower(TURNED, "teknis", "Hasil")
    assert not is_lower(TURNED, "kognitif")
    assert is_lower(True, "kognitif")


def test_the_cautious_gain_is_turned_with_the_gain() -> None:
    scores = marks_table([30, 20, 40], [10, 10, None], aspect="teknis", criterion="Kesalahan")
    assert attrition_summary(scores)["cautious_gain"].tolist() == [-10]
    assert attrition_summary(scores, lower_is_better={("teknis", ""): True})["cautious_gain"].tolist() == [10]


def test_alpha_turns_a_criterion_against_its_aspect_round() -> None:
    marks = [40, 45, 50, 55, 60, 65, 70, 75, 80, 85]
    hasil = marks_table(marks, marks, aspect="teknis", criterion="Hasil")
    errors = marks_table(
        [100 - m + 3 * (i % 2) for i, m in enumerate(marks)], marks, aspect="teknis", criterion="Salah"
    )
    found = alpha_summary(
        pd.concat([hasil, errors]), lower_is_better={("teknis", ""): False, ("teknis", "Salah"): True}
    )
    assert found["alpha"].iloc[0] > 0.99
    assert alpha_summary(pd.concat([hasil, errors]))["alpha"].iloc[0] < 0


def test_two_groups_are_compared_each_criterion_its_own_way() -> None:
    other = TABLE.assign(score=TABLE["score"] + 1)
    found = compare_scores(TABLE, other, lower_is_better=MIXED)
    assert found["teknis", "Hasil"].baseline_g < 0  # one point more is better
    assert found["teknis", "Kesalahan"].baseline_g > 0  # one error more is worse
    assert found["teknis", ""].baseline_g == pytest.approx(0)


def test_who_makes_many_errors_is_looked_at_first() -> None:
    gained = gains(ERRORS, lower_is_better=True)
    ordered = by_need(gained[gained["criterion"].isna()], 20, lower_is_better=True)
    assert ordered["after"].tolist() == [30, 20, 10]
