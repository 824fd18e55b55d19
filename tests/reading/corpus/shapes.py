"""Shapes that are not one row a student under one heading row at A1."""

from tests.reading.corpus.drawing import (
    A,
    B,
    C,
    K,
    T,
    absent,
    book,
    derived,
    draw,
    either,
    ident,
    kelas,
    mark,
    marks,
    nama,
    nisns,
    no,
    other,
    people,
)  # fmt: skip
from tests.reading.corpus.label import ANY, Case, TableLabel, case
from tests.reading.corpus.paper import Page, Paper, at


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
    tests = (("Kognitif Awal", K, B), ("Kognitif Akhir", K, A), ("Teknis Awal", T, B), ("Teknis Akhir", T, A), ("Sikap Awal", C, B),
             ("Sikap Akhir", C, A))  # fmt: skip
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
        tables.append(draw(page, at(row + 1, column), [
            no(), nama("Nama"), mark("Praktik Awal", T, B, marks(4, 50, 80, seed=group)),
            mark("Praktik Akhir", T, A, marks(4, 60, 95, seed=group + 30)),
        ], names[group * 4 : group * 4 + 4]))  # fmt: skip
        page.put(at(row + 6, column + 1), "Rata-rata", 70, 80, style="box")
    return book(paper, "kelompok.xlsx", *tables)


@case("table that starts at F12")
def at_f12() -> Case:
    paper, names = Paper(), people(11, seed=54)
    page = paper.page("Sheet2")
    page.put("F10", "Rekap nilai kelas X TPL 2", style="title")
    table = draw(page, "F12", [
        no(), nama("Nama Siswa"), mark("Sebelum Pelatihan", None, B, marks(11, 40, 70, seed=1)),
        mark("Sesudah Pelatihan", None, A, marks(11, 60, 95, seed=2)),
    ], names)  # fmt: skip
    return book(paper, "rekap F12.xlsx", table)


@case("table at B2 with blank rows between heading and data")
def at_b2_gap() -> Case:
    paper, names = Paper(), people(13, seed=55)
    page = paper.page("Sheet1")
    table = draw(page, "B2", [
        no(), nama("NAMA SISWA"), kelas("KELAS", ["XI TSM"] * 13), mark(("TEORI", "Awal"), K, B, marks(13, 40, 70, seed=1)),
        mark(("TEORI", "Akhir"), K, A, marks(13, 60, 95, seed=2)),
    ], names, gap=1)  # fmt: skip
    return book(paper, "tsm.xlsx", table)


def _blank_row(page: Page, row: int, last: int) -> None:
    page.put(at(row, 1), *["   "] * last, style="box")


@case("row of spaces under the heading, numbered empty rows to forty, then a legend")
def empty_rows() -> Case:
    paper, names = Paper(), people(23, seed=56)
    page = paper.page("Format")
    page.titles("A1:F1", "FORMAT PENILAIAN", "KELAS X TO 1")
    table = draw(page, "A4", [
        no(), ident("NIS", [str(9000 + i) for i in range(23)]), nama("Nama Siswa"),
        mark("Tes Awal", None, B, marks(23, 40, 70, seed=1)), mark("Tes Akhir", None, A, marks(23, 60, 95, seed=2)),
        derived("Ket.", ["T"] * 23),
    ], names, gap=1)  # fmt: skip
    _blank_row(page, 5, 6)
    for number in range(24, 41):
        page.put(f"A{5 + number}", number, style="box")
    page.down(
        "A47",
        "Keterangan :",
        "T  : Tuntas",
        "TT : Tidak Tuntas",
        "Nama siswa ditulis lengkap",
        "No absen sesuai dapodik",
    )
    return book(paper, "format penilaian.xlsx", table)


@case("headings repeated on every printed page and a jumlah row at the end")
def printed_pages() -> Case:
    paper, names = Paper(), people(30, seed=57)
    page = paper.page("Cetak")
    page.titles("A1:D1", "DAFTAR NILAI PRAKTIK INDUSTRI")
    before, after = marks(30, 40, 70, seed=1), marks(30, 60, 95, seed=2)
    heads = ("No", "Nama Siswa", "Nilai Awal", "Nilai Akhir")
    table = draw(page, "A3", [no(heads[0]), nama(heads[1]), mark(heads[2], None, B, before), mark(heads[3], None, A, after)],
                 names, breaks={15: heads})  # fmt: skip
    page.put("A35", "Jumlah", None, sum(before), sum(after), style="green")
    table.loose_header = {19}
    return book(paper, "cetak.xlsx", table)


@case("section rows for each programme inside the list")
def sections() -> Case:
    paper, names = Paper(), people(18, seed=58)
    page = paper.page("Peserta")
    table = draw(page, "A1", [
        no(), nama("Nama Peserta"), mark("Kognitif Sebelum", K, B, marks(18, 50, 80, seed=1)),
        mark("Kognitif Setelah", K, A, marks(18, 60, 95, seed=2)),
    ], names, breaks={0: ("A.", "TEKNIK KENDARAAN RINGAN"), 9: ("B.", "TEKNIK PEMESINAN")})  # fmt: skip
    return book(paper, "peserta.xlsx", table)


@case("example row under the heading and an instruction row above it")
def example_row() -> Case:
    paper, names = Paper(), people(12, seed=59)
    page = paper.page("Isian")
    page.put("A1", "Petunjuk: isi nilai 0 - 100, jangan mengubah judul kolom", style="red")
    table = draw(page, "A3", [
        no(), ident("NISN", nisns(12)), nama("Nama Siswa"), mark("Teknis Awal", T, B, marks(12, 50, 80, seed=1)),
        mark("Teknis Akhir", T, A, marks(12, 60, 95, seed=2)),
    ], names, gap=1)  # fmt: skip
    page.put("A4", "Contoh", "0012345678", "Budi Contoh", 75, 85, style="green")
    return book(paper, "isian.xlsx", table)


@case("weight row and category row between heading and students")
def weights() -> Case:
    paper, names = Paper(), people(14, seed=60)
    page = paper.page("Nilai Praktik")
    page.titles("A1:H1", "LEMBAR PENILAIAN PRAKTIK KEJURUAN")
    table = draw(page, "A3", [
        no(), nama("Nama Peserta Didik"), mark("Persiapan", T, None, marks(14, 60, 95, seed=1)),
        mark("Proses", T, None, marks(14, 60, 95, seed=2)), mark("Hasil", T, None, marks(14, 60, 95, seed=3)),
        either("Sikap Kerja", marks(14, 60, 95, seed=4)), mark("Waktu", T, None, marks(14, 60, 95, seed=5)),
        derived("Nilai Total", marks(14, 60, 95, seed=6)),
    ], names, gap=2)  # fmt: skip
    page.put("B4", "Bobot (%)", 10, 40, 30, 10, 10, 100, style="green")
    page.put("B5", "Skor Maksimum", 100, 100, 100, 100, 100, 100, style="green")
    for column in "CDEG":
        table.columns[column].aspect = ANY
    table.columns["F"].roles = frozenset({"ask", "score"})
    return book(paper, "praktik kejuruan.xlsx", table)


@case("spacer columns, trailing empty columns and number only on the first row")
def spacers() -> Case:
    paper, names = Paper(), people(12, seed=61)
    page = paper.page("Sheet1")
    table = draw(page, "A2", [
        no("No", [1]), other(""), nama("Nama Lengkap"), other(""), mark("Kognitif Pre", K, B, marks(12, 40, 70, seed=1)),
        other(""), mark("Kognitif Post", K, A, marks(12, 60, 90, seed=2)), *(other("", [""] * 12) for _ in range(8)),
    ], names, merged=False)  # fmt: skip
    for blank in [c for c, about in table.columns.items() if c not in "ACEG"] + ["A"]:
        table.columns.pop(blank)
    return book(paper, "spasi.xlsx", table)


@case("hidden sheet of last year, hidden column, and the table on the second visible sheet")
def hidden() -> Case:
    paper, names = Paper(), people(15, seed=62)
    page = paper.page("PETUNJUK")
    page.down("A1", "PETUNJUK PENGISIAN", "1. Isi nama siswa", "2. Isi nilai pretest dan posttest", "3. Simpan")
    draw(
        paper.page("Data lama", hidden=True),
        "A1",
        [no(), nama(), mark("Pretest", None, B, marks(9, 1, 9))],
        people(9, seed=63),
    )
    page = paper.page("INPUT NILAI")
    table = draw(page, "A2", [
        no(), other("id_pd", [f"a{i}f3-{i}b" for i in range(15)]), nama("Nama Siswa"),
        absent("Hadir", marks(15, 10, 12, seed=3)),
        mark("Pretest Teknis", T, B, marks(15, 40, 80, seed=1)), mark("Posttest Teknis", T, A, marks(15, 50, 95, seed=2)),
    ], names)  # fmt: skip
    page.hidden_columns.add(2)
    return book(paper, "input.xlsx", table)


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
