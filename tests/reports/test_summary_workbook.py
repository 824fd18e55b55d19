"""The summary workbook, read back as a school would open it."""

import datetime
import io
import re
import zipfile
from typing import Any

import pandas as pd
import pytest

from capaian.improvement import headline
from capaian.locale import texts
from capaian.reports import summary_workbook
from tests.reports.tables import ROSTER, crowd, opened, report, rows, scores

ID, EN = texts("id"), texts("en")
HEADLINE = (
    *("n_enrolled", "n_matched", "mean_before", "mean_after", "mean_gain", "gain_low", "gain_high"),
    *("improved", "same", "declined", "pass_mark", "pass_before", "pass_after"),
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return summary_workbook(report(), ID)


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return opened(content)


@pytest.fixture(scope="module")
def live(content: bytes) -> Any:
    return opened(content, values=False)


@pytest.mark.parametrize(
    ("t", "names"),
    [
        (ID, ["Ringkasan", "Siswa", "Kriteria", "Banding", "Tidak lengkap", "Metode", "Info"]),
        (EN, ["Summary", "Student", "Criterion", "Compare", "Incomplete", "Method", "Info"]),
    ],
)
def test_sheets_are_named_in_the_readers_language(t, names: list[str]) -> None:
    assert opened(summary_workbook(report(), t)).sheetnames == names


def test_the_first_sheet_says_the_fixed_sentence_of_each_aspect(book: Any) -> None:
    told = rows(book["Ringkasan"], 4, 5)
    summary = report().summary
    whole: Any = summary[summary["criterion"].isna()].to_dict("records")
    assert [(line[0], line[1]) for line in told] == [
        ("Teknis", headline(whole[0], ID)),
        ("Karakter", headline(whole[1], ID)),
    ]


def test_the_headline_table_has_the_numbers_of_the_summary_unrounded(book: Any) -> None:
    summary = report().summary
    keys = HEADLINE
    for line, row in zip(
        rows(book["Ringkasan"], 9, 10), summary[summary["criterion"].isna()].to_dict("records"), strict=True
    ):
        assert line[1:6] == [pytest.approx(row[key], rel=1e-15) for key in keys[:5]]
        assert line[6:11] == ["–"] * 5, "fewer than five students carry no interval and no counts"
        assert line[11:] == [row["pass_mark"], "–", "–"]


def test_from_ten_students_on_every_number_of_the_summary_is_told() -> None:
    many = crowd(12)
    row: Any = many.summary.to_dict("records")[0]
    book = opened(summary_workbook(many, ID))
    assert rows(book["Ringkasan"], 8, 8)[0][1:] == [pytest.approx(row[key], rel=1e-15) for key in HEADLINE]
    details = rows(book["Ringkasan"], 12, 12)[0][1:]
    assert details[0] == pytest.approx(row["hake"], rel=1e-15)
    assert details[1:6] == [row[key] / 12 for key in ("improved", "same", "declined", "pass_before", "pass_after")]
    told = ("became_pass", "lost_pass", "sd_before", "sd_after", "sd_gain", "d_z", "g_av")
    assert details[6:] == [pytest.approx(row[key], rel=1e-15) for key in told]


def test_one_row_a_student_by_class_and_name(book: Any) -> None:
    told = rows(book["Siswa"], 6, 10)
    assert [line[:6] for line in told] == [
        [1, "0078120040", "24101", '=HYPERLINK("http://x","y")', "L", "XI TKR 1"],
        [2, "0078120077", "24102", "Bayu Setiawan", "L", "XI TKR 1"],
        [3, "0078120114", None, "citra Lestari", "P", "XI TKR 1"],
        [4, None, "24104", "Abdul Karim", "L", "XI TKR 2"],
        [5, "0078120188", "24105", "Dewi Kartika", "P", "XI TKR 2"],
    ]


def test_marks_gains_and_status_of_each_aspect(book: Any) -> None:
    teknis = [line[6:10] for line in rows(book["Siswa"], 6, 10)]
    karakter = [line[10:14] for line in rows(book["Siswa"], 6, 10)]
    assert teknis == [
        [55, 85, 30, "Tuntas"],
        [60.5, 70.25, 9.75, "Belum tuntas"],
        [60.5, None, None, "Tanpa nilai sesudah"],
        [75, 76, 1, "Tuntas"],
        [None, None, None, "Belum ada nilai"],
    ]
    assert karakter == [
        [70, 70, 0, "Belum tuntas"],
        [72, 81, 9, "Tuntas"],
        [None, 88, None, "Tanpa nilai sebelum"],
        [None, None, None, "Belum ada nilai"],
        [None, None, None, "Belum ada nilai"],
    ]


def test_gains_and_counts_are_live_formulas(live: Any) -> None:
    students, overview = live["Siswa"], live["Ringkasan"]
    assert students["I6"].value == '=IF(COUNT(G6,H6)=2,H6-G6,"")'
    assert students["J6"].value.startswith('=IF(COUNT(I6),IF(H6>=Ringkasan!$L$9,"Tuntas","Belum tuntas"),IF(')
    assert students["N6"].value.startswith('=IF(COUNT(M6),IF(L6>=Ringkasan!$L$10,"Tuntas","Belum tuntas"),IF(')
    assert overview["C9"].value == "=COUNT(Siswa!$I$6:$I$10)"
    assert overview["D9"].value == '=SUMPRODUCT((Siswa!$I$6:$I$10<>"")*1,Siswa!$G$6:$G$10)/C9'
    assert overview["F10"].value == "=AVERAGE(Siswa!$M$6:$M$10)"
    overview = opened(summary_workbook(crowd(12), ID), values=False)["Ringkasan"]
    assert overview["G8"].value == "=F8-TINV(0.05,C8-1)*STDEV(Siswa!$I$6:$I$17)/SQRT(C8)"
    assert overview["N8"].value == '=SUMPRODUCT((Siswa!$I$6:$I$17<>"")*(Siswa!$H$6:$H$17>=L8))'


def test_where_lower_is_better_the_formulas_turn() -> None:
    content = summary_workbook(report(lower_is_better=True), ID)
    live, book = opened(content, values=False), opened(content)
    assert live["Siswa"]["I6"].value == '=IF(COUNT(G6,H6)=2,G6-H6,"")'
    assert book["Siswa"]["I6"].value == -30
    assert 'IF(H6<=Ringkasan!$L$9,"Tuntas","Belum tuntas")' in live["Siswa"]["J6"].value
    assert [book["Siswa"][f"J{row}"].value for row in (6, 7)] == ["Belum tuntas", "Tuntas"]
    turned = opened(summary_workbook(crowd(12, lower_is_better=True), ID), values=False)
    assert "<=L8" in turned["Ringkasan"]["N8"].value


def test_what_a_person_wrote_never_runs(content: bytes, live: Any) -> None:
    cell = live["Siswa"]["D6"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        written = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
    assert b"HYPERLINK" not in written
    assert b"<hyperlink" not in written
    assert not [f for f in re.findall(rb"<f>([^<]*)</f>", written) if b"cmd" in f]


def test_numbers_of_identity_are_text(book: Any) -> None:
    assert [book["Siswa"][place].data_type for place in ("B6", "C6")] == ["s", "s"]
    assert book["Siswa"]["B6"].number_format == "@"


def test_numbers_have_formats_and_signs(book: Any) -> None:
    assert book["Siswa"]["G6"].number_format == "[$-421]0.0"
    assert book["Siswa"]["I6"].number_format == '[$-421]+0.0;[$-421]"−"0.0;[$-421]0.0'
    english = opened(summary_workbook(report(), EN))
    assert english["Student"]["G6"].number_format == "[$-809]0.0"


@pytest.mark.parametrize(
    ("sheet", "panes", "titles"),
    [("Siswa", "E6", "$5:$5"), ("Kriteria", "C5", "$4:$4"), ("Tidak lengkap", "E5", "$4:$4")],
)
def test_headings_stay_on_the_screen_and_on_paper(book: Any, sheet: str, panes: str, titles: str) -> None:
    assert book[sheet].freeze_panes == panes
    assert book[sheet].print_title_rows == titles


def test_students_can_be_filtered(book: Any) -> None:
    found = {sheet.title: {name: sheet.tables[name].ref for name in sheet.tables} for sheet in book if sheet.tables}
    assert found == {
        "Siswa": {"Siswa": "A5:N10"},
        "Kriteria": {"Kriteria": "A4:N6"},
        "Banding": {"Banding": "A4:L6"},
        "Tidak lengkap": {"Tidaklengkap": "A4:H7"},
    }


def test_every_sheet_is_one_a4_page_wide_and_marked_as_internal(book: Any) -> None:
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "Rahasia" in sheet.oddHeader.right.text
        assert "Las && Fabrikasi" in sheet.oddFooter.left.text or "Las & Fabrikasi" in sheet.oddFooter.left.text


def test_the_criteria_have_their_own_sheet(book: Any) -> None:
    told = rows(book["Kriteria"], 5, 6)
    assert [line[:6] for line in told] == [
        ["Teknis", "Persiapan", 3, pytest.approx(190 / 3), pytest.approx(226.5 / 3), pytest.approx(36.5 / 3)],
        ["Teknis", "Hasil kerja", 3, pytest.approx(191 / 3), pytest.approx(236 / 3), pytest.approx(15)],
    ]


def test_without_criteria_the_sheet_says_so() -> None:
    plain = scores()
    plain = plain[plain["aspect"] == "karakter"]
    book = opened(summary_workbook(report(scores=plain), ID))
    assert book["Kriteria"]["A4"].value == "Berkas nilai tidak memuat kriteria terpisah."


def test_who_lacks_what_is_listed(book: Any) -> None:
    assert [line[3:] for line in rows(book["Tidak lengkap"], 4, 7)] == [
        ["Nama", "L/P", "Kelas", "Teknis catatan", "Karakter catatan"],
        ["citra Lestari", "P", "XI TKR 1", "Tanpa nilai sesudah", "Tanpa nilai sebelum"],
        ["Abdul Karim", "L", "XI TKR 2", "Lengkap", "Belum ada nilai"],
        ["Dewi Kartika", "P", "XI TKR 2", "Belum ada nilai", "Belum ada nilai"],
    ]


def test_where_nobody_lacks_a_mark_the_sheet_says_so() -> None:
    book = opened(summary_workbook(report(roster=ROSTER[ROSTER["student"].isin([1, 2])]), ID))
    assert book["Tidak lengkap"]["A4"].value == "Semua siswa mempunyai nilai sebelum dan sesudah."


def test_the_info_sheet_says_where_it_comes_from(book: Any) -> None:
    told = {line[0]: line[1] for line in rows(book["Info"], 4, 40) if line[0]}
    assert told["Sekolah"] == "SMK Contoh"
    assert told["Waktu pelatihan"] == "1 Juni 2026 – 19 Juni 2026"
    assert told["Saringan"] == "semua siswa"
    assert told["Siswa terdaftar"] == "5"
    assert told["Ikut kedua tes"] == "Teknis: 3 dari 5 siswa; Karakter: 2 dari 5 siswa"
    assert told["Skala"] == "0 sampai 100; nilai lebih tinggi lebih baik"
    assert told["Batas tuntas (KKM)"] == "Teknis: 75; Karakter: 80"
    assert told["Dibuat"] == "20 Juni 2026 14.30 WITA"
    assert told["Untuk siapa"] == "Rahasia – hanya untuk internal sekolah"
    assert "Bidang pelatihan" not in told


def test_filters_are_written_out() -> None:
    book = opened(summary_workbook(report(filters={"Kelas": "XI TKR 1"}), ID))
    assert "Kelas: XI TKR 1" in [line[1] for line in rows(book["Info"], 4, 20)]


def test_the_document_says_who_made_it_and_when(book: Any) -> None:
    properties = book.properties
    assert (properties.title, properties.creator) == ("Ringkasan: Las & Fabrikasi 2026", "SMK Contoh")
    assert properties.created == datetime.datetime(2026, 6, 20, 6, 30)  # noqa: DTZ001


def test_the_same_report_gives_the_same_bytes(content: bytes) -> None:
    assert summary_workbook(report(), ID) == content


def test_a_cohort_without_a_mark_still_gives_a_workbook() -> None:
    book = opened(summary_workbook(report(scores=scores().iloc[:0]), ID))
    assert book["Ringkasan"]["A1"].value == "Las & Fabrikasi 2026"
    assert book["Siswa"]["D6"].value == '=HYPERLINK("http://x","y")'


def test_files_that_name_no_aspect_are_laid_out_by_criterion() -> None:
    plain = scores().assign(aspect=pd.Series([None] * len(scores()), dtype="str"))
    plain = plain[plain["criterion"] != ""]
    book = opened(summary_workbook(report(scores=plain), ID))
    headings = [cell.value for cell in book["Siswa"][5]]
    assert headings[6::4] == ["Nilai: Persiapan sebelum", "Nilai: Hasil kerja sebelum"]
    assert [book["Siswa"][place].value for place in ("G6", "H6", "I6")] == [50, 80, 30]


def test_one_native_chart_an_aspect_shows_how_marks_lie_before_and_after(content: bytes, book: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = sorted(name for name in parts.namelist() if name.startswith("xl/charts/chart"))
        told = [parts.read(name).decode() for name in charts]
    assert len(told) == 2
    assert "Teknis: 3 dari 3 siswa naik, 0 turun, 0 tetap" in told[0]
    first = next(row for row in range(10, 60) if book["Ringkasan"].cell(row, 1).value == "0–<10")
    assert f"Ringkasan!$D${first}:$D${first + 9}" in told[0]
    assert f"Ringkasan!$G${first}:$G${first + 9}" in told[1]
    counts = [[line[at] for line in rows(book["Ringkasan"], first, first + 9)] for at in (3, 4)]
    assert counts == [[0, 0, 0, 0, 0, 1, 1, 1, 0, 0], [0, 0, 0, 0, 0, 0, 0, 2, 1, 0]]


def test_the_method_names_every_source_with_its_hash(book: Any) -> None:
    told = {line[0]: line[1] for line in rows(book["Metode"], 4, 60) if line[0]}
    assert told["nilai.xlsx"] == "ab" * 32
    assert told["=cmd.xlsx"] == "cd" * 32
    assert told["Simpangan baku (SB)"] == "Pembagi n − 1."
    assert "Teknis: 3 dari 5 siswa, KKM 75" in [line[1] for line in rows(book["Metode"], 4, 60)]


@pytest.mark.parametrize("school", ["17 Agustus 1945", "A&G Teknik", "&[Picture]", "&" * 130])
def test_a_school_of_any_name_has_its_footer_in_the_usual_size(school: str) -> None:
    left = opened(summary_workbook(report(school=school), ID))["Siswa"].oddFooter.left
    assert (left.size, left.font) == (9, "Calibri,Regular")
    assert left.text.replace("&9", "").startswith(school.replace("&", "&&")[:150])
