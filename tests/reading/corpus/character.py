"""Character sheets: letters, words, and scales of few steps."""

from tests.reading.corpus.columns import A, B, C, T, ask, kelas, mark, marks, nama, no, other, people
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import Case, TableLabel, Written, case
from tests.reading.corpus.paper import Paper

LETTERS = ("SB", "B", "B", "C", "SB", "B", "K", "B", "C", "B")


@case("character in SB B C K before and after, legend below")
def character_letters() -> Case:
    paper, names = Paper(), people(20, seed=84)
    page = paper.page("Sikap")
    page.titles("A1:H1", "LEMBAR OBSERVASI SIKAP SISWA")
    columns = [no(), nama("Nama Siswa")]
    for i, habit in enumerate(("Disiplin", "Tanggung Jawab", "Sopan Santun")):
        columns += [
            mark((habit, "Awal"), C, B, _words(LETTERS, 20, i)),
            mark((habit, "Akhir"), C, A, _words(("SB", "B", "SB"), 20, i)),
        ]
    table = draw(page, "A4", columns, names)
    page.down("B27", "Keterangan:", "SB = Sangat Baik", "B = Baik", "C = Cukup", "K = Kurang")
    return book(paper, "observasi sikap.xlsx", worth_any(table))


def _words(words: tuple[str, ...], count: int, shift: int) -> list[Written]:
    return [Written(words[(i + shift) % len(words)], 1.0) for i in range(count)]


def worth_any(table: TableLabel) -> TableLabel:
    """Only that a mark is there counts: the number behind a word is the school's to say."""
    table.marks = {cell: (name, None) for cell, (name, _) in table.marks.items()}
    return table


@case("character in whole words, Sangat Baik to Kurang, beside numeric aspects")
def character_words() -> Case:
    paper, names = Paper(), people(19, seed=85)
    page = paper.page("Sheet1")
    table = draw(
        page,
        "A2",
        [
            no(),
            nama("NAMA"),
            kelas("KELAS", ["XI TAV"] * 19),
            mark("Pengetahuan", "kognitif", None, marks(19, 60, 95)),
            mark("Keterampilan", T, None, marks(19, 60, 95, seed=2)),
            mark("Sikap", C, None, _words(("Baik", "Sangat Baik", "Cukup", "baik", "Kurang"), 19, 0)),
        ],
        names,
    )
    table.marks = {cell: (name, None if cell[0] == "F" else value) for cell, (name, value) in table.marks.items()}
    return book(paper, "rekap sikap.xlsx", table)


@case("sikap kerja is asked and not taken as character")
def work_attitude() -> Case:
    paper, names = Paper(), people(13, seed=86)
    page = paper.page("Praktik")
    table = draw(
        page,
        "B3",
        [
            no(),
            nama("Nama"),
            mark("Teknis Awal", T, B, marks(13, 50, 80)),
            mark("Teknis Akhir", T, A, marks(13, 60, 90, seed=2)),
            ask("Sikap Kerja", marks(13, 70, 90, seed=3)),
            ask("Nilai Akhir", marks(13, 60, 90, seed=4)),
        ],
        names,
    )
    table.columns["G"].roles = frozenset({"ask", "derived"})
    return book(paper, "praktik.xlsx", table)


@case("scale 1 to 5 of a self assessment before and after PKL")
def one_to_five() -> Case:
    paper, names = Paper(), people(22, seed=87)
    page = paper.page("Penilaian Diri")
    page.put("A1", "Penilaian diri soft skill siswa (skala 1-5)")
    table = draw(
        page,
        "A3",
        [
            no(),
            nama("Nama Lengkap Siswa"),
            mark(("Soft Skill", "Sebelum PKL"), C, B, marks(22, 1, 4)),
            mark(("Soft Skill", "Sesudah PKL"), C, A, marks(22, 2, 5, seed=2)),
            other("Catatan", ["mantap", None, "perlu dibimbing"] * 7),
        ],
        names,
    )
    return book(paper, "penilaian diri.xlsx", table)
