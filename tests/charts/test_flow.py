"""The flow of levels: who rose, fell and stayed."""

from typing import Any

import pandas as pd
import pytest

from capaian.charts import flow_chart
from capaian.locale import texts

ID, EN = texts("id"), texts("en")
LEVELS = ("Perlu bimbingan", "Cukup", "Baik", "Sangat <b>baik")
ROW = {"aspect": "karakter", "criterion": None}
COUNTS = [[1, 4, 0, 0], [0, 2, 5, 1], [0, 2, 6, 0], [0, 0, 0, 3]]


def drawn(counts: list[list[int]] = COUNTS, language: str = "id") -> Any:
    return flow_chart(pd.DataFrame(counts), ROW, texts(language), levels=LEVELS)


def test_the_title_counts_up_down_and_same_together() -> None:
    assert drawn().title == "Karakter: 10 siswa naik tingkat, 2 turun, 12 tetap"
    assert drawn(language="en").title == "Character: 10 students moved up a level, 2 moved down, 12 stayed"


def test_every_flow_has_its_students_and_its_direction_in_words() -> None:
    link = drawn().figure.data[0].link
    flows = list(zip(link.source, link.target, link.value, link.customdata, strict=True))
    assert flows == [
        (0, 4, 1, "tetap"),
        (0, 5, 4, "naik"),
        (1, 5, 2, "tetap"),
        (1, 6, 5, "naik"),
        (1, 7, 1, "naik"),
        (2, 5, 2, "turun"),
        (2, 6, 6, "tetap"),
        (3, 7, 3, "tetap"),
    ]


def test_higher_levels_stand_higher() -> None:
    before = drawn().figure.data[0].node.y[:4]
    assert list(before) == sorted(before, reverse=True)
    assert all(0 < place < 1 for place in before)


def test_names_of_levels_are_text_and_carry_their_numbers() -> None:
    labels = drawn().figure.data[0].node.label
    assert labels[:4] == ("Perlu bimbingan (5)", "Cukup (8)", "Baik (8)", "Sangat &lt;b&gt;baik (3)")
    assert labels[4:6] == ("Perlu bimbingan (1)", "Cukup (8)")


def test_the_table_is_what_is_drawn() -> None:
    table = drawn().table
    assert list(table.columns) == ["Tingkat sebelum", "Tingkat sesudah", "Siswa"]
    assert table["Siswa"].sum() == 24
    assert table.iloc[1].tolist() == ["Perlu bimbingan", "Cukup", 4]


def test_the_text_alternative_tells_each_level() -> None:
    assert "Perlu bimbingan: 5 menjadi 1; Cukup: 8 menjadi 8" in drawn().alt


@pytest.mark.parametrize("scale", [1, 1_000])
def test_it_is_light_whatever_the_number(scale: int) -> None:
    chart = drawn([[scale * n for n in line] for line in COUNTS])
    assert len(chart.figure.to_json().encode()) <= 32_000


def test_nobody_at_all_is_drawn_as_nothing() -> None:
    chart = drawn([[0] * 4] * 4)
    assert chart.table.empty
    assert chart.title == "Karakter: 0 siswa naik tingkat, 0 turun, 0 tetap"
