"""Shapes that are not one row a student under one heading row at A1."""

from tests.reading.corpus.columns import A, B, C, K, T, kelas, mark, marks, nama, no, people
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import Case, TableLabel, case
from tests.reading.corpus.paper import Paper, at


@case("three rows per student, one an aspect, name only on the first")
def three_rows() -> Case:
    paper, names = Paper(), people(10, seed=51)
    page = paper.page("Nilai")
    page.titles("A1:E1", "REKAP NILAI PELATIHAN PNEUMATIK")
    page.put("A3", "No", "Nama Siswa", "Aspek", "Pre Test", "Post Test", style="head")
    table = TableLabel("Nilai", (3,), tuple(range(4, 34)), "B", by_cell=True)
    for i, name in enumerate(names):
        for j, (word, aspect) in enumerate((("Kognitif", K), ("Teknis", T), ("Karakter", C))):
            row, values = 4 + 3 * i + j, marks(2, 50, 95, seed=10 * i + j)
            page.put(f"C{row}", word, *values, style="box")
            for column, phase, value in (("D", B, values[0]), ("E", A, values[1])):
                table.marks[f"{column}{row}"] = (name, value)
                table.meaning[f"{column}{row}"] = (aspect, phase)
        page.merge(f"A{4 + 3 * i}:A{6 + 3 * i}", i + 1, "box")
        page.merge(f"B{4 + 3 * i}:B{6 + 3 * i}", name, "box")
    table.loose_students = {row for row in range(4, 34) if (row - 4) % 3}
    return book(paper, "pneumatik.xlsx", table)


@case("students as columns, one row a test")
def transposed() -> Case:
    paper, names = Paper(), people(8, seed=52)
    page = paper.page("Nilai")
    page.put("A1", "Nilai kelompok las")
    page.put("A3", "Nama Siswa", *names, style="head")
    table = TableLabel("Nilai", (3,), (), None, by_cell=True, loose_header={3})
    tests = (
        ("Kognitif Awal", K, B),
        ("Kognitif Akhir", K, A),
        ("Teknis Awal", T, B),
        ("Teknis Akhir", T, A),
        ("Sikap Awal", C, B),
        ("Sikap Akhir", C, A),
    )
    for row, (word, aspect, phase) in enumerate(tests, 4):
        values = marks(8, 50, 95, seed=row)
        page.put(f"A{row}", word, *values, style="box")
        for i, value in enumerate(values):
            table.marks[at(row, 2 + i)] = (names[i], value)
            table.meaning[at(row, 2 + i)] = (aspect, phase)
    return book(paper, "las.xlsx", table)


@case("twenty-four tables on one sheet, two beside each other and twelve down")
def twenty_four() -> Case:
    paper, names, tables = Paper(), people(96, seed=53), []
    page = paper.page("Kelompok")
    page.titles("A1:K1", "NILAI PRAKTIK PER KELOMPOK")
    for group in range(24):
        row, column = 3 + (group // 2) * 9, 1 + (group % 2) * 7
        page.put(at(row, column), f"Kelompok {group + 1}", style="green")
        tables.append(
            draw(
                page,
                at(row + 1, column),
                [
                    no(),
                    nama("Nama"),
                    mark("Praktik Awal", T, B, marks(4, 50, 80, seed=group)),
                    mark("Praktik Akhir", T, A, marks(4, 60, 95, seed=group + 30)),
                ],
                names[group * 4 : group * 4 + 4],
            )
        )
        page.put(at(row + 6, column + 1), "Rata-rata", 70, 80, style="box")
    return book(paper, "kelompok.xlsx", *tables)


@case("table that starts at F12")
def at_f12() -> Case:
    paper, names = Paper(), people(11, seed=54)
    page = paper.page("Sheet2")
    page.put("F10", "Rekap nilai kelas X TPL 2", style="title")
    table = draw(
        page,
        "F12",
        [
            no(),
            nama("Nama Siswa"),
            mark("Sebelum Pelatihan", None, B, marks(11, 40, 70, seed=1)),
            mark("Sesudah Pelatihan", None, A, marks(11, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "rekap F12.xlsx", table)


@case("table at B2 with blank rows between heading and data")
def at_b2_gap() -> Case:
    paper, names = Paper(), people(13, seed=55)
    page = paper.page("Sheet1")
    table = draw(
        page,
        "B2",
        [
            no(),
            nama("NAMA SISWA"),
            kelas("KELAS", ["XI TSM"] * 13),
            mark(("TEORI", "Awal"), K, B, marks(13, 40, 70, seed=1)),
            mark(("TEORI", "Akhir"), K, A, marks(13, 60, 95, seed=2)),
        ],
        names,
        gap=1,
    )
    return book(paper, "tsm.xlsx", table)


@case("mid-table columns of criteria per session, 1 to 4, under weeks")
def character_weeks() -> Case:
    paper, names = Paper(), people(21, seed=64)
    page = paper.page("Karakter")
    page.titles("A1:K1", "PENILAIAN KARAKTER SISWA PELATIHAN", "SKALA 1 - 4")
    columns = [no(), nama("Nama Siswa")]
    for week, phase in (("Sebelum Pelatihan", B), ("Setelah Pelatihan", A)):
        columns += [
            mark((week, word), C, phase, marks(21, 1, 4, seed=len(columns)))
            for word in ("Disiplin", "Tanggung Jawab", "Kejujuran", "Kerja Sama")
        ]
    table = draw(page, "A4", columns, names)
    return book(paper, "karakter.xlsx", table)
