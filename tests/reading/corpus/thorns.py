"""Tables that are hard on purpose: spaced letters, ids without names, split lists."""

from tests.reading.corpus.columns import (
    A,
    B,
    K,
    T,
    before_after,
    either,
    ident,
    kelas,
    mark,
    marks,
    nama,
    nisns,
    no,
    people,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper


@case("heading in spaced letters, N A M A S I S W A")
def spaced_letters() -> Case:
    paper, names = Paper(), people(17, seed=501, style="upper")
    table = draw(
        paper.page("Sheet1"),
        "A3",
        [no("N O"), nama("N A M A   S I S W A"), *before_after(17, ("TES AWAL", "TES AKHIR"))],
        names,
    )
    return book(paper, "spasi huruf.xlsx", table)


@case("NISN alone names the students")
def ids_only() -> Case:
    paper = Paper()
    table = draw(paper.page("Nilai"), "A1", [no(), ident("NISN", nisns(18)), *before_after(18)], [""] * 18)
    return book(paper, "hanya nisn.xlsx", table)


@case("one class in two halves side by side to save paper")
def halves() -> Case:
    paper, names, tables = Paper(), people(30, seed=502), []
    page = paper.page("Nilai")
    page.titles("A1:I1", "NILAI PRAKTIK XI TKR 3")
    for cell, some, first in (("A3", names[:15], 1), ("F3", names[15:], 16)):
        tables.append(
            draw(
                page,
                cell,
                [
                    no("No", list(range(first, first + 15))),
                    nama("Nama"),
                    mark("Praktik Awal", T, B, marks(15, 40, 70, seed=first)),
                    mark("Praktik Akhir", T, A, marks(15, 60, 90, seed=first + 1)),
                ],
                some,
            )
        )
    return book(paper, "dua belah.xlsx", *tables)


@case("phase only in the title, NILAI PRETEST over one column Nilai")
def phase_in_title() -> Case:
    paper, names = Paper(), people(16, seed=503)
    page = paper.page("Sheet1")
    page.titles("A1:D1", "DAFTAR NILAI PRETEST TEORI PENGELASAN", "KELAS XI TPL 1")
    table = draw(page, "A4", [no(), nama("Nama Siswa"), either("Nilai", marks(16, 40, 80), phase=B)], names)
    return book(paper, "las pretest.xlsx", table)


@case("anonymous students, Siswa 1 to Siswa 20")
def anonymous() -> Case:
    paper, names = Paper(), [f"Siswa {i}" for i in range(1, 21)]
    table = draw(
        paper.page("Data"),
        "A1",
        [
            nama("Nama"),
            mark("Pretest", None, B, marks(20, 30, 60)),
            mark("Posttest", None, A, marks(20, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "anonim.xlsx", table)


@case("three hundred students of nine classes in one list")
def many() -> Case:
    paper, names = Paper(), people(300, seed=510)
    columns = [
        no(),
        ident("NISN", nisns(300)),
        nama("Nama Siswa"),
        kelas("Kelas", [f"XI TKR {i // 34 + 1}" for i in range(300)]),
    ]
    columns += [
        mark("Teori Awal", K, B, marks(300, 30, 70)),
        mark("Teori Akhir", K, A, marks(300, 50, 98, seed=2)),
        mark("Praktik Awal", T, B, marks(300, 30, 70, seed=3)),
        mark("Praktik Akhir", T, A, marks(300, 50, 98, seed=4)),
    ]
    return book(paper, "semua.xlsx", draw(paper.page("Semua"), "A1", columns, names))


@case("heading with line breaks, asterisks and its limits in brackets")
def starred_headings() -> Case:
    paper, names = Paper(), people(16, seed=511)
    table = draw(
        paper.page("Template"),
        "A1",
        [
            no("No*"),
            ident("NISN*\n(10 digit)", nisns(16)),
            nama("Nama Lengkap*"),
            kelas("Kelas*", ["X TO 1"] * 16),
            mark("Nilai Kognitif\nSebelum (0-100)", K, B, marks(16, 40, 70)),
            mark("Nilai Kognitif\nSesudah (0-100)", K, A, marks(16, 60, 95, seed=2)),
        ],
        names,
        merged=False,
    )
    return book(paper, "template.xlsx", table)


@case("headings mistyped, Nama Sisiwa and Postest")
def mistyped() -> Case:
    paper, names = Paper(), people(14, seed=513)
    table = draw(
        paper.page("Sheet1"),
        "B4",
        [
            no("Nomer"),
            nama("Nama Sisiwa"),
            mark("Pre Tes", None, B, marks(14, 40, 70)),
            mark("Pos Test", ANY, ANY, marks(14, 60, 95, seed=2)),
        ],
        names,
    )
    table.columns["E"].roles = frozenset({"score", "ask"})
    return book(paper, "salah ketik.xlsx", table)
