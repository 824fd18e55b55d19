"""Excel's names of cells; the child that parses uses them too, so nothing heavy is imported."""

from functools import cache

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384


@cache
def column_letter(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """The address of a cell as Excel writes it: row 17, column 6 is F17."""
    return f"{column_letter(column)}{row}"
