"""What a person decided about a reading: meanings, corrections, rows, students. Plain values that can be kept."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final, Literal, TypeAlias

from capaian.problems import Problem
from capaian.reading.nouns import Column, Role, Table
from capaian.scores import Aspect, Phase, Scale

RowAnswer: TypeAlias = Literal["skip", "student"]
StudentAnswer: TypeAlias = int | Literal["new", "skip"]
ConflictAnswer: TypeAlias = Literal["file", "database"]
MISSING: Final = "missing"
DID_NOT_SIT: Final = "did_not_sit"
AS_WRITTEN: Final = "as_written"
EVERYWHERE: Final = "*"


@dataclass(frozen=True, slots=True)
class ColumnAnswer:
    """What a column is. role: score, ignored, identity, class ... field: of the dictionary, as `nisn`, where no score.

    scale: the lowest and the highest mark, None as reading has it.
    """

    role: Role
    aspect: Aspect | None = None
    phase: Phase | None = None
    criterion: str = ""
    scale: Scale | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What holds for a whole table. skip: it is not read. phase, aspect: of marks that name none."""

    skip: bool = False
    phase: Phase | None = None
    aspect: Aspect | None = None
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All of it; nothing decided where empty.

    columns: by column_key. values: by column_key, or EVERYWHERE, and there by the text as written (case
    and outer spaces aside): MISSING, DID_NOT_SIT, AS_WRITTEN (it is what it says, ask no more), or the mark
    it stands for as text. cells: by `file!sheet!F17`, what a person typed in its place, "" for a blank.
    rows: by row_key. tables: by table_key. students: by `file!sheet!row` of the row that names the student.
    conflicts: by `file!sheet!F17`. accepted: problem_key of questions and remarks that are answered with
    "it is right as it is"; what blocks cannot be accepted.
    """

    columns: Mapping[str, ColumnAnswer] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, RowAnswer] = field(default_factory=dict)
    tables: Mapping[str, TableAnswer] = field(default_factory=dict)
    students: Mapping[str, StudentAnswer] = field(default_factory=dict)
    conflicts: Mapping[str, ConflictAnswer] = field(default_factory=dict)
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
            accepted = frozenset(told.pop("accepted", ()))
            return cls(columns=columns, tables=tables, accepted=accepted, **told)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("these are no answers") from error


def column_answer(told: Mapping[str, Any]) -> ColumnAnswer:
    """The answer from plain values. Raises ValueError, TypeError for what is none."""
    scale = told.get("scale")
    return ColumnAnswer(
        role=told["role"],
        aspect=Aspect(told["aspect"]) if told.get("aspect") else None,
        phase=Phase(told["phase"]) if told.get("phase") else None,
        criterion=told.get("criterion", ""),
        scale=Scale(scale["min"], scale["max"]) if scale else None,
        field=told.get("field", ""),
    )


def _table_answer(told: Mapping[str, Any]) -> TableAnswer:
    return TableAnswer(
        skip=bool(told.get("skip")),
        phase=Phase(told["phase"]) if told.get("phase") else None,
        aspect=Aspect(told["aspect"]) if told.get("aspect") else None,
        class_name=told.get("class_name", ""),
    )


def table_key(file: str, table: Table) -> str:
    """`file!sheet!A5`: the left end of the heading."""
    return f"{file}!{table.sheet}!{table.columns[0].column}{table.header_rows[0]}"


def column_key(file: str, table: Table, column: Column) -> str:
    """`file!sheet!E5`: the heading of the column."""
    return f"{file}!{table.sheet}!{column.column}{table.header_rows[0]}"


def row_key(file: str, table: Table, row: int) -> str:
    """`file!sheet!A5:17`: a row of the sheet in one table."""
    return f"{table_key(file, table)}:{row}"


def problem_key(problem: Problem) -> str:
    """What names a problem among all of a reading."""
    place = problem.cell or problem.fields.get("row") or ""
    return f"{problem.code}@{problem.file}!{problem.sheet or ''}!{place}"
