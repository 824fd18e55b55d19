"""The contract of `inspect --json`: other programs read it, so keys and their order stay."""

from capaian.locale import Texts
from capaian.problems import Problem
from capaian.reading.nouns import Column, FileRead, Table
from capaian.reading.reading import Reading


def reading_to_json(reading: Reading, t: Texts) -> dict:
    """What was found, as plain values; messages in the language of `t`."""
    files = [_file(f, t) for f in reading.files]
    own = {id(p) for f in reading.files for p in (*f.problems, f.message)}
    for problem in reading.problems:
        if id(problem) not in own:
            next(f for f in files if f["file"] == problem.file)["problems"].append(_problem(problem, t))
    return {"files": files}


def _file(f: FileRead, t: Texts) -> dict:
    return {
        "file": f.file,
        "status": f.status,
        "reason": f.reason,
        "message": f.message.message(t) if f.message else None,
        "sheets": [{"name": s.name, "visibility": s.visibility, "read": s.read} for s in f.sheets],
        "tables": [_table(table) for table in f.tables],
        "problems": [_problem(p, t) for p in f.problems],
    }


def _table(table: Table) -> dict:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "students": table.students,
        "student_rows": list(table.student_rows),
        "name_column": table.name_column,
        "id_columns": list(table.id_columns),
        "class": table.class_name,
        "columns": [_column(c) for c in table.columns],
        "ignored_rows": [{"row": i.row, "why": i.why} for i in table.ignored_rows],
    }


def _column(c: Column) -> dict:
    return {
        "column": c.column,
        "heading": c.heading,
        "role": c.role,
        "aspect": c.aspect,
        "phase": c.phase,
        "criterion": c.criterion,
        "scale": {"min": c.scale.min, "max": c.scale.max} if c.scale else None,
        "present": c.present,
        "missing": c.missing,
        "did_not_sit": c.did_not_sit,
    }


def _problem(p: Problem, t: Texts) -> dict:
    return {
        "code": p.code,
        "severity": p.severity,
        "sheet": p.sheet,
        "cell": p.cell,
        "read": p.read,
        "message": p.message(t),
    }
