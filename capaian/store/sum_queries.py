"""What is asked of the database for sums of marks: by cohort, by class, by aspect and criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Select, Text, and_, case, func, literal, select, true

from capaian.store.class_names import class_at_the_time
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the database for sums by `key`, and the ways of its rules, if it has any."""

    key: Sequence[str]
    by_criterion: bool
    participation: Select[*tuple[Any, ...]]
    sums: Select[*tuple[Any, ...]]
    sizes: Select[*tuple[Any, ...]]
    pass_marks: Select[*tuple[Any, ...]]
    ways: Ways | None


def asked_for(
    school: Any,
    marks: ColumnElement[bool],
    students: ColumnElement[bool],
    ways: Ways | None,
    key: Sequence[str],
    *,
    by_criterion: bool,
) -> Asked:
    """The statements for the marks and students chosen. school: its id, or a parameter. See capaian.store.sums."""
    pairs = _pairs(school, marks, ways, key, by_criterion=by_criterion)
    return Asked(
        key,
        by_criterion,
        _participation(school, marks, key, by_criterion=by_criterion),
        _sums(school, pairs, ways, key),
        _enrolled(school, students, key[:-2]),
        select(pass_marks).where(pass_marks.c.school == school),
        ways,
    )


def _in_group(table: Any, *, by_criterion: bool) -> ColumnElement[bool]:
    """The criterion of a mark, where it counts for its group: one of no aspect counts for itself alone."""
    counts = true() if by_criterion else (criteria.c.aspect != "") | (criteria.c.name == "")
    return and_(criteria.c.school == table.c.school, criteria.c.id == table.c.criterion, counts)


def _named(by_criterion: bool) -> ColumnElement[str]:
    """The criterion of a group: "" for the aspect as a whole."""
    return (criteria.c.name if by_criterion else literal("", Text)).label("criterion")


def _participation(
    school: Any, seen: ColumnElement[bool], key: Sequence[str], *, by_criterion: bool
) -> Select[*tuple[Any, ...]]:
    """The key, n_before, n_after: students with a mark in any criterion of the aspect, or in this criterion."""

    def students(phase: int) -> ColumnElement[int]:
        given = case(((scores.c.phase == phase) & (scores.c.state == 0), scores.c.student))
        return func.count(given if by_criterion else given.distinct())  # a criterion has one mark of a student

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


def _enrolled(school: Any, there: ColumnElement[bool], group: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """How many are in each cohort, or in each class of one; the number last."""
    told = {"cohort": enrolments.c.cohort, "class_name": class_at_the_time()}
    columns = [told[name] for name in group]
    query = select(*columns, func.count()).where(enrolments.c.school == school, there).group_by(*columns)
    if "class_name" in group:
        person = and_(people.c.school == enrolments.c.school, people.c.id == enrolments.c.student)
        query = query.join_from(enrolments, people, person)
    return query


def _pairs(school: Any, seen: ColumnElement[bool], ways: Ways | None, key: Sequence[str], *, by_criterion: bool) -> Any:
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
    x, y = (part.c.score if by_criterion else mark(part.c.score) for part in (scores, after))
    query = (
        select(*told.values(), x.label("x"), y.label("y"))
        .join_from(scores, after, and_(*same))
        .join(criteria, _in_group(scores, by_criterion=by_criterion))
        .where(scores.c.school == school, scores.c.phase == 0, after.c.phase == 1)
        .where(scores.c.state == 0, after.c.state == 0, seen)
    )
    query = _with_classes(query, key)
    if by_criterion:
        return query.subquery()
    query = query.group_by(*_groups(told), scores.c.student)
    return (query if ruled is None else ruled.joined(query, scores.c.cohort, criteria)).subquery()


def _sums(school: Any, pair: Any, ways: Ways | None, key: Sequence[str]) -> Select[*tuple[Any, ...]]:
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
