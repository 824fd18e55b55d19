"""A teacher's workbook with everything that a careless copy loses, and what a test asks of its parts."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import xlsxwriter

from capaian.problems import Problem, Severity
from capaian.reading import read_workbooks
from tests.reports.tables import opened
from tests.sheets import NAMES

RED = "FFB3261E"
FILE = "nilai bu guru.xlsx"
EXTERNAL = {
    "xl/externalLinks/externalLink1.xml": (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></externalLink>'
    ),
    "xl/externalLinks/_rels/externalLink1.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
        ' Target="file:///rapor%20lama.xlsx" TargetMode="External"/></Relationships>'
    ),
}


def picture() -> io.BytesIO:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">2I5B", 8, 8, 8, 2, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\x0b\x46\x54" * 8) * 8)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b""),
    )


def rich_workbook(macros: Path | None = None) -> bytes:
    """Two class lists with five problems, and all that Excel offers around them; macros: a file that plays them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        first = book.add_worksheet("XI TKR 1")
        other = book.add_worksheet("Pak Adi's")
        hidden, chart_sheet = book.add_worksheet("Lama"), book.add_chartsheet("Grafik")
        hidden.hide()
        hidden.write("A1", "Nama")
        mark = book.add_format({"bg_color": "#ffeeaa", "num_format": "0.0", "border": 1, "border_color": "#0000ff"})
        first.write_row(0, 0, ["No", "NISN", "Nama", "Teknis Awal", "Teknis Akhir"])
        for row, name in enumerate(NAMES[:8], start=1):
            first.write_row(row, 0, [row, f"007812004{row}", name])
            first.write_row(row, 3, [60.5 + row, 70 + row], mark)
        first.write("E4", 860, mark)
        first.write("D6", 'cukup <baik> & "rapi"', mark)
        first.write("E7", "=HYPERLINK(0)", mark)
        first.write("B7", "0078120041")
        first.write("C11", "Jumlah")
        first.write_formula("D11", "=SUM(D2:D9)", None, 454.5)  # pyright: ignore[reportCallIssue]
        bold: Any = book.add_format({"bold": True})
        first.write_rich_string("C12", "sangat ", bold, "baik")
        first.merge_range("A14:C15", "Mengetahui", book.add_format({"align": "center"}))
        first.write_comment("E4", "Tanya wali kelas", {"author": "Bu Rina"})
        first.write_comment("C2", "pindahan")
        first.conditional_format("D2:D9", {"type": "data_bar", "bar_solid": True})
        first.conditional_format("E2:E9", {"type": "icon_set", "icon_style": "3_arrows"})
        first.data_validation("D2:E9", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
        first.add_sparkline("F2", {"range": "'XI TKR 1'!D2:E2"})
        first.insert_image("H2", "lambang.png", {"image_data": picture()})
        first.insert_textbox("H12", "Catatan")
        first.insert_button("J2", {"caption": "Hitung"})
        first.set_header("&L&G", {"image_left": "lambang.png", "image_data_left": picture()})
        first.write_url("H1", "https://sekolah.example/")
        for place in (lambda chart: first.insert_chart("H15", chart), chart_sheet.set_chart):
            chart: Any = book.add_chart({"type": "column"})
            chart.add_series({"values": "='XI TKR 1'!$D$2:$D$9"})
            place(chart)
        other.write_row(2, 1, ["Nama", "Teknis Awal", "Teknis Akhir"])
        for row, name in enumerate(NAMES[:8], start=3):
            other.write_row(row, 1, [f"{name} P", 60, 70])
        other.write("D7", -5)
        other.add_table("H3:I6", {"name": "Tabel"})
        other.protect("kunci")
        book.define_name("Semua", "='XI TKR 1'!$D$2:$E$9")
        if macros:
            book.add_vba_project(str(macros))
    return with_parts(content.getvalue(), EXTERNAL)


def problems_of(content: bytes) -> tuple[Problem, ...]:
    return read_workbooks([(FILE, content)]).problems


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_parts(content: bytes, new: dict[str, str]) -> bytes:
    """The package with parts written, old ones replaced."""
    return packed({**parts_of(content), **{name: body.encode() for name, body in new.items()}})


def packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return whole.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def handmade(sheet: str, *, styles: str | None = None) -> bytes:
    """The smallest package around one sheet named `Nilai`: no styles part unless one is given."""
    related = f'<Relationship Id="rId7" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    if styles is not None:
        related += f'<Relationship Id="rId2" Type="{RELATED}/styles" Target="/xl/styles.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_TYPES}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{RELATED}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:rel="{RELATED}"><x:sheets><x:sheet name="Nilai"'
        ' sheetId="3" rel:id="rId7"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **({} if styles is None else {"xl/styles.xml": styles}),
    }
    return packed({name: body.encode() for name, body in parts.items()})


def problem(cell: str | None = "B2", sheet: str | None = "Nilai", sentence: str = "Sel {cell}: {read}", **more: Any):
    return Problem("not_a_mark", Severity.BLOCKS, sentence, FILE, sheet, cell, **{"read": "x", **more})


def marked_cells(content: bytes) -> dict[str, set[str]]:
    """The cells with our border, by sheet; the list apart."""
    found: dict[str, set[str]] = {}
    for sheet in opened(content).worksheets:
        cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if is_marked(cell)}
        if cells and sheet.title not in ("Masalah", "Problems"):
            found[sheet.title] = cells
    return found


def is_marked(cell: Any) -> bool:
    sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
    return all(side and side.style == "medium" and side.color.rgb == RED for side in sides)


def notes(content: bytes, sheet: str) -> dict[str, str]:
    cells = [cell for row in opened(content)[sheet].iter_rows() for cell in row if cell.comment]
    return {cell.coordinate: cell.comment.text for cell in cells}


def bare_cells(xml: bytes) -> list[bytes]:
    """Every cell of a sheet as it is written, without its style."""
    return [re.sub(rb' s="\d+"', b"", cell) for cell in re.findall(rb"<c [^>]*?(?:/>|>.*?</c>)", xml)]
