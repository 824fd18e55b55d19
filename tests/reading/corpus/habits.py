"""Habits of makers: merged names, column numbers under the heading, classes stacked."""

import datetime

from tests.reading.corpus.columns import (
    A,
    B,
    K,
    T,
    derived,
    ident,
    mark,
    marks,
    nama,
    no,
    other,
    people,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper, at


@case("names merged over two columns and the class merged down over its students")
def merged_names() -> Case:
    paper, names = Paper(), people(14, seed=301)
    page = paper.page("Nilai")
    table = draw(
        page,
        "A2",
        [
            no(),
            nama("Nama Siswa"),
            other(""),
            other("Kelas"),
            mark("Kognitif Awal", K, B, marks(14, 40, 70)),
            mark("Kognitif Akhir", K, A, marks(14, 60, 95, seed=2)),
        ],
        names,
        merged=False,
    )
    page.merge("B2:C2", "Nama Siswa", "head")
    for row, name in zip(table.student_rows, names, strict=True):
        page.merge(f"B{row}:C{row}", name, "box")
    page.merge("D3:D9", "XI TKR 1", "box")
    page.merge("D10:D16", "XI TKR 2", "box")
    return book(paper, "gabung.xlsx", table)


@case("row of column numbers in brackets under the heading")
def column_numbers() -> Case:
    paper, names = Paper(), people(16, seed=302, style="upper")
    page = paper.page("Daftar Nilai")
    page.titles("A1:F1", "DAFTAR NILAI PESERTA DIKLAT")
    table = draw(
        page,
        "A3",
        [
            no("NO"),
            nama("NAMA"),
            mark(("NILAI TEORI", "AWAL"), K, B, marks(16, 40, 70)),
            mark(("NILAI TEORI", "AKHIR"), K, A, marks(16, 60, 95, seed=2)),
            mark(("NILAI PRAKTIK", "AWAL"), T, B, marks(16, 40, 70, seed=3)),
            mark(("NILAI PRAKTIK", "AKHIR"), T, A, marks(16, 60, 95, seed=4)),
        ],
        names,
        gap=1,
    )
    page.put("A5", *(f"({i})" for i in range(1, 7)), style="box")
    table.loose_header = {5}
    return book(paper, "diklat.xlsx", table)


@case("row of bare column numbers under the heading")
def bare_column_numbers() -> Case:
    paper, names = Paper(), people(15, seed=303)
    page = paper.page("Nilai")
    table = draw(
        page,
        "B3",
        [
            no(),
            ident("NIS", list(range(6001, 6016))),
            nama("Nama Siswa"),
            mark("Pre Test", None, B, marks(15, 40, 70)),
            mark("Post Test", None, A, marks(15, 60, 95, seed=2)),
        ],
        names,
        gap=1,
    )
    page.put("B4", 1, 2, 3, 4, 5, style="green")
    table.loose_header = {4}
    return book(paper, "nomor kolom.xlsx", table)


@case("bare numbers as sub-headings, Nilai Harian over 1 2 3 4")
def bare_subheadings() -> Case:
    paper, names = Paper(), people(20, seed=304)
    page = paper.page("XI TPM")
    page.put("A1", "DAFTAR NILAI HARIAN XI TPM 1")
    table = draw(page, "A3", [no(("NO", "")), nama(("NAMA SISWA", ""))], names)
    page.merge("C3:F3", "NILAI HARIAN", "head")
    for i in range(4):
        page.put(at(4, 3 + i), i + 1, style="head")
        more = draw(page, at(4, 3 + i), [mark(str(i + 1), ANY, None, marks(20, 50, 98, seed=i))], names)
        page.put(at(4, 3 + i), i + 1, style="head")
        table.columns |= more.columns
        table.marks |= more.marks
    table.header_rows, table.student_rows = (3, 4), tuple(range(5, 25))
    return book(paper, "harian.xlsx", table)


@case("class list with no running number, name first, trailing blanks to row two hundred")
def name_first() -> Case:
    paper, names = Paper(), people(17, seed=307)
    page = paper.page("Sheet1")
    table = draw(
        page,
        "A1",
        [
            nama("Nama"),
            ident("NIS", list(range(3001, 3018))),
            other("L/P", ["L"] * 17),
            mark("Tes Awal", None, B, marks(17, 40, 70)),
            mark("Tes Akhir", None, A, marks(17, 60, 95, seed=2)),
        ],
        names,
    )
    for row in range(19, 201):
        page.put(f"A{row}", "", "", "", "", "", style="box")
    return book(paper, "tanpa nomor.xlsx", table)


@case("two classes stacked, each with its own class line and heading")
def two_classes() -> Case:
    paper, tables, row = Paper(), [], 1
    page = paper.page("Semua kelas")
    for i, class_name in enumerate(("XI TAV 1", "XI TAV 2")):
        page.put(f"A{row}", f"Kelas : {class_name}")
        tables.append(
            draw(
                page,
                f"A{row + 1}",
                [
                    no(),
                    nama("Nama Siswa"),
                    mark("Pengetahuan", K, None, marks(12, 60, 95, seed=i)),
                    mark("Keterampilan", T, None, marks(12, 60, 95, seed=i + 3)),
                ],
                people(12, seed=308 + i),
            )
        )
        tables[-1].class_name = class_name
        row += 16
    return book(paper, "dua kelas.xlsx", *tables)


@case("pre and post under each meeting, dates as the upper heading")
def meetings() -> Case:
    paper, names = Paper(), people(13, seed=310)
    page = paper.page("Pertemuan")
    columns = [no(), nama("Nama Siswa")]
    for i in range(3):
        columns += [
            mark((f"Pertemuan {i + 1}", "PRE"), ANY, B, marks(13, 40, 70, seed=i)),
            mark((f"Pertemuan {i + 1}", "POST"), ANY, A, marks(13, 60, 95, seed=i + 5)),
        ]
    return book(paper, "pertemuan.xlsx", draw(page, "A3", columns, names))


@case("two raters and their average")
def raters() -> Case:
    paper, names = Paper(), people(12, seed=311)
    page = paper.page("Ujian Praktik")
    first, second = marks(12, 60, 90), marks(12, 60, 90, seed=2)
    table = draw(
        page,
        "A2",
        [
            no(),
            nama("Nama Peserta"),
            mark(("Nilai Praktik", "Penguji 1"), T, None, first),
            mark(("Nilai Praktik", "Penguji 2"), T, None, second),
            derived(("Nilai Praktik", "Rata-rata"), [(a + b) / 2 for a, b in zip(first, second, strict=True)]),
        ],
        names,
    )
    return book(paper, "penguji.xlsx", table)


@case("dates of daily tests as headings")
def date_headings() -> Case:
    paper, names = Paper(), people(18, seed=314)
    page = paper.page("Tugas")
    days = [datetime.date(2025, 2, d) for d in (3, 10, 17)]
    table = draw(
        page,
        "A2",
        [
            no(),
            nama("Nama Siswa"),
            *(mark(f"Tugas tgl {d.day}/{d.month}", ANY, None, marks(18, 60, 95, seed=d.day)) for d in days),
        ],
        names,
    )
    return book(paper, "tugas.xlsx", table)
