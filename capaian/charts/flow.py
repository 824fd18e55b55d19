"""Students flowing from level to level: as light for ten thousand as for ten."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from capaian.charts.chart import Chart
from capaian.charts.heading import note, safe, set_heading
from capaian.charts.palette import Theme, mix, palette
from capaian.charts.students import Row
from capaian.charts.words import flow_finding, flow_takeaway
from capaian.locale import Texts

_HEIGHT: Final = 360
_PAD: Final = 14


def flow_chart(
    transitions: pd.DataFrame,
    row: Row,
    t: Texts,
    *,
    levels: Sequence[str],
    theme: Theme = "light",
) -> Chart:
    """The flow of a transition table: levels before (rows, lowest first) to levels after (columns).

    transitions: counts, as `capaian.improvement.transition_table` gives them. row: whose aspect it is.
    levels: their names, lowest first. Higher levels stand higher; a rise is told by its slope, its
    colour and its words. Some 8 kB of JSON.
    """
    counts = transitions.to_numpy(np.int64)
    before, after = np.nonzero(counts)
    title = flow_finding(counts, row, t)
    figure = go.Figure(_sankey(counts, before, after, levels, t, theme, palette(theme).aspect(row["aspect"])))
    for x, side, words in ((0, "left", t("Sebelum")), (1, "right", t("Sesudah"))):
        place = {"xref": "paper", "yref": "paper", "x": x, "y": 1, "xanchor": side, "yanchor": "bottom", "yshift": 6}
        figure.add_annotation(note(safe(words), theme, **place))
    set_heading(figure, t, theme, title=title, plot=_HEIGHT)
    figure.update_layout(showlegend=False)
    table = pd.DataFrame(
        {
            t("Tingkat sebelum"): [levels[at] for at in before.tolist()],
            t("Tingkat sesudah"): [levels[at] for at in after.tolist()],
            t("Siswa"): counts[before, after],
        }
    )
    return Chart(figure, title, flow_takeaway(counts, levels, row, t), table)


def _sankey(
    counts: np.ndarray,
    before: np.ndarray,
    after: np.ndarray,
    levels: Sequence[str],
    t: Texts,
    theme: Theme,
    hue: str,
) -> go.Sankey:
    k, colours = len(levels), palette(theme)
    totals = np.concatenate([counts.sum(axis=1), counts.sum(axis=0)])
    names = [safe(f"{levels[at % k]} ({t.number(total, 0)})") for at, total in enumerate(totals.tolist())]
    shades = [mix(colours.attention, colours.background, 0.45), mix(colours.before, colours.background, 0.4)]
    shades.append(mix(hue, colours.background, 0.5))
    ways = np.sign(after - before)
    words = {1: t("naik"), 0: t("tetap"), -1: t("turun")}
    return go.Sankey(
        arrangement="fixed",
        node={
            "label": names,
            "x": [0.001] * k + [0.999] * k,
            "y": [*_places(totals[:k]), *_places(totals[k:])],
            "color": [colours.before] * k + [colours.after] * k,
            "pad": _PAD,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": before.tolist(),
            "target": (after + k).tolist(),
            "value": counts[before, after].tolist(),
            "color": [shades[way + 1] for way in ways.tolist()],
            "customdata": [words[way] for way in ways.tolist()],
            "hovertemplate": "%{source.label} → %{target.label}<br>"
            + t("{n} siswa, {way}", n="%{value}", way="%{customdata}")
            + "<extra></extra>",
        },
        textfont={"color": colours.ink, "size": 13, "shadow": "none"},
    )


def _places(totals: np.ndarray) -> list[float]:
    """Where the middle of each level's bar stands, 0 at the top: the highest level first, by its students."""
    used = totals > 0
    pad = _PAD / _HEIGHT
    room = 1 - pad * max(int(used.sum()) - 1, 0)
    heights = totals / max(totals.sum(), 1) * room
    from_top = np.cumsum((heights + pad * used)[::-1])[::-1]
    return np.clip(from_top - pad * used - heights / 2, 0.001, 0.999).tolist()
