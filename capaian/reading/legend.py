"""`K = Kognitif, T = Teknis`: what a sheet's own legend says its short headings mean."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from capaian.reading.columns import Meant
from capaian.reading.compose import is_whole_aspect
from capaian.reading.lexicon import only_phase
from capaian.reading.tables import Block
from capaian.reading.text import plain

_ENTRY: Final = re.compile(r"(?<![^\W_])([^\W\d_]{1,4}\.?)\s*(?:=|:|adalah)\s*([^\W\d_][^,;=:()\n]{2,40})")
_TOLD_IN: Final = ("legend", "note", "signature", "section")


def spelled_out(block: Block) -> Mapping[str, str]:
    """Short word -> the aspect or the phase that the sheet says it stands for; anything else is no help."""
    grid = block.grid
    rows = [ignored.row for ignored in block.body.ignored if ignored.why in _TOLD_IN]
    texts = [*block.captions, *(" , ".join(c for c in grid.row(row) if isinstance(c, str)) for row in rows)]
    entries = (match.groups() for text in texts for match in _ENTRY.finditer(text))
    return {plain(short): meant.strip() for short, meant in entries if is_whole_aspect(meant) or only_phase(meant)}


def with_legend(parts: Mapping[int, tuple[str, ...]], legend: Mapping[str, str]) -> Mapping[int, tuple[str, ...]]:
    """The heading with its short words spelled out."""
    if not legend:
        return parts
    return {c: tuple(legend.get(plain(part), part) for part in over) for c, over in parts.items()}


def as_headed(meant: list[Meant], block: Block) -> list[Meant]:
    """The columns under the words that stand on the sheet."""
    return [replace(m, heading=block.heading.text(m.column)) for m in meant]
