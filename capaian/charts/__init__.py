"""Tables to Plotly figures, each with its words. The palette can be had without Plotly."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from capaian.charts.before_after import before_after_chart
    from capaian.charts.chart import Chart
    from capaian.charts.distribution import distribution_chart
    from capaian.charts.estimation import estimation_chart
    from capaian.charts.flow import flow_chart
    from capaian.charts.heading import without_title
    from capaian.charts.trend import trend_chart

__all__ = [
    "Chart",
    "before_after_chart",
    "distribution_chart",
    "estimation_chart",
    "flow_chart",
    "trend_chart",
    "without_title",
]

_HOMES: Final = {
    "Chart": "chart",
    "before_after_chart": "before_after",
    "distribution_chart": "distribution",
    "estimation_chart": "estimation",
    "flow_chart": "flow",
    "trend_chart": "trend",
    "without_title": "heading",
}


def __getattr__(name: str) -> Any:
    """The charts, imported when one is first asked for: the landing page draws none."""
    if name in _HOMES:
        return getattr(import_module(f"capaian.charts.{_HOMES[name]}"), name)
    raise AttributeError(name)
