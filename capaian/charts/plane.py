"""The square plane that BEFORE and AFTER share: equal scales, the line of no change, the pass mark both ways."""

import html
import math
import textwrap
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from capaian.charts.palette import Palette, Theme, palette
from capaian.charts.template import capaian_template
from capaian.locale import Texts

_TITLE_COLUMNS: Final = 38
_TITLE_LINE: Final = 22
_ABOVE_PLOT: Final = 52
_HEIGHT: Final = 500


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
    pass_mark_name: str

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


def safe(name: str) -> str:
    """A name as Plotly's small mark-up takes it: `<` and `&` are signs, not tags."""
    return html.escape(name, quote=False)


def set_out(figure: go.Figure, plane: Plane, *, title: str, measure: str, key: str) -> None:
    """Title, axes of equal scale, the line of no change and the pass lines.

    key: what stands in the place of a legend, "" where the traces speak for themselves.
    """
    t = plane.t
    lines = textwrap.wrap(title, _TITLE_COLUMNS)
    top = _ABOVE_PLOT + _TITLE_LINE * len(lines)
    axis = {"range": [plane.low, plane.high], "dtick": 20 if plane.scale_max == 100 else None, "constrain": "domain"}
    named = {"measure": measure, "max": t.exact(plane.scale_max)}
    figure.update_layout(
        template=capaian_template(plane.theme, t.language),
        title={"text": "<br>".join(map(safe, lines)), "y": 1 - 12 / (_HEIGHT + top), "yanchor": "top"},
        margin={"t": top},
        height=_HEIGHT + top,
        xaxis={
            **axis,
            "constraintoward": "left",
            "title": {"text": safe(t("{measure} sebelum pelatihan (0–{max})", **named))},
        },
        yaxis={
            **axis,
            "title": {"text": safe(t("{measure} sesudah pelatihan (0–{max})", **named))},
            "scaleanchor": "x",
            "scaleratio": 1,
            "constraintoward": "top",
        },
        shapes=[_line(plane.low, plane.low, plane.high, plane.high, plane, dash="dash"), *_pass_lines(plane)],
        annotations=[_no_change(plane), *_pass_notes(plane)],
        showlegend=True,
    )
    if key:
        above = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
        figure.add_annotation(_note(key, plane, align="left", **above))


def _line(x0: float, y0: float, x1: float, y1: float, plane: Plane, *, dash: str) -> dict[str, Any]:
    stroke = {"color": plane.colours.line, "width": 1.25, "dash": dash}
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": stroke, "layer": "above"}


def _pass_lines(plane: Plane) -> list[dict[str, Any]]:
    mark, low, high = plane.pass_mark, plane.low, plane.high
    ends = [] if math.isnan(mark) else [(mark, low, mark, high), (low, mark, high, mark)]
    return [_line(*end, plane, dash="dot") for end in ends]


def _no_change(plane: Plane) -> dict[str, Any]:
    at = 0.1 * plane.scale_max
    return _note(plane.t("tidak berubah"), plane, x=at, y=at, textangle=-45, xshift=-9, yshift=9)


def _pass_notes(plane: Plane) -> list[dict[str, Any]]:
    if math.isnan(plane.pass_mark):
        return []
    words = safe(f"{plane.pass_mark_name} {plane.t.exact(plane.pass_mark)}")
    corner = {"xanchor": "left", "yanchor": "bottom", "xshift": 4}
    return [
        _note(words, plane, x=plane.low, y=plane.pass_mark, **corner),
        _note(words, plane, x=plane.pass_mark, y=plane.low, **corner),
    ]


def _note(text: str, plane: Plane, **place: Any) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "font": {"size": 12, "color": plane.colours.muted}, **place}
