"""Imports: what one would change, and saving it in one transaction."""

import datetime
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, func, select

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.known import open_cohort_of
from capaian.store.own_rows import refuse_unseen
from capaian.store.plan import CHANGED, NEW, SAME, Plan, plan_import
from capaian.store.readings import MarksRead, given_marks
from capaian.store.saving import write_import
from capaian.store.schema import PHASES, STATES, enrolments, imports, scores
from capaian.store.scope import entered

CHANGE_COLUMNS = (
    "student", "name", "class_name", "aspect", "criterion", "phase", "old", "new", "old_state", "new_state",
    "old_rater", "old_import_id", "source",
)  # fmt: skip
"""Columns of the changes of an import; one row a mark that is another now.

student: the id. old, new: 0-100, NaN unless the state is "present". source: where the new one stands.
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an import would do: numbers of marks new, changed, the same, and left blank in the file (skipped).

    created, joining: students the school, the cohort does not have yet. changes: CHANGE_COLUMNS.
    already: when these bytes were imported into this cohort before (UTC), or None; then nothing would change.
    """

    new: int
    changed: int
    same: int
    skipped: int
    created: int
    joining: int
    changes: pd.DataFrame
    already: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: marks as in Comparison; import_id None where nothing was to be changed.

    students: those of the files with a mark. created, joined: new in the school, in the cohort.
    enrolled: the cohort's students now; of them without_before, without_after: those without any
    mark given before, after; without_marks: those without either.
    """

    import_id: int | None
    new: int
    changed: int
    same: int
    skipped: int
    students: int
    created: int
    joined: int
    enrolled: int
    without_before: int
    without_after: int
    without_marks: int
    already: datetime.datetime | None = None


def compare_import(store: Store, actor: Actor, cohort_id: int, reading: MarksRead) -> Comparison:
    """What save_import would do now; nothing is written.

    Raises Refused, also for marks of an aspect or of a class that the actor does not see, and StoreError
    where there is no such cohort, where something in the files must be mended first, or where two
    students could be meant.
    """
    require(actor, Action.IMPORT_MARKS, cohort_id)
    _refuse_blocked(reading)
    with store.reading() as connection:
        school = entered(connection, actor)
        cohort = open_cohort_of(connection, school, cohort_id)
        given = given_marks(reading)
        if already := _already(connection, school, cohort, given.digest):
            none = pd.DataFrame(columns=list(CHANGE_COLUMNS))
            return Comparison(0, 0, len(given.marks), given.skipped, 0, 0, none, already)
        plan = plan_import(connection, school, cohort, reading, given)
        refuse_unseen(actor, plan)
    changed = plan.marks[plan.marks["verdict"] == CHANGED]
    return Comparison(
        plan.count(NEW), plan.count(CHANGED), plan.count(SAME), plan.skipped, len(plan.created), len(plan.joining),
        _changes(changed, plan, reading),
    )  # fmt: skip


def save_import(store: Store, actor: Actor, cohort_id: int, reading: MarksRead) -> ImportResult:
    """Save the marks of the files into the cohort, all of them or, after any error, none.

    Students the school does not know are created and everybody in the files is enrolled. A blank
    never erases a mark. The same bytes again change nothing (`already` says when they came), also
    where their marks have been changed since. Raises what compare_import raises.
    """
    require(actor, Action.IMPORT_MARKS, cohort_id)
    _refuse_blocked(reading)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        cohort = open_cohort_of(connection, school, cohort_id)
        now = datetime.datetime.now(datetime.UTC)
        done = import_reading(connection, school, cohort, reading, actor=actor, at=now)
        if done.import_id is not None:
            detail = {"import": done.import_id, "new": done.new, "changed": done.changed, "students": done.students}
            write_audit(connection, school, actor, Deed.IMPORTED, resource=f"cohort:{cohort}", detail=detail, at=now)
        return done


def import_reading(
    connection: Connection,
    school: int,
    cohort: int,
    reading: MarksRead,
    *,
    actor: Actor,
    at: datetime.datetime,
) -> ImportResult:
    """save_import inside a transaction that has begun and holds the school."""
    given = given_marks(reading)
    told = (given.skipped, int(given.marks["person"].nunique()))
    if already := _already(connection, school, cohort, given.digest):
        still = _completeness(connection, school, cohort)
        return ImportResult(None, 0, 0, len(given.marks), *told, 0, 0, *still, already)
    plan = plan_import(connection, school, cohort, reading, given)
    refuse_unseen(actor, plan)
    import_id = None
    if not plan.is_empty:
        import_id = write_import(
            connection, school, cohort, reading, plan, digest=given.digest, account_id=actor.account_id, at=at
        )
    still = _completeness(connection, school, cohort)
    counts = (plan.count(NEW), plan.count(CHANGED), plan.count(SAME))
    return ImportResult(import_id, *counts, *told, len(plan.created), len(plan.joining), *still)


def _refuse_blocked(reading: MarksRead) -> None:
    if reading.blocked:
        raise StoreError(
            N_(
                "Impor ini belum dapat disimpan karena masih ada yang harus diperbaiki. Perbaiki dahulu, lalu unggah "
                "lagi."
            )
        )


def _already(connection: Connection, school: int, cohort: int, wanted: str) -> datetime.datetime | None:
    query = select(func.max(imports.c.at)).where(
        imports.c.school == school, imports.c.cohort == cohort, imports.c.digest == wanted
    )
    at = connection.execute(query).scalar_one_or_none()
    return datetime.datetime.fromisoformat(at) if at else None


def _changes(changed: pd.DataFrame, plan: Plan, reading: MarksRead) -> pd.DataFrame:
    known = [plan.known[person] for person in changed["person"].tolist()]
    names = [file.file for file in reading.files]
    places = zip(changed["file"].tolist(), changed["sheet"].tolist(), changed["cell"].tolist(), strict=True)
    table = {
        "student": [person.id if person else 0 for person in known],
        "name": [person.name if person else "" for person in known],
        "class_name": [person.class_name if person else "" for person in known],
        "aspect": [plan.criteria[i].aspect or None for i in changed["column"].tolist()],
        "criterion": [plan.criteria[i].name for i in changed["column"].tolist()],
        "phase": [PHASES[i].value for i in changed["phase"].tolist()],
        "old": changed["old_score"].to_numpy(dtype="float64", na_value=float("nan")),
        "new": changed["score"].to_numpy(),
        "old_state": [STATES[int(i)].value for i in changed["old_state"].tolist()],
        "new_state": [STATES[i].value for i in changed["state"].tolist()],
        "old_rater": changed["old_rater"].tolist(),
        "old_import_id": pd.array(changed["old_import_id"].tolist(), dtype="Int64"),
        "source": [f"{names[file]}!{sheet}!{cell}" if file >= 0 else cell for file, sheet, cell in places],
    }
    return pd.DataFrame(table, columns=list(CHANGE_COLUMNS))


def _completeness(connection: Connection, school: int, cohort: int) -> tuple[int, int, int, int]:
    """enrolled, without_before, without_after, without_marks of ImportResult."""
    there = (enrolments.c.school == school, enrolments.c.cohort == cohort)
    enrolled = connection.execute(select(func.count()).select_from(enrolments).where(*there)).scalar_one()
    given = select(scores.c.student, scores.c.phase).distinct()
    rows = connection.execute(given.where(scores.c.school == school, scores.c.cohort == cohort, scores.c.state == 0))
    having: dict[str, set[int]] = {phase.value: set() for phase in PHASES}
    for row in rows:
        having[PHASES[row.phase]].add(row.student)
    before, after = having["before"], having["after"]
    return enrolled, enrolled - len(before), enrolled - len(after), enrolled - len(before | after)
