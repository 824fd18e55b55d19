"""The sheet with one row a student: marks as numbers, gain and status as formulas over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from capaian.charts.palette import LIGHT, mix
from capaian.locale import N_, Texts
from capaian.reports.many_rows import Column, Formulas, ManyRows, Numbers, Words
from capaian.reports.measures import Measure
from capaian.reports.styles import Heading, Sheets

HEADINGS: Final = 4
FIRST: Final = HEADINGS + 1
"""Row (from 0) of the headings, and of the first student."""
ROW_HEIGHT: Final = 18
BEFORE, AFTER, GAIN, STATUS = range(4)
"""The columns of a measure."""
_BLOCK: Final = 4
_NOISE: Final = 5e-10
_IDENTITY: Final = {
    "nisn": (N_("NISN"), 13, 13),
    "nis": (N_("NIS"), 8, 16),
    "name": (N_("Nama"), 22, 36),
    "sex": (N_("L/P"), 6, 6),
    "class_name": (N_("Kelas"), 9, 18),
    "programme": (N_("Program keahlian"), 18, 32),
    "cohort_name": (N_("Kohort"), 18, 34),
}
"""Its heading, and between which widths its column is as wide as its longest word."""
_ALWAYS: Final = ("nisn", "nis", "name", "class_name")
MISSING: Final = (
    N_("Lengkap"),
    N_("Belum ada nilai"),
    N_("Tanpa nilai sesudah"),
    N_("Tanpa nilai sebelum"),
    N_("Kriteria berbeda"),
)
"""What a student lacks in a measure, by `what_is_missing`."""
_DIFFERENT: Final = 4
"""Of these: both marks, of criteria that differ; no formula makes a gain of them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands on the sheet: identity columns after No, then four columns a measure."""

    sheet: str
    identity: tuple[str, ...]
    students: int

    @property
    def measures_from(self) -> int:
        """The column of the first measure."""
        return 1 + len(self.identity)

    def column(self, measure: int, offset: int) -> int:
        """The column of BEFORE, AFTER, GAIN or STATUS of a measure."""
        return self.measures_from + _BLOCK * measure + offset

    def cells(self, measure: int, offset: int) -> str:
        """The same as an absolute range over all students, with the sheet's name."""
        return self._range(self.column(measure, offset))

    def identity_cells(self, key: str) -> str:
        """The absolute range of an identity column."""
        return self._range(1 + self.identity.index(key))

    def _range(self, column: int) -> str:
        return f"{self.sheet}!{xl_range_abs(FIRST, column, FIRST + max(self.students, 1) - 1, column)}"


def layout_of(students: pd.DataFrame, sheet: str, *, several: bool) -> Layout:
    """Identity columns: the usual ones, sex where known, programmes and cohorts where there are several."""
    there = [key for key, least in (("sex", 1), ("programme", 2)) if _different(students[key]) >= least]
    keys = {*_ALWAYS, *there, *(["cohort_name"] if several else [])}
    return Layout(sheet, tuple(key for key in _IDENTITY if key in keys), len(students))


def _different(values: pd.Series) -> int:
    return values[values.ne("").to_numpy(dtype=bool)].nunique()


def what_is_missing(measure: Measure) -> np.ndarray:
    """For each student a place in MISSING."""
    no_before, no_after = np.isnan(measure.before), np.isnan(measure.after)
    cases = [measure.paired, no_before & no_after, no_after, no_before]
    return np.select(cases, [0, 1, 2, 3], 4)


def identity_headings(sheets: Sheets, students: pd.DataFrame, keys: Sequence[str]) -> list[Heading]:
    """No, NISN, NIS, Nama ... with the widths of their columns: what these students' words need."""
    t, style, told = sheets.t, sheets.style("heading"), []
    for key in keys:
        name, least, most = _IDENTITY[key]
        longest = max(map(len, students[key].unique()), default=0)
        told.append(Heading(t(name), min(max(longest + 1, least), most), style))
    return [Heading(t("No"), 5, style), *told]


def identity_columns(sheets: Sheets, students: pd.DataFrame, keys: Sequence[str]) -> list[Column]:
    """Who a row is about; numbers of identity are text, so that no zero is lost."""
    numbers = np.arange(1, len(students) + 1, dtype=np.float64)
    words = [Words(students[key].tolist(), sheets.style("text")) for key in keys]
    return [Numbers(numbers, sheets.style("count")), *words]


def write_students(
    sheets: Sheets,
    sheet: ManyRows,
    layout: Layout,
    *,
    students: pd.DataFrame,
    measures: Sequence[Measure],
    pass_cells: Sequence[Sequence[str]],
) -> None:
    """One row a student; pass_cells: where the pass mark of each measure in each cohort stands, by another sheet."""
    t = sheets.t
    headings = identity_headings(sheets, students, layout.identity)
    for measure in measures:
        hue = sheets.hue(measure.aspect)
        names = (t("sebelum"), t("sesudah"), t("kenaikan"), t("ketuntasan"))
        widths = (10, 10, 10, 20)
        headings += [Heading(f"{measure.name} {word}", w, hue) for word, w in zip(names, widths, strict=True)]
    sheet.set_row(HEADINGS, 34)
    sheets.table(sheet, t("Siswa").replace(" ", ""), HEADINGS, headings, max(len(students), 1))
    _visible_rows(sheets, sheet, layout, measures)
    columns = identity_columns(sheets, students, layout.identity)
    cohorts = students["cohort"].to_numpy()
    for at, (measure, cells) in enumerate(zip(measures, pass_cells, strict=True)):
        columns += _columns(sheets, layout, at, measure, cells, cohorts)
        _conditions(sheets, sheet, layout, at)
    sheet.write_many(FIRST, columns, height=ROW_HEIGHT)
    sheet.freeze_panes(FIRST, 1 + layout.identity.index("name") + 1)


def _visible_rows(sheets: Sheets, sheet: ManyRows, layout: Layout, measures: Sequence[Measure]) -> None:
    """Two lines above the headings that follow the filters: how many of the visible students count, and their gain."""
    t, label = sheets.t, sheets.style("quiet", align="right")
    name = 1 + layout.identity.index("name")
    sheet.write_string(HEADINGS - 2, name, t("Baris yang tampak: jumlah yang dihitung"), label)
    sheet.write_string(HEADINGS - 1, name, t("Baris yang tampak: rata-rata kenaikan"), label)
    count, mean = sheets.style("quiet", align="center"), sheets.style("quiet_gain")
    for at, measure in enumerate(measures):
        column, cells = layout.column(at, GAIN), layout.cells(at, GAIN).partition("!")[2]
        n = int(measure.paired.sum())
        sheets.write_formula(sheet, HEADINGS - 2, column, f"=SUBTOTAL(102,{cells})", count, n)
        formula = f'=IF(SUBTOTAL(102,{cells})=0,"–",SUBTOTAL(101,{cells}))'
        value = float(np.nanmean(measure.gain)) if n else "–"
        sheets.write_formula(sheet, HEADINGS - 1, column, formula, mean, value)


def _columns(
    sheets: Sheets, layout: Layout, at: int, measure: Measure, pass_cells: Sequence[str], cohorts: np.ndarray
) -> list[Column]:
    paired = measure.paired
    before, after, gain = (f"{xl_col_to_name(layout.column(at, offset))}{{row}}" for offset in (BEFORE, AFTER, GAIN))
    mark, lone = sheets.style("mark"), sheets.style("lone")
    difference = f"{before}-{after}" if measure.lower else f"{after}-{before}"
    asked = np.array([row is not None for row in measure.rows])[cohorts]
    live = asked & (what_is_missing(measure) != _DIFFERENT)
    gains = np.where(paired, measure.gain.astype(object), "")
    return [
        Numbers(measure.before, mark, odd=lone, where=~paired),
        Numbers(measure.after, mark, odd=lone, where=~paired),
        Formulas(
            [f'=IF(COUNT({before},{after})=2,{difference},"")'], np.where(live, 0, -1), gains.tolist(),
            sheets.style("gain"), sheets.style("signed"), where=~paired,
        ),
        _statuses(sheets, measure, pass_cells, cohorts, cells=(before, after, gain), asked=asked),
    ]  # fmt: skip


def _statuses(
    sheets: Sheets,
    measure: Measure,
    pass_cells: Sequence[str],
    cohorts: np.ndarray,
    *,
    cells: tuple[str, str, str],
    asked: np.ndarray,
) -> Formulas:
    """Whether the mark after reaches the pass mark, or what there is not. cells: before, after, gain.

    asked: of whom the measure is. A mark that somebody takes away or fills in counts there as it would here.
    """
    t, (before, after, gain) = sheets.t, cells
    yes, no = t("Tuntas"), t("Belum tuntas")
    nothing, no_after, no_before = (t(word) for word in MISSING[1:4])
    lacking = f'IF(COUNT({before},{after})=0,"{nothing}",IF(COUNT({after})=0,"{no_after}","{no_before}"))'
    sign = "<=" if measure.lower else ">="
    wanted = np.array([np.nan if row is None else row["pass_mark"] for row in measure.rows])[cohorts]
    over = wanted - measure.after if measure.lower else measure.after - wanted
    missing = what_is_missing(measure)
    known = asked & (missing != _DIFFERENT) & ~np.isnan(wanted)
    words = np.array(["", *(t(word) for word in MISSING[1:])], dtype=object)[missing * asked]
    told = np.where(missing == 0, np.where(over >= -_NOISE, yes, no).astype(object), words)
    return Formulas(
        [f'=IF(COUNT({gain}),IF({after}{sign}{cell},"{yes}","{no}"),{lacking})' for cell in pass_cells],
        np.where(known, cohorts, -1),
        told.tolist(),
        sheets.style("status"),
        sheets.style("status", italic=True),
        words.tolist(),
        where=missing != 0,
    )


def _conditions(sheets: Sheets, sheet: ManyRows, layout: Layout, at: int) -> None:
    """Grey arrows beside gains, and a frame of shade where a mark fell or misses the pass mark: seen in print too."""
    last = FIRST + max(layout.students, 1) - 1
    gain, status = layout.column(at, GAIN), layout.column(at, STATUS)
    icons: list[dict[str, Any]] = [
        {"criteria": ">=", "type": "number", "value": _NOISE},
        {"criteria": ">=", "type": "number", "value": -_NOISE},
    ]
    arrows = {"type": "icon_set", "icon_style": "3_arrows_gray", "icons": icons}
    sheet.conditional_format(FIRST, gain, last, gain, arrows)
    shade = mix(LIGHT.attention, LIGHT.background, 0.12)
    fell = sheets.book.add_format({"bg_color": shade, "font_color": LIGHT.attention, "italic": True})
    cell = f"{xl_col_to_name(gain)}{FIRST + 1}"
    fallen = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<0)", "format": fell}
    sheet.conditional_format(FIRST, gain, last, gain, fallen)
    missed = sheets.book.add_format({"bg_color": LIGHT.grid, "bold": True})
    words = {"type": "cell", "criteria": "==", "value": f'"{sheets.t("Belum tuntas")}"', "format": missed}
    sheet.conditional_format(FIRST, status, last, status, words)


def missing_words(measure: Measure, t: Texts) -> list[str]:
    """What each student lacks, in words."""
    return np.array([t(word) for word in MISSING], dtype=object)[what_is_missing(measure)].tolist()
