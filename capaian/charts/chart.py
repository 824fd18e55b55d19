"""One chart with its words: what is drawn, what it says, and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A figure and everything that someone who cannot see it, or wants to check it, needs.

    title: the finding in words, plain text (it also stands in the figure). alt: what is drawn and the takeaway,
    one or two sentences. table: what is drawn, one row a mark on the paper, headings in the
    reader's language, numbers unrounded.
    """

    figure: go.Figure
    title: str
    alt: str
    table: pd.DataFrame
