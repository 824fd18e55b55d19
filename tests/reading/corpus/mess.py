"""Marks written the way tired people write them."""

import datetime

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
    T,
    derived,
    mark,
    marks,
    nama,
    no,
    people,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import Case, Worth, Written, case, pattern
from tests.reading.corpus.paper import Formula, Paper

MISSING, NOT_SAT, PROBLEM = Worth.MISSING, Worth.DID_NOT_SIT, Worth.PROBLEM


@case("marks as text with spaces, commas, dashes and Belum dinilai")
def text_marks() -> Case:
    paper, names = Paper(), people(14, seed=121)
    page = paper.page("Nilai")
    messy = [
        Written(" 79.90", 79.9),
        Written("82,5", 82.5),
        Written("  - ", MISSING),
        Written("Belum dinilai", MISSING),
        Written("75", 75.0),
        Written("88 ", 88.0),
        Written("-", MISSING),
        Written("90,00", 90.0),
        77,
        81.25,
        None,
        Written("belum dinilai", MISSING),
        Written("70.5", 70.5),
        Written("80", 80.0),
    ]
    table = draw(
        page,
        "A2",
        [no(), nama("Nama Siswa"), mark("Pre Test", None, B, marks(14, 30, 60)), mark("Post Test", None, A, messy)],
        names,
    )
    return book(paper, "campur.xlsx", table)


@case("colon before the mark and a letter after it")
def decorated_marks() -> Case:
    paper, names = Paper(), people(10, seed=122)
    page = paper.page("Nilai")
    colon = [Written(f": {v},33", v + 0.33, or_problem=True) for v in range(60, 70)]
    lettered = [Written(f"3.{v}(B+)", 3 + v / 100, or_problem=True) for v in range(28, 38)]
    table = draw(
        page,
        "A2",
        [
            no(),
            nama("Nama Siswa"),
            mark("Pengetahuan", K, None, colon),
            mark("Keterampilan", T, None, lettered),
            mark("Sikap", C, None, marks(10, 70, 90)),
        ],
        names,
    )
    return book(paper, "titik dua.xlsx", table)


@case("duration, date, range, fraction and a mark of 860 each named with its cell")
def impossible_marks() -> Case:
    paper, names = Paper(), people(16, seed=123)
    page = paper.page("XI TKR 2")
    bad: list[object] = list(marks(16, 60, 95))
    bad[1] = Written(datetime.timedelta(hours=83, minutes=55), PROBLEM, style="hours")
    bad[3] = Written(datetime.date(2025, 5, 8), PROBLEM, style="date")
    bad[5], bad[6], bad[8] = Written("80-85", PROBLEM), Written("1.234", PROBLEM), Written("17/20", PROBLEM)
    bad[10], bad[12], bad[13] = Written(860, PROBLEM), Written(-5, PROBLEM), Written("delapan puluh", PROBLEM)
    table = draw(
        page,
        "A4",
        [
            no(),
            nama("Nama Siswa"),
            mark("Teknis Awal", T, B, marks(16, 40, 80, seed=2)),
            mark("Teknis Akhir", T, A, bad),
        ],
        names,
    )
    return book(paper, "tidak mungkin.xlsx", table)


@case("absen, sakit, izin and TH instead of a mark")
def did_not_sit() -> Case:
    paper, names = Paper(), people(15, seed=124)
    page = paper.page("Sheet1")
    after: list[object] = list(marks(15, 60, 95))
    for i, word in ((2, "absen"), (4, "Sakit"), (7, "izin"), (9, "TH"), (11, "tidak hadir")):
        after[i] = Written(word, NOT_SAT)
    table = draw(
        page, "A1", [no(), nama(), mark("Pretest", None, B, marks(15, 30, 70)), mark("Posttest", None, A, after)], names
    )
    return book(paper, "tidak hadir.xlsx", table)


@case("formulas that were never calculated in the mark column")
def uncalculated() -> Case:
    paper, names = Paper(), people(12, seed=125)
    page = paper.page("Nilai")
    empty = [Written(Formula(f"=F{i}", None), PROBLEM) for i in range(2, 14)]
    table = draw(
        page,
        "A1",
        [no(), nama(), mark("Kognitif Awal", K, B, marks(12, 40, 80)), mark("Kognitif Akhir", K, A, empty)],
        names,
    )
    table.problems, table.free = set(), set(table.problems)
    table.columns["D"].missing = None
    return book(paper, "belum dihitung.xlsx", table, says=[pattern(r"formula|rumus")], any_blocks=True)


@case("errors of Excel in a mark and in the averages")
def excel_errors() -> Case:
    paper, names = Paper(), people(12, seed=126)
    page = paper.page("Nilai")
    after: list[object] = list(marks(12, 60, 90, seed=5))
    after[4] = Written(Formula("=1/0", "#DIV/0!"), PROBLEM)
    after[9] = Written(Formula("=VLOOKUP(1,Z1:Z2,1)", "#N/A"), PROBLEM)
    table = draw(
        page,
        "A1",
        [
            no(),
            nama(),
            mark("Teori Awal", K, B, marks(12, 40, 80)),
            mark("Teori Akhir", K, A, after),
            derived("Rata-rata", [Formula("=AVERAGE(X1)", "#DIV/0!")] * 12),
        ],
        names,
    )
    return book(paper, "galat.xlsx", table)


@case("zeros cluster where a test was not taken")
def zeros() -> Case:
    paper, names = Paper(), people(20, seed=131)
    page = paper.page("Sheet1")
    after = [0 if i % 3 == 0 else v for i, v in enumerate(marks(20, 60, 90))]
    table = draw(
        page, "A1", [no(), nama(), mark("Pretest", None, B, marks(20, 40, 70)), mark("Posttest", None, A, after)], names
    )
    table.free = {cell for cell, (_, value) in table.marks.items() if value == 0}
    table.without(*table.free)
    table.columns["D"].missing = table.columns["D"].did_not_sit = None
    return book(paper, "nol.xlsx", table, says=[pattern(r"zero|\bnol\b|\b0\b")], any_blocks=True)


@case("scale 0 to 10 and scale 1 to 4 in one table")
def two_scales() -> Case:
    paper, names = Paper(), people(21, seed=133)
    page = paper.page("Nilai")
    table = draw(
        page,
        "A1",
        [
            no(),
            nama(),
            mark("Teori Awal", K, B, marks(21, 4, 7, step=0.5)),
            mark("Teori Akhir", K, A, marks(21, 6, 10, seed=2, step=0.5)),
            mark("Sikap Awal", C, B, marks(21, 1, 3, seed=3)),
            mark("Sikap Akhir", C, A, marks(21, 2, 4, seed=4)),
        ],
        names,
    )
    return book(paper, "skala.xlsx", table, any_blocks=True)
