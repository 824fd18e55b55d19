"""What stands in a column, counted once: numbers, numerals typed as text, words, dates."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from capaian.reading.cells import Cell
from capaian.reading.lexicon import single_words
from capaian.reading.marks import is_absent_word, number_in, word_levels
from capaian.reading.text import plain

_FRACTION: Final = re.compile(r"^\s*\d+([.,]\d+)?\s*/\s*(\d+([.,]\d+)?)\s*$")


@dataclass(frozen=True, slots=True)
class Profile:
    """numbers: cells that are a number, and numerals in texts, in order. words: other texts that are no
    missing word, by count, as plain text. dates: cells with a date or a time. blank: nothing, or a word
    for nothing. typed: numerals among `numbers` that were typed as text.
    """

    numbers: np.ndarray
    words: Counter[str]
    dates: int
    blank: int
    typed: int
    fractions: tuple[float, ...]

    @property
    def filled(self) -> int:
        """Cells in which something was written."""
        return len(self.numbers) + self.words.total() + self.dates

    @property
    def is_numeric(self) -> bool:
        """Whether at least half of what was written are numbers."""
        return self.filled > 0 and len(self.numbers) * 2 >= self.filled

    @property
    def is_attendance(self) -> bool:
        """Whether nearly all that was written are marks of attendance, several kinds or `hadir`."""
        known = sum(n for word, n in self.words.items() if word in single_words("attendance_values"))
        return known > 0 and known * 10 >= self.filled * 9 and not (self.words.keys() <= {"a", "b", "d"})

    @property
    def levels(self) -> str | None:
        """The word scale to which every text belongs, where there is nothing but words."""
        return word_levels(self.words) if self.words and not len(self.numbers) and not self.dates else None

    @property
    def common_denominator(self) -> float | None:
        """20 where every mark is written as `17/20`."""
        if not self.fractions or len(self.fractions) < self.words.total() or len(self.numbers):
            return None
        return self.fractions[0] if len(set(self.fractions)) == 1 else None


def profile_of(values: Sequence[Cell]) -> Profile:
    """Count a column's cells; numbers at once, each distinct text once."""
    kinds = set(map(type, values))
    if kinds <= {float, int}:
        return Profile(np.fromiter(values, float, len(values)), Counter(), 0, 0, 0, ())
    numbers = [float(v) for v in values if type(v) is float or type(v) is int]
    texts = Counter(v for v in values if isinstance(v, str))
    dates = sum(isinstance(v, datetime.date | datetime.time | datetime.timedelta) for v in values)
    blank, typed, words, fractions = sum(v is None for v in values), 0, Counter(), []
    for text, n in texts.items():
        if (number := number_in(text)) is not None:
            numbers += [number] * n
            typed += n
        elif is_absent_word(text):
            blank += n
        else:
            words[plain(text) or text.strip()] += n
            if match := _FRACTION.match(text):
                fractions += [float(match[2].replace(",", "."))] * n
    return Profile(np.array(numbers), words, dates, blank, typed, tuple(fractions))
