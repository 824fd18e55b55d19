"""Charts on a page: which picture is chosen, the figure, and the table behind it."""

import re
from collections.abc import Mapping, Sequence
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
from capaian.web.caching import CohortTables, gains_of
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


def draw_pictures(visit: Visit, tables: CohortTables, row: Mapping[str, Any], beside: Html | None) -> None:
    """The control, and of the pictures only what was chosen; hidden ones are not built.

    Each student's point beside the pairs and their mean difference; the others beside `beside`, the criteria.
    """
    t, aspect = visit.t, row["aspect"]
    gained = gains_of(tables, aspect)
    levels = levels_of(tables, aspect) if aspect == Aspect.CHARACTER else None
    keys = [POINTS] if row["n_matched"] < FEW else [POINTS, SPREAD]
    if levels is not None or len(gained) > MANY:
        keys.insert(0 if levels is not None else len(keys), LEVELS)
    if len(keys) > 1:
        chosen = choose_shown(PICTURE, {key: t(PICTURES[key]) for key in keys}, t("Gambar"), default=keys[0])
    else:
        chosen = keys[0]
    if chosen == POINTS and row["n_matched"] >= FEW:
        draw_points(visit, tables, row, gained)
        draw(beside)
        return
    left, right = st.columns([3, 2], gap="medium") if beside else (st.container(), None)
    with left:
        if chosen == LEVELS:
            draw_levels(visit, tables, row, gained, levels)
        else:
            chart = one_chart(chosen, tables, row, gained, t)
            draw_chart(visit, chart, key=f"picture_{chosen}", cohort_id=tables.cohort.id)
    if right is not None:
        with right:
            draw(beside)


def one_chart(picture: str, tables: CohortTables, row: Mapping[str, Any], gained: pd.DataFrame, t: Texts) -> Chart:
    """The distribution, or the points of a group too small for anything else."""
    if picture == SPREAD:
        return distribution_chart(gained, row, t, theme=theme_now())
    lower = bool(row["lower_is_better"])
    return before_after_chart(gained, row, t, names=names_of(tables), theme=theme_now(), lower_is_better=lower)


def names_of(tables: CohortTables) -> dict[int, str]:
    """What each student of the cohort is called."""
    return dict(zip(tables.roster["student"], tables.roster["name"], strict=True))


def draw_points(visit: Visit, tables: CohortTables, row: Mapping[str, Any], gained: pd.DataFrame) -> None:
    """Before x after, and beside it the paired lines with the mean difference and its interval."""
    left, right = st.columns(2, gap="medium")
    for column, make, key in ((left, before_after_chart, "points"), (right, estimation_chart, "pairs")):
        with column:
            lower = bool(row["lower_is_better"])
            chart = make(gained, row, visit.t, names=names_of(tables), theme=theme_now(), lower_is_better=lower)
            draw_chart(visit, chart, key=f"picture_{key}", cohort_id=tables.cohort.id)


def draw_levels(
    visit: Visit,
    tables: CohortTables,
    row: Mapping[str, Any],
    gained: pd.DataFrame,
    levels: Sequence[float] | None,
) -> None:
    """The flow of levels and the table of it, with Wilcoxon's test; without levels, of bands of marks.

    Of all behaviours together, or of the one that is chosen.
    """
    t, rounded = visit.t, levels is not None
    if levels is None:
        transitions, names = band_table(gained, _EDGES), band_names(_EDGES, t)
    else:
        seen = choose_seen(tables, row, levels, t)
        row, names, rounded = seen.row, seen.names, not seen.criterion
        transitions = transition_table(seen.gained, levels)
    chart = flow_chart(transitions, row, t, levels=names, theme=theme_now())
    draw_chart(visit, chart, key=f"picture_{LEVELS}", cohort_id=tables.cohort.id, named=False)
    part = transition_part(transitions, names, row, t, rounded=rounded)
    draw(tag("div", part, class_=aspect_hue(row["aspect"])))


def draw_figure(chart: Chart, *, key: str) -> None:
    """The finding as a heading, then the figure with its text alternative; the page's own words wrap as it is wide.

    On paper a dark one is turned into a light one (parts.css).
    """
    draw(tag("h4", chart.title, class_="cp-finding"))
    figure = without_title(chart.figure)
    with st.container(key=f"{theme_now()}_chart_{key}"):
        st.plotly_chart(figure, theme=None, alt=chart.alt, config={"displayModeBar": False}, key=key)


def draw_chart(visit: Visit, chart: Chart, *, key: str, cohort_id: int | None = None, named: bool = True) -> None:
    """The figure, and folded under it the table that it draws, to read and to download."""
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
