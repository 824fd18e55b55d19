"""Every student as a point, BEFORE across and AFTER up; above the dashed line a student has come further."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from capaian.charts.chart import Chart
from capaian.charts.heading import safe
from capaian.charts.palette import Theme, mix, palette
from capaian.charts.plane import Plane, set_out
from capaian.charts.students import direction_words, rows_of, table_of_students
from capaian.charts.words import finding, measure_name, takeaway
from capaian.locale import Texts

POINTS_AT_MOST: Final = 1_500
"""Above this many students a browser draws points slowly and eyes see a blot: bins are drawn instead."""

BINS: Final = 20
"""Bins a side: 5 marks wide on a scale to 100, so that a pass mark of 75 lies on an edge."""


def before_after_chart(
    gains: pd.DataFrame,
    row: Mapping[Any, Any] | pd.Series,
    t: Texts,
    *,
    names: Mapping[int, str] | None,
    theme: Theme = "light",
    scale_max: float = 100,
    lower_is_better: bool = False,
) -> Chart:
    """The students of one summary row, before x after, with the line of no change and the pass mark both ways.

    gains: GAIN_COLUMNS; only the rows of `row`'s cohort, aspect and criterion are drawn. row: one row
    of the summary made from the same gains; its counts and means are the words. names: student ->
    name for the hover and the table, None where they must not be shown. Above POINTS_AT_MOST
    students a density of BINS x BINS cells is drawn, some 5 kB of JSON whatever their number.
    """
    mark = float("nan") if pd.isna(row["pass_mark"]) else float(row["pass_mark"])
    hue = palette(theme).aspect(row["aspect"])
    plane = Plane(t, theme, hue, scale_max, lower_is_better, mark)
    title = finding(row, t, lower_is_better=lower_is_better)
    drawn = rows_of(gains, row)
    key = "" if len(drawn) else t("Belum ada nilai berpasangan.")
    if binned := len(drawn) > POINTS_AT_MOST:
        counts = _binned(drawn, scale_max)
        key = t("Makin pekat makin banyak siswa; paling pekat {n}.", n=t.number(counts.max(), 0))
        figure, table = go.Figure(_density(counts, plane)), _table_of_bins(counts, plane)
    else:
        figure, table = (
            go.Figure(_points(drawn, names, plane)),
            table_of_students(drawn, names, t, turned=lower_is_better),
        )
    set_out(figure, plane, title=title, measure=measure_name(row, t), key=key)
    return Chart(figure, title, takeaway(row, t, binned=binned), table)


def _points(drawn: pd.DataFrame, names: Mapping[int, str] | None, plane: Plane) -> list[go.Scatter]:
    """One trace a direction: sign and shape tell it as well as colour does."""
    t, colours = plane.t, plane.colours
    up, down = direction_words(t, turned=plane.turned)
    kinds = [
        (up, drawn["gain"] > 0, {"symbol": "circle", "color": plane.hue, "opacity": 0.85}),
        (t("tetap"), drawn["gain"] == 0, {"symbol": "diamond", "color": colours.before, "opacity": 0.9}),
        (down, drawn["gain"] < 0, {"symbol": "triangle-down", "color": colours.attention, "opacity": 0.9}),
    ]
    return [_trace(drawn[chosen], names, plane, word, marker) for word, chosen, marker in kinds if bool(np.any(chosen))]


def _trace(
    part: pd.DataFrame, names: Mapping[int, str] | None, plane: Plane, word: str, marker: dict[str, Any]
) -> go.Scatter:
    t = plane.t
    told = (
        t("sebelum {x}, sesudah {y}", x="%{x:.4~f}", y="%{y:.4~f}")
        + "<br>"
        + t("{gain} poin", gain="%{customdata:+.4~f}")
    )
    return go.Scatter(
        x=part["before"].to_numpy(),
        y=part["after"].to_numpy(),
        customdata=(part["after"] - part["before"]).to_numpy(),
        text=None if names is None else [safe(names.get(student, "")) for student in part["student"]],
        mode="markers",
        name=f"{word} ({t.number(len(part), 0)})",
        marker={"size": 10, "line": {"width": 1, "color": plane.colours.background}, **marker},
        hovertemplate=("" if names is None else "<b>%{text}</b><br>") + told + "<extra></extra>",
    )


def _binned(drawn: pd.DataFrame, scale_max: float) -> np.ndarray:
    """Students in BINS x BINS cells of equal width; first index AFTER, second BEFORE."""
    span = (0.0, float(scale_max))
    counts, _, _ = np.histogram2d(drawn["after"], drawn["before"], bins=BINS, range=(span, span))
    return counts.astype(np.int32)


def _density(counts: np.ndarray, plane: Plane) -> list[go.Heatmap]:
    width = plane.scale_max / BINS
    centres = (np.arange(BINS) + 0.5) * width
    t, pale = plane.t, mix(plane.hue, plane.colours.background, 0.18)
    told = t("sebelum sekitar {x}, sesudah sekitar {y}", x="%{x:.4~f}", y="%{y:.4~f}")
    return [
        go.Heatmap(
            x=centres,
            y=centres,
            z=np.where(counts > 0, counts, np.nan),
            colorscale=[[0, pale], [1, plane.hue]],
            xgap=1,
            ygap=1,
            hoverongaps=False,
            showscale=False,
            hovertemplate=told + "<br>" + t("{n} siswa di sini", n="%{z:,}") + "<extra></extra>",
        )
    ]


def _table_of_bins(counts: np.ndarray, plane: Plane) -> pd.DataFrame:
    t, width = plane.t, plane.scale_max / BINS
    after, before = np.nonzero(counts)
    columns = {
        t("Sebelum, dari"): before * width,
        t("Sebelum, sampai"): (before + 1) * width,
        t("Sesudah, dari"): after * width,
        t("Sesudah, sampai"): (after + 1) * width,
        t("Siswa"): counts[after, before],
    }
    return pd.DataFrame(columns)
