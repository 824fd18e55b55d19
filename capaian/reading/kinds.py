"""What the first bytes tell: the refusals for which no child needs to be started."""

from capaian.reading.child.formats import OLE, ZIP
from capaian.reading.limits import Limits
from capaian.reading.refusals import refused

_LOCK_FILE_SIZES = (165, 171)
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_DOCUMENTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"MZ")
_EMPTY_ZIP = b"PK\5\6"


def refuse_other_kinds(file: str, content: bytes, limits: Limits) -> None:
    """Raises UnreadableFile unless the bytes start as a workbook's may.

    Codes: lock_file, empty_file, file_too_big, old_excel, other_document, not_a_workbook.
    """
    if code := _code(file.replace("\\", "/").rpartition("/")[2], content, max_bytes=limits.max_bytes):
        raise refused(code, limits)


def _code(name: str, content: bytes, *, max_bytes: int) -> str | None:
    if not content:
        return "empty_file"
    if len(content) > max_bytes:
        return "file_too_big"
    if content.startswith((OLE, ZIP, _EMPTY_ZIP)):
        return None
    if name.startswith("~$") or _is_lock_file(content):
        return "lock_file"
    if content.startswith(_OLD_EXCEL):
        return "old_excel"
    return "other_document" if content.startswith(_DOCUMENTS) else "not_a_workbook"


def _is_lock_file(content: bytes) -> bool:
    """Excel's owner file: a length, the user's name padded to 54 bytes, then again in UTF-16."""
    return len(content) in _LOCK_FILE_SIZES and 0 < content[0] < 54 and content[content[0] + 1] in b" \0"
