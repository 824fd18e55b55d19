"""Reading: teachers' workbooks -> tables found -> marks and problems. No database, no screen."""

from capaian.reading.answers import (
    Answers,
    ColumnAnswer,
    TableAnswer,
    column_key,
    problem_key,
    row_key,
    table_key,
)
from capaian.reading.certificate_nouns import CertificatesRead, FoundCertificate, ListedFile, Outcome, UnitResult
from capaian.reading.certificates import read_certificates
from capaian.reading.contract import reading_to_json
from capaian.reading.limits import Limits, limits_of
from capaian.reading.nouns import Column, FileRead, IgnoredRow, SheetSeen, Table
from capaian.reading.read import read_books, read_workbooks
from capaian.reading.reading import Reading
from capaian.reading.remembering import Meaning, heading_set, heading_sets, meaning_from_json, meanings_of, recalled
from capaian.reading.sketch import Sketch, sketches
from capaian.reading.stamp import Stamp, read_stamp
from capaian.reading.together import apply_answers

__all__ = [
    "Answers",
    "CertificatesRead",
    "Column",
    "ColumnAnswer",
    "FileRead",
    "FoundCertificate",
    "IgnoredRow",
    "Limits",
    "ListedFile",
    "Meaning",
    "Outcome",
    "Reading",
    "SheetSeen",
    "Sketch",
    "Stamp",
    "Table",
    "TableAnswer",
    "UnitResult",
    "apply_answers",
    "column_key",
    "heading_set",
    "heading_sets",
    "limits_of",
    "meaning_from_json",
    "meanings_of",
    "problem_key",
    "read_books",
    "read_certificates",
    "read_stamp",
    "read_workbooks",
    "reading_to_json",
    "recalled",
    "row_key",
    "sketches",
    "table_key",
]
