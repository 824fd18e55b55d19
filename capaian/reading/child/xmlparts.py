"""The small XML parts of a container, read by expat; and what no XML part may hold."""

import pyexpat
import re
from collections.abc import Iterator

from capaian.reading.child.refusal import Refusal

_HEAD = 200
_ENCODING = re.compile(rb"^\s*<\?xml[^<>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_UTF8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def refuse_strange_xml(xml: bytes) -> None:
    """Refusal xml_encoding for anything but UTF-8, xml_dtd where a document type is declared.

    A text scan is enough only because other encodings are refused first, and because the reader
    behind us expands no entity.
    """
    head = xml[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    encoding = _ENCODING.match(head)
    if b"\0" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff") or (encoding and encoding[1].lower() not in _UTF8):
        raise Refusal("xml_encoding")
    if _DOCUMENT_TYPE.search(xml):
        raise Refusal("xml_dtd")


def elements(xml: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a small part, its name and its attributes without namespaces.

    Raises Refusal: xml_encoding, xml_dtd, damaged.
    """
    refuse_strange_xml(xml)
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    parser = pyexpat.ParserCreate(None, " ")
    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError:
        raise Refusal("damaged") from None
    return iter(found)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
