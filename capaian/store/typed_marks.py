"""Marks that a person typed in place of what stands in the file."""

from typing import Final

import pandas as pd
from sqlalchemy import select

from capaian.access import Action, Actor, require
from capaian.store.engine import Store
from capaian.store.import_tables import corrected_cells
from capaian.store.known import cohort_of
from capaian.store.schema import PHASES, criteria, scores
from capaian.store.scope import entered, seen_marks

TYPED_COLUMNS: Final = ("student", "aspect", "criterion", "phase", "raw", "typed", "import_id")
"""Columns of the marks typed by hand of a cohort; one row a mark that stands.

raw: what stands in the file. typed: what a person wrote instead. aspect: null where none was named.
"""


def load_typed_marks(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """The typed ones among the marks that the actor sees: TYPED_COLUMNS. Raises Refused, StoreError."""
    require(actor, Action.VIEW_STUDENTS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        place = (
            (corrected_cells.c.school == scores.c.school)
            & (corrected_cells.c.import_id == scores.c.import_id)
            & (corrected_cells.c.number == scores.c.sheet)
            & (corrected_cells.c.cell == scores.c.cell)
        )
        judged = (criteria.c.school == scores.c.school) & (criteria.c.id == scores.c.criterion)
        query = (
            select(
                scores.c.student, criteria.c.aspect, criteria.c.name, scores.c.phase, scores.c.raw,
                corrected_cells.c.typed, scores.c.import_id,
            )
            .join_from(scores, corrected_cells, place)
            .join(criteria, judged)
            .where(scores.c.school == school, scores.c.cohort == known, seen_marks(connection, school, actor))
            .order_by(scores.c.student, scores.c.criterion, scores.c.phase)
        )  # fmt: skip
        rows = [tuple(row) for row in connection.execute(query)]
    told = [(s, aspect or None, name, PHASES[phase].value, *rest) for s, aspect, name, phase, *rest in rows]
    table = pd.DataFrame(told, columns=list(TYPED_COLUMNS))
    kinds = {name: "int64" if name in ("student", "import_id") else "str" for name in TYPED_COLUMNS}
    return table.astype(kinds)
