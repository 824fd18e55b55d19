"""One sheet's XML with the styles of some cells changed, and blank cells made where there are none."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeAlias

from capaian.reports.splicing import Splices, refuse, tag_at, walk, with_attributes

Place: TypeAlias = tuple[int, int]
"""Row and column as Excel counts them, from 1."""

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ROWS, _COLUMNS = 1_048_576, 16_384
_BEFORE_NOTES: Final = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
)  # fmt: skip
"""What stands before legacyDrawing in a worksheet (ECMA-376 part 1, 18.3.1.99)."""


def place_of(cell: str | None) -> Place | None:
    """`F17` as (17, 6); None for a column, a row, a range, or a cell outside Excel's grid."""
    found = _ADDRESS.fullmatch(cell or "")
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= _ROWS and column <= _COLUMNS else None


def letters_of(column: int) -> str:
    """6 as `F`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_of(place: Place) -> str:
    """(17, 6) as `F17`."""
    return f"{letters_of(place[1])}{place[0]}"


class MarkedSheet:
    """A sheet's XML, walked through once. styles: of each problem cell, its style before and after.

    legacy_drawing: the id of the relationship by which the sheet draws its notes, or None. Rows and cells
    without an address follow the one before them.
    """

    def __init__(
        self,
        xml: bytes,
        cells: Collection[Place],
        *,
        unmarked: Callable[[Place, int], int],
        marked: Callable[[int], int],
    ) -> None:
        """Mark `cells`. unmarked: the style a cell had before an earlier copy marked it, its own if none did."""
        self.styles: dict[Place, tuple[int, int]] = {}
        self.legacy_drawing: str | None = None
        self._xml, self._unmarked, self._marked = xml, unmarked, marked
        self._splices = Splices(xml)
        self._wanted: dict[int, list[int]] = defaultdict(list)
        for row, column in sorted(cells):
            self._wanted[row].append(column)
        self._rows = sorted(self._wanted)
        self._columns: list[int] = []
        self._row = self._column = 0
        self._row_style: int | None = None
        self._column_styles: list[tuple[int, int, int]] = []
        self._row_tag = self._top_tag = b""
        self._prefix = ""
        self._in_cells = False
        self._notes_at = 0
        walk(xml, self._start, self._end, depth=4)
        if len(self.styles) < len(cells):
            refuse()

    def written(self, *, drawing: str | None = None, types: str = "") -> bytes:
        """The sheet as it is now. drawing: a relationship by which it draws its notes from now on."""
        if drawing is not None:
            element = f'<{self._prefix}legacyDrawing xmlns:r="{types}" r:id="{drawing}"/>'
            self._splices.put(self._notes_at, element.encode())
        return self._splices.result()

    def _start(self, level: int, name: str, attributes: Mapping[str, str], at: int) -> None:
        name = name.rpartition(" ")[2]
        if level == 4 and self._in_cells and name == "c":
            self._cell(attributes, at)
        elif level == 3 and self._in_cells and name == "row":
            self._begin_row(attributes, at)
        elif level == 3 and name == "col":
            style = _number(attributes.get("style"))
            self._column_styles.append((_number(attributes.get("min")), _number(attributes.get("max")), style))
        elif level == 2:
            self._top_tag = tag_at(self._xml, at)
            if name == "legacyDrawing":
                self.legacy_drawing = next((value for key, value in attributes.items() if key.endswith(" id")), None)
            elif name == "sheetData":
                self._in_cells, self._prefix = True, self._top_tag[1 : self._top_tag.index(name.encode())].decode()

    def _end(self, level: int, name: str, at: int) -> None:
        if level == 3 and self._in_cells and name.endswith(" row"):
            self._fill(self._row_tag, at, self._new_cells(None))
        elif level == 2:
            if self._in_cells:
                self._fill(self._top_tag, at, self._new_rows(None))
                self._in_cells = False
            if name.rpartition(" ")[2] in _BEFORE_NOTES:
                self._notes_at = at if self._top_tag.endswith(b"/>") else self._xml.index(b">", at) + 1

    def _begin_row(self, attributes: Mapping[str, str], at: int) -> None:
        self._row = _number(attributes.get("r")) or self._row + 1
        self._column = 0
        if self._rows and self._rows[0] < self._row:
            self._splices.put(at, self._new_rows(self._row))
        has_style = attributes.get("customFormat") in ("1", "true")
        self._row_style = _number(attributes.get("s")) if has_style else None
        self._row_tag, self._columns = b"", []
        if self._rows and self._rows[0] == self._row:
            self._row_tag, self._columns = tag_at(self._xml, at), self._wanted[self._rows.pop(0)]
            low, _, high = attributes.get("spans", "").partition(":")
            is_wider = self._columns[0] < _number(low) or self._columns[-1] > _number(high)
            if "spans" in attributes and is_wider and not self._row_tag.endswith(b"/>"):
                self._splices.put(at, with_attributes(self._row_tag, spans=None), end=at + len(self._row_tag))

    def _cell(self, attributes: Mapping[str, str], at: int) -> None:
        address = attributes.get("r")
        place = place_of(address) if address else (self._row, self._column + 1)
        if place is None:
            return
        self._column = place[1]
        if self._columns and self._columns[0] < self._column:
            self._splices.put(at, self._new_cells(self._column))
        style = _number(attributes.get("s"))
        new = before = self._unmarked(place, style)
        if self._columns and self._columns[0] == self._column:
            self._columns.pop(0)
            new = self._marked(before)
            self.styles[place] = (before, new)
        if new != style:
            tag = tag_at(self._xml, at)
            self._splices.put(at, with_attributes(tag, s=str(new)), end=at + len(tag))

    def _new_cells(self, before: int | None) -> bytes:
        """The wanted cells of this row that stand left of a column, or all that are left."""
        cells = b""
        while self._columns and (before is None or self._columns[0] < before):
            place = (self._row, self._columns.pop(0))
            ranges = (style for low, high, style in self._column_styles if low <= place[1] <= high)
            old = self._row_style if self._row_style is not None else next(ranges, 0)
            self.styles[place] = (old, self._marked(old))
            cells += f'<{self._prefix}c r="{cell_of(place)}" s="{self.styles[place][1]}"/>'.encode()
        return cells

    def _new_rows(self, before: int | None) -> bytes:
        """The wanted rows that stand above a row, or all that are left."""
        rows, own, style = b"", self._row, self._row_style
        while self._rows and (before is None or self._rows[0] < before):
            self._row, self._row_style = self._rows.pop(0), None
            self._columns = self._wanted[self._row]
            cells = self._new_cells(None).decode()
            rows += f'<{self._prefix}row r="{self._row}">{cells}</{self._prefix}row>'.encode()
        self._row, self._row_style = own, style
        return rows

    def _fill(self, tag: bytes, at: int, new: bytes) -> None:
        """New children at the end of the element that began with this tag; `at`: its closing tag."""
        if new and tag.endswith(b"/>"):
            name = tag[1:].split()[0].removesuffix(b"/>")
            opened = with_attributes(tag, spans=None)[:-2] + b">"
            self._splices.put(at - len(tag), opened + new + b"</" + name + b">", end=at)
        elif new:
            self._splices.put(at, new)


def _number(text: str | None) -> int:
    """A whole number, 0 where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
