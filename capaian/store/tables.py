"""How a table is made: kept in the order of its key, STRICT on SQLite, its constraints named by rule."""

from typing import Any, Final

from sqlalchemy import (
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.sqlite import REAL

Small: Final = SmallInteger().with_variant(Integer(), "sqlite")
Real: Final = Double().with_variant(REAL(), "sqlite")

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def table(name: str, *parts: Any, key: tuple[str, ...], refers: dict[tuple[str, ...], Table] | None = None) -> Table:
    """A table kept in the order of its key; `refers` gives the tables whose whole key the columns hold."""
    links = [
        ForeignKeyConstraint(columns, [f"{other.name}.{column.name}" for column in other.primary_key])
        for columns, other in (refers or {}).items()
    ]
    parts = (*parts, PrimaryKeyConstraint(*key), *links)
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def number(name: str, *, empty: bool = False) -> Column[int]:
    """A column of ids or counts. empty: whether it may be null."""
    return Column(name, Integer, nullable=empty, autoincrement=False)


def words(name: str, *, empty: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Text, nullable=empty)


def small(name: str, *, empty: bool = False) -> Column[int]:
    """A column of small numbers: a phase, a yes or no."""
    return Column(name, Small, nullable=empty)
