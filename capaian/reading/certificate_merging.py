"""Rows of one student and scheme put together to one certificate; what contradicts itself is said."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from capaian.locale import N_
from capaian.problems import Problem, Severity
from capaian.reading.certificate_nouns import FoundCertificate, UnitResult
from capaian.reading.certificate_rows import FoundRow
from capaian.reading.text import heading_text

_TWO_RESULTS: Final = N_(
    "Lembar {sheet}, sel {cell}: unit {read} tertulis {here}, tetapi {there} di {other}. Perbaiki salah satunya."
)
_TWO_VALUES: Final = N_(
    "Lembar {sheet}, sel {cell}: untuk siswa dan skema yang sama tertulis “{read}”, tetapi “{there}” di {other}. "
    "Perbaiki salah satunya."
)
_SHARED: Final = N_(
    "Lembar {sheet}, sel {cell}: nomor {read} juga tertulis untuk siswa lain di {other}. Periksa mana yang benar."
)
_FIELDS: Final = ("issuer", "number", "issued_on", "valid_until", "overall", "recommended")


class Certified:
    """Every student's certificates, in the order in which they were first named."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._found: dict[tuple[int, str], FoundCertificate] = {}
        self._units: dict[tuple[int, str, str], FoundRow] = {}
        self._numbers: dict[str, FoundRow] = {}

    def add(self, rows: Iterable[FoundRow]) -> None:
        """Put further rows with those that are known."""
        for row in rows:
            key = (row.student, row.scheme.casefold())
            known = self._found.get(key) or FoundCertificate(row.student, row.scheme, source=row.place)
            self._found[key] = self._with_units(self._with_fields(known, row), row)
            if row.number and row.overall != "BK":
                first = self._numbers.setdefault(row.number.casefold(), row)
                if first.student != row.student:
                    self._say("shared_number", _SHARED, row, row.number, Severity.ASK, other=first.place)

    def certificates(self) -> tuple[FoundCertificate, ...]:
        """What was put together."""
        return tuple(self._found.values())

    def _with_fields(self, known: FoundCertificate, row: FoundRow) -> FoundCertificate:
        told = {name: value for name in _FIELDS if (value := getattr(row, name))}
        for name, value in told.items():
            old = getattr(known, name)
            if old and old != value:
                self._say(
                    "two_values", _TWO_VALUES, row, heading_text(value), there=heading_text(old), other=known.source
                )
        return replace(known, **told)

    def _with_units(self, known: FoundCertificate, row: FoundRow) -> FoundCertificate:
        units = {unit.key: unit for unit in known.units}
        for unit in row.units:
            key = (row.student, row.scheme.casefold(), unit.key)
            old = units.get(unit.key)
            if old is not None and old.result != unit.result:
                told = {"here": unit.result, "there": old.result, "other": self._units[key].place}
                self._say("two_results", _TWO_RESULTS, row, unit.code or unit.title, **told)
            title = unit.title or (old.title if old else "")
            units[unit.key] = UnitResult(unit.code, title, unit.result)
            self._units.setdefault(key, row)
        return replace(known, units=tuple(units.values()))

    def _say(
        self, code: str, words: str, row: FoundRow, read: str, severity: Severity = Severity.BLOCKS, /, **fields: str
    ) -> None:
        self.problems.append(Problem(code, severity, words, row.file, row.sheet, row.address, read, fields))
