"""A binary Office Open XML workbook (xlsb)."""

from collections.abc import Mapping

from capaian.reading.child.container import Part
from capaian.reading.child.found import Opened


def open_xlsb(content: bytes, parts: Mapping[str, Part], main: str, *, max_cells: int) -> Opened:
    return Opened("xlsb", content, [])
