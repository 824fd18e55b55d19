"""An OpenDocument spreadsheet (ods)."""

from collections.abc import Mapping

from capaian.reading.child.container import Part, pack, unpack
from capaian.reading.child.found import Opened
from capaian.reading.child.refusal import Refusal
from capaian.reading.child.xmlparts import refuse_strange_xml

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def open_ods(content: bytes, parts: Mapping[str, Part], *, max_cells: int) -> Opened:
    mimetype = unpack(content, parts["mimetype"], most=200).strip() if "mimetype" in parts else _MIMETYPE
    if not mimetype.startswith(_MIMETYPE):
        raise Refusal("other_document")
    xml = unpack(content, parts["content.xml"])
    refuse_strange_xml(xml)
    return Opened("ods", pack({"mimetype": _MIMETYPE, "content.xml": xml, "META-INF/manifest.xml": b"<m/>"}), [])
