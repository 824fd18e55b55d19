"""The Plotly template "capaian": one look for every chart, in two themes and two languages."""

from functools import lru_cache
from typing import Final

import plotly.graph_objects as go

from capaian.charts.palette import Theme, palette

FONT: Final = '"Source Sans", "Source Sans 3", system-ui, -apple-system, "Segoe UI", sans-serif'
_SEPARATORS: Final = {"id": ",.", "en": ".,"}


@lru_cache
def capaian_template(theme: Theme, language: str) -> go.layout.Template:
    """Fonts, colours, axes and the reader's decimal mark; draw with `st.plotly_chart(..., theme=None)`.

    The background is transparent, so that a chart stands on a page and on a card alike. Zooming is
    off: a chart here is read, not explored, and a finger that scrolls the page must not be caught.
    """
    colours = palette(theme)
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.line,
        "zeroline": False,
        "ticks": "outside",
        "tickcolor": colours.line,
        "tickfont": {"color": colours.muted},
        "title": {"font": {"color": colours.muted}, "standoff": 8},
        "fixedrange": True,
        "automargin": True,
    }
    still = {"itemclick": False, "itemdoubleclick": False}
    layout = {
        "font": {"family": FONT, "size": 14, "color": colours.ink},
        "title": {"font": {"size": 17, "weight": 600}, "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 4}},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": [colours.before, colours.after, *colours.aspects.values()],
        "separators": _SEPARATORS[language],
        "margin": {"l": 8, "r": 8, "t": 72, "b": 8},
        "xaxis": axis,
        "yaxis": axis,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": colours.surface, "bordercolor": colours.line, "font": {"color": colours.ink}},
        "legend": {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom", **still},
        "modebar": {"remove": ["select", "lasso", "zoom", "pan", "autoscale", "resetscale", "zoomin", "zoomout"]},
    }  # fmt: skip
    return go.layout.Template(layout=layout)
