"""The card of an aspect shows as much as so many students carry."""

import re
from typing import Any

import pytest

from capaian.locale import texts
from capaian.web.parts_numbers import aspect_card, before_after_bar

ID = texts("id")


def row(n: int, **changed: Any) -> dict[str, Any]:
    """A summary row of n matched students; the numbers fit each other only roughly."""
    return {
        "aspect": "teknis", "criterion": None, "n_enrolled": 32, "n_matched": n, "mean_before": 61.25,
        "mean_after": 73.65, "mean_gain": 12.4, "gain_low": 8.9, "gain_high": 15.9, "improved": n - 3, "same": 1,
        "declined": 2, "pass_mark": 75.0, "pass_before": 6, "pass_after": 17,
    } | changed  # fmt: skip


def seen(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html)).strip()


def test_from_ten_students_on_everything_is_shown() -> None:
    assert seen(aspect_card(row(29), ID)) == (
        "Teknis 29 dari 32 siswa +12,4 poin kisaran 95%: +8,9 sampai +15,9 Sebelum 61,3 Sesudah 73,7 "
        "Mencapai KKM 75 6 → 17 siswa Naik, tetap, turun ▲ 26 ＝ 1 ▼ 2"
    )


@pytest.mark.parametrize(
    ("n", "there", "not_there"),
    [
        (10, "kisaran 95%", "kelompok sangat kecil"),
        (9, "kelompok sangat kecil", "terlalu sedikit"),
        (5, "Mencapai KKM 75", "terlalu sedikit"),
        (4, "terlalu sedikit untuk kisaran", "kisaran 95%"),
        (4, "+12,4", "Mencapai KKM"),
        (2, "+12,4", "kisaran 95%"),
        (1, "Baru satu siswa", "+12,4"),
        (1, "Sebelum 61,3", "Mencapai KKM"),
        (0, "Belum ada siswa yang punya nilai sebelum dan sesudah", "+12,4"),
    ],
)
def test_small_groups_show_less(n: int, there: str, not_there: str) -> None:
    text = seen(aspect_card(row(n), ID))
    assert there in text
    assert not_there not in text


def test_the_bar_stands_where_the_marks_are() -> None:
    bar = before_after_bar(60, 75, pass_mark=70, scale_max=100, t=ID)
    assert 'aria-label="Sebelum 60,0, sesudah 75,0"' in bar
    assert re.findall(r'class="(cp-\w+)" style="([^"]*)"', bar) == [
        ("cp-span", "left:60.00%;width:15.00%"),
        ("cp-pass", "left:70.00%"),
        ("cp-before", "left:60.00%"),
        ("cp-after", "left:75.00%"),
    ]


def test_a_fall_is_drawn_from_the_lower_mark() -> None:
    bar = before_after_bar(3, 2, pass_mark=None, scale_max=4, t=ID)
    assert 'class="cp-span" style="left:50.00%;width:25.00%"' in bar
    assert "cp-pass" not in bar
