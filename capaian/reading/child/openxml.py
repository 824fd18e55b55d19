"""An Office Open XML workbook (xlsx, xlsm, xltx): its sheets, and a new container with only what is read.

Macros, pictures, links to other workbooks, pivot caches, hidden sheets and comments are not carried
over. The counts and dimensions that a container declares are not either: a lie about them ends the
reader behind us.
"""

import re
from collections.abc import Mapping

from capaian.reading.child.container import MAX_SHEET_PART, Part, pack, unpack, unpack_chunks
from capaian.reading.child.found import FoundSheet, Opened
from capaian.reading.child.refusal import Refusal
from capaian.reading.child.sheetxml import read_sheet_part
from capaian.reading.child.xmlparts import elements, refuse_strange_xml

MAX_SHEETS = 500
_SMALL_PART = 8 << 20
_VISIBILITY = {"hidden": "hidden", "veryHidden": "very_hidden"}
_EMPTY = b"<worksheet><sheetData/></worksheet>"
_SST_HEAD = re.compile(rb"<(?:\w+:)?sst\b[^<>]*>")
_SST_COUNT = re.compile(rb"\s(?:uniqueCount|count)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROOT_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
).encode()
"""The way from a container to its main part; without it calamine does not know an xlsx."""


def main_part(content: bytes, parts: Mapping[str, Part]) -> tuple[str, str]:
    """The name of the workbook's own part, lower case, and its content type.

    Raises Refusal: not_excel_zip where the package is none of ours, main_part where there are two.
    """
    types = elements(unpack(content, parts["[content_types].xml"], most=_SMALL_PART))
    mains = [
        (attributes.get("PartName", "").lstrip("/").lower(), attributes["ContentType"])
        for name, attributes in types
        if name == "Override" and ".main" in attributes.get("ContentType", "")
    ]
    if len(mains) > 1:
        raise Refusal("main_part")
    name, content_type = mains[0] if mains else ("xl/workbook.xml", "sheet.main")
    if name not in parts or not ("sheet" in content_type or "ms-excel" in content_type):
        raise Refusal("other_document")
    return name, content_type


def relationships(content: bytes, parts: Mapping[str, Part], main: str) -> dict[str, tuple[str, str]]:
    """Of each relationship of the workbook: its kind (`worksheet`, `styles` ...) and the part it names."""
    folder, _, name = main.rpartition("/")
    part = parts.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
    if part is None:
        raise Refusal("damaged")
    found: dict[str, tuple[str, str]] = {}
    for element, attributes in elements(unpack(content, part, most=_SMALL_PART)):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], _plain(path))
    return found


def open_xlsx(content: bytes, parts: Mapping[str, Part], main: str, *, max_cells: int) -> Opened:
    """The workbook as a new container, in which sheet n is part n; one FoundSheet a sheet.

    Raises Refusal for the container as a whole; what is wrong with one sheet is its `why_not`.
    """
    related = relationships(content, parts, main)
    sheets: list[FoundSheet] = []
    bodies: list[bytes] = []
    date1904 = False
    for element, attributes in elements(unpack(content, parts[main], most=_SMALL_PART)):
        if element == "workbookPr":
            date1904 = attributes.get("date1904") in ("1", "true")
        elif element == "sheet" and "name" in attributes:
            kind, path = related.get(attributes.get("id", ""), ("", ""))
            sheet = FoundSheet(attributes["name"], _VISIBILITY.get(attributes.get("state", ""), "visible"))
            sheets.append(sheet)
            bodies.append(_sheet_body(content, parts.get(path), sheet, kind=kind, max_cells=max_cells))
    if len(sheets) > MAX_SHEETS:
        raise Refusal("too_many_sheets")
    return Opened("xlsx", _new_container(content, parts, related, bodies, date1904=date1904), sheets)


def _sheet_body(content: bytes, part: Part | None, sheet: FoundSheet, *, kind: str, max_cells: int) -> bytes:
    """The sheet's own XML made safe, or an empty sheet where it is not to be read."""
    if kind and kind != "worksheet":
        sheet.why_not = "not_a_table"
    elif sheet.why_not is None and part is None:
        sheet.why_not = "damaged"
    if sheet.why_not or part is None:
        return _EMPTY
    try:
        return read_sheet_part(unpack_chunks(content, part, most=MAX_SHEET_PART), sheet, max_cells=max_cells)
    except Refusal as refusal:
        sheet.why_not = refusal.code
        return _EMPTY


def _new_container(
    content: bytes,
    parts: Mapping[str, Part],
    related: Mapping[str, tuple[str, str]],
    bodies: list[bytes],
    *,
    date1904: bool,
) -> bytes:
    by_kind = dict(related.values())
    numbers = range(1, len(bodies) + 1)
    new = {
        "_rels/.rels": ROOT_RELATIONSHIPS,
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><workbookPr date1904="{int(date1904)}"/><sheets>'
            + "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
            + "</sheets></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">'
            + "".join(
                f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/s{n}.xml"/>'
                for n in numbers
            )
            + "</Relationships>"
        ).encode(),
    }
    if strings := parts.get(by_kind.get("sharedStrings", "")):
        xml = unpack(content, strings)
        refuse_strange_xml(xml)
        new["xl/sharedStrings.xml"] = _SST_HEAD.sub(lambda head: _SST_COUNT.sub(b"", head[0]), xml, count=1)
    if styles := parts.get(by_kind.get("styles", "")):
        xml = unpack(content, styles)
        refuse_strange_xml(xml)
        new["xl/styles.xml"] = xml
    new.update((f"xl/worksheets/s{n}.xml", body) for n, body in zip(numbers, bodies, strict=True))
    return pack(new)


def _plain(path: str) -> str:
    """The path without `.` and `..`, lower case, as the directory is kept."""
    steps: list[str] = []
    for step in path.lower().split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
