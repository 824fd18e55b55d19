"""Large score sheets to measure with: invented students, marks of before and after, the same every time."""

from functools import cache
from itertools import cycle, product
from pathlib import Path

import numpy as np
import xlsxwriter

_NAMES = """
Abdul Ahmad Annisa Aulia Bayu Citra Dewi Eka Fitri Gusti Hafizah Helmi Ilham Jumiati Lailatul Mahrita Nor
Arif Budi Cahya Dian Fajar Galuh Hadi Indra Jaya Kartika Laras Maya Nur Putri Rahma Sari Tri
Rahman Saputra Hidayat Lestari Ramadhan Safitri Setiawan Handayani Pratama Maulana Azizah Fauzan Wahyuni
Alamsyah Banjari Daud Effendi Firdaus Hamdani Iskandar Kurnia Luthfi Mulyadi Noviar Rusdi Syahrani
"""
ASPECTS = ("Kognitif", "Teknis", "Karakter")


@cache
def people(students: int) -> list[tuple[str, str]]:
    """NISN and name; a name comes a second time after 48,841 students."""
    names = (" ".join(parts) for parts in product(*map(str.split, _NAMES.strip().splitlines())))
    numbered = zip(range(students), cycle(names), strict=False)
    return [(f"{70_000_000 + 37 * at:010}", name) for at, name in numbered]


def marks(students: int, columns: int) -> np.ndarray:
    """students x columns; columns in pairs of before and after, half marks, most a little higher after."""
    chance = np.random.default_rng(77)
    before = chance.normal(62, 12, (students, -(-columns // 2)))
    after = before + chance.normal(6, 8, before.shape)
    both = np.stack([before, after], axis=2).reshape(students, -1)[:, :columns]
    return np.clip(np.round(both * 2) / 2, 0, 100)


def headings(columns: int) -> list[str]:
    """`Teknis Kriteria BB Sebelum`, before and after in turn, the aspects one after another."""
    pairs = -(-columns // 2)
    found = []
    for at in range(pairs):
        aspect = ASPECTS[at * len(ASPECTS) // pairs]
        letters = chr(ord("A") + at % 26) * (2 + at // 26)  # no pair of letters that is a heading of its own
        found += [f"{aspect} Kriteria {letters} Sebelum", f"{aspect} Kriteria {letters} Sesudah"]
    return found[:columns]


def write_sheet(file: Path, students: int, columns: int) -> Path:
    """One sheet: NISN, Nama, then `columns` marks."""
    values = marks(students, columns).tolist()
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Nilai")
        sheet.write_row(0, 0, ["NISN", "Nama", *headings(columns)])
        for at, ((nisn, name), row) in enumerate(zip(people(students), values, strict=True), start=1):
            sheet.write_string(at, 0, nisn)
            sheet.write_string(at, 1, name)
            for column, mark in enumerate(row, start=2):
                sheet.write_number(at, column, mark)
    return file
