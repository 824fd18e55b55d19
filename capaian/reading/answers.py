"""What a person decided about a reading: meanings, corrections, rows, students. Plain values that can be kept."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from math import isfinite
from typing import Any, Final, Literal, TypeAlias, TypeVar, get_args

from capaian.problems import Problem
from capaian.reading.addresses import MAX_ROW
from capaian.reading.nouns import Column, Role, Table
from capaian.reading.pointed import MOST_HEADING_ROWS, Pointed, pointed_answer
from capaian.scores import Aspect, Phase, Scale

RowAnswer: TypeAlias = Literal["skip", "student"]
StudentAnswer: TypeAlias = int | Literal["new", "skip"]
ConflictAnswer: TypeAlias = Literal["file", "database"]
SideAnswer: TypeAlias = Literal["take", "leave"]
_Kept = TypeVar("_Kept")
MISSING: Final = "missing"
DID_NOT_SIT: Final = "did_not_sit"
AS_WRITTEN: Final = "as_written"
EVERYWHERE: Final = "*"
LONGEST: Final = 200
"""Characters of a criterion or a class that a person types."""
_HIGHEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ColumnAnswer:
    """What a column is. role: score, ignored, identity, class ... field: of the dictionary, as `nisn`, where no score.

    scale: the lowest and the highest mark, None as reading has it. phase: as the heading has it, before
    TableAnswer.swap. Raises ValueError for what no column can be; what comes from a browser is checked here.
    """

    role: Role
    aspect: Aspect | None = None
    phase: Phase | None = None
    criterion: str = ""
    scale: Scale | None = None
    field: str = ""

    def __post_init__(self) -> None:
        if self.role not in get_args(Role):
            raise ValueError(f"no role: {self.role!r}")
        if self.scale is not None and not -_HIGHEST <= self.scale.min < self.scale.max <= _HIGHEST:
            raise ValueError(f"no scale: {self.scale}")
        _check_texts(self.criterion, self.field)


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What holds for a whole table. skip: it is not read. phase, aspect: of marks that name none.

    swap: before and after have changed places in the file; turned back here, for these bytes and not for
    other files with the same headings. heading: the rows of the heading, first and last. first_row,
    last_row: of the students. Rows are Excel's; what is None stays as reading found it. Raises ValueError
    for rows that no sheet has.
    """

    skip: bool = False
    phase: Phase | None = None
    aspect: Aspect | None = None
    class_name: str = ""
    swap: bool = False
    heading: tuple[int, int] | None = None
    first_row: int | None = None
    last_row: int | None = None

    def __post_init__(self) -> None:
        _check_texts(self.class_name)
        heading = self.heading or ()
        told = [row for row in (*heading, self.first_row, self.last_row) if row is not None]
        if any(type(row) is not int or not 1 <= row <= MAX_ROW for row in told) or told != sorted(told):
            raise ValueError(f"no rows in this order: {told}")
        if heading and (heading[1] - heading[0] >= MOST_HEADING_ROWS or heading[1] == (self.first_row or 0)):
            raise ValueError(f"no rows of a heading: {heading}")

    @property
    def has_range(self) -> bool:
        """Whether a person said which rows the table has."""
        return self.heading is not None or self.first_row is not None or self.last_row is not None


@dataclass(frozen=True, slots=True)
class Answers:
    """All of it; nothing decided where empty.

    columns: by column_key. values: by column_key, or EVERYWHERE, and there by the text as written (case
    and outer spaces aside): MISSING, DID_NOT_SIT, AS_WRITTEN (it is what it says, ask no more), or the mark
    it stands for as text. cells: by `file!sheet!F17`, what a person typed in its place, "" for a blank.
    rows: by row_key. tables: by table_key. students: by `file!sheet!row` of the row that names the student.
    conflicts: by `file!sheet!F17`. sides: by `file!sheet!F17`, which of a student's different marks for the
    very same thing is taken. pointed: by `file!sheet`, where the table of a sheet without one is. accepted:
    problem_key of questions and remarks that are answered with "it is right as it is"; what blocks cannot be
    accepted.
    """

    columns: Mapping[str, ColumnAnswer] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, RowAnswer] = field(default_factory=dict)
    tables: Mapping[str, TableAnswer] = field(default_factory=dict)
    students: Mapping[str, StudentAnswer] = field(default_factory=dict)
    conflicts: Mapping[str, ConflictAnswer] = field(default_factory=dict)
    sides: Mapping[str, SideAnswer] = field(default_factory=dict)
    pointed: Mapping[str, Pointed] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()

    def over(self, other: "Answers") -> "Answers":
        """These answers and, where nothing was decided, the other ones."""
        both: dict[str, Any] = {}
        for part in fields(self):
            mine, others = getattr(self, part.name), getattr(other, part.name)
            both[part.name] = mine | others if isinstance(mine, frozenset) else {**others, **mine}
        both["values"] = {
            scope: {**other.values.get(scope, {}), **self.values.get(scope, {})}
            for scope in {**other.values, **self.values}
        }
        return Answers(**both)

    def about(self, files: Iterable[str]) -> "Answers":
        """Those about files of these names, and what texts mean everywhere."""
        starts = tuple(f"{file}!" for file in files)

        def own(answered: Mapping[str, _Kept]) -> dict[str, _Kept]:
            return {key: one for key, one in answered.items() if key == EVERYWHERE or key.startswith(starts)}

        mappings = {part.name: own(getattr(self, part.name)) for part in fields(self) if part.name != "accepted"}
        accepted = frozenset(key for key in self.accepted if key.partition("@")[2].startswith(starts))
        return Answers(**mappings, accepted=accepted)

    def of_headings(self) -> "Answers":
        """What headings, texts and tables were said to be, for other bytes of the same look.

        Not which rows hold the students, nor that before and after are swapped, nor that a table is left
        out: that is true of the very bytes.
        """
        lasting = {
            key: replace(one, skip=False, swap=False, first_row=None, last_row=None) for key, one in self.tables.items()
        }
        return Answers(columns=self.columns, values=self.values, tables=lasting)

    def without_table(self, file: str, table: Table) -> "Answers":
        """Without what was said of one table: its rows, its meaning, its columns."""
        mine = table_key(file, table)
        heading = re.compile(r"(?:[A-Z]+|\d+)" + str(table.known_by))
        place = f"{file}!{table.sheet}!"

        def others(answered: Mapping[str, _Kept]) -> dict[str, _Kept]:
            return {
                key: one
                for key, one in answered.items()
                if not (key.startswith(place) and heading.fullmatch(key.removeprefix(place)))
            }

        rows = {key: one for key, one in self.rows.items() if not key.startswith(f"{mine}:")}
        tables = {key: one for key, one in self.tables.items() if key != mine}
        return replace(self, columns=others(self.columns), values=others(self.values), rows=rows, tables=tables)

    def to_json(self) -> str:
        """As text; from_json reads it."""
        return json.dumps({**asdict(self), "accepted": sorted(self.accepted)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """The answers that to_json wrote. Raises ValueError for any other text."""
        try:
            told: dict[str, Any] = json.loads(text)
            columns = {key: column_answer(one) for key, one in told.pop("columns", {}).items()}
            tables = {key: _table_answer(one) for key, one in told.pop("tables", {}).items()}
            pointed = {key: pointed_answer(one) for key, one in told.pop("pointed", {}).items()}
            accepted = frozenset(told.pop("accepted", ()))
            return cls(columns=columns, tables=tables, pointed=pointed, accepted=accepted, **told)
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            raise ValueError("these are no answers") from error


def _check_texts(*typed: str) -> None:
    if any(
        not isinstance(text, str) or len(text) > LONGEST or any(ord(ch) < ord(" ") for ch in text) for text in typed
    ):
        raise ValueError("no text of a heading")


def column_answer(told: Mapping[str, Any]) -> ColumnAnswer:
    """The answer from plain values. Raises ValueError, TypeError for what is none."""
    scale = told.get("scale")
    return ColumnAnswer(
        role=told["role"],
        aspect=Aspect(told["aspect"]) if told.get("aspect") else None,
        phase=Phase(told["phase"]) if told.get("phase") else None,
        criterion=told.get("criterion", ""),
        scale=_scale(scale["min"], scale["max"]) if scale else None,
        field=told.get("field", ""),
    )


def _scale(low: Any, high: Any) -> Scale:
    if not isfinite(low) or not isfinite(high):
        raise ValueError("no scale")
    return Scale(low, high)


def _table_answer(told: Mapping[str, Any]) -> TableAnswer:
    heading = told.get("heading")
    return TableAnswer(
        skip=bool(told.get("skip")),
        phase=Phase(told["phase"]) if told.get("phase") else None,
        aspect=Aspect(told["aspect"]) if told.get("aspect") else None,
        class_name=told.get("class_name", ""),
        swap=bool(told.get("swap")),
        heading=(heading[0], heading[1]) if heading else None,
        first_row=told.get("first_row"),
        last_row=told.get("last_row"),
    )


def table_key(file: str, table: Table) -> str:
    """`file!sheet!A5`: the left end of the heading as reading found it, also where a person gave the table another."""
    return f"{file}!{table.sheet}!{table.left}{table.known_by}"


def column_key(file: str, table: Table, column: Column) -> str:
    """`file!sheet!E5`: the heading of the column, in the row by which the table is known."""
    return f"{file}!{table.sheet}!{column.column}{table.known_by}"


def row_key(file: str, table: Table, row: int) -> str:
    """`file!sheet!A5:17`: a row of the sheet in one table."""
    return f"{table_key(file, table)}:{row}"


def problem_key(problem: Problem) -> str:
    """What names a problem among all of a reading."""
    place = problem.cell or problem.fields.get("row") or ""
    return f"{problem.code}@{problem.file}!{problem.sheet or ''}!{place}"
