"""Rows of the school's tables put back as they stood: what may change, what stays, and doing it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select

from capaian.store.bulk import KEYS, chunks, delete_rows, insert_rows, update_rows
from capaian.store.certificate_tables import certificates
from capaian.store.import_tables import row_changes
from capaian.store.privacy_tables import consents
from capaian.store.row_tables import COLUMNS, KEY_LENGTHS, STUDENT_AT, TABLES
from capaian.store.schema import enrolments, scores, students, students_before

Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a table: what stands there and what shall; None for no row."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def key(self) -> Row:
        """The row's key without the school."""
        return (self.before or self.after or ())[: KEY_LENGTHS[self.table]]

    @property
    def student(self) -> int | None:
        """Whose row it is."""
        at = STUDENT_AT.get(self.table)
        return None if at is None else (self.before or self.after or ())[at]

    def turned(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Kept:
    """A change that is not made. now: what stands there. why: changed (since), used (by something else), gone."""

    change: Change
    now: Row | None
    why: str


def rows_of(connection: Connection, school: int, table: str, *where: Any) -> list[Row]:
    """The rows of a table that fit, in the order of COLUMNS."""
    part = TABLES[table]
    query = select(*(part.c[name] for name in COLUMNS[table])).where(part.c.school == school, *where)
    return [tuple(row) for row in connection.execute(query)]


def possible(connection: Connection, school: int, wanted: Sequence[Change]) -> tuple[list[Change], list[Kept]]:
    """The changes that can be made, and those that cannot because the row is another one by now.

    A row is only changed where it is still what the change says; of a student the columns that are. A
    row that something else uses stays, and one whose student or criterion is gone does not come back.
    """
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in wanted:
        by_table[change.table].append(change)
    made: dict[str, list[Change]] = {}
    kept: list[Kept] = []
    for table in COLUMNS:
        now = _standing(connection, school, table, by_table[table])
        made[table] = []
        for change in by_table[table]:
            fitting = _fitting(change, now.get(change.key))
            if fitting is None:
                kept.append(Kept(change, now.get(change.key), "changed"))
            else:
                made[table].append(fitting)
    for table in ("enrolments", "students", "criteria"):
        kept += _keep_used(connection, school, table, made)
    for table in COLUMNS:
        kept += _keep_homeless(connection, school, table, made)
    return [change for table in COLUMNS for change in made[table]], kept


def apply_changes(connection: Connection, school: int, changes: Sequence[Change]) -> None:
    """Make the changes, those that `possible` gave back."""
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    for table in reversed(COLUMNS):
        gone = sorted(change.key for change in by_table[table] if change.after is None)
        key = ("school", *COLUMNS[table][: KEY_LENGTHS[table]])
        delete_rows(connection, TABLES[table], key, [(school, *row) for row in gone])
    for table, columns in COLUMNS.items():
        key, rest = columns[: KEY_LENGTHS[table]], columns[KEY_LENGTHS[table] :]
        come = sorted((school, *change.after) for change in by_table[table] if not change.before and change.after)
        other = sorted((school, *change.after) for change in by_table[table] if change.before and change.after)
        insert_rows(connection, TABLES[table], ("school", *columns), come)
        update_rows(connection, TABLES[table], ("school", *key), rest, other)


def write_changes(connection: Connection, school: int, import_id: int, changes: Iterable[Change]) -> None:
    """Write the changes down with the import that made them, after those that are written down already."""
    query = select(func.max(row_changes.c.number)).where(
        row_changes.c.school == school, row_changes.c.import_id == import_id
    )
    first = connection.execute(query).scalar_one()
    rows = (
        (school, import_id, i, change.table, change.student, _told(change.before), _told(change.after))
        for i, change in enumerate(changes, start=0 if first is None else first + 1)
    )
    columns = ("school", "import_id", "number", "table_name", "student", "row_before", "row_after")
    insert_rows(connection, row_changes, columns, rows)


def changes_of(connection: Connection, school: int, *where: Any) -> Iterator[Change]:
    """The changes that were written down, in order."""
    query = select(row_changes.c.table_name, row_changes.c.row_before, row_changes.c.row_after)
    query = query.where(row_changes.c.school == school, *where).order_by(*row_changes.primary_key)
    for table, before, after in connection.execute(query):
        yield Change(table, _row(before), _row(after))


def _told(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _row(text: str | None) -> Row | None:
    return None if text is None else tuple(json.loads(text))


def _standing(connection: Connection, school: int, table: str, wanted: Sequence[Change]) -> dict[Row, Row]:
    """The rows that stand under the keys of the changes (and perhaps others), by key."""
    part, at = TABLES[table], STUDENT_AT.get(table, 0)
    column = part.c[COLUMNS[table][at]]
    found: dict[Row, Row] = {}
    for some in chunks(sorted({change.key[at] for change in wanted}), KEYS):
        for row in rows_of(connection, school, table, column.in_(some)):
            found[row[: KEY_LENGTHS[table]]] = row
    return found


def _fitting(change: Change, now: Row | None) -> Change | None:
    """The change as far as the row is still what it says; None where it is not."""
    if now == change.before:
        return change
    if change.table != "students" or now is None or change.before is None or change.after is None:
        return None
    merged = tuple(
        then if then != old and at == old else at
        for at, old, then in zip(now, change.before, change.after, strict=True)
    )
    return replace(change, before=now, after=merged) if merged != now else None


def _keep_used(connection: Connection, school: int, table: str, made: dict[str, list[Change]]) -> list[Kept]:
    """Take back the deletion of rows that others need."""
    gone = [change for change in made[table] if change.after is None]
    used = _users(connection, school, table, gone, made) if gone else set()
    made[table] = [change for change in made[table] if change.after is not None or change.key not in used]
    return [Kept(change, change.before, "used") for change in gone if change.key in used]


def _users(
    connection: Connection, school: int, table: str, gone: Sequence[Change], made: Mapping[str, Sequence[Change]]
) -> set[Row]:
    """The keys among those to be deleted that more rows need than are to be deleted with them."""
    needs = {
        "enrolments": (
            ("scores", scores, ("cohort", "student"), (0, 1)),
            ("certificates", certificates, ("cohort", "student"), (0, 1)),
        ),
        "criteria": (("scores", scores, ("criterion",), (2,)),),
        "students": (
            ("enrolments", enrolments, ("student",), (1,)),
            ("students_before", students_before, ("student",), (1,)),
            ("consents", consents, ("student",), (0,)),
        ),
    }[table]
    used: set[Row] = set()
    for name, part, columns, places in needs:
        counted: dict[Row, int] = defaultdict(int)
        last = part.c[columns[-1]]
        for some in chunks(sorted({change.key[-1] for change in gone}), KEYS):
            query = select(*(part.c[column] for column in columns), func.count()).where(part.c.school == school)
            query = query.where(last.in_(some)).group_by(*(part.c[column] for column in columns))
            for row in connection.execute(query):
                counted[tuple(row)[:-1]] += row[-1]
        for change in made.get(name, ()):
            row, step = (change.after, 1) if change.before is None else (change.before, -1)
            if row is not None and (change.before is None or change.after is None):
                counted[tuple(row[at] for at in places)] += step
        used |= {change.key for change in gone if counted.get(change.key, 0) > 0}
    return used


def _keep_homeless(connection: Connection, school: int, table: str, made: dict[str, list[Change]]) -> list[Kept]:
    """Take back the return of rows that would belong to nobody, or of whom another one has taken the place."""
    coming = [change for change in made[table] if change.before is None]
    fits = _room(connection, school, table, coming, made) if coming else {}
    made[table] = [change for change in made[table] if change.before is not None or fits[change.key]]
    return [Kept(change, None, "gone") for change in coming if not fits[change.key]]


def _room(
    connection: Connection, school: int, table: str, coming: Sequence[Change], made: Mapping[str, Sequence[Change]]
) -> dict[Row, bool]:
    rows: dict[Row, Row] = {change.key: change.after for change in coming if change.after is not None}
    if table == "scoring_rules":
        return dict.fromkeys(rows, True)
    if table == "criteria":
        taken = {row[1:3] for row in rows_of(connection, school, table)}
        return {key: row[1:3] not in taken for key, row in rows.items()}
    if table == "students":
        numbers = {row[1] for row in rows.values() if row[1]}
        taken = set()
        for some in chunks(sorted(numbers), KEYS):
            taken |= {row[1] for row in rows_of(connection, school, table, students.c.nisn.in_(some))}
        return {key: not row[1] or row[1] not in taken for key, row in rows.items()}
    there = _left(connection, school, "students", {row[1] for row in rows.values()}, made)
    if table != "scores":
        return {key: (row[1],) in there for key, row in rows.items()}
    enrolled = _left(connection, school, "enrolments", {row[1] for row in rows.values()}, made)
    judged = _left(connection, school, "criteria", {row[2] for row in rows.values()}, made)
    return {key: row[:2] in enrolled and (row[2],) in judged for key, row in rows.items()}


def _left(
    connection: Connection, school: int, table: str, ids: set[int], made: Mapping[str, Sequence[Change]]
) -> set[Row]:
    """The keys that will stand when the changes have been made, of these students or criteria."""
    part, at = TABLES[table], STUDENT_AT.get(table, 0)
    keys = [part.c[name] for name in COLUMNS[table][: KEY_LENGTHS[table]]]
    there: set[Row] = set()
    for some in chunks(sorted(ids), KEYS):
        query = select(*keys).where(part.c.school == school, part.c[COLUMNS[table][at]].in_(some))
        there |= {tuple(row) for row in connection.execute(query)}
    there -= {change.key for change in made[table] if change.after is None}
    return there | {change.key for change in made[table] if change.before is None}
