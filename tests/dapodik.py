"""An invented list of students as Dapodik's own export gives it: titles, a heading of two levels, 66 columns."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

TITLES = (
    "Daftar Peserta Didik",
    "SMKN 5 BANJARMASIN",
    "Kecamatan Kec. Banjarmasin Barat, Kabupaten Kota Banjarmasin, Provinsi Prov. Kalimantan Selatan",
    "Tanggal Unduh: 2026-07-20 09:15:44   Pengunduh: Rahmadi (rahmadi@admin.smk.example)",
)
PARENT = ("Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK")
HEADINGS: tuple[str | tuple[str, str], ...] = (
    "No", "Nama", "NIPD", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Agama", "Alamat", "RT", "RW", "Dusun",
    "Kelurahan", "Kecamatan", "Kode Pos", "Jenis Tinggal", "Alat Transportasi", "Telepon", "HP", "E-Mail", "SKHUN",
    "Penerima KPS", "No. KPS",
    *(("Data Ayah", each) for each in PARENT), *(("Data Ibu", each) for each in PARENT),
    *(("Data Wali", each) for each in PARENT),
    "Rombel Saat Ini", "No Peserta Ujian Nasional", "No Seri Ijazah", "Penerima KIP", "Nomor KIP", "Nama di KIP",
    "Nomor KKS", "No Registrasi Akta Lahir", "Bank", "Nomor Rekening Bank", "Rekening Atas Nama",
    "Layak PIP (usulan dari sekolah)", "Alasan Layak PIP", "Kebutuhan Khusus", "Sekolah Asal", "Anak ke-berapa",
    "Lintang", "Bujur", "No KK", "Berat Badan", "Tinggi Badan", "Lingkar Kepala", "Jml. Saudara Kandung",
    "Jarak Rumah ke Sekolah (KM)",
)  # fmt: skip
WANTED = frozenset({"No", "Nama", "NIPD", "JK", "NISN", "Rombel Saat Ini"})
FATHERS = ("Syahrani Gafuri", "Kurdi Masrani", "Ibrahim Tanjung", "Suriadi Hamdan", "Zulkipli Anwar", "Husin Barito")
MOTHERS = ("Rahmah Kandangan", "Mariati Sungai", "Salasiah Rantau", "Hamsiah Barabai", "Jumiati Amuntai", "Galuh Intan")
TOWNS = ("Kandangan", "Martapura", "Barabai", "Amuntai", "Rantau", "Pelaihari")


def private_of(i: int) -> dict[str | tuple[str, str], object]:
    """Everything of one child that nobody here may keep; each value is the child's own, or one of a few words."""
    parent = {"Tahun Lahir": 1970 + i, "Jenjang Pendidikan": "SMA / sederajat", "Pekerjaan": "Wiraswasta",
              "Penghasilan": "Rp. 1,000,000 - Rp. 1,999,999"}  # fmt: skip
    told: dict[str | tuple[str, str], object] = {
        "Tempat Lahir": TOWNS[i % 6], "Tanggal Lahir": f"2009-0{i % 9 + 1}-1{i % 9}", "NIK": f"63710112{i:02}33445566",
        "Agama": "Islam", "Alamat": f"Jl. Veteran Gang {i} No. 7", "RT": 10 + i, "RW": 2, "Dusun": f"Dusun Teluk {i}",
        "Kelurahan": "Kuin Cerucuk", "Kecamatan": "Kec. Banjarmasin Barat", "Kode Pos": 70128 + i,
        "Jenis Tinggal": "Bersama orang tua", "Alat Transportasi": "Sepeda motor", "Telepon": f"0511335{i:04}",
        "HP": f"08125{i:02}00111", "E-Mail": f"anak{i}@contoh.example", "SKHUN": f"DN-15 DI {i:07}",
        "Penerima KPS": "Tidak", "No. KPS": f"KPS{i:05}X", "No Peserta Ujian Nasional": f"2-24-15-06-0{i:02}-123-6",
        "No Seri Ijazah": f"DN-D/K13/24/00{i:05}", "Penerima KIP": "Tidak", "Nomor KIP": f"KIP{i}KALSEL",
        "Nama di KIP": "0", "Nomor KKS": f"KKS{i:06}", "No Registrasi Akta Lahir": f"6371-LT-2509{i:04}", "Bank": "BRI",
        "Nomor Rekening Bank": f"0099887{i:02}66", "Rekening Atas Nama": MOTHERS[i % 6],
        "Layak PIP (usulan dari sekolah)": "Tidak", "Alasan Layak PIP": "", "Kebutuhan Khusus": "Tidak ada",
        "Sekolah Asal": f"SMPN {i + 3} BANJARMASIN", "Anak ke-berapa": i % 4 + 1, "Lintang": -3.3187 - i / 10_000,
        "Bujur": 114.5901 + i / 10_000, "No KK": f"637101998877{i:04}", "Berat Badan": 43 + i, "Tinggi Badan": 153 + i,
        "Lingkar Kepala": 51 + i % 5, "Jml. Saudara Kandung": i % 3, "Jarak Rumah ke Sekolah (KM)": 1.5 + i,
    }  # fmt: skip
    for group, names in (("Data Ayah", FATHERS), ("Data Ibu", MOTHERS), ("Data Wali", FATHERS)):
        own = {"Nama": names[(i + (group == "Data Wali")) % 6], "NIK": f"6371{len(group)}0{i:02}77665544"}
        told |= {(group, name): value for name, value in (parent | own).items()}
    return told


def dapodik(students: Sequence[Mapping[str, object]], marks: Mapping[str, Sequence[object]] | None = None) -> bytes:
    """students: what stands under WANTED of each, without No. marks: columns a teacher has added at the right end."""
    headings = [*HEADINGS, *(marks or {})]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Daftar Peserta Didik")
        for row, title in enumerate(TITLES):
            sheet.write(row, 0, title)
        _heading(sheet, headings)
        for i, student in enumerate(students):
            told = {"No": i + 1, **private_of(i), **student}
            added = {heading: values[i] for heading, values in (marks or {}).items()}
            for column, heading in enumerate(headings):
                value = added.get(str(heading)) if str(heading) in added else told.get(heading)
                if value not in (None, ""):
                    sheet.write(6 + i, column, value)
    return stream.getvalue()


def _heading(sheet: Worksheet, headings: Sequence[str | tuple[str, str]]) -> None:
    """Rows 5 and 6: groups of parents stand above their own columns, every other heading over both rows."""
    groups: dict[str, list[int]] = {}
    for column, heading in enumerate(headings):
        if isinstance(heading, tuple):
            groups.setdefault(heading[0], []).append(column)
            sheet.write(5, column, heading[1])
        else:
            sheet.merge_range(4, column, 5, column, heading)
    for name, columns in groups.items():
        sheet.merge_range(4, columns[0], 4, columns[-1], name)
