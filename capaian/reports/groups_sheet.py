"""Groups side by side: cohorts, classes, programmes, sexes; what they were before first, never ordered by gain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.improvement import moments, summarise_moments
from capaian.locale import N_, Texts
from capaian.reports.formulas import headline_formulas, over, written_in
from capaian.reports.many_rows import ManyRows
from capaian.reports.measures import Measure, records
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import Layout
from capaian.reports.styles import Sheets
from capaian.reports.tables import TOP, Live, Value, headings, say_nothing_there, write_rows
from capaian.reports.totals import shares_of

_GROUPINGS: Final = {
    "cohort_name": N_("Kohort"),
    "class_name": N_("Kelas"),
    "programme": N_("Program keahlian"),
    "sex": N_("Jenis kelamin"),
}
_SEXES: Final = {"L": N_("Laki-laki"), "P": N_("Perempuan")}
COLUMNS: Final = (
    ("n_matched", "count", 0), ("mean_before", "mark", 2), ("sd_before", "mark", 2), ("mean_after", "mark", 2),
    ("mean_gain", "gain", 2), ("gain_low", "signed", 10), ("gain_high", "signed", 10),
    ("pass_before_share", "share", 5), ("pass_after_share", "share", 5),
)  # fmt: skip
"""The summary's columns, baseline first, their formats, and from how many students on they are told."""
NOTE: Final = N_(
    "Nilai awal dulu; urutan menurut waktu atau nama, bukan menurut kenaikan. Kelompok yang nilai awalnya berbeda "
    "tidak dapat dibandingkan begitu saja, dan kenaikan saja tidak menunjukkan sebabnya."
)


@dataclass(frozen=True, slots=True, eq=False)
class GroupRow:
    """One group in one measure (its place). by: the roster's column; written: what stands in it for this group."""

    measure: int
    by: str
    name: str
    written: str
    row: dict[str, Any]


def group_rows(
    reports: Sequence[CohortReport], measures: Sequence[Measure], students: pd.DataFrame, t: Texts
) -> list[GroupRow]:
    """Every group of every grouping that has two or more, measure by measure, those trained alone (but for cohorts)."""
    found = []
    grouped = {by: _summarised(reports, measures, students, by) for by in ("class_name", "programme", "sex")}
    for at, measure in enumerate(measures):
        if len(reports) > 1:
            rows = [(r.cohort_name, row) for r, row in zip(reports, measure.rows, strict=True) if row is not None]
            found += [GroupRow(at, "cohort_name", name, name, row) for name, row in rows]
        for by, rows in grouped.items():
            own = [(value, row) for place, value, row in rows if place == at]
            if len(own) > 1:
                found += [GroupRow(at, by, _name(by, value, t), value, row) for value, row in own]
    return found


def write_groups(
    sheets: Sheets,
    sheet: ManyRows,
    layout: Layout,
    groups: Sequence[GroupRow],
    measures: Sequence[Measure],
    *,
    all_trained: bool,
    note: str = "",
) -> None:
    """One row a group; the numbers are formulas over the student rows, where all of these are of a training.

    note: what else is to be said above them.
    """
    t = sheets.t
    if not groups:
        say_nothing_there(sheets, sheet, t("Tidak ada kelompok untuk disandingkan: hanya satu kohort dan satu kelas."))
        return
    quiet = sheets.style("quiet", text_wrap=True, valign="top")
    sheet.set_row(TOP - 1, 42 if note else 28)
    sheet.merge_range(TOP - 1, 0, TOP - 1, 2 + len(COLUMNS), "", quiet)
    sheet.write_string(TOP - 1, 0, " ".join(filter(None, (note, t(NOTE)))), quiet)
    names = [
        *(t("Aspek"), t("Menurut"), t("Kelompok"), t("Jumlah siswa"), t("Nilai awal"), t("Simpangan baku awal")),
        *(t("Nilai akhir"), t("Kenaikan (poin)"), t("Dari (95%)"), t("Sampai (95%)")),
        *(t("Tuntas sebelum"), t("Tuntas sesudah")),
    ]
    sheet.set_row(TOP, 34)
    told = headings(sheets, names, [14, 18, 30, *[11] * 9])
    sheets.table(sheet, t("Banding").replace(" ", ""), TOP, told, len(groups))
    rows = []
    for line, group in enumerate(groups, start=TOP + 2):
        measure = measures[group.measure]
        live = all_trained or group.by == "cohort_name"
        formulas = _formulas(layout, group, measure, line) if live else {}
        numbers = [_value(key, least, group.row, formulas) for key, _, least in COLUMNS]
        rows.append([measure.name, t(_GROUPINGS[group.by]), group.name, *numbers])
    styles = ["name", "name", "name", *(style for _, style, _ in COLUMNS)]
    write_rows(sheets, sheet, rows, styles, hues=[measures[group.measure].aspect for group in groups])
    sheet.freeze_panes(TOP + 1, 3)


def rules_note(reports: Sequence[CohortReport], t: Texts) -> str:
    """That the cohorts are not scored by the same rules; "" where they are."""
    aspects = {rule.aspect for report in reports for rule in report.rules}
    if any(len({frozenset(r for r in one.rules if r.aspect == aspect) for one in reports}) > 1 for aspect in aspects):
        return t(
            "Aturan penilaian kohort-kohort ini tidak sama (bobot, arah, atau skala); nilai tiap kohort dihitung "
            "dengan aturannya sendiri, lihat lembar Metode."
        )
    return ""


def grouping_name(by: str, t: Texts) -> str:
    """What a grouping is called."""
    return t(_GROUPINGS[by])


def _name(by: str, value: str, t: Texts) -> str:
    return t(_SEXES[value]) if by == "sex" and value in _SEXES else value


def _value(key: str, least: int, row: dict[str, Any], formulas: dict[str, str]) -> Value:
    told = row | shares_of(row)
    value = told[key]
    if row["n_matched"] < least or np.isnan(value) or ("pass" in key and np.isnan(row["pass_mark"])):
        return float("nan")
    return Live(formulas[key], value) if key in formulas else value


def _formulas(layout: Layout, group: GroupRow, measure: Measure, line: int) -> dict[str, str]:
    written = f'"{group.written}"' if group.by == "sex" else f"$C{line}"
    condition = written_in(layout.identity_cells(group.by), written)
    rows = over(layout, group.measure, lower=measure.lower, group=condition)
    wanted = group.row["pass_mark"]
    told = headline_formulas(rows, n=f"$D{line}", mean=f"$H{line}", wanted=f"{wanted:.16G}")
    spread = f"=SQRT(SUMPRODUCT({rows.among(f'({rows.before}-$E{line})^2')})/($D{line}-1))"
    shares = {f"{key}_share": f"{told[key]}/$D{line}" for key in ("pass_before", "pass_after")}
    return {**told, **shares, "sd_before": spread}


def _summarised(
    reports: Sequence[CohortReport], measures: Sequence[Measure], students: pd.DataFrame, by: str
) -> list[tuple[int, str, dict[str, Any]]]:
    """(measure, value of the column, summary row) by value; students of cohorts without training are left out."""
    trained = np.array([report.trained for report in reports])[students["cohort"].to_numpy()]
    codes, values = pd.factorize(students[by].where(trained, ""), sort=True)
    if not measures or (values != "").sum() < 2:
        return []
    known = trained & (students[by] != "").to_numpy(dtype=bool)
    used = [measure.paired & known for measure in measures]
    lengths = [int(use.sum()) for use in used]
    table = pd.DataFrame(
        {
            "cohort": np.concatenate([codes[use] for use in used]).astype(np.int64),
            "student": np.concatenate([np.flatnonzero(use) for use in used]),
            "aspect": _repeated([measure.aspect for measure in measures], lengths),
            "criterion": _repeated([measure.key[1] or None for measure in measures], lengths),
            **{
                name: np.concatenate([getattr(measure, name)[use] for measure, use in zip(measures, used, strict=True)])
                for name in ("before", "after", "gain")
            },
        }
    )
    if table.empty:
        return []
    sums = moments(
        table,
        pass_marks={measure.aspect: _one_mark(measure) for measure in measures},
        scale_max=reports[0].scale_max,
        lower_is_better=_directions(measures),
    )
    place = {measure.key: at for at, measure in enumerate(measures)}
    rows = records(summarise_moments(sums, effect_intervals=False))
    return [
        (place[(row["aspect"] or "", row["criterion"] or "")], str(values[int(row["cohort"])]), row) for row in rows
    ]


def _directions(measures: Sequence[Measure]) -> bool | dict[tuple[str, str], bool]:
    lower = {measure.key: measure.lower for measure in measures}
    return lower if len(set(lower.values())) > 1 else next(iter(lower.values()))


def _repeated(words: Sequence[str | None], times: Sequence[int]) -> pd.Categorical:
    """Each word so many times; None is null."""
    names = list(dict.fromkeys(word for word in words if word is not None))
    places = [-1 if word is None else names.index(word) for word in words]
    return pd.Categorical.from_codes(np.repeat(places, times), categories=pd.Index(names, dtype="str"))


def _one_mark(measure: Measure) -> float:
    """The pass mark of a measure; NaN where the cohorts have different ones."""
    marks = {row["pass_mark"] for row in measure.rows if row is not None}
    return float(next(iter(marks))) if len(marks) == 1 else float("nan")
