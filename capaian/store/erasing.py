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
from capaian.store.row_changes import changes_of
from capaian.store.row_tables import COLUMNS
from capaian.store.schema import (
    enrolments,
    import_files,
    import_sheets,
    imports,
    marks_before,
    scores,
    students,
    students_before,
)
from capaian.store.tables import metadata

_MAY_NAME: Final = (
    imports.c.mapping, import_files.c.name, import_sheets.c.name, row_changes.c.row_before, row_changes.c.row_after,
    import_drafts.c.answers, draft_files.c.name,
)  # fmt: skip
"""Text from teachers' files that may name a student; tests/store/test_forgetting.py knows every other text."""
IS_PERSON: Final = row_changes.c.table_name.in_(("students", "students_before"))
_GONE: Final = "–"
_SHORTEST: Final = 4
"""Numbers of fewer digits would be found where they mean something else."""


def erase_students(connection: Connection, school: int, ids: Sequence[int]) -> None:
    """Delete the students, every row of theirs in any table, and their names and numbers in any text.

    Kept files are encrypted whole, so those of the students' cohorts go, with unfinished uploads to them.
    """
    texts = _names(connection, school, ids)
    for cohort in cohorts_of(connection, school, ids):
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
    for some in chunks(sorted(ids), KEYS):
        cells: set[tuple[int, int, str]] = set()
        for table, brought in ((scores, scores.c.import_id), (marks_before, marks_before.c.old_import)):
            query = select(brought, table.c.sheet, table.c.cell).where(
                table.c.school == school, table.c.student.in_(some), table.c.sheet.is_not(None)
            )
            cells |= {(row[0], row[1], row[2]) for row in connection.execute(query)}
        undone = (row_changes.c.student.in_(some), row_changes.c.table_name == "scores")
        for change in changes_of(connection, school, *undone):
            for row in (change.before, change.after):
                known = dict(zip(COLUMNS["scores"], row or (), strict=bool(row)))
                if known.get("sheet") is not None:
                    cells.add((known["import_id"], known["sheet"], known["cell"]))
        for part in chunks(sorted(cells), KEYS):
            connection.execute(delete(corrected_cells).where(corrected_cells.c.school == school, key.in_(part)))


def cohorts_of(connection: Connection, school: int, ids: Iterable[int]) -> list[int]:
    """The cohorts that any of the students is in, or was until an import was undone."""
    by = (imports.c.school == row_changes.c.school) & (imports.c.id == row_changes.c.import_id)
    found: set[int] = set()
    for some in chunks(sorted(ids), KEYS):
        now = select(enrolments.c.cohort).where(enrolments.c.school == school, enrolments.c.student.in_(some))
        once = select(imports.c.cohort).join_from(row_changes, imports, by)
        once = once.where(row_changes.c.school == school, row_changes.c.student.in_(some))
        found |= {*connection.execute(now.distinct()).scalars(), *connection.execute(once.distinct()).scalars()}
    return sorted(found)


def people_of(connection: Connection, school: int, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Everything by which these students are or were known: id, nisn, nis and name, a row a way of being known."""
    found: list[dict[str, Any]] = []
    for some in chunks(sorted(ids), KEYS):
        for table, number in ((students, students.c.id), (students_before, students_before.c.student)):
            told = select(number.label("id"), table.c.nisn, table.c.nis, table.c.name)
            found += map(dict, connection.execute(told.where(table.c.school == school, number.in_(some))).mappings())
        for change in changes_of(connection, school, row_changes.c.student.in_(some), IS_PERSON):
            for row in (change.before, change.after):
                if row is not None:
                    known = dict(zip(COLUMNS[change.table], row, strict=True))
                    found.append({"id": change.student, **{name: known[name] for name in ("nisn", "nis", "name")}})
    return found


def _names(connection: Connection, school: int, ids: Iterable[int]) -> set[str]:
    """What could name these students in a text."""
    told: set[str] = set()
    for person in people_of(connection, school, ids):
        told |= {person["name"], *(n for n in (person["nisn"], person["nis"]) if n and len(n) >= _SHORTEST)}
    return told


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
        if "student" in table.c:  # the rows of namesakes are theirs
            query = query.where(table.c.student.is_(None))
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
