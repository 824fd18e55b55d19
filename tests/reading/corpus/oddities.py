"""Rows and cells that no list should have and many have."""

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
    T,
    absent,
    ident,
    kelas,
    mark,
    marks,
    nama,
    nisns,
    no,
    other,
    people,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import Case, Worth, Written, case
from tests.reading.corpus.paper import Formula, Paper


@case("names and marks as formulas from another sheet that give zero on rows without a student")
def formulas_too_far() -> Case:
    paper, names = Paper(), people(11, seed=305)
    page = paper.page("Rekap")
    linked = [Formula(f"=Induk!B{i + 2}", name) for i, name in enumerate(names)]
    table = draw(
        page,
        "A1",
        [
            no(),
            nama("Nama Siswa", linked),
            mark("Pretest", None, B, [Formula(f"=Induk!C{i}", v) for i, v in enumerate(marks(11, 40, 70))]),
            mark("Posttest", None, A, [Formula(f"=Induk!D{i}", v) for i, v in enumerate(marks(11, 60, 90, seed=2))]),
        ],
        names,
    )
    for row in range(13, 42):
        page.put(f"A{row}", row - 1, *(Formula(f"=Induk!{c}{row}", 0) for c in "BCD"), style="box")
    return book(paper, "rumus.xlsx", table)


@case("blank row after every five students")
def blank_rows() -> Case:
    paper, names = Paper(), people(20, seed=306)
    page = paper.page("Peserta")
    table = draw(
        page,
        "A2",
        [
            no(),
            nama("Nama Peserta"),
            mark("Teknis Awal", T, B, marks(20, 40, 70)),
            mark("Teknis Akhir", T, A, marks(20, 60, 95, seed=2)),
        ],
        names,
        breaks={5: (None,), 10: (None,), 15: (None,)},
    )
    return book(paper, "berkelompok.xlsx", table)


@case("birth dates as serials, telephone numbers and sixteen digits as floats beside marks")
def numbers_that_are_no_marks() -> Case:
    paper, names = Paper(), people(15, seed=312)
    page = paper.page("Biodata")
    table = draw(
        page,
        "A1",
        [
            no(),
            nama("Nama Lengkap"),
            other("NIK", [6.304123456789012e15 + i for i in range(15)]),
            other("Tgl Lahir", [39000 + 13 * i for i in range(15)]),
            other("Tempat Lahir", ["Marabahan"] * 15),
            other("No HP", [81250000000 + i for i in range(15)]),
            other("Umur", marks(15, 16, 18)),
            mark("Pretest Teori", K, B, marks(15, 40, 70)),
            mark("Posttest Teori", K, A, marks(15, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "biodata nilai.xlsx", table, loose_columns={"G"})


@case("summary of classes on the first sheet and the students on the second")
def summary_first() -> Case:
    paper, names = Paper(), people(21, seed=313)
    page = paper.page("RINGKASAN")
    page.put("A1", "RINGKASAN NILAI PER KELAS")
    page.put("A3", "No", "Kelas", "Jumlah Siswa", "Rata-rata Pretest", "Rata-rata Posttest", style="head")
    for i, class_name in enumerate(("XI TKR 1", "XI TKR 2", "XI TKR 3")):
        page.put(f"A{4 + i}", i + 1, class_name, 30 + i, 55.2 + i, 78.9 + i, style="box")
    table = draw(
        paper.page("XI TKR 1"),
        "A3",
        [
            no(),
            nama("Nama Siswa"),
            mark("Pretest", None, B, marks(21, 40, 70)),
            mark("Posttest", None, A, marks(21, 60, 95, seed=2)),
        ],
        names,
    )
    table.class_name = "XI TKR 1"
    return book(paper, "ringkasan.xlsx", table)


@case("count of girls and boys right under the last student")
def counts_below() -> Case:
    paper, names = Paper(), people(15, seed=315, style="upper")
    page = paper.page("X TO 2")
    table = draw(
        page,
        "A1",
        [
            no("NO"),
            nama("NAMA SISWA"),
            other("L/P", ["L"] * 12 + ["P"] * 3),
            mark("NILAI TEORI", K, None, marks(15, 60, 95)),
            mark("NILAI PRAKTIK", T, None, marks(15, 60, 95, seed=2)),
        ],
        names,
    )
    page.down("B17", "Laki-laki : 12", "Perempuan : 3", "Jumlah : 15 siswa")
    return book(paper, "X TO 2.xlsx", table)


@case("numbering restarts for the second class without a new heading")
def numbering_restarts() -> Case:
    paper, names = Paper(), [*people(9, seed=316), *people(8, seed=317)]
    page = paper.page("Gabungan")
    table = draw(
        page,
        "A1",
        [
            no("No", [*range(1, 10), *range(1, 9)]),
            nama("Nama Siswa"),
            kelas("Kelas", ["XI LAS 1"] * 9 + ["XI LAS 2"] * 8),
            mark("Sebelum", None, B, marks(17, 40, 70)),
            mark("Sesudah", None, A, marks(17, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "las gabungan.xlsx", table)


@case("remedial stars, a percent sign and NBSP in marks")
def stars() -> Case:
    paper, names = Paper(), people(10, seed=318)
    after = [
        Written("75*", 75.0, or_problem=True),
        Written("80%", 80.0, or_problem=True),
        Written("\u00a085\u00a0", 85.0),
        *marks(7, 60, 95),
    ]
    table = draw(
        paper.page("Nilai"),
        "A1",
        [no(), nama(), mark("Pretes", None, B, marks(10, 30, 60)), mark("Postes", None, A, after)],
        names,
    )
    return book(paper, "bintang.xlsx", table)


@case("students without any mark in the middle and a student with only the first test")
def holes() -> Case:
    paper, names = Paper(), people(14, seed=319)
    before: list[object] = list(marks(14, 40, 70))
    after: list[object] = list(marks(14, 60, 90, seed=2))
    before[5] = after[5] = after[8] = before[13] = after[13] = None
    table = draw(
        paper.page("Nilai"),
        "A4",
        [
            no(),
            ident("NISN", nisns(14)),
            nama("Nama Siswa"),
            mark("Kognitif Pre-test", K, B, before),
            mark("Kognitif Post-test", K, A, after),
        ],
        names,
    )
    return book(paper, "berlubang.xlsx", table)


@case("metadata lines that look like a heading, Nama Guru and Mata Pelajaran beside their values")
def metadata_like_heading() -> Case:
    paper, names = Paper(), people(16, seed=320)
    page = paper.page("Nilai")
    for row, line in enumerate(
        (
            ("Nama Sekolah", ":", "SMKN 15 Marabahan", None, "Kelas", "XI DPIB 1"),
            ("Nama Guru", ":", "Drs. Jarkasi", None, "Semester", "Genap"),
            ("Mata Pelajaran", ":", "Gambar Konstruksi", None, "KKM", 75),
            ("Nama Kepala Sekolah", ":", "Dra. Hj. Mastora", None, "Tahun", 2025),
        ),
        1,
    ):
        page.put(f"A{row}", *line)
    table = draw(
        page,
        "A5",
        [
            no(),
            nama("Nama Siswa"),
            mark("Tes Awal", None, B, marks(16, 40, 70)),
            mark("Tes Akhir", None, A, marks(16, 60, 95, seed=2)),
            mark("Sikap Awal", C, B, marks(16, 60, 80, seed=3)),
            mark("Sikap Akhir", C, A, marks(16, 70, 95, seed=4)),
            absent("Jml Hadir", [12] * 16),
        ],
        names,
    )
    table.class_name = "XI DPIB 1"
    return book(paper, "gambar konstruksi.xlsx", table)


@case("did not sit written as ns and a dash and minus one in one sheet")
def dash_and_minus() -> Case:
    paper, names = Paper(), people(12, seed=321)
    after: list[object] = list(marks(12, 60, 95))
    after[1], after[4] = Written("-", Worth.MISSING), Written("No data", Worth.MISSING)
    after[6] = Written(-1, Worth.PROBLEM, free=True)
    table = draw(
        paper.page("Nilai"),
        "A1",
        [no(), nama(), mark("Teori Sebelum", K, B, marks(12, 40, 70)), mark("Teori Sesudah", K, A, after)],
        names,
    )
    return book(paper, "minus.xlsx", table)
