"""The nouns of a list of certificates as it was read."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

import pandas as pd

from capaian.problems import Problem, Severity
from capaian.reading.reading import MARK_COLUMNS
from capaian.scores import empty_scores

Outcome: TypeAlias = Literal["K", "BK"]
"""Kompeten or Belum Kompeten; said of a unit or a scheme, never of a student."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit of competence that was assessed. code, title: one of them may be ""."""

    code: str
    title: str
    result: Outcome

    @property
    def key(self) -> str:
        """What makes it the same unit: its code, else its title."""
        return (self.code or self.title).casefold()


@dataclass(frozen=True, slots=True)
class FoundCertificate:
    """What the files say of one student and scheme. student: the number in `students`. "" and None: not written.

    overall: what was decided; recommended: what the assessor recommended. source: `file!sheet!row`, where
    the student was first named with it.
    """

    student: int
    scheme: str = ""
    issuer: str = ""
    number: str = ""
    issued_on: datetime.date | None = None
    valid_until: datetime.date | None = None
    overall: Outcome | None = None
    recommended: Outcome | None = None
    units: tuple[UnitResult, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file: its SHA-256, what was read, or why nothing was.

    rows: of students. columns: what was taken from which column, `("C", "Judul Unit", "unit_title")`.
    """

    file: str
    sha256: str
    message: Problem | None = None
    rows: int = 0
    columns: tuple[tuple[str, str, str], ...] = ()
    tables: tuple[()] = ()


_NO_MARKS: Final = {name: pd.Series(dtype="str") for name in MARK_COLUMNS}


@dataclass(frozen=True, slots=True)
class CertificatesRead:
    """Certificate lists read together. students: one row a student found, as of a reading of marks.

    It looks like a reading without marks, so that its students are matched as those of marks are.
    """

    files: Sequence[ListedFile]
    students: pd.DataFrame
    certificates: tuple[FoundCertificate, ...]
    problems: tuple[Problem, ...]
    marks: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(_NO_MARKS))

    @property
    def blocked(self) -> bool:
        """Whether something must be mended first, or nothing was found."""
        return not self.certificates or any(problem.severity is Severity.BLOCKS for problem in self.problems)

    def scores(self, *, to_100: bool) -> pd.DataFrame:  # noqa: ARG002 - as a reading of marks has it
        """No marks."""
        return empty_scores()

    def completed(self, blanks: Mapping[str, str]) -> "CertificatesRead":
        """The same with `scheme` and `issuer` filled in where the files do not say them."""
        told = tuple(
            replace(one, scheme=one.scheme or blanks.get("scheme", ""), issuer=one.issuer or blanks.get("issuer", ""))
            for one in self.certificates
        )
        return replace(self, certificates=told)
