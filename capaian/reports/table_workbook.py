"""Plain tables of words in one Excel file, such as the audit log, or all that is stored of one student."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from capaian.locale import Texts
from capaian.reports.plain_text import sheet_name
from capaian.reports.styles import Sheets

_FIRST: Final = 3
_WIDTH: Final = 26


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One sheet: its title (its beginning names the sheet), headings, and a row a line."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def table_workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], t: Texts) -> bytes:
    """The bytes of an xlsx with one sheet: the title, then a row a line; every cell is text and stays text."""
    return tables_workbook([PlainTable(title, headings, rows)], t)


def tables_workbook(tables: Sequence[PlainTable], t: Texts) -> bytes:
    """The same with a sheet a table; the first title is that of the file."""
    now = datetime.datetime.now(datetime.UTC)
    sheets = Sheets(t, title=tables[0].title, author="Capaian", created=now)
    for table in tables:
        subtitle = t.plural("{n} baris", "{n} baris", len(table.rows))
        sheet = sheets.add(sheet_name(table.title), title=table.title, subtitle=subtitle)
        sheet.set_column(0, max(len(table.headings) - 1, 0), _WIDTH)
        for column, heading in enumerate(table.headings):
            sheet.write_string(_FIRST, column, heading, sheets.style("heading"))
        for row, words in enumerate(table.rows, start=_FIRST + 1):
            for column, text in enumerate(words):
                sheet.write_string(row, column, text, sheets.style("text"))
        sheet.freeze_panes(_FIRST + 1, 0)
        if table.headings:
            sheet.autofilter(_FIRST, 0, _FIRST + len(table.rows), len(table.headings) - 1)
    return sheets.finish()
