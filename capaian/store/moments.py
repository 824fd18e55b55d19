"""Sums of whole cohorts, made inside the database: what a page of many cohorts needs, and no student's row."""

from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Text, and_, case, false, func, literal, select, true

from capaian.access import Action, Actor, aspects_seen, may, require
from capaian.scores import Aspect
from capaian.store.cohorts import PASS_MARK
from capaian.store.engine import Store
from capaian.store.known import cohort_of
from capaian.store.privacy_tables import COUNTS, SUMS, kept_moments
from capaian.store.ruled import Ways, turned
from capaian.store.schema import criteria, enrolments, pass_marks, scores
from capaian.store.scope import entered, seen_marks, seen_students

_MIDDLE: Final = 50
"""Half of the scale: the sums are of marks less this, so that squares lose no digits."""
_NOISE: Final = 5e-10
"""Marks closer than this are equal, as in capaian.improvement.moments."""
_HIGH: Final = 90
"""From here a mark is near the ceiling."""


_KEY: Final = ("cohort", "aspect", "criterion")
_RULES: Final = ("pass_mark", "lower_is_better")
MOMENT_COLUMNS: Final = (*_KEY, "scale_max", "lower_is_better", "pass_mark", *COUNTS, *SUMS)
"""Columns of capaian.improvement.moments; one row a group."""


def load_moments(store: Store, actor: Actor) -> pd.DataFrame:
    """The sums of every aspect of every cohort the actor may see: columns of capaian.improvement.moments.

    One row a (cohort, aspect as a whole), criterion null, in order cohort, kognitif, teknis, karakter,
    no aspect; pass marks, weights and directions are each cohort's own. Of the classes and aspects that
    the actor sees. Made by two GROUP BY, equal to `moments` of the cohorts' gains up to the last digits of
    the sums; of a cohort whose identities were removed, the sums that were kept. Raises Refused, StoreError.
    """
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        marks = seen_marks(connection, school, actor)
        students = seen_students(connection, school, actor, enrolments)
        made = moments_of(connection, school, marks=marks, students=students)
        kept = kept_of(connection, school, actor)
    rows = pd.concat([made, kept[kept["criterion"] == ""]], ignore_index=True)
    seen = [may(actor, Action.VIEW_COHORT, cohort) for cohort in rows["cohort"].tolist()]
    return told_moments(rows[np.asarray(seen, dtype="bool")])


def load_kept_moments(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """What was kept of one cohort whose identities were removed: MOMENT_COLUMNS, aspects before their criteria.

    Groups too small to stay unknown were not kept. No row where nothing was removed, and none for whom
    only some classes were assigned. Raises Refused, and StoreError where there is no such cohort.
    """
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        kept = kept_of(connection, school, actor)
    return told_moments(kept[kept["cohort"] == known])


def kept_of(connection: Connection, school: int, actor: Actor) -> pd.DataFrame:
    """The rows of kept_moments that the actor sees, unordered: _KEY ("" for null), _RULES, counts, sums."""
    query = select(*(kept_moments.c[name] for name in (*_KEY, *_RULES, *COUNTS, *SUMS)))
    query = query.where(kept_moments.c.school == school)
    aspects = aspects_seen(actor)
    if aspects is not None:
        query = query.where(kept_moments.c.aspect.in_(sorted(aspects)))
    if actor.classes is not None:
        query = query.where(false())
    return _typed(_table(connection.execute(query)))


def moments_of(
    connection: Connection,
    school: int,
    *,
    marks: ColumnElement[bool],
    students: ColumnElement[bool],
    by_criterion: bool = False,
) -> pd.DataFrame:
    """The sums of the marks chosen, unordered: _KEY ("" for null), _RULES, counts and sums.

    marks, students: conditions on `scores` and on `enrolments`. by_criterion: instead of each aspect as
    a whole, every named criterion of an aspect that has several in its cohort, and of no aspect.
    """
    took_part = _table(connection.execute(_participation(school, marks, by_criterion=by_criterion)))
    if by_criterion:
        several = took_part.groupby(["cohort", "aspect"])["criterion"].transform("size") >= 2
        took_part = took_part[(several | (took_part["aspect"] == "")) & (took_part["criterion"] != "")]
    ways = Ways.of(connection, school, by_criterion=by_criterion)
    sums = _table(connection.execute(_sums(school, _pairs(school, marks, ways, by_criterion=by_criterion), ways)))
    enrolled = select(enrolments.c.cohort, func.count().label("n")).where(enrolments.c.school == school, students)
    size = {row.cohort: row.n for row in connection.execute(enrolled.group_by(enrolments.c.cohort))}
    named = connection.execute(select(pass_marks).where(pass_marks.c.school == school))
    wanted = {(row.cohort, row.aspect): row.mark for row in named}
    rows = took_part.merge(sums, how="left", on=list(_KEY))
    keys = zip(rows["cohort"].tolist(), rows["aspect"].tolist(), strict=True)
    rows["pass_mark"] = [wanted.get(key, PASS_MARK) for key in keys]
    rows["lower_is_better"] = False
    if ways is not None:
        ways.tell(rows, connection)
    rows["n_enrolled"] = [size.get(cohort, 0) for cohort in rows["cohort"].tolist()]
    return _typed(rows)


def told_moments(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as MOMENT_COLUMNS, in order: cohort, aspect, the aspect as a whole before its criteria."""
    order = {aspect.value: i for i, aspect in enumerate(Aspect)}
    rows = rows.assign(order=rows["aspect"].map(order).fillna(len(order)))
    rows = rows.sort_values(["cohort", "order", "criterion"], ignore_index=True)
    texts = {name: [text or None for text in rows[name].tolist()] for name in ("aspect", "criterion")}
    nulled = {name: pd.array(column, dtype="str") for name, column in texts.items()}
    return rows.assign(**nulled, scale_max=100.0)[list(MOMENT_COLUMNS)]


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Every group whole: a group without a pair has zeros."""
    rows = rows.reindex(columns=[*_KEY, *_RULES, *COUNTS, *SUMS])
    kinds = {
        "cohort": "int64",
        "lower_is_better": "bool",
        **dict.fromkeys(COUNTS, "int64"),
        **dict.fromkeys((*SUMS, "pass_mark"), "float64"),
    }
    return rows.fillna(dict.fromkeys((*COUNTS, *SUMS), 0)).astype(kinds)


def _table(result: Any) -> pd.DataFrame:
    return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))


def _in_group(table: Any, *, by_criterion: bool) -> ColumnElement[bool]:
    """The criterion of a mark, where it counts for its group: one of no aspect counts for itself alone."""
    counts = true() if by_criterion else (criteria.c.aspect != "") | (criteria.c.name == "")
    return and_(criteria.c.school == table.c.school, criteria.c.id == table.c.criterion, counts)


def _named(by_criterion: bool) -> ColumnElement[str]:
    """The criterion of a group: "" for the aspect as a whole."""
    return (criteria.c.name if by_criterion else literal("", Text)).label("criterion")


def _participation(school: int, seen: ColumnElement[bool], *, by_criterion: bool) -> Select[*tuple[Any, ...]]:
    """_KEY, n_before, n_after: students with a mark in any criterion of the aspect, or in this criterion."""

    def students(phase: int) -> ColumnElement[int]:
        given = (scores.c.phase == phase) & (scores.c.state == 0)
        return func.count(case((given, scores.c.student)).distinct())

    return (
        select(
            scores.c.cohort,
            criteria.c.aspect,
            _named(by_criterion),
            students(0).label("n_before"),
            students(1).label("n_after"),
        )
        .join_from(scores, criteria, _in_group(scores, by_criterion=by_criterion))
        .where(scores.c.school == school, scores.c.phase.in_([0, 1]), seen)
        .group_by(scores.c.cohort, criteria.c.aspect, *([criteria.c.name] if by_criterion else []))
    )


def _pairs(school: int, seen: ColumnElement[bool], ways: Ways | None, *, by_criterion: bool) -> Any:
    """One row a student in a group: x, y, the marks of the whole aspect, else the means over the same criteria.

    ways: by which these means are weighed, and criteria that go the other way turned round; not of one criterion.
    """
    ruled = None if by_criterion else ways
    after = scores.alias("after")
    same = [after.c[name] == scores.c[name] for name in ("school", "cohort", "student", "criterion")]
    whole = criteria.c.name == ""

    def mark(score: ColumnElement[float]) -> ColumnElement[float]:
        mean = func.avg(case((~whole, score))) if ruled is None else ruled.mean(score, ~whole)
        return func.coalesce(func.max(case((whole, score))), mean)

    query = (
        select(
            scores.c.cohort,
            criteria.c.aspect,
            _named(by_criterion),
            mark(scores.c.score).label("x"),
            mark(after.c.score).label("y"),
        )
        .join_from(scores, after, and_(*same))
        .join(criteria, _in_group(scores, by_criterion=by_criterion))
        .where(scores.c.school == school, scores.c.phase == 0, after.c.phase == 1)
        .where(scores.c.state == 0, after.c.state == 0, seen)
        .group_by(scores.c.cohort, scores.c.student, criteria.c.aspect, *([criteria.c.name] if by_criterion else []))
    )
    return (query if ruled is None else ruled.joined(query, scores.c.cohort, criteria)).subquery()


def _sums(school: int, pair: Any, ways: Ways | None) -> Select[*tuple[Any, ...]]:
    """_KEY, and the counts and sums over students with both marks; good_*: as far from the worst mark as they are."""
    x, y, wanted = pair.c.x, pair.c.y, func.coalesce(pass_marks.c.mark, PASS_MARK)
    good_x, good_y = x, y
    if ways is not None:
        good_x, good_y = turned(x, ways.lower), turned(y, ways.lower)
        wanted = turned(turned(wanted, ways.against), ways.lower)
    gained, wanted = good_y - good_x, wanted - _NOISE

    def n(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    told = {
        "n_matched": func.count(),
        "improved": n(gained >= _NOISE),
        "same": n((gained < _NOISE) & (gained > -_NOISE)),
        "declined": n(gained <= -_NOISE),
        "pass_both": n((good_x >= wanted) & (good_y >= wanted)),
        "became_pass": n((good_x < wanted) & (good_y >= wanted)),
        "lost_pass": n((good_x >= wanted) & (good_y < wanted)),
        "pass_neither": n((good_x < wanted) & (good_y < wanted)),
    }
    for phase, mark, good in (("before", x, good_x), ("after", y, good_y)):
        told |= {
            f"high_{phase}": n(good >= _HIGH - _NOISE),
            f"top_{phase}": n(good >= 100 - _NOISE),
            f"zero_{phase}": n(mark < _NOISE),
        }
    u, v = x - _MIDDLE, y - _MIDDLE
    products = {"sum_before": u, "sum_after": v, "sum_before_2": u * u, "sum_after_2": v * v, "sum_product": u * v}
    told |= {name: func.sum(term) for name, term in products.items()}
    own = and_(
        pass_marks.c.school == school, pass_marks.c.cohort == pair.c.cohort, pass_marks.c.aspect == pair.c.aspect
    )
    query = select(*(pair.c[name] for name in _KEY), *(term.label(name) for name, term in told.items()))
    query = query.outerjoin_from(pair, pass_marks, own).group_by(*(pair.c[name] for name in _KEY))
    return query if ways is None else ways.joined_groups(query, pair)
