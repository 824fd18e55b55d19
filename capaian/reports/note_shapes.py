"""The legacy drawing of a sheet: the box on the screen in which each note is shown.

The drawing need not be well-formed XML (Excel itself writes `<br>` into controls), so that it is searched as
bytes. What a box looks like is XlsxWriter's knowledge: its boxes are taken from a workbook it makes.
"""

import io
import math
import re
import zipfile
from collections.abc import Collection, Mapping
from typing import Final

import xlsxwriter

from capaian.reports.marked_cells import Place
from capaian.reports.splicing import Splices, refuse

_WIDTH, _LINE_HEIGHT, _LETTERS = 320, 17, 44
"""A note on the screen: pixels, and letters in a line of it."""
_MOST_HEIGHT: Final = 420
_NAMESPACES: Final = {b"v": b"vml", b"o": b"office:office", b"x": b"office:excel"}
_DECLARED: Final = re.compile(rb"\sxmlns:([\w.-]+)\s*=\s*[\"']urn:schemas-microsoft-com:([\w:]+)[\"']")
_PREFIXED: Final = re.compile(rb"(?<=[</\s])([vox])(?=:[a-zA-Z])")
_SHAPE: Final = re.compile(rb"<([\w.-]+:shape)\s")
_SHAPE_ID: Final = re.compile(rb"_x0000_s(\d{1,9})")
_ROW: Final = re.compile(rb":Row>\s*(\d{1,7})\s*<")
_COLUMN: Final = re.compile(rb":Column>\s*(\d{1,5})\s*<")


def drawn_notes(notes: Mapping[Place, str]) -> bytes:
    """A drawing with a box for each of these notes, large enough for its text."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for (row, column), note in notes.items():
            lines = sum(math.ceil(len(line) / _LETTERS) for line in note.split("\n"))
            height = min(_MOST_HEIGHT, _LINE_HEIGHT * (lines + 1))
            sheet.write_comment(row - 1, column - 1, "-", {"width": _WIDTH, "height": height})
    with zipfile.ZipFile(whole) as parts:
        return parts.read("xl/drawings/vmlDrawing1.vml")


def redrawn_notes(vml: bytes, notes: Mapping[Place, str], *, gone: Collection[Place]) -> bytes:
    """The drawing with a box for each of these notes, and none for those that are gone; all else as it was.

    Raises UnreadableFile where the drawing is none.
    """
    splices = Splices(vml)
    drawn: set[Place] = set()
    found = _SHAPE.search(vml)
    while found:
        closing = b"</" + found[1] + b">"
        at, end = found.start(), vml.find(closing, found.start())
        if end < 0:
            break
        end += len(closing)
        shape = vml[at:end]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        if b'ObjectType="Note"' in shape and row and column:
            place = (int(row[1]) + 1, int(column[1]) + 1)
            drawn.add(place)
            if place in gone:
                splices.put(at, b"", end=end)
        found = _SHAPE.search(vml, end)
    missing = {place: note for place, note in notes.items() if place not in drawn}
    if missing:
        close = vml.rfind(b"</xml>")
        if close < 0:
            refuse()
        splices.put(close, _shapes(drawn_notes(missing), vml))
    return splices.result()


def _shapes(donor: bytes, vml: bytes) -> bytes:
    """The boxes of one drawing, numbered and prefixed so that they can stand in another."""
    declared = {found[2]: found[1] for found in _DECLARED.finditer(vml)}
    if not declared.keys() >= set(_NAMESPACES.values()):
        refuse()
    start = b"<v:shape " if b'id="_x0000_t202"' in vml else b"<v:shapetype "
    shapes = donor[donor.index(start) : donor.rindex(b"</xml>")]
    used = max((int(found[1]) for found in _SHAPE_ID.finditer(vml)), default=1024)
    numbered = _SHAPE_ID.sub(lambda found: b"_x0000_s%d" % (used + int(found[1]) - 1024), shapes)
    return _PREFIXED.sub(lambda found: declared[_NAMESPACES[found[1]]], numbered)
