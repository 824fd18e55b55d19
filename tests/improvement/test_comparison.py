"""A comparison group: numbers against statsmodels and pingouin, and every verdict."""

import dataclasses
import math
from typing import Any

import numpy as np
import pandas as pd
import pingouin
import pytest
from scipy import stats
from statsmodels.formula.api import ols

from capaian.improvement import (
    Comparison,
    baseline_of,
    compare_gains,
    compare_marks,
    compare_scores,
    comparison_note,
    comparison_to_json,
    comparison_verdict,
    gains,
    shared_criteria,
)
from capaian.improvement.comparison import NOT_COMPARABLE, baseline_g
from capaian.locale import texts
from tests.improvement.tables import marks_table


def invented(seed: int, n: int = 25, shift: float = 0) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    before = chance.normal(60 + shift, 10, n).round()
    return before, (before * 0.8 + 20 + chance.normal(0, 6, n)).round()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_numbers_are_those_of_pingouin_and_statsmodels(seed: int) -> None:
    programme, other = invented(seed), invented(seed + 50, 31)
    found = compare_marks(*programme, *other)
    rows = pd.DataFrame(
        {
            "x": np.concatenate([programme[0], other[0]]),
            "y": np.concatenate([programme[1], other[1]]),
            "group": [1.0] * 25 + [0.0] * 31,
        }
    )
    welch: Any = stats.ttest_ind(programme[1] - programme[0], other[1] - other[0], equal_var=False)
    hedges = pingouin.compute_effsize(programme[0], other[0], eftype="hedges")  # with the approximate J
    assert found.baseline_g == pytest.approx(hedges, rel=1e-3)
    assert found.did_p == pytest.approx(welch.pvalue, rel=1e-9)
    assert (found.did_low, found.did_high) == pytest.approx(tuple(welch.confidence_interval()), rel=1e-9)
    ancova: Any = ols("y ~ x + group", rows).fit()
    assert found.ancova == pytest.approx(ancova.params["group"], rel=1e-9)
    assert (found.ancova_low, found.ancova_high) == pytest.approx(tuple(ancova.conf_int().loc["group"]), rel=1e-9)
    assert found.ancova_p == pytest.approx(ancova.pvalues["group"], rel=1e-8)
    slopes: Any = ols("y ~ x * group", rows).fit()
    assert found.slope_p == pytest.approx(slopes.pvalues["x:group"], rel=1e-8)


@pytest.mark.parametrize(
    ("apart", "band"), [(0.0, "equivalent"), (2.0, "adjust"), (-2.0, "adjust"), (4.0, "not_comparable")]
)
def test_the_band_follows_the_marks_before(apart: float, band: str) -> None:
    before, after = invented(4)
    assert compare_marks(before + apart, after + apart, before, after).band == band


def test_groups_are_compared_aspect_by_aspect() -> None:
    both = [marks_table([50, 60, 70], [60, 75, 80], aspect=aspect) for aspect in ("teknis", "karakter")]
    found = compare_gains(gains(pd.concat(both)), gains(marks_table([50, 60, 71], [52, 60, 70], aspect="teknis")))
    assert list(found) == [("teknis", "")]
    assert found["teknis", ""].did == pytest.approx(35 / 3 - 1 / 3)


def test_lower_is_better_turns_the_signs() -> None:
    programme, other = gains(marks_table([9, 8, 7], [4, 5, 3])), gains(marks_table([9, 8, 6], [9, 7, 6]))
    higher = compare_gains(programme, other)["", ""]
    lower = compare_gains(programme, other, lower_is_better=True)["", ""]
    for name in ("baseline_g", "did", "ancova"):
        assert getattr(lower, name) == pytest.approx(-getattr(higher, name))
    assert lower.did_p == higher.did_p


def criterion(name: str, gain: float, *, aspect: str = "teknis") -> pd.DataFrame:
    before = [50.0, 60, 71, 66]
    return marks_table(before, [mark + gain + at for at, mark in enumerate(before)], aspect=aspect, criterion=name)


def test_an_aspect_is_compared_over_the_criteria_that_both_groups_have() -> None:
    programme = pd.concat([criterion("Proses", 10), criterion("Hasil", 30), criterion("Waktu", 90)])
    other = pd.concat([criterion("Proses", 4), criterion("Hasil", 4), criterion("Persiapan", -90)])
    found = compare_scores(programme, other)
    assert shared_criteria(programme, other) == [("teknis", "Proses"), ("teknis", "Hasil")]
    assert {key: comparison.did for key, comparison in found.items()} == {
        ("teknis", ""): pytest.approx(16),
        ("teknis", "Proses"): pytest.approx(6),
        ("teknis", "Hasil"): pytest.approx(26),
    }
    weighted = compare_scores(programme, other, weights={("teknis", "Proses"): 75, ("teknis", "Hasil"): 25})
    assert weighted["teknis", ""].did == pytest.approx(11)


def test_a_single_shared_criterion_is_its_aspect() -> None:
    programme = pd.concat([criterion("Proses", 10), criterion("Hasil", 30)])
    found = compare_scores(programme, criterion("Hasil", 4))
    assert {key: comparison.did for key, comparison in found.items()} == {
        ("teknis", ""): pytest.approx(26),
        ("teknis", "Hasil"): pytest.approx(26),
    }


@pytest.mark.parametrize(
    "other",
    [
        criterion("", 4),  # a whole is not the mean of criteria
        criterion("Proses", 4, aspect="karakter"),
        criterion("Proses", 4)[criterion("Proses", 4)["phase"] == "before"],
        criterion("Proses", 4)[:0],
    ],
)
def test_what_was_not_measured_in_both_groups_is_not_compared(other: pd.DataFrame) -> None:
    assert compare_scores(criterion("Proses", 10), other) == {}


@pytest.mark.parametrize(
    ("before", "after", "undefined"),
    [
        ([], [], {"baseline_g", "did", "ancova", "slope_p"}),
        ([50.0], [60.0], {"baseline_g", "did_low", "did_p", "slope_p"}),
        ([50.0, 50.0], [60.0, 60.0], {"slope_p"}),
    ],
)
def test_what_a_tiny_group_cannot_give_is_null(before, after, undefined: set[str]) -> None:
    other = np.array([50.0, 55.0, 64.0]), np.array([52.0, 60.0, 65.0])
    found = comparison_to_json(compare_marks(np.array(before), np.array(after), *other))
    assert all(found[name] is None for name in undefined)


def test_the_json_has_the_keys_of_the_contract_in_order() -> None:
    found = comparison_to_json(compare_marks(*invented(1), *invented(2)))
    keys = "baseline_g band did did_low did_high did_p ancova ancova_low ancova_high ancova_p slope_p verdict"
    assert list(found) == keys.split()
    assert list(found["verdict"]) == ["id", "en"]


ALIKE = Comparison(20, 20, 0.02, "equivalent", 5.24, 2.1, 8.4, 0.001, 5.1, 2.0, 8.2, 0.001, 0.4)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "naik 5,2 poin lebih banyak daripada kelas pembanding (kisaran 95%: 2,1 sampai 8,4)"),
        (
            {"did": -5.24, "did_low": -8.4, "did_high": -2.1, "ancova_low": -8.0, "ancova_high": -1.0},
            "naik 5,2 poin lebih sedikit daripada kelas pembanding (kisaran 95%: 2,1 sampai 8,4)",
        ),
        (
            {"band": "adjust", "baseline_g": 0.2},
            "pada nilai awal yang sama, 5,1 poin lebih baik daripada kelas pembanding (kisaran 95%: 2,0 sampai 8,2)",
        ),
        (
            {"band": "adjust", "ancova": -5.1, "ancova_low": -8.2, "ancova_high": -2.0, "did_low": -9, "did_high": -1},
            "pada nilai awal yang sama, 5,1 poin kurang baik daripada kelas pembanding (kisaran 95%: 2,0 sampai 8,2)",
        ),
        (
            {"did_low": -1.0, "ancova_low": -0.5},
            "belum cukup bukti bahwa perubahannya berbeda dari kelas pembanding (selisih +5,2 poin; kisaran 95%: −1,0 "
            "sampai 8,4)",
        ),
        (
            {"did_low": -1.0},
            "dua cara membandingkan berbeda jawaban (selisih kenaikan +5,2 poin, selisih pada nilai awal yang sama "
            "+5,1 poin; paradoks Lord), jadi belum dapat disimpulkan",
        ),
        (
            {"slope_p": 0.03},
            "selisihnya dengan kelas pembanding bergantung pada nilai awal siswa, jadi tidak ada satu angka untuk "
            "semua",
        ),
        (
            {"band": "not_comparable", "baseline_g": 0.41, "slope_p": 0.01},
            "tidak dapat dibandingkan: nilai awal kedua kelompok terlalu berbeda (g +0,41; batas 0,25), jadi ini belum "
            "bukti bahwa pelatihan penyebabnya",
        ),
        (
            {"band": None, "baseline_g": math.nan},
            "kelas pembanding ada, tetapi nilai awal tidak cukup beragam untuk dibandingkan",
        ),
        (
            {"n_comparison": 7},
            "kelas pembanding ada, tetapi kelompok terlalu kecil untuk dibandingkan (20 dan 7 siswa; perlu sedikitnya "
            "10 di tiap kelompok)",
        ),
    ],
)
def test_a_comparison_has_its_verdict(changed: dict[str, Any], expected: str) -> None:
    comparison = dataclasses.replace(ALIKE, **changed)
    assert comparison_verdict(comparison, texts("id")) == expected
    assert comparison_verdict(comparison, texts("en")) != expected


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (1, "perubahannya 5,2 poin lebih baik daripada kelas pembanding (kisaran 95%: 2,1 sampai 8,4)"),
        (-1, "perubahannya 5,2 poin kurang baik daripada kelas pembanding (kisaran 95%: 2,1 sampai 8,4)"),
    ],
)
def test_where_the_mean_did_not_rise_nothing_is_said_to_rise(sign: int, expected: str) -> None:
    ends = {"did_low": 2.1, "did_high": 8.4, "ancova_low": 2.0, "ancova_high": 8.2}
    if sign < 0:
        ends = {"did_low": -8.4, "did_high": -2.1, "ancova_low": -8.2, "ancova_high": -2.0}
    comparison = dataclasses.replace(ALIKE, did=5.24 * sign, ancova=5.1 * sign, rises=False, **ends)
    assert comparison_verdict(comparison, texts("id")) == expected
    assert comparison_to_json(comparison)["verdict"]["id"] == expected


@pytest.mark.parametrize(
    ("lower_is_better", "up", "rises"), [(False, 5, True), (False, -5, False), (True, 5, False), (True, -5, False)]
)
def test_marks_are_said_to_rise_only_where_that_is_better(lower_is_better: bool, up: int, rises: bool) -> None:
    programme = gains(marks_table([50, 60, 70], [50 + up, 60 + up, 71 + up]), lower_is_better=lower_is_better)
    other = gains(marks_table([50, 60, 70], [50, 61, 70]), lower_is_better=lower_is_better)
    assert compare_gains(programme, other, lower_is_better=lower_is_better)["", ""].rises is rises


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"slope_p": 0.4},
            "20 siswa dan 20 siswa pembanding; selisih nilai awal g +0,02; selisih kenaikan +5,2 poin (kisaran 95%: "
            "2,1 sampai 8,4; p = 0,001); pada nilai awal yang sama +5,1 poin (kisaran 95%: 2,0 sampai 8,2; p < "
            "0,001); uji kemiringan p = 0,400",
        ),
        ({"slope_p": 0.04}, "20 siswa dan 20 siswa pembanding; selisih nilai awal g +0,02"),
        ({"n": 9}, "9 siswa dan 20 siswa pembanding; selisih nilai awal g +0,02"),
        (
            {"band": "not_comparable", "baseline_g": -0.31},
            "20 siswa dan 20 siswa pembanding; selisih nilai awal g −0,31",
        ),
        ({"band": None, "baseline_g": math.nan}, "20 siswa dan 20 siswa pembanding; selisih nilai awal g –"),
    ],
)
def test_the_numbers_are_told_only_where_the_groups_can_be_compared(changed: dict[str, Any], expected: str) -> None:
    comparison = dataclasses.replace(ALIKE, ancova_p=0.0004, **changed)
    assert comparison_note(comparison, texts("id")) == expected


def test_from_sums_alone_the_marks_before_say_the_same_as_from_students() -> None:
    before, other = np.array([50.0, 55, 61, 70, 72]), np.array([49.0, 58, 66, 71, 80, 90])
    rows = [
        {"n_matched": len(x), "mean_before": x.mean(), "sd_before": x.std(ddof=1), "lower_is_better": 0.0}
        for x in (before, other)
    ]
    g, band = baseline_of(rows[0], rows[1])
    assert g == pytest.approx(baseline_g(before, other))
    assert band == NOT_COMPARABLE
    turned = [{**row, "lower_is_better": 1.0} for row in rows]
    assert baseline_of(turned[0], turned[1])[0] == pytest.approx(-g)


@pytest.mark.parametrize(("n", "spread"), [(1, 5.0), (5, 0.0), (5, None)])
def test_without_two_students_or_without_spread_nothing_is_said_of_the_marks_before(
    n: int, spread: float | None
) -> None:
    row = {"n_matched": n, "mean_before": 60.0, "sd_before": spread, "lower_is_better": 0.0}
    g, band = baseline_of(row, {**row, "mean_before": 70.0})
    assert math.isnan(g)
    assert band is None
