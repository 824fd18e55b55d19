"""Schools spread over several PostgreSQL servers by postgres_fdw: each table in parts by its school, one part a server.

The directory (who may sign in, which schools there are) stays whole on the first server; everything that grows with
students lies in parts. A school lies in one part, so its constraints hold there, and what one school asks
goes to one server. postgres_fdw has no common commit of two servers: a change of one school is one part and
the directory.
"""

from collections.abc import Callable, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy import ForeignKeyConstraint, MetaData, Table
from sqlalchemy.schema import CreateTable

import capaian.store  # noqa: F401  (the tables of every room of it)
from capaian.store.tables import metadata

DIRECTORY: Final = (
    "schools", "accounts", "account_classes", "account_cohorts", "sessions", "sign_in_attempts", "audit",
    "letterheads", "signatories",
)  # fmt: skip
PART: Final = "{table}_at_{number}"


def make_shards(first: sa.URL, others: Sequence[sa.URL]) -> None:
    """Lay the empty databases at these addresses out: the directory at `first`, a part of all else at each other."""
    for url in others:
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        own = _copied(lambda name: name not in DIRECTORY)
        own.create_all(engine)
        engine.dispose()
    engine = sa.create_engine(first, poolclass=sa.NullPool)
    _copied(lambda name: name in DIRECTORY).create_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE EXTENSION postgres_fdw")
        for number, url in enumerate(others):
            _know(connection, number, url)
        for setting in ("aggregate", "join"):
            connection.exec_driver_sql(f"ALTER DATABASE {first.database} SET enable_partitionwise_{setting} = on")
        for table in _copied(lambda name: name not in DIRECTORY).tables.values():
            _spread(connection, table, len(others))
    engine.dispose()


def _know(connection: sa.Connection, number: int, url: sa.URL) -> None:
    place = f"host '{url.host}', port '{url.port}', dbname '{url.database}', async_capable 'true', fetch_size '10000'"
    connection.exec_driver_sql(f"CREATE SERVER shard_{number} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({place})")
    connection.exec_driver_sql(
        f"CREATE USER MAPPING FOR CURRENT_USER SERVER shard_{number} OPTIONS (user '{url.username}')"
    )


def _spread(connection: sa.Connection, table: Table, n: int) -> None:
    """A table without a row of its own; its parts are tables of the other servers, which keep the constraints."""
    bare = Table(
        table.name, MetaData(), *(sa.Column(c.name, c.type, nullable=c.nullable, server_default=c.server_default)
        for c in table.columns),
    )  # fmt: skip
    made = str(CreateTable(bare).compile(connection.engine)).rstrip()
    connection.exec_driver_sql(f"{made} PARTITION BY HASH (school)")
    for number in range(n):
        part = PART.format(table=table.name, number=number)
        connection.exec_driver_sql(
            f"CREATE FOREIGN TABLE {part} PARTITION OF {table.name} FOR VALUES WITH (MODULUS {n}, REMAINDER {number})"
            f" SERVER shard_{number} OPTIONS (table_name '{table.name}')"
        )


def _copied(wanted: Callable[[str], bool]) -> MetaData:
    """The tables of the store that are wanted, without the references from one kind to the other."""
    copy = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(copy)
    for table in list(copy.tables.values()):
        for link in [part for part in table.constraints if isinstance(part, ForeignKeyConstraint)]:
            if wanted(table.name) != wanted(link.referred_table.name):
                table.constraints.remove(link)
    for table in list(copy.tables.values()):
        if not wanted(table.name):
            copy.remove(table)
    return copy
