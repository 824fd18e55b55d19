"""The plane that BEFORE and AFTER share: the same range both ways, the line of no change, the pass mark both ways."""

import math
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from capaian.charts.heading import note, safe, set_heading
from capaian.charts.palette import Palette, Theme, palette
from capaian.locale import Texts

_HEIGHT: Final = 440


@dataclass(frozen=True, slots=True)
class Plane:
    """What every part of such a chart needs to know.

    hue: the aspect's colour. turned: lower is better. pass_mark: NaN where there is none.
    """

    t: Texts
    theme: Theme
    hue: str
    scale_max: float
    turned: bool
    pass_mark: float

    @property
    def colours(self) -> Palette:
        """The colours of the theme."""
        return palette(self.theme)

    @property
    def low(self) -> float:
        """Where both axes begin: a little below 0, so that a point at 0 is whole."""
        return -0.03 * self.scale_max

    @property
    def high(self) -> float:
        """Where both axes end."""
        return 1.04 * self.scale_max


def set_out(figure: go.Figure, plane: Plane, *, title: str, measure: str, key: str) -> None:
    """Title, axes of the same range, the line of no change and the pass lines.

    The plot takes the width there is: on a phone it is taller than wide, and no room is left empty.
    key: what stands in the place of a legend, "" where the traces speak for themselves.
    """
    t = plane.t
    axis = {"range": [plane.low, plane.high], "dtick": 20 if plane.scale_max == 100 else None}
    named = {"measure": measure, "max": t.exact(plane.scale_max)}
    figure.update_layout(
        xaxis={**axis, "title": {"text": safe(t("{measure} sebelum pelatihan (0–{max})", **named))}},
        yaxis={**axis, "title": {"text": safe(t("{measure} sesudah pelatihan (0–{max})", **named))}},
        shapes=[_line(plane.low, plane.low, plane.high, plane.high, plane, dash="dash"), *_pass_lines(plane)],
    )
    for words in (_no_change(plane), *_pass_notes(plane)):
        figure.add_annotation(words)
    set_heading(figure, t, plane.theme, title=title, plot=_HEIGHT, key=key)


def _line(x0: float, y0: float, x1: float, y1: float, plane: Plane, *, dash: str) -> dict[str, Any]:
    stroke = {"color": plane.colours.line, "width": 1.25, "dash": dash}
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": stroke, "layer": "above"}


def _pass_lines(plane: Plane) -> list[dict[str, Any]]:
    mark, low, high = plane.pass_mark, plane.low, plane.high
    ends = [] if math.isnan(mark) else [(mark, low, mark, high), (low, mark, high, mark)]
    return [_line(*end, plane, dash="dot") for end in ends]


def _no_change(plane: Plane) -> dict[str, Any]:
    at = 0.1 * plane.scale_max
    return note(plane.t("tidak berubah"), plane.theme, x=at, y=at, xanchor="left", yanchor="top", xshift=6)


def _pass_notes(plane: Plane) -> list[dict[str, Any]]:
    if math.isnan(plane.pass_mark):
        return []
    words = safe(f"{plane.t.pass_mark} {plane.t.exact(plane.pass_mark)}")
    corner = {"xanchor": "left", "yanchor": "bottom", "xshift": 4}
    return [
        note(words, plane.theme, x=plane.low, y=plane.pass_mark, **corner),
        note(words, plane.theme, x=plane.pass_mark, y=plane.low, **corner),
    ]
