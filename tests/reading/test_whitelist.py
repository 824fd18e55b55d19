"""A Dapodik export holds a child's whole life; of it only what the summaries need gets past the reading."""

import io

import pytest
import xlsxwriter

from capaian.reading import Reading, read_workbooks
from tests.dapodik import dapodik

NAMES = ("Ahmad Fauzan", "Siti Norhaliza", "Gusti Rahman", "Noor Aina", "Rahmad Hidayat")
PRIVATE = {
    "NIK": [f"637101{i}122334455" for i in range(5)],
    "No KK": [f"63710199887766{i:02}" for i in range(5)],
    "Tempat Lahir": ["Banjarbaru", "Martapura", "Barabai", "Amuntai", "Rantau"],
    "Tanggal Lahir": [f"2009-0{i + 1}-12" for i in range(5)],
    "Tahun Lahir": [2005 + i for i in range(5)],
    "Alamat": [f"Jl. Veteran Gang {i} No. 7" for i in range(5)],
    "RT": [11, 12, 13, 14, 15],
    "Kode Pos": [70231, 70232, 70233, 70234, 70235],
    "HP": [f"08125{i}000111" for i in range(5)],
    "E-Mail": [f"anak{i}@contoh.example" for i in range(5)],
    "Nama Ayah": ["Syahrani", "Aspihani", "Kurdi", "Ibrahim", "Suriansyah"],
    "NIK Ayah": [f"63710111220003{i:02}" for i in range(5)],
    "Pekerjaan Ayah": ["Nelayan", "Petani", "Pedagang", "Buruh", "Tukang"],
    "Penghasilan Ayah": [1_750_000 + i for i in range(5)],
    "Nama Ibu": ["Rahmah", "Jumiati", "Mariati", "Salasiah", "Hamsiah"],
    "No Rekening": [f"00998877{i}66" for i in range(5)],
    "Bank": ["BRI", "BNI", "BRI", "BRI", "BNI"],
    "Berat Badan": [43, 44, 45, 46, 47],
    "Tinggi Badan": [153, 154, 155, 156, 157],
    "Lingkar Kepala": [51, 52, 53, 54, 55],
    "Lintang": [-3.3187, -3.3188, -3.3189, -3.3190, -3.3191],
    "Bujur": [114.5901, 114.5902, 114.5903, 114.5904, 114.5905],
    "Anak ke-berapa": [1, 2, 3, 1, 2],
    "Jumlah Saudara Kandung": [2, 3, 4, 2, 3],
    "Jarak Rumah (km)": [1.5, 3, 4.5, 6, 7.5],
    "Jarak Rumah ke Sekolah (KM)": [2, 3, 4, 6, 7],
    "Nomor KIP": [f"KIP{i}KALSEL" for i in range(5)],
    "Kebutuhan Khusus": ["Tidak ada", "Tidak ada", "Netra", "Tidak ada", "Rungu"],
}  # fmt: skip
WANTED = {"NISN": [f"990000000{i}" for i in range(5)], "NIS": [1201 + i for i in range(5)], "Kelas": ["XI TPL 1"] * 5}
MARKS = {"Teknis Sebelum": [61.5, 62, 63, 64, 65], "Teknis Sesudah": [81.5, 82, 83, 84, 85]}


@pytest.fixture(scope="module")
def reading() -> Reading:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Daftar Peserta Didik")
        for column, (heading, values) in enumerate({"Nama": NAMES, **WANTED, **PRIVATE, **MARKS}.items()):
            sheet.write_column(0, column, [heading, *values])
    return read_workbooks([("dapodik.xlsx", stream.getvalue())])


def test_the_marks_and_what_names_a_student_are_read(reading: Reading) -> None:
    assert reading.students["name"].tolist() == list(NAMES)
    assert reading.students["nisn"].tolist() == WANTED["NISN"]
    assert reading.marks["score"].tolist() == [*MARKS["Teknis Sebelum"], *MARKS["Teknis Sesudah"]]


@pytest.mark.parametrize("heading", PRIVATE)
def test_a_column_outside_the_whitelist_is_in_no_table(reading: Reading, heading: str) -> None:
    told = [*reading.students.drop(columns=["student", "row"]).to_numpy().ravel(), *reading.marks["raw"]]
    assert {str(value) for value in PRIVATE[heading]} & {str(text) for text in told} == set()
    assert heading not in set(reading.marks["criterion"].dropna())
    assert set(reading.marks["score"]) == {*MARKS["Teknis Sebelum"], *MARKS["Teknis Sesudah"]}


@pytest.mark.parametrize("heading", PRIVATE)
def test_a_column_outside_the_whitelist_has_no_role_that_is_stored(reading: Reading, heading: str) -> None:
    (table,) = reading.files[0].tables
    (column,) = (column for column in table.columns if column.heading == heading)
    assert column.role in ("ignored", "derived") or column.field == "login"


def test_under_parents_of_their_own_heading_nothing_is_a_student_s() -> None:
    """Dapodik's own export: `Nama` and `NIK` a second, third and fourth time, under `Data Ayah`, `Ibu`, `Wali`."""
    students = [{"Nama": name, "NISN": f"990000000{i}", "Rombel Saat Ini": "XI TPL 1"} for i, name in enumerate(NAMES)]
    (table,) = read_workbooks([("dapodik.xlsx", dapodik(students))]).files[0].tables
    kept = [c.heading for c in table.columns if c.role not in ("ignored", "derived") and c.field != "login"]
    assert kept == ["Nama", "NIPD", "JK", "NISN", "Rombel Saat Ini"]
