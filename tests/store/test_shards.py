"""Schools on three real PostgreSQL servers: every call of the store touches one of them, or is a sum made on each."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from bench.clusters import servers
from bench.shards import make_shards
from capaian.access import Role
from capaian.problems import Refused, StoreError
from capaian.store import Store, load_cohorts, load_moments, open_store
from capaian.store.tables import metadata
from tests.store.calls import CALLS
from tests.store.school import OneSchool, make_school

pytestmark = pytest.mark.postgres
SHARDS = 3
OF_THE_TESTS = ("SELECT cohort, student FROM enrolments", "UPDATE cohorts SET starts_on = NULL, ends_on = '2020-06-30'")
"""What tests/store/calls.py asks by itself."""
PROVINCE = """
SELECT aspect, sum(n) AS n, sum(gain) / sum(n) AS gain FROM (
    SELECT school, aspect, sum(n_matched) AS n, sum(sum_after) - sum(sum_before) AS gain
    FROM class_moments WHERE whole = 1 AND criterion = '' GROUP BY school, aspect
) AS of_schools GROUP BY aspect ORDER BY aspect
"""
Asked = dict[str, Any]


@pytest.fixture(scope="module")
def spread() -> Iterator[tuple[OneSchool, sa.URL, list[sa.URL]]]:
    """A school with an account of every role, its tables spread over three servers behind a fourth."""
    with servers(SHARDS + 1) as (first, *others):
        make_shards(first, others)
        store = open_store(first.render_as_string(hide_password=False))
        yield make_school(store), first, others
        store.close()


def parts_in(plan: str) -> set[str]:
    """The servers that a plan asks."""
    return set(re.findall(r"_at_(\d)\b", plan))


def explained(first: sa.URL, statement: str, parameters: Any) -> str:
    with psycopg.connect(
        host=first.host,
        port=first.port,
        user=first.username,
        dbname=first.database,
        cursor_factory=psycopg.ClientCursor,
    ) as connection:
        rows = connection.execute(f"EXPLAIN (VERBOSE, COSTS OFF) {statement}", parameters).fetchall()
        connection.rollback()
    return "\n".join(row[0] for row in rows)


def everything_asked(school: OneSchool) -> Asked:
    """Each statement that the calls of the store send, for who sees everything and who does not, with values for it."""
    asked: Asked = {}
    store: Store = school.store

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        asked.setdefault(statement, parameters[0] if many else parameters)

    event.listen(store.engine, "before_cursor_execute", listen)
    for role in (Role.INSTRUCTOR, Role.TEACHER, Role.ADMINISTRATOR):
        for call in CALLS.values():
            try:
                call.do(store, school.actors[role], school.known("own", role))
            except (Refused, StoreError):  # what cannot be done to this cohort or account; it was asked all the same
                continue
    event.remove(store.engine, "before_cursor_execute", listen)
    return {one: asked[one] for one in asked if one.split()[0] in ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")}


def test_every_query_of_the_store_asks_one_server(spread: tuple[OneSchool, sa.URL, list[sa.URL]]) -> None:
    school, first, _ = spread
    asked = everything_asked(school)
    plans = {one: explained(first, one, asked[one]) for one in asked if one not in OF_THE_TESTS}
    assert len(plans) > 150
    assert [one for one, plan in plans.items() if len(parts_in(plan)) > 1] == []
    assert sum(len(parts_in(plan)) == 1 for plan in plans.values()) > 100


def test_the_sums_of_a_province_are_made_on_each_server(spread: tuple[OneSchool, sa.URL, list[sa.URL]]) -> None:
    school, first, others = spread
    engine = sa.create_engine(first, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for table in ("schools", "cohorts", "class_moments"):
            key, *rest = metadata.tables[table].columns.keys()
            told = ", ".join(f'"{name}"' for name in rest)
            alike = f"SELECT n, {told} FROM {table}, generate_series(2, 13) n WHERE {key} = 1"
            connection.exec_driver_sql(f"INSERT INTO {table} ({key}, {told}) {alike}")
        rows = connection.exec_driver_sql(PROVINCE).all()
    engine.dispose()
    plan = explained(first, PROVINCE, None)
    assert parts_in(plan) == {"0", "1", "2"}
    assert plan.count("Relations: Aggregate on") == SHARDS
    assert plan.count("Async Foreign Scan") == SHARDS
    assert len(re.findall(r"Remote SQL: SELECT school, aspect, sum\(n_matched\).*GROUP BY", plan)) == SHARDS
    own = load_moments(school.store, school.actors[Role.ADMINISTRATOR]).groupby("aspect")["n_matched"].sum()
    assert {row.aspect: row.n for row in rows} == {aspect: 13 * n for aspect, n in own.items()}
    for other in others:
        engine = sa.create_engine(other, poolclass=sa.NullPool)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(DISTINCT school) FROM cohorts").scalar_one() > 0
        engine.dispose()


def test_the_school_itself_lies_on_one_server(spread: tuple[OneSchool, sa.URL, list[sa.URL]]) -> None:
    school, _, others = spread
    assert load_cohorts(school.store, school.actors[Role.ADMINISTRATOR])
    found = []
    for other in others:
        engine = sa.create_engine(other, poolclass=sa.NullPool)
        with engine.connect() as connection:
            found.append(connection.exec_driver_sql("SELECT count(*) FROM cohorts WHERE school = 1").scalar_one())
        engine.dispose()
    assert sorted(found)[:-1] == [0, 0]
