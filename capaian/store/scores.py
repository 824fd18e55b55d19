"""The marks of a cohort and of a student."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from sqlalchemy import Connection, Select, select

from capaian.access import Action, Actor, require
from capaian.scores import SCORE_COLUMNS
from capaian.store.bulk import KEYS, chunks
from capaian.store.engine import Store
from capaian.store.known import cohort_of
from capaian.store.schema import PHASES, STATES, cohorts, criteria, import_files, import_sheets, scores
from capaian.store.scope import entered, seen_marks
from capaian.store.students import require_students, student_of


def load_scores(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """The marks of a cohort, 0-100: SCORE_COLUMNS in the order of student, criterion, phase.

    aspect, criterion, phase, state, rater are categorical (aspect null where none was named). A mark
    that is missing has no row, and none is given of a class or an aspect that the actor does not see.
    Raises Refused, and StoreError where there is no such cohort.
    """
    require(actor, Action.VIEW_STUDENTS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        return _load(connection, school, _marks(connection, school, actor).where(scores.c.cohort == known))


def load_student_scores(store: Store, actor: Actor, student_id: int) -> pd.DataFrame:
    """The marks of a student in every cohort the actor may see: the columns of load_scores and `cohort_name`.

    Raises Refused, and StoreError where there is no such student.
    """
    require_students(actor)
    with store.reading() as connection:
        school = entered(connection, actor)
        known, among = student_of(connection, school, actor, student_id)
        query = _marks(connection, school, actor).where(scores.c.cohort.in_(among), scores.c.student == known)
        table = _load(connection, school, query)
        names = select(cohorts.c.id, cohorts.c.name).where(cohorts.c.school == school, cohorts.c.id.in_(among))
        by_id = {row.id: row.name for row in connection.execute(names)}
    return table.assign(cohort_name=table["cohort"].map(by_id).astype("str"))


def _marks(connection: Connection, school: int, actor: Actor) -> Select[*tuple[Any, ...]]:
    """The marks that the actor sees."""
    key = [scores.c[name] for name in ("cohort", "student", "criterion", "phase")]
    told = [scores.c[name] for name in ("score", "raw", "state", "rater", "import_id", "sheet", "cell")]
    seen = seen_marks(connection, school, actor)
    return select(*key, *told).where(scores.c.school == school, seen).order_by(*key)


def _load(connection: Connection, school: int, query: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    rows = connection.execute(query).all()
    columns = list(zip(*rows, strict=True)) if rows else [()] * 11
    cohort, student, criterion, phase, score, raw, state, rater, import_id, sheet, cell = columns
    named = select(criteria.c.id, criteria.c.aspect, criteria.c.name).where(criteria.c.school == school)
    by_id = {row.id: (row.aspect or None, row.name) for row in connection.execute(named)}
    ids, which = np.unique(np.asarray(criterion, dtype="int64"), return_inverse=True)
    places = _places(connection, school, set(import_id) - {None})
    table = {
        "cohort": np.asarray(cohort, dtype="int64"),
        "student": np.asarray(student, dtype="int64"),
        "aspect": _categories([by_id[i][0] for i in ids.tolist()], which),
        "criterion": _categories([by_id[i][1] for i in ids.tolist()], which),
        "phase": _coded(phase, [each.value for each in PHASES]),
        "score": np.asarray(score, dtype="float64"),
        "raw": pd.array(raw, dtype="str"),
        "state": _coded(state, [each.value for each in STATES]),
        "rater": pd.Categorical(rater),
        "source": pd.array(
            [places.get((i, s), "") + c for i, s, c in zip(import_id, sheet, cell, strict=True)], dtype="str"
        ),
        "import_id": pd.array(import_id, dtype="Int64"),
    }
    return pd.DataFrame(table, columns=list(SCORE_COLUMNS), copy=False)


def _categories(names: list[str | None], which: np.ndarray) -> ExtensionArray:
    """One of the names for each row; `which` says which."""
    known = list(dict.fromkeys(name for name in names if name is not None))
    codes = np.asarray([-1 if name is None else known.index(name) for name in names], dtype="int64")
    return _coded(codes[which], known)


def _coded(codes: Any, known: list[str]) -> ExtensionArray:
    return pd.Categorical.from_codes(np.asarray(codes, dtype="int64"), dtype=pd.CategoricalDtype(known))


def _places(connection: Connection, school: int, import_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """`file!sheet!` of every sheet of the imports."""
    found: dict[tuple[int, int], str] = {}
    for some in chunks(sorted(import_ids), KEYS):
        query = select(
            import_sheets.c.import_id, import_sheets.c.number, import_files.c.name.label("file"), import_sheets.c.name
        ).join_from(
            import_sheets,
            import_files,
            (import_files.c.school == import_sheets.c.school)
            & (import_files.c.import_id == import_sheets.c.import_id)
            & (import_files.c.number == import_sheets.c.file),
        )
        query = query.where(import_sheets.c.school == school, import_sheets.c.import_id.in_(some))
        for row in connection.execute(query):
            found[row.import_id, row.number] = f"{row.file}!{row.name}!"
    return found
