"""The sheets of what may leave the school: criteria, groups side by side, certificates, as far as they may be told."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from capaian.charts.words import measure_name
from capaian.improvement import certified_students, coded_shares
from capaian.locale import N_, Texts
from capaian.reports.groups_sheet import NOTE, GroupRow, grouping_name
from capaian.reports.hidden import shown_rows, told_shares
from capaian.reports.many_rows import ManyRows
from capaian.reports.measures import Measure, records
from capaian.reports.report import CohortReport
from capaian.reports.styles import Sheets
from capaian.reports.tables import TOP, Value, headings, say_nothing_there, write_rows

SHOWN: Final = (
    ("n_matched", "count"), ("mean_before", "mark"), ("mean_after", "mark"), ("mean_gain", "gain"),
    ("gain_low", "signed"), ("gain_high", "signed"), ("improved_share", "share"), ("declined_share", "share"),
    ("pass_mark", "exact"), ("pass_before_share", "share"), ("pass_after_share", "share"),
)  # fmt: skip
STYLES: Final = tuple(style for _, style in SHOWN)
_HIDDEN: Final = N_("disembunyikan")


def told_numbers(row: dict[str, Any], *, ranges: bool = False, without: frozenset[str] = frozenset()) -> list[Value]:
    """A summary row as far as it may leave the school, SHOWN. ranges: of a part. without: shares not to be told."""
    shares = told_shares(row, ranges=ranges) | dict.fromkeys(without, "–")
    return [shares[key] if key in shares else row[key] for key, _ in SHOWN]


def number_names(t: Texts) -> list[str]:
    """What stands above SHOWN."""
    return [
        *(t("Ikut kedua tes"), t("Rata-rata sebelum"), t("Rata-rata sesudah"), t("Kenaikan (poin)")),
        *(t("Dari (95%)"), t("Sampai (95%)"), t("Bagian naik"), t("Bagian turun"), t("KKM")),
        *(t("Tuntas sebelum"), t("Tuntas sesudah")),
    ]


def write_shown_criteria(
    sheets: Sheets, sheet: ManyRows, reports: Sequence[CohortReport], smallest: int
) -> dict[str, tuple[int, int]]:
    """One row a criterion that may be told; the first and last row of each aspect's criteria, of one cohort."""
    t = sheets.t
    rows, aspects, hidden = [], [], 0
    for report in reports:
        found = list(records(report.summary))
        for row, shown in zip(found, shown_rows(found, smallest), strict=True):
            if row["criterion"] is None:
                continue
            if not shown:
                hidden += 1
                continue
            name = measure_name({**row, "criterion": None}, t)
            rows.append([name, report.cohort_name, row["criterion"], *told_numbers(row)])
            aspects.append(row["aspect"])
    if not rows:
        say_nothing_there(sheets, sheet, t("Tidak ada kriteria terpisah yang boleh dibagikan."))
        return {}
    names = [t("Aspek"), t("Kohort"), t("Kriteria"), *number_names(t)]
    told = headings(sheets, names, [14, 26, 32, *[11] * 11])
    sheet.set_row(TOP, 34)
    sheets.table(sheet, t("Kriteria").replace(" ", ""), TOP, told, len(rows))
    write_rows(sheets, sheet, rows, ["name", "name", "name", *STYLES], hues=aspects)
    sheet.freeze_panes(TOP + 1, 3)
    if hidden:
        words = t.plural("{n} baris disembunyikan karena kelompoknya kecil.",
                         "{n} baris disembunyikan karena kelompoknya kecil.", hidden)  # fmt: skip
        sheet.write_string(TOP - 1, 0, words, sheets.style("quiet"))
    places: dict[str, tuple[int, int]] = {}
    for at, aspect in enumerate(aspects, start=TOP + 1):
        places[aspect or ""] = (places.get(aspect or "", (at, at))[0], at)
    return {aspect: ends for aspect, ends in places.items() if ends[1] > ends[0]}


def write_shown_groups(
    sheets: Sheets, sheet: ManyRows, groups: Sequence[tuple[GroupRow, bool]], measures: Sequence[Measure]
) -> None:
    """The groups of one cohort side by side; a hidden one is named without a number. measures: as far as shown."""
    t = sheets.t
    groups = [(group, hide) for group, hide in groups if measures[group.measure].whole]
    if not groups:
        say_nothing_there(sheets, sheet, t("Kohort berdampingan di lembar Ringkasan; kelompok lain tidak dibagikan."))
        return
    sheet.write_string(TOP - 1, 0, t(NOTE), sheets.style("quiet"))
    names = [t("Aspek"), t("Menurut"), t("Kelompok"), t("Simpangan baku awal"), *number_names(t)]
    sheet.set_row(TOP, 34)
    sheets.table(sheet, t("Banding"), TOP, headings(sheets, names, [14, 18, 26, *[11] * 12]), len(groups))
    rows = []
    for group, hide in groups:
        words: list[Value] = [measures[group.measure].name, grouping_name(group.by, t), group.name]
        numbers = [t(_HIDDEN), *["–"] * len(SHOWN)] if hide else _group_numbers(group.row)
        rows.append([*words, *numbers])
    hues = [measures[group.measure].aspect for group, _ in groups]
    write_rows(sheets, sheet, rows, ["name", "name", "name", "mark", *STYLES], hues=hues)
    sheet.freeze_panes(TOP + 1, 3)


def _group_numbers(row: dict[str, Any]) -> list[Value]:
    return [row["sd_before"], *told_numbers(row, ranges=True)]


def write_shown_certificates(sheets: Sheets, sheet: ManyRows, reports: Sequence[CohortReport], smallest: int) -> None:
    """Of how many students of each cohort a decision in each scheme is known, and the share certified."""
    t = sheets.t
    rows: list[list[Value]] = []
    for report in reports:
        if report.certificates is None:
            continue
        for scheme, own in report.certificates.groupby("scheme", sort=True):
            certified, known = certified_students(own)
            n, competent = len(known), len(certified)
            small = n < smallest
            share = coded_shares(np.array([competent / max(n, 1)], dtype=np.float64))[0]
            rows.append([report.cohort_name, str(scheme), t(_HIDDEN) if small else n, "–" if small else share])
    names = [t("Kohort"), t("Skema sertifikasi"), t("Siswa dengan hasil"), t("Bagian kompeten")]
    sheets.table(sheet, t("Sertifikat"), TOP, headings(sheets, names, [30, 44, 20, 20]), len(rows))
    write_rows(sheets, sheet, rows, ["name", "name", "count", "share"])
