"""The students' marks before and after as paired lines, and beside them the mean difference on its own axis."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from capaian.charts.chart import Chart
from capaian.charts.heading import note, safe, set_heading
from capaian.charts.palette import Palette, Theme, mix, palette
from capaian.charts.students import Names, Row, directions, rows_of, table_of_students
from capaian.charts.words import estimation_finding, estimation_takeaway, measure_name
from capaian.locale import Texts

LINES_AT_MOST: Final = 200
"""Above this many students lines become a blot: bands of quantiles are drawn instead."""
QUANTILES: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
_HEIGHT: Final = 400
_ROOM: Final = 0.08
_DASHES: Final = ("solid", "dot", "dash")
_SIDE: Final = 0.7
"""Where the students' half ends, as a share of the width."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every part of the chart needs. change: after less before. low, high: its interval, NaN for none.

    bottom, top: the marks that the axis runs between.
    """

    t: Texts
    theme: Theme
    hue: str
    turned: bool
    before: float
    after: float
    low: float
    high: float
    bottom: float
    top: float

    @property
    def colours(self) -> Palette:
        return palette(self.theme)

    @property
    def change(self) -> float:
        return self.after - self.before


def estimation_chart(
    gains: pd.DataFrame,
    row: Row,
    t: Texts,
    *,
    names: Names,
    theme: Theme = "light",
    scale_max: float = 100,
    lower_is_better: bool = False,
) -> Chart:
    """Gardner-Altman plot of one summary row: BEFORE and AFTER of each student, the mean difference beside.

    The difference's axis is the marks' axis moved so that its zero lies at the mean before (Gardner &
    Altman 1986; Ho et al. 2019). gains, row, names: as in `before_after_chart`. Above LINES_AT_MOST
    students the bands between QUANTILES of each phase, some 8 kB of JSON whatever their number.
    """
    drawn = rows_of(gains, row)
    scene = _scene(drawn, row, t, theme, scale_max=scale_max, turned=lower_is_better)
    banded = len(drawn) > LINES_AT_MOST
    key = ""
    if banded:
        traces, table = _bands(drawn, scene), _table_of_quantiles(drawn, t)
        key = t("Pita tua: separuh siswa di tengah; pita muda: 8 dari 10 siswa; garis: siswa di tengah.")
    else:
        traces = _lines(drawn, names, scene)
        table = table_of_students(drawn, names, t, turned=lower_is_better)
    figure = go.Figure([*traces, *_means(scene), _difference(scene)])
    title = estimation_finding(row, t)
    _set_out(figure, scene, measure_name(row, t))
    set_heading(figure, t, theme, title=title, plot=_HEIGHT, key=key)
    return Chart(figure, title, estimation_takeaway(row, t, banded=banded), table)


def _scene(drawn: pd.DataFrame, row: Row, t: Texts, theme: Theme, *, scale_max: float, turned: bool) -> _Scene:
    ends = [float(row[name]) if pd.notna(row[name]) else math.nan for name in ("gain_low", "gain_high")]
    low, high = (-ends[1], -ends[0]) if turned else ends
    marks = drawn[["before", "after"]].to_numpy(np.float64)
    least, most = (marks.min(), marks.max()) if len(marks) else (0.0, scale_max)
    step = scale_max / 10
    bottom = max(math.floor(least / step - 0.25) * step, 0.0)
    top = min(math.ceil(most / step + 0.25) * step, scale_max)
    room = _ROOM / 2 * (top - bottom)
    before, after = (float(row[name]) if pd.notna(row[name]) else math.nan for name in ("mean_before", "mean_after"))
    hue = palette(theme).aspect(row["aspect"])
    return _Scene(t, theme, hue, turned, before, after, low, high, bottom - room, top + room)


def _lines(drawn: pd.DataFrame, names: Names, scene: _Scene) -> list[go.Scatter]:
    """One trace a direction, a gap after each student: colour, dash and slope tell it."""
    found = directions(drawn, scene.t, scene.colours, scene.hue, turned=scene.turned)
    return [
        _trace(drawn[chosen], names, scene, word, colour, dash)
        for (word, chosen, colour), dash in zip(found, _DASHES, strict=True)
        if bool(np.any(chosen))
    ]


def _trace(part: pd.DataFrame, names: Names, scene: _Scene, word: str, colour: str, dash: str) -> go.Scatter:
    t, n = scene.t, len(part)
    gap = np.full(n, np.nan)
    y = np.stack([part["before"], part["after"], gap], axis=1).ravel()
    change = np.repeat((part["after"] - part["before"]).to_numpy(np.float64), 3)
    who = None if names is None else [safe(names.get(s, "")) for s in part["student"] for _ in range(3)]
    told = t("nilai {y}; {gain} poin", y="%{y:.4~f}", gain="%{customdata:+.4~f}")
    return go.Scatter(
        x=np.tile([0, 1, np.nan], n),
        y=y,
        customdata=change,
        text=who,
        mode="lines+markers",
        name=f"{word} ({t.number(n, 0)})",
        line={"width": 1.25, "color": colour, "dash": dash},
        marker={"size": 4, "color": colour},
        opacity=0.65,
        hovertemplate=("" if names is None else "<b>%{text}</b><br>") + told + "<extra></extra>",
    )


def _bands(drawn: pd.DataFrame, scene: _Scene) -> list[go.Scatter]:
    before, after = (np.quantile(drawn[name], QUANTILES) for name in ("before", "after"))
    ground = scene.colours.background
    shades = [(0, 4, mix(scene.hue, ground, 0.18)), (1, 3, mix(scene.hue, ground, 0.42))]
    polygons = [
        go.Scatter(
            x=[0, 1, 1, 0],
            y=[before[low], after[low], after[high], before[high]],
            fill="toself",
            fillcolor=shade,
            mode="lines",
            line={"width": 0},
            hoverinfo="skip",
        )
        for low, high, shade in shades
    ]
    middle = {"x": [0, 1], "y": [before[2], after[2]], "mode": "lines", "line": {"width": 2, "color": scene.hue}}
    return [*polygons, go.Scatter(**middle, hovertemplate="%{y:.1f}<extra></extra>")]


def _means(scene: _Scene) -> list[go.Scatter]:
    """The two means, hollow and filled, as on every bar of the pages."""
    colours, t = scene.colours, scene.t
    looks = [
        (0, scene.before, colours.background, colours.before, t("rata-rata sebelum")),
        (1, scene.after, colours.after, colours.after, t("rata-rata sesudah")),
    ]
    return [
        go.Scatter(
            x=[x],
            y=[mean],
            mode="markers",
            showlegend=False,
            marker={"size": 14, "color": fill, "line": {"width": 3, "color": edge}},
            hovertemplate=f"{safe(words)} %{{y:.1f}}<extra></extra>",
        )
        for x, mean, fill, edge, words in looks
    ]


def _difference(scene: _Scene) -> go.Scatter:
    ends = {}
    if not math.isnan(scene.low):
        up, down = [scene.high - scene.change], [scene.change - scene.low]
        ends = {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "thickness": 2.5, "width": 7}
    return go.Scatter(
        x=[0],
        y=[scene.change],
        xaxis="x2",
        yaxis="y2",
        mode="markers",
        showlegend=False,
        marker={"size": 13, "symbol": "diamond", "color": scene.colours.ink},
        error_y={**ends, "color": scene.colours.ink} if ends else None,
        hovertemplate=scene.t("selisih rata-rata {gain} poin", gain="%{y:+.1f}") + "<extra></extra>",
    )


def _set_out(figure: go.Figure, scene: _Scene, measure: str) -> None:
    t, colours = scene.t, scene.colours
    start = 0.0 if math.isnan(scene.before) else scene.before
    phases = {"tickmode": "array", "tickvals": [0, 1], "ticktext": [t("Sebelum"), t("Sesudah")]}
    across = {"xref": "paper", "x0": 0.12, "x1": 1, "yref": "y"}
    levels = [(start, "dash"), (start + scene.change, "dot")] if not math.isnan(scene.change) else []
    figure.update_layout(
        xaxis={"domain": [0, _SIDE], "range": [-0.2, 1.2], **phases, "showgrid": False},
        xaxis2={
            "domain": [_SIDE + 0.04, 1],
            "range": [-1, 1],
            "anchor": "y2",
            "tickmode": "array",
            "tickvals": [0],
            "ticktext": [t("Selisih")],
            "showgrid": False,
        },
        yaxis={"range": [scene.bottom, scene.top], "title": {"text": safe(measure)}},
        yaxis2={
            "range": [scene.bottom - start, scene.top - start],
            "anchor": "x2",
            "side": "right",
            "showgrid": False,
            "title": {"text": safe(t("Selisih rata-rata (poin)"))},
        },
        shapes=[
            {
                "type": "line",
                **across,
                "y0": y,
                "y1": y,
                "layer": "below",
                "line": {"width": 1, "dash": dash, "color": colours.line},
            }
            for y, dash in levels
        ],
        margin={"r": 8},
    )
    if levels:
        place = {"xref": "x2", "yref": "y2", "x": -1, "y": 0, "xanchor": "left", "yanchor": "top"}
        figure.add_annotation(note(safe(t("tidak berubah")), scene.theme, **place))


def _table_of_quantiles(drawn: pd.DataFrame, t: Texts) -> pd.DataFrame:
    before, after = (np.quantile(drawn[name], QUANTILES) for name in ("before", "after"))
    share = [t("{share} siswa di bawahnya", share=t.percent(q)) for q in QUANTILES]
    return pd.DataFrame({t("Batas"): share, t("Sebelum"): before, t("Sesudah"): after, t("Selisih"): after - before})
