"""Text as teachers type it, made comparable."""

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Final

_MOST_EXACT: Final = 1e15
_NO_CHARACTER: Final = re.compile("[\ud800-\udfff]")
_SIGNS: Final = re.compile(r"[\W_]+")
_TOKENS: Final = re.compile(r"[^\W\d_]+|\d+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case, one space between words, no signs: `Nilai_Pre-Test` is `nilai pre test`."""
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words and the numbers of a text, apart: `UH1` is (`uh`, `1`)."""
    return tuple(_TOKENS.findall(plain(text)))


def clean(text: str) -> str:
    """The text on one line, without control characters and outer or doubled spaces."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_CONTROL.sub("", text).split())


def showable(name: str) -> str:
    """A file's name that can be written anywhere: bytes that are no character become the sign for that."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", name)


def has_control(text: str) -> bool:
    """Whether characters that nobody sees stand in the text."""
    return _CONTROL.search(text) is not None


def heading_text(cell: object) -> str:
    """A cell of a heading as text, as Excel shows it; blank where nothing is written."""
    return "" if cell is None or isinstance(cell, bool) else clean(spell(cell))


def spell(cell: object) -> str:
    """A cell as text: 75 and not 75.0, every digit of 86.7333333333333, 08/05/2026, 83:55:00; a text as it is."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _MOST_EXACT else repr(cell)
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else str(cell)
