"""Writing a plan down, with what stood there before; called inside one transaction."""

import datetime
from itertools import repeat
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from capaian.store.bulk import count_anew, insert_rows, stored_text, update_rows
from capaian.store.conflicts import sources_of
from capaian.store.import_tables import corrected_cells
from capaian.store.known import bump_others, bump_version, next_ids
from capaian.store.plan import CHANGED, NEW, OLD, SAME, Plan
from capaian.store.readings import MarksRead, mapping
from capaian.store.row_changes import Change, apply_changes, write_changes
from capaian.store.row_tables import COLUMNS
from capaian.store.rule_changes import freeze_rules
from capaian.store.schema import (
    MARK,
    PERSON,
    criteria,
    enrolments,
    import_files,
    import_sheets,
    imports,
    marks_before,
    scores,
    students,
    students_before,
)

_KEY = ("school", "cohort", "student", "criterion", "phase")
_OLD_MARK = tuple("old_import" if name == "import_id" else name for name in MARK)
_BEFORE = ("school", "import_id", "student", "criterion", "phase", *_OLD_MARK)


def write_import(
    connection: Connection,
    school: int,
    cohort: int,
    reading: MarksRead,
    plan: Plan,
    *,
    digest: str,
    account_id: int | None,
    at: datetime.datetime,
) -> int:
    """The import's id. Nothing of the school's own is lost: every value written over stays with the import."""
    (import_id,) = next_ids(connection, school, 1)
    connection.execute(
        insert(imports).values(
            school=school, id=import_id, cohort=cohort, account_id=account_id,
            at=at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            digest=digest, mapping=mapping(reading),
            created=len(plan.created), enrolled=len(plan.joining),
            new=plan.count(NEW), changed=plan.count(CHANGED), same=plan.count(SAME), skipped=plan.skipped,
        )
    )  # fmt: skip
    sheets = _write_files(connection, school, import_id, reading, plan)
    student_ids = _write_students(connection, school, cohort, import_id, plan)
    criterion_ids = _write_criteria(connection, school, import_id, plan)
    brought = [(one.aspect, one.name, one.given, one.replaces) for one in plan.criteria]
    frozen = freeze_rules(connection, school, cohort, brought, at=at)
    write_changes(connection, school, import_id, frozen)
    _write_marks(connection, (school, cohort, import_id), plan, sheets, student_ids, criterion_ids)
    _write_corrected(connection, school, import_id, reading, plan, sheets)
    count_anew(connection, plan.count(NEW) + len(plan.joining), scores, enrolments, students, criteria)
    bump_version(connection, school, cohort)
    bump_others(connection, school, cohort, [int(student_ids[i]) for i in plan.completed])
    return import_id


def _write_files(
    connection: Connection, school: int, import_id: int, reading: MarksRead, plan: Plan
) -> dict[tuple[int, str], int]:
    """The number of each sheet that a mark came from."""
    files = [(school, import_id, i, stored_text(file.file), file.sha256) for i, file in enumerate(reading.files)]
    insert_rows(connection, import_files, ("school", "import_id", "number", "name", "sha256"), files)
    places = zip(plan.marks["file"].tolist(), plan.marks["sheet"].tolist(), strict=True)
    numbers = {place: i for i, place in enumerate(sorted(set(places)))}
    sheets = [(school, import_id, i, file, name) for (file, name), i in numbers.items() if file >= 0]
    insert_rows(connection, import_sheets, ("school", "import_id", "number", "file", "name"), sheets)
    return numbers


def _write_students(connection: Connection, school: int, cohort: int, import_id: int, plan: Plan) -> np.ndarray:
    """The id of each student of the files."""
    ids = np.asarray([known.id if known else 0 for known in plan.known], dtype="int64")
    ids[plan.created] = next_ids(connection, school, len(plan.created))

    def row(student: int, person: Any) -> tuple[Any, ...]:
        told = (getattr(person, name) for name in PERSON)
        return (student, *(value or None if i < 2 else value for i, value in enumerate(told)))

    new = [(school, *row(int(ids[i]), plan.people[i]), import_id) for i in plan.created]
    insert_rows(connection, students, ("school", "id", *PERSON, "import_id"), new)
    if plan.completed:
        before = students.select().where(
            students.c.school == school, students.c.id.in_([int(ids[i]) for i in plan.completed])
        )
        stood = {found.id: found for found in connection.execute(before)}
        insert_rows(
            connection, students_before, ("school", "import_id", "student", *PERSON),
            [(school, import_id, *row(i, stood[i])) for i in sorted(stood)],
        )  # fmt: skip
        filled = [
            Change("students", before, tuple(old or new for old, new in zip(before, told, strict=True)))
            for i in plan.completed
            for before in [tuple(getattr(stood[int(ids[i])], name) for name in COLUMNS["students"])]
            for told in [(0, *row(0, plan.people[i])[1:], None)]
        ]
        apply_changes(connection, school, filled)
        write_changes(connection, school, import_id, filled)
    joining = sorted((school, cohort, int(ids[i]), plan.people[i].class_name, import_id) for i in plan.joining)
    insert_rows(connection, enrolments, ("school", "cohort", "student", "class_name", "import_id"), joining)
    return ids


def _write_criteria(connection: Connection, school: int, import_id: int, plan: Plan) -> np.ndarray:
    """The id of each criterion of the plan."""
    ids = np.asarray([criterion.id for criterion in plan.criteria], dtype="int64")
    ids[ids == 0] = next_ids(connection, school, int((ids == 0).sum()))
    new = [
        (school, int(ids[i]), criterion.aspect, criterion.name, *criterion.scale, 1.0, 1, import_id)
        for i, criterion in enumerate(plan.criteria)
        if criterion.id == 0
    ]
    columns = ("school", "id", "aspect", "name", "scale_min", "scale_max", "weight", "direction", "import_id")
    insert_rows(connection, criteria, columns, new)
    return ids


def _write_corrected(
    connection: Connection,
    school: int,
    import_id: int,
    reading: MarksRead,
    plan: Plan,
    sheets: dict[tuple[int, str], int],
) -> None:
    """What a person typed in place of a cell, of marks that are written."""
    corrected: dict[str, str] = getattr(reading, "corrected", {})
    if not corrected:
        return
    marks = plan.marks
    places = (marks[name].tolist() for name in ("file", "sheet", "cell", "verdict"))
    rows = zip(sources_of(marks, reading), *places, strict=True)
    typed = {
        (sheets[file, sheet], cell): corrected[source]
        for source, file, sheet, cell, verdict in rows
        if source in corrected and verdict in (NEW, CHANGED) and file >= 0
    }
    columns = ("school", "import_id", "number", "cell", "typed")
    told = sorted((school, import_id, *place, stored_text(text)) for place, text in typed.items())
    insert_rows(connection, corrected_cells, columns, told)


def _write_marks(
    connection: Connection,
    owner: tuple[int, int, int],
    plan: Plan,
    sheets: dict[tuple[int, str], int],
    student_ids: np.ndarray,
    criterion_ids: np.ndarray,
) -> None:
    school, cohort, import_id = owner
    marks = plan.marks
    verdict = marks["verdict"].to_numpy()
    told = {name: marks[name].tolist() for name in ("phase", "score", "raw", "state", "rater", "file", "sheet", "cell")}
    rows = list(
        zip(
            repeat(school), repeat(cohort),
            student_ids[marks["person"]].tolist(), criterion_ids[marks["column"]].tolist(), told["phase"],
            [score if state == 0 else None for score, state in zip(told["score"], told["state"], strict=True)],
            told["raw"], told["state"], told["rater"], repeat(import_id),
            [sheets[place] if place[0] >= 0 else None for place in zip(told["file"], told["sheet"], strict=True)],
            told["cell"], strict=False,
        )
    )  # fmt: skip
    insert_rows(connection, scores, (*_KEY, *MARK), sorted(rows[i] for i in np.flatnonzero(verdict == NEW).tolist()))
    changed = sorted(np.flatnonzero(verdict == CHANGED).tolist(), key=rows.__getitem__)
    if not changed:
        return
    old = marks.iloc[changed][list(OLD)].astype("object").where(lambda told: told.notna(), None)
    before = [
        (school, import_id, *rows[i][2 : len(_KEY)], *stood)
        for i, stood in zip(changed, old.itertuples(index=False, name=None), strict=True)
    ]
    insert_rows(connection, marks_before, _BEFORE, before)
    update_rows(connection, scores, _KEY, MARK, [rows[i] for i in changed])
