"""What stands above a plot: the finding as its title, the key, and room for both."""

import html
import textwrap
from typing import Any, Final

import plotly.graph_objects as go

from capaian.charts.palette import Theme, palette
from capaian.charts.template import capaian_template
from capaian.locale import Texts

_TITLE_COLUMNS: Final = 38
_TITLE_LINE: Final = 22
_ABOVE_PLOT: Final = 52
"""Room for a legend of one line."""


def safe(text: str) -> str:
    """A text as Plotly's small mark-up takes it: `<` and `&` are signs, not tags."""
    return html.escape(text, quote=False)


def set_heading(figure: go.Figure, t: Texts, theme: Theme, *, title: str, plot: int, key: str = "") -> None:
    """The look, the title in lines that fit a phone, and the height. plot: pixels of the plot itself.

    key: what stands in the place of a legend, "" where the traces speak for themselves.
    """
    lines = textwrap.wrap(title, _TITLE_COLUMNS)
    top = _ABOVE_PLOT + _TITLE_LINE * len(lines)
    figure.update_layout(
        template=capaian_template(theme, t.language),
        title={"text": "<br>".join(map(safe, lines)), "y": 1 - 12 / (plot + top), "yanchor": "top"},
        margin={"t": top},
        height=plot + top,
        showlegend=not key,
    )
    if key:
        above = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
        lines = "<br>".join(map(safe, textwrap.wrap(key, 52)))
        figure.add_annotation(note(lines, theme, align="left", **above))


def without_title(figure: go.Figure) -> go.Figure:
    """The same figure less its title and the room for it: for a page that writes the finding above the picture."""
    layout: Any = figure.to_dict()["layout"]
    room = _TITLE_LINE * (layout["title"]["text"].count("<br>") + 1)
    smaller = {"margin": {"t": layout["margin"]["t"] - room}, "height": layout["height"] - room}
    return go.Figure(figure).update_layout(title={"text": ""}, **smaller)


def note(text: str, theme: Theme, **place: Any) -> dict[str, Any]:
    """A small remark inside a plot; text: mark-up, so pass what people wrote through `safe`."""
    return {"text": text, "showarrow": False, "font": {"size": 12, "color": palette(theme).muted}, **place}
