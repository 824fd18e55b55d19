"""The marks of all tables as one table, made column by column."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from capaian.reading.cells import Cell
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.marks import PROBLEM
from capaian.reading.text import spell
from capaian.scores import SCALE_100, State

_STATE_NAMES: Final = [State.PRESENT.value, State.MISSING.value, State.DID_NOT_SIT.value]


def mark_columns(drafts: Sequence[Draft]) -> pd.DataFrame:
    """Every cell of every score column that is no problem: one row a mark, table by table, column by column."""
    pieces = [piece for draft in drafts for piece in _pieces(draft)]
    sizes = [len(piece["student"]) for piece in pieces]
    joined = {
        name: np.concatenate([piece[name] for piece in pieces]) if pieces else np.array([], dtype=kind)
        for name, kind in _VECTORS.items()
    }
    plain_texts = {name: pd.Series(joined[name], dtype=object) for name in ("raw", "source")}
    table = pd.DataFrame({**{name: joined[name] for name in _VECTORS if name not in plain_texts}, **plain_texts})
    table["state"] = _texts(_STATE_NAMES, joined["state"])
    for name in ("aspect", "phase", "criterion", "file"):
        listed, codes = _coded(name, pieces, sizes)
        table[name] = _texts(listed, codes)
    return table


_VECTORS: Final = {
    "student": np.int64, "score": np.float64, "state": np.int8, "scale_min": np.float64, "scale_max": np.float64,
    "raw": object, "source": object,
}  # fmt: skip


def _texts(listed: Sequence[str], codes: np.ndarray) -> pd.Series:
    """Text by number; -1 is none."""
    return pd.Series(pd.array(list(listed), dtype="str").take(codes, allow_fill=True), dtype="str")


def _coded(name: str, pieces: Sequence[dict], sizes: Sequence[int]) -> tuple[list[str], np.ndarray]:
    """The different texts of a name and, for each mark, which it is: one text a piece, or one a mark."""
    listed: dict[str, int] = {}

    def number(text: str | None) -> int:
        return -1 if text is None else listed.setdefault(str(text), len(listed))

    parts = []
    for piece, size in zip(pieces, sizes, strict=True):
        value = piece[name]
        parts.append(
            np.fromiter(map(number, value), np.int64, size) if isinstance(value, list) else np.full(size, number(value))
        )
    return list(listed), np.concatenate(parts) if parts else np.array([], np.int64)


def _pieces(draft: Draft) -> Iterator[dict]:
    grid, rows = draft.block.grid, draft.rows
    row_texts = [str(row) for row in rows]
    students = np.array(draft.students, np.int64)
    spelled = _Spelled()
    for m in draft.scores():
        read = draft.marks[m.column]
        keep = [i for i in range(len(rows)) if i not in draft.repeated] if draft.repeated else None
        mask = read.state != PROBLEM
        if keep is not None:
            mask &= np.isin(np.arange(len(rows)), keep)
        at = np.flatnonzero(mask)
        scale = m.scale or SCALE_100
        prefix = f"{draft.file}!{draft.sheet}!"
        if grid.turned:
            source = [f"{prefix}{grid.address(rows[i], m.column)}" for i in at]
        else:
            prefix += grid.column_name(m.column)
            source = (
                [prefix + row_texts[i] for i in at] if len(at) < len(rows) else [prefix + text for text in row_texts]
            )
        yield {
            "student": students[at],
            "score": read.score[at],
            "state": read.state[at],
            "scale_min": np.full(len(at), float(scale.min)),
            "scale_max": np.full(len(at), float(scale.max)),
            "raw": raw_texts(draft.values[m.column], at, spelled),
            "source": np.array(source, object),
            "file": draft.file,
            **_keys(draft, m, at),
        }


def _keys(draft: Draft, m: Meant, at: np.ndarray) -> dict:
    keys = draft.keys
    if not keys.any:
        return {"aspect": m.aspect, "phase": m.phase, "criterion": m.criterion}
    return {
        "aspect": [keys.aspects[i] or m.aspect for i in at],
        "phase": [keys.phases[i] or m.phase for i in at],
        "criterion": [keys.criteria[i] or m.criterion for i in at],
    }


class _Spelled(dict[float, str]):
    """Number -> its text, each different one spelled once."""

    def __missing__(self, number: float) -> str:
        self[number] = text = spell(number)
        return text


def raw_texts(values: Sequence[Cell], at: np.ndarray, spelled: dict[float, str]) -> np.ndarray:
    """What was written in each cell of `at`, as text."""
    written = values if len(at) == len(values) else [values[i] for i in at.tolist()]
    if set(map(type, written)) <= {float, int}:
        return np.array(list(map(spelled.__getitem__, written)), object)  # type: ignore[arg-type]
    return np.array([_written(value, spelled) for value in written], object)


def _written(value: Cell, spelled: dict[float, str]) -> str:
    if type(value) is float:
        return spelled[value]
    return "" if value is None else value if isinstance(value, str) else spell(value)
