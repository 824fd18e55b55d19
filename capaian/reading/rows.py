"""What one row under a heading is. One small function a kind, with its evidence; they are asked in order.

To add a kind: write a function `Line -> bool`, put it into KINDS with its code, add one test.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from capaian.reading.cells import Cell
from capaian.reading.lexicon import first_row_words, meaning, row_words
from capaian.reading.shares import are_shares
from capaian.reading.text import heading_text, plain, tokens

_LETTERS: Final = re.compile(r"[^\W\d_]")
_LEGEND: Final = re.compile(r"^\W*[\w+-]{1,14}\s*[:=]\s*\S")
_PLACE_AND_DATE: Final = re.compile(r"^[^\d,]{3,40},\s*\.*\s*\d{0,2}\s*\.*\s*[^\W\d_.]*\s*\.*\s*(\d{4})?$")
_NUMBERED_NOTE: Final = re.compile(r"^\(?\d{1,2}[.)]\s*\S+(\s+\S+){4,}")
_LONGEST_LETTER: Final = 4
_COLUMN_NUMBER: Final = re.compile(r"^\(?\d{1,2}\)?$")


@dataclass(slots=True)
class Line:
    """What the kinds look at. number: in the running-number column. name: as text. ids: any id there.

    lead: the first text of the row. marks: filled cells beyond identity; numeric: of them numbers, not
    all zero; texts: of them texts. started: a student stood above. ended: the list seems over.
    heading: the plain texts of the heading, by column of this table.
    """

    number: Cell
    name: str
    ids: bool
    lead: str
    marks: int
    numeric: int
    all_zero: bool
    texts: tuple[str, ...]
    started: bool
    heading: frozenset[str]
    numbered: bool
    cells: Sequence[Cell]


def _begins(line: Line, kind: str) -> bool:
    """The row begins with one of the kind's phrases; a longer text only where no number or id stands by."""
    words = row_words(kind)
    said = plain(line.lead)
    counted = line.ids or _is_number(line.number)
    if (said in words or plain(line.name) in words) and not (counted and len(said) < 4):
        return True
    if counted:
        return False
    parts = said.split()
    return any(" ".join(parts[:n]) in words for n in range(1, min(len(parts), 4) + 1))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.strip().rstrip(".)").isdigit()
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def is_column_numbers(line: Line) -> bool:
    """`1 2 3 4 5` or `(1) (2) (3)` under the heading: numbers of columns, the name's among them."""
    filled = [heading_text(c) for c in line.cells]
    filled = [text for text in filled if text]
    if line.started or len(filled) < 3 or not all(_COLUMN_NUMBER.match(text) for text in filled):
        return False
    counted = [int(text.strip("()")) for text in filled]
    return bool(line.name) and all(b - a == 1 for a, b in pairwise(counted))


def is_repeated_heading(line: Line) -> bool:
    """The heading once more, as on printed pages: most texts of the row stand in the heading too."""
    said = [plain(text) for text in (line.name, *line.texts) if text]
    known = meaning(line.name)
    if known is not None and known.field == "name" and not line.numeric:
        return True
    return len(said) > 2 and sum(text in line.heading for text in said) * 3 >= len(said) * 2


def is_example(line: Line) -> bool:
    """A made-up student that shows how to fill the form in."""
    first = (*tokens(line.name)[:1], *tokens(line.lead)[:1])
    return plain(line.name) in row_words("example") or (
        not line.started and any(word in ("contoh", "example") for word in first)
    )


def is_summary(line: Line) -> bool:
    """Jumlah, Rata-rata, highest, lowest, counts; after the students also a plain Max."""
    return _begins(line, "summary") or _is_highest(line)


def _is_highest(line: Line) -> bool:
    counted = line.ids or _is_number(line.number)
    return line.started and not counted and plain(line.lead) in ("max", "maks", "maksimum", "maksimal", "maximum")


def is_maximum(line: Line) -> bool:
    """The highest mark that each column allows."""
    return not _is_highest(line) and _begins(line, "maximum")


def is_answer_key(line: Line) -> bool:
    """The right answers to a test's questions."""
    return not line.ids and not _is_number(line.number) and _begins(line, "answer_key")


def is_weight(line: Line) -> bool:
    """What each column counts: by its word, or shares right under the heading, `30%` `40%`, 0.3 0.4 0.3."""
    return _begins(line, "weight") or (_is_anonymous(line) and are_shares(line.cells))


def _is_anonymous(line: Line) -> bool:
    return not (line.started or line.name or line.ids or _is_number(line.number))


def is_pass_mark(line: Line) -> bool:
    """The pass mark of each column."""
    return _begins(line, "pass_mark")


def is_category(line: Line) -> bool:
    """What kind each column is; only between heading and students."""
    return not line.started and not line.ids and _begins(line, "category")


def is_signature(line: Line) -> bool:
    """Who signs, where and when; it ends the list."""
    if line.ids or (line.number is not None and line.name):
        return False
    texts = [line.lead, *line.texts]
    if line.numeric > 1:
        return False
    return any(_is_signed(text) for text in texts if text)


def _is_signed(text: str) -> bool:
    words = row_words("signature")
    parts = plain(text).split()
    named = any(" ".join(parts[:n]) in words for n in range(1, min(len(parts), 3) + 1))
    return named or bool(_PLACE_AND_DATE.match(text.strip()) and re.search(r"\d{4}|\.\.\.", text))


def is_closing(texts: Sequence[str]) -> bool:
    """Whether a row of texts closes a list (signature, legend, summary) and is no title of the next one."""
    words = row_words("summary") | row_words("legend")
    return (
        any(_is_signed(text) for text in texts)
        or plain(texts[0]) in words
        or (bool(_LEGEND.match(texts[0])) and len(plain(texts[0]).split()[0]) < 3)
    )


def is_legend(line: Line) -> bool:
    """What signs and letters mean, below or beside the list."""
    if line.ids or _is_number(line.number):
        return False
    return _begins(line, "legend") or (
        bool(_LEGEND.match(line.lead)) and line.numeric < 2 and not _begins(line, "instruction")
    )


def is_instruction(line: Line) -> bool:
    """How to fill the sheet in: long sentences, or a row that begins with such a word."""
    if line.ids or (_is_number(line.number) and line.marks):
        return False
    long = len(line.lead) > 60 or bool(_NUMBERED_NOTE.match(line.lead) and not line.numeric)
    return not line.numeric and (long or _begins(line, "instruction"))


def is_section(line: Line) -> bool:
    """A row that opens a part of the list: a class, a group."""
    if line.ids or line.marks or _is_number(line.number):
        return False
    lettered = isinstance(line.number, str) and len(plain(line.number)) <= _LONGEST_LETTER and bool(line.name)
    return lettered or _begins(line, "section")


def is_spacer(line: Line) -> bool:
    """Spaces, or signs, and nothing else."""
    return not any(_LETTERS.search(text) for text in (line.name, line.lead, *line.texts)) and not (
        line.ids or line.numeric or _is_number(line.number)
    )


def is_empty_numbered(line: Line) -> bool:
    """A running number waiting for a student; a formula's zero does not make one."""
    counted = _is_number(line.number) or not _LETTERS.search(line.lead)
    return counted and not line.name and not line.ids and (line.marks == 0 or line.all_zero)


def is_unlabelled_maximum(line: Line) -> bool:
    """Numbers without name or running number between heading and students: the highest marks allowed."""
    return _is_anonymous(line) and line.numeric > 0


def is_note(line: Line) -> bool:
    """Words, and neither a student nor a mark."""
    return not line.name and not line.ids and not line.numeric


def is_nameless(line: Line) -> bool:
    """Marks on a row that names nobody."""
    return not line.name and not line.ids


KINDS: Final[tuple[tuple[str, Callable[[Line], bool]], ...]] = (
    ("column_numbers", is_column_numbers),
    ("repeated_heading", is_repeated_heading),
    ("example", is_example),
    ("maximum", is_maximum),
    ("weight", is_weight),
    ("pass_mark", is_pass_mark),
    ("answer_key", is_answer_key),
    ("summary", is_summary),
    ("category", is_category),
    ("signature", is_signature),
    ("legend", is_legend),
    ("instruction", is_instruction),
    ("section", is_section),
    ("spacer", is_spacer),
    ("empty_numbered", is_empty_numbered),
    ("maximum", is_unlabelled_maximum),
    ("note", is_note),
    ("no_name", is_nameless),
)


def kind_of(line: Line) -> str | None:
    """The code of the first kind that recognises the row; None for a student's."""
    return next((code for code, recognises in KINDS if recognises(line)), None)


def suspicious_words() -> frozenset[str]:
    """First words of rows that deserve a closer look; a name that starts otherwise is a student at once."""
    return first_row_words() | {"contoh", "example"}
