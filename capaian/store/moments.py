"""Sums of whole cohorts, made inside the database: what a page of many cohorts needs, and no student's row."""

from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Select, and_, case, func, select

from capaian.access import Action, Actor, may, require
from capaian.scores import Aspect
from capaian.store.cohorts import PASS_MARK
from capaian.store.engine import Store
from capaian.store.schema import criteria, enrolments, pass_marks, scores
from capaian.store.scope import entered, seen_marks, seen_students

_MIDDLE: Final = 50
"""Half of the scale: the sums are of marks less this, so that squares lose no digits."""
_NOISE: Final = 5e-10
"""Marks closer than this are equal, as in capaian.improvement.moments."""
_HIGH: Final = 90
"""From here a mark is near the ceiling."""


def load_moments(store: Store, actor: Actor) -> pd.DataFrame:
    """The sums of every aspect of every cohort the actor may see: columns of capaian.improvement.moments.

    One row a (cohort, aspect as a whole), criterion null, in order cohort, kognitif, teknis, karakter,
    no aspect; pass marks are each cohort's own. Of the classes and aspects that the actor sees. Made by
    two GROUP BY, equal to `moments` of the cohorts' gains up to the last digits of the sums. Raises
    Refused, StoreError.
    """
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        marks = seen_marks(connection, school, actor)
        took_part = _table(connection.execute(_participation(school, marks)))
        sums = _table(connection.execute(_sums(school, marks)))
        enrolled = select(enrolments.c.cohort, func.count().label("n")).where(enrolments.c.school == school)
        enrolled = enrolled.where(seen_students(connection, school, actor, enrolments))
        size = {row.cohort: row.n for row in connection.execute(enrolled.group_by(enrolments.c.cohort))}
        named = select(pass_marks).where(pass_marks.c.school == school)
        wanted = {(row.cohort, row.aspect): row.mark for row in connection.execute(named)}
    order = {aspect.value: i for i, aspect in enumerate(Aspect)}
    rows = took_part.merge(sums, how="left", on=["cohort", "aspect"])
    rows = rows[[may(actor, Action.VIEW_COHORT, cohort) for cohort in rows["cohort"].tolist()]]
    rows = rows.assign(order=rows["aspect"].map(order)).sort_values(["cohort", "order"], ignore_index=True)
    rows = rows.drop(columns="order")
    keys = list(zip(rows["cohort"].tolist(), rows["aspect"].tolist(), strict=True))
    counts = [name for name in sums.columns if name not in ("cohort", "aspect") and not name.startswith("sum_")]
    rows = rows.fillna(dict.fromkeys(sums.columns, 0)).astype(dict.fromkeys(counts, "int64"))
    return rows.assign(
        aspect=pd.array([aspect or None for _, aspect in keys], dtype="str"),
        criterion=pd.array([None] * len(rows), dtype="str"),
        scale_max=100.0,
        lower_is_better=False,
        pass_mark=np.asarray([wanted.get(key, PASS_MARK) for key in keys], dtype="float64"),
        n_enrolled=np.asarray([size.get(cohort, 0) for cohort, _ in keys], dtype="int64"),
    )


def _table(result: Any) -> pd.DataFrame:
    return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))


def _in_aspect(table: Any) -> ColumnElement[bool]:
    """The criterion of a mark, where it counts for its aspect: a named criterion of no aspect does not."""
    return and_(
        criteria.c.school == table.c.school,
        criteria.c.id == table.c.criterion,
        (criteria.c.aspect != "") | (criteria.c.name == ""),
    )


def _participation(school: int, seen: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """cohort, aspect, n_before, n_after: students with a mark in any criterion of the aspect."""

    def students(phase: int) -> ColumnElement[int]:
        given = (scores.c.phase == phase) & (scores.c.state == 0)
        return func.count(case((given, scores.c.student)).distinct())

    return (
        select(scores.c.cohort, criteria.c.aspect, students(0).label("n_before"), students(1).label("n_after"))
        .join_from(scores, criteria, _in_aspect(scores))
        .where(scores.c.school == school, scores.c.phase.in_([0, 1]), seen)
        .group_by(scores.c.cohort, criteria.c.aspect)
    )


def _pairs(school: int, seen: ColumnElement[bool]) -> Any:
    """One row a student in an aspect: x, y, the marks of the whole aspect, else the means over the same criteria."""
    after = scores.alias("after")
    same = [after.c[name] == scores.c[name] for name in ("school", "cohort", "student", "criterion")]
    whole = criteria.c.name == ""

    def mark(score: ColumnElement[float]) -> ColumnElement[float]:
        return func.coalesce(func.max(case((whole, score))), func.avg(case((~whole, score))))

    return (
        select(
            scores.c.cohort,
            criteria.c.aspect,
            mark(scores.c.score).label("x"),
            mark(after.c.score).label("y"),
        )
        .join_from(scores, after, and_(*same))
        .join(criteria, _in_aspect(scores))
        .where(scores.c.school == school, scores.c.phase == 0, after.c.phase == 1)
        .where(scores.c.state == 0, after.c.state == 0, seen)
        .group_by(scores.c.cohort, scores.c.student, criteria.c.aspect)
        .subquery()
    )


def _sums(school: int, seen: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """cohort, aspect, and the counts and sums over students with both marks."""
    pair = _pairs(school, seen)
    x, y = pair.c.x, pair.c.y
    wanted = func.coalesce(pass_marks.c.mark, PASS_MARK) - _NOISE
    gained = y - x

    def n(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    told = {
        "n_matched": func.count(),
        "improved": n(gained >= _NOISE),
        "same": n((gained < _NOISE) & (gained > -_NOISE)),
        "declined": n(gained <= -_NOISE),
        "pass_both": n((x >= wanted) & (y >= wanted)),
        "became_pass": n((x < wanted) & (y >= wanted)),
        "lost_pass": n((x >= wanted) & (y < wanted)),
        "pass_neither": n((x < wanted) & (y < wanted)),
    }
    for phase, mark in (("before", x), ("after", y)):
        told |= {
            f"high_{phase}": n(mark >= _HIGH - _NOISE),
            f"top_{phase}": n(mark >= 100 - _NOISE),
            f"zero_{phase}": n(mark < _NOISE),
        }
    u, v = x - _MIDDLE, y - _MIDDLE
    products = {"sum_before": u, "sum_after": v, "sum_before_2": u * u, "sum_after_2": v * v, "sum_product": u * v}
    told |= {name: func.sum(term) for name, term in products.items()}
    own = and_(
        pass_marks.c.school == school, pass_marks.c.cohort == pair.c.cohort, pass_marks.c.aspect == pair.c.aspect
    )
    return (
        select(pair.c.cohort, pair.c.aspect, *(term.label(name) for name, term in told.items()))
        .outerjoin_from(pair, pass_marks, own)
        .group_by(pair.c.cohort, pair.c.aspect)
    )
