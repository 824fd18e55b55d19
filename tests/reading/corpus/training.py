"""Training lists of BLK and BLPT: before and after, in all the ways they appear."""

from tests.reading.corpus.drawing import (
    A,
    B,
    C,
    K,
    T,
    book,
    derived,
    draw,
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
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Formula, Paper, at


@case("BLK pretest and posttest list with participants declared")
def blk_list() -> Case:
    paper, names = Paper(), people(16, seed=21, style="upper")
    page = paper.page("PAKET 3")
    page.titles(
        "A1:G1",
        "REKAPITULASI NILAI PRE TEST DAN POST TEST",
        "PELATIHAN TEKNISI SEPEDA MOTOR INJEKSI",
        "UPTD BLK BARITO KUALA",
    )
    page.down("A5", "Kejuruan : Otomotif", "Jumlah Peserta : 16 Orang", "Tanggal : 3 s.d. 28 Maret 2025")
    before, after = marks(16, 35, 65, seed=1), marks(16, 65, 95, seed=2)
    table = draw(page, "A9", [
        no("NO"), nama("NAMA PESERTA"), other("ASAL SEKOLAH", ["SMKN 15 Marabahan", "SMK Bina Karya"] * 8),
        mark("PRE TEST", None, B, before), mark("POST TEST", None, A, after),
        derived("KENAIKAN", [Formula(f"=E{10 + i}-D{10 + i}", a - b) for i, (b, a) in enumerate(zip(before, after, strict=True))]),
        other("KETERANGAN", ["Lulus"] * 16),
    ], names)  # fmt: skip
    page.put("A26", "JUMLAH", None, None, sum(before), sum(after), style="green")
    page.put("A27", "RATA-RATA", None, None, sum(before) / 16, sum(after) / 16, style="green")
    page.sign("B30", place_and_date="Marabahan, 28 Maret 2025")
    return book(paper, "Rekap Pretest Posttest.xlsx", table)


@case("BLPT list of three aspects with Sebelum and Sesudah under each and the difference")
def blpt_three_aspects() -> Case:
    paper, names = Paper(), people(20, seed=22)
    page = paper.page("Nilai")
    page.titles("B1:N1", "BALAI LATIHAN PENDIDIKAN TEKNIK", "HASIL PELATIHAN SISWA SMK ANGKATAN 7")
    columns = [no(), nama("Nama Peserta Pelatihan"), kelas("Kelas", ["XI TPM 1"] * 20)]
    for i, (aspect, word) in enumerate(((K, "Kognitif"), (T, "Teknis"), (C, "Karakter"))):
        before, after = marks(20, 50, 70, seed=3 + i), marks(20, 65, 95, seed=13 + i)
        columns += [mark((word, "Sebelum"), aspect, B, before), mark((word, "Sesudah"), aspect, A, after),
                    derived((word, "Selisih"), [a - b for b, a in zip(before, after, strict=True)])]  # fmt: skip
    table = draw(page, "B5", columns, names)
    return book(paper, "BLPT angkatan 7.xlsx", table)


@case("own form, one sheet an aspect with criteria over SEBELUM and SESUDAH")
def own_form() -> Case:
    paper, names, tables = Paper(), people(12, seed=23), []
    criteria = {"Kognitif": ("Pengetahuan K3", "Membaca gambar"), "Teknis": ("Persiapan", "Proses", "Hasil"),
                "Karakter": ("Disiplin", "Kerja sama")}  # fmt: skip
    for sheet, aspect in zip(criteria, (K, T, C), strict=True):
        page = paper.page(sheet)
        columns = [no(), ident("NISN", nisns(12)), ident("NIS", [f"0{4100 + i}" for i in range(12)]),
                   nama("Nama"), kelas("Kelas", ["XI TKR 2"] * 12)]  # fmt: skip
        for i, criterion in enumerate(criteria[sheet]):
            columns += [mark((criterion, "SEBELUM"), aspect, B, marks(12, 50, 75, seed=i)),
                        mark((criterion, "SESUDAH"), aspect, A, [*marks(11, 70, 95, seed=9 + i), None])]  # fmt: skip
        tables.append(draw(page, "A1", columns, names))
    return book(paper, "Formulir Nilai.xlsx", *tables)


@case("one sheet per aspect and phase")
def sheet_per_aspect_and_phase() -> Case:
    paper, names, tables = Paper(), people(15, seed=24), []
    for aspect, word in ((K, "Kognitif"), (T, "Teknis"), (C, "Karakter")):
        for phase, when in ((B, "Awal"), (A, "Akhir")):
            page = paper.page(f"{word} {when}")
            page.put("A1", f"Penilaian {word} {when} Pelatihan CNC")
            tables.append(draw(page, "A3", [
                no(), nama("Nama Siswa"), mark("Nilai", aspect, phase, marks(15, 50, 90, seed=len(tables))),
            ], names))  # fmt: skip
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
        tables.append(draw(page, "A4", [
            no(), nama("Nama"), mark("Teori", K, phase, marks(18, 40, 90, seed=len(sheet))),
            mark("Praktek", T, phase, marks(18, 50, 92, seed=6)), mark("Sikap", C, phase, marks(18, 60, 95, seed=7)),
        ], names))  # fmt: skip
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
        tables.append(draw(page, cell, [
            no(), nama("Nama Siswa"), mark("Teori", K, phase, marks(17, 40, 90, seed=seed)),
            mark("Praktik", T, phase, marks(17, 40, 90, seed=seed + 10)),
        ], names))  # fmt: skip
        tables[-1].loose_header = {1}
    return book(paper, "pre post berdampingan.xlsx", *tables)


@case("two tables stacked with the same students, average and signature under each")
def stacked() -> Case:
    paper, names, tables, row = Paper(), people(12, seed=28), [], 1
    page = paper.page("Hasil")
    for phase, title in ((B, "A. NILAI SEBELUM PELATIHAN"), (A, "B. NILAI SESUDAH PELATIHAN")):
        page.put(f"A{row}", title, style="title")
        tests = [marks(12, 45, 90, seed=row + i) for i in range(2)]
        tables.append(draw(page, at(row + 2, 1), [
            no(), nama("Nama Peserta"), mark("Pengetahuan", K, phase, tests[0]), mark("Keterampilan", T, phase, tests[1]),
        ], names))  # fmt: skip
        page.put(f"B{row + 15}", "Rata-rata", *(sum(v) / 12 for v in tests), style="two")
        page.sign(f"B{row + 17}")
        row += 27
    return book(paper, "hasil.xlsx", *tables)


@case("prefix and suffix headings as snake case, with class and NISN")
def snake_case() -> Case:
    paper, names = Paper(), people(25, seed=29)
    page = paper.page("Sheet1")
    heads = (("pretest_kognitif", K, B), ("posttest_kognitif", K, A), ("teknis_pre", T, B), ("teknis_post", T, A),
             ("sikap_awal", C, B), ("sikap_akhir", C, A))  # fmt: skip
    table = draw(page, "A1", [
        ident("nisn", nisns(25, seed=8)), nama("nama_siswa"), kelas("rombel", ["XI TKRO 1"] * 13 + ["XI TKRO 2"] * 12),
        *(mark(h, aspect, phase, marks(25, 50, 95, seed=i, step=0.5)) for i, (h, aspect, phase) in enumerate(heads)),
    ], names, merged=False, style="")  # fmt: skip
    return book(paper, "export.xlsx", table)


@case("class per sheet, the same heading on each and class only in the sheet name")
def class_per_sheet() -> Case:
    paper, tables = Paper(), []
    for i, sheet in enumerate(("XI TKR 1", "XI TKR 2", "XI TKR 3")):
        page = paper.page(sheet)
        page.titles("A1:F1", "NILAI PRAKTIK KERJA BENGKEL")
        tables.append(draw(page, "A3", [
            no(), ident("NIS", list(range(100 * i + 5000, 100 * i + 5030))), nama("Nama Siswa"),
            mark("Praktik Awal", T, B, marks(13 + i, 50, 80, seed=i)), mark("Praktik Akhir", T, A, marks(13 + i, 60, 95, seed=i + 5)),
        ], people(13 + i, seed=40 + i)))  # fmt: skip
    return book(paper, "bengkel.xlsx", *tables)


@case("phase in a merged upper heading, PRE TEST over aspects and POST TEST over aspects")
def phase_over_aspects() -> Case:
    paper, names = Paper(), people(16, seed=31)
    page = paper.page("Rekap Nilai")
    page.titles("A2:I2", "REKAP NILAI PELATIHAN PLC")
    heads = [((when, word), aspect, phase) for when, phase in (("PRE TEST", B), ("POST TEST", A))
             for word, aspect in (("TEORI", K), ("PRAKTEK", T), ("SIKAP", C))]  # fmt: skip
    table = draw(page, "A5", [
        no(), nama("NAMA"), *(mark(h, aspect, phase, marks(16, 50, 90, seed=i)) for i, (h, aspect, phase) in enumerate(heads)),
        other("KET"),
    ], names, merged=False)  # fmt: skip
    return book(paper, "PLC.xlsx", table)


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
    table = draw(page, "A1", [
        no(), nama("Nama Siswa", [line[0] for line in lines]), other("Aspek", [line[1] for line in lines]),
        other("Tes", [line[2] for line in lines]), mark("Nilai", ANY, ANY, marks(36, 40, 95, seed=3)),
    ], [line[0] for line in lines])  # fmt: skip
    table.meaning = {f"E{row}": (line[3], line[4]) for row, line in enumerate(lines, 2)}
    return book(paper, "data nilai.xlsx", table)
