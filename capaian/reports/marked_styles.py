"""The styles part of a teacher's workbook, to which styles are added: none that stands there is changed."""

import re
from collections.abc import Mapping
from typing import Final

from capaian.charts.palette import LIGHT
from capaian.reports.splicing import Node, Splices, outline, place_after, tag_at, with_attributes

_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_DEFAULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/></font>',),
    "fills": ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
"""What Excel takes for granted where a workbook has no such list."""

_BORDER: Final = re.compile(rb"\sborderId\s*=\s*[\"'](\d{1,6})[\"']")
_SIDES: Final = ("left", "right", "top", "bottom")
_LINE, _COLOUR = "medium", f"FF{LIGHT.attention[1:].upper()}"
_MARK: Final = "".join(f'<{side} style="{_LINE}"><color rgb="{_COLOUR}"/></{side}>' for side in _SIDES)


class Styles:
    """The styles of a workbook; a style is its place in the list cellXfs, as cells name it."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._root = outline(xml, 5)
        self._known: dict[str, dict[bytes, int]] = {}
        self._new: dict[str, list[bytes]] = {name: [] for name in _DEFAULTS}
        self._sizes: dict[str, int] = {}
        for name, defaults in _DEFAULTS.items():
            node = self._root.child(name)
            pieces = [xml[one.start : one.end] for one in node.children] if node else []
            self._known[name] = {piece: at for at, piece in reversed(list(enumerate(pieces)))}
            self._sizes[name] = len(pieces)
            for piece in defaults if not pieces else ():
                self._add(name, self._prefixed(piece))
        node = self._root.child("cellXfs")
        self._styles = [xml[one.start : one.end] for one in node.children] if node else self._new["cellXfs"][:]
        self._marked: dict[int, int] = {}
        borders = self._root.child("borders")
        ours = {str(at).encode() for at, one in enumerate(borders.children if borders else []) if _is_ours(one)}
        found = [_BORDER.search(tag_at(style, 0)) for style in self._styles]
        self._with_mark = {at for at, border in enumerate(found) if border and border[1] in ours}

    def is_marked(self, style: int) -> bool:
        """Whether cells of this style have our border."""
        return style in self._with_mark

    def marked(self, style: int) -> int:
        """The style that differs from this one in its border only, which is ours."""
        if style not in self._marked:
            old = self._styles[style if 0 <= style < len(self._styles) else 0]
            tag = tag_at(old, 0)
            border = str(self._add("borders", self._prefixed(f"<border>{_MARK}<diagonal/></border>")))
            new = with_attributes(tag, borderId=border, applyBorder="1")
            self._marked[style] = self._add("cellXfs", new + old[len(tag) :])
        return self._marked[style]

    def written(
        self,
        *,
        size: int = 11,
        bold: bool = False,
        colour: str = LIGHT.ink,
        fill: str = "",
        is_link: bool = False,
        is_line: bool = False,
    ) -> int:
        """A style for our own sheet: text, kept as text when it is edited, wrapped unless it is one line."""
        look = ("<b/>" if bold else "") + ("<u/>" if is_link else "")
        font = f'<font>{look}<sz val="{size}"/><color rgb="FF{colour[1:].upper()}"/><name val="Calibri"/></font>'
        solid = f'<patternFill patternType="solid"><fgColor rgb="FF{fill[1:].upper()}"/></patternFill>'
        font_id = self._add("fonts", self._prefixed(font))
        fill_id = self._add("fills", self._prefixed(f"<fill>{solid}</fill>")) if fill else 0
        place = '<alignment vertical="center"/>' if is_line else '<alignment vertical="top" wrapText="1"/>'
        base = ' xfId="0"' if self._root.child("cellStyleXfs") else ""
        xf = (
            f'<xf numFmtId="0" fontId="{font_id}" fillId="{fill_id}" borderId="0"{base} quotePrefix="1"'
            f' applyFont="1" applyFill="1" applyAlignment="1">{place}</xf>'
        )
        return self._add("cellXfs", self._prefixed(xf))

    def result(self) -> bytes:
        """The styles part with what was added."""
        splices = Splices(self._xml)
        for name, pieces in self._new.items():
            new, node, count = b"".join(pieces), self._root.child(name), str(self._sizes[name])
            if node is not None and pieces:
                splices.grow(node, new, count=count)
            elif pieces:
                whole = self._prefixed(f'<{name} count="{count}">|</{name}>').replace(b"|", new)
                splices.put(place_after(self._root, _ORDER[: _ORDER.index(name)]), whole)
        return splices.result()

    def _add(self, name: str, piece: bytes) -> int:
        """The place of this piece in a list, at whose end it is written if it does not stand there yet."""
        known = self._known[name]
        if piece not in known:
            known[piece] = self._sizes[name]
            self._sizes[name] += 1
            self._new[name].append(piece)
        return known[piece]

    def _prefixed(self, xml: str) -> bytes:
        prefix = self._root.prefix.decode()
        return xml.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}").encode()


def _is_ours(border: Node) -> bool:
    sides = [border.child(side) for side in _SIDES]
    colours = [side.child("color") for side in sides if side and side.attributes.get("style") == _LINE]
    return [colour.attributes.get("rgb") for colour in colours if colour] == [_COLOUR] * len(_SIDES)
