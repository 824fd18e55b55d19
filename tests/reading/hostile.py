"""Hostile workbooks, made on the spot: what each is, and what must become of it.

One function a kind, registered by `refused(code)` or `reads(rows, ...)`; the kinds themselves stand in
the other hostile_*.py. Nothing here holds a real person.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

PLAIN = [["Nama", "Nilai"], ["Siti Aminah", 80.0]]
"""What a workbook holds that is hostile beside its table, not in it."""


@dataclass(frozen=True)
class Kind:
    """make: its bytes. code: with which it is refused; None where it is read, giving `rows` and `traits`."""

    make: Callable[[], bytes]
    code: str | None = None
    rows: list[list[object]] = field(default_factory=list)
    traits: Mapping[str, object] = field(default_factory=dict)


KINDS: dict[str, Kind] = {}


def refused(code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a maker of bytes that must be refused with this code."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        KINDS[make.__name__] = Kind(make, code)
        return make

    return register


def reads(rows: list[list[object]], **traits: object) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a maker of bytes whose first visible sheet must have these rows and traits."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        KINDS[make.__name__] = Kind(make, None, rows, traits)
        return make

    return register


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STYLES = f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
"""Style 1 is a date."""
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>80</v></c></row>'
)


def content_types(*mains: str, content_type: str = MAIN_TYPE) -> str:
    """[Content_Types].xml with these main parts."""
    overrides = "".join(f'<Override PartName="/{main}" ContentType="{content_type}"/>' for main in mains)
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{overrides}</Types>'


def relationships(*targets: tuple[str, str, str]) -> str:
    """A .rels part of (id, kind, target)."""
    listed = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in targets)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def workbook_xml(*sheets: tuple[str, str]) -> str:
    """workbook.xml with sheets of (name, further attributes); sheet n has the relationship rn."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" {more}/>' for n, (name, more) in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def sheet_xml(rows: str = ROWS, *, before: str = "", after: str = "") -> str:
    """A worksheet part around these rows."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings_xml(*texts: str, counts: str = "") -> str:
    """The shared strings."""
    return f'<sst xmlns="{_MAIN}" {counts}>{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def parts(*sheets: str, states: tuple[str, ...] = (), **changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of an xlsx with these worksheet parts, one plain sheet where none is given.

    changed: by the last step of a part's name without its ending (`workbook`, `sharedStrings`); None
    leaves the part out.
    """
    sheets = sheets or (sheet_xml(),)
    states = states or ("",) * len(sheets)
    numbers = range(1, len(sheets) + 1)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types("xl/workbook.xml"),
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_xml(*((f"Sheet{n}", state) for n, state in zip(numbers, states, strict=True))),
        "xl/_rels/workbook.xml.rels": relationships(
            *((f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
            ("r901", "sharedStrings", "sharedStrings.xml"),
            ("r902", "styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": strings_xml("Nama", "Nilai", "Siti Aminah"),
        "xl/styles.xml": STYLES,
    }
    made.update((f"xl/worksheets/sheet{n}.xml", sheet) for n, sheet in zip(numbers, sheets, strict=True))
    for name, body in changed.items():
        path = next(path for path in made if path.rpartition("/")[2].partition(".")[0] == name)
        if body is None:
            del made[path]
        else:
            made[path] = body
    return made


def zipped(contents: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED, level: int = 1) -> bytes:
    """These parts as a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=level) as container:
        for name, body in contents.items():
            container.writestr(name, body)
    return target.getvalue()


def xlsx(*sheets: str, states: tuple[str, ...] = (), **changed: str | bytes | None) -> bytes:
    """An xlsx of `parts`."""
    return zipped(parts(*sheets, states=states, **changed))
