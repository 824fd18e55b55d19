"""Words for the places of a workbook that are stricter than a cell."""

import pytest

from capaian.locale import texts
from capaian.reports import table_workbook
from capaian.reports.plain_text import foot_words, one_line, sheet_name, unique_headings
from tests.reports.ooxml import faults
from tests.reports.tables import opened


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Las & Fabrikasi", "Las & Fabrikasi"),
        ("Las\nDasar\t2026", "Las Dasar 2026"),
        ("\x00Las\x0b \x85Dasar\ufffe", "Las Dasar"),
        ("", ""),
    ],
)
def test_a_line_is_one_line_that_xml_can_hold(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("names", "headings"),
    [
        (["No", "Nama"], ["No", "Nama"]),
        (["Nilai", "nilai", "NILAI"], ["Nilai", "nilai (2)", "NILAI (3)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (3)"]),
        (["", "\n"], ["–", "– (2)"]),
        (["_x0041_"], ["_ x0041_"]),
        (["a\nb"], ["a b"]),
        (["x" * 300], ["x" * 200]),
    ],
)
def test_headings_of_a_table_are_unique_and_stand_alike_in_cell_and_table(names, headings) -> None:
    assert unique_headings(names) == headings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Las & Fabrikasi", "Las && Fabrikasi"),
        ('&"Arial"&D', '&&"Arial"&&D'),
        ("A&G Teknik", "A&&&9G Teknik"),
        ("&[Picture]", "&&&9[Picture]"),
        ("a\nb", "a b"),
        ("x" * 200, "x" * 150),
        ("&" * 200, "&" * 150),
        ("x" * 147 + "&&", "x" * 147 + "&&"),
        ("x" * 148 + "&G", "x" * 148 + "&&"),
    ],
)
def test_words_in_a_footer_are_no_codes(text, words) -> None:
    assert foot_words(text) == words


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Teknis: 28 dari 30 siswa naik, 2 turun", "Teknis 28 dari 30 siswa naik, 2"),
        ("Ilmu Qur'an dan hadis di kelas xi'a", "Ilmu Qur'an dan hadis di kelas"),
        ("'Aisyah'", "Aisyah"),
        ("a[b]\\c/d?e*f\x07g", "a b c d e f g"),
        ("😀" * 20, "😀" * 15),
        ("History", "History –"),
        ("''", "–"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_title_names_its_sheet(title: str, name: str) -> None:
    assert sheet_name(title) == name
    content = table_workbook(title, ["Kelas"], [["=1+1"], ["\x07\x00"]], texts("id"))
    assert faults(content) == []
    assert [cell.data_type for cell in opened(content).worksheets[0]["A"]] == ["s", "s", "n", "s", "s", "s"]
