"""Sheets drawn in a test: one line a row, cells between bars, numbers as numbers, 'quoted as text.

A layout file holds sheets and, after a line `---`, what must be found in them.
"""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from capaian.reading.cells import Cell, Sheet, Workbook, column_number

LAYOUTS = Path(__file__).parent / "layouts"
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_DATE = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
_TIME = re.compile(r"^(\d+):(\d\d):(\d\d)$")


def cell(text: str) -> Cell:
    """`75` a number, `'75` a text, `~` spaces, `2026-05-08` a date, `83:55:00` a duration, nothing a blank.

    In texts `⏎` is a line break, `¬` a space that does not break.
    """
    text = text.strip(" \t").replace("⏎", "\n").replace("¬", "\u00a0")
    if not text:
        return None
    if text == "~":
        return "   "
    if text.startswith("'"):
        return text[1:].replace("~", " ")
    if _NUMBER.match(text):
        return float(text)
    if match := _DATE.match(text):
        return datetime.datetime.fromisoformat(text)
    if match := _TIME.match(text):
        hours, minutes, seconds = map(int, match.groups())
        return datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return {"TRUE": True, "FALSE": False}.get(text, text)


def merge(text: str) -> tuple[int, int, int, int]:
    """`A3:B4` as first row, first column, last row, last column."""
    match = _RANGE.fullmatch(text)
    assert match, text
    return int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3])


def sheet(drawn: str, *, name: str = "Sheet1", merges: str = "", first_row: int = 1, first_column: int = 1) -> Sheet:
    """A sheet from lines of cells."""
    rows = [[cell(text) for text in line.split("|")] for line in drawn.rstrip("\n").split("\n")]
    width = max(map(len, rows))
    return Sheet(
        name, first_row=first_row, first_column=first_column, merges=[merge(m) for m in merges.split()],
        rows=[row + [None] * (width - len(row)) for row in rows],
    )  # fmt: skip


def book(*sheets: Sheet, file: str = "nilai.xlsx") -> Workbook:
    """A workbook of sheets."""
    return Workbook(file, "xlsx", sheets)


@dataclass
class Layout:
    """A layout file: workbooks and, for each table expected, its lines `header`, `students`, `columns`, `ignored`."""

    name: str
    books: list[Workbook] = field(default_factory=list)
    tables: list[dict[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_layout(path: Path) -> Layout:
    """Lines before `---` draw (`## file X`, `# sheet X`, `# merges ...`), lines after it tell."""
    drawn, _, told = path.read_text("utf-8").partition("\n---\n")
    layout = Layout(path.stem)
    for part in re.split(r"^## file ", drawn, flags=re.MULTILINE):
        if part.strip():
            file, text = part.split("\n", 1) if drawn.startswith("## file") else ("nilai.xlsx", part)
            layout.books.append(book(*_sheets(text), file=file.strip()))
    for line in told.strip().split("\n"):
        word, _, rest = line.partition(" ")
        if word == "table":
            layout.tables.append({"sheet": rest})
        elif word in ("header", "students", "columns", "ignored", "class", "count", "name"):
            if not layout.tables:
                layout.tables.append({})
            layout.tables[-1][word] = rest.strip()
        elif line.strip():
            layout.others.append(line.strip())
    return layout


def _sheets(text: str) -> list[Sheet]:
    sheets = []
    for part in re.split(r"^# sheet ", "\n" + text if not text.startswith("# sheet ") else text, flags=re.MULTILINE):
        if not part.strip():
            continue
        name, body = part.split("\n", 1) if "# sheet " in text else ("Sheet1", part.removeprefix("\n"))
        merges = " ".join(re.findall(r"^# merges (.*)$", body, flags=re.MULTILINE))
        lines = [line for line in body.split("\n") if not line.startswith("# ")]
        while lines and not lines[-1]:
            lines.pop()
        sheets.append(sheet("\n".join(lines), name=name.strip(), merges=merges))
    return sheets


def numbers(text: str) -> list[int]:
    """`5-8 10` as 5 6 7 8 10."""
    found: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
