"""The sheets of a comparison class and of a retest, and the functions that our formulas use."""

import dataclasses
import html
import re
from typing import Any

import pytest

from capaian.improvement import Comparison, ReliableChange, comparison_verdict, reliable_change_note
from capaian.locale import texts
from capaian.reports import summary_workbook
from capaian.web.parts_compare import ways_part
from tests.reports.tables import crowd, opened, report, rows

T = texts("id")
ALIKE = Comparison(28, 31, 0.02, "equivalent", 5.24, 2.1, 8.4, 0.0004, 5.1, 2.0, 8.2, 0.001, 0.4)
OTHER = dataclasses.replace(ALIKE, did_p=0.03, ancova_p=0.04, slope_p=0.9)
APART = dataclasses.replace(ALIKE, band="not_comparable", baseline_g=0.41)
KNOWN = ReliableChange(0.861, 24, 1.24, -0.3, 2.76, 9.297, 12, 15, 2)


def sheet(name: str, **changed: Any) -> Any:
    return opened(summary_workbook(report(**changed), T))[name]


def line(told: Any, row: int) -> list[Any]:
    return rows(told, row, row)[0]


def test_a_measure_has_its_numbers_unrounded_and_its_verdict() -> None:
    told = sheet("Pembanding", comparisons={("teknis", ""): ALIKE})
    numbers = [28, 31, 0.02, 5.24, 2.1, 8.4, 0.0004, 0.0012, 5.1, 2.0, 8.2, 0.001, 0.002, 0.4]
    assert line(told, 5) == ["Teknis", *numbers, comparison_verdict(ALIKE, T)]
    assert [told[cell].number_format for cell in ("D5", "H5")] == [
        '[$-421]+0.00;[$-421]"−"0.00;[$-421]0.00', '[$-421][<0.001]"< 0,001";[$-421]0.000',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comparisons", "m", "adjusted"),
    [
        (
            {("teknis", ""): ALIKE, ("karakter", ""): OTHER, ("teknis", "Persiapan"): APART},
            6,
            [0.0024, 0.005, 0.12, 0.12],
        ),
        ({("teknis", ""): ALIKE, ("teknis", "Persiapan"): ALIKE}, 3, [0.0012, 0.002, 0.0012, 0.002]),
    ],
)
def test_every_p_is_told_with_what_holm_makes_of_it_over_all_tests_of_the_sheet(comparisons, m, adjusted) -> None:
    """p .0004 .001 .4 and .03 .04 .9: six tests, of which the smallest is multiplied by six, the next by five.

    One of two groups that cannot be compared is no test; an aspect of one criterion is one, though in two rows.
    """
    told = sheet("Pembanding", comparisons=comparisons)
    rows_ = [line(told, at) for at in range(5, 9)]
    found = [row[at] for row in rows_ for at in (8, 13) if isinstance(row[at], float)]
    assert found == [pytest.approx(p) for p in adjusted]
    words = [row[0] for row in told.iter_rows(min_row=8, values_only=True) if row[0]]
    assert f"{m} uji ditampilkan; nilai p disesuaikan menurut Holm, kisaran tetap 95% untuk masing-masing." in words


def test_on_the_page_of_one_aspect_holm_says_the_same() -> None:
    told = line(sheet("Pembanding", comparisons={("teknis", ""): ALIKE}), 5)
    page = html.unescape(str(ways_part(ALIKE, T)))
    assert f"p < 0,001 (Holm p = {T.number(told[8], 3)})" in page
    assert f"p = 0,001 (Holm p = {T.number(told[13], 3)})" in page


@pytest.mark.parametrize(
    "changed", [{"band": "not_comparable", "baseline_g": 0.41}, {"slope_p": 0.01}, {"n": 9}, {"band": None}]
)
def test_a_difference_that_cannot_be_told_is_not_written(changed: dict[str, Any]) -> None:
    comparison = dataclasses.replace(ALIKE, **changed)
    told = line(sheet("Pembanding", comparisons={("teknis", ""): comparison}), 5)
    assert told[1:4] == [comparison.n, 31, comparison.baseline_g]
    assert told[4:] == ["–"] * 11 + [comparison_verdict(comparison, T)]


def test_what_the_other_class_has_not_is_said() -> None:
    told = sheet("Pembanding", comparisons={("teknis", "Persiapan"): ALIKE})
    assert line(told, 5)[1:] == ["–"] * 14 + ["kelas pembanding tidak mempunyai aspek dan kriteria ini"]
    assert line(told, 6)[0] == "Teknis: Persiapan"
    assert line(told, 6)[1] == 28


def test_the_first_sheet_says_the_verdict() -> None:
    words = sheet("Ringkasan", comparisons={("teknis", ""): ALIKE})["B4"].value
    assert words.endswith(f"; {comparison_verdict(ALIKE, T)}.")


def test_the_reliability_of_each_test_or_that_it_is_not_known() -> None:
    told = sheet("Ketelitian tes", changes={("teknis", ""): KNOWN})
    assert line(told, 5)[1:] == [24, 0.861, 9.297, 12, 15, 2, 1.24, -0.3, 2.76, reliable_change_note(KNOWN, T)]
    assert line(told, 6)[1:] == ["–"] * 9 + ["ketelitian tes belum diketahui"]


def test_without_either_there_is_neither_sheet() -> None:
    assert opened(summary_workbook(report(), T)).sheetnames == [
        "Ringkasan", "Siswa", "Kriteria", "Banding", "Tidak lengkap", "Metode", "Info",
    ]  # fmt: skip


def test_no_formula_uses_a_function_that_excel_must_be_told_of() -> None:
    several = [crowd(12), crowd(11, cohort_name="Las 2027")]
    books = [opened(summary_workbook(some, T), values=False) for some in (report(), several)]
    cells = [cell for book in books for one in book for row in one.iter_rows() for cell in row]
    used = set(re.findall(r"([A-Z.]+)\(", "".join(cell.value for cell in cells if cell.data_type == "f")))
    assert used == {
        "IF", "COUNT", "COUNTIF", "COUNTIFS", "AVERAGE", "TINV", "STDEV", "SQRT", "SUMPRODUCT", "EXACT",
        "SUBTOTAL", "EXP", "GAMMALN",
    }  # fmt: skip
