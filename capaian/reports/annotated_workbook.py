"""The annotated copy: a teacher's own workbook with a note and a border on each problem cell, and a list of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from capaian.locale import Texts
from capaian.problems import PROBLEM_LIST_STAMP, Problem
from capaian.reports.list_sheet import Memory, list_sheet, memory_of
from capaian.reports.marked_cells import MarkedSheet, Place
from capaian.reports.marked_styles import Styles
from capaian.reports.notes import has_notes_of_ours, write_notes
from capaian.reports.package import Package
from capaian.reports.problem_list import ListedProblem, listed
from capaian.reports.splicing import Node, Splices, outline, refuse, xml_attribute

_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NORMAL: Final = (
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_MOST_LETTERS: Final = 31
"""Of a sheet's name in Excel."""


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook part. types: how its types of relationships begin. sheets: part by name, worksheets only."""

    part: str
    namespace: str
    types: str
    sheets: Mapping[str, str]
    names: frozenset[str]


def annotated_workbook(content: bytes, problems: Sequence[Problem], t: Texts) -> bytes:
    """The same xlsx or xlsm with every problem at its cell, and a last sheet `Masalah` that lists them all.

    problems: those of this one file, in the order in which they are listed; one without a cell of a
    worksheet is only listed. Only the parts that must change do, by insertion: every other part is
    the same byte for byte, and no cell's value, formula, fill or number format changes. Capaian's notes,
    borders and list of an earlier copy are replaced. Raises UnreadableFile `no_annotated_copy` for any
    other format (offer `problem_list_workbook`), and ValueError for problems of several files.
    """
    if len({problem.file for problem in problems}) > 1:
        raise ValueError("problems of several files")
    package = Package(content)
    book = _book(package)
    rows = listed(problems, t)
    earlier, memory = _earlier_list(package, book)
    if not rows and earlier is None:
        return content
    styles_part = _styles_part(package, book)
    styles = Styles(package.read(styles_part))
    marked = _mark_sheets(package, book, rows, styles, memory, earlier=earlier)
    file = problems[0].file if problems else ""
    sheet = list_sheet(rows, marked, styles, t, file=file, namespace=book.namespace)
    if earlier is None:
        _append_sheet(package, book, sheet, t("Masalah"))
    else:
        package.write(earlier, sheet)
    package.write(styles_part, styles.result())
    return package.packed()


def _mark_sheets(
    package: Package,
    book: _Book,
    rows: Sequence[ListedProblem],
    styles: Styles,
    memory: Memory,
    *,
    earlier: str | None,
) -> dict[tuple[str, Place], tuple[int, int]]:
    """Notes and borders on every sheet that needs them; the styles of its problem cells before and after."""
    notes: dict[str, dict[Place, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in rows:
        if one.place is not None and one.sentence not in notes[one.sheet][one.place]:
            notes[one.sheet][one.place].append(one.sentence)
    marked: dict[tuple[str, Place], tuple[int, int]] = {}
    for name, part in book.sheets.items():
        if part == earlier or part not in package:
            continue
        wanted = {place: "\n".join(lines) for place, lines in notes.get(name, {}).items()}
        if not wanted and earlier is None and not has_notes_of_ours(package, part):
            continue

        def unmarked(place: Place, style: int, sheet: str = name) -> int:
            return memory.unmarked(sheet, place, style) if styles.is_marked(style) else style

        sheet = MarkedSheet(package.read(part), wanted, unmarked=unmarked, marked=styles.marked)
        marked.update({(name, place): pair for place, pair in sheet.styles.items()})
        write_notes(package, part, sheet, wanted, types=book.types, namespace=book.namespace)
    return marked


def _book(package: Package) -> _Book:
    main = next((one for one in package.relations("") if one.kind == "officeDocument"), None)
    if main is None or main.target not in package:
        refuse()
    root = outline(package.read(main.target), 3)
    parts = {one.id: one for one in package.relations(main.target)}
    sheets = root.child("sheets")
    if root.name != "workbook" or sheets is None:
        refuse()
    listed_sheets = [
        (one.attributes.get("name", ""), parts.get(one.attributes.get("id", ""))) for one in sheets.children
    ]
    return _Book(
        part=main.target,
        namespace=root.namespace,
        types=main.type.rpartition("/")[0],
        sheets={name: one.target for name, one in listed_sheets if one is not None and one.kind == "worksheet"},
        names=frozenset(name.casefold() for name, _ in listed_sheets),
    )


def _earlier_list(package: Package, book: _Book) -> tuple[str | None, Memory]:
    """The part of the list that an earlier copy brought along, and what it remembers."""
    stamp = PROBLEM_LIST_STAMP.encode()
    strings = next((one.target for one in package.relations(book.part) if one.kind == "sharedStrings"), None)
    shared = package.read(strings) if strings is not None and strings in package else b""
    number = None
    if stamp in shared:
        items = outline(shared, 2).children
        number = next((at for at, item in enumerate(items) if stamp in shared[item.start : item.end]), None)
    for part in book.sheets.values():
        xml = package.read(part) if part in package else b""
        if (number is not None or stamp in xml) and _is_stamped(xml, number):
            return part, memory_of(xml)
    return None, Memory()


def _is_stamped(xml: bytes, number: int | None) -> bool:
    """Whether the first cell holds the stamp, in the sheet itself or as the shared string of this number."""
    data = outline(xml, 4).child("sheetData")
    first = next((cell for row in data.children for cell in row.children), None) if data else None
    if first is None or first.attributes.get("r", "A1") != "A1":
        return False
    inner = xml[first.inside : first.close]
    is_shared = first.attributes.get("t") == "s" and number is not None
    return f">{number}<".encode() in inner if is_shared else PROBLEM_LIST_STAMP.encode() in inner


def _styles_part(package: Package, book: _Book) -> str:
    """The part that holds the styles; an empty one is made where the workbook has none."""
    found = next((one.target for one in package.relations(book.part) if one.kind == "styles"), None)
    if found is not None and found in package:
        return found
    usual = "xl/styles.xml"
    part = package.free_name("xl/styles{n}.xml") if usual in package else usual
    package.relate(book.part, type_of=f"{book.types}/styles", target=part)
    xml = f'<styleSheet xmlns="{book.namespace}">{_NORMAL}</styleSheet>'.encode()
    package.write(part, xml, content_type=_STYLES_TYPE)
    return part


def _append_sheet(package: Package, book: _Book, sheet: bytes, name: str) -> None:
    part = package.free_name("xl/worksheets/sheet{n}.xml")
    package.write(part, sheet, content_type=_SHEET_TYPE)
    identity = package.relate(book.part, type_of=f"{book.types}/worksheet", target=part)
    xml = package.read(book.part)
    sheets = outline(xml, 3).child("sheets") or refuse()
    free = next(one for n in range(1, 10_000) if (one := _numbered(name, n)).casefold() not in book.names)
    splices = Splices(xml)
    head = b"<" + sheets.prefix + b'sheet name="' + xml_attribute(free)
    tail = f'" sheetId="{_next_number(sheets)}" xmlns:r="{book.types}" r:id="{identity}"/>'
    splices.grow(sheets, head + tail.encode())
    package.write(book.part, splices.result())


def _numbered(name: str, n: int) -> str:
    return name if n == 1 else f"{name[: _MOST_LETTERS - 7]} ({n})"


def _next_number(sheets: Node) -> int:
    used = [one.attributes.get("sheetId", "") for one in sheets.children]
    return max((int(number) for number in used if number.isascii() and number.isdigit()), default=0) + 1
