"""What Excel asks of a workbook before it opens it without offering to repair it, as far as outsiders can tell.

The rules are those of ECMA-376 part 1 (order of elements, ids that must lead somewhere) and Excel's own limits.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKSHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TABLE_NAME = re.compile(r"[A-Za-z_\\][\w.\\]*")
_CELL_NAME = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]+|[RrCc]|[Rr][0-9]+[Cc][0-9]+")
Box = tuple[int, int, int, int]


def faults(content: bytes) -> list[str]:
    """Everything that is wrong, in words; an empty list is a workbook that opens."""
    return list(_Book(content).faults())


class _Book:
    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            self.names = parts.namelist()
            self.xml = {
                name: ET.fromstring(parts.read(name)) for name in self.names if name.endswith((".xml", ".rels", ".vml"))
            }
        book = self.xml["xl/workbook.xml"]
        links = self.links("xl/workbook.xml")
        self.sheets = {one.get("name", ""): links[one.get(ID, "")] for one in book.iter(f"{MAIN}sheet")}
        strings = self.xml.get("xl/sharedStrings.xml")
        self.strings = [] if strings is None else [_text(item) for item in strings]
        styles = self.xml["xl/styles.xml"]
        self.formats = len(styles.find(f"{MAIN}cellXfs") or ())
        dxfs = styles.find(f"{MAIN}dxfs")
        self.conditional = 0 if dxfs is None else len(dxfs)

    def links(self, part: str) -> dict[str, str]:
        """Relationship ids of a part, and the parts they lead to."""
        folder, _, name = part.rpartition("/")
        relations = self.xml.get(f"{folder}/_rels/{name}.rels", ET.Element("none"))
        return {one.get("Id", ""): _led_to(folder, one.get("Target", "")) for one in relations}

    def faults(self) -> Iterator[str]:
        if len(set(self.names)) != len(self.names):
            yield "a part stands twice in the file"
        for part in self.names:
            if part.endswith(".rels"):
                owner = part.replace("_rels/", "").removesuffix(".rels")
                for target in self.links(owner).values() if owner else ():
                    if target not in self.names:
                        yield f"{part} leads to {target}, which is not there"
        yield from self._sheet_names()
        names, ids = [], []
        for sheet, part in self.sheets.items():
            yield from (f"{sheet}: {fault}" for fault in self._sheet(part))
            for target in (one for one in self.links(part).values() if "/tables/" in one):
                table = self.xml[target]
                names.append(table.get("displayName", "").casefold())
                ids.append(table.get("id"))
        defined = [
            one.get("name", "").casefold()
            for one in self.xml["xl/workbook.xml"].iter(f"{MAIN}definedName")
            if one.get("localSheetId") is None
        ]
        if len({*names, *defined}) != len(names) + len(defined):
            yield f"names of tables are not unique: {names} {defined}"
        if len(set(ids)) != len(ids):
            yield "ids of tables are not unique"

    def _sheet_names(self) -> Iterator[str]:
        if len({name.casefold() for name in self.sheets}) != len(self.sheets):
            yield "two sheets have one name"
        for name in self.sheets:
            if not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or name[0] == "'" or name[-1] == "'":
                yield f"no sheet can be called {name}"

    def _sheet(self, part: str) -> Iterator[str]:
        sheet = self.xml[part]
        order = [WORKSHEET_ORDER.index(child.tag.removeprefix(MAIN)) for child in sheet]
        if order != sorted(order):
            yield "its elements stand in the wrong order"
        yield from self._cells(sheet)
        merged = [_box(one.get("ref", "")) for one in sheet.iter(f"{MAIN}mergeCell")]
        tables = [self.xml[target] for target in self.links(part).values() if "/tables/" in target]
        boxes = [*merged, *(_box(table.get("ref", "")) for table in tables)]
        if any(_overlap(one, other) for at, one in enumerate(boxes) for other in boxes[:at]):
            yield "merged cells or tables overlap"
        for table in tables:
            yield from self._table(table, sheet)
        rules = list(sheet.iter(f"{MAIN}cfRule"))
        if any(int(rule.get("dxfId", 0)) >= max(self.conditional, 1) for rule in rules):
            yield "a conditional format has no format"
        if len({rule.get("priority") for rule in rules}) != len(rules):
            yield "two conditional formats have one priority"
        for one in sheet.iter(f"{MAIN}headerFooter"):
            if any(len(child.text or "") > 255 for child in one):
                yield "a header or footer is longer than 255 letters"
        for one in sheet.iter(f"{MAIN}col"):
            if float(one.get("width", 0)) > 255:
                yield "a column is too wide"

    def _cells(self, sheet: ET.Element) -> Iterator[str]:
        last_row = 0
        for row in sheet.iter(f"{MAIN}row"):
            number = int(row.get("r", 0))
            if number <= last_row:
                yield f"row {number} comes after row {last_row}"
            last_row, last_column = number, 0
            if float(row.get("ht", 0)) > 409:
                yield f"row {number} is too high"
            for cell in row:
                column, row_of, _, _ = range_boundaries(cell.get("r", ""))
                if row_of != number or int(column or 0) <= last_column:
                    yield f"cell {cell.get('r')} stands in the wrong place"
                last_column = int(column or 0)
                yield from self._cell(cell)

    def _cell(self, cell: ET.Element) -> Iterator[str]:
        if int(cell.get("s", 0)) >= self.formats:
            yield f"{cell.get('r')} has a format that is not there"
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        if formula is not None and (not formula.text or formula.text.startswith("=") or len(formula.text) > 8192):
            yield f"{cell.get('r')} has no formula that Excel takes: {formula.text}"
        if cell.get("t") == "s":
            if value is None or int(value.text or -1) >= len(self.strings):
                yield f"{cell.get('r')} has a text that is not there"
            elif len(self.strings[int(value.text or 0)].encode("utf-16-le")) // 2 > 32_767:
                yield f"{cell.get('r')} has too long a text"
        elif cell.get("t") is None and value is not None:
            float(value.text or "no number")

    def _table(self, table: ET.Element, sheet: ET.Element) -> Iterator[str]:
        name, ref = table.get("displayName", ""), table.get("ref", "")
        if not _TABLE_NAME.fullmatch(name) or _CELL_NAME.fullmatch(name) or len(name) > 255:
            yield f"no table can be called {name}"
        first, top, last, bottom = _box(ref)
        if bottom <= top:
            yield f"table {name} has no row"
        filters = table.find(f"{MAIN}autoFilter")
        if filters is not None and filters.get("ref") != ref:
            yield f"the filter of table {name} is not over the table"
        columns = [one.get("name", "") for one in table.iter(f"{MAIN}tableColumn")]
        if len(columns) != last - first + 1:
            yield f"table {name} has {len(columns)} columns in {ref}"
        if len({one.casefold() for one in columns}) != len(columns) or not all(columns):
            yield f"the headings of table {name} are not unique"
        row = next(one for one in sheet.iter(f"{MAIN}row") if int(one.get("r", 0)) == top)
        written = {}
        for cell in row:
            value = cell.find(f"{MAIN}v")
            if cell.get("t") == "s" and value is not None:
                written[_box(cell.get("r", ""))[0]] = self.strings[int(value.text or 0)]
        above = [written.get(column) for column in range(first, last + 1)]
        if above != [_decoded(one) for one in columns]:
            yield f"the headings of table {name} are {columns}, in its cells {above}"
        if any(_box(one.get("ref", ""))[1] == top for one in sheet.iter(f"{MAIN}mergeCell")):
            yield f"a heading of table {name} is merged"


def _led_to(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _text(item: ET.Element) -> str:
    return _decoded("".join(piece.text or "" for piece in item.iter(f"{MAIN}t")))


def _decoded(text: str) -> str:
    """`_x0041_` is how a letter may be written in the XML of a workbook."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _box(ref: str) -> Box:
    left, top, right, bottom = range_boundaries(ref)
    return int(left or 0), int(top or 0), int(right or 0), int(bottom or 0)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
