"""A student's name made comparable, and the numbers that identify a student."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from capaian.reading.cells import Cell
from capaian.reading.lexicon import single_words
from capaian.reading.text import clean, plain, tokens

_LEADING_NUMBER: Final = re.compile(r"^\s*\d{1,3}\s*[.)\-]\s*(?=\D)")
_AFTER_COMMA: Final = re.compile(r",\s*[A-Z][A-Za-z]{0,4}\..*$")
_LONGEST_CODE: Final = 5
_EMPTY_IDS: Final = frozenset({"", "-", "0", "--", "?", "x"})


def shown_name(cell: Cell) -> str:
    """The name as written, on one line and without the running number in front."""
    if isinstance(cell, str):
        text = clean(cell)
        return _LEADING_NUMBER.sub("", text) if text[:1].isdigit() else text
    text = "" if cell is None else clean(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell))
    return _LEADING_NUMBER.sub("", text)


@lru_cache(maxsize=262144)
def same_name(name: str) -> str:
    """What makes two spellings one name: case, spaces, dots, titles, leading numbers, Muh./Moh./M./Muhammad.

    Nothing else: `Rizky` and `Rizki` stay two names.
    """
    bare = _AFTER_COMMA.sub("", _LEADING_NUMBER.sub("", name))
    if not bare.isascii():
        bare = "".join(ch for ch in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(ch))
    words = plain(bare.replace("'", "").replace("’", "").replace("`", "")).split()
    while len(words) > 1 and words[0] in single_words("person_titles"):
        words = words[1:]
    if len(words) > 1 and words[0] in single_words("muhammad"):
        words[0] = "muhammad"
    return " ".join(words)


def same_class(name: str) -> str:
    """`XI TKR 1`, `Kelas XI-TKR1` and `11 TKR 1` as one class."""
    said = re.sub(r"^(kelas|kls|class)\s*", "", plain(name)).replace(" ", "")
    for digits, roman in (("13", "xiii"), ("12", "xii"), ("11", "xi"), ("10", "x")):
        if said.startswith(digits) and not said[len(digits) : len(digits) + 1].isdigit():
            return roman + said[len(digits) :]
    return said


def id_text(cell: Cell) -> str:
    """An id as text: zeros kept, whole numbers without a point, `-` and `0` are none, Excel's apostrophe dropped."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and 0 < cell < 1e15 else ""
    text = clean(str(cell)).lstrip("'`")
    return "" if text in _EMPTY_IDS else text


def is_id(cell: Cell) -> bool:
    """A number, a code such as `S-01`, or initials in capitals; no sentence and no NIP of who signs."""
    if isinstance(cell, str):
        letters = [word for word in tokens(cell) if word.isalpha()]
        if any(ch.isdigit() for ch in cell):
            return all(len(word) <= _LONGEST_CODE for word in letters) and "nip" not in letters and ":" not in cell
        return len(letters) == 1 and len(letters[0]) <= _LONGEST_CODE and cell.strip().isupper()
    return isinstance(cell, float | int) and not isinstance(cell, bool) and cell != 0


def split_ids(text: str) -> tuple[str, str]:
    """NIS and NISN of `1234 / 0051234567`; one number alone is a NISN where it has ten digits."""
    parts = [p.strip() for p in re.split(r"[/|;\n]| - ", text) if p.strip()]
    nisn = next((p for p in parts if re.fullmatch(r"\d{10}", p)), "")
    nis = next((p for p in parts if p != nisn and p not in _EMPTY_IDS), "")
    return nis, nisn


_SEX: Final = {
    **dict.fromkeys(["l", "lk", "laki", "m", "male", "pria", "cowok", "putra"], "L"), "laki laki": "L",
    **dict.fromkeys(["p", "pr", "perempuan", "wanita", "f", "female", "cewek", "putri"], "P"),
}  # fmt: skip


def sex_of(text: str) -> str:
    """`L` or `P`; blank where the word is neither."""
    return _SEX.get(plain(text), "")
