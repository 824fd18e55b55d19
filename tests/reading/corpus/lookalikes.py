"""Numbers and lists that look like marks and students, and are not."""

from tests.reading.corpus.columns import C, absent, before_after, derived, ident, mark, marks, nama, no, other, people
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper


@case("sums under the last student without any word, then klasikal rows")
def wordless_sums() -> Case:
    paper, names = Paper(), people(14, seed=504)
    page = paper.page("Hasil")
    table = draw(page, "A1", [no(), nama("Nama Siswa"), *before_after(14)], names)
    page.put("C16", 770, 1080, style="green")
    page.put("B17", "Nilai rata-rata kelas", 55, 77.1, style="box")
    page.put("B18", "Ketuntasan klasikal", "21%", "86%", style="box")
    page.put("B19", "Daya serap", 55, 77, style="box")
    return book(paper, "klasikal.xlsx", table)


@case("total row in the number column merged over the name")
def merged_total() -> Case:
    paper, names = Paper(), people(15, seed=505, style="upper")
    page = paper.page("Rekap")
    table = draw(page, "A2", [no("NO"), nama("NAMA"), *before_after(15, ("SEBELUM", "SESUDAH"))], names)
    page.merge("A18:B18", "JUMLAH", "green")
    page.merge("A19:B19", "RATA-RATA", "green")
    page.put("C18", 800, 1200)
    page.put("C19", 53.3, 80)
    return book(paper, "jumlah.xlsx", table)


@case("age, height, year of entry, kehadiran in percent: numbers that look like marks")
def lookalikes() -> Case:
    paper, names = Paper(), people(19, seed=506)
    table = draw(
        paper.page("Data"),
        "A1",
        [
            no(),
            nama("Nama Siswa"),
            other("Umur", marks(19, 15, 18)),
            other("Tinggi Badan", marks(19, 150, 180)),
            other("Tahun Masuk", [2023] * 19),
            absent("Kehadiran (%)", marks(19, 80, 100)),
            *before_after(19, ("Nilai Pretest", "Nilai Posttest")),
            other("Jumlah JP", [240] * 19),
        ],
        names,
    )
    table.columns["I"].roles |= {"derived"}
    return book(paper, "mirip nilai.xlsx", table)


@case("sumatif of Kurikulum Merdeka, TP columns, lingkup materi, SAS and nilai rapor")
def merdeka() -> Case:
    paper, names = Paper(), people(30, seed=507)
    page = paper.page("Sumatif")
    page.titles("A1:L1", "DAFTAR NILAI SUMATIF", "FASE F KELAS XI TJKT 1")
    goals = [marks(30, 65, 95, seed=i) for i in range(4)]
    ends = [marks(30, 60, 95, seed=10 + i) for i in range(2)]
    rapor = [
        round((sum(g) / 4 + sum(e) / 2) / 2)
        for g, e in zip(zip(*goals, strict=True), zip(*ends, strict=True), strict=True)
    ]
    columns = [no("No"), ident("NIS", list(range(2201, 2231))), nama("Nama Peserta Didik")]
    columns += [mark(("SUMATIF LINGKUP MATERI", f"TP {i + 1}"), ANY, None, v) for i, v in enumerate(goals)]
    columns += [derived(("SUMATIF LINGKUP MATERI", "NA SLM"), [sum(g) / 4 for g in zip(*goals, strict=True)])]
    columns += [
        mark(("SUMATIF AKHIR SEMESTER", word), ANY, ANY, v) for word, v in zip(("TES", "NON TES"), ends, strict=True)
    ]
    columns += [derived("NILAI RAPOR", rapor)]
    table = draw(page, "A4", columns, names)
    for column in "IJ":
        table.columns[column].roles = frozenset({"score", "ask"})
    return book(paper, "sumatif.xlsx", table, loose_columns={"H", "K"})


@case("project of P5 in BB MB BSH SAB under its dimensions")
def p5() -> Case:
    paper, names = Paper(), people(18, seed=508)
    words = ("BSH", "SB", "MB", "SAB", "BSH", "BB")
    page = paper.page("P5")
    page.titles("A1:F1", "NILAI PROJEK PENGUATAN PROFIL PELAJAR PANCASILA")
    columns = [no(), nama("Nama Siswa")]
    for i, dimension in enumerate(("Gotong Royong", "Mandiri", "Bernalar Kritis")):
        columns.append(other(dimension, [words[(i + j) % 6] for j in range(18)]))
    columns += [mark("Nilai Sikap", C, None, marks(18, 70, 95))]
    table = draw(page, "A3", columns, names)
    for column in "CDE":
        table.columns[column].roles |= {"ask", "score"}
    return book(paper, "P5.xlsx", table, loose_columns={"C", "D", "E"}, any_blocks=True)


@case("notes beside the table in the rows of the students")
def notes_beside() -> Case:
    paper, names = Paper(), people(15, seed=509)
    page = paper.page("Nilai")
    table = draw(page, "A3", [no(), nama("Nama Siswa"), *before_after(15)], names)
    page.down(
        "H4",
        "Catatan:",
        "1. Nilai pretest diambil 3 Februari",
        "2. Nilai posttest diambil 28 Februari",
        "Siswa remedial: 4",
        4,
        15,
    )
    return book(paper, "catatan samping.xlsx", table)


@case("KKM row inside the heading between subjects and students with the word only once")
def kkm_inside() -> Case:
    paper, names = Paper(), people(21, seed=512)
    page = paper.page("Leger")
    columns = [
        no("No."),
        nama("Nama Siswa"),
        *(
            mark(("Nilai", s), ANY, None, marks(21, 60, 95, seed=i))
            for i, s in enumerate(("Agama", "PKn", "Bindo", "Mtk", "Sejarah"))
        ),
    ]
    table = draw(page, "A2", columns, names, gap=1)
    page.put("B4", "KKM", 75, 75, 75, 70, 75, style="green")
    table.loose_header = {4}
    return book(paper, "leger kkm.xlsx", table)
