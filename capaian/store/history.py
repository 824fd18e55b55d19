"""What was imported before."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, or_, select, true

from capaian.access import Action, Actor, may, may_somewhere, require, rows_seen
from capaian.store.chains import chains_of
from capaian.store.engine import Store
from capaian.store.import_tables import import_undos
from capaian.store.known import cohort_of
from capaian.store.originals import kept_of
from capaian.store.origins import origins_of
from capaian.store.schema import cohorts, imports, scores
from capaian.store.scope import entered, seen_marks

_COUNTS: Final = ("created", "enrolled", "new", "changed", "same", "skipped")


def load_imports(store: Store, actor: Actor, cohort_id: int | None = None) -> pd.DataFrame:
    """The imports, of one cohort or of all the actor may see, the latest first.

    Columns: import_id, cohort, cohort_name, at (UTC), account_id (null where nobody had signed in),
    display_name ("" there), files (names as one text), sha256 (of each, likewise), file_names (a tuple),
    students created and enrolled, marks new, changed, same, skipped, mapping (JSON, see
    readings.mapping); undo_of: the import that this one undid, null for an import of
    files; undone_by: the one that undid this one; in_effect: whether what it did stands; removed, kept:
    marks that an undo took away, and could not touch; originals: how many of its files are kept. Whose
    classes or aspects are limited gets the imports of own making and those that a mark to be seen stands
    by. Raises Refused, StoreError.
    """
    if cohort_id is not None or not may_somewhere(actor, Action.VIEW_IMPORTS):
        require(actor, Action.VIEW_IMPORTS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        query = _imports(school).where(_seen(connection, school, actor))
        if cohort_id is not None:
            query = query.where(imports.c.cohort == cohort_of(connection, school, cohort_id))
        rows = [row for row in connection.execute(query) if may(actor, Action.VIEW_IMPORTS, row.cohort)]
        ids = [row.import_id for row in rows]
        origins = origins_of(connection, school, ids)
        undone = _undone(connection, school, ids)
    table = pd.DataFrame(
        {
            "import_id": pd.array(ids, dtype="int64"),
            "cohort": pd.array([row.cohort for row in rows], dtype="int64"),
            "cohort_name": pd.array([row.cohort_name for row in rows], dtype="str"),
            "at": pd.to_datetime([row.at for row in rows], utc=True),
            "account_id": pd.array([row.account_id for row in rows], dtype="Int64"),
            "display_name": pd.array([origins[each].by for each in ids], dtype="str"),
            "files": pd.array([", ".join(name for name, _ in origins[each].files) for each in ids], dtype="str"),
            "sha256": pd.array([" ".join(sha for _, sha in origins[each].files) for each in ids], dtype="str"),
            "file_names": pd.Series([tuple(name for name, _ in origins[each].files) for each in ids], dtype="object"),
        }
    )
    for name in _COUNTS:
        table[name] = pd.array([getattr(row, name) for row in rows], dtype="int64")
    return table.assign(mapping=pd.array([row.mapping for row in rows], dtype="str"), **undone)


def _imports(school: int) -> Select[Any]:
    named = (cohorts.c.school == imports.c.school) & (cohorts.c.id == imports.c.cohort)
    return (
        select(
            imports.c.id.label("import_id"), imports.c.cohort, cohorts.c.name.label("cohort_name"), imports.c.at,
            imports.c.account_id, *(imports.c[name] for name in _COUNTS), imports.c.mapping,
        )
        .join_from(imports, cohorts, named)
        .where(imports.c.school == school)
        .order_by(imports.c.at.desc(), imports.c.id.desc())
    )  # fmt: skip


def _undone(connection: Connection, school: int, ids: Sequence[int]) -> dict[str, Any]:
    """The columns that tell what undid what, and of which imports the files are kept."""
    chains, originals = chains_of(connection, school), kept_of(connection, school, ids)
    query = select(import_undos).where(import_undos.c.school == school)
    marks = {row.import_id: (row.removed, row.kept) for row in connection.execute(query)}
    return {
        "undo_of": pd.array([chains.undo_of.get(each) for each in ids], dtype="Int64"),
        "undone_by": pd.array([chains.undone_by.get(each) for each in ids], dtype="Int64"),
        "in_effect": pd.array([chains.in_effect(each) for each in ids], dtype="bool"),
        "removed": pd.array([marks.get(each, (0, 0))[0] for each in ids], dtype="int64"),
        "kept": pd.array([marks.get(each, (0, 0))[1] for each in ids], dtype="int64"),
        "originals": pd.array([originals[each] for each in ids], dtype="int64"),
    }


def _seen(connection: Connection, school: int, actor: Actor) -> ColumnElement[bool]:
    if rows_seen(actor) == (None, None):
        return true()
    by_marks = select(scores.c.import_id).where(
        scores.c.school == school, scores.c.import_id.is_not(None), seen_marks(connection, school, actor)
    )
    return or_(imports.c.id.in_(by_marks), imports.c.account_id == actor.account_id)
