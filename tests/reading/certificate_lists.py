"""Lists of certificates as they come: one row a student, a row a unit, a column a unit. Everybody is invented."""

import datetime
import io
from collections.abc import Sequence

import xlsxwriter

NAMES = ("Ahmad Fauzan", "Siti Norhaliza", "Gusti Rahman", "Noor Aina", "Rahmad Hidayat", "Aulia Safitri")
UNITS = (
    ("X.100000.001.01", "Menerapkan keselamatan kerja"),
    ("X.100000.002.01", "Mengelas pelat posisi datar"),
    ("X.100000.003.01", "Memeriksa hasil las"),
)
SCHEME = "Klaster Las Dasar (rekaan)"


def book(rows: Sequence[Sequence[object]], *, merges: Sequence[tuple[int, int, int, int, object]] = ()) -> bytes:
    """One sheet `Hasil` with these rows from A1 on; days as Excel's days. merges: first row, column, last, value."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Hasil")
        as_day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), as_day)
                elif value is not None:
                    sheet.write(number, column, value)
        for first, left, last, right, value in merges:
            sheet.merge_range(first, left, last, right, value)
    return stream.getvalue()


def one_row_a_student(outcomes: Sequence[str] = ("K", "K", "BK", "K", "Kompeten", "belum kompeten")) -> bytes:
    """Title lines say scheme and issuer; days as Excel's, as words and with a place."""
    days = [datetime.date(2025, 9, 26), "26 September 2025", "26/09/2025", "26-9-25", "Yogyakarta, 26 Sept 2025", None]
    rows: list[Sequence[object]] = [
        ["DAFTAR HASIL SERTIFIKASI"],
        [f"Skema : {SCHEME}"],
        ["LSP : LSP Contoh Teknik"],
        [],
        ["No", "Nama Asesi", "Kelas", "Rekomendasi", "Keputusan", "No. Sertifikat", "Tanggal Terbit", "Berlaku Sampai"],
    ]
    for i, (name, outcome, day) in enumerate(zip(NAMES, outcomes, days, strict=True)):
        number = "" if outcome.lower().startswith("b") else f"CONTOH-{i + 1:03}"
        rows.append([i + 1, name, "XI TPL 1", "K", outcome, number, day, "3 tahun" if day else None])
    rows += [[], ["", "", "", "", "", "Yogyakarta, 26 September 2025"], ["", "", "", "", "", "Ketua LSP"]]
    return book(rows)


def one_row_a_unit() -> bytes:
    """Number and name stand in the first row of each student only; the last unit of the third student is BK."""
    rows: list[Sequence[object]] = [["No", "Nama", "Kelas", "Kode Unit", "Judul Unit", "K/BK", "Keputusan LSP"]]
    for i, name in enumerate(NAMES):
        for j, (code, title) in enumerate(UNITS):
            head = [i + 1, name, "XI TPL 1"] if j == 0 else [None, None, None]
            below = i == 2 and j == 2
            rows.append([*head, code, title, "BK" if below else "K", ("BK" if i == 2 else "K") if j == 0 else None])
    return book(rows)


def one_column_a_unit() -> bytes:
    """Codes over titles under one group; no decision."""
    head = ["No", "NISN", "Nama Peserta", "Unit Kompetensi", None, None]
    codes: list[object] = [None, None, None, *(f"{code} {title}" for code, title in UNITS)]
    rows: list[Sequence[object]] = [head, codes]
    rows += [
        [i + 1, f"99000000{i:02}", name, "K", "BK" if i == 1 else "K", "-" if i == 5 else "K"]
        for i, name in enumerate(NAMES)
    ]
    return book(rows, merges=[(0, 3, 0, 5, "Unit Kompetensi")])


def ticked_units(tick: str = "v", *, both: bool = False) -> bytes:
    """A row a unit, K and BK each with a column to tick; the last unit of the third student is BK."""
    head = ["No", "Nama", "Kode Unit", "Judul Unit", "Pencapaian", None]
    rows: list[Sequence[object]] = [head, [None, None, None, None, "K", "BK"]]
    for i, name in enumerate(NAMES):
        for j, (code, title) in enumerate(UNITS):
            below = i == 2 and j == 2
            ticks = [tick if both or not below else None, tick if below else None]
            rows.append([*([i + 1, name] if j == 0 else [None, None]), code, title, *ticks])
    return book(rows, merges=[(0, 4, 0, 5, "Pencapaian")])


def ticked_students() -> bytes:
    """A row a student: what was recommended and what was decided, each in two columns to tick."""
    head = ["No", "Nama Asesi", "Rekomendasi", None, "Keputusan", None, "No. Sertifikat"]
    rows: list[Sequence[object]] = [head, [None, None, "K", "BK", "K", "BK", None]]
    for i, name in enumerate(NAMES):
        decided = [None, "√"] if i == 2 else ["√", None] if i < 5 else [None, None]
        rows.append([i + 1, name, "√", None, *decided, None if i in (2, 5) else f"CONTOH-{i + 1:03}"])
    return book(rows, merges=[(0, 2, 0, 3, "Rekomendasi"), (0, 4, 0, 5, "Keputusan")])


def ticked_columns_of_units() -> bytes:
    """A row a student, and for each unit two columns to tick."""
    head: list[object] = ["No", "Nama Peserta", *(part for code, title in UNITS for part in (f"{code} {title}", None))]
    rows: list[Sequence[object]] = [head, [None, None, *["K", "BK"] * len(UNITS)]]
    for i, name in enumerate(NAMES):
        rows.append(
            [i + 1, name, *(mark for j in range(3) for mark in ((None, "x") if (i, j) == (1, 1) else ("x", None)))]
        )
    return book(rows, merges=[(0, 2 + 2 * j, 0, 3 + 2 * j, f"{code} {title}") for j, (code, title) in enumerate(UNITS)])
