"""The distribution: counted beforehand, filled after, an outline before."""

from typing import Any

import numpy as np
import pytest

from capaian.charts import distribution_chart
from capaian.charts.distribution import BINS
from capaian.locale import texts
from tests.charts.crowds import crowd
from tests.charts.tables import MARKS, gains_and_row

ID = texts("id")


def chart_of(*tables: Any, **more: Any) -> Any:
    return distribution_chart(*tables, **more)


def test_marks_are_counted_in_bins_whose_edge_is_the_pass_mark() -> None:
    after, before = chart_of(*gains_and_row(MARKS), ID).figure.data
    counted = {float(x): int(n) for x, n in zip(after.x, after.y, strict=True) if n}
    assert counted == {72.5: 1, 77.5: 1, 82.5: 2}
    assert before.mode == "lines"
    assert sum(before.y) == 2 * len(MARKS)


def test_the_best_mark_is_counted_too() -> None:
    table = chart_of(*gains_and_row({1: (0.0, 100.0)}), ID).table
    assert table.to_numpy().tolist() == [[0, 5, 1, 0], [95, 100, 0, 1]]


def test_the_title_gives_the_students_at_the_pass_mark_both_times() -> None:
    chart = chart_of(*gains_and_row(MARKS), ID)
    assert chart.title == "Teknis: 1 siswa mencapai KKM 75 sebelum, 3 sesudah"
    assert "Separuh siswa di tengah: 57,5 sampai 75,0 sebelum, 73,8 sampai 81,0 sesudah." in chart.alt


def test_without_a_pass_mark_there_is_no_line() -> None:
    gained, row = gains_and_row(MARKS)
    chart = chart_of(gained, {**row, "pass_mark": float("nan")}, ID)
    assert not chart.figure.layout.shapes
    assert chart.title == "Teknis: sebaran nilai sebelum dan sesudah"


@pytest.mark.parametrize("n", [1, 20_000])
def test_it_is_light_whatever_the_number(n: int) -> None:
    gained, row = crowd(n)
    chart = chart_of(gained, row, ID)
    assert len(chart.figure.to_json().encode()) <= 32_000
    assert int(np.sum(chart.figure.data[0].y)) == n
    assert len(chart.figure.data[0].x) == BINS
