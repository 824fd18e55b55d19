"""Workbooks of many sheets, of which only some hold marks: a teacher's whole administration in one file."""

import random

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
    T,
    absent,
    derived,
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
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, REFUSALS, Case, TableLabel, case, pattern
from tests.reading.corpus.paper import Formula, Page, Paper


@case("teacher's administration: cover, roster, attendance, two sheets of marks")
def administration() -> Case:
    paper, names = Paper(), people(24, seed=601)
    paper.page("COVER").titles(
        "B4:H4", "BUKU ADMINISTRASI GURU", "MATA PELAJARAN TEKNIK PEMESINAN BUBUT", "SMKN 15 MARABAHAN"
    )
    draw(
        paper.page("DATA SISWA"),
        "A2",
        [no(), ident("NISN", nisns(24)), nama("Nama Siswa"), other("L/P", ["L"] * 24)],
        names,
    )
    days = [absent(("Tanggal", str(d)), ["v", "v", "S", "v", "A"][d % 5 :] * 6) for d in range(1, 15)]
    draw(paper.page("ABSENSI"), "A2", [no(), nama("Nama Siswa"), *days], names)
    tables = []
    for sheet in ("PENGETAHUAN", "KETERAMPILAN"):
        tests = [marks(24, 60, 95, seed=len(sheet) + i) for i in range(3)]
        page = paper.page(sheet)
        page.put("A1", f"NILAI {sheet} KELAS XI TPM 1")
        columns = [no(), nama("Nama Siswa"), *(mark(f"KD {i + 1}", ANY, None, v) for i, v in enumerate(tests))]
        columns += [derived("Rata-rata", [Formula("=AVERAGE(C4:E4)", sum(v) / 3) for v in zip(*tests, strict=True)])]
        tables.append(draw(page, "A3", columns, names))
    return book(paper, "Administrasi.xlsx", *tables, quiet_tables=True)


@case("list of teachers with NIP and hours, no student at all")
def teachers() -> Case:
    paper = Paper()
    page = paper.page("Guru")
    page.titles("A1:E1", "DAFTAR PEMBAGIAN TUGAS GURU")
    columns = [
        no(),
        other("Nama Guru", [f"{n}, S.Pd." for n in people(20, seed=602)]),
        other("NIP", [f"19790221200604{1000 + i}" for i in range(20)]),
    ]
    columns += [other("Mata Pelajaran", ["PKKR", "PMKR"] * 10), other("Jumlah Jam", marks(20, 12, 36))]
    draw(page, "A3", columns, [""] * 20)
    return book(paper, "tugas guru.xlsx", refused=REFUSALS["no marks"])


@case("e-Rapor template with hidden ids and TP columns")
def erapor() -> Case:
    paper, names = Paper(), people(26, seed=603, style="upper")
    page = paper.page("Format Nilai")
    page.down("A1", "FORMAT IMPOR NILAI SUMATIF", "Rombel : XI TKJ 1", "Mapel : Informatika")
    dice = random.Random(5)
    columns = [
        no(),
        other("anggota_rombel_id", [f"{dice.getrandbits(64):016x}" for _ in names]),
        ident("NISN", nisns(26)),
        nama("NAMA PESERTA DIDIK"),
    ]
    columns += [mark(f"TP{i + 1}", ANY, None, marks(26, 65, 95, seed=i)) for i in range(4)]
    table = draw(page, "A5", columns, names)
    page.hidden_columns.add(2)
    table.class_name = "XI TKJ 1"
    return book(paper, "format_nilai.xlsx", table)


@case("before in one sheet and after in another with other columns between")
def uneven_sheets() -> Case:
    paper, names, tables = Paper(), people(18, seed=604), []
    for sheet, phase in (("Nilai Sebelum", B), ("Nilai Sesudah", A)):
        columns = [no(), nama("Nama")]
        columns += [kelas("Kelas", ["XI TAV 1"] * 18)] if phase == A else []
        columns += [
            mark("Kognitif", K, phase, marks(18, 40, 90, seed=3)),
            mark("Teknis", T, phase, marks(18, 40, 90, seed=4)),
            mark("Karakter", C, phase, marks(18, 60, 90, seed=5)),
        ]
        columns += [derived("Rata-rata", marks(18, 50, 90, seed=6))] if phase == A else []
        tables.append(draw(paper.page(sheet), "A2" if phase == B else "B5", columns, names))
    return book(paper, "tak sama.xlsx", *tables)


@case("six months of habits, one block a month beside each other under one list of names")
def habits_per_month() -> Case:
    paper, names = Paper(), people(16, seed=605)
    page = paper.page("Pembiasaan")
    page.titles("A1:N1", "PENILAIAN PEMBIASAAN KARAKTER", "Skala 1-4")
    columns = [no(), nama("Nama Siswa")]
    for i, month in enumerate(("Juli", "Agustus", "September", "Oktober")):
        columns += [
            mark((month, habit), ANY, None, marks(16, 1, 4, seed=i * 3 + j))
            for j, habit in enumerate(("Disiplin", "Kebersihan", "Sopan"))
        ]
    table = draw(page, "A4", columns, names)
    return book(paper, "pembiasaan.xlsx", table)


def _block(page: Page, cell: str, title: str, phase: str, names: list[str], seed: int) -> TableLabel:
    page.put(cell, title, style="title")
    row = int(cell[1:]) + 1
    return draw(
        page,
        f"{cell[0]}{row}",
        [
            no(),
            nama("Nama"),
            mark("Kognitif", K, phase, marks(len(names), 40, 90, seed=seed)),
            mark("Teknis", T, phase, marks(len(names), 40, 90, seed=seed + 1)),
        ],
        names,
    )


@case("blocks titled PRE TEST and POST TEST stacked close together")
def close_blocks() -> Case:
    paper, names = Paper(), people(10, seed=606)
    page = paper.page("Nilai")
    tables = [_block(page, "B1", "PRE TEST", B, names, 1), _block(page, "B14", "POST TEST", A, names, 5)]
    return book(paper, "rapat.xlsx", *tables)


@case("four blocks, two classes across and two phases down")
def four_blocks() -> Case:
    paper, tables = Paper(), []
    page = paper.page("Nilai")
    for column, class_name, seed in (("A", "XI TKR 1", 607), ("G", "XI TKR 2", 608)):
        names = people(12, seed=seed)
        for row, word, phase in ((1, "PRETEST", B), (18, "POSTTEST", A)):
            tables.append(_block(page, f"{column}{row}", f"{word} {class_name}", phase, names, seed + row))
            tables[-1].class_name = class_name
    return book(paper, "empat blok.xlsx", *tables)


@case("averages per class of a whole school, no student in any row")
def classes_as_rows() -> Case:
    paper = Paper()
    page = paper.page("Ringkasan")
    page.put("A1", "RATA-RATA NILAI PER KELAS")
    page.put("A3", "No", "Kelas", "Wali Kelas", "Jumlah Siswa", "Rata-rata Pretest", "Rata-rata Posttest", style="head")
    for i, teacher in enumerate(people(9, seed=609)):
        page.put(f"A{4 + i}", i + 1, f"XI TKR {i + 1}", f"{teacher}, S.Pd.", 30 + i, 55.5 + i, 75.5 + i, style="box")
    return book(paper, "ringkasan sekolah.xlsx", refused=REFUSALS["no marks"])


@case("attendance sheet and empty form in one workbook, each without marks")
def nothing_to_read() -> Case:
    paper, names = Paper(), people(15, seed=610)
    days = [absent(("Tanggal", str(d)), ["v", "v", "S", "v", "A"][d % 5 :] * 6) for d in range(1, 11)]
    draw(paper.page("ABSEN"), "A1", [no(), nama("Nama Siswa"), *days], names)
    draw(paper.page("FORM"), "A1", [no(), nama("Nama Siswa", [None]), either("Nilai", [])], [""] * 20)
    return book(paper, "kosong semua.xlsx", refused=pattern("attendance|hadir|empty|kosong|belum"))
