"""One cell, one mark: a value, nothing yet, or the student was not there; anything else is a problem.

A number is read as itself. Text is trimmed, comma or point is the decimal mark. Nothing is clamped,
rounded, filled or dropped: a cell that is no mark keeps what was written and says why it is none.
"""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from capaian.reading.cells import Cell
from capaian.reading.text import has_control, plain
from capaian.scores import Scale

PRESENT, MISSING, DID_NOT_SIT, PROBLEM = range(4)

_NUMERAL: Final = re.compile(r"^\d{1,3}([.,]\d{1,2})?$")
_SIGNS_FOR_NOTHING: Final = re.compile(r"^[-–—_.?*\s]*$")
_SHAPES: Final = (
    ("negative", re.compile(r"^[-−–]\s*\d+([.,]\d+)?$")),
    ("fraction", re.compile(r"^\d+([.,]\d+)?\s*/\s*\d+([.,]\d+)?$")),
    ("range", re.compile(r"^\d+([.,]\d+)?\s*(-|–|—|s/d|sd|sampai)\s*\d+([.,]\d+)?$", re.IGNORECASE)),
    ("starred", re.compile(r"^\d+([.,]\d+)?\s*\*+$|^\*+\s*\d+([.,]\d+)?$")),
    ("duration", re.compile(r"^\d{1,3}:\d{2}(:\d{2})?$")),
    ("date", re.compile(r"^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$")),
    ("many_decimals", re.compile(r"^\d+[.,]\d{3,}$")),
    ("number_and_word", re.compile(r"^\W*\d+([.,]\d+)?\W*[^\W\d]+.*$")),
    ("out_of_scale", re.compile(r"^\d{4,}([.,]\d{1,2})?$")),
)


@dataclass(frozen=True, slots=True)
class WordScale:
    """Words or letters of a character scale and the level of each."""

    name: str
    scale: Scale
    levels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MarksRead:
    """A column read: score (NaN unless present), state (PRESENT ... PROBLEM), code of each problem by position."""

    score: np.ndarray
    state: np.ndarray
    problems: Mapping[int, str]

    def count(self, state: int) -> int:
        """How many cells are in a state."""
        return int((self.state == state).sum())


@cache
def _settings() -> Mapping:
    return tomllib.loads((Path(__file__).parent / "scales.toml").read_text("utf-8"))


@cache
def word_scales() -> Mapping[str, WordScale]:
    """The word scales of scales.toml by name."""
    return {w["name"]: WordScale(w["name"], Scale(*map(float, w["scale"])), w["levels"]) for w in _settings()["words"]}


@cache
def _absence() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_settings()["missing"]), frozenset(_settings()["did_not_sit"])


def word_levels(words: Iterable[str]) -> str | None:
    """The first word scale that knows every one of the words."""
    listed = list(words)
    return next((name for name, known in word_scales().items() if all(w in known.levels for w in listed)), None)


def is_absent_word(text: str) -> bool:
    """Whether a text says that there is no mark: missing, or did not sit."""
    missing, did_not_sit = _absence()
    said = plain(text)
    return said in did_not_sit or (said in missing and bool(said or _SIGNS_FOR_NOTHING.match(text)))


def number_in(text: str) -> float | None:
    """The number a text writes, if it writes a mark and nothing else."""
    shown = text.replace("\xa0", " ").strip().removesuffix("%").strip()
    return float(shown.replace(",", ".")) if _NUMERAL.match(shown) else None


@lru_cache(maxsize=65536)
def read_text(text: str, words: str | None = None, over: float | None = None) -> tuple[float, int, str | None]:
    """Value, state and problem code of a text; `words` names the column's word scale, `over` its denominator."""
    if has_control(text):
        return np.nan, PROBLEM, "control_characters"
    if (number := number_in(text)) is not None:
        return number, PRESENT, None
    said = plain(text)
    if words is not None and said in word_scales()[words].levels:
        return float(word_scales()[words].levels[said]), PRESENT, None
    if is_absent_word(text):
        return np.nan, DID_NOT_SIT if said in _absence()[1] else MISSING, None
    shown = text.replace("\xa0", " ").strip()
    shape = next((code for code, pattern in _SHAPES if pattern.match(shown)), "not_a_mark")
    if shape == "fraction" and over is not None:
        return float(shown.partition("/")[0].strip().replace(",", ".")), PRESENT, None
    return np.nan, PROBLEM, "out_of_scale" if shape == "negative" else shape


def _read_odd(value: Cell, words: str | None, over: float | None) -> tuple[float, int, str | None]:
    """Whatever is not a number: text, yes or no, date, time."""
    if value is None:
        return np.nan, MISSING, None
    if isinstance(value, str):
        return read_text(value, words, over)
    if isinstance(value, bool):
        return np.nan, PROBLEM, "boolean"
    if isinstance(value, datetime.timedelta | datetime.time):
        return np.nan, PROBLEM, "duration"
    if isinstance(value, datetime.date):
        return np.nan, PROBLEM, "date"
    return float(value), PRESENT, None


def read_marks(
    values: Sequence[Cell], scale: Scale, *, words: str | None = None, over: float | None = None
) -> MarksRead:
    """A column's cells as marks on its scale; numbers at once, each distinct text once."""
    problems: dict[int, str] = {}
    if set(map(type, values)) <= {float, int}:
        score = np.fromiter(values, float, len(values))
        state = np.zeros(len(values), np.int8)
    else:
        read = [(v, PRESENT, None) if type(v) is float else _read_odd(v, words, over) for v in values]
        score = np.array([r[0] for r in read], float)
        state = np.array([r[1] for r in read], np.int8)
        problems = {i: r[2] for i, r in enumerate(read) if r[2] is not None}
    present = state == PRESENT
    strange = present & ~np.isfinite(score)
    outside = present & ~strange & ((score < scale.min) | (score > scale.max))
    problems |= dict.fromkeys(np.flatnonzero(strange).tolist(), "not_a_number")
    problems |= dict.fromkeys(np.flatnonzero(outside).tolist(), "out_of_scale")
    state[strange | outside] = PROBLEM
    score[strange | outside] = np.nan
    return MarksRead(score, state, problems)
