"""A zip container read by its directory, strictly, and a new plain one written from what was checked.

The reader behind us never sees the teacher's container: it gets one that holds only checked parts,
stored without compression. What two readers could understand differently is refused here.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping

from capaian.reading.child.refusal import Refusal

MAX_ENTRIES = 2_000
MAX_PART = 64 << 20
"""What one part other than a sheet may hold, unpacked."""
MAX_SHEET_PART = 512 << 20
"""What of one sheet is looked at; of blank rows nothing is kept."""
_HONEST_SIZE = 8 << 20
_HONEST_RATIO = 200
_CHUNK = 1 << 20
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1


class Part:
    """One entry of the directory: where its packed bytes are and how large it says it is."""

    __slots__ = ("crc", "method", "name", "offset", "packed", "size")

    def __init__(self, *, name: str, method: int, crc: int, packed: int, size: int, offset: int) -> None:
        self.name, self.method, self.crc = name, method, crc
        self.packed, self.size, self.offset = packed, size, offset


def read_directory(content: bytes) -> dict[str, Part]:
    """The parts of a zip by name, lower case, slashes forward.

    Raises Refusal: truncated, damaged, password, zip_entries, zip_name, zip_duplicate, zip_method,
    zip_overlap.
    """
    count, size, at = _find_directory(content)
    if count > MAX_ENTRIES:
        raise Refusal("zip_entries")
    if at + size > len(content):
        raise Refusal("truncated")
    parts: dict[str, Part] = {}
    for _ in range(count):
        part, at = _read_entry(content, at)
        name = part.name.lower()
        if name in parts:
            raise Refusal("zip_duplicate")
        parts[name] = part
    _refuse_overlap(content, parts)
    return parts


def unpack(content: bytes, part: Part, *, most: int = MAX_PART) -> bytes:
    """The bytes of a part; Refusal too_big, zip_ratio, zip_bad where its sizes or its checksum lie."""
    return b"".join(unpack_chunks(content, part, most=most))


def unpack_chunks(content: bytes, part: Part, *, most: int = MAX_PART) -> Iterator[bytes]:
    """The bytes of a part, a piece at a time."""
    if part.size > _HONEST_SIZE and part.size > _HONEST_RATIO * part.packed:
        raise Refusal("zip_ratio")
    if part.size > most:
        raise Refusal("too_big")
    packed = _packed_bytes(content, part)
    crc = length = 0
    for chunk in [packed] if part.method == _STORED else _inflate(packed):
        length += len(chunk)
        if length > part.size:
            raise Refusal("zip_bad")
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if length != part.size or crc != part.crc:
        raise Refusal("zip_bad")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip that stores these parts as they are."""
    pieces: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for text, body in parts.items():
        name, crc, size = text.encode(), zlib.crc32(body), len(body)
        head = _LOCAL.pack(b"PK\3\4", 20, 0x800, _STORED, 0, 33, crc, size, size, len(name), 0) + name
        entry = _ENTRY.pack(b"PK\1\2", 20, 20, 0x800, _STORED, 0, 33, crc, size, size, len(name), 0, 0, 0, 0, 0, offset)
        pieces += head, body
        entries.append(entry + name)
        offset += len(head) + size
    directory = b"".join(entries)
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), offset, 0)
    return b"".join([*pieces, directory, end])


def _find_directory(content: bytes) -> tuple[int, int, int]:
    """How many entries, how many bytes of them, from where."""
    at = content.rfind(b"PK\5\6", max(0, len(content) - _END.size - 0xFFFF))
    if at < 0 or at + _END.size > len(content):
        raise Refusal("truncated")
    *_, count, size, offset, _ = _END.unpack_from(content, at)
    if count == 0xFFFF or 0xFFFFFFFF in (size, offset):
        at64 = content.rfind(b"PK\6\6", 0, at)
        if at64 < 0 or at64 + _END64.size > len(content):
            raise Refusal("truncated")
        *_, count, size, offset = _END64.unpack_from(content, at64)
    return count, size, offset


def _read_entry(content: bytes, at: int) -> tuple[Part, int]:
    """The entry at this place of the directory, and where the next one starts."""
    if at + _ENTRY.size > len(content) or content[at : at + 4] != b"PK\1\2":
        raise Refusal("damaged")
    fields = _ENTRY.unpack_from(content, at)
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_length, extra_length, comment_length, offset = fields[10], fields[11], fields[12], fields[16]
    end = at + _ENTRY.size + name_length
    name = content[at + _ENTRY.size : end].decode("utf-8", "replace").replace("\\", "/")
    if flags & _ENCRYPTED:
        raise Refusal("password")
    if method not in (_STORED, _DEFLATED):
        raise Refusal("zip_method")
    if not name or name.startswith("/") or "\0" in name or ".." in name.split("/") or name[1:2] == ":":
        raise Refusal("zip_name")
    size, packed, offset = _zip64(content[end : end + extra_length], size, packed, offset)
    part = Part(name=name, method=method, crc=crc, packed=packed, size=size, offset=offset)
    return part, end + extra_length + comment_length


def _zip64(extra: bytes, *numbers: int) -> list[int]:
    """Numbers too large for four bytes stand in an extra field, in their order."""
    filled = list(numbers)
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = iter(struct.unpack_from(f"<{min(length, len(extra) - at - 4) // 8}Q", extra, at + 4))
            filled = [next(wide, n) if n == 0xFFFFFFFF else n for n in filled]
        at += 4 + length
    return filled


def _refuse_overlap(content: bytes, parts: Mapping[str, Part]) -> None:
    free = 0
    for part in sorted(parts.values(), key=lambda part: part.offset):
        if part.offset < free:
            raise Refusal("zip_overlap")
        free = part.offset + _LOCAL.size + len(part.name.encode()) + part.packed
        if free > len(content):
            raise Refusal("truncated")


def _packed_bytes(content: bytes, part: Part) -> bytes:
    fields = _LOCAL.unpack_from(content, part.offset)
    if fields[0] != b"PK\3\4" or fields[3] != part.method:
        raise Refusal("zip_bad")
    start = part.offset + _LOCAL.size + fields[9] + fields[10]
    return content[start : start + part.packed]


def _inflate(packed: bytes) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not stream.eof:
            chunk = stream.decompress(packed, _CHUNK)
            if not chunk and not stream.unconsumed_tail:
                break
            yield chunk
            packed = stream.unconsumed_tail
    except zlib.error:
        raise Refusal("zip_bad") from None
