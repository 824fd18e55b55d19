"""The answer of the child as bytes: a JSON head for texts and places, doubles packed behind it.

Not pickle and not marshal: what the child says is never trusted with more than being data. NaN and
infinity pass as doubles. JSON alone would cost as much as the parsing itself.
"""

from __future__ import annotations  # array[float] is a type only to readers of types

import datetime
import json
import re
import struct
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain

TYPE_CHECKING = False  # importing typing would cost the child a tenth of its start
if TYPE_CHECKING:
    from typing import Any

    from capaian.reading.cells import Cell

_LENGTH = struct.Struct("<Q")
_KINDS = (float, str, int, bool, datetime.date, datetime.datetime, datetime.time, datetime.timedelta, type(None))
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_FLOAT, _TEXT, _INTEGER, _BOOLEAN, _DATE, _MOMENT, _TIME, _DURATION, _BLANK = range(len(_KINDS))
_RUN = re.compile(rb"(.)\1*", re.DOTALL)


def pack_answer(head: dict[str, Any], doubles: Iterable[array[float]] = ()) -> bytes:
    """One message: the length of the head, the head, the doubles."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return b"".join([_LENGTH.pack(len(text)), text, *(part.tobytes() for part in doubles)])


def unpack_answer(message: bytes) -> tuple[dict[str, Any], array[float]]:
    """The head and all doubles; raises ValueError where the message is not whole."""
    doubles = array("d")
    try:
        (length,) = _LENGTH.unpack_from(message)
        end = _LENGTH.size + length
        head = json.loads(message[_LENGTH.size : end])
        doubles.frombytes(message[end:])
    except (struct.error, ValueError):
        raise ValueError("the answer is not whole") from None
    return head, doubles


def pack_cells(rows: Sequence[Sequence[Cell]]) -> tuple[dict[str, Any], array[float]]:
    """The cells of a rectangle column by column, as runs of one kind each, and its numbers.

    Columns, because a column mostly holds one kind of value: 770,000 cells make 150 runs.
    """
    cells = list(chain.from_iterable(zip(*rows, strict=True)))
    kinds = bytes(map(_CODES.__getitem__, map(type, cells)))
    runs: list[int] = []
    others: list[Any] = []
    doubles = array("d")
    for run in _RUN.finditer(kinds):
        start, end = run.span()
        code = kinds[start]
        runs += code, end - start
        if code == _FLOAT:
            doubles.extend(cells[start:end])
        elif code != _BLANK:
            others += map(_WRITE[code], cells[start:end]) if code in _WRITE else cells[start:end]
    return {"height": len(rows), "runs": runs, "others": others, "doubles": len(doubles)}, doubles


def unpack_cells(packed: dict[str, Any], doubles: array[float]) -> list[list[Cell]]:
    """The rows that went into pack_cells, with None for an empty text; `doubles` are this sheet's own."""
    numbers, others = doubles.tolist(), packed["others"]
    cells: list[Cell] = []
    number = other = 0
    for code, length in zip(*[iter(packed["runs"])] * 2, strict=True):
        if code == _FLOAT:
            cells += numbers[number : number + length]
            number += length
        elif code == _BLANK:
            cells += [None] * length
        else:
            cells += (
                map(_READ[code], others[other : other + length]) if code in _READ else others[other : other + length]
            )
            other += length
    height = packed["height"]
    columns = [cells[start : start + height] for start in range(0, len(cells), height or 1)]
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in range(height)]


def _write_duration(value: datetime.timedelta) -> list[int]:
    return [value.days, value.seconds, value.microseconds]


def _read_duration(parts: list[int]) -> datetime.timedelta:
    return datetime.timedelta(*parts)


def _read_text(text: str) -> str | None:
    return text or None


_WRITE = {
    _DATE: datetime.date.isoformat,
    _MOMENT: datetime.datetime.isoformat,
    _TIME: datetime.time.isoformat,
    _DURATION: _write_duration,
}
_READ = {
    _TEXT: _read_text,
    _DATE: datetime.date.fromisoformat,
    _MOMENT: datetime.datetime.fromisoformat,
    _TIME: datetime.time.fromisoformat,
    _DURATION: _read_duration,
}
