"""Taking students out of every table, inside one transaction: rows of theirs, and their names elsewhere."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, select, update

from capaian.store.bulk import KEYS, chunks
from capaian.store.schema import import_files, import_sheets, imports, students
from capaian.store.tables import metadata

_MAY_NAME: Final = (imports.c.mapping, import_files.c.name, import_sheets.c.name)
"""Text that a teacher's files brought and that may name a student; tests/store/test_forgetting.py knows every other."""
_GONE: Final = "–"
_SHORTEST: Final = 4
"""Numbers of fewer digits would be found where they mean something else."""


def erase_students(connection: Connection, school: int, ids: Sequence[int]) -> None:
    """Delete the students, every row of theirs in any table, and their names and numbers in any text."""
    texts = _names(connection, school, ids)
    for table in reversed(metadata.sorted_tables):
        column = table.c.get("id" if table is students else "student")
        if column is None:
            continue
        for some in chunks(sorted(ids), KEYS):
            connection.execute(delete(table).where(table.c.school == school, column.in_(some)))
    if texts:
        _scrub(connection, school, _scrubber(texts))


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
        for row in connection.execute(select(*key, column).where(table.c.school == school)).all():
            *where, text = row
            new = _scrubbed_json(text, scrubbed) if column is imports.c.mapping else scrubbed(text)
            if new != text:
                here = and_(*(part == value for part, value in zip(key, where, strict=True)))
                connection.execute(update(table).where(here).values({column.name: new}))


def _scrubbed_json(text: str, scrubbed: Callable[[str], str]) -> str:
    """A JSON document with every text in it scrubbed."""

    def walk(part: Any) -> Any:
        if isinstance(part, str):
            return scrubbed(part)
        if isinstance(part, list):
            return [walk(each) for each in part]
        return {name: walk(each) for name, each in part.items()} if isinstance(part, dict) else part

    told = json.loads(text)
    new = walk(told)
    return text if new == told else json.dumps(new, ensure_ascii=False)
