"""What a list of certificates changes: counts, and every value that is replaced, old and new."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from capaian.store.certificate_rows import Certificate, CertificateChange

CERTIFICATE_CHANGE_COLUMNS: Final = ("student", "name", "scheme", "what", "unit", "old", "new")
"""Columns of what a list would replace; one row a value.

what: issuer, number, issued_on, valid_until, overall, recommended or result (of `unit`, "" otherwise).
old, new: text, days as ISO.
"""
FIELDS: Final = ("issuer", "number", "issued_on", "valid_until", "overall", "recommended")
"""What is known of a certificate besides its scheme and its units."""


@dataclass(frozen=True, slots=True)
class CertificateComparison:
    """What save_certificates would do, or did. new, changed, same: certificates; units: results that are new.

    students: whose certificates the list names. strangers: rows of people who are not in the cohort, left out;
    set_aside: left out by a person; undecided: names a person must decide about. changes:
    CERTIFICATE_CHANGE_COLUMNS. save_id: of what was saved, None where nothing changed or nothing was to be.
    """

    new: int
    changed: int
    same: int
    units: int
    students: int
    strangers: tuple[str, ...]
    set_aside: int
    undecided: tuple[str, ...]
    changes: pd.DataFrame
    save_id: int | None = None


def replaced_values(changes: Sequence[CertificateChange], names: Mapping[int, str]) -> pd.DataFrame:
    """CERTIFICATE_CHANGE_COLUMNS of the certificates that were known before; names: by the student's id."""
    rows = [row for change in changes if change.before is not None for row in _replaced(change, names)]
    return pd.DataFrame.from_records(rows, columns=list(CERTIFICATE_CHANGE_COLUMNS))


def new_units(changes: Sequence[CertificateChange]) -> int:
    """How many results are of units that the certificates did not have."""
    return sum(len(_unit_keys(change.after) - _unit_keys(change.before)) for change in changes)


def _unit_keys(one: Certificate | None) -> set[str]:
    return {unit.key for unit in one.units} if one else set()


def _replaced(change: CertificateChange, names: Mapping[int, str]) -> list[tuple[Any, ...]]:
    """The values that a change writes over or fills in, old and new."""
    old, new = change.before, change.after
    assert old is not None
    assert new is not None
    who = (new.student, names.get(new.student, ""), new.scheme)
    rows = [
        (*who, name, "", _text(getattr(old, name)), _text(getattr(new, name)))
        for name in FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
    before = {unit.key: unit.result for unit in old.units}
    return rows + [
        (*who, "result", " ".join(filter(None, (unit.code, unit.title))), before.get(unit.key, ""), unit.result)
        for unit in new.units
        if before.get(unit.key) != unit.result
    ]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else value or ""
