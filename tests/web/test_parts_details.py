"""Rincian: every quantity with its convention and formula, p values also as adjusted by Holm."""

import re
from html import unescape

import pytest

from capaian.locale import texts
from capaian.web.caching import row_of
from capaian.web.parts_details import details_table
from capaian.web.parts_quantities import Quantity, quantities
from tests.web.tables import tables_of

ID, EN = texts("id"), texts("en")
BEFORE = (13, 12, 12, 9, 14, 17, 14, 9, 6, 7, 11, 15)
AFTER = (14, 13, 16, 12, 15, 18, 13, 10, 10, 8, 14, 16)
COURSE = {f"Siswa {i}": (float(b), float(a)) for i, (b, a) in enumerate(zip(BEFORE, AFTER, strict=True))}
"""The critical thinking course of statistics.md."""


def found(language: str = "id") -> dict[str, Quantity]:
    row = row_of(tables_of(COURSE).summary, "teknis")
    assert row is not None
    return {each.name: each for each in quantities(row, texts(language))}


def text(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Kenaikan rata-rata", "1,7 (0,7 sampai 2,6)"),
        ("g_av", "0,50 (0,17 sampai 0,82)"),
        ("d_z", "1,11 (0,37 sampai 1,83)"),
        ("Korelasi r", "0,89"),
        ("Uji t berpasangan", "t(11) = 3,86"),
        ("Wilcoxon", "V = 73,5"),
        ("Korelasi rank-biserial", "0,88"),
        ("Siswa yang naik", "92% (65% sampai 99%)"),
    ],
)
def test_values_are_those_of_the_method(name: str, value: str) -> None:
    assert found()[name].value == value


def test_every_quantity_has_its_convention_and_its_formula_in_both_languages() -> None:
    for language in ("id", "en"):
        for each in found(language).values():
            assert each.convention, each.name
            assert each.formula, each.name


def test_p_values_of_several_tests_are_adjusted_and_their_number_is_stated() -> None:
    tests = [
        Quantity("A", "t(11) = 3,86", "x", "y", 0.01),
        Quantity("B", "V = 73,5", "x", "y", 0.04),
        Quantity("C", "1 siswa", "x", "", None),
    ]
    said = text(details_table(tests, ID))
    assert "p = 0,010 (Holm p = 0,020)" in said
    assert "p = 0,040 (Holm p = 0,040)" in said
    assert "2 uji ditampilkan" in said
    assert said.count("Rumus") == 2


def test_one_test_alone_is_not_adjusted() -> None:
    said = text(details_table([Quantity("A", "t(11) = 3,86", "x", "y", 0.0001)], EN))
    assert "p < 0.001" in said
    assert "Holm" not in said
