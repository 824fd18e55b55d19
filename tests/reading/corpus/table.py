"""Compare one labelled table with the table that was read there."""

import math
import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.reading.corpus.label import ANY, Case, ColumnLabel, TableLabel

ABOUT: Final = ("heading", "students", "columns", "invented", "lost", "problems", "refused")
NOT_ASKED: Final = frozenset({"score", "ask"})


@dataclass
class Verdict:
    """Differences by what they are about; a workbook agrees where there is none."""

    name: str
    indonesian: bool
    faults: dict[str, list[str]] = field(default_factory=dict)

    def say(self, about: str, sentence: str) -> None:
        self.faults.setdefault(about, []).append(sentence)

    @property
    def agrees(self) -> bool:
        return not self.faults


@dataclass(frozen=True)
class Found:
    """One mark as it was read."""

    name: str
    value: float
    state: str
    aspect: str | None
    phase: str | None


def compare_table(
    verdict: Verdict, table: TableLabel, labelled: Case, tables: list[tuple[str, Any]], marks: dict[Any, Found]
) -> None:
    here = [read for file, read in tables if file == table.file and read["sheet"] == table.sheet]
    if not table.by_cell:
        best = max(here, key=lambda read: _overlap(read, table), default=None)
        if best is None or _overlap(best, table) == 0:
            return verdict.say(
                "heading", f"{_at(table)}: table not found; found headings {[read['header_rows'] for read in here]}"
            )
        _compare_rows(verdict, table, best)
        _compare_columns(verdict, table, labelled, best)
        _compare_about(verdict, table, best)
        asked = {column["column"] for column in best["columns"] if column["role"] == "ask"}
    else:
        asked = set()
        if not here:
            verdict.say("heading", f"{_at(table)}: no table found")
    return _compare_marks(verdict, table, marks, asked)


def _at(table: TableLabel) -> str:
    return f"{table.sheet}!{table.name_column or ''}{table.header_rows[0]}"


def _overlap(read: dict[str, Any], table: TableLabel) -> float:
    rows = len(set(read["student_rows"]) & set(table.student_rows)) + len(
        set(read["header_rows"]) & set(table.header_rows)
    )
    letters = {column["column"] for column in read["columns"]}
    return rows * len(letters & set(table.columns)) / max(1, len(letters | set(table.columns)))


def _compare_rows(verdict: Verdict, table: TableLabel, read: dict[str, Any]) -> None:
    heading, least = set(read["header_rows"]), set(table.header_rows) - table.loose_header
    if not least <= heading <= set(table.header_rows) | table.loose_header:
        verdict.say(
            "heading",
            f"{_at(table)}: heading rows {read['header_rows']}, should be {sorted(least)}",
        )
    students, wanted = set(read["student_rows"]), set(table.student_rows)
    if (students ^ wanted) - table.loose_students:
        verdict.say(
            "students", f"{_at(table)}: extra rows {sorted(students - wanted)}, lost rows {sorted(wanted - students)}"
        )
    if read["name_column"] != table.name_column and read["name_column"] not in table.loose_name_columns:
        verdict.say("students", f"{_at(table)}: name column {read['name_column']}, should be {table.name_column}")


def _compare_about(verdict: Verdict, table: TableLabel, read: dict[str, Any]) -> None:
    if table.class_name is not None and read["class"] != table.class_name:
        verdict.say("columns", f"{_at(table)}: class {read['class']!r}, should be {table.class_name!r}")
    for column in read["columns"]:
        wanted = table.scale_max.get(column["column"])
        if wanted is not None and column["role"] == "score" and (column["scale"] or {}).get("max") != wanted:
            verdict.say(
                "columns",
                f"{_at(table)}: column {column['column']} has scale {column['scale']}, should end at {wanted}",
            )


def _compare_columns(verdict: Verdict, table: TableLabel, labelled: Case, read: dict[str, Any]) -> None:
    roles = {column["column"]: column for column in read["columns"]}
    for letter, about in table.columns.items():
        column = roles.get(letter)
        if column is None:
            if about.is_mark or about.roles == {"ask"}:
                verdict.say("columns", f"{_at(table)}: column {letter} is not told of, should be {sorted(about.roles)}")
            continue
        _compare_column(verdict, table, about, column, loose=letter in labelled.loose_columns)
    for letter in roles.keys() - table.columns.keys():
        if roles[letter]["role"] in NOT_ASKED and letter not in labelled.loose_columns:
            verdict.say(
                "columns",
                f"{_at(table)}: column {letter} ({roles[letter]['heading']!r}) is {roles[letter]['role']}, is not here",
            )


def _compare_column(
    verdict: Verdict, table: TableLabel, about: ColumnLabel, column: dict[str, Any], *, loose: bool
) -> None:
    what = f"{_at(table)}: column {about.letter} ({column['heading']!r})"
    if about.is_mark or about.roles == {"ask"}:
        if column["role"] not in about.roles:
            verdict.say("columns", f"{what} is {column['role']}, should be {sorted(about.roles)}")
    elif column["role"] in NOT_ASKED - about.roles and not (loose and column["role"] == "ask"):
        verdict.say("columns", f"{what} is {column['role']}, should be {sorted(about.roles)}")
    if column["role"] != "score" or not about.is_mark:
        return
    for key in ("aspect", "phase"):
        wanted = getattr(about, key)
        if not (wanted == ANY or column[key] == wanted or table.meaning):
            verdict.say("columns", f"{what} has {key} {column[key]}, should be {wanted}")
    for key in ("missing", "did_not_sit"):
        wanted = getattr(about, key)
        if wanted is not None and column[key] != wanted and not table.loose_students:
            verdict.say("columns", f"{what} counts {column[key]} {key}, should be {wanted}")


def _compare_marks(verdict: Verdict, table: TableLabel, marks: dict[Any, Found], asked: set[str]) -> None:
    for cell, (name, value) in table.marks.items():
        found = marks.get((str(table.file), table.sheet, cell))
        if cell.rstrip("0123456789") in asked and found is None:
            continue
        if found is None or found.state != "present":
            if cell not in table.loose_marks:
                verdict.say(
                    "lost",
                    f"{table.sheet}!{cell} of {name.strip()}: {value} lost ({found and found.state})",
                )
            continue
        if value is not None and not math.isclose(found.value, value, abs_tol=1e-9):
            verdict.say("lost", f"{table.sheet}!{cell}: read {found.value}, stands {value}")
        if plain(found.name) not in plain(name) or (name and not found.name):
            verdict.say("students", f"{table.sheet}!{cell}: given to {found.name!r}, is of {name!r}")
        meaning = table.meaning.get(cell, (found.aspect, found.phase))
        if meaning != (found.aspect, found.phase):
            verdict.say(
                "columns", f"{table.sheet}!{cell}: read as {found.aspect} {found.phase}, is {meaning[0]} {meaning[1]}"
            )


def plain(name: str) -> str:
    """A name without case, dots, numbers before it and double spaces."""
    return re.sub(r"[^\w']+", " ", re.sub(r"^\s*\d+[.)]?\s*", "", name)).strip().casefold()
