"""The scale of a column: declared in its heading or in a row of maxima, else told by its values."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from capaian.scores import SCALE_100, Aspect, Scale

_NUMBER: Final = r"(\d+(?:[.,]\d+)?)"
_DECLARED: Final = (
    re.compile(rf"\(?\s*\bskala\s*{_NUMBER}\s*(?:-|–|s/d|sd|sampai)\s*{_NUMBER}\s*\)?", re.IGNORECASE),
    re.compile(rf"\(\s*{_NUMBER}\s*(?:-|–|s/d|sd|to)\s*{_NUMBER}\s*\)"),
    re.compile(rf"(?<![\d.,])/\s*{_NUMBER}\s*\)?\s*$"),
    re.compile(
        rf"\b(?:maks(?:imal|imum)?|max(?:imum)?|skor\s+maks\w*)\.?\s*[:=]?\s*{_NUMBER}\s*\)?\s*$", re.IGNORECASE
    ),
    re.compile(rf"\(?\bout\s+of\s+{_NUMBER}\s*\)?", re.IGNORECASE),
    re.compile(rf"\(\s*{_NUMBER}\s*(?:pts?|points?|poin|marks?)\.?\s*\)", re.IGNORECASE),
    re.compile(r"\[\s*(?:total\s*pts:?|max(?:\s*points)?:?)\s*(\d+(?:[.,]\d+)?)[^\]]*\]", re.IGNORECASE),
)
_BRACKETS: Final = re.compile(r"\(\s*(\d{0,2}[05])\s*\)\s*$")
_NOISE: Final = re.compile(r"\(\s*(?:bobot\s*)?\d+\s*%\s*\)|\(real\)", re.IGNORECASE)
_FEW: Final = 3
_TWO: Final = 2
_LOW: Final = (Scale(0, 10), Scale(0, 20))


def declared_scale(heading: str) -> tuple[Scale | None, str]:
    """The scale a heading declares (`Grade/20.00`, `(0-100)`, `skala 1-4`, `maks 20`) and the heading without it."""
    heading = _NOISE.sub("", heading)
    for pattern in _DECLARED:
        match = pattern.search(heading)
        if match is None:
            continue
        numbers = [float(n.replace(",", ".")) for n in match.groups()]
        low, high = numbers if len(numbers) == 2 else (0.0, numbers[0])
        if low < high and high > 1:
            return Scale(low, high), (heading[: match.start()] + heading[match.end() :]).strip(" -–:(")
    return None, heading.strip()


def soft_scale(heading: str, numbers: np.ndarray) -> tuple[Scale | None, str]:
    """A round number in brackets at the end (`INTERNAL (20)`) is the maximum where no value is above it."""
    match = _BRACKETS.search(heading)
    if match is None or not len(numbers) or not numbers.max() <= float(match[1]):
        return None, heading
    return Scale(0, float(match[1])), heading[: match.start()].strip()


def scale_told(headed: tuple[str, ...], numbers: np.ndarray) -> tuple[Scale | None, tuple[str, ...]]:
    """The scale that the lowest part of a heading, or else a group above it, declares; the heading without it."""
    for at in range(len(headed) - 1, -1, -1):
        scale, left = declared_scale(headed[at])
        if scale is None:
            scale, left = soft_scale(left, numbers)
        lowest = at == len(headed) - 1
        if scale is not None or (lowest and left != headed[at]):
            headed = (*headed[:at], *([left] if left else []), *headed[at + 1 :])
        if scale is not None:
            return scale, headed
    return None, headed


def scale_of_values(numbers: np.ndarray, aspect: Aspect | None) -> tuple[Scale, bool]:
    """The scale that the values themselves suggest, and whether a person must be asked.

    0-100 unless every value says otherwise: whole numbers 1-4 in a character column are levels; a
    whole column up to 10 (or up to 5), with at least three different values or from 5 on, is asked about.
    """
    if len(numbers) < _FEW or not np.isfinite(numbers).all():
        return SCALE_100, False
    highest, lowest = float(numbers.max()), float(numbers.min())
    whole = bool((numbers == np.floor(numbers)).all())
    if aspect is Aspect.CHARACTER and whole and lowest >= 1 and highest <= 4:
        return Scale(1, 4), False
    if aspect is Aspect.CHARACTER and whole and lowest >= 1 and highest == 5:
        return Scale(1, 5), True
    if highest <= 0:
        return SCALE_100, False
    if len(np.unique(numbers)) < _FEW:
        return (Scale(0, 10), True) if lowest >= 5 and highest <= 10 else (SCALE_100, False)
    if highest <= 4 and lowest >= 0:
        return Scale(0, 4), True
    if highest <= 5 and lowest >= 0:
        return Scale(0, 5), True
    if highest <= 10 and lowest >= 0:
        return Scale(0, 10), True
    return SCALE_100, False


def scale_below(numbers: np.ndarray, aspect: Aspect | None) -> Scale | None:
    """The likely scale of marks far below those they are compared with; None for one mark alone, or above 20."""
    if len(numbers) < _TWO or not np.isfinite(numbers).all() or not 0 < float(numbers.max()) <= _LOW[-1].max:
        return None
    scale, asks = scale_of_values(numbers, aspect)
    told = asks or scale != SCALE_100
    return scale if told else next(low for low in _LOW if numbers.max() <= low.max)


def widest(scales: Sequence[Scale]) -> Scale:
    """One scale for columns that belong together: before and after are never on two scales."""
    return max(scales, key=lambda scale: scale.max)
