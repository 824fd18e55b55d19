"""Killed at random moments; many writers at once. bench/killing.py and bench/writers.py do it longer."""

from functools import partial

import pytest
import sqlalchemy as sa

from bench.databases import on_postgres, on_sqlite
from bench.killed import ready
from bench.killing import KINDS, many
from bench.writers import written


@pytest.mark.parametrize("work", KINDS)
def test_nothing_acknowledged_is_lost_and_nothing_stands_half_in_a_file(work: str) -> None:
    with on_sqlite(partial(ready, work=work)) as fresh:
        found = many(work, 5, fresh, seed=1)
    assert (found.kills, found.faults) == (5, [])


@pytest.mark.postgres
@pytest.mark.parametrize("work", KINDS)
def test_nor_on_a_server_whether_the_program_or_its_connection_ends(work: str, postgres_server: sa.URL) -> None:
    with on_postgres(partial(ready, work=work), postgres_server) as fresh:
        found = many(work, 2, fresh, seed=2, server=postgres_server)
    assert (found.kills, found.faults) == (2, [])


def test_ten_writers_with_five_imports_each_wait_for_each_other_in_a_file() -> None:
    with on_sqlite(partial(ready, work="import")) as fresh:
        found = written(fresh(), 10, 5)
    assert (len(found.seconds), found.errors, found.lost) == (50, [], 0)


@pytest.mark.postgres
def test_and_on_a_server(postgres_server: sa.URL) -> None:
    with on_postgres(partial(ready, work="import"), postgres_server) as fresh:
        found = written(fresh(), 10, 5)
    assert (len(found.seconds), found.errors, found.lost) == (50, [], 0)
