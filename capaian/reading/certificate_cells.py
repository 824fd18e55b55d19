"""One cell of a list of certificates: a result, a day, a unit in a heading. Day first, months by their names."""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from capaian.reading.cells import Cell
from capaian.reading.certificate_nouns import Outcome
from capaian.reading.text import clean, heading_text, plain

_EXCEL_DAY_ZERO: Final = datetime.date(1899, 12, 30)
_EXCEL_DAYS: Final = (20_000, 80_000)
"""From 1954 to 2119: smaller and larger numbers are no days of a certificate."""
_CODE: Final = re.compile(r"\b[A-Z]{1,4}\.?[A-Z0-9]{2,8}(?:\.[A-Z0-9]{1,4}){1,4}\b")
_NUMBERS: Final = re.compile(r"^(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})$")
_NAMED: Final = re.compile(r"^(\d{1,2})\s*[-/. ]?\s*([A-Za-z]+)\.?\s*[-/., ]?\s*(\d{2,4})$")
_YEARS: Final = re.compile(r"^(\d{1,2})\s*(?:\(\w+\)\s*)?(?:tahun|thn|th|years?)\b")
_CENTURY: Final = 100


@cache
def certificate_words() -> Mapping:
    """certificate_words.toml."""
    return tomllib.loads((Path(__file__).parent / "certificate_words.toml").read_text("utf-8"))


@cache
def _results() -> Mapping[str, Outcome | None]:
    words = certificate_words()["results"]
    none: dict[str, Outcome | None] = dict.fromkeys(words["none"], None)
    return {**none, **dict.fromkeys(words["K"], "K"), **dict.fromkeys(words["BK"], "BK")}


@cache
def _months() -> Mapping[str, int]:
    return {word: int(month) for month, listed in certificate_words()["months"].items() for word in listed}


def result_of(cell: Cell) -> Outcome | None:
    """K, BK, or None for a blank and words for one. Raises ValueError for anything else."""
    if isinstance(cell, bool):
        return "K" if cell else "BK"
    said = plain(heading_text(cell))
    if said not in _results():
        raise ValueError(said)
    return _results()[said]


def is_result(cell: Cell) -> bool:
    """Whether a filled cell says K or BK in any of its words."""
    try:
        return result_of(cell) is not None
    except ValueError:
        return False


def is_ticked(cell: Cell) -> bool:
    """Whether there is a tick in one of two columns K and BK. Raises ValueError for anything else than a tick."""
    if isinstance(cell, bool):
        return cell
    said = heading_text(cell).casefold().strip()
    if said in certificate_words()["ticks"]["no"]:
        return False
    if said not in certificate_words()["ticks"]["yes"]:
        raise ValueError(said)
    return True


def can_be_ticks(cells: Iterable[Cell]) -> bool:
    """Whether a column holds nothing but ticks and blanks."""
    try:
        return all(isinstance(is_ticked(cell), bool) for cell in cells)
    except ValueError:
        return False


def says_plainly(cell: Cell) -> bool:
    """Whether the cell can be nothing but a result: `BK`, `Kompeten`; a lone K may as well be Kurang."""
    return plain(heading_text(cell)) in certificate_words()["results"]["plain"]


def day_of(cell: Cell, *, since: datetime.date | None = None) -> datetime.date | None:
    """The day a cell tells, day first; None for a blank and for a validity without an end.

    `19 Juni 2025`, `19/06/2025`, `Banjarmasin, 19 Juni 2025`, Excel's dates and their numbers; `3 tahun`
    counts from `since`. Raises ValueError for anything else.
    """
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if _EXCEL_DAYS[0] < cell < _EXCEL_DAYS[1]:
            return _EXCEL_DAY_ZERO + datetime.timedelta(days=int(cell))
        raise ValueError(cell)
    if cell is None or isinstance(cell, str):
        return _told_day(clean(cell or ""), since)
    raise ValueError(cell)


def _told_day(text: str, since: datetime.date | None) -> datetime.date | None:
    if plain(text) in certificate_words()["never"]["words"]:
        return None
    if (years := _YEARS.match(text.casefold())) and since is not None:
        return _years_later(since, int(years[1]))
    return _written_day(text.rsplit(",", 1)[-1].strip() if "," in text else text)


def _written_day(text: str) -> datetime.date:
    if match := _NUMBERS.match(text):
        first, month, last = (int(part) for part in match.groups())
        year, day = (first, last) if len(match[1]) == 4 else (last, first)
        return datetime.date(_whole(year), month, day)
    if (match := _NAMED.match(text)) and (month := _months().get(match[2].casefold())):
        return datetime.date(_whole(int(match[3])), month, int(match[1]))
    raise ValueError(text)


def _whole(year: int) -> int:
    """`25` is 2025."""
    return year + 2000 if year < _CENTURY else year


def _years_later(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def unit_in(heading: str) -> tuple[str, str]:
    """Code and title of a unit in a heading, `J.591001.001.01 Mengelas pelat`; ("", heading) without a code."""
    match = _CODE.search(heading)
    if match is None or not any(ch.isdigit() for ch in match[0]):
        return "", clean(heading)
    rest = f"{heading[: match.start()]} {heading[match.end() :]}"
    return match[0], clean(rest).strip(" -–:/()")
