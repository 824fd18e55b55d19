"""What undoing an import would do: asked of the database, worked out, and nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, select

from capaian.store.bulk import KEYS, chunks
from capaian.store.chains import Chains
from capaian.store.import_tables import row_changes
from capaian.store.row_changes import Change, Kept, Row, changes_of, possible, rows_of
from capaian.store.schema import PHASES, STATES, criteria, enrolments, marks_before, scores, students
from capaian.store.schema import students_before as completed

RULES: Final = "scoring_rules"
"""Which of them go is seen when the marks are gone (capaian.store.rule_changes)."""

UNDO_COLUMNS: Final = (
    "student", "name", "class_name", "aspect", "criterion", "phase", "now", "then", "now_state", "then_state", "why",
    "by_import",
)  # fmt: skip
"""Columns of what an undo reverses and of what it keeps; one row a mark.

now, then: the mark that stands and the one that stood before, 0-100, NaN where there is none.
now_state, then_state: present, did_not_sit, or missing where there is no mark. why: "" for what is
reversed, else changed (by a later import), used, or gone. by_import: the import whose mark stands now.
"""


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """changes: to be made, marks and what goes with them. kept: what stays, and why."""

    changes: Sequence[Change]
    kept: Sequence[Kept]

    def marks(self) -> list[Change]:
        """The marks among the changes."""
        return [change for change in self.changes if change.table == "scores"]

    def kept_marks(self) -> list[Kept]:
        """The marks among what stays."""
        return [each for each in self.kept if each.change.table == "scores"]


def plan_undo(connection: Connection, school: int, cohort: int, import_id: int, chains: Chains) -> UndoPlan:
    """The plan for an import, or for an undo that is to be taken back."""
    if import_id in chains.undo_of:
        made = row_changes.c.import_id == import_id
        wanted = [change.turned() for change in changes_of(connection, school, made)]
        returning = [change for change in wanted if change.table != RULES or change.after is not None]
        return UndoPlan(*possible(connection, school, returning))
    marks, kept = _marks_of(connection, school, cohort, import_id)
    changes, more = possible(connection, school, [*marks, *_people_of(connection, school, import_id)])
    left = _left_behind(connection, school, cohort, import_id, chains)
    gone, used = possible(connection, school, [*changes, *left])
    staying = [
        each for each in used if each.change.table == "students" and each.now is not None and each.now[-1] == import_id
    ]
    return UndoPlan(gone, [*kept, *more, *staying])


def _marks_of(connection: Connection, school: int, cohort: int, import_id: int) -> tuple[list[Change], list[Kept]]:
    """The marks that stand as the import brought them, and those that were changed since."""
    names = ("score", "raw", "state", "rater", "old_import", "sheet", "cell")
    told = [marks_before.c[name] for name in ("student", "criterion", "phase", *names)]
    query = select(*told).where(marks_before.c.school == school, marks_before.c.import_id == import_id)
    old = {(cohort, *row[:3]): (cohort, *row) for row in map(tuple, connection.execute(query))}
    here = (scores.c.cohort == cohort, scores.c.import_id == import_id)
    standing = rows_of(connection, school, "scores", *here)
    changes = [Change("scores", row, old.get(row[:4])) for row in standing]
    later = select(*told).where(marks_before.c.school == school, marks_before.c.old_import == import_id)
    brought = {(cohort, *row[:3]): (cohort, *row) for row in map(tuple, connection.execute(later))}
    stand = {change.key for change in changes}
    lost = {key: row for key, row in brought.items() if key not in stand}
    now: dict[Row, Row] = {}
    for some in chunks(sorted({key[1] for key in lost}), KEYS):
        rows = rows_of(connection, school, "scores", scores.c.cohort == cohort, scores.c.student.in_(some))
        now |= {row[:4]: row for row in rows}
    kept = [Kept(Change("scores", row, old.get(key)), now.get(key), "changed") for key, row in lost.items()]
    return changes, kept


def _people_of(connection: Connection, school: int, import_id: int) -> list[Change]:
    """What the import filled in of students, back to unknown."""
    filled = (row_changes.c.import_id == import_id, row_changes.c.table_name == "students")
    back = [change.turned() for change in changes_of(connection, school, *filled)]
    stood = rows_of(connection, school, "students_before", completed.c.import_id == import_id)
    return [*back, *(Change("students_before", row, None) for row in stood)]


def _left_behind(connection: Connection, school: int, cohort: int, import_id: int, chains: Chains) -> list[Change]:
    """Students, enrolments and criteria that this import made, or one undone before; those in use will be kept."""
    made = [import_id, *chains.undone(set(chains.undone_by) - set(chains.undo_of))]
    parts = {
        "enrolments": rows_of(
            connection, school, "enrolments", enrolments.c.cohort == cohort, enrolments.c.import_id.in_(made)
        ),
        "students": rows_of(connection, school, "students", students.c.import_id.in_(made)),
        "criteria": rows_of(connection, school, "criteria", criteria.c.import_id.in_(made)),
    }
    return [Change(table, row, None) for table, rows in parts.items() for row in rows]


def undo_table(
    connection: Connection,
    school: int,
    told: Sequence[tuple[Row | None, Row | None, str]],
    changes: Sequence[Change],
) -> pd.DataFrame:
    """UNDO_COLUMNS of marks: the row that stands, the row that stood before, and why it stays.

    changes: all that the undo does, where students and criteria are named that it brings back.
    """
    told = [each for each in told if each[0] or each[1]]
    rows: list[Row] = [row for now, then, _ in told if (row := now or then) is not None]
    coming = {table: [c.after for c in changes if c.table == table and c.after] for table in ("students", "criteria")}
    named = {row[0]: (row[3], row[6]) for row in coming["students"]}
    named |= _named(connection, school, {row[1] for row in rows})
    criteria_rows = [*coming["criteria"], *rows_of(connection, school, "criteria")]
    judged = {row[0]: (row[1] or None, row[2]) for row in criteria_rows}
    table: dict[str, Any] = {
        "student": pd.array([row[1] for row in rows], dtype="int64"),
        "name": pd.array([named.get(row[1], ("", ""))[0] for row in rows], dtype="str"),
        "class_name": pd.array([named.get(row[1], ("", ""))[1] for row in rows], dtype="str"),
        "aspect": pd.array([judged.get(row[2], (None, ""))[0] for row in rows], dtype="str"),
        "criterion": pd.array([judged.get(row[2], (None, ""))[1] for row in rows], dtype="str"),
        "phase": pd.array([PHASES[row[3]].value for row in rows], dtype="str"),
    }
    sides: tuple[list[Row | None], ...] = ([now for now, _, _ in told], [then for _, then, _ in told])
    for stands, name, state in zip(sides, ("now", "then"), ("now_state", "then_state"), strict=True):
        table[name] = pd.array([float("nan") if row is None or row[4] is None else row[4] for row in stands], "float64")
        table[state] = pd.array([STATES[row[6]].value if row else "missing" for row in stands], dtype="str")
    table["why"] = pd.array([why for *_, why in told], dtype="str")
    table["by_import"] = pd.array([now[8] if now else None for now, *_ in told], dtype="Int64")
    listed = pd.DataFrame(table)[list(UNDO_COLUMNS)]
    return listed.sort_values(["class_name", "name", "student", "aspect", "criterion", "phase"], ignore_index=True)


def _named(connection: Connection, school: int, ids: set[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for some in chunks(sorted(ids), KEYS):
        query = select(students.c.id, students.c.name, students.c.class_name)
        for row in connection.execute(query.where(students.c.school == school, students.c.id.in_(some))):
            found[row.id] = (row.name, row.class_name)
    return found
