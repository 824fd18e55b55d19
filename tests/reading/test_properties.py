"""A table of random shape, drawn into a random layout, gives back exactly the marks that went in."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.reading import read_books
from capaian.reading.cells import Cell, Sheet, Workbook
from capaian.reading.rows import suspicious_words
from capaian.reading.text import plain

GIVEN = [
    "Ahmad",
    "Rina",
    "Budi",
    "Siti",
    "Noor",
    "Abdul",
    "Hafizah",
    "Gusti",
    "Kamaruddin",
    "Lestari",
    "Yuni",
    "Zainal",
    "Fitri",
    "Hendra",
    "Wahyu",
    "Ratna",
]
FAMILY = [
    "Fauzi",
    "Wati",
    "Santoso",
    "Rahmah",
    "Aini",
    "Hadi",
    "Norliana",
    "Pratama",
    "Ilmi",
    "Saputra",
    "Maulana",
    "Anggraini",
]
ASPECTS = {"kognitif": ["Kognitif", "PENGETAHUAN", "kognitif"], "teknis": ["Keterampilan", "Teknis", "Psikomotor"]}
PHASES = {"before": ["PRE", "Pretest", "Sebelum", "pre test"], "after": ["POST", "Posttest", "Sesudah", "post test"]}
MISSING = ["", "-", "  - ", "Belum dinilai", "belum"]
HOWS = [
    "one_row", "phases_under_aspects", "aspects_under_phases", "stacked", "beside", "sheets", "files", "long", "rows",
]  # fmt: skip
ABSENT = ["sakit", "TH", "tidak hadir"]

assert not suspicious_words() & {plain(name) for name in GIVEN}


@dataclass
class Drawn:
    """Cells by place, merges, and the marks that were put in: (name, aspect, phase) -> value or None."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, value: Cell) -> None:
        if value is not None and value != "":
            self.cells[row, column] = value

    def sheet(self, name: str) -> Sheet:
        top, left = min(r for r, _ in self.cells), min(c for _, c in self.cells)
        bottom, right = max(r for r, _ in self.cells), max(c for _, c in self.cells)
        rows = [[self.cells.get((r, c)) for c in range(left, right + 1)] for r in range(top, bottom + 1)]
        return Sheet(name, first_row=top, first_column=left, rows=rows, merges=self.merges)


@st.composite
def marks(draw, names):
    """For each name, aspect and phase a mark and the way it was written."""
    values = {}
    for name in names:
        for aspect in ASPECTS:
            for phase in PHASES:
                kind = draw(st.sampled_from(["number", "number", "number", "comma", "missing", "absent"]))
                if kind == "missing":
                    values[name, aspect, phase] = (None, draw(st.sampled_from(MISSING)))
                elif kind == "absent":
                    values[name, aspect, phase] = (None, draw(st.sampled_from(ABSENT)))
                else:
                    mark = draw(st.integers(110, 1000)) / 10
                    written = mark if kind == "number" else f" {mark}".replace(".", ",")
                    values[name, aspect, phase] = (mark, written)
    return values


@st.composite
def layouts(draw):
    """A list of students with marks, drawn one of the ways that teachers draw it."""
    n = draw(st.integers(3, 8))
    names = draw(
        st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)), min_size=n, max_size=n, unique=True)
    )
    names = [" ".join(name) for name in names]
    values = draw(marks(names))
    words = {a: draw(st.sampled_from(w)) for a, w in ASPECTS.items()} | {
        p: draw(st.sampled_from(w)) for p, w in PHASES.items()
    }
    how = draw(st.sampled_from(HOWS))
    look = {
        "top": draw(st.integers(1, 9)), "left": draw(st.integers(1, 5)), "number": draw(st.booleans()),
        "nisn": draw(st.booleans()), "kelas": draw(st.booleans()), "title": draw(st.booleans()),
        "merged": draw(st.booleans()), "summary": draw(st.booleans()), "empty": draw(st.integers(0, 4)),
        "signature": draw(st.booleans()), "mean": draw(st.booleans()), "numbers": draw(st.booleans()),
        "gap": draw(st.integers(1, 2)),
        **{what: draw(st.booleans()) for what in ("attendance", "maximum", "kkm", "legend", "shouted")},
    }  # fmt: skip
    look["empty"] *= look["number"]
    return how, names, values, words, look


def block(drawn, names, values, words, look, row, column, groups):
    """One table: groups = [(lines of heading, aspect, phase)]; gives the first free row and column back."""
    identity = [
        w
        for w, on in (("No", look["number"]), ("NISN", look["nisn"]), ("Nama Siswa", True), ("Kelas", look["kelas"]))
        if on
    ]
    depth = max(len(lines) for lines, _, _ in groups)
    for i, word in enumerate(identity):
        drawn.put(row, column + i, word)
        if depth > 1 and look["merged"]:
            drawn.merges.append((row, column + i, row + depth - 1, column + i))
    first = column + len(identity)
    for i, (lines, _, _) in enumerate(groups):
        for j, line in enumerate(lines):
            same = j < len(lines) - 1 and i and groups[i - 1][0][j] == line
            drawn.put(row + j, first + i, "" if same else line)
            if j < len(lines) - 1 and not same and look["merged"]:
                width = sum(g[0][j] == line for g in groups)
                if width > 1:
                    drawn.merges.append((row + j, first + i, row + j, first + i + width - 1))
    end = first + len(groups)
    extra = ["Rata-rata"] * look["mean"] + ["Sakit", "Izin", "Alpa"] * look["attendance"]
    for i, word in enumerate(extra):
        drawn.put(row, end + i, word)
    at = row + depth
    if look["kkm"] and row > 1:
        drawn.put(row - 1, column, "KKM")
        for i in range(len(groups)):
            drawn.put(row - 1, first + i, 75.0)
    if look["numbers"] and look["number"]:
        for i in range(end - column):
            drawn.put(at, column + i, f"({i + 1})")
        at += 1
    if look["maximum"]:
        drawn.put(at, column + identity.index("Nama Siswa"), "Skor Maks")
        for i in range(len(groups)):
            drawn.put(at, first + i, 100.0)
        at += 1
    for k, name in enumerate(names):
        name_shown = name.upper() + " " if look["shouted"] else name
        parts = {"No": float(k + 1), "NISN": f"{51234560 + k:010d}", "Nama Siswa": name_shown, "Kelas": "XI TKR 1"}
        for i, word in enumerate(identity):
            drawn.put(at, column + i, parts[word])
        for i, (_, aspect, phase) in enumerate(groups):
            drawn.put(at, first + i, values[name, aspect, phase][1])
        for i, word in enumerate(extra):
            drawn.put(at, end + i, 77.5 if word == "Rata-rata" else float(k % 3))
        at += 1
    for k in range(look["empty"]):
        drawn.put(at, column, float(len(names) + k + 1))
        at += 1
    if look["summary"]:
        drawn.put(at, column + identity.index("Nama Siswa"), "Rata-rata")
        for i in range(len(groups)):
            drawn.put(at, first + i, 70.0)
        at += 1
    if look["signature"]:
        for text in ("Mengetahui,", "Kepala Sekolah", "", "CONTOH NAMA, S.Pd.", "NIP. 19700101 200001 1 001"):
            drawn.put(at + 1, column, text)
            at += 1
    if look["legend"]:
        drawn.put(at + 1, column, "Keterangan :")
        drawn.put(at + 2, column, "T : Tuntas")
        at += 3
    return at, end + len(extra)


def draw_rows(drawn, names, values, words, look, top, left, *, every_name):
    """Several rows a student: one for each aspect and phase, or one for each aspect with a column for each phase."""
    heads = ["No", "Nama", "Aspek", *(["Tes", "Nilai"] if every_name else [f"Nilai {words[p]}" for p in PHASES])]
    for i, head in enumerate(heads):
        drawn.put(top, left + i, head)
    at = top + 1
    for k, name in enumerate(names):
        for i, aspect in enumerate(ASPECTS):
            for phase in PHASES if every_name else ["before"]:
                if every_name or i == 0:
                    drawn.put(at, left, float(at - top if every_name else k + 1))
                    drawn.put(at, left + 1, name)
                drawn.put(at, left + 2, words[aspect])
                if every_name:
                    drawn.put(at, left + 3, words[phase])
                    drawn.put(at, left + 4, values[name, aspect, phase][1])
                else:
                    for j, phase_of_column in enumerate(PHASES):
                        drawn.put(at, left + 3 + j, values[name, aspect, phase_of_column][1])
                at += 1
        if not every_name and look["merged"]:
            for c in (left, left + 1):
                drawn.merges.append((at - len(ASPECTS), c, at - 1, c))


def draw_books(how, names, values, words, look):
    """The workbooks of a layout."""
    top, left = look["top"] + 3, look["left"]
    pairs = [(a, p) for a in ASPECTS for p in PHASES]
    if how in ("one_row", "phases_under_aspects", "aspects_under_phases"):
        groups = [([f"{words[a]} {words[p]}"], a, p) for a, p in pairs]
        if how == "phases_under_aspects":
            groups = [([words[a], words[p]], a, p) for a, p in pairs]
        elif how == "aspects_under_phases":
            groups = [([words[p], words[a]], a, p) for p in PHASES for a in ASPECTS]
        drawn = Drawn()
        if look["title"]:
            drawn.put(top - 3, left, "DAFTAR NILAI PESERTA PELATIHAN")
            drawn.put(top - 2, left, "Kelas : XI TKR 1")
        block(drawn, names, values, words, look, top, left, groups)
        return [Workbook("nilai.xlsx", "xlsx", (drawn.sheet("Nilai"),))]
    if how in ("long", "rows"):
        drawn = Drawn()
        draw_rows(drawn, names, values, words, look, top, left, every_name=how == "long")
        return [Workbook("nilai.xlsx", "xlsx", (drawn.sheet("Nilai"),))]
    groups = {p: [([words[a]], a, p) for a in ASPECTS] for p in PHASES}
    if how in ("stacked", "beside"):
        drawn, row, column = Drawn(), top, left
        for phase in PHASES:
            drawn.put(row - 1 - look["kkm"], column, f"NILAI {words[phase].upper()}")
            below, right = block(drawn, names, values, words, look, row, column, groups[phase])
            row, column = (below + look["gap"] + 3, column) if how == "stacked" else (row, right + look["gap"])
        return [Workbook("nilai.xlsx", "xlsx", (drawn.sheet("Nilai"),))]
    sheets = []
    for phase in PHASES:
        drawn = Drawn()
        block(drawn, names, values, words, look, top, left, groups[phase])
        sheets.append((phase, drawn))
    if how == "sheets":
        return [Workbook("nilai.xlsx", "xlsx", tuple(d.sheet(words[p]) for p, d in sheets))]
    return [Workbook(f"nilai {words[p]}.xlsx", "xlsx", (d.sheet("Sheet1"),)) for p, d in sheets]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(layouts())
def test_what_goes_in_comes_out(layout):
    how, names, values, words, look = layout
    reading = read_books(draw_books(how, names, values, words, look))
    joined = reading.marks.merge(reading.students[["student", "name"]], on="student")
    found = {
        (name.title(), aspect, phase): None if score != score else score
        for name, aspect, phase, score in joined[["name", "aspect", "phase", "score"]].itertuples(index=False)
    }
    assert found == {key: mark for key, (mark, _) in values.items()}
    assert len(joined) == len(values)
    assert not any(p.code in ("phase_unknown", "namesake", "same_nisn", "two_marks") for p in reading.problems)
