"""What other programs than Excel make: xls, ods, openpyxl, pandas, Numbers, a web application."""

import io

import openpyxl

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
    T,
    absent,
    derived,
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
from tests.reading.corpus.label import ANY, Case, ColumnLabel, TableLabel, case
from tests.reading.corpus.paper import Page, Paper


def _three_aspects(page: Page, cell: str, seed: int, count: int = 15) -> TableLabel:
    names = people(count, seed=seed)
    columns = [no(), ident("NISN", nisns(count, seed=seed)), nama("Nama Siswa")]
    for i, (word, aspect) in enumerate((("Kognitif", K), ("Psikomotor", T), ("Afektif", C))):
        columns += [
            mark((word, "Pre"), aspect, B, marks(count, 40, 80, seed=i)),
            mark((word, "Post"), aspect, A, marks(count, 60, 95, seed=i + 5)),
        ]
    return draw(page, cell, columns, names)


@case("xls of Excel 2003 with three aspects and merged headings")
def xls_three_aspects() -> Case:
    paper = Paper()
    page = paper.page("Nilai")
    page.titles("A1:I1", "NILAI PELATIHAN", "KELAS XI TITL 2")
    table = _three_aspects(page, "A4", 141)
    page.sign("B23")
    return book(paper, "NILAI XI TITL 2.xls", table)


@case("xls leger with ranks and sums, marks as text")
def xls_leger() -> Case:
    paper, names = Paper(), people(26, seed=142, style="upper")
    page = paper.page("LEGER")
    page.put("A1", "LEGER KELAS XII TKR 3")
    subjects = [marks(26, 60, 95, seed=i) for i in range(3)]
    totals = [sum(v) for v in zip(*subjects, strict=True)]
    table = draw(
        page,
        "A3",
        [
            no("NO"),
            nama("NAMA SISWA"),
            *(
                mark(h, ANY, None, [str(v) for v in values])
                for h, values in zip(("PMKR", "PSPT", "PKK"), subjects, strict=True)
            ),
            derived("JML", totals),
            derived("RANK", [sorted(totals, reverse=True).index(v) + 1 for v in totals]),
        ],
        names,
    )
    table.marks = {cell: (name, value) for cell, (name, value) in table.marks.items()}
    return book(paper, "LEGER XII TKR 3.xls", table)


@case("ods of LibreOffice with three aspects")
def ods_three_aspects() -> Case:
    paper = Paper()
    page = paper.page("Lembar1")
    page.put("B1", "Nilai Pelatihan Otomotif")
    return book(paper, "nilai.ods", _three_aspects(page, "B3", 143))


@case("xlsx by content and xls by name")
def xlsx_named_xls() -> Case:
    paper = Paper()
    table = _three_aspects(paper.page("Sheet1"), "A1", 144)
    case_ = book(paper, "nilai.xlsx", table)
    return Case([("nilai.xls", case_.files[0][1])], [_renamed(case_.tables[0], "nilai.xls")])


def _renamed(table: TableLabel, file: str) -> TableLabel:
    table.file = file
    return table


@case("openpyxl export of a web application with an id column first")
def openpyxl_export() -> Case:
    names, book_ = people(20, seed=145), openpyxl.Workbook()
    sheet = book_.active
    assert sheet is not None
    sheet.title = "export"
    sheet.append(["id", "nis", "nama", "kelas", "pretest", "posttest", "created_at"])
    before, after = marks(20, 30, 60), marks(20, 60, 95, seed=2)
    for i, name in enumerate(names):
        sheet.append([910 + i, f"0{3300 + i}", name, "XI RPL 2", before[i], after[i], "2025-02-03 10:11:12"])
    out = io.BytesIO()
    book_.save(out)
    table = TableLabel("export", (1,), tuple(range(2, 22)), "C", file="export.xlsx")
    for letter, roles, phase in (
        ("E", {"score"}, B),
        ("F", {"score"}, A),
        ("D", {"class"}, None),
        ("B", {"identity"}, None),
        ("A", {"identity", "ignored"}, None),
        ("G", {"ignored"}, None),
    ):
        table.columns[letter] = ColumnLabel(letter, frozenset(roles), None, phase)
    for i, name in enumerate(names):
        table.marks |= {f"E{i + 2}": (name, before[i]), f"F{i + 2}": (name, after[i])}
    return Case([("export.xlsx", out.getvalue())], [table])


@case("pandas export with an unnamed index column")
def pandas_export() -> Case:
    paper, names = Paper(), people(16, seed=146)
    table = draw(
        paper.page("Sheet1"),
        "A1",
        [
            no("", list(range(16))),
            nama("nama siswa"),
            other("rombel saat ini_unnamed: 42_level_1", ["X TO 1"] * 16),
            mark("kognitif pre", K, B, marks(16, 30, 70)),
            mark("kognitif post", K, A, marks(16, 60, 95, seed=2)),
        ],
        names,
        merged=False,
        style="",
    )
    table.columns.pop("A")
    return book(paper, "hasil_olah.xlsx", table)


@case("Apple Numbers with a table title above the heading")
def numbers() -> Case:
    paper, names = Paper(), people(14, seed=147)
    page = paper.page("Sheet 1 - Table 1")
    page.merge("A1:D1", "Table 1")
    table = draw(
        page,
        "A2",
        [
            nama("Nama"),
            kelas("Kelas", ["XI DKV 2"] * 14),
            mark("Praktik sebelum", T, B, marks(14, 50, 80)),
            mark("Praktik sesudah", T, A, marks(14, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "Nilai DKV.xlsx", table)


@case("surname and first name in two columns with NIS between number and names")
def two_name_columns() -> Case:
    paper, names = Paper(), [f"{n} Prasetya" if " " not in n else n for n in people(13, seed=148)]
    table = draw(
        paper.page("Peserta"),
        "A1",
        [
            no(),
            ident("NIS", list(range(7001, 7014))),
            nama("Nama Depan", [n.split(" ", 1)[0] for n in names]),
            ident("Nama Belakang", [n.split(" ", 1)[1] for n in names]),
            mark("Tes Awal", None, B, marks(13, 30, 70)),
            mark("Tes Akhir", None, A, marks(13, 60, 95, seed=2)),
        ],
        names,
    )
    table.loose_name_columns = {"D"}
    return book(paper, "nama dua kolom.xlsx", table)


@case("WPS workbook, colours, cut title lines, hours of attendance and one training mark each aspect")
def wps() -> Case:
    paper, names = Paper(), people(16, seed=149, style="upper")
    page = paper.page("REKAP")
    page.titles("A2:J2", "REKAPITULASI NILAI AKHIR PELATIHAN", "ANGKATAN 2 GELOMBANG 1")
    page.put("J4", "Instruktur : Slamet Widodo, S.T.")
    table = draw(
        page,
        "A6",
        [
            no("NO"),
            nama("NAMA PESERTA DIKLAT"),
            absent("JML HADIR", [24] * 16),
            absent("ALPA", [0] * 16),
            mark("NILAI\nPENGETAHUAN\nAWAL", K, B, marks(16, 40, 70)),
            mark("NILAI\nPENGETAHUAN\nAKHIR", K, A, marks(16, 60, 95, seed=2)),
            mark("NILAI\nKETRAMPILAN\nAWAL", T, B, marks(16, 40, 70, seed=3)),
            mark("NILAI\nKETRAMPILAN\nAKHIR", T, A, marks(16, 60, 95, seed=4)),
            derived("RATA2", marks(16, 60, 90, seed=5)),
            other("NO SERTIFIKAT", [f"BLPT/2025/{i:03}" for i in range(16)]),
        ],
        names,
    )
    return book(paper, "REKAP ANGKATAN 2.xlsx", table)
