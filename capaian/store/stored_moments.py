"""Sums kept beside the marks: made anew for a cohort by whatever changes it, in the same transaction."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, case, delete, exists, func, select

from capaian.store.bulk import insert_rows
from capaian.store.class_names import class_at_the_time
from capaian.store.moment_tables import CLASS_COUNTS, class_counts, class_moments
from capaian.store.privacy_tables import COUNTS, SUMS
from capaian.store.schema import cohorts, enrolments, schools, scores, students
from capaian.store.sums import CLASS_KEY, KEY, RULES, sums_of

Row: TypeAlias = tuple[Any, ...]
MOMENT_ROW: Final = ("school", "whole", *CLASS_KEY, *RULES, *COUNTS, *SUMS)
COUNT_ROW: Final = ("school", "whole", "cohort", "class_name", *CLASS_COUNTS)
_CLASS: Final = COUNT_ROW.index("class_name")
"""Its place in both."""


def refresh_moments(connection: Connection, school: int, cohort: int) -> None:
    """Make a cohort's rows of class_counts and class_moments anew from its marks; nothing else is touched."""
    for table in (class_counts, class_moments):
        for whole in (0, 1):  # told one by one: the key begins with it
            here = (table.c.school == school, table.c.whole == whole, table.c.cohort == cohort)
            connection.execute(delete(table).where(*here))
    _insert(connection, school, cohort)


def fill_moments(connection: Connection) -> None:
    """Make the rows of every cohort that has none: what a migration brings, and a restored backup."""
    for school in connection.execute(select(schools.c.id).order_by(schools.c.id)).scalars().all():
        there = exists().where(
            class_counts.c.school == cohorts.c.school, class_counts.c.whole == 1, class_counts.c.cohort == cohorts.c.id
        )
        lacking = select(cohorts.c.id).where(cohorts.c.school == school, ~there).order_by(cohorts.c.id)
        for cohort in connection.execute(lacking).scalars().all():
            _insert(connection, school, cohort)


def made_counts(connection: Connection, school: int, cohort: int) -> list[dict[str, Any]]:
    """The rows of class_counts of a cohort as its marks give them, in no order; without school and whole."""
    own = [scores.c.school == school, *(scores.c[name] == enrolments.c[name] for name in ("cohort", "student"))]
    given = {phase: _has(*own, scores.c.phase == phase, scores.c.state == 0) for phase in (0, 1)}
    marks = select(func.count()).select_from(scores).where(*own).correlate(enrolments).scalar_subquery()
    class_name = class_at_the_time()
    person = and_(students.c.school == enrolments.c.school, students.c.id == enrolments.c.student)
    query = (
        select(
            enrolments.c.cohort,
            class_name.label("class_name"),
            func.count().label("n_enrolled"),
            func.sum(given[0]).label("n_before"),
            func.sum(given[1]).label("n_after"),
            func.sum(marks).label("marks"),
        )
        .join_from(enrolments, students, person)
        .where(enrolments.c.school == school, enrolments.c.cohort == cohort)
        .group_by(enrolments.c.cohort, class_name)
    )
    rows = connection.execute(query).mappings()
    return [{**row, **{name: int(row[name]) for name in CLASS_COUNTS}} for row in rows]  # a sum of sums is a Decimal


def _has(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return case((exists().where(*where).correlate(enrolments), 1), else_=0)


def made_moments(connection: Connection, school: int, cohort: int) -> list[dict[str, Any]]:
    """The rows of class_moments of a cohort as its marks give them, aspects as wholes and criteria; likewise."""
    return [row for way in (False, True) for row in sums_of(connection, school, cohort, by_criterion=way)]


def made_rows(connection: Connection, school: int, cohort: int) -> tuple[list[Row], list[Row]]:
    """What class_counts and class_moments hold of a cohort, in the order of their keys: COUNT_ROW, MOMENT_ROW."""
    counts, moments = made_counts(connection, school, cohort), made_moments(connection, school, cohort)
    everybody = {name: sum(row[name] for row in counts) for name in CLASS_COUNTS}
    whole: dict[Row, dict[str, Any]] = {}
    for row in moments:
        group = tuple(row[name] for name in KEY)
        known = whole.setdefault(group, {**row, "class_name": "", **dict.fromkeys((*COUNTS, *SUMS), 0)})
        for name in (*COUNTS, *SUMS):
            known[name] += row[name]
        known["n_enrolled"] = everybody["n_enrolled"]
    everywhere = [{"cohort": cohort, "class_name": "", **everybody}]
    return _told(school, counts, everywhere, COUNT_ROW), _told(school, moments, whole.values(), MOMENT_ROW)


def differing(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Each cohort whose stored rows are not those its marks give: its name, and the classes where they differ."""
    known = select(cohorts.c.school, cohorts.c.id, cohorts.c.name).order_by(cohorts.c.school, cohorts.c.id)
    for school, cohort, name in connection.execute(known).all():
        wrong: set[str] = set()
        for table, columns, made in zip(
            (class_counts, class_moments), (COUNT_ROW, MOMENT_ROW), made_rows(connection, school, cohort), strict=True
        ):
            wanted = _by_key(made, len(table.primary_key))
            own = [table.c.school == school, table.c.whole.in_((0, 1)), table.c.cohort == cohort]
            query = select(*(table.c[column] for column in columns)).where(*own)
            stood = _by_key(connection.execute(query), len(table.primary_key))
            for key in wanted.keys() | stood.keys():
                if key not in wanted or key not in stood or not all(map(_alike, wanted[key], stood[key])):
                    wrong.add(str(key[_CLASS]))
        if wrong:
            yield name, sorted(wrong - {""})


def _by_key(rows: Iterable[Any], length: int) -> dict[Row, Row]:
    """The values of rows by their key, which comes first."""
    return {tuple(row[:length]): tuple(row[length:]) for row in rows}


def _alike(one: float, other: float) -> bool:
    """Whether two numbers are the same but for the order in which they were added."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def _told(
    school: int, classes: Iterable[dict[str, Any]], wholes: Iterable[dict[str, Any]], columns: Sequence[str]
) -> list[Row]:
    both = [{"whole": whole, **row} for whole, rows in ((0, classes), (1, wholes)) for row in rows]
    plain = ({**row, "school": school, "lower_is_better": int(row.get("lower_is_better", 0))} for row in both)
    return sorted(tuple(row[name] for name in columns) for row in plain)


def _insert(connection: Connection, school: int, cohort: int) -> None:
    counts, moments = made_rows(connection, school, cohort)
    insert_rows(connection, class_counts, COUNT_ROW, counts)
    insert_rows(connection, class_moments, MOMENT_ROW, moments)
