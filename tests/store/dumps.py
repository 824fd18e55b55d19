"""The whole content of a database, to compare before with after."""

from typing import Any

from capaian.store import Store
from capaian.store.tables import metadata


def dump(store: Store, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows in the order of their keys."""
    with store.reading() as connection:
        return {
            table.name: [plain(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in without
        }


def plain(row: Any) -> tuple[Any, ...]:
    """The row's values, numbers to twelve digits: in which order a server adds is its own affair."""
    return tuple(float(f"{value:.12g}") if isinstance(value, float) else value for value in row)
