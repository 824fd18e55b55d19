"""Charts on a page: which picture is chosen, the figure, and the table behind it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from capaian.charts import (
    Chart,
    before_after_chart,
    distribution_chart,
    estimation_chart,
    flow_chart,
    without_title,
)
from capaian.improvement import band_table, transition_table
from capaian.locale import N_, Texts
from capaian.reports import table_workbook
from capaian.scores import Aspect
from capaian.web.caching import CohortTables
from capaian.web.cohort_view import CohortView
from capaian.web.downloads import download_button
from capaian.web.levels import choose_seen, levels_of
from capaian.web.page import Visit
from capaian.web.parts_choice import PICTURE, choose_shown
from capaian.web.parts_html import Html, draw, tag
from capaian.web.parts_levels import band_names, transition_part
from capaian.web.parts_words import aspect_hue

POINTS, SPREAD, LEVELS = "titik", "sebaran", "tingkat"
PICTURES: Final = {
    LEVELS: N_("Tingkat"),
    POINTS: N_("Tiap siswa"),
    SPREAD: N_("Sebaran"),
}
MANY: Final = 1_500
"""Above this many students lines and points say little: the flow between bands of marks is offered too."""
FEW: Final = 5
"""Fewer pairs than this are shown as points alone."""
_EDGES: Final = (50.0, 65.0, 75.0, 85.0)
_NO_SHEET: Final = re.compile(r"[][:*?/\\]")


def theme_now() -> Any:
    """`light` or `dark`, as this person's browser shows the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_pictures(visit: Visit, view: CohortView, beside: Html | None) -> None:
    """The control, and of the pictures only what was chosen; hidden ones are not built.

    Each student's point beside the pairs and their mean difference; the others beside `beside`, the criteria.
    """
    t, row, gained = visit.t, view.row, view.gained
    levels = view.told("levels", t, lambda: levels_of(view.tables, view.aspect) if _in_levels(view) else None)
    keys = [POINTS] if row["n_matched"] < FEW else [POINTS, SPREAD]
    if levels is not None or len(gained) > MANY:
        keys.insert(0 if levels is not None else len(keys), LEVELS)
    if len(keys) > 1:
        chosen = choose_shown(PICTURE, {key: t(PICTURES[key]) for key in keys}, t("Gambar"), default=keys[0])
    else:
        chosen = keys[0]
    if chosen == POINTS and row["n_matched"] >= FEW:
        draw_points(visit, view)
        draw(beside)
        return
    left, right = st.columns([3, 2], gap="medium") if beside else (st.container(), None)
    with left:
        if chosen == LEVELS:
            draw_levels(visit, view, levels)
        else:
            chart = shown_once(view, chosen, before_after_chart if chosen == POINTS else distribution_chart, t)
            draw_chart(visit, chart, key=f"picture_{chosen}", cohort_id=view.cohort.id)
    if right is not None:
        with right:
            draw(beside)


def _in_levels(view: CohortView) -> bool:
    return view.aspect == Aspect.CHARACTER


def shown_once(view: CohortView, name: str, make: Callable[..., Chart], t: Texts) -> Chart:
    """A chart of the whole view as the page shows it, made once in each look. make: `distribution_chart` or another."""
    theme = theme_now()

    def made() -> Chart:
        lower = bool(view.row["lower_is_better"])
        more = {} if make is distribution_chart else {"names": names_of(view.tables), "lower_is_better": lower}
        return headed(make(view.gained, view.row, t, theme=theme, **more))

    return view.told(("chart", name, theme), t, made)


def names_of(tables: CohortTables) -> dict[int, str]:
    """What each student of the cohort is called."""
    return dict(zip(tables.roster["student"], tables.roster["name"], strict=True))


def draw_points(visit: Visit, view: CohortView) -> None:
    """Before x after, and beside it the paired lines with the mean difference and its interval."""
    left, right = st.columns(2, gap="medium")
    for column, make, key in ((left, before_after_chart, "points"), (right, estimation_chart, "pairs")):
        with column:
            chart = shown_once(view, key, make, visit.t)
            draw_chart(visit, chart, key=f"picture_{key}", cohort_id=view.cohort.id)


def draw_levels(visit: Visit, view: CohortView, levels: Sequence[float] | None) -> None:
    """The flow of levels and the table of it, with Wilcoxon's test; without levels, of bands of marks.

    Of all behaviours together, or of the one that is chosen.
    """
    t, theme = visit.t, theme_now()
    seen = None if levels is None else choose_seen(view.tables, view.row, levels, t)

    def made() -> tuple[Chart, Html]:
        if levels is None or seen is None:
            row, transitions, names = view.row, band_table(view.gained, _EDGES), band_names(_EDGES, t)
        else:
            row, transitions, names = seen.row, transition_table(seen.gained, levels), seen.names
        chart = flow_chart(transitions, row, t, levels=names, theme=theme)
        rounded = seen is not None and not seen.criterion
        return headed(chart), transition_part(transitions, names, row, t, rounded=rounded)

    chart, part = view.told((LEVELS, seen and seen.criterion, theme), t, made)
    draw_chart(visit, chart, key=f"picture_{LEVELS}", cohort_id=view.cohort.id, named=False)
    draw(tag("div", part, class_=aspect_hue(view.aspect)))


def headed(chart: Chart) -> Chart:
    """The chart as a page shows it: the finding stands above as a heading that wraps, not in the figure."""
    return replace(chart, figure=without_title(chart.figure))


def draw_figure(chart: Chart, *, key: str) -> None:
    """The finding as a heading, then the figure of a `headed` chart with its text alternative.

    On paper a dark one is turned into a light one (parts.css).
    """
    draw(tag("h4", chart.title, class_="cp-finding"))
    with st.container(key=f"{theme_now()}_chart_{key}"):
        st.plotly_chart(chart.figure, theme=None, alt=chart.alt, config={"displayModeBar": False}, key=key)


def draw_chart(visit: Visit, chart: Chart, *, key: str, cohort_id: int | None = None, named: bool = True) -> None:
    """The figure of a `headed` chart, and folded under it the table that it draws, to read and to download."""
    t = visit.t
    draw_figure(chart, key=key)
    with st.expander(t("Tabel di balik gambar"), on_change="rerun", key=f"{key}_table") as folded:
        if not folded.open:
            return
        headings, rows = table_words(chart.table, t)
        st.dataframe(pd.DataFrame(rows, columns=headings), hide_index=True, alt=chart.alt)
        download_button(
            visit,
            t("Unduh tabel (Excel)"),
            lambda: chart_workbook(chart, t),
            file_name=f"{t('Tabel gambar')}.xlsx",
            what="chart",
            cohort_id=cohort_id,
            named=named,
            key=f"{key}_download",
        )


def chart_workbook(chart: Chart, t: Texts) -> bytes:
    """The table behind a chart as an Excel file; its finding is the title, without signs that no sheet may have."""
    return table_workbook(_NO_SHEET.sub(" –", chart.title), *table_words(chart.table, t), t)


def table_words(table: pd.DataFrame, t: Texts) -> tuple[list[str], list[list[str]]]:
    """Headings and rows as words, numbers in the reader's digits."""
    rows = [
        [t.exact(value) if isinstance(value, int | float) else str(value) for value in line]
        for line in table.itertuples(index=False, name=None)
    ]
    return [str(name) for name in table.columns], rows
