"""What headings and values were said to mean, kept for the next file with the same headings."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from capaian.reading.answers import EVERYWHERE, Answers, ColumnAnswer, column_answer, column_key
from capaian.reading.nouns import Table
from capaian.reading.reading import Reading
from capaian.reading.text import plain


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was said of one set of headings.

    headings: as written, in order. columns: the meaning of a column by its place among them. values: what
    texts mean in a column, by its place, or everywhere in the table (EVERYWHERE); see Answers.
    """

    headings: tuple[str, ...]
    columns: Mapping[int, ColumnAnswer] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Columns and values as text; meaning_from_json reads it."""
        columns = {str(at): asdict(answer) for at, answer in self.columns.items()}
        return json.dumps({"columns": columns, "values": self.values}, ensure_ascii=False, sort_keys=True)


def meaning_from_json(headings: Sequence[str], text: str) -> Meaning:
    """The meaning that to_json wrote."""
    told: dict[str, Any] = json.loads(text)
    columns = {int(at): column_answer(one) for at, one in told["columns"].items()}
    return Meaning(tuple(headings), columns, told["values"])


def heading_set(table: Table) -> str:
    """64 hexadecimal digits: the same for tables whose headings are the same words in the same order."""
    words = [plain(column.heading) for column in table.columns]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def heading_sets(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The headings of every table, by their heading_set."""
    return {heading_set(table): tuple(column.heading for column in table.columns) for _, table in _tables(reading)}


def meanings_of(reading: Reading) -> dict[str, Meaning]:
    """What the reading's answers say of headings and values, by heading_set; nothing of single cells or students."""
    answers, made = reading.answers, {}
    for file, table in _tables(reading):
        keys = [column_key(file, table, column) for column in table.columns]
        columns = {at: answers.columns[key] for at, key in enumerate(keys) if key in answers.columns}
        values = {str(at): answers.values[key] for at, key in enumerate(keys) if key in answers.values}
        values = _gathered(values, answers.values.get(EVERYWHERE, {}), len(keys))
        if columns or values:
            headings = tuple(column.heading for column in table.columns)
            made.setdefault(heading_set(table), Meaning(headings, columns, values))
    return made


def _gathered(
    values: Mapping[str, Mapping[str, str]], everywhere: Mapping[str, str], columns: int
) -> dict[str, Mapping[str, str]]:
    """The same with what all columns say alike said once, for everywhere: that is how it was said before."""
    said = Counter((text, what) for one in values.values() for text, what in one.items())
    alike = {text: what for (text, what), n in said.items() if n == columns > 1}
    rest = {at: {text: what for text, what in one.items() if text not in alike} for at, one in values.items()}
    told: dict[str, Mapping[str, str]] = {at: one for at, one in rest.items() if one}
    return {**told, EVERYWHERE: {**alike, **everywhere}} if alike or everywhere else told


def recalled(reading: Reading, meanings: Mapping[str, Meaning]) -> Answers:
    """The answers that were given before for tables with these headings."""
    columns: dict[str, ColumnAnswer] = {}
    values: dict[str, Mapping[str, str]] = {}
    for file, table in _tables(reading):
        known = meanings.get(heading_set(table))
        if known is None:
            continue
        everywhere = known.values.get(EVERYWHERE, {})
        for at, column in enumerate(table.columns):
            key = column_key(file, table, column)
            if at in known.columns:
                columns[key] = known.columns[at]
            if said := {**everywhere, **known.values.get(str(at), {})}:
                values[key] = said
    return Answers(columns=columns, values=values)


def _tables(reading: Reading) -> Iterator[tuple[str, Table]]:
    return ((file.file, table) for file in reading.files for table in file.tables)
