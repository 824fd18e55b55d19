"""Draw a table from columns that say what they are, and keep its label while drawing."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.reading.corpus.label import ANY, Case, ColumnLabel, TableLabel, Worth, Written
from tests.reading.corpus.paper import Page, Paper, at, letter, place

K, T, C = "kognitif", "teknis", "karakter"
B, A = "before", "after"

FIRST = (
    "Ahmad", "Noor", "Siti", "Muhammad", "Rizky", "Dewi", "Aulia", "Fitri", "Hendra", "Yusuf", "Maulida", "Bagus", "Ratna",
    "Eka", "Ilham", "Khairunnisa", "Galuh", "Zainal", "Raudah", "Taufik", "Akhmad", "Nur'aini", "Wahyu", "Desy", "Syarif",
    "Annisa", "Fajar", "Halimah", "Gusti", "Rahmat", "Laila", "Arief", "Mahmudah", "Bayu", "Norhayati", "Dimas",
)  # fmt: skip
LAST = (
    "Pratama", "Ramadhani", "Hidayatullah", "Saputra", "Lestari", "Azzahra", "Kurniawan", "Maulana", "Safitri", "Anshari",
    "Wijaya", "Rahmah", "Setiawan", "Fadillah", "Noorhasanah", "Perdana", "Amalia", "Siregar", "Hakim", "Utami", "Fauzi",
)  # fmt: skip
GIVEN = (
    "Alice",
    "Ben",
    "Carla",
    "Daniel",
    "Ella",
    "Femi",
    "Grace",
    "Hugo",
    "Isla",
    "Jonas",
    "Kira",
    "Liam",
    "Mona",
    "Noah",
)
FAMILY = ("Abbott", "Barlow", "Castellan", "Dunmore", "Eastwick", "Farrow", "Gallin", "Harwick", "Ingleby", "Jarrold")


def people(count: int, *, seed: int = 1, style: str = "title") -> list[str]:
    """Invented Indonesian names, some of one word; style `upper`, `title` or `mixed`."""
    dice, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        name = dice.choice(FIRST) if dice.random() < 0.08 else f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        name = f"M. {name}" if name.startswith("Rizky ") and dice.random() < 0.5 else name
        found[name.upper() if style == "upper" or (style == "mixed" and dice.random() < 0.4) else name] = None
    return sorted(found, key=str.casefold)


def strangers(count: int, *, seed: int = 1, comma: bool = False) -> list[str]:
    """Invented English names; with a comma the family name comes first."""
    dice, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        given, family = dice.choice(GIVEN), dice.choice(FAMILY)
        found[f"{family}, {given}" if comma else f"{given} {family}"] = None
    return sorted(found)


def marks(count: int, low: float = 55, high: float = 95, *, seed: int = 1, step: float = 1) -> list[Any]:
    """Marks from low to high in steps, never all alike."""
    dice = random.Random(seed)
    steps = round((high - low) / step)
    return [_plain(low + step * dice.randint(0, steps)) for _ in range(count)]


def _plain(number: float) -> float | int:
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def nisns(count: int, *, seed: int = 1) -> list[str]:
    dice = random.Random(seed)
    return [f"00{dice.randint(50000000, 89999999)}" for _ in range(count)]


@dataclass(frozen=True)
class Col:
    """One column to draw. heading: one text a heading row; an equal upper text beside it is merged."""

    heading: tuple[str, ...]
    roles: frozenset[str]
    values: Sequence[Any] = ()
    aspect: str | None = ANY
    phase: str | None = ANY
    is_name: bool = False


def _heading(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def no(text: str | Sequence[str] = "No", values: Sequence[Any] | None = None) -> Col:
    """The running number."""
    return Col(_heading(text), frozenset({"identity", "ignored"}), tuple(range(1, 500)) if values is None else values)


def nama(text: str | Sequence[str] = "Nama Siswa", values: Sequence[Any] = ()) -> Col:
    return Col(_heading(text), frozenset({"identity"}), values, is_name=True)


def ident(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"identity", "ignored"}), values)


def kelas(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"class", "identity"}), values)


def mark(text: str | Sequence[str], aspect: str | None, phase: str | None, values: Sequence[Any]) -> Col:
    """A column of marks; the reader must say so itself."""
    return Col(_heading(text), frozenset({"score"}), values, aspect, phase)


def either(
    text: str | Sequence[str], values: Sequence[Any], *, aspect: str | None = ANY, phase: str | None = ANY
) -> Col:
    """A column that the reader may take as marks or ask about."""
    return Col(_heading(text), frozenset({"score", "ask"}), values, aspect, phase)


def ask(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"ask"}), values)


def derived(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    """Totals, averages, gains, ranks, words for a mark: never marks, never a question."""
    return Col(_heading(text), frozenset({"derived", "ignored"}), values)


def absent(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"attendance", "ignored"}), values)


def other(text: str | Sequence[str], values: Sequence[Any] = ()) -> Col:
    """Remarks, addresses, spacers: whatever it is called, no mark and no question."""
    return Col(_heading(text), frozenset({"ignored", "identity", "class", "derived", "attendance"}), values)


def draw(
    page: Page, cell: str, columns: Sequence[Col], names: Sequence[str], *, gap: int = 0, merged: bool = True,
    breaks: Mapping[int, Sequence[Any]] | None = None, style: str = "head",
) -> TableLabel:  # fmt: skip
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
        sheet=page.name, header_rows=tuple(range(top, top + depth)), student_rows=tuple(where),
        name_column=None if name_at is None else letter(left + name_at),
    )  # fmt: skip
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
