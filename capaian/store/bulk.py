"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

CHUNK: Final = 10_000
"""Rows sent at a time: what a large import may hold in memory."""
KEYS: Final = 1_000
"""Keys asked for in one question."""
MANY: Final = 1_000
"""From so many new rows on a table is another one."""

_Part = TypeVar("_Part")


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values, given in the order of the table's key: random order costs far more."""
    for chunk in chunks(rows, CHUNK):
        if connection.dialect.name == "postgresql":
            _copy(connection, table, columns, chunk)
        else:
            statement = insert(table).values({name: bindparam(name) for name in columns}).compile(connection.engine)
            ordered = itemgetter(*(columns.index(name) for name in statement.positiontup or ()))
            connection.exec_driver_sql(str(statement), [ordered(row) for row in chunk])


def update_rows(
    connection: Connection, table: Table, key: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write over the columns of the rows with these keys; each row holds the key first, then the values."""
    query = update(table).values({name: bindparam(f"to_{name}") for name in columns})
    for name in key:
        query = query.where(table.c[name] == bindparam(f"at_{name}"))
    names = [*(f"at_{name}" for name in key), *(f"to_{name}" for name in columns)]
    for chunk in chunks(rows, CHUNK):
        connection.execute(query, [dict(zip(names, row, strict=True)) for row in chunk])


def delete_rows(connection: Connection, table: Table, key: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Delete the rows with these keys."""
    query = delete(table)
    for name in key:
        query = query.where(table.c[name] == bindparam(f"at_{name}"))
    names = [f"at_{name}" for name in key]
    for chunk in chunks(rows, CHUNK):
        connection.execute(query, [dict(zip(names, row, strict=True)) for row in chunk])


def count_anew(connection: Connection, rows: int, *tables: Table) -> None:
    """Let PostgreSQL look at tables that have just got so many rows, where they are many; before they are read.

    It would plan by what it knew before, minutes on: 20,000 marks in new tables were read for two minutes
    as if there were one. SQLite needs none of it.
    """
    if rows >= MANY and connection.dialect.name == "postgresql":
        quote = connection.dialect.identifier_preparer.quote
        connection.exec_driver_sql(f"ANALYZE {', '.join(quote(table.name) for table in tables)}")


def chunks(parts: Iterable[_Part], size: int) -> Iterator[list[_Part]]:
    """The parts, `size` at a time."""
    rest = iter(parts)
    while chunk := list(islice(rest, size)):
        yield chunk


def stored_text(text: object) -> str:
    """Text that both databases take: no NUL, no half of a character pair; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: list[Sequence[Any]]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(name) for name in columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(table.name)} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
