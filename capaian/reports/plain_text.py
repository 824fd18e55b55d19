"""Text that a person wrote, made fit for the places of a workbook that are stricter than a cell."""

import re
from collections.abc import Sequence
from typing import Final

_NOT_SHOWN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")
_ESCAPE: Final = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_CODE: Final = re.compile(r"&&(?=[G\[])")
_NO_SHEET: Final = re.compile(r"[][:*?/\\]")
_LONGEST_SHEET: Final = 31
_LONGEST_HEADING: Final = 200
"""Letters; Excel takes 255 units of two bytes."""


def one_line(text: str) -> str:
    """The text in one line, without what XML cannot hold: for properties, headers and footers, charts."""
    return " ".join(_NOT_SHOWN.sub(" ", text).split())


def sheet_name(text: str) -> str:
    """What a sheet may be called: at most 31 units of two bytes, no sign Excel forbids, no apostrophe at an end."""
    told = ""
    for sign in one_line(_NO_SHEET.sub(" ", text)):
        if len((told + sign).encode("utf-16-le")) > 2 * _LONGEST_SHEET:
            break
        told += sign
    told = told.strip("' ")
    return f"{told} –" if told.casefold() == "history" else told or "–"


def foot_words(text: str, *, most: int = 150) -> str:
    """The text in one line as headers and footers of a sheet hold it, where & begins a code: at most so many letters.

    A sheet's whole footer is left out where it is longer than 255 letters, and by XlsxWriter where it finds the
    code of a picture (`&G`, `&[Picture]`) in it, also in the name `A&G`: a code of ours stands between the two.
    What the words begin with may be a digit, so no number of ours may stand right before them.
    """
    told = ""
    for sign in one_line(text):
        longer = told + ("&&" if sign == "&" else sign)
        if len(_apart(longer)) > most:
            break
        told = longer
    return _apart(told)


def _apart(words: str) -> str:
    return _CODE.sub("&&&9", words)


def unique_headings(names: Sequence[str]) -> list[str]:
    """Headings of an Excel table: in one line, none empty, none twice (Excel does not tell capitals apart).

    What Excel would take for a code of a letter (`_x0041_`) is broken, for the heading stands twice in the
    file, in its cell and in the table, and only one of the two is decoded.
    """
    found: dict[str, str] = {}
    for name in names:
        plain = _ESCAPE.sub("_ ", one_line(name))[:_LONGEST_HEADING].strip() or "–"
        unique, n = plain, 1
        while unique.casefold() in found:
            n += 1
            unique = f"{plain} ({n})"
        found[unique.casefold()] = unique
    return list(found.values())
