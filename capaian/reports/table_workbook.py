"""A plain table of words in one Excel file, such as the audit log."""

import datetime
from collections.abc import Sequence
from typing import Final

from capaian.locale import Texts
from capaian.reports.styles import Sheets

_FIRST: Final = 3
_WIDTH: Final = 26


def table_workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], t: Texts) -> bytes:
    """The bytes of an xlsx with one sheet: the title, then a row a line; every cell is text and stays text."""
    now = datetime.datetime.now(datetime.UTC)
    sheets = Sheets(t, title=title, author="Capaian", created=now)
    sheet = sheets.add(title[:31], title=title, subtitle=t.plural("{n} baris", "{n} baris", len(rows)))
    sheet.set_column(0, len(headings) - 1, _WIDTH)
    for column, heading in enumerate(headings):
        sheet.write_string(_FIRST, column, heading, sheets.style("heading"))
    for row, words in enumerate(rows, start=_FIRST + 1):
        for column, text in enumerate(words):
            sheet.write_string(row, column, text, sheets.style("text"))
    sheet.freeze_panes(_FIRST + 1, 0)
    sheet.autofilter(_FIRST, 0, _FIRST + len(rows), len(headings) - 1)
    return sheets.finish()
