"""Tables to Plotly figures, each with its words. The palette can be had without Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from capaian.charts.before_after import before_after_chart
    from capaian.charts.chart import Chart

__all__ = ["Chart", "before_after_chart"]


def __getattr__(name: str) -> Any:
    """The charts, imported when one is first asked for: the landing page draws none."""
    if name == "before_after_chart":
        from capaian.charts.before_after import before_after_chart

        return before_after_chart
    if name == "Chart":
        from capaian.charts.chart import Chart

        return Chart
    raise AttributeError(name)
