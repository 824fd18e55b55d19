"""The sheet of certificates: what the assessor recommended stands beside what was decided, and is read back."""

import datetime
from dataclasses import replace

import pandas as pd

from capaian.locale import texts
from capaian.reading import read_certificates
from capaian.reports import summary_workbook
from tests.reports.tables import opened, report

DAY = datetime.date(2025, 9, 26)
NAMES = ("student", "name", "scheme", "unit_code", "unit_title", "result", "recommended", "overall", "issuer", "number",
         "issued_on", "valid_until")  # fmt: skip


def held() -> pd.DataFrame:
    known = report().roster.iloc[0]
    told = [known["student"], known["name"], "Las Dasar (rekaan)"]
    return pd.DataFrame(
        [
            [*told, "X.1.01", "Keselamatan kerja", "K", "K", "BK", "LSP Contoh", "C-1", DAY, None],
            [*told, "X.2.01", "Mengelas pelat", "BK", "K", "BK", "LSP Contoh", "C-1", DAY, None],
        ],
        columns=list(NAMES),
    )


def test_the_recommendation_stands_beside_the_decision_and_is_read_back() -> None:
    content = summary_workbook(replace(report(), certificates=held()), texts("id"))
    sheet = opened(content)["Sertifikat"]
    told = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    heads = next(row for row in told if "Hasil unit" in row)
    assert heads[5:8] == ["Hasil unit", "Rekomendasi asesor", "Hasil keseluruhan"]
    assert [row[5:8] for row in told if "X.1.01" in row] == [["Kompeten", "Kompeten", "Belum kompeten"]]
    found = read_certificates([("hasil.xlsx", content)])
    (one,) = found.certificates
    assert (one.recommended, one.overall, one.number) == ("K", "BK", "C-1")
    assert [unit.result for unit in one.units] == ["K", "BK"]


def test_on_a4_its_letters_are_not_too_small_to_read_and_long_words_go_on_in_the_next_line() -> None:
    """275 units of width, as once, were printed at half their size; 200 fit on A4 at two thirds and more."""
    scheme = "Klaster Perawatan Mesin Kendaraan Ringan Tingkat Dua (rekaan)"
    content = summary_workbook(replace(report(), certificates=held().assign(scheme=scheme)), texts("id"))
    sheet = opened(content)["Sertifikat"]
    widths = [one.width for one in sheet.column_dimensions.values()]
    assert sum(widths) <= 200
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == scheme)
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 15 * len(scheme) / widths[cell.column - 1]
