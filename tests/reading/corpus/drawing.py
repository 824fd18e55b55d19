"""Draw a table from columns that say what they are, and keep its label while drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.reading.corpus.columns import Col
from tests.reading.corpus.label import Case, ColumnLabel, TableLabel, Worth, Written
from tests.reading.corpus.paper import Formula, Page, Paper, at, letter, place

KOP = ("PEMERINTAH PROVINSI KALIMANTAN SELATAN", "DINAS PENDIDIKAN DAN KEBUDAYAAN", "SMK NEGERI 15 MARABAHAN")


def draw(
    page: Page,
    cell: str,
    columns: Sequence[Col],
    names: Sequence[str],
    *,
    gap: int = 0,
    merged: bool = True,
    breaks: Mapping[int, Sequence[Any]] | None = None,
    style: str = "head",
) -> TableLabel:
    """Write heading and students from `cell` on and return the label.

    gap: blank rows under the heading. breaks: before student i a row of these values (section rows).
    """
    top, left = place(cell)
    depth = max(len(column.heading) for column in columns)
    _draw_heading(page, top, left, columns, depth, merged=merged, style=style)
    where, row = [], top + depth + gap
    for index in range(len(names)):
        if breaks and index in breaks:
            page.put(at(row, left), *breaks[index], style="box")
            row += 1
        where.append(row)
        row += 1
    name_at = next((i for i, column in enumerate(columns) if column.is_name), None)
    label = TableLabel(
        sheet=page.name,
        header_rows=tuple(range(top, top + depth)),
        student_rows=tuple(where),
        name_column=None if name_at is None else letter(left + name_at),
    )
    for offset, column in enumerate(columns):
        values = names if column.is_name and not column.values else column.values
        _draw_column(
            page, left + offset, column, list(zip(where, names, _padded(values, len(names)), strict=True)), label
        )
    return label


def _padded(values: Sequence[Any], count: int) -> list[Any]:
    return [values[i] if i < len(values) else None for i in range(count)]


def _draw_heading(
    page: Page, top: int, left: int, columns: Sequence[Col], depth: int, *, merged: bool, style: str
) -> None:
    taken: set[tuple[int, int]] = set()
    for level in range(depth):
        for offset, column in enumerate(columns):
            if level >= len(column.heading) or (level, offset) in taken or not column.heading[level]:
                continue
            wide = 1
            if level < len(column.heading) - 1:
                while (
                    offset + wide < len(columns)
                    and columns[offset + wide].heading[: level + 1] == column.heading[: level + 1]
                ):
                    wide += 1
            taken.update((level, offset + i) for i in range(wide))
            last = top + depth - 1 if level == len(column.heading) - 1 else top + level
            start = at(top + level, left + offset)
            if merged:
                page.merge(f"{start}:{at(last, left + offset + wide - 1)}", column.heading[level], style)
            else:
                page.put(start, column.heading[level], style=style)


def _draw_column(
    page: Page, number: int, column: Col, cells: Iterable[tuple[int, str, Any]], label: TableLabel
) -> None:
    about = ColumnLabel(letter(number), column.roles, column.aspect, column.phase, missing=0, did_not_sit=0)
    label.columns[about.letter] = about
    for row, name, value in cells:
        cell = at(row, number)
        written = value if isinstance(value, Written) else None
        if written is None:
            page.put(cell, value, style="box")
        else:
            page.put(cell, written.raw, style=written.style)
        if about.is_mark:
            _keep(label, about, cell, name, written or _plain_worth(value))


def _plain_worth(value: Any) -> Written:
    stored = getattr(value, "value", value)
    return Written(value, Worth.MISSING if stored is None or stored == "" else float(stored))


def _keep(label: TableLabel, about: ColumnLabel, cell: str, name: str, written: Written) -> None:
    if written.free:
        label.free.add(cell)
        about.missing = about.did_not_sit = None
        return
    match written.worth:
        case Worth.MISSING:
            about.missing = None if about.missing is None else about.missing + 1
        case Worth.DID_NOT_SIT:
            about.did_not_sit = None if about.did_not_sit is None else about.did_not_sit + 1
        case Worth.PROBLEM:
            label.problems.add(cell)
        case _:
            label.marks[cell] = (name, written.worth)
            if written.or_problem:
                label.loose_marks.add(cell)


def book(paper: Paper, file: str, *tables: TableLabel, **more: Any) -> Case:
    """The case of one workbook; the file name's ending says which program writes it."""
    make = {"xls": paper.xls, "ods": paper.ods}.get(file.rsplit(".", 1)[-1], paper.xlsx)
    return Case([(file, make())], [replace(table, file=file) for table in tables], **more)


def averages(
    page: Page, row: int, first_column: int, columns: list[list[int]], *, words: str = "Rata-rata", at_column: int = 2
) -> None:
    """A row of averages under the table, as formulas with their values."""
    page.put(at(row, at_column), words, style="green")
    for offset, values in enumerate(columns):
        page.put(
            at(row, first_column + offset),
            Formula(f"=AVERAGE({at(row, first_column + offset)})", sum(values) / len(values)),
            style="two",
        )
