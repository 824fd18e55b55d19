"""XML changed by splicing: expat says where things stand, and what is not touched stays byte for byte.

Writing a part anew would rename its prefixes, and an `mc:Ignorable` that names a lost prefix makes Excel
repair the file.
"""

import pyexpat
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Never, TypeAlias
from xml.sax.saxutils import escape

from capaian.locale import N_
from capaian.problems import UnreadableFile

Start: TypeAlias = Callable[[int, str, Mapping[str, str], int], None]
"""Told of each element: level (1 is the root), name (namespace, space, local), attributes, where its tag starts."""
End: TypeAlias = Callable[[int, str, int], None]
"""Told of each element's end: level, name, where its closing tag starts (behind an empty element)."""

_ENCODINGS: Final = ("utf-8", "utf8", "us-ascii", "ascii")
_TAG: Final = re.compile(rb"<(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*>")
_NAME: Final = re.compile(rb"<(?:([^\s<>/:]+):)?([^\s<>/]+)")
_ATTRIBUTE: Final = re.compile(rb"\s+([^\s=<>/]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_FORBIDDEN: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def refuse() -> Never:
    """Raise the one refusal of this room: UnreadableFile no_annotated_copy."""
    raise UnreadableFile(
        "no_annotated_copy", N_("Salinan bertanda tidak dapat dibuat dari berkas ini. Unduh daftar masalahnya.")
    )


def walk(xml: bytes, start: Start, end: End, *, depth: int, text: Callable[[str], None] | None = None) -> None:
    """Tell of every element of a part in its order, `depth` levels deep.

    Raises UnreadableFile where the part is not well formed, not UTF-8, or declares a document type.
    """
    parser = pyexpat.ParserCreate(None, " ")
    parser.buffer_text = True
    level = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level <= depth:
            start(level, name, attributes, parser.CurrentByteIndex)

    def on_end(name: str) -> None:
        nonlocal level
        if level <= depth:
            end(level, name, parser.CurrentByteIndex)
        level -= 1

    def on_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            refuse()

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.XmlDeclHandler = on_declaration
    parser.StartDoctypeDeclHandler = lambda *_: refuse()
    if text is not None:
        parser.CharacterDataHandler = text
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:4]:
        refuse()
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError:
        refuse()


def tag_at(xml: bytes, at: int) -> bytes:
    """The whole start tag that begins here."""
    found = _TAG.match(xml, at)
    if found is None:
        refuse()
    return found[0]


class Node:
    """An element and its place: start of its tag, behind its tag, start of its closing tag, behind that.

    name, attributes: without namespaces.
    """

    __slots__ = ("attributes", "children", "close", "end", "inside", "name", "namespace", "start", "tag", "text")

    def __init__(self, name: str, attributes: Mapping[str, str], *, start: int, tag: bytes) -> None:
        self.namespace, _, self.name = name.rpartition(" ")
        self.start, self.tag, self.inside = start, tag, start + len(tag)
        self.attributes = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.children: list[Node] = []
        self.close = self.end = self.inside
        self.text = ""

    @property
    def is_empty(self) -> bool:
        """Whether it is written as `<a/>`."""
        return self.tag.endswith(b"/>")

    @property
    def prefix(self) -> bytes:
        """What stands before the names of its namespace, colon included: `x:`, or nothing."""
        found = _NAME.match(self.tag)
        return found[1] + b":" if found and found[1] else b""

    def find(self, *names: str) -> "list[Node]":
        """The direct children of these names."""
        return [child for child in self.children if child.name in names]

    def child(self, name: str) -> "Node | None":
        """The first direct child of that name."""
        return next(iter(self.find(name)), None)


def outline(xml: bytes, depth: int, *, texts: bool = False) -> Node:
    """The root and what stands in it, `depth` levels deep; texts: fill `text` of the deepest element."""
    roots: list[Node] = []
    stack: list[Node] = []

    def start(_level: int, name: str, attributes: Mapping[str, str], at: int) -> None:
        node = Node(name, attributes, start=at, tag=tag_at(xml, at))
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)

    def end(_level: int, _name: str, at: int) -> None:
        node = stack.pop()
        if not node.is_empty:
            node.close, node.end = at, xml.index(b">", at) + 1

    def text(characters: str) -> None:
        stack[-1].text += characters

    walk(xml, start, end, depth=depth, text=text if texts else None)
    return roots[0]


class Splices:
    """Changes to one part, gathered and then made at once; they must not overlap."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._cuts: list[tuple[int, int, bytes]] = []

    def put(self, start: int, new: bytes, *, end: int | None = None) -> None:
        """New bytes at a place, or instead of start to end."""
        self._cuts.append((start, start if end is None else end, new))

    def grow(self, node: Node, new: bytes, **attributes: str) -> None:
        """New bytes as the last children of an element, and attributes of it changed."""
        tag = with_attributes(node.tag, **attributes)
        if node.is_empty:
            found = _NAME.match(tag)
            name = found[0][1:] if found else refuse()
            self.put(node.start, tag[:-2] + b">" + new + b"</" + name + b">", end=node.end)
        else:
            self.put(node.start, tag, end=node.inside)
            self.put(node.close, new)

    def result(self) -> bytes:
        """The part with every change made; the same object where there is none."""
        if not self._cuts:
            return self._xml
        pieces: list[bytes] = []
        at = 0
        for start, end, new in sorted(self._cuts, key=lambda cut: cut[:2]):
            pieces += self._xml[at:start], new
            at = end
        return b"".join([*pieces, self._xml[at:]])


def with_attributes(tag: bytes, **attributes: str | None) -> bytes:
    """A start tag with attributes changed, added, or (None) taken away; values are plain words and numbers."""
    for name, value in attributes.items():
        new = b"" if value is None else f' {name}="{value}"'.encode()
        old = next((found for found in _ATTRIBUTE.finditer(tag) if found[1] == name.encode()), None)
        if old is not None:
            tag = tag[: old.start()] + new + tag[old.end() :]
        else:
            close = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:close] + new + tag[close:]
    return tag


def place_after(root: Node, names: Sequence[str]) -> int:
    """Where in a root whose children stand in a fixed order one goes that comes after `names`."""
    if root.is_empty:
        refuse()
    return max((child.end for child in root.find(*names)), default=root.inside)


def allowed(text: str) -> str:
    """The text, with a question mark in a box for each sign that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def xml_text(text: str, *, cell: bool = True) -> bytes:
    """Text between tags.

    cell: the text is a cell's or a note's, where Excel reads `_x0041_` as a letter unless its first
    underscore is written as `_x005F_`.
    """
    kept = allowed(text)
    return escape(_ESCAPED.sub("_x005F_", kept) if cell else kept).encode()


def xml_attribute(text: str) -> bytes:
    """Text between the quotes of an attribute."""
    return escape(allowed(text), {'"': "&quot;", "\n": "&#10;"}).encode()
