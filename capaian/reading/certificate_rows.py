"""The rows of a list of certificates: what each says of its student, and what in it must be mended."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from capaian.locale import N_
from capaian.problems import Problem, Severity
from capaian.reading.cells import Cell
from capaian.reading.certificate_cells import day_of, is_ticked, result_of, unit_in
from capaian.reading.certificate_columns import Meanings
from capaian.reading.certificate_nouns import Outcome, UnitResult
from capaian.reading.drafts import Draft
from capaian.reading.text import heading_text
from capaian.reading.wording import problem

_NO_RESULT: Final = N_("Lembar {sheet}, sel {cell}: tertulis “{read}”. Tulis K (kompeten) atau BK (belum kompeten).")
_NO_DAY: Final = N_("Lembar {sheet}, sel {cell}: “{read}” bukan tanggal. Tulis hari lebih dulu, misalnya 19/06/2025.")
_BOTH: Final = N_("Lembar {sheet}, sel {cell}: K dan BK sama-sama ditandai. Biarkan satu saja.")
_ENDS_EARLY: Final = N_("Lembar {sheet}, sel {cell}: masa berlaku {read} berakhir sebelum tanggal terbit.")
_NUMBER_LOST: Final = N_(
    "Lembar {sheet}, sel {cell}: nomor {read} ditulis sebagai bilangan, dan Excel hanya menyimpan 15 angka pertamanya. "
    "Tulis nomornya sebagai teks."
)
_DIGITS: Final = 10**15
"""Excel keeps no more than fifteen digits of a number."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """What one row says. student: the number in the roster. place: `file!sheet!row`. address: the row's first cell."""

    student: int
    place: str
    file: str
    sheet: str
    address: str
    scheme: str
    issuer: str
    number: str
    issued_on: datetime.date | None
    valid_until: datetime.date | None
    overall: Outcome | None
    recommended: Outcome | None
    units: tuple[UnitResult, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing of a certificate but what all rows say."""
        return not (self.number or self.overall or self.recommended or self.units)


def rows_of_block(draft: Draft, meanings: Meanings) -> tuple[list[FoundRow], list[Problem]]:
    """Every row of a table whose students are known, and the cells that cannot be taken."""
    reader = _Rows(draft, meanings)
    rows = [reader.row(at, row) for at, row in enumerate(draft.rows)]
    return [row for row in rows if not row.is_empty], reader.problems


class _Rows:
    def __init__(self, draft: Draft, meanings: Meanings) -> None:
        self._draft = draft
        self._grid = draft.block.grid
        self._meanings = meanings
        self.problems: list[Problem] = []

    def row(self, at: int, row: int) -> FoundRow:
        meanings, draft = self._meanings, self._draft
        issued = self._day(row, "issued_on", None)
        until = self._day(row, "valid_until", issued)
        if issued is not None and until is not None and until < issued:
            self._problem("ends_early", _ENDS_EARLY, row, meanings.column("valid_until"))
            until = None
        return FoundRow(
            student=draft.students[at],
            place=f"{draft.file}!{draft.sheet}!{self._grid.place(row, row)[0]}",
            file=draft.file,
            sheet=draft.sheet,
            address=self._grid.address(row, self._first_told(row)),
            scheme=self._text(row, "scheme"),
            issuer=self._text(row, "issuer"),
            number=self._number(row),
            issued_on=issued,
            valid_until=until,
            overall=self._result(row, meanings.column("overall")),
            recommended=self._result(row, meanings.column("recommended")),
            units=self._units(row),
        )

    def _first_told(self, row: int) -> int:
        """The first column of the row that says something of a certificate."""
        columns = sorted({*self._meanings.fields, *self._meanings.units})
        return next((column for column in columns if not self._grid.is_blank(row, column)), columns[0])

    def _units(self, row: int) -> tuple[UnitResult, ...]:
        meanings = self._meanings
        if meanings.units:
            units = []
            for column, (code, title) in meanings.units.items():
                if (result := self._result(row, column)) is not None:
                    units.append(UnitResult(code, title, result))
            return tuple(units)
        if not meanings.is_long:
            return ()
        code, title = self._text(row, "unit_code"), self._text(row, "unit_title")
        if not code:
            code, title = unit_in(title)
        result = self._result(row, meanings.column("result"))
        return (UnitResult(code, title, result),) if result is not None and (code or title) else ()

    def _text(self, row: int, field: str) -> str:
        column = self._meanings.column(field)
        if column is None:
            return self._meanings.titles.get(field, "")
        cell = self._cell(row, column)
        return heading_text(cell) if cell is not None else self._meanings.titles.get(field, "")

    def _number(self, row: int) -> str:
        column = self._meanings.column("number")
        cell = None if column is None else self._cell(row, column)
        if isinstance(cell, int | float) and abs(cell) >= _DIGITS:
            self._problem("number_lost", _NUMBER_LOST, row, column)
        return self._text(row, "number").strip("-– ")

    def _day(self, row: int, field: str, since: datetime.date | None) -> datetime.date | None:
        column = self._meanings.column(field)
        if column is None:
            title = self._meanings.titles.get(field, "")
            return _or_none(lambda: day_of(title, since=since))
        cell = self._cell(row, column)
        return self._read(row, column, "not_a_date", _NO_DAY, lambda: day_of(cell, since=since))

    def _result(self, row: int, column: int | None) -> Outcome | None:
        if column is None:
            return None
        if column in self._meanings.ticks:
            return self._ticked(row, column, self._meanings.ticks[column])
        cell = self._cell(row, column)
        return self._read(row, column, "not_competence", _NO_RESULT, partial(result_of, cell))

    def _ticked(self, row: int, column: int, other: int) -> Outcome | None:
        """Where of the two columns K and BK the tick stands; in both is a mistake, in none not yet assessed."""
        yes, no = (is_ticked(self._cell(row, each)) for each in (column, other))
        if yes and no:
            self._problem("both_ticked", _BOTH, row, column)
            return None
        if yes:
            return "K"
        return "BK" if no else None

    def _cell(self, row: int, column: int) -> Cell:
        """What stands in the cell, or in the merge over it: a number may span the rows of a student's units."""
        first_row, first_column, _, _ = self._grid.span(row, column)
        place = self._grid.place(first_row, first_column)
        sheet = self._grid.sheet
        if place in sheet.errors or place in sheet.uncalculated:
            code = "excel_error" if place in sheet.errors else "uncalculated"
            where = self._grid.address(first_row, first_column)
            found = problem(code, self._draft.file, self._draft.sheet, where, sheet.errors.get(place, ""))
            if found not in self.problems:
                self.problems.append(found)
            return None
        return self._grid.at(first_row, first_column)

    def _read(self, row: int, column: int, code: str, words: str, read: Callable[[], _Value]) -> _Value | None:
        try:
            return read()
        except ValueError:
            self._problem(code, words, row, column)
            return None

    def _problem(self, code: str, words: str, row: int, column: int | None) -> None:
        place = self._grid.span(row, column)[:2] if column is not None else (row, self._draft.block.places.first)
        read = heading_text(self._grid.at(*place))
        where = self._grid.address(*place)
        found = Problem(code, Severity.BLOCKS, words, self._draft.file, self._draft.sheet, where, read)
        if found not in self.problems:
            self.problems.append(found)


def _or_none(read: Callable[[], Any]) -> Any:
    """What a title line says, None where it says something else: a line above the table is never a mistake."""
    try:
        return read()
    except ValueError:
        return None
