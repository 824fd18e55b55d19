"""Lists of certificates: the layouts, the cells, what is wrong in them, and what is no list of certificates."""

import datetime

import pytest

from capaian.problems import Severity
from capaian.reading import read_certificates
from capaian.reading.certificate_cells import day_of, result_of, unit_in
from tests.reading.certificate_lists import (
    NAMES,
    SCHEME,
    UNITS,
    book,
    one_column_a_unit,
    one_row_a_student,
    one_row_a_unit,
    ticked_columns_of_units,
    ticked_students,
    ticked_units,
)

DAY = datetime.date(2025, 6, 19)


def read(content, name="daftar.xlsx"):
    return read_certificates([(name, content)])


def told(found):
    """By the name of the student: decision, number, and each unit's result."""
    names = found.students["name"].tolist()
    return {
        names[one.student]: (one.overall, one.number, [(unit.code, unit.result) for unit in one.units])
        for one in found.certificates
    }


def test_one_row_a_student_with_scheme_and_issuer_in_lines_above():
    found = read(one_row_a_student())
    assert not found.blocked
    first, third = found.certificates[0], found.certificates[2]
    assert (first.scheme, first.issuer, first.number) == (SCHEME, "LSP Contoh Teknik", "CONTOH-001")
    assert (first.recommended, first.overall, third.recommended, third.overall) == ("K", "K", "K", "BK")
    assert {one.issued_on for one in found.certificates} == {datetime.date(2025, 9, 26), None}
    assert first.valid_until == datetime.date(2028, 9, 26)
    assert first.source == "daftar.xlsx!Hasil!6"
    assert found.students["class_name"].tolist() == ["XI TPL 1"] * 6
    assert found.files[0].rows == 6
    assert ("E", "Keputusan", "overall") in found.files[0].columns


def test_one_row_a_unit_with_the_name_in_the_first_row_only():
    found = read(one_row_a_unit())
    results = [(code, "K") for code, _ in UNITS]
    expected = dict.fromkeys(NAMES, ("K", "", results))
    expected[NAMES[2]] = ("BK", "", [*results[:2], (UNITS[2][0], "BK")])
    assert told(found) == expected
    assert [unit.title for unit in found.certificates[0].units] == [title for _, title in UNITS]
    assert found.problems == ()


@pytest.mark.parametrize("tick", ["v", "√", "V", "x", "✓", "1"])
def test_two_columns_to_tick_say_k_or_bk_of_each_unit(tick):
    found = read(ticked_units(tick))
    results = [(code, "K") for code, _ in UNITS]
    expected = dict.fromkeys(NAMES, results)
    expected[NAMES[2]] = [*results[:2], (UNITS[2][0], "BK")]
    assert found.problems == ()
    assert {name: units for name, (_, _, units) in told(found).items()} == expected


def test_what_was_recommended_and_what_was_decided_may_both_be_ticked():
    found = read(ticked_students())
    names = found.students["name"].tolist()
    outcomes = {names[one.student]: (one.recommended, one.overall) for one in found.certificates}
    assert outcomes == {name: ("K", {2: "BK", 5: None}.get(i, "K")) for i, name in enumerate(NAMES)}


def test_each_unit_may_have_two_columns_to_tick():
    found = read(ticked_columns_of_units())
    assert [(unit.code, unit.title) for unit in found.certificates[0].units] == list(UNITS)
    assert told(found)[NAMES[1]][2] == [(UNITS[0][0], "K"), (UNITS[1][0], "BK"), (UNITS[2][0], "K")]
    assert found.problems == ()


def test_a_tick_in_both_columns_is_asked_about():
    (problem,) = read(ticked_units(both=True)).problems
    assert (problem.code, problem.severity, problem.cell) == ("both_ticked", Severity.BLOCKS, "E11")


def test_one_row_a_unit_with_the_name_in_every_row():
    rows = [["No", "Nama", "Judul Unit", "Hasil"]]
    rows += [[1, name, title, "Kompeten"] for name in NAMES[:4] for _, title in UNITS]
    found = read(book(rows))
    assert [len(one.units) for one in found.certificates] == [3] * 4
    assert {unit.code for one in found.certificates for unit in one.units} == {""}


def test_one_column_a_unit_with_codes_and_titles_in_the_heading():
    found = read(one_column_a_unit())
    assert [(unit.code, unit.title) for unit in found.certificates[0].units] == list(UNITS)
    assert told(found)[NAMES[1]] == (None, "", [(UNITS[0][0], "K"), (UNITS[1][0], "BK"), (UNITS[2][0], "K")])
    assert told(found)[NAMES[5]] == (None, "", [(UNITS[0][0], "K"), (UNITS[1][0], "K")])
    assert found.students["nisn"].tolist()[0] == "9900000000"


def test_a_number_over_several_rows_of_a_student_counts_for_each():
    rows = [["No", "Nama", "No Sertifikat", "Kode Unit", "K/BK"]]
    rows += [
        [*([i // 2 + 1, NAMES[i // 2]] if i % 2 == 0 else [None, None]), None, UNITS[i % 2][0], "K"] for i in range(6)
    ]
    merges = [(1 + 2 * i, 2, 2 + 2 * i, 2, f"C-{i}") for i in range(3)]
    found = read(book(rows, merges=merges))
    assert [(one.number, len(one.units)) for one in found.certificates] == [("C-0", 2), ("C-1", 2), ("C-2", 2)]


def test_two_lists_together_are_one_certificate_a_student():
    found = read_certificates([("a.xlsx", one_row_a_unit()), ("b.xlsx", one_column_a_unit())])
    assert len(found.certificates) == 6
    assert {problem.code for problem in found.problems} == {"two_results"}
    first = found.problems[0]
    assert (first.severity, first.file, first.cell, first.fields["there"]) == (Severity.BLOCKS, "b.xlsx", "D4", "K")


def test_blanks_are_filled_in_only_where_the_list_says_nothing():
    found = read(one_row_a_student()).completed({"scheme": "Lain", "issuer": "Lain"})
    assert {(one.scheme, one.issuer) for one in found.certificates} == {(SCHEME, "LSP Contoh Teknik")}
    found = read(one_row_a_unit()).completed({"scheme": "Las SMAW"})
    assert {(one.scheme, one.issuer) for one in found.certificates} == {("Las SMAW", "")}


@pytest.mark.parametrize(
    ("cells", "code", "where"),
    [
        ({"E": "mungkin"}, "not_competence", "E2"),
        ({"C": "31/02/2025"}, "not_a_date", "C2"),
        ({"C": "06/19/2025"}, "not_a_date", "C2"),
        ({"C": 12}, "not_a_date", "C2"),
        ({"D": "01/01/2020"}, "ends_early", "D2"),
        ({"B": "=1/0"}, "excel_error", "B2"),
        ({"E": "=NA()"}, "excel_error", "E2"),
    ],
)
def test_what_must_be_mended_is_told_with_its_cell(cells, code, where):
    row = {"A": NAMES[0], "B": "C-1", "C": "19/06/2025", "D": "19/06/2028", "E": "K", **cells}
    rows = [["Nama", "No Sertifikat", "Tanggal Terbit", "Berlaku Sampai", "K/BK"], list(row.values())]
    rows += [[name, "C-9", "19 Juni 2025", "-", "BK"] for name in NAMES[1:4]]
    content = book(rows)
    if "=" in str(cells):
        content = with_errors(rows, {where: "#DIV/0!" if "1/0" in str(cells) else "#N/A"})
    found = read(content)
    (one,) = found.problems
    assert (one.code, one.cell, one.severity) == (code, where, Severity.BLOCKS)
    assert found.blocked


def with_errors(rows, errors):
    import io

    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Hasil")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(number, column, value, None, next(iter(errors.values())))
                else:
                    sheet.write(number, column, value)
    return stream.getvalue()


def test_one_student_with_two_numbers_in_one_scheme_is_asked_to_be_mended():
    rows = [["Nama", "Kode Unit", "K/BK", "No Sertifikat"]]
    rows += [[name, code, "K", f"C-{name}"] for name in NAMES[:3] for code, _ in UNITS]
    rows[2][3] = "C-lain"
    found = read(book(rows))
    assert {problem.code for problem in found.problems} == {"two_values"}
    assert found.problems[0].fields["other"] == "daftar.xlsx!Hasil!2"


def test_a_marks_sheet_and_a_predicate_are_no_certificates():
    marks = [["No", "Nama", "Teknis sebelum", "Teknis sesudah", "Predikat"]]
    marks += [[i + 1, name, 60, 70, "K"] for i, name in enumerate(NAMES)]
    character = [["No", "Nama", "Disiplin", "Jujur"], *([i + 1, n, "K", "K"] for i, n in enumerate(NAMES))]
    for rows in (marks, character):
        found = read(book(rows))
        assert found.certificates == ()
        assert [problem.code for problem in found.problems] == ["no_certificates"]
        assert found.blocked


@pytest.mark.parametrize(
    ("heads", "cells", "overall"),
    [
        (["Hasil", "Rekomendasi"], ["K", "K"], None),
        (["Hasil", "No Sertifikat"], ["K", "C-1"], "K"),
        (["Skema Sertifikasi", "Hasil"], ["Las SMAW", "K"], "K"),
        (["Hasil", "Berlaku Sampai", "No Sertifikat"], ["K", "19/06/2028", None], "K"),
    ],
)
def test_a_lone_k_counts_under_a_heading_of_competence_or_in_a_list_that_can_be_nothing_else(heads, cells, overall):
    rows = [["Nama", *heads], *([name, *cells] for name in NAMES)]
    found = read(book(rows)).certificates
    assert len(found) == len(NAMES)
    assert {one.overall for one in found} == {overall}


@pytest.mark.parametrize(
    ("cell", "number"),
    [("0012345", "0012345"), (12345, "12345"), (123456789012345, "123456789012345"), (" C-1 – ", "C-1")],
)
def test_a_number_is_as_it_is_written(cell, number):
    found = read(book([["Nama", "No Sertifikat", "Keputusan"], [NAMES[0], cell, "K"], [NAMES[1], "9", "K"]]))
    assert found.certificates[0].number == number
    assert found.problems == ()


def test_a_number_of_which_excel_has_lost_digits_must_be_mended():
    found = read(book([["Nama", "No Sertifikat", "Keputusan"], [NAMES[0], 1234567890123456789, "K"]]))
    (one,) = found.problems
    assert (one.code, one.cell, one.severity) == ("number_lost", "B2", Severity.BLOCKS)


def test_a_number_that_two_students_have_is_asked_about():
    rows = [["Nama", "No Sertifikat", "Keputusan"], *([n, "C-1", "K"] for n in NAMES[:2]), [NAMES[2], "C-1", "BK"]]
    found = read(book(rows))
    (one,) = found.problems
    assert (one.code, one.cell, one.severity, one.fields["other"]) == (
        *("shared_number", "B3", Severity.ASK),
        "daftar.xlsx!Hasil!2",
    )
    assert not found.blocked


def test_bad_bytes_are_a_sentence():
    found = read(b"no workbook", "rusak.xlsx")
    assert found.blocked
    assert found.files[0].message is not None
    assert found.students.empty


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("19/06/2025", DAY), ("19-6-25", DAY), ("19.06.2025", DAY), ("2025-06-19", DAY), ("19 Juni 2025", DAY),
        ("19 Jun. 2025", DAY), ("19-Jun-25", DAY), ("Banjarmasin, 19 Juni 2025", DAY), ("  19  juni  2025 ", DAY),
        (DAY, DAY), (datetime.datetime.combine(DAY, datetime.time(8)), DAY), (45827.0, DAY), (45827, DAY),
        ("1 Pebruari 2025", datetime.date(2025, 2, 1)), ("30 Nopember 2025", datetime.date(2025, 11, 30)),
        ("", None), (None, None), ("-", None), ("Seumur hidup", None), ("belum terbit", None),
    ],
)  # fmt: skip
def test_days_are_read_day_first(cell, day):
    assert day_of(cell) == day


def test_years_count_from_the_day_of_issue():
    assert day_of("3 tahun", since=DAY) == datetime.date(2028, 6, 19)
    assert day_of("3 (tiga) tahun", since=datetime.date(2024, 2, 29)) == datetime.date(2027, 3, 1)
    with pytest.raises(ValueError, match="tahun"):
        day_of("3 tahun")


@pytest.mark.parametrize("cell", ["Juni 2025", "32/01/2025", "besok", 7, True, datetime.time(8)])
def test_what_is_no_day_is_said(cell):
    with pytest.raises(ValueError, match=r".*"):
        day_of(cell)


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ("K", "K"), ("k", "K"), ("Kompeten", "K"), ("KOMPETEN ", "K"), (1.0, "K"), ("C", "K"), ("BK", "BK"),
        ("B.K", "BK"), ("Belum Kompeten", "BK"), ("belum  kompeten", "BK"), (0.0, "BK"), ("NYC", "BK"), ("", None),
        (None, None), ("-", None), ("Tidak hadir", None), (True, "K"),
    ],
)  # fmt: skip
def test_results_in_their_words(cell, result):
    assert result_of(cell) == result


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("J.591001.001.01", ("J.591001.001.01", "")),
        ("J.591001.001.01 Mengelas pelat", ("J.591001.001.01", "Mengelas pelat")),
        ("Mengelas pelat (C.24LAS01.001.1)", ("C.24LAS01.001.1", "Mengelas pelat")),
        ("OTO.KR01.001.01 - Pelumasan", ("OTO.KR01.001.01", "Pelumasan")),
        ("Mengelas pelat", ("", "Mengelas pelat")),
        ("No. Sertifikat", ("", "No. Sertifikat")),
    ],
)
def test_a_unit_in_a_heading(heading, unit):
    assert unit_in(heading) == unit
