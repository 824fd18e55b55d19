"""What a person who looks at a workbook says stands in it: tables, rows, columns, marks, problems."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

ANY: Final = "any"
"""An aspect or a phase that honest people could argue about."""


class Worth(Enum):
    """What a cell of a mark column is where it is no mark."""

    MISSING = "missing"
    DID_NOT_SIT = "did_not_sit"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Written:
    """A cell whose text is not its worth: what stands there, and what it means.

    or_problem: the worth is a number, and calling it a problem is as honest. style: for dates.
    free: anything but a wrong number is right.
    """

    raw: object
    worth: float | Worth
    or_problem: bool = False
    free: bool = False
    style: str = "box"


@dataclass
class ColumnLabel:
    """roles: every role that is right. Counts are None where they may be argued about."""

    letter: str
    roles: frozenset[str]
    aspect: str | None = ANY
    phase: str | None = ANY
    missing: int | None = None
    did_not_sit: int | None = None

    @property
    def is_mark(self) -> bool:
        return "score" in self.roles


@dataclass
class TableLabel:
    """One table. marks: cell -> (student, value; None where only that a mark is there counts).

    loose_marks: cells that may also be problems. problems: cells that must be named. free: cells that may
    be a mark, missing or a problem. loose_header: rows that may or may not be part of the heading.
    loose_students: rows that may or may not count as students. by_cell: the marks alone are compared
    (students as columns, long form), with `phases` by cell.
    """

    sheet: str
    header_rows: tuple[int, ...]
    student_rows: tuple[int, ...]
    name_column: str | None
    columns: dict[str, ColumnLabel] = field(default_factory=dict)
    marks: dict[str, tuple[str, float | None]] = field(default_factory=dict)
    loose_marks: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    loose_header: set[int] = field(default_factory=set)
    loose_students: set[int] = field(default_factory=set)
    loose_name_columns: set[str] = field(default_factory=set)
    class_name: str | None = None
    scale_max: dict[str, float] = field(default_factory=dict)
    file: str | None = None
    by_cell: bool = False
    meaning: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def without(self, *cells: str) -> None:
        """These cells hold no mark after all."""
        for cell in cells:
            self.marks.pop(cell, None)


@dataclass
class Case:
    """A workbook, or several, and its label.

    refused: a pattern that the code or the sentence of a problem must match; no mark is read then.
    says: patterns that some problem's code or sentence must match. quiet_tables: further tables without
    marks are no fault (a roster, a legend that is a table of its own).
    """

    files: list[tuple[str, bytes]]
    tables: list[TableLabel] = field(default_factory=list)
    refused: re.Pattern[str] | None = None
    says: list[re.Pattern[str]] = field(default_factory=list)
    loose_columns: set[str] = field(default_factory=set)
    quiet_tables: bool = False
    any_blocks: bool = False


def pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.I)


REFUSALS: Final = {
    "report card": pattern(r"report|rapor"),
    "no names": pattern(r"name|nama"),
    "attendance": pattern(r"attendance|hadir"),
    "empty": pattern(r"empty|kosong|belum (ada|diisi|terisi)"),
    "lock": pattern(r"lock|kunci"),
    "no marks": pattern(r"mark|score|nilai|table|tabel|name|nama"),
    "not a workbook": pattern(r"not_a|bukan"),
}
"""What a refusal must speak of, in its code or its sentence."""


@dataclass(frozen=True)
class Entry:
    name: str
    indonesian: bool
    build: Callable[[], Case]


CASES: dict[str, Entry] = {}


def case(name: str, *, indonesian: bool = True) -> Callable[[Callable[[], Case]], Callable[[], Case]]:
    """Register a builder under a name in words."""

    def register(build: Callable[[], Case]) -> Callable[[], Case]:
        if name in CASES:
            raise ValueError(name)
        CASES[name] = Entry(name, indonesian, build)
        return build

    return register
