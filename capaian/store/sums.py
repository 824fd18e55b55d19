"""Sums of marks made inside the database: by cohort, by class, by aspect and criterion; no student's row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import BindParameter, ColumnElement, Connection, Select, Text, and_, case, func, literal, select, true

from capaian.scores import Aspect
from capaian.store.class_names import class_at_the_time
from capaian.store.privacy_tables import COUNTS, SUMS
from capaian.store.ruled import Ways, turned
from capaian.store.schema import criteria, enrolments, pass_marks, scores
from capaian.store.schema import students as people

PASS_MARK: Final = 75.0
"""The pass mark of an aspect where the school has set none."""
_MIDDLE: Final = 50
"""Half of the scale: the sums are of marks less this, so that squares lose no digits."""
_NOISE: Final = 5e-10
"""Marks closer than this are equal, as in capaian.improvement.moments."""
_HIGH: Final = 90
"""From here a mark is near the ceiling."""

KEY: Final = ("cohort", "aspect", "criterion")
CLASS_KEY: Final = ("cohort", "class_name", "aspect", "criterion")
RULES: Final = ("pass_mark", "lower_is_better")
MOMENT_COLUMNS: Final = (*KEY, "scale_max", "lower_is_better", "pass_mark", *COUNTS, *SUMS)
"""Columns of capaian.improvement.moments; one row a group."""


def moments_of(
    connection: Connection,
    school: int,
    *,
    marks: ColumnElement[bool],
    students: ColumnElement[bool],
    by_criterion: bool = False,
) -> pd.DataFrame:
    """The rows of sums_of by cohort as a table: KEY, RULES, counts and sums."""
    rows = sums_of(connection, school, marks=marks, students=students, by_criterion=by_criterion)
    return typed(pd.DataFrame(rows, columns=[*KEY, *RULES, *COUNTS, *SUMS]))


def sums_of(
    connection: Connection,
    school: int,
    *,
    marks: ColumnElement[bool],
    students: ColumnElement[bool],
    by_criterion: bool = False,
    by_class: bool = False,
) -> list[dict[str, Any]]:
    """The sums of the marks chosen, unordered: KEY ("" for null), RULES, counts and sums; no pair: zeros.

    marks, students: conditions on `scores` and on `enrolments`. by_criterion: instead of each aspect as
    a whole, every named criterion of an aspect that has several in its cohort, and of no aspect.
    by_class: one row a class more finely, with its class_name.
    """
    key = CLASS_KEY if by_class else KEY
    took_part = connection.execute(_participation(school, marks, key, by_criterion=by_criterion)).mappings().all()
    rows = [{**dict.fromkeys((*COUNTS, *SUMS), 0), **row} for row in took_part]
    if by_criterion:
        named: dict[tuple[int, str], set[str]] = defaultdict(set)
        for row in rows:
            named[row["cohort"], row["aspect"]].add(row["criterion"])
        several = {group for group, names in named.items() if len(names) > 1 or not group[1]}
        rows = [row for row in rows if row["criterion"] and (row["cohort"], row["aspect"]) in several]
    ways = Ways.of(connection, school, by_criterion=by_criterion)
    pairs = _pairs(school, marks, ways, key, by_criterion=by_criterion)
    sums = {tuple(row[: len(key)]): row._mapping for row in connection.execute(_sums(school, pairs, ways, key))}
    own = connection.execute(select(pass_marks).where(pass_marks.c.school == school))
    wanted = {(row.cohort, row.aspect): row.mark for row in own}
    sizes = _enrolled(connection, school, students, key[:-2])
    for row in rows:
        row |= sums.get(tuple(row[name] for name in key), {})
        row["n_enrolled"] = sizes.get(tuple(row[name] for name in key[:-2]), 0)
        row["pass_mark"], row["lower_is_better"] = wanted.get((row["cohort"], row["aspect"]), PASS_MARK), False
    if ways is not None:
        ways.tell(rows, connection)
    return rows


def told_moments(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as MOMENT_COLUMNS, in order: cohort, aspect, the aspect as a whole before its criteria."""
    order = {aspect.value: i for i, aspect in enumerate(Aspect)}
    rows = rows.assign(order=rows["aspect"].map(order).fillna(len(order)))
    rows = rows.sort_values(["cohort", "order", "criterion"], ignore_index=True)
    texts = {name: [text or None for text in rows[name].tolist()] for name in ("aspect", "criterion")}
    nulled = {name: pd.array(column, dtype="str") for name, column in texts.items()}
    return rows.assign(**nulled, scale_max=100.0)[list(MOMENT_COLUMNS)]


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The kinds of the columns of moments_of."""
    kinds = {
        "cohort": "int64",
        "lower_is_better": "bool",
        **dict.fromkeys(COUNTS, "int64"),
        **dict.fromkeys((*SUMS, "pass_mark"), "float64"),
    }
    return rows.astype(kinds)


def table_of(result: Any) -> pd.DataFrame:
    """The rows of a result under the names of its columns."""
    return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))


def _in_group(table: Any, *, by_criterion: bool) -> ColumnElement[bool]:
    """The criterion of a mark, where it counts for its group: one of no aspect counts for itself alone."""
    counts = true() if by_criterion else (criteria.c.aspect != "") | (criteria.c.name == "")
    return and_(criteria.c.school == table.c.school, criteria.c.id == table.c.criterion, counts)


def _named(by_criterion: bool) -> ColumnElement[str]:
    """The criterion of a group: "" for the aspect as a whole."""
    return (criteria.c.name if by_criterion else literal("", Text)).label("criterion")


def _participation(
    school: int, seen: ColumnElement[bool], key: Sequence[str], *, by_criterion: bool
) -> Select[*tuple[Any, ...]]:
    """The key, n_before, n_after: students with a mark in any criterion of the aspect, or in this criterion."""

    def students(phase: int) -> ColumnElement[int]:
        given = (scores.c.phase == phase) & (scores.c.state == 0)
        return func.count(case((given, scores.c.student)).distinct())

    told = _key_columns(key, by_criterion=by_criterion)
    query = select(*told.values(), students(0).label("n_before"), students(1).label("n_after"))
    query = query.join_from(scores, criteria, _in_group(scores, by_criterion=by_criterion))
    query = query.where(scores.c.school == school, scores.c.phase.in_([0, 1]), seen)
    return _with_classes(query, key).group_by(*_groups(told))


def _key_columns(key: Sequence[str], *, by_criterion: bool) -> dict[str, ColumnElement[Any]]:
    told: dict[str, ColumnElement[Any]] = {
        "cohort": scores.c.cohort,
        "class_name": class_at_the_time().label("class_name"),
        "aspect": criteria.c.aspect,
        "criterion": _named(by_criterion),
    }
    return {name: told[name] for name in key}


def _groups(told: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """What to group by: a criterion that is "" everywhere is none of it."""
    return [column for column in told.values() if not isinstance(getattr(column, "element", None), BindParameter)]


def _with_classes(query: Select[*tuple[Any, ...]], key: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """The query of marks with the student of each one, where the key names a class."""
    if "class_name" not in key:
        return query
    here = [enrolments.c[name] == scores.c[name] for name in ("school", "cohort", "student")]
    query = query.join(enrolments, and_(*here))
    return query.join(people, and_(people.c.school == scores.c.school, people.c.id == scores.c.student))


def _enrolled(
    connection: Connection, school: int, there: ColumnElement[bool], group: Sequence[str]
) -> dict[tuple[Any, ...], int]:
    """How many are in each cohort, or in each class of one."""
    told = {"cohort": enrolments.c.cohort, "class_name": class_at_the_time()}
    columns = [told[name] for name in group]
    query = select(*columns, func.count()).where(enrolments.c.school == school, there).group_by(*columns)
    if "class_name" in group:
        person = and_(people.c.school == enrolments.c.school, people.c.id == enrolments.c.student)
        query = query.join_from(enrolments, people, person)
    return {tuple(row)[:-1]: row[-1] for row in connection.execute(query)}


def _pairs(school: int, seen: ColumnElement[bool], ways: Ways | None, key: Sequence[str], *, by_criterion: bool) -> Any:
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

    told = _key_columns(key, by_criterion=by_criterion)
    query = (
        select(*told.values(), mark(scores.c.score).label("x"), mark(after.c.score).label("y"))
        .join_from(scores, after, and_(*same))
        .join(criteria, _in_group(scores, by_criterion=by_criterion))
        .where(scores.c.school == school, scores.c.phase == 0, after.c.phase == 1)
        .where(scores.c.state == 0, after.c.state == 0, seen)
    )
    query = _with_classes(query, key).group_by(*_groups(told), scores.c.student)
    return (query if ruled is None else ruled.joined(query, scores.c.cohort, criteria)).subquery()


def _sums(school: int, pair: Any, ways: Ways | None, key: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """The key, and counts and sums over students with both marks; good_*: as far from the worst mark as they are."""
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
    query = select(*(pair.c[name] for name in key), *(term.label(name) for name, term in told.items()))
    query = query.outerjoin_from(pair, pass_marks, own).group_by(*(pair.c[name] for name in key))
    return query if ways is None else ways.joined_groups(query, pair)
