"""The rules of scoring inside a GROUP BY: weights and directions as conditions and factors of SQL."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, case, func, literal, or_, select

from capaian.store.rule_tables import scoring_rules

_RULES: Any = scoring_rules.c


def turned(mark: ColumnElement[float], where: ColumnElement[bool]) -> ColumnElement[float]:
    """The mark, counted from the other end of the scale where the condition holds."""
    return case((where, 100 - mark), else_=mark)


def has_ways(connection: Connection, school: int) -> bool:
    """Whether anything in the school has a weight or goes the other way: most have none, and pay nothing for it."""
    query = select(literal(1)).where(_RULES.school == school, or_(_RULES.weight.is_not(None), _RULES.direction < 0))
    return connection.execute(query.limit(1)).first() is not None


class Ways:
    """How the marks of a school are weighed and turned, as conditions of a query that has `joined` or `joined_groups`.

    school: its id, or a parameter. by_criterion: the groups are criteria, else aspects as a whole. lower: lower is
    better in the group. against: the group is a criterion that goes the other way than its aspect.
    """

    def __init__(self, school: Any, *, by_criterion: bool) -> None:
        self._by_criterion = by_criterion
        self._aspects = _aspects(school)
        self._criteria = _criteria(school, self._aspects)
        self._groups = (self._criteria if by_criterion else self._aspects).alias("group_ways")
        self._parts = self._criteria.alias("part_ways")
        self.lower = self._groups.c.lower == 1
        self.against = self._groups.c.against == 1

    def mean(self, score: ColumnElement[float], where: ColumnElement[bool]) -> ColumnElement[float]:
        """sum w x / sum w where the condition holds, marks against their aspect turned; NULL for w = 0."""
        weight = case((where, func.coalesce(self._parts.c.weight, 1.0)))
        total = func.sum(weight * turned(score, self._parts.c.against == 1))
        return total / func.nullif(func.sum(weight), 0.0)

    def joined(self, query: Select[*tuple[Any, ...]], cohort: Any, criteria: Any) -> Select[*tuple[Any, ...]]:
        """The query of marks with the rule of each one's criterion."""
        own, part = self._parts.c, criteria.c
        return query.outerjoin(
            self._parts, and_(own.cohort == cohort, own.aspect == part.aspect, own.criterion == part.name)
        )

    def joined_groups(self, query: Select[*tuple[Any, ...]], pair: Any) -> Select[*tuple[Any, ...]]:
        """The query of pairs with the rule of each one's group; without those whose marks weigh nothing."""
        own = self._groups.c
        same = [own.cohort == pair.c.cohort, own.aspect == pair.c.aspect]
        if self._by_criterion:
            same.append(own.criterion == pair.c.criterion)
        return query.outerjoin(self._groups, and_(*same)).where(pair.c.x.is_not(None), pair.c.y.is_not(None))

    def tell(self, rows: Sequence[dict[str, Any]], connection: Connection, given: Mapping[str, int]) -> None:
        """Write lower_is_better, and pass marks that are turned, into rows of groups with pass_mark.

        given: the value of the parameter, if the school is one.
        """
        names = ("cohort", "aspect", "criterion") if self._by_criterion else ("cohort", "aspect")
        told = self._groups.c
        query = select(*(told[name] for name in names), told.lower, told.against)
        found = connection.execute(query.where(or_(told.lower == 1, told.against == 1)), given)
        ways = {tuple(row)[: len(names)]: (bool(row.lower), bool(row.against)) for row in found}
        for row in rows:
            lower, against = ways.get(tuple(row[name] for name in names), (False, False))
            row["lower_is_better"] = lower
            if against:
                row["pass_mark"] = 100 - row["pass_mark"]


def _aspects(school: Any) -> CTE:
    """One row a (cohort, aspect): lower and weighed (0, 1), as CohortRules tells them; against is always 0."""
    own = func.max(case((_RULES.criterion == "", _RULES.direction)))
    unweighed = case((and_(_RULES.criterion != "", _RULES.weight.is_(None)), 1), else_=0)
    query = select(
        _RULES.cohort,
        _RULES.aspect,
        case((func.coalesce(own, func.max(_RULES.direction)) < 0, 1), else_=0).label("lower"),
        case((func.sum(unweighed) == 0, 1), else_=0).label("weighed"),
        literal(0).label("against"),
    )
    return query.where(_RULES.school == school).group_by(_RULES.cohort, _RULES.aspect).cte("aspect_ways")


def _criteria(school: Any, aspects: CTE) -> CTE:
    """One row a (cohort, aspect, criterion): lower, against (0, 1) and weight, 1 where weights do not count."""
    named = _RULES.criterion != ""
    lower = case((_RULES.direction < 0, 1), else_=0)
    query = select(
        _RULES.cohort,
        _RULES.aspect,
        _RULES.criterion,
        lower.label("lower"),
        case((and_(named, _RULES.aspect != "", lower != aspects.c.lower), 1), else_=0).label("against"),
        case((and_(named, aspects.c.weighed == 1), _RULES.weight), else_=1.0).label("weight"),
    ).join_from(scoring_rules, aspects, and_(_RULES.cohort == aspects.c.cohort, _RULES.aspect == aspects.c.aspect))
    return query.where(_RULES.school == school).cte("criterion_ways")
