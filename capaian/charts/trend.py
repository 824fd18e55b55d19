"""Cohort after cohort in the order of time: the mean before and after of each, never ordered by gain."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from capaian.charts.chart import Chart
from capaian.charts.heading import safe, set_heading
from capaian.charts.palette import Theme, palette
from capaian.charts.words import ENOUGH, gain_words, measure_name, trend_finding, trend_takeaway
from capaian.locale import Texts

GROUPS_AT_MOST: Final = 40
"""So many are drawn, the latest; the table holds all."""
_LINE: Final = 58
_EDGES: Final = 70


def trend_chart(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    t: Texts,
    *,
    theme: Theme = "light",
    scale_max: float = 100,
) -> Chart:
    """One line a summary row of one aspect, in the order given: hollow BEFORE, filled AFTER, the gain in words.

    names: what each row is called, in the same order; rows without a matched student are left out.
    Fewer than ENOUGH students: the gain without an interval.
    """
    told = [(row, name) for row, name in zip(rows, names, strict=True) if int(row["n_matched"]) > 0]
    drawn = told[-GROUPS_AT_MOST:]
    aspect = {"aspect": rows[0]["aspect"] if rows else None, "criterion": None}
    title = trend_finding([row for row, _ in told], aspect, t)
    figure = go.Figure(_traces(drawn, t, theme))
    figure.update_layout(
        xaxis={"range": [0, scale_max], "title": {"text": safe(measure_name(aspect, t))}, "dtick": scale_max / 5},
        yaxis={"range": [len(drawn) - 0.35, -0.75], "visible": False},
    )
    set_heading(figure, t, theme, title=title, plot=_LINE * max(len(drawn), 1) + _EDGES)
    return Chart(figure, title, trend_takeaway([row for row, _ in told], aspect, t), _table(told, t))


def _traces(drawn: Sequence[tuple[Mapping[str, Any], str]], t: Texts, theme: Theme) -> list[go.Scatter]:
    colours = palette(theme)
    y = np.arange(len(drawn), dtype=np.float64)
    before, after = (np.array([float(row[name]) for row, _ in drawn]) for name in ("mean_before", "mean_after"))
    gaps = np.full(len(drawn), np.nan)
    looks = [
        (t("sebelum"), before, {"color": colours.background, "line": {"width": 3, "color": colours.before}}),
        (t("sesudah"), after, {"color": colours.after, "line": {"width": 3, "color": colours.after}}),
    ]
    labels = [safe(f"{_short(name)} · {gain_words(row, t)}") for row, name in drawn]
    return [
        go.Scatter(
            x=np.stack([before, after, gaps], axis=1).ravel(),
            y=np.stack([y, y, gaps], axis=1).ravel(),
            mode="lines",
            line={"width": 3, "color": colours.line},
            hoverinfo="skip",
            showlegend=False,
        ),
        *(
            go.Scatter(
                x=x,
                y=y,
                mode="markers",
                name=word,
                marker={"size": 13, **look},
                hovertemplate="%{x:.1f}<extra></extra>",
            )
            for word, x, look in looks
        ),
        go.Scatter(
            x=np.zeros(len(drawn)),
            y=y - 0.34,
            mode="text",
            text=labels,
            textposition="middle right",
            textfont={"size": 13, "color": colours.ink},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        ),
    ]


def _short(name: str) -> str:
    """As much of a name as stands on a phone beside its gain."""
    return name if len(name) <= 24 else name[:23].rstrip() + "…"


def _table(told: Sequence[tuple[Mapping[str, Any], str]], t: Texts) -> pd.DataFrame:
    columns = {
        t("Kelompok"): [name for _, name in told],
        t("Siswa"): [int(row["n_matched"]) for row, _ in told],
        t("Rata-rata sebelum"): [float(row["mean_before"]) for row, _ in told],
        t("Rata-rata sesudah"): [float(row["mean_after"]) for row, _ in told],
        t("Kenaikan rata-rata"): [float(row["mean_gain"]) for row, _ in told],
    }
    for heading, key in ((t("Batas bawah 95%"), "gain_low"), (t("Batas atas 95%"), "gain_high")):
        columns[heading] = [float(row[key]) if int(row["n_matched"]) >= ENOUGH else np.nan for row, _ in told]
    return pd.DataFrame(columns)
