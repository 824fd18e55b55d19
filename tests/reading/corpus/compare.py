"""Lay a reading beside the label of its workbook and name every difference."""

import re
from typing import Any

from capaian.locale import texts
from capaian.reading import Reading, reading_to_json
from tests.reading.corpus.label import Case
from tests.reading.corpus.paper import at, place
from tests.reading.corpus.table import Found, Verdict, compare_table


def compare(name: str, *, indonesian: bool, labelled: Case, reading: Reading) -> Verdict:
    """Everything in which the reading and the label differ."""
    verdict = Verdict(name, indonesian)
    told: dict[str, Any] = reading_to_json(reading, texts("id"))
    marks = marks_by_cell(reading)
    problems = [{**problem, "file": file["file"]} for file in told["files"] for problem in file["problems"]]
    problems += [
        {
            "code": file["reason"],
            "message": file["message"],
            "severity": "blocks",
            "cell": None,
            "sheet": None,
            "file": file["file"],
        }
        for file in told["files"]
        if file["status"] == "refused"
    ]
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
        compare_table(verdict, table, labelled, tables, marks)
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
