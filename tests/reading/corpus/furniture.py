"""Rows and columns that furnish a table and are no students: sections, examples, weights, spacers."""

from tests.reading.corpus.columns import (
    A,
    B,
    K,
    T,
    absent,
    before_after,
    derived,
    either,
    ident,
    mark,
    marks,
    nama,
    nisns,
    no,
    other,
    people,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Page, Paper, at


def _blank_row(page: Page, row: int, last: int) -> None:
    page.put(at(row, 1), *["   "] * last, style="box")


@case("row of spaces under the heading, numbered empty rows to forty, then a legend")
def empty_rows() -> Case:
    paper, names = Paper(), people(23, seed=56)
    page = paper.page("Format")
    page.titles("A1:F1", "FORMAT PENILAIAN", "KELAS X TO 1")
    table = draw(
        page,
        "A4",
        [
            no(),
            ident("NIS", [str(9000 + i) for i in range(23)]),
            nama("Nama Siswa"),
            mark("Tes Awal", None, B, marks(23, 40, 70, seed=1)),
            mark("Tes Akhir", None, A, marks(23, 60, 95, seed=2)),
            derived("Ket.", ["T"] * 23),
        ],
        names,
        gap=1,
    )
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
    table = draw(
        page,
        "A3",
        [no(heads[0]), nama(heads[1]), mark(heads[2], None, B, before), mark(heads[3], None, A, after)],
        names,
        breaks={15: heads},
    )
    page.put("A35", "Jumlah", None, sum(before), sum(after), style="green")
    table.loose_header = {19}
    return book(paper, "cetak.xlsx", table)


@case("section rows for each programme inside the list")
def sections() -> Case:
    paper, names = Paper(), people(18, seed=58)
    page = paper.page("Peserta")
    table = draw(
        page,
        "A1",
        [
            no(),
            nama("Nama Peserta"),
            mark("Kognitif Sebelum", K, B, marks(18, 50, 80, seed=1)),
            mark("Kognitif Setelah", K, A, marks(18, 60, 95, seed=2)),
        ],
        names,
        breaks={0: ("A.", "TEKNIK KENDARAAN RINGAN"), 9: ("B.", "TEKNIK PEMESINAN")},
    )
    return book(paper, "peserta.xlsx", table)


@case("example row under the heading and an instruction row above it")
def example_row() -> Case:
    paper, names = Paper(), people(12, seed=59)
    page = paper.page("Isian")
    page.put("A1", "Petunjuk: isi nilai 0 - 100, jangan mengubah judul kolom", style="red")
    table = draw(
        page,
        "A3",
        [
            no(),
            ident("NISN", nisns(12)),
            nama("Nama Siswa"),
            mark("Teknis Awal", T, B, marks(12, 50, 80, seed=1)),
            mark("Teknis Akhir", T, A, marks(12, 60, 95, seed=2)),
        ],
        names,
        gap=1,
    )
    page.put("A4", "Contoh", "0012345678", "Budi Contoh", 75, 85, style="green")
    return book(paper, "isian.xlsx", table)


@case("weight row and category row between heading and students")
def weights() -> Case:
    paper, names = Paper(), people(14, seed=60)
    page = paper.page("Nilai Praktik")
    page.titles("A1:H1", "LEMBAR PENILAIAN PRAKTIK KEJURUAN")
    table = draw(
        page,
        "A3",
        [
            no(),
            nama("Nama Peserta Didik"),
            mark("Persiapan", T, None, marks(14, 60, 95, seed=1)),
            mark("Proses", T, None, marks(14, 60, 95, seed=2)),
            mark("Hasil", T, None, marks(14, 60, 95, seed=3)),
            either("Sikap Kerja", marks(14, 60, 95, seed=4)),
            mark("Waktu", T, None, marks(14, 60, 95, seed=5)),
            derived("Nilai Total", marks(14, 60, 95, seed=6)),
        ],
        names,
        gap=2,
    )
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
    table = draw(
        page,
        "A2",
        [
            no("No", [1]),
            other(""),
            nama("Nama Lengkap"),
            other(""),
            mark("Kognitif Pre", K, B, marks(12, 40, 70, seed=1)),
            other(""),
            mark("Kognitif Post", K, A, marks(12, 60, 90, seed=2)),
            *(other("", [""] * 12) for _ in range(8)),
        ],
        names,
        merged=False,
    )
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
    table = draw(
        page,
        "A2",
        [
            no(),
            other("id_pd", [f"a{i}f3-{i}b" for i in range(15)]),
            nama("Nama Siswa"),
            absent("Hadir", marks(15, 10, 12, seed=3)),
            mark("Pretest Teknis", T, B, marks(15, 40, 80, seed=1)),
            mark("Posttest Teknis", T, A, marks(15, 50, 95, seed=2)),
        ],
        names,
    )
    page.hidden_columns.add(2)
    return book(paper, "input.xlsx", table)


@case("sections numbered with roman numbers in the number column")
def roman_sections() -> Case:
    paper, names = Paper(), people(16, seed=65)
    breaks = {0: ("I", "KELAS XI TKR 1"), 8: ("II", "KELAS XI TKR 2")}
    columns = [no("No"), nama("Nama Peserta"), *before_after(16, ("Tes Awal", "Tes Akhir"))]
    return book(paper, "romawi.xlsx", draw(paper.page("Peserta"), "A2", columns, names, breaks=breaks))


@case("sections as words in the name column, PUTRA and PUTRI")
def worded_sections() -> Case:
    paper, names = Paper(), people(16, seed=66, style="upper")
    columns = [no("NO"), nama("NAMA PESERTA"), *before_after(16, ("TES AWAL", "TES AKHIR"))]
    table = draw(paper.page("Peserta"), "A2", columns, names, breaks={0: (None, "PUTRA"), 9: (None, "PUTRI")})
    return book(paper, "putra putri.xlsx", table)
