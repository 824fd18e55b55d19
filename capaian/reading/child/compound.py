"""An OLE compound file (the container of xls): its streams, read within the file's own bounds.

[MS-CFB]: sectors of 512 bytes chained through an allocation table, itself listed in the header and in
a chain of further sectors. Every number here is checked against the file's size before it is used.
"""

import struct
from array import array

from capaian.reading.child.refusal import Refusal

_HEADER = 512
_ENTRY = 128
_END_OF_CHAIN = 0xFFFFFFFA
"""From here on a sector number is a sign, not a sector."""
_LISTED_IN_HEADER = 109
_SMALL = 64
_STREAM, _ROOT_KIND = 2, 5
_ROOT = ""


class CompoundFile:
    """`name in file` asks for a stream. Raises Refusal damaged where the chains lead out of the file or in circles."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER:
            raise Refusal("truncated")
        (shift,) = struct.unpack_from("<H", content, 30)
        table_sectors, directory, cutoff, small, more, more_count = struct.unpack_from("<LL4xLL4xLL", content, 44)
        self._count = len(content) // _HEADER
        if shift not in (9, 12) or table_sectors > self._count or more_count > self._count:
            raise Refusal("damaged")
        self._content, self._size, self._cutoff = content, 1 << shift, cutoff
        self._next = self._allocation_table(more)
        self._streams = self._directory(directory)
        self._small = small

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def pieces(self, name: str) -> tuple[list[int], int]:
        """Where in the file the pieces of a stream lie, in their order, and how long each is.

        A stream under 4,096 bytes lies in pieces of 64 bytes inside the root entry's own sectors.
        """
        start, size = self._streams[name]
        if size >= self._cutoff:
            return [self._place(sector) for sector in self._sectors(start, self._next)], self._size
        room = [self._place(sector) for sector in self._sectors(self._streams[_ROOT][0], self._next)]
        next_small = array("I")
        for sector in self._sectors(self._small, self._next):
            next_small += self._numbers(sector)
        in_one = self._size // _SMALL
        numbers = self._sectors(start, next_small)
        if numbers and max(numbers) >= len(room) * in_one:
            raise Refusal("damaged")
        return [room[number // in_one] + number % in_one * _SMALL for number in numbers], _SMALL

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        places, length = self.pieces(name)
        return b"".join(self._content[place : place + length] for place in places)[: self._streams[name][1]]

    def _place(self, sector: int) -> int:
        place = (sector + 1) * self._size
        if place >= len(self._content):
            raise Refusal("truncated")
        return place

    def _numbers(self, sector: int) -> "array[int]":
        place = self._place(sector)
        numbers = array("I")
        whole = self._content[place : place + self._size]
        numbers.frombytes(whole[: len(whole) // 4 * 4])
        return numbers

    def _allocation_table(self, more: int) -> "array[int]":
        listed = [*struct.unpack_from(f"<{_LISTED_IN_HEADER}L", self._content, 76)]
        for _ in range(self._count):
            if more >= _END_OF_CHAIN:
                break
            numbers = self._numbers(more)
            listed += numbers[:-1]
            more = numbers[-1]
        table = array("I")
        for sector in listed:
            if sector < _END_OF_CHAIN:
                table += self._numbers(sector)
        return table

    def _sectors(self, sector: int, following: "array[int]") -> list[int]:
        sectors: list[int] = []
        while sector < _END_OF_CHAIN:
            if sector >= len(following) or len(sectors) > len(following):
                raise Refusal("damaged")
            sectors.append(sector)
            sector = following[sector]
        return sectors

    def _directory(self, start: int) -> dict[str, tuple[int, int]]:
        """Start and length of each stream by name; the root entry is the room of the small ones."""
        streams: dict[str, tuple[int, int]] = {_ROOT: (_END_OF_CHAIN, 0)}
        for sector in self._sectors(start, self._next):
            place = self._place(sector)
            for at in range(place, place + self._size - _ENTRY + 1, _ENTRY):
                entry = self._content[at : at + _ENTRY]
                if len(entry) == _ENTRY and entry[66] == _ROOT_KIND:
                    streams[_ROOT] = struct.unpack_from("<LL", entry, 116)
                elif len(entry) == _ENTRY and entry[66] == _STREAM:
                    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
                    name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
                    streams.setdefault(name, struct.unpack_from("<LL", entry, 116))
        return streams
