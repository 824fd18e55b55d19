"""Levels, bands and criteria as tables."""

import re

import pandas as pd

from capaian.locale import texts
from capaian.web.caching import criteria_of, row_of
from capaian.web.parts_criteria import criteria_table
from capaian.web.parts_levels import band_names, level_names, transition_part
from tests.web.tables import tables_of

ID, EN = texts("id"), texts("en")


def test_four_levels_have_names_and_others_have_numbers() -> None:
    assert level_names((25, 50, 75, 100), ID) == ["Perlu bimbingan", "Cukup", "Baik", "Sangat baik"]
    assert level_names((20, 40, 60, 80, 100), EN) == [f"Level {n}" for n in range(1, 6)]


def test_bands_say_to_whom_their_edge_belongs() -> None:
    assert band_names((50, 75), ID) == ["0 sampai di bawah 50", "50 sampai di bawah 75", "75 sampai 100"]


def test_the_highest_level_stands_first_and_who_stayed_is_framed() -> None:
    marks = {f"Siswa {i}": (60.0, 70.0 + i) for i in range(12)}
    row = row_of(tables_of(marks).summary, "teknis")
    assert row is not None
    html = transition_part(pd.DataFrame([[1, 2], [3, 6]]), ["Rendah", "Tinggi"], row, ID, rounded=False)
    lines = re.findall(r"<tr>(.*?)</tr>", html)
    assert [re.sub("<[^>]*>", " ", line).split()[-3:] for line in lines[1:]] == [
        ["Tinggi", "6", "3"],
        ["Rendah", "2", "1"],
    ]
    assert re.findall(r'cp-stayed"[^>]*>(\d)', html) == ["6", "1"]
    assert "rank-biserial +1,00" in html


def test_a_small_group_has_no_test() -> None:
    row = row_of(tables_of({f"Siswa {i}": (60.0, 70.0 + i) for i in range(9)}).summary, "teknis")
    assert row is not None
    html = transition_part(pd.DataFrame([[9]]), ["Baik"], row, ID, rounded=True)
    assert "Uji Wilcoxon:" not in html
    assert "ke tingkat terdekat" in html


def test_criteria_stand_by_gain_and_every_shade_has_its_number() -> None:
    marks = {f"Siswa {i}": (60.0, 70.0) for i in range(4)}
    tables = tables_of(marks, criteria=("Datar", "Tegak"))
    rows = [{**row, "mean_gain": gain} for row, gain in zip(criteria_of(tables, "teknis"), (-2.0, 9.5), strict=True)]
    html = criteria_table(rows, ID)
    assert re.findall(r'<th scope="row">([^<]*)', html) == ["Tegak", "Datar"]
    assert "+9,5 " in html
    assert "−2,0 " in html
    assert "var(--cp-hue) 0%" in html
