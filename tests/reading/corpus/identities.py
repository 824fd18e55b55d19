"""Names and numbers of students written the way tired people write them."""

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
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
from tests.reading.corpus.label import ANY, Case, case, pattern
from tests.reading.corpus.paper import Paper


@case("running number inside the name and the id only in some rows")
def number_in_name() -> Case:
    paper, names = Paper(), people(12, seed=127)
    page = paper.page("Rekap")
    written = [f"{i}. {name}" for i, name in enumerate(names, 1)]
    table = draw(
        page,
        "A3",
        [
            nama("Nama Siswa", written),
            ident("NIS", [5501, None, None] * 4),
            mark("Sikap Sebelum", C, B, marks(12, 50, 80)),
            mark("Sikap Sesudah", C, A, marks(12, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "bernomor.xlsx", table, any_blocks=True)


@case("NISN integer and text mixed in one column, NIS and NISN joined in another file's habit")
def mixed_ids() -> Case:
    paper, names = Paper(), people(18, seed=128)
    page = paper.page("Data")
    ids = [int(n) if i % 3 == 0 else n if i % 3 == 1 else f"'{n}" for i, n in enumerate(nisns(18, seed=4))]
    table = draw(
        page,
        "A1",
        [
            no("No. Urut"),
            ident("NISN", ids),
            nama("NAMA LENGKAP"),
            other("JK", ["L", "P"] * 9),
            kelas("ROMBEL", ["XII TP 1"] * 18),
            mark("Pretes", None, B, marks(18, 20, 70)),
            mark("Postes", None, A, marks(18, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "campur nisn.xlsx", table)


@case("NIS and NISN in one column with a slash, gender in two columns ticked")
def joined_ids() -> Case:
    paper, names = Paper(), people(14, seed=129)
    page = paper.page("Nilai")
    table = draw(
        page,
        "A2",
        [
            no(),
            ident("NIS/NISN", [f"{4200 + i} / {n}" for i, n in enumerate(nisns(14))]),
            nama("Nama Siswa"),
            other(("Jenis Kelamin", "L"), ["v", None] * 7),
            other(("Jenis Kelamin", "P"), [None, "v"] * 7),
            mark("Pengetahuan Awal", K, B, marks(14, 20, 70)),
            mark("Pengetahuan Akhir", K, A, marks(14, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "nis nisn.xlsx", table)


@case("same student twice with identical rows, another twice with different marks")
def twice() -> Case:
    paper, names = Paper(), people(10, seed=130)
    names = [*names, names[2], names[5]]
    page = paper.page("Sheet1")
    before, after = marks(10, 40, 70), marks(10, 60, 90, seed=3)
    before, after = [*before, before[2], 41], [*after, after[2], 91]
    table = draw(
        page,
        "A1",
        [no(), nama("Nama Siswa"), mark("Pretest", None, B, before), mark("Posttest", None, A, after)],
        names,
    )
    table.loose_students = {12, 13}
    table.free = {"C4", "D4", "C12", "D12", "C7", "D7", "C13", "D13"}
    table.without(*table.free)
    return book(paper, "dobel.xlsx", table, says=[pattern(r"dupl|twice|same|ganda|dua kali|sama")], any_blocks=True)


@case("a column not filled yet, all of POST TEST empty")
def unfilled_column() -> Case:
    paper, names = Paper(), people(15, seed=132)
    page = paper.page("Pelatihan")
    page.put("A1", "Nilai Pelatihan Gambar Bangunan")
    table = draw(
        page,
        "A3",
        [
            no(),
            nama("Nama Siswa"),
            mark("PRE TEST", None, B, marks(15, 30, 70)),
            mark("POST TEST", None, A, [None] * 15),
        ],
        names,
    )
    return book(paper, "belum post.xlsx", table)


@case("one word names, apostrophes, titles, capitals and trailing spaces")
def odd_names() -> Case:
    names = [
        "Sari",
        "NOR'AINI ",
        "Muh. Fadli",
        "M. Rizqi Anshari",
        "Moh. Taufik, A.Md.",
        "  Wahyudi",
        "Siti Nurhaliza binti Anwar",
        "A. Zainal Abidin",
        "GUSTI",
        "Putri Ayu Lestari Wulandari Kusumaningrum",
        "I Made Bagus",
        "Hj. Raudah",
        "D'Angga",
        "Nilai Rahmawati",
    ]
    paper = Paper()
    page = paper.page("Sheet1")
    table = draw(
        page,
        "A1",
        [
            no(),
            nama("Nama", names),
            mark("Pretest Kognitif", K, B, marks(14, 30, 70)),
            mark("Posttest Kognitif", K, A, marks(14, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "nama.xlsx", table)


@case("KKM row that looks like a heading, KKM column, totals and a note that starts like the heading")
def kkm_everywhere() -> Case:
    paper, names = Paper(), people(18, seed=134)
    page = paper.page("Leger mini")
    page.put("A1", "NO", "KKM", "75", "75", "70", style="green")
    table = draw(
        page,
        "A3",
        [
            no("NO"),
            nama("NAMA SISWA"),
            mark("Matematika", ANY, None, marks(18, 60, 95)),
            mark("Fisika", ANY, None, marks(18, 60, 95, seed=2)),
            mark("Kimia", ANY, None, marks(18, 60, 95, seed=3)),
            other("KKM", [75] * 18),
            derived("Jml", marks(18, 180, 280, seed=4)),
            derived("Rerata", marks(18, 60, 92, seed=5, step=0.5)),
            absent("Ijin", marks(18, 0, 2)),
            absent("Alpha", marks(18, 0, 2, seed=8)),
        ],
        names,
    )
    page.put("A22", None, "Jumlah", 1400, 1400, 1400, style="box")
    page.down("A25", "Nama siswa yang nilainya di bawah KKM wajib remedial", "No HP wali kelas: 0811 000 111")
    return book(paper, "leger mini.xlsx", table)
