"""The before-after chart: what it draws, what it says, how heavy it is."""

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from capaian.charts import before_after_chart
from capaian.charts.before_after import BINS, POINTS_AT_MOST
from capaian.charts.palette import DARK, LIGHT, Palette
from capaian.locale import PassMarkName, texts
from tests.charts.crowds import crowd
from tests.charts.tables import MARKS, NAMES, gains_and_row, long_table

ID, EN = texts("id"), texts("en")


def drawn(language: str = "id", **more: Any) -> Any:
    gained, row = gains_and_row(MARKS)
    return chart_of(gained, row, texts(language), names=NAMES, **more)


def chart_of(*tables: Any, **more: Any) -> Any:
    """The chart, of no type: Plotly's own types say nothing about what stands in a figure."""
    return before_after_chart(*tables, **more)


def by_name(chart: Any) -> dict[str, list[tuple[float, float]]]:
    return {trace.name: list(zip(trace.x, trace.y, strict=True)) for trace in chart.figure.data}


def test_every_student_is_a_point_before_across_after_up() -> None:
    assert by_name(drawn()) == {
        "naik (2)": [(50, 80), (60, 75)],
        "tetap (1)": [(70, 70)],
        "turun (1)": [(90, 84)],
    }


def test_directions_differ_by_sign_and_not_by_colour_alone() -> None:
    symbols = [trace.marker.symbol for trace in drawn().figure.data]
    assert len(set(symbols)) == 3


def test_a_direction_nobody_took_has_no_trace() -> None:
    gained, row = gains_and_row({1: (50.0, 80.0), 2: (60.0, 61.0)})
    assert by_name(chart_of(gained, row, ID, names=None)).keys() == {"naik (2)"}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("id", "Teknis: 2 dari 4 siswa naik, 1 turun, 1 tetap"),
        ("en", "Technical: 2 of 4 students went up, 1 went down, 1 stayed the same"),
    ],
)
def test_the_title_states_the_finding(language: str, title: str) -> None:
    chart = drawn(language)
    assert chart.title == title
    assert chart.figure.layout.title.text.replace("<br>", " ") == title


def test_the_text_alternative_gives_the_takeaway() -> None:
    assert drawn().alt == (
        "Diagram sebar 4 siswa. Teknis sebelum pelatihan mendatar, sesudah pelatihan tegak. "
        "Rata-rata 67,5 menjadi 77,3: +9,8 poin. KKM 75 dicapai 1 siswa sebelum dan 3 siswa sesudah pelatihan."
    )


def test_axes_are_in_words_and_of_one_range() -> None:
    layout = drawn().figure.layout
    assert layout.xaxis.title.text == "Teknis sebelum pelatihan (0–100)"
    assert layout.yaxis.title.text == "Teknis sesudah pelatihan (0–100)"
    assert layout.xaxis.range == layout.yaxis.range


def test_a_narrow_screen_leaves_no_empty_band_under_the_plot() -> None:
    """Axes tied to each other would make the plot a square in the upper part of its place."""
    assert drawn().figure.layout.yaxis.scaleanchor is None


def test_no_change_is_dashed_and_the_pass_mark_dotted_both_ways() -> None:
    lines = [(s.line.dash, s.x0, s.y0, s.x1, s.y1) for s in drawn().figure.layout.shapes]
    low, high = -3, 104
    assert lines == [
        ("dash", low, low, high, high),
        ("dot", 75, low, 75, high),
        ("dot", low, 75, high, 75),
    ]
    assert [note.text for note in drawn().figure.layout.annotations] == ["tidak berubah", "KKM 75", "KKM 75"]


def test_the_school_names_its_pass_mark() -> None:
    gained, row = gains_and_row(MARKS)
    chart = chart_of(gained, row, ID.calling(PassMarkName.KKTP), names=NAMES)
    assert "KKTP 75" in [note.text for note in chart.figure.layout.annotations]
    assert "KKTP 75" in chart.alt


def test_a_row_without_a_pass_mark_has_no_pass_line() -> None:
    gained, row = gains_and_row(MARKS)
    chart = chart_of(gained, {**row, "pass_mark": float("nan")}, ID, names=None)
    assert [s.line.dash for s in chart.figure.layout.shapes] == ["dash"]
    assert "KKM" not in chart.alt


def test_a_name_is_text_and_never_markup() -> None:
    trace = drawn().figure.data[0]
    assert trace.text == ("Abdul Karim", "Bayu &lt;b&gt;Setiawan&lt;/b&gt; &amp; Co")
    assert "%{text}" in trace.hovertemplate


def test_without_names_no_name_is_in_the_figure() -> None:
    gained, row = gains_and_row(MARKS)
    chart = chart_of(gained, row, ID, names=None)
    assert "%{text}" not in chart.figure.to_json()
    assert chart.table.columns[0] == "No"


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


def test_where_lower_is_better_a_fall_is_an_improvement() -> None:
    gained, row = gains_and_row({1: (10.0, 6.0), 2: (4.0, 8.0)}, lower_is_better=True)
    chart = chart_of(gained, row, ID, names=None, scale_max=20, lower_is_better=True)
    assert by_name(chart) == {"membaik (1)": [(10, 6)], "memburuk (1)": [(4, 8)]}
    assert chart.title == "Teknis: 1 dari 2 siswa membaik, 1 memburuk, 0 tetap"
    assert list(chart.table["Selisih"]) == [-4.0, 4.0]
    assert chart.figure.data[0].customdata.tolist() == [-4.0]


def test_only_the_students_of_the_row_are_drawn() -> None:
    from capaian.improvement import gains, summarise

    scores = pd.concat([long_table(MARKS), long_table({1: (1.0, 2.0)}, aspect="karakter")])
    summary = summarise(scores)
    row = summary[summary["aspect"] == "karakter"].iloc[0]
    chart = chart_of(gains(scores), row, ID, names=None)
    assert by_name(chart) == {"naik (1)": [(1, 2)]}


def test_a_file_without_aspects_is_drawn_too() -> None:
    gained, row = gains_and_row(MARKS, aspect=None)
    chart = chart_of(gained, row, ID, names=None)
    assert chart.title.startswith("Nilai: 2 dari 4")
    assert chart.figure.data[0].marker.color == LIGHT.after


def test_nobody_with_both_marks_is_said() -> None:
    gained, row = gains_and_row(MARKS)
    nobody = {**row, "n_matched": 0, "improved": 0, "declined": 0, "same": 0}
    chart = chart_of(gained.iloc[:0], nobody, ID, names={})
    assert chart.title == "Teknis: belum ada siswa dengan nilai sebelum dan sesudah"
    assert chart.figure.layout.annotations[-1].text == "Belum ada nilai berpasangan."
    assert chart.table.empty


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_colours_words_and_points(theme: str, colours: Palette) -> None:
    figure = drawn(theme=theme).figure
    assert figure.layout.template.layout.font.color == colours.ink
    assert figure.data[0].marker.color == colours.aspects["teknis"]


@pytest.mark.parametrize(("language", "separators"), [("id", ",."), ("en", ".,")])
def test_numbers_follow_the_language(language: str, separators: str) -> None:
    assert drawn(language).figure.layout.template.layout.separators == separators


def test_plotly_express_is_not_needed() -> None:
    import subprocess
    import sys

    code = "import sys; from capaian.charts import before_after_chart; print('plotly.express' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_a_crowd_becomes_a_light_density() -> None:
    gained, row = crowd(POINTS_AT_MOST + 1)
    chart = chart_of(gained, row, ID, names={})
    (heat,) = chart.figure.data
    assert heat.type == "heatmap"
    assert heat.z.shape == (BINS, BINS)
    assert np.nansum(heat.z) == len(gained) == chart.table["Siswa"].sum()
    assert len(chart.figure.to_json().encode()) <= 32_000
    assert chart.alt.startswith("Diagram kepadatan 1.501 siswa.")


def test_up_to_the_limit_every_student_is_a_point() -> None:
    gained, row = crowd(POINTS_AT_MOST)
    chart = chart_of(gained, row, ID, names=None)
    assert sum(len(trace.x) for trace in chart.figure.data) == POINTS_AT_MOST


def test_a_mark_falls_into_the_bin_whose_lower_edge_it_reaches() -> None:
    gained, row = gains_and_row(dict.fromkeys(range(POINTS_AT_MOST), (0.0, 100.0)) | {-1: (75.0, 74.9)})
    table = chart_of(gained, row, ID, names=None).table
    found = {tuple(line) for line in table.to_numpy().tolist()}
    assert found == {(0, 5, 95, 100, POINTS_AT_MOST), (75, 80, 70, 75, 1)}


def test_empty_cells_are_empty_and_not_zero() -> None:
    gained, row = crowd(POINTS_AT_MOST + 1)
    z = json.loads(chart_of(gained, row, ID, names=None).figure.to_json())["data"][0]["z"]
    assert re.fullmatch(r"f[48]", z["dtype"])
    assert np.isnan(chart_of(gained, row, ID, names=None).figure.data[0].z).any()
