"""The certificates of the students: one row a unit, as the assessor recommended and the issuer decided."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from capaian.locale import N_, Texts
from capaian.reports.many_rows import ManyRows
from capaian.reports.report import CohortReport
from capaian.reports.styles import Sheets
from capaian.reports.tables import TOP, Value, headings, write_rows

RESULTS: Final = {"K": N_("Kompeten"), "BK": N_("Belum kompeten")}
NOTE: Final = N_(
    "Asesor merekomendasikan, LSP yang memutuskan. Sertifikat tidak dihitung ke dalam nilai, dan tidak membuktikan "
    "bahwa pelatihan penyebab kenaikannya."
)
_EPOCH: Final = datetime.date(1899, 12, 30)
_STYLES: Final = ("count", *["words"] * 9, "day", "day")


def has_certificates(reports: Sequence[CohortReport]) -> bool:
    """Whether there is anything to write."""
    return any(report.certificates is not None and len(report.certificates) for report in reports)


def write_certificates(sheets: Sheets, sheet: ManyRows, reports: Sequence[CohortReport]) -> None:
    """One row a unit of a certificate, in the order given."""
    t, several = sheets.t, len(reports) > 1
    lines: list[list[Value]] = []
    for report in reports:
        if report.certificates is None:
            continue
        for row in report.certificates.to_dict("records"):
            own: list[Value] = [report.cohort_name] if several else []
            lines.append([len(lines) + 1, _word(row["name"]), *own, *_told(row, t)])
    names = [
        *(t("No"), t("Nama"), *([t("Kohort")] if several else []), t("Skema sertifikasi"), t("Kode unit")),
        *(t("Unit kompetensi"), t("Hasil unit"), t("Rekomendasi asesor"), t("Hasil keseluruhan"), t("Penerbit")),
        *(t("Nomor sertifikat"), t("Terbit"), t("Berlaku sampai")),
    ]
    widths = [5, 20, *([20] if several else []), 26, 14, 28, 15, 15, 15, 17, 16, 12, 12]
    sheet.write_string(TOP - 1, 0, t(NOTE), sheets.style("quiet"))
    sheet.set_row(TOP, 34)
    sheets.table(sheet, t("Sertifikat").replace(" ", ""), TOP, headings(sheets, names, widths), len(lines))
    styles = [*_STYLES[:2], *(["words"] if several else []), *_STYLES[2:]]
    write_rows(sheets, sheet, lines, styles, widths=widths)
    sheet.freeze_panes(TOP + 1, 2)


def result_word(code: Any, t: Texts) -> str:
    """`Kompeten` or `Belum kompeten`; what is neither as it is written, "" for none."""
    text = _word(code)
    return t(RESULTS[text]) if text in RESULTS else text


def _told(row: dict[Any, Any], t: Texts) -> list[Value]:
    words = [_word(row[name]) for name in ("scheme", "unit_code", "unit_title")]
    results = [result_word(row.get(name), t) for name in ("result", "recommended", "overall")]
    return [
        *words,
        *results,
        _word(row["issuer"]),
        _word(row["number"]),
        _day(row["issued_on"]),
        _day(row["valid_until"]),
    ]


def _word(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _day(value: Any) -> Value:
    """A day as Excel counts days; None where there is none."""
    if value is None or pd.isna(value):
        return None
    day = pd.Timestamp(value).date()
    return (day - _EPOCH).days
