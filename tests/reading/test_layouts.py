"""Layouts as teachers make them: each file of layouts/ is drawn, read, and must be found whole."""

import pytest

from capaian.locale import texts
from capaian.problems import Severity
from capaian.reading import Reading, read_books, reading_to_json
from tests.reading.drawing import LAYOUTS, numbers, read_layout

ALL = sorted(LAYOUTS.glob("*.txt"))


def spelled(column: dict) -> str:
    """A column as layout files write it: `E=score/teknis/before/Persiapan`, `D=derived`."""
    if column["role"] != "score":
        return f"{column['column']}={column['role']}"
    parts = ["score", column["aspect"] or "", column["phase"] or "", column["criterion"].replace(" ", "_")]
    return f"{column['column']}=" + "/".join(parts).rstrip("/")


@pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])
def test_a_layout_is_found_whole(path):
    layout = read_layout(path)
    reading = read_books(layout.books)
    files = reading_to_json(reading, texts("id"))["files"]
    tables = [table for file in files for table in file["tables"]]
    found, expected = [], []
    for i, want in enumerate(layout.tables):
        table = tables[i] if i < len(tables) else None
        expected.append(want)
        found.append(_told(table, want) if table else {})
    others = [f"refused {f['reason']}" for f in files if f["status"] == "refused"]
    others += [f"problem {p['code']} {p['cell'] or ''}".strip() for f in files for p in f["problems"]]
    others += _counted(reading)
    if not any(p.severity is not Severity.REMARK for p in reading.problems):
        others.append("nothing else")
    missing = [line for line in layout.others if line not in others]
    assert found == expected
    assert len(tables) == len(layout.tables), [t["sheet"] for t in tables]
    assert not missing, others


def _counted(reading: Reading) -> list[str]:
    """How many marks and their sum, how many people, how many marks of each phase."""
    present = reading.marks[reading.marks["state"] == "present"]
    phases = present["phase"].value_counts()
    return [
        f"marks {len(present)} {round(present['score'].sum(), 2):g}",
        f"people {len(reading.students)}",
        f"phases before={phases.get('before', 0)} after={phases.get('after', 0)}",
    ]


def _told(table: dict, want: dict) -> dict:
    """What was found, in the words of the layout file, as far as the file speaks of it."""
    told = {
        "sheet": table["sheet"],
        "header": want.get("header")
        if table["header_rows"] == numbers(want.get("header", ""))
        else str(table["header_rows"]),
        "students": want.get("students")
        if table["student_rows"] == numbers(want.get("students", ""))
        else str(table["student_rows"]),
        "columns": " ".join(spelled(c) for c in table["columns"]),
        "ignored": " ".join(f"{i['row']}={i['why']}" for i in table["ignored_rows"]),
        "class": table["class"],
        "count": str(table["students"]),
        "name": table["name_column"] or "-",
    }
    if "=..." in want.get("columns", ""):
        left = {word.partition("=")[0] for word in want["columns"].split() if word.endswith("=...")}
        told["columns"] = " ".join(f"{c}=..." if c in left else f"{c}={r}" for c, r in _roles(told["columns"]))
    if "columns" in want and " ..." in want["columns"]:
        told["columns"] = " ".join(w for w in told["columns"].split() if w in want["columns"].split()) + " ..."
    return {word: told[word] for word in want}


def _roles(columns: str) -> list[list[str]]:
    return [word.split("=", 1) for word in columns.split()]
