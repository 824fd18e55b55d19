"""Whether a database has the tables that this program expects, whatever its revision says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from capaian.store.engine import Store
from capaian.store.tables import metadata


@dataclass(frozen=True, slots=True)
class Shape:
    """What is not as the program expects it: tables by their name, a column as `table.column`, an index by its name.

    lacking: is not there, or otherwise than it should be. unknown: is there besides.
    """

    lacking: tuple[str, ...]
    unknown: tuple[str, ...]


def shape_of(store: Store) -> Shape:
    """How the tables differ from those the migrations make; nothing where they do not. Raises StoreError."""
    with store.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    told = [each for difference in found for each in _told(difference)]
    lacking, unknown = (tuple(sorted({name for is_there, name in told if is_there is way})) for way in (False, True))
    return Shape(lacking, tuple(name for name in unknown if name not in lacking))


def _told(difference: Any) -> Iterator[tuple[bool, str]]:
    """Whether it is there besides, and its name."""
    if isinstance(difference, list):  # one a property of a column that is another one
        for _, _, table, column, *_ in difference:
            yield False, f"{table}.{column}"
        return
    verb, *_ = difference
    if verb.endswith("_column"):
        _, _, table, column = difference
        yield verb.startswith("remove"), f"{table}.{column.name}"
    else:
        yield verb.startswith("remove"), str(difference[1].name)
