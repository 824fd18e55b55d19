"""Reading: teachers' workbooks -> tables found -> marks and problems. No database, no screen."""

from capaian.reading.contract import reading_to_json
from capaian.reading.limits import Limits, limits_of
from capaian.reading.nouns import Column, FileRead, IgnoredRow, SheetSeen, Table
from capaian.reading.read import read_books, read_workbooks
from capaian.reading.reading import Reading

__all__ = [
    "Column",
    "FileRead",
    "IgnoredRow",
    "Limits",
    "Reading",
    "SheetSeen",
    "Table",
    "limits_of",
    "read_books",
    "read_workbooks",
    "reading_to_json",
]
