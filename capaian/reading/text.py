"""Text as teachers type it, made comparable."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

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
    return " ".join(_CONTROL.sub("", text).split())


def has_control(text: str) -> bool:
    """Whether characters that nobody sees stand in the text."""
    return _CONTROL.search(text) is not None


def heading_text(cell: object) -> str:
    """A cell of a heading as text: whole numbers without a point, blank where nothing is written."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))
