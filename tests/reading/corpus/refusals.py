"""Files that hold no score table: each is refused for its own reason."""

import io
import zipfile

from tests.reading.corpus.columns import absent, ident, kelas, mark, marks, nama, nisns, no, other, people
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import REFUSALS, Case, case
from tests.reading.corpus.paper import Page, Paper


@case("raport of one student, subjects as rows")
def report_card() -> Case:
    paper = Paper()
    page = paper.page("Rapor")
    page.titles("A1:F1", "LAPORAN HASIL BELAJAR (RAPOR)")
    page.down("A3", "Nama Peserta Didik", "NISN", "Kelas", "Semester")
    page.down("C3", ": GALUH RATNA PERDANA", ": 0071234509", ": XI TKJ 1", ": 2 (Genap)")
    page.put("A8", "No", "Mata Pelajaran", "KKM", "Nilai Pengetahuan", "Nilai Keterampilan", "Predikat", style="head")
    subjects = (
        "Pendidikan Agama",
        "PPKn",
        "Bahasa Indonesia",
        "Matematika",
        "Sejarah",
        "Bahasa Inggris",
        "Seni Budaya",
        "PJOK",
        "Administrasi Infrastruktur Jaringan",
        "Teknologi Layanan Jaringan",
        "Produk Kreatif",
    )
    for i, subject in enumerate(subjects):
        page.put(f"A{9 + i}", i + 1, subject, 75, 78 + i, 80 + i, "B", style="box")
    page.put("A21", None, "Jumlah", None, 913, 935, style="box")
    page.down("A23", "Ketidakhadiran", "Sakit : 2 hari", "Izin : 1 hari", "Tanpa Keterangan : 0 hari")
    page.sign("B29")
    return book(paper, "Rapor Galuh.xlsx", refused=REFUSALS["report card"])


def _progress(page: Page, name: str) -> None:
    page.put("A1", "STUDENT PROGRESS REPORT CARD", style="title")
    page.down("A3", f"Name: {name}", "Grade: 11", "School Year: 2023-2024")
    page.put("A7", "Learning Areas", "Q1", "Q2", "Q3", "Q4", "Final Grade", "Remarks", style="head")
    for i, area in enumerate(("Filipino", "English", "Mathematics", "Science", "Araling Panlipunan", "MAPEH", "TLE")):
        page.put(f"A{8 + i}", area, 80 + i, 81 + i, 82 + i, 83 + i, 82 + i, "Passed", style="box")
    page.put("A15", "General Average", None, None, None, None, 85, style="box")


@case("report card in English, learning areas as rows", indonesian=False)
def report_card_english() -> Case:
    paper = Paper()
    _progress(paper.page("SF9"), "Castellan, Mona")
    return book(paper, "SF9 Mona.xlsx", refused=REFUSALS["report card"])


@case("attendance list of a month without any mark")
def attendance_only() -> Case:
    paper, names = Paper(), people(25, seed=71)
    page = paper.page("Agustus")
    page.titles("A1:AJ1", "DAFTAR HADIR SISWA", "KELAS XI TPM 3 BULAN AGUSTUS 2024")
    days = [absent(("TANGGAL", str(d)), ["H", "H", "S", "H", "I", "H", "A"][d % 5 :] * 5) for d in range(1, 27)]
    draw(
        page,
        "A4",
        [
            no(),
            ident("NIS", nisns(25)),
            nama("NAMA"),
            *days,
            *(absent(("JUMLAH", k), marks(25, 0, 3, seed=i)) for i, k in enumerate("SIA")),
        ],
        names,
    )
    page.sign("C33")
    return book(paper, "Absen Agustus.xlsx", refused=REFUSALS["attendance"])


@case("attendance sheet in English with P and A", indonesian=False)
def attendance_english() -> Case:
    paper, names = Paper(), people(12, seed=72)
    page = paper.page("Attendance")
    page.put("A1", "Attendance Register - Welding Batch B")
    days = [absent(f"{d:02}/03", ["P", "P", "A", "P", "L"][d % 3 :] * 4) for d in range(1, 16)]
    draw(
        page,
        "A3",
        [
            no("S.No"),
            nama("Student Name"),
            *days,
            absent("Present", marks(12, 8, 15)),
            absent("Absent", marks(12, 0, 6)),
        ],
        names,
    )
    return book(paper, "attendance.xlsx", refused=REFUSALS["attendance"])


@case("empty form, headings and numbers to forty but no student")
def empty_form() -> Case:
    paper = Paper()
    page = paper.page("Form")
    page.titles("A1:H1", "DAFTAR NILAI", "KELAS : ............")
    draw(
        page,
        "A4",
        [
            no(),
            ident("NISN", []),
            nama("Nama Siswa", [None]),
            mark(("Kognitif", "Sebelum"), "kognitif", "before", []),
            mark(("Kognitif", "Sesudah"), "kognitif", "after", []),
            other("Ket"),
        ],
        [""] * 40,
    )
    page.sign("B48", name="............................")
    return book(paper, "form kosong.xlsx", refused=REFUSALS["empty"])


@case("raw numbers of a test with coded respondents and no names")
def no_names() -> Case:
    paper = Paper()
    page = paper.page("Data SPSS")
    page.put("A1", "X1", "X2", "X3", "X4", "X5", "TOTAL")
    for row in range(2, 42):
        values = marks(5, 1, 5, seed=row)
        page.put(f"A{row}", *values, sum(values))
    return book(paper, "tabulasi angket.xlsx", refused=REFUSALS["no names"])


@case("students performance data without names", indonesian=False)
def no_names_english() -> Case:
    paper = Paper()
    page = paper.page("StudentsPerformance")
    page.put("A1", "gender", "group", "lunch", "test preparation", "math score", "reading score", "writing score")
    for row in range(2, 60):
        page.put(
            f"A{row}",
            "male" if row % 3 else "female",
            f"group {'ABCDE'[row % 5]}",
            "standard",
            "none",
            *marks(3, 40, 99, seed=row),
        )
    return book(paper, "StudentsPerformance.xlsx", refused=REFUSALS["no names"])


@case("plain text named xls")
def text_named_xls() -> Case:
    return Case(
        [("nilai XI.xls", b"No\tNama\tNilai\n1\tDimas Perdana\t80\n2\tLaila Utami\t90\n")],
        refused=REFUSALS["not a workbook"],
    )


@case("word document named xlsx")
def word_document() -> Case:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        container.writestr("word/document.xml", "<w:document/>")
    return Case([("Daftar nilai.xlsx", out.getvalue())], refused=REFUSALS["not a workbook"])


@case("lock file of Excel")
def lock_file() -> Case:
    return Case([("~$Nilai XI.xlsx", b"\x07Sri Wah" + b" " * 158)], refused=REFUSALS["lock"])


@case("roster with two-level headings and no marks, as Dapodik exports it")
def dapodik() -> Case:
    paper, names = Paper(), people(33, seed=73, style="upper")
    page = paper.page("Daftar Peserta Didik")
    page.down(
        "A1",
        "Daftar Peserta Didik",
        "SMKN 15 MARABAHAN",
        "Kecamatan Kec. Marabahan, Kabupaten Kab. Barito Kuala",
        "Tanggal Unduh: 2024-07-22 08:11:54\tPengunduh: operator",
    )
    parents = [
        other((who, what), ["x"] * 33)
        for who in ("Data Ayah", "Data Ibu")
        for what in ("Nama", "Tahun Lahir", "Pekerjaan", "NIK")
    ]
    columns = [
        no(),
        nama("Nama"),
        ident("NIPD", [f"{4000 + i}" for i in range(33)]),
        other("JK", ["L"] * 33),
        ident("NISN", nisns(33)),
        other("Tempat Lahir", ["Marabahan"] * 33),
        other("Tanggal Lahir", ["2007-05-11"] * 33),
        other("NIK", ["6304000000000000"] * 33),
        *parents,
        kelas("Rombel Saat Ini", ["XI TKR 1"] * 33),
        other("Berat Badan", marks(33, 40, 70)),
        other("Anak ke-berapa", marks(33, 1, 4)),
    ]
    return book(paper, "daftar_pd-SMKN 15.xlsx", draw(page, "A5", columns, names), any_blocks=True)


@case("chart of accounts, a workbook about something else", indonesian=False)
def something_else() -> Case:
    paper = Paper()
    page = paper.page("Budget")
    page.put("A1", "Item", "Jan", "Feb", "Mar", "Total")
    for row, thing in enumerate(("Rent", "Power", "Paper", "Fuel", "Tools", "Gas"), 2):
        page.put(f"A{row}", thing, 1200 + row, 1100 + row, 900 + row, 3200 + 3 * row)
    return book(paper, "budget.xlsx", quiet_tables=True, any_blocks=True)
