"""The sheet in a teacher's own workbook that lists the problems, and what it remembers of the cells' styles.

Two hidden columns hold blank cells in the style each problem cell had before it was marked and in the one
it has now. Excel and LibreOffice number styles anew when they save, and keep those two right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from capaian.charts.palette import LIGHT
from capaian.locale import Texts
from capaian.problems import PROBLEM_LIST_STAMP
from capaian.reports.marked_cells import Place, cell_of, letters_of, place_of
from capaian.reports.marked_styles import Styles
from capaian.reports.problem_list import WIDTHS, ListedProblem, headings, short, told
from capaian.reports.splicing import Node, outline, xml_attribute, xml_text

_FIRST: Final = 6
"""The row of the first problem: above it the stamp, the title, two lines of what to do, the headings."""
_LINKED: Final = "C"
_BEFORE, _NOW = "H", "I"

Marked = Mapping[tuple[str, Place], tuple[int, int]]
"""Of each problem cell (sheet, place): its style before it was marked, and now."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What an earlier list knows: the styles of the cells that it marked."""

    cells: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    styles: Mapping[int, int] = field(default_factory=dict)

    def unmarked(self, sheet: str, place: Place, style: int) -> int:
        """The style that a cell with our border had before it was marked; the one it has where nobody knows.

        A cell that moved since is known by its style alone. LibreOffice gives texts a style of their own:
        such a cell is known by its address alone.
        """
        before, now = self.cells.get((sheet, cell_of(place)), (style, None))
        return before if now == style else self.styles.get(style, before)


def memory_of(xml: bytes) -> Memory:
    """What the list in this sheet remembers."""
    root = outline(xml, 4)
    cells = {cell.attributes.get("r", ""): cell for cell in _cells(root)}
    known: dict[tuple[str, str], tuple[int, int]] = {}
    links = root.child("hyperlinks")
    for link in links.children if links else []:
        row = link.attributes.get("ref", "").removeprefix(_LINKED)
        sheet, _, cell = link.attributes.get("location", "").rpartition("!")
        if place_of(cell) and f"{_NOW}{row}" in cells:
            name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
            before = cells.get(f"{_BEFORE}{row}")
            known[name, cell] = (_style(before) if before else 0, _style(cells[f"{_NOW}{row}"]))
    return Memory(known, {now: before for before, now in reversed(known.values())})


def list_sheet(
    problems: Sequence[ListedProblem], marked: Marked, styles: Styles, t: Texts, *, file: str, namespace: str
) -> bytes:
    """The XML of the sheet; its texts stand in it, so that the workbook's own strings stay untouched."""
    title = styles.written(size=20, bold=True, colour=LIGHT.after, is_line=True)
    note = styles.written(colour=LIGHT.muted, is_line=True)
    head = styles.written(bold=True, colour=LIGHT.on_colour, fill=LIGHT.after, is_line=True)
    plain, link = styles.written(), styles.written(colour=LIGHT.after, is_link=True)
    todo = t(
        "Perbaiki sel-selnya di lembar masing-masing, simpan, lalu unggah berkas ini lagi. Lembar ini tidak dibaca."
    )
    rows = [
        _row(1, [_text("A1", PROBLEM_LIST_STAMP, plain)], hidden=True),
        _row(2, [_text("A2", told(len(problems), t) if problems else t("Tidak ada masalah"), title)], height=30),
        _row(3, [_text("A3", short(file), note)], height=18),
        _row(4, [_text("A4", todo, note)], height=24),
        _row(5, [_text(f"{letters_of(at)}5", words, head) for at, words in enumerate(headings(t), 1)], height=22),
    ]
    links: list[bytes] = []
    for row, one in enumerate(problems, start=_FIRST):
        cells = [
            _text(f"{letters_of(at)}{row}", words, link if letters_of(at) == _LINKED and one.location else plain)
            for at, words in enumerate(one.texts, 1)
        ]
        pair = marked.get((one.sheet, one.place)) if one.place else None
        if pair:
            cells += [
                f'<c r="{column}{row}" s="{s}"/>'.encode() for column, s in zip((_BEFORE, _NOW), pair, strict=True)
            ]
        rows.append(_row(row, cells, height=one.height))
        if one.location:
            links.append(f'<hyperlink ref="{_LINKED}{row}" location="'.encode() + xml_attribute(one.location) + b'"/>')
    return _worksheet(b"".join(rows), b"".join(links), t, namespace=namespace)


def _worksheet(rows: bytes, links: bytes, t: Texts, *, namespace: str) -> bytes:
    columns = "".join(f'<col min="{at}" max="{at}" width="{w}" customWidth="1"/>' for at, w in enumerate(WIDTHS, 1))
    hidden = '<col min="8" max="9" width="2" hidden="1" customWidth="1"/>'
    private = xml_text(t("Rahasia – hanya untuk internal sekolah"))
    page = xml_text(t("Halaman {page} dari {pages}", page="&P", pages="&N"))
    return b"".join(
        (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
            f'<sheetPr><tabColor rgb="FF{LIGHT.attention[1:].upper()}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
            '<pane ySplit="5" topLeftCell="A6" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}{hidden}</cols><sheetData>'.encode(),
            rows,
            b"</sheetData>",
            b"<hyperlinks>" + links + b"</hyperlinks>" if links else b"",
            b'<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
            b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddHeader>&amp;R&amp;9',
            private + b"</oddHeader><oddFooter>&amp;R&amp;9" + page + b"</oddFooter></headerFooter></worksheet>",
        )
    )


def _row(number: int, cells: Sequence[bytes], *, height: int = 0, hidden: bool = False) -> bytes:
    more = (f' ht="{height}" customHeight="1"' if height else "") + (' hidden="1"' if hidden else "")
    return f'<row r="{number}"{more}>'.encode() + b"".join(cells) + b"</row>"


def _text(cell: str, words: str, style: int) -> bytes:
    if not words:
        return f'<c r="{cell}" s="{style}"/>'.encode()
    start = f'<c r="{cell}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'.encode()
    return start + xml_text(words) + b"</t></is></c>"


def _cells(root: Node) -> list[Node]:
    data = root.child("sheetData")
    return [cell for row in data.children for cell in row.children] if data else []


def _style(cell: Node) -> int:
    written = cell.attributes.get("s", "0")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
