"""The ways BEFORE and AFTER stand: sheets, files, blocks, long form."""

from tests.reading.corpus.columns import A, B, C, K, T, ident, mark, marks, nama, no, other, people
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper, at


@case("one sheet per aspect and phase")
def sheet_per_aspect_and_phase() -> Case:
    paper, names, tables = Paper(), people(15, seed=24), []
    for aspect, word in ((K, "Kognitif"), (T, "Teknis"), (C, "Karakter")):
        for phase, when in ((B, "Awal"), (A, "Akhir")):
            page = paper.page(f"{word} {when}")
            page.put("A1", f"Penilaian {word} {when} Pelatihan CNC")
            tables.append(
                draw(
                    page,
                    "A3",
                    [
                        no(),
                        nama("Nama Siswa"),
                        mark("Nilai", aspect, phase, marks(15, 50, 90, seed=len(tables))),
                    ],
                    names,
                )
            )
    for table in tables:
        table.columns["C"].roles = frozenset({"score"})
    return book(paper, "Pelatihan CNC.xlsx", *tables)


@case("two sheets, Pre-Test and Post-Test, with items and their total")
def two_sheets() -> Case:
    paper, names, tables = Paper(), people(18, seed=25), []
    for phase, sheet in ((B, "Pre-Test"), (A, "Post-Test")):
        page = paper.page(sheet)
        page.titles("A1:E1", f"HASIL {sheet.upper()} SISWA KELAS XI TAV")
        page.put("C2", "Skor maksimal 100")
        tables.append(
            draw(
                page,
                "A4",
                [
                    no(),
                    nama("Nama"),
                    mark("Teori", K, phase, marks(18, 40, 90, seed=len(sheet))),
                    mark("Praktek", T, phase, marks(18, 50, 92, seed=6)),
                    mark("Sikap", C, phase, marks(18, 60, 95, seed=7)),
                ],
                names,
            )
        )
    return book(paper, "TAV.xlsx", *tables)


@case("two files, pretest and posttest of one class")
def two_files() -> Case:
    names, files, tables = people(14, seed=26), [], []
    for phase, word in ((B, "pretest"), (A, "posttest")):
        paper = Paper()
        page = paper.page("Sheet1")
        page.put("A1", "Nilai kelas XI TKJ 2")
        table = draw(page, "A2", [no(), nama(), mark("Kognitif", K, phase, marks(14, 40, 90, seed=len(word)))], names)
        table.file = f"{word} XI TKJ 2.xlsx"
        files.append((table.file, paper.xlsx()))
        tables.append(table)
    return Case(files, tables)


@case("two blocks side by side with a spacer, before left and after right")
def side_by_side() -> Case:
    paper, names = Paper(), people(17, seed=27)
    page = paper.page("Data")
    page.merge("A1:D1", "PRE TEST")
    page.merge("G1:J1", "POST TEST")
    tables = []
    for cell, phase, seed in (("A2", B, 4), ("G2", A, 5)):
        tables.append(
            draw(
                page,
                cell,
                [
                    no(),
                    nama("Nama Siswa"),
                    mark("Teori", K, phase, marks(17, 40, 90, seed=seed)),
                    mark("Praktik", T, phase, marks(17, 40, 90, seed=seed + 10)),
                ],
                names,
            )
        )
        tables[-1].loose_header = {1}
    return book(paper, "pre post berdampingan.xlsx", *tables)


@case("two tables stacked with the same students, average and signature under each")
def stacked() -> Case:
    paper, names, tables, row = Paper(), people(12, seed=28), [], 1
    page = paper.page("Hasil")
    for phase, title in ((B, "A. NILAI SEBELUM PELATIHAN"), (A, "B. NILAI SESUDAH PELATIHAN")):
        page.put(f"A{row}", title, style="title")
        tests = [marks(12, 45, 90, seed=row + i) for i in range(2)]
        tables.append(
            draw(
                page,
                at(row + 2, 1),
                [
                    no(),
                    nama("Nama Peserta"),
                    mark("Pengetahuan", K, phase, tests[0]),
                    mark("Keterampilan", T, phase, tests[1]),
                ],
                names,
            )
        )
        page.put(f"B{row + 15}", "Rata-rata", *(sum(v) / 12 for v in tests), style="two")
        page.sign(f"B{row + 17}")
        row += 27
    return book(paper, "hasil.xlsx", *tables)


@case("class per sheet, the same heading on each and class only in the sheet name")
def class_per_sheet() -> Case:
    paper, tables = Paper(), []
    for i, sheet in enumerate(("XI TKR 1", "XI TKR 2", "XI TKR 3")):
        page = paper.page(sheet)
        page.titles("A1:F1", "NILAI PRAKTIK KERJA BENGKEL")
        tables.append(
            draw(
                page,
                "A3",
                [
                    no(),
                    ident("NIS", list(range(100 * i + 5000, 100 * i + 5030))),
                    nama("Nama Siswa"),
                    mark("Praktik Awal", T, B, marks(13 + i, 50, 80, seed=i)),
                    mark("Praktik Akhir", T, A, marks(13 + i, 60, 95, seed=i + 5)),
                ],
                people(13 + i, seed=40 + i),
            )
        )
    for table in tables:
        table.class_name = table.sheet
    return book(paper, "bengkel.xlsx", *tables)


@case("long form, one row a student and test with phase, aspect and score")
def long_form() -> Case:
    paper, names = Paper(), people(9, seed=32)
    page = paper.page("Data Nilai")
    kinds = [
        ("Kognitif", "Pretest", K, B),
        ("Kognitif", "Posttest", K, A),
        ("Teknis", "Pretest", T, B),
        ("Teknis", "Posttest", T, A),
    ]
    lines = [(name, *kind) for name in names for kind in kinds]
    table = draw(
        page,
        "A1",
        [
            no(),
            nama("Nama Siswa", [line[0] for line in lines]),
            other("Aspek", [line[1] for line in lines]),
            other("Tes", [line[2] for line in lines]),
            mark("Nilai", ANY, ANY, marks(36, 40, 95, seed=3)),
        ],
        [line[0] for line in lines],
    )
    table.meaning = {f"E{row}": (line[3], line[4]) for row, line in enumerate(lines, 2)}
    return book(paper, "data nilai.xlsx", table)
