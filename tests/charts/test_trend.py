"""The trend over cohorts: in the order given, with intervals where the groups bear them."""

from typing import Any

import numpy as np
import pytest

from capaian.charts import trend_chart
from capaian.charts.trend import GROUPS_AT_MOST
from capaian.locale import texts

ID, EN = texts("id"), texts("en")


def row(n: int, before: float, gain: float, half: float = 3.0) -> dict[str, Any]:
    return {
        "aspect": "teknis",
        "criterion": None,
        "n_matched": n,
        "mean_before": before,
        "mean_after": before + gain,
        "mean_gain": gain,
        "gain_low": gain - half if n > 1 else None,
        "gain_high": gain + half if n > 1 else None,
    }


def drawn(rows: list[dict[str, Any]], names: list[str] | None = None, language: str = "id") -> Any:
    return trend_chart(rows, names or [f"Kohort {at}" for at in range(len(rows))], texts(language))


def labels(chart: Any) -> list[str]:
    return list(chart.figure.data[-1].text)


def test_groups_stand_in_the_order_given_and_not_by_gain() -> None:
    chart = drawn([row(30, 55, 18), row(30, 60, 2), row(30, 54, 20)])
    assert labels(chart) == [
        "Kohort 0 · +18,0 (15,0 sampai 21,0)",
        "Kohort 1 · +2,0 (−1,0 sampai 5,0)",
        "Kohort 2 · +20,0 (17,0 sampai 23,0)",
    ]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("id", "Teknis: rata-rata jelas naik di 2 dari 3 kelompok"),
        ("en", "Technical: the mean clearly rose in 2 of 3 groups"),
    ],
)
def test_the_title_counts_and_names_no_best_group(language: str, title: str) -> None:
    assert drawn([row(30, 55, 18), row(30, 60, 2), row(30, 54, 20)], language=language).title == title


def test_a_small_group_is_shown_without_an_interval_and_is_not_judged() -> None:
    chart = drawn([row(9, 55, 18), row(10, 60, 12)])
    assert labels(chart)[0] == "Kohort 0 · +18,0"
    assert chart.title.endswith("di 1 dari 1 kelompok")
    assert np.isnan(chart.table["Batas bawah 95%"][0])
    assert drawn([row(9, 55, 18)]).title == "Teknis: belum ada kelompok dengan 10 siswa atau lebih"


def test_a_group_nobody_of_whom_has_both_marks_is_left_out() -> None:
    assert len(labels(drawn([row(30, 55, 18), {**row(30, 60, 2), "n_matched": 0}]))) == 1


def test_before_is_hollow_and_after_filled() -> None:
    chart = drawn([row(30, 55, 18)])
    before, after = chart.figure.data[1:3]
    assert (before.x[0], after.x[0]) == (55, 73)
    assert before.marker.color != after.marker.color
    assert (before.name, after.name) == ("sebelum", "sesudah")


def test_many_cohorts_stay_light_and_the_table_holds_all() -> None:
    rows = [row(30, 55, 18) for _ in range(500)]
    chart = drawn(rows, ["Pelatihan Teknik Instalasi Tenaga Listrik Gelombang ke-3"] * 500)
    assert len(chart.figure.to_json().encode()) <= 32_000
    assert len(labels(chart)) == GROUPS_AT_MOST
    assert len(chart.table) == 500


def test_names_are_text_and_never_markup() -> None:
    assert labels(drawn([row(30, 55, 18)], ["<b>Las</b>"]))[0].startswith("&lt;b&gt;Las&lt;/b&gt;")
