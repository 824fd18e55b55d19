"""What reading gives back: files, sheets, tables, columns, rows left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from capaian.problems import Problem
from capaian.reading.stamp import Stamp
from capaian.scores import Aspect, Phase, Scale

Role: TypeAlias = Literal["score", "identity", "class", "attendance", "derived", "ignored", "ask"]


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet of the file, read or only listed."""

    name: str
    visibility: str
    read: bool
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row of a table that is no student, and why: a short code that stays the same."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what was made of it.

    column: Excel's letters (the row number where students stand as columns). field: the
    dictionary's name (`nisn`, `average`), or the reason where the role is `ask`. present, missing,
    did_not_sit: cells of students, 0 unless the role is `score`.
    """

    column: str
    heading: str
    role: Role
    field: str = ""
    aspect: Aspect | None = None
    phase: Phase | None = None
    criterion: str = ""
    scale: Scale | None = None
    present: int = 0
    missing: int = 0
    did_not_sit: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one sheet; rows are Excel's. first_row, last_row: of the students.

    metadata: what title lines, sheet and file names say: class_name, training, school_year, phase,
    aspect, participants (declared number), programme, subject, all text. students: how many
    different students stand in student_rows (a student may have several rows). students_as_columns: the
    students stand side by side; header_rows is then the row of their names, student_rows is empty, and
    each Column is a row of the sheet. left, known_by: column and row where the heading began when the table
    was found; it is known by them whatever a person says of it afterwards. swapped: a person said that
    before and after had changed places.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    student_rows: tuple[int, ...]
    students: int
    name_column: str | None
    id_columns: tuple[str, ...]
    class_name: str | None
    columns: tuple[Column, ...]
    ignored_rows: tuple[IgnoredRow, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    students_as_columns: bool = False
    left: str = ""
    known_by: int = 0
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file: what was found in it, or why nothing could be. Equal bytes have equal sha256.

    stamp: of a form that Capaian made.
    """

    file: str
    sha256: str
    status: Literal["ok", "refused"]
    reason: str | None
    message: Problem | None
    sheets: tuple[SheetSeen, ...]
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    stamp: Stamp | None = None
