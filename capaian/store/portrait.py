"""Everything stored of one student, for whoever has a right to see it."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Column, Connection, Select, and_, select

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.store.account_tables import audit
from capaian.store.audit import Deed, write_audit
from capaian.store.certificate_portrait import certificate_queries
from capaian.store.engine import Store
from capaian.store.import_tables import row_changes
from capaian.store.instants import now_or, written
from capaian.store.privacy_tables import consents
from capaian.store.row_tables import COLUMNS
from capaian.store.schema import (
    PHASES,
    STATES,
    cohorts,
    criteria,
    enrolments,
    import_files,
    import_sheets,
    imports,
    marks_before,
    schools,
    scores,
    students,
    students_before,
)
from capaian.store.scope import entered
from capaian.store.students import student_of

PORTRAIT_TABLES: Final[Mapping[str, str]] = {
    "student": N_("Identitas"),
    "cohorts": N_("Kohort"),
    "marks": N_("Nilai"),
    "earlier_marks": N_("Nilai sebelum diubah"),
    "earlier_identity": N_("Identitas sebelum dilengkapi"),
    "changes": N_("Perubahan oleh unggahan"),
    "certificates": N_("Sertifikat"),
    "units": N_("Unit kompetensi"),
    "certificate_changes": N_("Perubahan sertifikat"),
    "consents": N_("Persetujuan"),
    "deeds": N_("Catatan"),
}
"""The tables of a portrait and what they are called."""

_STUDENT: Final = ("nisn", "nis", "name", "sex", "class_name", "programme")
FORMAT: Final = "capaian-portrait"


@dataclass(frozen=True, slots=True)
class Portrait:
    """tables: by the names of PORTRAIT_TABLES, all of them, also the empty ones; one row as the database has it.

    student: one row. cohorts: a row each. marks, earlier_marks: score 0-100, null unless present; source is
    `file!sheet!C3`. changes: rows that an import completed or an undo changed, as JSON. certificates: one row
    each; units: one row a unit that was assessed; certificate_changes: each certificate before and after, as
    JSON. consents: yes and no in the order they were recorded. deeds: of the audit log.
    made_at, and all instants in the tables: UTC.
    """

    school: str
    made_at: datetime.datetime
    tables: Mapping[str, pd.DataFrame]

    def as_json(self) -> str:
        """For other programs: one object, `format` and `version` first, then a list of objects a table."""
        told = {
            "format": FORMAT,
            "version": 1,
            "made_at": written(self.made_at),
            "school": self.school,
            **{name: table.to_dict("records") for name, table in self.tables.items()},
        }
        return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)


def load_portrait(store: Store, actor: Actor, student_id: int) -> Portrait:
    """All of one student; the log says that it was given out.

    Raises Refused, and StoreError where there is no such student.
    """
    require(actor, Action.VIEW_PORTRAIT)
    now = now_or(None)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        student, _ = student_of(connection, school, actor, student_id)
        write_audit(connection, school, actor, Deed.PORTRAIT_MADE, resource=f"student:{student}", at=now)
        name = connection.execute(select(schools.c.name).where(schools.c.id == school)).scalar_one()
        queries = {
            "student": select(students.c.id, *(students.c[each] for each in _STUDENT)).where(
                students.c.school == school, students.c.id == student
            ),
            "cohorts": _cohorts(school, student),
            "marks": _marks(school, student),
            "earlier_marks": _earlier_marks(school, student),
            "earlier_identity": _earlier_identity(school, student),
            "changes": _changes(school, student),
            **certificate_queries(school, student),
            "consents": select(*_of(consents, "given", "on_date", "reference", "recorded_at"))
            .where(consents.c.school == school, consents.c.student == student)
            .order_by(consents.c.id),
            "deeds": select(*_of(audit, "at", "role", "action"))
            .where(audit.c.school == school, audit.c.resource == f"student:{student}")
            .order_by(audit.c.id),
        }
        return Portrait(name, now, {table: _table(connection, query) for table, query in queries.items()})


def _of(table: Any, *names: str) -> list[Column[Any]]:
    return [table.c[name] for name in names]


def _table(connection: Connection, query: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    """Plain values, None where there is none; phases, states and answers in words instead of numbers."""
    found = connection.execute(query)
    words: dict[str, Any] = {"phase": lambda n: PHASES[n].value, "state": lambda n: STATES[n].value, "given": bool}
    names = list(found.keys())
    rows = [tuple(words.get(name, lambda value: value)(v) for name, v in zip(names, row, strict=True)) for row in found]
    table = pd.DataFrame(rows, columns=names, dtype="object")
    if {"table_name", "row_before", "row_after"} <= set(names):
        kinds = table["table_name"].tolist()
        for name in ("row_before", "row_after"):
            table[name] = [_row_told(kind, row) for kind, row in zip(kinds, table[name].tolist(), strict=True)]
    if {"file", "sheet", "cell"} <= set(names):
        places = zip(*(table[name].tolist() for name in ("file", "sheet", "cell")), strict=True)
        table["source"] = [f"{file}!{sheet}!{cell}" if file else cell for file, sheet, cell in places]
        table = table.drop(columns=["file", "sheet", "cell"])
    return table


def _cohorts(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """One row a cohort: cohort, partner, field, starts_on, ends_on, class_name."""
    joined = and_(cohorts.c.school == enrolments.c.school, cohorts.c.id == enrolments.c.cohort)
    return (
        select(
            cohorts.c.name.label("cohort"), *_of(cohorts, "partner", "field", "starts_on", "ends_on"),
            enrolments.c.class_name,
        )
        .join_from(enrolments, cohorts, joined)
        .where(enrolments.c.school == school, enrolments.c.student == student)
        .order_by(cohorts.c.id)
    )  # fmt: skip


def _marks(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """One row a mark: cohort, aspect, criterion, phase, state, score, raw, rater, at, and its place."""
    cohort = and_(cohorts.c.school == scores.c.school, cohorts.c.id == scores.c.cohort)
    query = select(cohorts.c.name.label("cohort"), *_mark(scores)).join_from(scores, cohorts, cohort)
    query = _with_place(query, scores, scores.c.import_id)
    return query.where(scores.c.school == school, scores.c.student == student).order_by(
        scores.c.cohort, scores.c.criterion, scores.c.phase
    )


def _earlier_marks(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """The same of marks that an import wrote over, and when it did: replaced_at."""
    writing = imports.alias("writing")
    by = and_(writing.c.school == marks_before.c.school, writing.c.id == marks_before.c.import_id)
    cohort = and_(cohorts.c.school == writing.c.school, cohorts.c.id == writing.c.cohort)
    query = select(cohorts.c.name.label("cohort"), *_mark(marks_before), writing.c.at.label("replaced_at"))
    query = query.join_from(marks_before, writing, by).join(cohorts, cohort)
    query = _with_place(query, marks_before, marks_before.c.old_import)
    return query.where(marks_before.c.school == school, marks_before.c.student == student).order_by(
        writing.c.id, marks_before.c.criterion, marks_before.c.phase
    )


def _earlier_identity(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """What was known of the student before an import added to it, and when it did: replaced_at."""
    by = and_(imports.c.school == students_before.c.school, imports.c.id == students_before.c.import_id)
    query = select(*_of(students_before, *_STUDENT), imports.c.at.label("replaced_at"))
    query = query.join_from(students_before, imports, by)
    return query.where(students_before.c.school == school, students_before.c.student == student).order_by(imports.c.id)


def _changes(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """One row a row of the student's that an import or an undo changed: at, table_name, row_before, row_after."""
    by = and_(imports.c.school == row_changes.c.school, imports.c.id == row_changes.c.import_id)
    query = select(imports.c.at, *_of(row_changes, "table_name", "row_before", "row_after"))
    query = query.join_from(row_changes, imports, by)
    return query.where(row_changes.c.school == school, row_changes.c.student == student).order_by(
        row_changes.c.import_id, row_changes.c.number
    )


def _row_told(table: str, row: str | None) -> str | None:
    """A row that was written down, its columns named."""
    return row and json.dumps(dict(zip(COLUMNS[table], json.loads(row), strict=True)), ensure_ascii=False)


def _mark(table: Any) -> list[Any]:
    return [
        criteria.c.aspect, criteria.c.name.label("criterion"), *_of(table, "phase", "state", "score", "raw", "rater"),
        imports.c.at.label("at"), import_files.c.name.label("file"), import_sheets.c.name.label("sheet"), table.c.cell,
    ]  # fmt: skip


def _with_place(query: Any, table: Any, brought: Any) -> Any:
    """Joined with the criterion, and with the import, the file and the sheet that the mark came from."""
    named = and_(criteria.c.school == table.c.school, criteria.c.id == table.c.criterion)
    by = and_(imports.c.school == table.c.school, imports.c.id == brought)
    sheet = and_(
        import_sheets.c.school == table.c.school,
        import_sheets.c.import_id == brought,
        import_sheets.c.number == table.c.sheet,
    )
    file = and_(
        import_files.c.school == import_sheets.c.school,
        import_files.c.import_id == import_sheets.c.import_id,
        import_files.c.number == import_sheets.c.file,
    )
    return query.join(criteria, named).outerjoin(imports, by).outerjoin(import_sheets, sheet).outerjoin(
        import_files, file
    )  # fmt: skip
