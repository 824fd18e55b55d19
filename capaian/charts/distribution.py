"""How the marks lie, before and after, counted in bins of equal width."""

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from capaian.charts.chart import Chart
from capaian.charts.heading import note, safe, set_heading
from capaian.charts.palette import Theme, mix, palette
from capaian.charts.students import Row, rows_of
from capaian.charts.words import distribution_finding, distribution_takeaway, measure_name
from capaian.locale import Texts

BINS: Final = 20
"""5 marks wide on a scale to 100, so that a pass mark of 75 lies on an edge."""
_HEIGHT: Final = 380


def distribution_chart(
    gains: pd.DataFrame,
    row: Row,
    t: Texts,
    *,
    theme: Theme = "light",
    scale_max: float = 100,
) -> Chart:
    """The marks of one summary row's students in BINS bins: AFTER as filled columns, BEFORE as an outline.

    Some 6 kB of JSON whatever their number. gains, row: as in `before_after_chart`.
    """
    drawn = rows_of(gains, row)
    span = (0.0, float(scale_max))
    counts = [np.histogram(drawn[name], bins=BINS, range=span)[0] for name in ("before", "after")]
    title = distribution_finding(row, t)
    figure = go.Figure(_traces(counts, t, theme, scale_max / BINS, row))
    figure.update_layout(
        xaxis={"range": [0, scale_max], "title": {"text": safe(measure_name(row, t))}, "showgrid": False},
        yaxis={"title": {"text": safe(t("Jumlah siswa"))}, "rangemode": "tozero"},
        bargap=0.04,
    )
    if pd.notna(row["pass_mark"]):
        mark = float(row["pass_mark"])
        line = {"width": 1.5, "dash": "dot", "color": palette(theme).line}
        figure.add_shape(type="line", x0=mark, x1=mark, yref="paper", y0=0, y1=1, line=line)
        words = safe(f"{t.pass_mark} {t.exact(mark)}")
        place = {"yref": "paper", "x": mark, "y": 1, "xanchor": "right", "yanchor": "top", "xshift": -4}
        figure.add_annotation(note(words, theme, **place))
    set_heading(figure, t, theme, title=title, plot=_HEIGHT)
    return Chart(figure, title, distribution_takeaway(drawn, t), _table(counts, t, scale_max / BINS))


def _traces(counts: list[np.ndarray], t: Texts, theme: Theme, width: float, row: Row) -> list[go.Bar | go.Scatter]:
    """The outline is drawn last, over the columns: hollow before, filled after, told apart without colour."""
    colours = palette(theme)
    edges = np.arange(BINS + 1) * width
    outline = np.concatenate([[0], np.repeat(counts[0], 2), [0]])
    told = t("sekitar {x}: {n} siswa", x="%{x:.4~f}", n="%{y}") + "<extra></extra>"
    return [
        go.Bar(
            x=edges[:-1] + width / 2,
            y=counts[1],
            name=t("sesudah"),
            marker={"color": mix(colours.aspect(row["aspect"]), colours.background, 0.62)},
            hovertemplate=told,
        ),
        go.Scatter(
            x=np.repeat(edges, 2),
            y=outline,
            name=t("sebelum"),
            mode="lines",
            line={"width": 2, "color": colours.ink, "dash": "dash"},
            hoverinfo="skip",
        ),
    ]


def _table(counts: list[np.ndarray], t: Texts, width: float) -> pd.DataFrame:
    edges = np.arange(BINS) * width
    columns = {
        t("Nilai, dari"): edges,
        t("Nilai, sampai"): edges + width,
        t("Siswa sebelum"): counts[0],
        t("Siswa sesudah"): counts[1],
    }
    table = pd.DataFrame(columns)
    return table[(counts[0] > 0) | (counts[1] > 0)].reset_index(drop=True)
