"""Workbooks made in a test: rows of values to the bytes of an xlsx."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

NAMES = (
    "Abdul Karim", "Bayu Setiawan", "Citra Lestari", "Dewi Kartika", "Eka Saputra", "Fitri Handayani",
    "Gusti Rama", "Hafizah", "Ilham Ramadhan", "Jumiati", "Kamarudin", "Lailatul Husna",
)  # fmt: skip


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """One sheet a name, its rows from A1 on; text stays text, None stays blank."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "in_memory": True}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    sheet.write(row, column, value)
    return content.getvalue()


def pairs(before: Sequence[float], after: Sequence[float], *, headings: tuple[str, str] = ("before", "after")) -> bytes:
    """A class list with a name and two columns of marks."""
    rows = zip(range(1, len(before) + 1), NAMES, before, after, strict=False)
    return book({"Nilai": [("No", "Nama", *headings), *rows]})
