"""Lay a reading beside the label of its workbook and name every difference."""

import math
import re
from dataclasses import dataclass, field
from typing import Any, Final

from capaian.locale import texts
from capaian.reading import Reading, reading_to_json
from tests.reading.corpus.label import ANY, Case, ColumnLabel, TableLabel
from tests.reading.corpus.paper import at, place

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


def compare(name: str, *, indonesian: bool, labelled: Case, reading: Reading) -> Verdict:
    """Everything in which the reading and the label differ."""
    verdict = Verdict(name, indonesian)
    told: dict[str, Any] = reading_to_json(reading, texts("id"))
    marks = marks_by_cell(reading)
    problems = [{**problem, "file": file["file"]} for file in told["files"] for problem in file["problems"]]
    problems += [{"code": file["reason"], "message": file["message"], "severity": "blocks", "cell": None, "sheet": None, "file": file["file"]}
                 for file in told["files"] if file["status"] == "refused"]  # fmt: skip
    for wanted in labelled.says:
        if not any(wanted.search(_spoken(problem)) for problem in problems):
            verdict.say(
                "problems", f"no problem speaks of /{wanted.pattern}/; said: {sorted({p['code'] for p in problems})}"
            )
    if labelled.refused:
        _compare_refusal(verdict, labelled.refused, problems, marks, reading)
        return verdict
    tables = [(file["file"], table) for file in told["files"] for table in file["tables"]]
    for file in told["files"]:
        if file["status"] == "refused":
            verdict.say("heading", f"{file['file']} refused as {file['reason']}: {file['message']}")
    for table in labelled.tables:
        _compare_table(verdict, table, labelled, tables, marks)
    _compare_extra(verdict, labelled, tables)
    _compare_invented(verdict, labelled, marks)
    _compare_problems(verdict, labelled, problems)
    return verdict


def marks_by_cell(reading: Reading) -> dict[tuple[str, str, str], Found]:
    """Every mark read, by file, sheet and cell."""
    names = dict(zip(reading.students["student"], reading.students["name"], strict=True))
    found = {}
    for mark in reading.marks.to_dict("records"):
        file, sheet, cell = str(mark["source"]).rsplit("!", 2)
        found[file, sheet, cell] = Found(
            names.get(mark["student"], ""), mark["score"], mark["state"], _text(mark["aspect"]), _text(mark["phase"])
        )
    return found


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, str) and value else None


def _spoken(problem: dict[str, Any]) -> str:
    return f"{problem['code']} {problem['message']}"


def _compare_refusal(
    verdict: Verdict, wanted: re.Pattern[str], problems: list[dict[str, Any]], marks: dict[Any, Found], reading: Reading
) -> None:
    present = [mark for mark in marks.values() if mark.state == "present"]
    if present:
        verdict.say("invented", f"{len(present)} marks read where there are none to read")
    if not reading.blocked:
        verdict.say("refused", "not blocked")
    if not any(wanted.search(_spoken(problem)) for problem in problems):
        verdict.say("refused", f"no reason like /{wanted.pattern}/; said: {[_spoken(p) for p in problems]}")


def _compare_table(
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
            f"{_at(table)}: heading rows {read['header_rows']}, should be {sorted(table.header_rows)} (may: {sorted(table.loose_header)})",
        )
    students, wanted = set(read["student_rows"]), set(table.student_rows)
    if (students ^ wanted) - table.loose_students:
        verdict.say(
            "students", f"{_at(table)}: extra rows {sorted(students - wanted)}, lost rows {sorted(wanted - students)}"
        )
    if read["name_column"] != table.name_column and read["name_column"] not in table.loose_name_columns:
        verdict.say("students", f"{_at(table)}: name column {read['name_column']}, should be {table.name_column}")


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
                f"{_at(table)}: column {letter} ({roles[letter]['heading']!r}) is {roles[letter]['role']}, is none of this table's",
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
                    f"{table.sheet}!{cell} of {name.strip()}: {value} lost{'' if found is None else f' ({found.state})'}",
                )
            continue
        if value is not None and not math.isclose(found.value, value, abs_tol=1e-9):
            verdict.say("lost", f"{table.sheet}!{cell}: read {found.value}, stands {value}")
        if plain(found.name) not in plain(name):
            verdict.say("students", f"{table.sheet}!{cell}: given to {found.name!r}, is of {name!r}")
        meaning = table.meaning.get(cell, (found.aspect, found.phase))
        if meaning != (found.aspect, found.phase):
            verdict.say(
                "columns", f"{table.sheet}!{cell}: read as {found.aspect} {found.phase}, is {meaning[0]} {meaning[1]}"
            )


def plain(name: str) -> str:
    """A name without case, dots, numbers before it and double spaces."""
    return re.sub(r"[^\w']+", " ", re.sub(r"^\s*\d+[.)]?\s*", "", name)).strip().casefold()


def _compare_extra(verdict: Verdict, labelled: Case, tables: list[tuple[str, Any]]) -> None:
    if len(tables) != len(labelled.tables) and not any(table.by_cell for table in labelled.tables):
        more = [(file, read["sheet"], read["header_rows"], read["name_column"]) for file, read in tables]
        scored = [read for _, read in tables if any(column["role"] == "score" for column in read["columns"])]
        if len(scored) != len(labelled.tables) or not labelled.quiet_tables:
            verdict.say("heading", f"{len(tables)} tables found, there are {len(labelled.tables)}: {more[:6]}")


def _compare_invented(verdict: Verdict, labelled: Case, marks: dict[Any, Found]) -> None:
    """Marks read in cells that hold none."""
    wanted = {(table.file, table.sheet, cell) for table in labelled.tables for cell in (*table.marks, *table.free)}
    for where, found in marks.items():
        if found.state == "present" and where not in wanted:
            letter = where[2].rstrip("0123456789")
            loose = any(
                letter in table.columns and "score" in table.columns[letter].roles and letter in labelled.loose_columns
                for table in labelled.tables
            )
            if not loose:
                verdict.say(
                    "invented",
                    f"{where[1]}!{where[2]}: {found.value} for {found.name!r} ({found.aspect}, {found.phase})",
                )


def _compare_problems(verdict: Verdict, labelled: Case, problems: list[dict[str, Any]]) -> None:
    named = {(problem["file"], problem["sheet"], cell) for problem in problems for cell in _cells(problem["cell"])}
    for table in labelled.tables:
        for cell in sorted(table.problems, key=place):
            if (table.file, table.sheet, cell) not in named:
                verdict.say("problems", f"{table.sheet}!{cell}: no problem names it")
    known = {
        (table.file, table.sheet, cell)
        for table in labelled.tables
        for cell in (*table.problems, *table.free, *table.loose_marks)
    }
    for problem in problems:
        where = {(problem["file"], problem["sheet"], cell) for cell in _cells(problem["cell"])}
        if problem["severity"] == "blocks" and not labelled.any_blocks and not where & known:
            verdict.say("problems", f"blocked needlessly at {problem['sheet']}!{problem['cell']}: {_spoken(problem)}")


def _cells(text: str | None) -> list[str]:
    """The cells that a problem names; a range names all of its column or row."""
    if not text:
        return []
    found = []
    for part in re.split(r"[,;]\s*", text):
        ends = [place(end) for end in part.split(":") if re.fullmatch(r"[A-Z]+\d+", end)]
        if ends:
            (r1, c1), (r2, c2) = ends[0], ends[-1]
            found += [at(row, column) for row in range(r1, r2 + 1) for column in range(c1, c2 + 1)]
    return found
