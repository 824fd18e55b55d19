"""Lists of daily tests and tasks, with attendance and letters beside them."""

from tests.reading.corpus.columns import K, T, absent, ask, either, ident, mark, marks, nama, nisns, no, people
from tests.reading.corpus.drawing import KOP, averages, book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper


@case("ulangan harian UH1 to UH5 with PTS and PAS, a maximum row and a minimum row")
def daily_tests() -> Case:
    paper, names = Paper(), people(20, seed=15, style="mixed")
    page = paper.page("Sheet1")
    page.put("A1", "Daftar Nilai Ulangan Harian Kelas XII TKJ 1")
    tests = [marks(20, 40, 100, seed=60 + i) for i in range(7)]
    heads = ("UH1", "UH2", "UH3", "UH4", "UH5", "PTS", "PAS")
    table = draw(
        page, "A3", [no("no"), nama("nama"), *(mark(h, ANY, None, v) for h, v in zip(heads, tests, strict=True))], names
    )
    for row, word, how in ((24, "Nilai Tertinggi", max), (25, "Nilai Terendah", min)):
        page.put(f"B{row}", word, *(how(v) for v in tests), style="box")
    averages(page, 26, 3, tests, words="RATA - RATA")
    return book(paper, "UH XII TKJ 1.xlsx", table)


@case("heading on row thirteen below a long letterhead and metadata lines")
def row_thirteen() -> Case:
    paper, names = Paper(), people(18, seed=16)
    page = paper.page("Nilai")
    page.titles("A1:G1", *KOP, "Jalan Trans Kalimantan Km. 12 Marabahan, Telepon (0511) 000111")
    page.titles("A6:G6", "DAFTAR NILAI ASESMEN PELATIHAN")
    page.down("A7", "Nama Pelatihan", "Kelas", "Tahun Pelajaran", "Instruktur", "Jumlah Peserta")
    page.down("C7", ": Pengelasan SMAW 3G", ": XI TPL 1", ": 2024/2025", ": Sugiarto, S.T.", ": 18 orang")
    table = draw(
        page,
        "A13",
        [
            no(),
            ident("NISN", nisns(18, seed=3)),
            nama("Nama Lengkap"),
            mark("Nilai Teori Awal", K, "before", marks(18, 40, 70, seed=70)),
            mark("Nilai Teori Akhir", K, "after", marks(18, 60, 95, seed=71)),
            mark("Praktik Awal", T, "before", marks(18, 40, 70, seed=72)),
            mark("Praktik Akhir", T, "after", marks(18, 60, 95, seed=73)),
        ],
        names,
    )
    page.sign("B34")
    return book(paper, "asesmen las.xlsx", table)


@case("attendance by date beside the marks of the same students")
def attendance_and_marks() -> Case:
    paper, names = Paper(), people(26, seed=17)
    page = paper.page("Absen & Nilai")
    page.titles("A1:X1", "DAFTAR HADIR DAN NILAI SISWA", "KELAS XI RPL 1")
    days = [absent(("TANGGAL", str(d)), [".", "v", "S", "v", "v", "I", "v", "A"][d % 4 :] * 4) for d in range(1, 13)]
    table = draw(
        page,
        "A4",
        [
            no(),
            nama("NAMA SISWA"),
            *days,
            absent(("JUMLAH", "S"), marks(26, 0, 3, seed=80)),
            absent(("JUMLAH", "I"), marks(26, 0, 3, seed=81)),
            absent(("JUMLAH", "A"), marks(26, 0, 3, seed=82)),
            mark(("NILAI", "TUGAS 1"), ANY, None, marks(26, 70, 90, seed=83)),
            mark(("NILAI", "TUGAS 2"), ANY, None, marks(26, 70, 90, seed=84)),
            mark(("NILAI", "UTS"), ANY, None, marks(26, 50, 90, seed=85)),
            mark(("NILAI", "UAS"), ANY, None, marks(26, 50, 90, seed=86)),
        ],
        names,
    )
    return book(paper, "absen nilai XI RPL 1.xlsx", table)


@case("running number broken by fill-down and NISN with its zeros lost")
def broken_numbers() -> Case:
    paper, names = Paper(), people(15, seed=19)
    page = paper.page("Sheet1")
    numbers = [1, 2, 3, 4, 5.07, 6.14, 7.21, 8.28, 9.35, 10.42, 11.49, 12.56, 13.63, 14.7, 15.77]
    table = draw(
        page,
        "A2",
        [
            no("No", numbers),
            ident("NISN", [int(n) for n in nisns(15, seed=5)]),
            nama("Nama Siswa"),
            mark("Pretest", None, "before", marks(15, 30, 60, seed=101)),
            mark("Posttest", None, "after", marks(15, 60, 90, seed=102)),
        ],
        names,
    )
    return book(paper, "nilai bubut.xlsx", table)


@case("single letter headings beside subjects")
def single_letters() -> Case:
    paper, names = Paper(), people(14, seed=20)
    page = paper.page("NILAI")
    page.put("A1", "NILAI KELAS XI DPIB 3")
    table = draw(
        page,
        "A3",
        [
            no(),
            nama("Nama"),
            either("P", marks(14, 70, 90, seed=110)),
            either("K", marks(14, 70, 90, seed=111)),
            mark("Tugas", ANY, None, marks(14, 70, 90, seed=112)),
            ask("Nilai", marks(14, 70, 90, seed=113)),
        ],
        names,
    )
    table.columns["C"].roles = table.columns["D"].roles = frozenset({"ask"})
    table.marks = {cell: mark_ for cell, mark_ in table.marks.items() if cell[0] not in "CD"}
    return book(paper, "nilai dpib.xlsx", table)


@case("tasks T1 to T4 and Tes 1 to Tes 3 name no phase")
def tasks() -> Case:
    paper, names = Paper(), people(16, seed=21)
    page = paper.page("Tugas")
    page.put("A1", "NILAI TUGAS DAN TES KELAS XI TKJ 3")
    heads = ("T1", "T2", "T3", "T4", "Tes 1", "Tes 2", "Tes 3")
    columns = [no(), nama("Nama Siswa")]
    columns += [mark(head, None, None, marks(16, 55, 95, seed=i)) for i, head in enumerate(heads)]
    return book(paper, "tugas tkj.xlsx", draw(page, "A3", columns, names))


@case("roman numbers after the word of a test, UH I, UH II and UH III")
def roman() -> Case:
    paper, names = Paper(), people(15, seed=22)
    columns = [no(), nama("Nama Siswa")]
    columns += [
        mark(f"UH {number}", ANY, None, marks(15, 55, 95, seed=len(number))) for number in ("I", "II", "III", "IV", "V")
    ]
    return book(paper, "UH romawi.xlsx", draw(paper.page("Sheet1"), "A1", columns, names))


@case("running number under Nr, Sr and # is no mark")
def number_words() -> Case:
    paper, tables = Paper(), []
    for i, word in enumerate(("Nr", "Sr. No", "#", "S/N")):
        columns = [no(word), nama("Nama"), mark("Pre Test", None, "before", marks(12, 40, 70, seed=i))]
        columns += [mark("Post Test", None, "after", marks(12, 60, 95, seed=i + 4))]
        tables.append(draw(paper.page(f"Lembar {i + 1}"), "A2", columns, people(12, seed=23 + i)))
    return book(paper, "kata nomor.xlsx", *tables)
