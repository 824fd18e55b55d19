"""Taking students out of every table, inside one transaction: rows of theirs, and their names elsewhere."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, select, tuple_, update

from capaian.store.bulk import KEYS, chunks
from capaian.store.import_tables import (
    corrected_cells,
    draft_files,
    import_drafts,
    originals,
    remembered_meanings,
    row_changes,
)
from capaian.store.schema import enrolments, import_files, import_sheets, imports, marks_before, scores, students
from capaian.store.tables import metadata

_MAY_NAME: Final = (
    imports.c.mapping, import_files.c.name, import_sheets.c.name, row_changes.c.row_before, row_changes.c.row_after,
    import_drafts.c.answers, draft_files.c.name,
)  # fmt: skip
"""Text from teachers' files that may name a student; tests/store/test_forgetting.py knows every other text."""
_GONE: Final = "–"
_SHORTEST: Final = 4
"""Numbers of fewer digits would be found where they mean something else."""


def erase_students(connection: Connection, school: int, ids: Sequence[int]) -> None:
    """Delete the students, every row of theirs in any table, and their names and numbers in any text.

    Kept files are encrypted whole, so those of the students' cohorts go, with unfinished uploads to them.
    """
    texts = _names(connection, school, ids)
    query = select(enrolments.c.cohort).where(enrolments.c.school == school).distinct()
    among: set[int] = set()
    for some in chunks(sorted(ids), KEYS):
        among |= set(connection.execute(query.where(enrolments.c.student.in_(some))).scalars())
    for cohort in sorted(among):
        erase_files(connection, school, cohort)
    _erase_typed(connection, school, ids)
    for table in reversed(metadata.sorted_tables):
        column = table.c.get("id" if table is students else "student")
        if column is None:
            continue
        for some in chunks(sorted(ids), KEYS):
            connection.execute(delete(table).where(table.c.school == school, column.in_(some)))
    if texts:
        _scrub(connection, school, _scrubber(texts))


def erase_files(connection: Connection, school: int, cohort: int) -> None:
    """Delete the files that were kept of a cohort's imports, and the uploads to it that nobody finished.

    Also those to no cohort yet: who is in them cannot be told.
    """
    brought = select(imports.c.id).where(imports.c.school == school, imports.c.cohort == cohort)
    connection.execute(delete(originals).where(originals.c.school == school, originals.c.import_id.in_(brought)))
    here = (import_drafts.c.cohort == cohort) | import_drafts.c.cohort.is_(None)
    whose = select(import_drafts.c.account).where(import_drafts.c.school == school, here)
    connection.execute(delete(draft_files).where(draft_files.c.school == school, draft_files.c.account.in_(whose)))
    connection.execute(delete(import_drafts).where(import_drafts.c.school == school, here))


def _erase_typed(connection: Connection, school: int, ids: Sequence[int]) -> None:
    """Delete what was typed over the cells that the students' marks came from."""
    key = tuple_(corrected_cells.c.import_id, corrected_cells.c.number, corrected_cells.c.cell)
    for table, brought in ((scores, scores.c.import_id), (marks_before, marks_before.c.old_import)):
        for some in chunks(sorted(ids), KEYS):
            query = select(brought, table.c.sheet, table.c.cell).where(
                table.c.school == school, table.c.student.in_(some), table.c.sheet.is_not(None)
            )
            for cells in chunks([tuple(row) for row in connection.execute(query)], KEYS):
                connection.execute(delete(corrected_cells).where(corrected_cells.c.school == school, key.in_(cells)))


def _names(connection: Connection, school: int, ids: Sequence[int]) -> list[str]:
    """What could name these students in a text."""
    found: list[str] = []
    for some in chunks(sorted(ids), KEYS):
        told = select(students.c.name, students.c.nisn, students.c.nis)
        for row in connection.execute(told.where(students.c.school == school, students.c.id.in_(some))):
            numbers = (number for number in (row.nisn, row.nis) if number and len(number) >= _SHORTEST)
            found += [row.name, *numbers]
    return found


def _scrubber(texts: Iterable[str]) -> Callable[[str], str]:
    """Replaces the texts, however spaced and signed, where they stand as whole words."""
    words = {tuple(re.findall(r"[^\W_]+", text)) for text in texts}
    told = sorted((r"[\W_]+".join(map(re.escape, each)) for each in words if each), key=len, reverse=True)
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(told)})(?![^\W_])", re.IGNORECASE)
    return lambda text: pattern.sub(_GONE, text)


def _scrub(connection: Connection, school: int, scrubbed: Callable[[str], str]) -> None:
    for column in _MAY_NAME:
        table: Any = column.table
        key = list(table.primary_key)
        query = select(*key, column).where(table.c.school == school, column.is_not(None))
        for row in connection.execute(query).all():
            *where, text = row
            new = _scrubbed(text, scrubbed)
            if new != text:
                here = and_(*(part == value for part, value in zip(key, where, strict=True)))
                connection.execute(update(table).where(here).values({column.name: new}))
    meanings = select(remembered_meanings).where(remembered_meanings.c.school == school)
    for row in connection.execute(meanings).all():
        if any(_scrubbed(text, scrubbed) != text for text in (row.headings, row.meaning)):
            gone = delete(remembered_meanings).where(remembered_meanings.c.school == school)
            connection.execute(gone.where(remembered_meanings.c.id == row.id))


def _scrubbed(text: str, scrubbed: Callable[[str], str]) -> str:
    """A text, or every text in a JSON document."""

    def walk(part: Any) -> Any:
        if isinstance(part, str):
            return scrubbed(part)
        if isinstance(part, list):
            return [walk(each) for each in part]
        return {scrubbed(name): walk(each) for name, each in part.items()} if isinstance(part, dict) else part

    try:
        told = json.loads(text)
    except ValueError:
        return scrubbed(text)
    new = walk(told)
    return text if new == told else json.dumps(new, ensure_ascii=False)
