"""Lists of certificates: one row a student, one row a student and unit, or one column a unit.

The same child process, tables and students as for marks; only what the columns mean is another question.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from capaian.locale import N_
from capaian.problems import PROBLEM_LIST_STAMP, Problem, Severity, UnreadableFile
from capaian.reading.cells import Sheet
from capaian.reading.certificate_columns import Meanings, meanings_of_block
from capaian.reading.certificate_merging import Certified
from capaian.reading.certificate_nouns import CertificatesRead, ListedFile
from capaian.reading.certificate_rows import rows_of_block
from capaian.reading.drafts import Draft, RowKeys, draft_of
from capaian.reading.grid import Grid
from capaian.reading.limits import Limits
from capaian.reading.reading import Reading
from capaian.reading.students import Roster, enrol
from capaian.reading.tables import find_blocks
from capaian.reading.text import showable
from capaian.reading.workbook import read_workbook

_DEFAULT_LIMITS: Final = Limits()


def read_certificates(files: Sequence[tuple[str, bytes]], *, limits: Limits = _DEFAULT_LIMITS) -> CertificatesRead:
    """Read lists (name, bytes) together: one roster, every student's certificates with their units.

    Bad bytes never raise, nor does a workbook without certificates: the file then says why.
    """
    roster, certified = Roster(), Certified()
    listed, problems = [], []
    for given, content in files:
        name = showable(given)
        one = ListedFile(name, hashlib.sha256(content).hexdigest())
        try:
            book = read_workbook(name, content, limits)
        except UnreadableFile as unreadable:
            why = Problem(unreadable.code, Severity.BLOCKS, unreadable.sentence, name, fields=unreadable.fields)
            listed.append(replace(one, message=why))
            problems.append(why)
            continue
        sheets = [sheet for sheet in book.sheets if sheet.read and sheet.cell(1, 1) != PROBLEM_LIST_STAMP]
        read, found = _file(one, sheets, roster, certified)
        listed.append(read)
        problems += found
    students = Reading((), (), roster.students).students
    return CertificatesRead(tuple(listed), students, certified.certificates(), (*problems, *certified.problems))


def _file(
    one: ListedFile, sheets: Sequence[Sheet], roster: Roster, certified: Certified
) -> tuple[ListedFile, list[Problem]]:
    """What was taken of one file, and what is wrong in it."""
    problems: list[Problem] = []
    rows, columns = 0, []
    for sheet in sheets:
        for block in find_blocks(Grid(sheet)) if sheet.rows else ():
            draft = draft_of(block, sheet=sheet.name, file=one.file)
            meanings = meanings_of_block(draft)
            if meanings is None or not draft.rows:
                continue
            draft.keys = _one_student_may_come_again(draft)
            problems += [problem for problem in enrol(draft, roster) if problem.code != "repeated_student"]
            found, wrong = rows_of_block(draft, meanings)
            certified.add(found)
            problems += wrong
            rows += len(set(draft.students))
            columns += _told(draft, meanings)
    if not rows:
        problems.append(_nothing_in(one.file))
        return replace(one, message=problems[-1]), problems
    return replace(one, rows=rows, columns=tuple(columns)), problems


def _one_student_may_come_again(draft: Draft) -> RowKeys:
    """Rows of one name are one student: a row a unit, a row a scheme."""
    n = len(draft.rows)
    return RowKeys([None] * n, [None] * n, [""] * n, columns=(draft.block.places.first,))


def _told(draft: Draft, meanings: Meanings) -> list[tuple[str, str, str]]:
    told: Mapping[int, str] = {**meanings.fields, **dict.fromkeys(meanings.units, "unit")}
    name, text = draft.block.grid.column_name, draft.block.heading.text
    return [(name(column), text(column), what) for column, what in sorted(told.items())]


def _nothing_in(file: str) -> Problem:
    words = N_(
        "Tidak ada hasil sertifikasi yang dikenali di {file}. Perlu kolom Nama, dan kolom K/BK, nomor sertifikat, "
        "atau unit kompetensi."
    )
    return Problem("no_certificates", Severity.BLOCKS, words, file)
