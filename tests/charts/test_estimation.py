"""The estimation plot: paired lines, and the mean difference on its own axis."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from capaian.charts import estimation_chart
from capaian.charts.estimation import LINES_AT_MOST, QUANTILES
from capaian.locale import texts
from tests.charts.crowds import crowd
from tests.charts.tables import MARKS, NAMES, gains_and_row

ID, EN = texts("id"), texts("en")


def chart_of(*tables: Any, **more: Any) -> Any:
    return estimation_chart(*tables, **more)


def drawn(language: str = "id", **more: Any) -> Any:
    return chart_of(*gains_and_row(MARKS), texts(language), names=NAMES, **more)


def lines(chart: Any) -> dict[str, list[float]]:
    return {trace.name: [float(y) for y in trace.y] for trace in chart.figure.data if trace.mode == "lines+markers"}


def difference(chart: Any) -> Any:
    (found,) = [trace for trace in chart.figure.data if trace.yaxis == "y2"]
    return found


def test_every_student_is_a_line_and_a_gap_follows_each() -> None:
    found = lines(drawn())
    assert {name: ys[:2] for name, ys in found.items()} == {
        "naik (2)": [50, 80],
        "tetap (1)": [70, 70],
        "turun (1)": [90, 84],
    }
    assert [np.isnan(y) for y in found["naik (2)"]] == [False, False, True] * 2


def test_directions_differ_by_dash_and_not_by_colour_alone() -> None:
    dashes = [trace.line.dash for trace in drawn().figure.data if trace.mode == "lines+markers"]
    assert len(set(dashes)) == 3


def test_the_difference_stands_beside_with_its_interval() -> None:
    gained, row = gains_and_row(MARKS)
    found = difference(chart_of(gained, row, ID, names=None))
    assert found.y[0] == pytest.approx(row["mean_gain"])
    assert found.y[0] + found.error_y.array[0] == pytest.approx(row["gain_high"])
    assert found.y[0] - found.error_y.arrayminus[0] == pytest.approx(row["gain_low"])


def test_zero_on_the_axis_of_the_difference_lies_at_the_mean_before() -> None:
    layout = drawn().figure.layout
    moved = [mark - 67.5 for mark in layout.yaxis.range]
    assert list(layout.yaxis2.range) == pytest.approx(moved)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("id", "Teknis: belum jelas berubah, +9,8 poin (kisaran 95%: −15,9 sampai +35,4)"),
        ("en", "Technical: no clear change, +9.8 points (95% interval: −15.9 to +35.4)"),
    ],
)
def test_the_title_never_gives_the_point_alone(language: str, title: str) -> None:
    assert drawn(language).title == title


def test_an_interval_above_zero_is_a_rise() -> None:
    chart = chart_of(*crowd(100), ID, names=None)
    assert chart.title.startswith("Teknis: rata-rata +")


def test_where_lower_is_better_the_difference_keeps_the_marks_own_sign() -> None:
    gained, row = gains_and_row({1: (10.0, 6.0), 2: (14.0, 8.0), 3: (9.0, 6.0)}, lower_is_better=True)
    chart = chart_of(gained, row, ID, names=None, lower_is_better=True)
    found = difference(chart)
    assert found.y[0] == pytest.approx(-row["mean_gain"])
    assert found.y[0] + found.error_y.array[0] == pytest.approx(-row["gain_low"])
    assert lines(chart).keys() == {"membaik (3)"}
    assert "−4,3 poin (kisaran 95%: −8,1 sampai −0,5)" in chart.title


def test_one_student_has_no_interval() -> None:
    chart = chart_of(*gains_and_row({1: (50.0, 80.0)}), ID, names=None)
    assert difference(chart).error_y.array is None
    assert chart.title == "Teknis: rata-rata +30,0 poin"


def test_nobody_with_both_marks_is_said() -> None:
    gained, row = gains_and_row(MARKS)
    nobody = row.copy()
    nobody[["mean_before", "mean_after", "mean_gain", "gain_low", "gain_high", "n_matched"]] = [np.nan] * 5 + [0]
    chart = chart_of(gained.iloc[:0], nobody, ID, names=None)
    assert chart.title == "Teknis: belum ada siswa dengan nilai sebelum dan sesudah"


@pytest.mark.parametrize("n", [LINES_AT_MOST + 1, 20_000])
def test_a_crowd_becomes_light_bands_of_quantiles(n: int) -> None:
    gained, row = crowd(n)
    chart = chart_of(gained, row, ID, names={})
    assert lines(chart) == {}
    assert len(chart.figure.to_json().encode()) <= 32_000
    assert list(chart.table["Sebelum"]) == pytest.approx(np.quantile(gained["before"], QUANTILES))
    assert chart.alt.startswith("Pita nilai")


def test_up_to_the_limit_every_student_is_a_line() -> None:
    chart = chart_of(*crowd(LINES_AT_MOST), ID, names={})
    assert sum(len(ys) for ys in lines(chart).values()) == 3 * LINES_AT_MOST
    assert len(chart.figure.to_json().encode()) <= 32_000


def test_a_name_is_text_and_never_markup() -> None:
    assert "Bayu &lt;b&gt;Setiawan&lt;/b&gt; &amp; Co" in drawn().figure.data[0].text


def test_the_table_is_what_is_drawn() -> None:
    expected = pd.DataFrame(
        {
            "Nama": list(NAMES.values()),
            "Sebelum": [50.0, 60.0, 70.0, 90.0],
            "Sesudah": [80.0, 75.0, 70.0, 84.0],
            "Selisih": [30.0, 15.0, 0.0, -6.0],
            "Perubahan": ["naik", "naik", "tetap", "turun"],
        }
    )
    pd.testing.assert_frame_equal(drawn().table, expected, check_dtype=False)
