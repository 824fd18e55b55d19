"""Sums of marks made inside the database: by cohort, by class, by aspect and criterion; no student's row."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
)

from capaian.scores import Aspect
from capaian.store.privacy_tables import COUNTS, SUMS
from capaian.store.ruled import Ways, has_ways
from capaian.store.schema import enrolments, scores
from capaian.store.sum_queries import PASS_MARK, Asked, asked_for

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
    """The sums of the marks chosen as a table, unordered: KEY ("" for null), RULES, counts and sums; no pair: zeros.

    marks, students: conditions on `scores` and on `enrolments`. by_criterion: instead of each aspect as
    a whole, every named criterion of an aspect that has several in its cohort, and of no aspect.
    """
    ways = Ways(school, by_criterion=by_criterion) if has_ways(connection, school) else None
    asked = asked_for(school, marks, students, ways, KEY, by_criterion=by_criterion)
    return typed(pd.DataFrame(_rows(connection, asked, {}), columns=[*KEY, *RULES, *COUNTS, *SUMS]))


def sums_of(connection: Connection, school: int, cohort: int, *, by_criterion: bool) -> list[dict[str, Any]]:
    """The same of one cohort, one row a class more finely, with its class_name."""
    asked = _of_one_cohort(by_criterion=by_criterion, has_ways=has_ways(connection, school))
    return _rows(connection, asked, {"school": school, "cohort": cohort})


@cache
def _of_one_cohort(*, by_criterion: bool, has_ways: bool) -> Asked:
    """Made once: to put the statements together takes longer than a class's sums do in the database."""
    school, cohort = (bindparam(name, type_=Integer) for name in ("school", "cohort"))
    ways = Ways(school, by_criterion=by_criterion) if has_ways else None
    marks, students = scores.c.cohort == cohort, enrolments.c.cohort == cohort
    return asked_for(school, marks, students, ways, CLASS_KEY, by_criterion=by_criterion)


def _rows(connection: Connection, asked: Asked, given: Mapping[str, int]) -> list[dict[str, Any]]:
    """The answers put together. given: what the statements leave open."""
    key = asked.key
    took_part = connection.execute(asked.participation, given).mappings().all()
    if not took_part:
        return []
    rows = [{**dict.fromkeys((*COUNTS, *SUMS), 0), **row} for row in took_part]
    if asked.by_criterion:
        named: dict[tuple[int, str], set[str]] = defaultdict(set)
        for row in rows:
            named[row["cohort"], row["aspect"]].add(row["criterion"])
        several = {group for group, names in named.items() if len(names) > 1 or not group[1]}
        rows = [row for row in rows if row["criterion"] and (row["cohort"], row["aspect"]) in several]
    sums = {tuple(row[: len(key)]): row._mapping for row in connection.execute(asked.sums, given)}
    wanted = {(row.cohort, row.aspect): row.mark for row in connection.execute(asked.pass_marks, given)}
    sizes = {tuple(row)[:-1]: row[-1] for row in connection.execute(asked.sizes, given)}
    for row in rows:
        row |= sums.get(tuple(row[name] for name in key), {})
        row["n_enrolled"] = sizes.get(tuple(row[name] for name in key[:-2]), 0)
        row["pass_mark"], row["lower_is_better"] = wanted.get((row["cohort"], row["aspect"]), PASS_MARK), False
    if asked.ways is not None:
        asked.ways.tell(rows, connection, given)
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
