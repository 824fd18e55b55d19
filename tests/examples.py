"""The invented workbooks in data/, made again on demand: `make examples`. Independent of Capaian on purpose.

One class of thirty students, always the same people, so that the files can be tried one after another.
Nobody in them exists. The same program gives the same bytes.
"""

import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

DATA = Path(__file__).resolve().parent.parent / "data"
MADE = datetime.datetime(2026, 1, 5, 8, 0, tzinfo=datetime.UTC).replace(tzinfo=None)
CLASS = "XI TKR 1"
NAMES = (
    "Abdul Karim", "Ahmad Zaini", "Akhmad Rifani", "Annisa Rahmah", "Aulia Safitri", "Bayu Setiawan", "Dewi Kartika",
    "Fahriansyah", "Fitri Handayani", "Gazali Rahman", "Gusti Rama Putra", "Hafizah", "Helmi Saputra", "Ilham Ramadhan",
    "Jumiati", "Kamarudin", "Lailatul Husna", "M. Noor Hidayat", "Mahrita", "Muhammad Arsyad", "Nor Azizah",
    "Nur'aini", "Rahmadani", "Rizqi Maulana", "Rusmini", "Sa'diah", "Syahrani", "Taufikurrahman", "Wahyu Pratama",
    "Zulkifli",
)  # fmt: skip
CRITERIA = {
    "Kognitif": ("Dasar mesin", "Kelistrikan", "Keselamatan kerja"),
    "Teknis": ("Persiapan", "Proses kerja", "Hasil kerja", "Waktu"),
    "Karakter": ("Disiplin", "Kerja sama", "Tanggung jawab"),
}


@dataclass(frozen=True)
class Student:
    """One invented student; marks: (criterion of an aspect, "before"|"after") -> whole or half marks, 0-100."""

    nisn: str
    nis: str
    name: str
    marks: dict[tuple[str, str, str], float]

    def aspect(self, aspect: str, phase: str) -> float:
        """The mean of the aspect's criteria, to one decimal, as a teacher writes it."""
        marks = [self.marks[aspect, criterion, phase] for criterion in CRITERIA[aspect]]
        return round(sum(marks) / len(marks), 1)


def students() -> list[Student]:
    """The class; most come further, some do not."""
    random = Random(20260105)
    return [_student(random, at, name) for at, name in enumerate(NAMES)]


def _student(random: Random, at: int, name: str) -> Student:
    ability, marks = random.gauss(0, 8), {}
    for aspect, start, gain in (("Kognitif", 62, 9), ("Teknis", 58, 15), ("Karakter", 70, 6)):
        own = random.gauss(gain, 6)
        for criterion in CRITERIA[aspect]:
            before = start + ability + random.gauss(0, 5)
            for phase, mark in (("before", before), ("after", before + own + random.gauss(0, 4))):
                marks[aspect, criterion, phase] = round(min(100.0, max(20.0, mark)) * 2) / 2
    return Student(f"00{78120040 + 37 * at:08d}"[-10:], str(24101 + at), name, marks)


class Book:
    """A workbook being written as a teacher would: a few formats, no more."""

    def __init__(self, file: Path) -> None:
        self.book: Workbook = xlsxwriter.Workbook(str(file))
        self.book.set_properties({"title": file.stem, "author": "Data rekaan", "created": MADE})
        self.bold: Format = self.book.add_format({"bold": True})
        self.head: Format = self.book.add_format(
            {
                "bold": True,
                "border": 1,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "bg_color": "#DDE6E5",
            }
        )
        self.cell: Format = self.book.add_format({"border": 1})
        self.text: Format = self.book.add_format({"border": 1, "num_format": "@"})
        self.mark: Format = self.book.add_format({"border": 1, "num_format": "0.0"})

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 2, 13)
        sheet.set_column(3, 3, 26)
        return sheet

    def who(self, sheet: Worksheet, row: int, at: int, student: Student) -> None:
        """No, NISN, NIS, Nama in the first four columns."""
        sheet.write_number(row, 0, at + 1, self.cell)
        for column, text in enumerate((student.nisn, student.nis, student.name), start=1):
            sheet.write_string(row, column, text, self.text)


def filled_form(file: Path) -> None:
    """Capaian's own form, filled: one sheet an aspect, SEBELUM and SESUDAH under each criterion."""
    book = Book(file)
    for aspect, criteria in CRITERIA.items():
        sheet = book.sheet(aspect)
        sheet.write_string(0, 0, f"Formulir nilai: {aspect}", book.bold)
        sheet.write_string(1, 0, "SMK Contoh · Pelatihan Otomotif 2026")
        for column, heading in enumerate(("No", "NISN", "NIS", "Nama", "Kelas")):
            sheet.merge_range(3, column, 4, column, heading, book.head)
        for at, criterion in enumerate(criteria):
            column = 5 + 2 * at
            sheet.merge_range(3, column, 3, column + 1, criterion, book.head)
            sheet.write_string(4, column, "SEBELUM", book.head)
            sheet.write_string(4, column + 1, "SESUDAH", book.head)
        for at, student in enumerate(students()):
            book.who(sheet, 5 + at, at, student)
            sheet.write_string(5 + at, 4, CLASS, book.text)
            for column, (criterion, phase) in enumerate(
                ((c, p) for c in criteria for p in ("before", "after")), start=5
            ):
                if phase == "after" and at in (7, 18):  # two were ill on the day of the second test
                    sheet.write_blank(5 + at, column, None, book.mark)
                else:
                    sheet.write_number(5 + at, column, student.marks[aspect, criterion, phase], book.mark)
    book.book.close()


def class_list(file: Path) -> None:
    """A teacher's own list: title lines, a column an aspect and phase, a row of means, a signature block."""
    book = Book(file)
    sheet = book.sheet("Daftar Nilai")
    for row, line in enumerate(
        (
            "DAFTAR NILAI PELATIHAN OTOMOTIF",
            "SMK CONTOH",
            f"Kelas : {CLASS}",
            "Tahun Pelajaran : 2025/2026",
            "Jumlah peserta : 30",
        )
    ):
        sheet.write_string(row, 0, line, book.bold)
    columns = [
        ("Kognitif Awal", "Kognitif", "before"), ("Kognitif Akhir", "Kognitif", "after"),
        ("pretest teknis", "Teknis", "before"), ("posttest teknis", "Teknis", "after"),
        ("sikap_pre", "Karakter", "before"), ("sikap_post", "Karakter", "after"),
    ]  # fmt: skip
    for column, heading in enumerate(("No.", "NISN", "NIS", "Nama Siswa", *(heading for heading, _, _ in columns))):
        sheet.write_string(6, column, heading, book.head)
    everyone = students()
    for at, student in enumerate(everyone):
        book.who(sheet, 7 + at, at, student)
        for column, (_, aspect, phase) in enumerate(columns, start=4):
            sheet.write_number(7 + at, column, student.aspect(aspect, phase), book.mark)
    last = 7 + len(everyone)
    sheet.write_string(last, 3, "Rata-rata", book.head)
    for column, (_, aspect, phase) in enumerate(columns, start=4):
        letter = xl_col_to_name(column)
        mean = sum(student.aspect(aspect, phase) for student in everyone) / len(everyone)
        sheet.write_formula(last, column, f"=AVERAGE({letter}8:{letter}{last})", book.mark, mean)
    for row, line in (
        (last + 2, "Mengetahui,"),
        (last + 3, "Kepala Sekolah,"),
        (last + 7, "Nama Kepala Sekolah"),
        (last + 8, "NIP. -"),
    ):
        sheet.write_string(row, 3, line)
    for row, line in (
        (last + 2, "Kota Contoh, 19 Juni 2026"),
        (last + 3, "Instruktur,"),
        (last + 7, "Nama Instruktur"),
    ):
        sheet.write_string(row, 7, line)
    book.book.close()


def before_file(file: Path) -> None:
    """The first of two files: marks before, as numbers."""
    _one_phase(file, "before", "NILAI SEBELUM PELATIHAN", lambda mark, _at: mark)


def after_file(file: Path) -> None:
    """The second: marks after, typed as text with a comma; `-` where a student was not assessed."""
    _one_phase(
        file, "after", "NILAI SESUDAH PELATIHAN", lambda mark, at: "-" if at in (4, 21) else str(mark).replace(".", ",")
    )


def _one_phase(file: Path, phase: str, title: str, written: Callable[[float, int], float | str]) -> None:
    book = Book(file)
    sheet = book.sheet("Nilai")
    sheet.write_string(0, 0, title, book.bold)
    sheet.write_string(1, 0, f"Kelas: {CLASS}")
    for column, heading in enumerate(("No", "NISN", "NIS", "Nama", *CRITERIA)):
        sheet.write_string(3, column, heading, book.head)
    for at, student in enumerate(students()):
        book.who(sheet, 4 + at, at, student)
        for column, aspect in enumerate(CRITERIA, start=4):
            mark = written(student.aspect(aspect, phase), at)
            if isinstance(mark, str):
                sheet.write_string(4 + at, column, mark, book.text)
            else:
                sheet.write_number(4 + at, column, mark, book.mark)
    book.book.close()


def with_problems(file: Path) -> None:
    """What goes wrong in practice: a mark of 860, one NISN on two students, words in a mark's cell."""
    book = Book(file)
    sheet = book.sheet(CLASS)
    for column, heading in enumerate(("No", "NISN", "NIS", "Nama", "Teknis Awal", "Teknis Akhir")):
        sheet.write_string(0, column, heading, book.head)
    everyone = students()
    for at, student in enumerate(everyone):
        book.who(sheet, 1 + at, at, student)
        for column, phase in ((4, "before"), (5, "after")):
            sheet.write_number(1 + at, column, student.aspect("Teknis", phase), book.mark)
    sheet.write_number(16, 5, 860, book.mark)
    sheet.write_string(10, 1, everyone[2].nisn, book.text)
    sheet.write_string(21, 4, "cukup bagus", book.text)
    book.book.close()


EXAMPLES: dict[str, Callable[[Path], None]] = {
    "1-formulir-terisi.xlsx": filled_form,
    "2-daftar-nilai-kelas.xlsx": class_list,
    "3-nilai-sebelum.xlsx": before_file,
    "4-nilai-sesudah.xlsx": after_file,
    "5-dengan-kesalahan.xlsx": with_problems,
}


def make(folder: Path) -> None:
    """Write every example into a folder."""
    for name, write in EXAMPLES.items():
        write(folder / name)


if __name__ == "__main__":
    make(DATA)
    sys.stdout.write("".join(f"data/{name}\n" for name in EXAMPLES))
