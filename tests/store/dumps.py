"""The whole content of a database, to compare before with after."""

from typing import Any

from capaian.store import Store
from capaian.store.tables import metadata


def dump(store: Store, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows in the order of their keys."""
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in without
        }
