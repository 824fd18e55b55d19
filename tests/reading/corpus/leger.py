"""Leger kelas and the K13 sheets: every subject of a class on one page."""

from tests.reading.corpus.drawing import (
    K,
    T,
    absent,
    ask,
    book,
    derived,
    draw,
    either,
    ident,
    mark,
    marks,
    nama,
    nisns,
    no,
    other,
    people,
)  # fmt: skip
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Formula, Page, Paper, at

KOP = ("PEMERINTAH PROVINSI KALIMANTAN SELATAN", "DINAS PENDIDIKAN DAN KEBUDAYAAN", "SMK NEGERI 15 MARABAHAN")


def predicate(mark_: float) -> str:
    return "A" if mark_ >= 90 else "B" if mark_ >= 80 else "C" if mark_ >= 70 else "D"


def averages(
    page: Page, row: int, first_column: int, columns: list[list[int]], *, words: str = "Rata-rata", at_column: int = 2
) -> None:
    """A row of averages under the table, as formulas with their values."""
    page.put(at(row, at_column), words, style="green")
    for offset, values in enumerate(columns):
        page.put(
            at(row, first_column + offset),
            Formula(f"=AVERAGE({at(row, first_column + offset)})", sum(values) / len(values)),
            style="two",
        )


@case("leger kelas with letterhead, groups of subjects, KKM row above, ranks and S I A")
def leger_groups() -> Case:
    paper, names = Paper(), people(24, seed=11, style="upper")
    page = paper.page("LEGER XI TKR 1")
    page.titles("A1:P1", *KOP, "LEGER NILAI SEMESTER GANJIL TAHUN PELAJARAN 2024/2025")
    page.down("A6", "Kelas : XI TKR 1", "Wali Kelas : Rusdiana, S.Pd.")
    page.put("C9", "KKM", 75, 75, 75, 75, 75, 70, 70, style="green")
    subjects = [marks(24, 68, 95, seed=s) for s in range(7)]
    totals = [sum(m) for m in zip(*subjects, strict=True)]
    groups = [("Kelompok A (Umum)", s) for s in ("PAI", "PPKn", "B. Indonesia", "Matematika")]
    groups += [("Kelompok C (Kejuruan)", s) for s in ("PMKR", "PSPTKR", "PKKR")]
    table = draw(page, "A10", [
        no("NO"), ident("NIS", [f"0{3310 + i}" for i in range(24)]), nama("NAMA PESERTA DIDIK"),
        *(mark(head, ANY, None, subjects[i]) for i, head in enumerate(groups)),
        derived("JUMLAH", [Formula(f"=SUM(D{12 + i}:J{12 + i})", v) for i, v in enumerate(totals)]),
        derived("RATA-RATA", [Formula(f"=AVERAGE(D{12 + i}:J{12 + i})", v / 7) for i, v in enumerate(totals)]),
        derived("PERINGKAT", [sorted(totals, reverse=True).index(v) + 1 for v in totals]),
        absent(("Ketidakhadiran", "S"), marks(24, 0, 3, seed=30)),
        absent(("Ketidakhadiran", "I"), marks(24, 0, 2, seed=31)),
        absent(("Ketidakhadiran", "A"), marks(24, 0, 4, seed=32)),
    ], names)  # fmt: skip
    table.loose_header = {9}
    averages(page, 36, 4, subjects, at_column=3)
    page.sign("B39")
    return book(paper, "LEGER XI TKR 1.xlsx", table, loose_columns={"M"})


@case("leger with three heading rows, knowledge and skill of each subject with letters")
def leger_three_rows() -> Case:
    paper, names = Paper(), people(30, seed=12)
    page = paper.page("Leger")
    page.titles("B2:P2", "LEGER RAPOR KELAS X DPIB 2", "SMK NEGERI 15 MARABAHAN")
    columns = [no(), ident("NISN", nisns(30)), nama("Nama Peserta Didik")]
    for number, subject in enumerate(("Pendidikan Agama", "Bahasa Inggris", "Gambar Teknik")):
        for aspect, word in ((K, "Pengetahuan"), (T, "Keterampilan")):
            values = marks(30, 65, 96, seed=number * 2 + (aspect == T))
            columns += [mark((subject, word, "Angka"), aspect, None, values),
                        derived((subject, word, "Pred"), [predicate(v) for v in values])]  # fmt: skip
    table = draw(page, "B5", columns, names)
    page.sign("C40")
    return book(paper, "leger X DPIB 2.xlsx", table)


@case("daftar nilai pengetahuan K13 with KD columns under a merged heading")
def k13_knowledge() -> Case:
    paper, names = Paper(), people(32, seed=13)
    page = paper.page("Pengetahuan")
    page.titles("A1:K1", "DAFTAR NILAI PENGETAHUAN", "MATA PELAJARAN DASAR LISTRIK DAN ELEKTRONIKA")
    page.put("A3", "Kelas", None, ": X TITL 1")
    page.put("A4", "Semester", None, ": 1 (Ganjil)")
    page.put("H3", "KKM", ": 75")
    daily = [marks(32, 60, 98, seed=40 + i) for i in range(4)]
    mean = [sum(v) / 4 for v in zip(*daily, strict=True)]
    table = draw(page, "A6", [
        no("No."), ident("NIS", list(range(21001, 21033))), nama("Nama"),
        *(mark(("Penilaian Harian (PH)", f"KD 3.{i + 1}"), ANY, None, daily[i]) for i in range(4)),
        derived(("Penilaian Harian (PH)", "Rerata"), mean),
        mark("PTS", ANY, None, marks(32, 50, 90, seed=45)), mark("PAS", ANY, None, marks(32, 50, 90, seed=46)),
        derived("NA", mean), derived("Ket", ["Tuntas" if v >= 75 else "Tidak Tuntas" for v in mean]),
    ], names)  # fmt: skip
    table.columns["K"].roles |= {"ask"}
    return book(paper, "nilai pengetahuan X TITL.xlsx", table, loose_columns={"K"})


@case("daftar nilai keterampilan K13 with praktik, produk, proyek, portofolio")
def k13_skill() -> Case:
    paper, names = Paper(), people(28, seed=14)
    page = paper.page("Keterampilan")
    page.titles("A1:J1", "DAFTAR NILAI KETERAMPILAN KELAS XI TPM 2", "TAHUN PELAJARAN 2023/2024")
    columns = [no(), nama("NAMA SISWA"), other("L/P", ["L"] * 25 + ["P"] * 3)]
    for i, way in enumerate(("Praktik", "Produk", "Proyek", "Portofolio")):
        columns.append(mark(("PENILAIAN KETERAMPILAN", way), ANY, None, marks(28, 70, 95, seed=50 + i)))
    columns += [derived("NILAI OPTIMUM", marks(28, 85, 95, seed=55)), derived("PREDIKAT", ["B"] * 28)]
    table = draw(page, "A4", columns, names)
    return book(paper, "keterampilan.xlsx", table, loose_columns={"H"})


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
    table = draw(page, "A13", [
        no(), ident("NISN", nisns(18, seed=3)), nama("Nama Lengkap"),
        mark("Nilai Teori Awal", K, "before", marks(18, 40, 70, seed=70)),
        mark("Nilai Teori Akhir", K, "after", marks(18, 60, 95, seed=71)),
        mark("Praktik Awal", T, "before", marks(18, 40, 70, seed=72)),
        mark("Praktik Akhir", T, "after", marks(18, 60, 95, seed=73)),
    ], names)  # fmt: skip
    page.sign("B34")
    return book(paper, "asesmen las.xlsx", table)


@case("attendance by date beside the marks of the same students")
def attendance_and_marks() -> Case:
    paper, names = Paper(), people(26, seed=17)
    page = paper.page("Absen & Nilai")
    page.titles("A1:X1", "DAFTAR HADIR DAN NILAI SISWA", "KELAS XI RPL 1")
    days = [absent(("TANGGAL", str(d)), [".", "v", "S", "v", "v", "I", "v", "A"][d % 4 :] * 4) for d in range(1, 13)]
    table = draw(page, "A4", [
        no(), nama("NAMA SISWA"), *days,
        absent(("JUMLAH", "S"), marks(26, 0, 3, seed=80)), absent(("JUMLAH", "I"), marks(26, 0, 3, seed=81)),
        absent(("JUMLAH", "A"), marks(26, 0, 3, seed=82)),
        mark(("NILAI", "TUGAS 1"), ANY, None, marks(26, 70, 90, seed=83)),
        mark(("NILAI", "TUGAS 2"), ANY, None, marks(26, 70, 90, seed=84)),
        mark(("NILAI", "UTS"), ANY, None, marks(26, 50, 90, seed=85)),
        mark(("NILAI", "UAS"), ANY, None, marks(26, 50, 90, seed=86)),
    ], names)  # fmt: skip
    return book(paper, "absen nilai XI RPL 1.xlsx", table)


@case("leger with a rank table at the right that repeats the names")
def leger_rank() -> Case:
    paper, names = Paper(), people(22, seed=18, style="upper")
    page = paper.page("X AKL")
    page.titles("A1:H1", "REKAP NILAI KELAS X TBSM 1")
    subjects = [marks(22, 60, 95, seed=90 + i) for i in range(4)]
    totals = [sum(v) for v in zip(*subjects, strict=True)]
    table = draw(page, "A3", [
        no("NO"), nama("NAMA"), *(mark(h, ANY, None, v) for h, v in zip(("MTK", "B.ING", "IPAS", "DDO"), subjects, strict=True)),
        derived("TOTAL", totals), derived("RANK", [sorted(totals, reverse=True).index(v) + 1 for v in totals]),
    ], names)  # fmt: skip
    page.merge("K2:M2", "10 BESAR", "green")
    page.put("K3", "RANK", "NAMA", "TOTAL", style="green")
    for place_, (total, name) in enumerate(sorted(zip(totals, names, strict=True), reverse=True)[:10], 1):
        page.put(f"K{3 + place_}", place_, name, total, style="box")
    return book(paper, "rekap.xlsx", table, quiet_tables=True)


@case("running number broken by fill-down and NISN with its zeros lost")
def broken_numbers() -> Case:
    paper, names = Paper(), people(15, seed=19)
    page = paper.page("Sheet1")
    numbers = [1, 2, 3, 4, 5.07, 6.14, 7.21, 8.28, 9.35, 10.42, 11.49, 12.56, 13.63, 14.7, 15.77]
    table = draw(page, "A2", [
        no("No", numbers), ident("NISN", [int(n) for n in nisns(15, seed=5)]), nama("Nama Siswa"),
        mark("Pretest", None, "before", marks(15, 30, 60, seed=101)),
        mark("Posttest", None, "after", marks(15, 60, 90, seed=102)),
    ], names)  # fmt: skip
    return book(paper, "nilai bubut.xlsx", table)


@case("single letter headings beside subjects")
def single_letters() -> Case:
    paper, names = Paper(), people(14, seed=20)
    page = paper.page("NILAI")
    page.put("A1", "NILAI KELAS XI DPIB 3")
    table = draw(page, "A3", [
        no(), nama("Nama"), either("P", marks(14, 70, 90, seed=110)), either("K", marks(14, 70, 90, seed=111)),
        mark("Tugas", ANY, None, marks(14, 70, 90, seed=112)), ask("Nilai", marks(14, 70, 90, seed=113)),
    ], names)  # fmt: skip
    table.columns["C"].roles = table.columns["D"].roles = frozenset({"ask"})
    table.marks = {cell: mark_ for cell, mark_ in table.marks.items() if cell[0] not in "CD"}
    return book(paper, "nilai dpib.xlsx", table)
