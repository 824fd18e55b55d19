"""What a file about one cohort is made of: an immutable value, rendered last."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from capaian.improvement import Comparison, Participants, ReliableChange


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How the marks of one criterion ("": of the aspect as a whole) of one aspect count.

    weight: None where all criteria of the aspect count alike. conversion: how a mark became 0-100, as a
    formula a person reads; "" where it was written on that scale.
    """

    aspect: str
    criterion: str
    weight: float | None = None
    lower_is_better: bool = False
    conversion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortReport:
    """Everything a file about a cohort says, as plain values and tables; nothing is looked up later.

    school, cohort_name, partner, field: names, "" where unknown. time_zone: IANA name, `Asia/Makassar`.
    period: first and last day of the training, each None where unknown. made_at: an aware moment.
    filters: what was asked for, as the reader's words (`{"Kelas": "XI TKR 1"}`); empty = everyone.
    scores: the long table (SCORE_COLUMNS) of this cohort; tells who lacks which test.
    gains, summary: what `capaian.improvement` made of the same scores; roster: one row a student
    (student, nisn, nis, name, sex, class_name, programme). pass_marks: aspect -> pass mark.
    sources: (file name, SHA-256) of every workbook the marks came from. comparisons, changes: what a
    comparison class and a retest say, by (aspect, criterion; "" for null); None where there is none.
    cohort_id: which cohort of the database this is, None for files alone. trained: False for a cohort that did
    not take part in a training. rules: how marks count, where the school has set it. certificates: one row a
    unit of a certificate (student, name, scheme, unit_code, unit_title, result K/BK, recommended, overall,
    issuer, number, issued_on, valid_until), None where none are kept. participants: who took part, for the words.
    """

    school: str
    time_zone: str
    cohort_name: str
    partner: str
    field: str
    period: tuple[datetime.date | None, datetime.date | None]
    made_at: datetime.datetime
    filters: Mapping[str, str]
    scores: pd.DataFrame
    gains: pd.DataFrame
    summary: pd.DataFrame
    roster: pd.DataFrame
    pass_marks: Mapping[str, float]
    sources: tuple[tuple[str, str], ...]
    scale_max: float = 100
    lower_is_better: bool = False
    comparisons: Mapping[tuple[str, str], Comparison] | None = None
    changes: Mapping[tuple[str, str], ReliableChange] | None = None
    cohort_id: int | None = None
    trained: bool = True
    rules: tuple[ScoringRule, ...] = ()
    certificates: pd.DataFrame | None = None
    participants: Participants = "students"


def sources_of(imports: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each workbook, once; all names of an import where they cannot be told apart.

    imports: one row an import, `files` (names, comma between) and `sha256` (blank between) as the store gives them.
    """
    found: dict[str, str] = {}
    for files, sha256 in zip(imports["files"], imports["sha256"], strict=True):
        names, hashes = files.split(", "), sha256.split()
        found |= dict(zip(hashes, names if len(names) == len(hashes) else [files] * len(hashes), strict=True))
    return tuple((name, sha256) for sha256, name in found.items())
