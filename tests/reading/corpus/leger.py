"""Leger kelas and the K13 sheets: every subject of a class on one page."""

from tests.reading.corpus.columns import K, T, absent, derived, ident, mark, marks, nama, nisns, no, other, people
from tests.reading.corpus.drawing import KOP, averages, book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Formula, Paper


def predicate(mark_: float) -> str:
    return "A" if mark_ >= 90 else "B" if mark_ >= 80 else "C" if mark_ >= 70 else "D"


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
    table = draw(
        page,
        "A10",
        [
            no("NO"),
            ident("NIS", [f"0{3310 + i}" for i in range(24)]),
            nama("NAMA PESERTA DIDIK"),
            *(mark(head, ANY, None, subjects[i]) for i, head in enumerate(groups)),
            derived("JUMLAH", [Formula(f"=SUM(D{12 + i}:J{12 + i})", v) for i, v in enumerate(totals)]),
            derived("RATA-RATA", [Formula(f"=AVERAGE(D{12 + i}:J{12 + i})", v / 7) for i, v in enumerate(totals)]),
            derived("PERINGKAT", [sorted(totals, reverse=True).index(v) + 1 for v in totals]),
            absent(("Ketidakhadiran", "S"), marks(24, 0, 3, seed=30)),
            absent(("Ketidakhadiran", "I"), marks(24, 0, 2, seed=31)),
            absent(("Ketidakhadiran", "A"), marks(24, 0, 4, seed=32)),
        ],
        names,
    )
    table.loose_header = {9}
    table.class_name = "XI TKR 1"
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
            columns += [
                mark((subject, word, "Angka"), aspect, None, values),
                derived((subject, word, "Pred"), [predicate(v) for v in values]),
            ]
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
    table = draw(
        page,
        "A6",
        [
            no("No."),
            ident("NIS", list(range(21001, 21033))),
            nama("Nama"),
            *(mark(("Penilaian Harian (PH)", f"KD 3.{i + 1}"), ANY, None, daily[i]) for i in range(4)),
            derived(("Penilaian Harian (PH)", "Rerata"), mean),
            mark("PTS", ANY, None, marks(32, 50, 90, seed=45)),
            mark("PAS", ANY, None, marks(32, 50, 90, seed=46)),
            derived("NA", mean),
            derived("Ket", ["Tuntas" if v >= 75 else "Tidak Tuntas" for v in mean]),
        ],
        names,
    )
    table.columns["K"].roles |= {"ask"}
    return book(paper, "nilai pengetahuan X TITL.xlsx", table, loose_columns={"K"})


@case("daftar nilai keterampilan K13 with praktik, produk, proyek, portofolio")
def k13_skill() -> Case:
    paper, names = Paper(), people(28, seed=14)
    page = paper.page("Keterampilan")
    page.titles("A1:J1", "DAFTAR NILAI KETERAMPILAN KELAS XI TPM 2", "TAHUN PELAJARAN 2023/2024")
    columns = [no(), nama("NAMA SISWA"), other("L/P", ["L"] * 25 + ["P"] * 3)]
    ways = [marks(28, 70, 95, seed=50 + i) for i in range(4)]
    for way, values in zip(("Praktik", "Produk", "Proyek", "Portofolio"), ways, strict=True):
        columns.append(mark(("PENILAIAN KETERAMPILAN", way), ANY, None, values))
    optimum = [max(some) for some in zip(*ways, strict=True)]
    columns += [derived("NILAI OPTIMUM", optimum), derived("PREDIKAT", ["B"] * 28)]
    table = draw(page, "A4", columns, names)
    return book(paper, "keterampilan.xlsx", table, loose_columns={"H"})


@case("leger with a rank table at the right that repeats the names")
def leger_rank() -> Case:
    paper, names = Paper(), people(22, seed=18, style="upper")
    page = paper.page("X AKL")
    page.titles("A1:H1", "REKAP NILAI KELAS X TBSM 1")
    subjects = [marks(22, 60, 95, seed=90 + i) for i in range(4)]
    totals = [sum(v) for v in zip(*subjects, strict=True)]
    table = draw(
        page,
        "A3",
        [
            no("NO"),
            nama("NAMA"),
            *(mark(h, ANY, None, v) for h, v in zip(("MTK", "B.ING", "IPAS", "DDO"), subjects, strict=True)),
            derived("TOTAL", totals),
            derived("RANK", [sorted(totals, reverse=True).index(v) + 1 for v in totals]),
        ],
        names,
    )
    page.merge("K2:M2", "10 BESAR", "green")
    page.put("K3", "RANK", "NAMA", "TOTAL", style="green")
    for place_, (total, name) in enumerate(sorted(zip(totals, names, strict=True), reverse=True)[:10], 1):
        page.put(f"K{3 + place_}", place_, name, total, style="box")
    return book(paper, "rekap.xlsx", table, quiet_tables=True)
