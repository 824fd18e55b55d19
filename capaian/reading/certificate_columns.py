"""What the columns of a list of certificates mean, and what its title lines say for every row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Final

from capaian.reading.cells import Cell
from capaian.reading.certificate_cells import can_be_ticks, certificate_words, is_result, says_plainly, unit_in
from capaian.reading.drafts import Draft
from capaian.reading.text import clean, heading_text, plain

_OUTCOMES: Final = ("result", "overall", "recommended")
_TITLES: Final = ("scheme", "issuer", "issued_on", "valid_until")
_OWN: Final = frozenset({"number", "unit_code", "unit_title", *_OUTCOMES})
"""Columns one of which makes a table a list of certificates; a scheme or a day alone does not."""
_DOUBTFUL: Final = frozenset({
    "k", "hasil", "status", "keterangan", "ket", "kompetensi", "hasil penilaian", "result", "pencapaian", "hasil akhir",
    "kategori", "predikat",
})  # fmt: skip
"""Headings that are results only where the cells below say so plainly, or another column says what list it is."""
_SURE: Final = frozenset({"number", "scheme", "valid_until"})
"""Columns that no list of marks has: beside one of them a K can be nothing else than Kompeten."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """fields: column -> number, scheme, issuer, issued_on, valid_until, unit_code, unit_title, result, overall,
    recommended. units: column -> code and title of the unit it stands for. titles: what a line above says for all.
    ticks: column where K is ticked -> the column where BK is; the first of them stands in `fields` or `units`.
    """

    fields: Mapping[int, str]
    units: Mapping[int, tuple[str, str]]
    titles: Mapping[str, str]
    ticks: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_long(self) -> bool:
        """Whether a row is a student and a unit."""
        return bool({"unit_code", "unit_title"} & set(self.fields.values()))

    def column(self, field: str) -> int | None:
        """The column of a field."""
        return next((column for column, known in self.fields.items() if known == field), None)


def meanings_of_block(draft: Draft) -> Meanings | None:
    """The meanings, or None where the table is no list of certificates."""
    block = draft.block
    skip = {*block.places.names, *block.places.ids, block.places.number}
    skip |= {m.column for m in draft.meant if m.role in ("identity", "class")}
    fields: dict[int, str] = {}
    units: dict[int, tuple[str, str]] = {}
    sure = any(_named(parts) in _SURE for parts in block.heading.parts.values())
    ticks = _tick_pairs(draft, skip)
    skip |= set(ticks.values())
    for column in block.columns:
        parts = block.heading.parts.get(column, ())
        if column in skip or not parts:
            continue
        if column in ticks:
            _settle_ticks(column, parts[:-1], fields, units)
            continue
        values = draft.values.get(column, ())
        known = _field(parts, values, sure=sure)
        if known and known not in fields.values():
            fields[column] = known
        elif unit := _unit(parts, values):
            units[column] = unit
    if not fields and not units:
        return None
    _settle_outcomes(fields, units)
    titles = _titles(draft)
    if not (_OWN & set(fields.values()) or units):
        return None
    return Meanings(fields, units, titles, {k: bk for k, bk in ticks.items() if k in fields or k in units})


def _tick_pairs(draft: Draft, skip: Collection[int]) -> dict[int, int]:
    """Columns K each with its column BK to the right, under the same headings, nothing but ticks in both."""
    words, parts = certificate_words()["ticks"], draft.block.heading.parts
    found: dict[int, int] = {}
    for column, after in pairwise(column for column in draft.block.columns if column not in skip):
        own, other = parts.get(column, ()), parts.get(after, ())
        if not own or not other or own[:-1] != other[:-1]:
            continue
        if plain(own[-1]) in words["K"] and plain(other[-1]) in words["BK"]:
            cells = [*draft.values.get(column, ()), *draft.values.get(after, ())]
            if can_be_ticks(cells) and any(heading_text(cell) for cell in cells):
                found[column] = after
    return found


def _settle_ticks(column: int, above: Sequence[str], fields: dict[int, str], units: dict[int, tuple[str, str]]) -> None:
    """What stands over a pair of columns says of what it is the result: a unit, the recommendation, the decision."""
    group = certificate_words()["group"]["words"]
    code, title = unit_in(" ".join(part for part in above if plain(part) not in group))
    known = next((name for part in reversed(above) if (name := _fields().get(plain(part))) in _OUTCOMES), "result")
    if code:
        units[column] = (code, title)
    elif known not in fields.values():
        fields[column] = known


@cache
def _fields() -> Mapping[str, str]:
    return {word: field for field, listed in certificate_words()["columns"].items() for word in listed}


def _named(parts: Sequence[str]) -> str:
    """The field that a heading names, whatever stands below."""
    return next((field for text in (" ".join(parts), *parts[-1:]) if (field := _fields().get(plain(text)))), "")


def _field(parts: Sequence[str], values: Sequence[Cell], *, sure: bool) -> str:
    """The field of a heading, by the whole of it or its lowest part; a doubtful one also by what stands below.

    sure: whether another column says that it is a list of certificates.
    """
    for text in (" ".join(parts), parts[-1]):
        if unit_in(text)[0]:
            return ""
        if (field := _fields().get(plain(text))) is None:
            continue
        return field if field not in _OUTCOMES or _holds_results(plain(text), values, sure=sure) else ""
    return ""


def _holds_results(heading: str, values: Sequence[Cell], *, sure: bool) -> bool:
    """Whether half of what is filled in are results, and under a doubtful heading one that can be nothing else."""
    filled = [cell for cell in values if heading_text(cell)]
    if not filled or sum(map(is_result, filled)) * 2 < len(filled):
        return False
    return heading not in _DOUBTFUL or any(map(says_plainly, filled)) or (sure and all(map(is_result, filled)))


def _unit(parts: Sequence[str], values: Sequence[Cell]) -> tuple[str, str] | None:
    """Code and title where a column stands for a unit: a code over it, or results that can be nothing else.

    Results below are asked for in any case: a code may stand over marks as well.
    """
    filled = [cell for cell in values if heading_text(cell)]
    if not filled or sum(map(is_result, filled)) * 2 < len(filled):
        return None
    group = certificate_words()["group"]["words"]
    own = [part for part in parts if plain(part) not in group]
    code, title = unit_in(" ".join(own))
    if code:
        numbers = all(isinstance(cell, int | float) for cell in filled)
        return None if numbers and any(cell not in (0, 1) for cell in filled) else (code, title)
    return ("", title) if title and any(map(says_plainly, filled)) else None


def _settle_outcomes(fields: dict[int, str], units: Mapping[int, tuple[str, str]]) -> None:
    """In a list of units the result is the unit's; everywhere else it is what was decided of the scheme."""
    known = {field: column for column, field in fields.items() if field in _OUTCOMES}
    is_long = {"unit_code", "unit_title"} & set(fields.values()) and not units
    if not is_long:
        if "result" in known and "overall" not in known:
            fields[known["result"]] = "overall"
        elif "result" in known:
            del fields[known["result"]]
        return
    if "result" not in known:
        other = next((field for field in ("overall", "recommended") if field in known), None)
        if other is not None:
            fields[known[other]] = "result"


def _titles(draft: Draft) -> dict[str, str]:
    """What the lines above the table say of every row, the nearest line first."""
    told: dict[str, str] = {}
    for label, value in draft.block.titles:
        field = _fields().get(plain(label))
        if field in _TITLES and clean(value):
            told.setdefault(field, clean(value))
    return told
