"""Which of the four formats the bytes are, and their container made safe."""

from capaian.reading.child.container import read_directory
from capaian.reading.child.found import Opened
from capaian.reading.child.opendocument import open_ods
from capaian.reading.child.openxml import main_part, open_xlsx
from capaian.reading.child.refusal import Refusal
from capaian.reading.child.xls import open_xls
from capaian.reading.child.xlsb import open_xlsb

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\3\4"


def open_container(content: bytes, *, max_cells: int) -> Opened:
    """Judged by the bytes alone; Refusal other_document for a container that holds no workbook."""
    if content.startswith(OLE):
        return open_xls(content, max_cells=max_cells)
    parts = read_directory(content)
    if "[content_types].xml" in parts:
        main, content_type = main_part(content, parts)
        if "binary" in content_type:
            return open_xlsb(content, parts, main, max_cells=max_cells)
        return open_xlsx(content, parts, main, max_cells=max_cells)
    if "content.xml" in parts:
        return open_ods(content, parts, max_cells=max_cells)
    raise Refusal("numbers" if any(name.endswith(".iwa") for name in parts) else "other_document")
