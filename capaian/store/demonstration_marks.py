"""Marks that could be a class's: good and weak students, hard and easy criteria, days when it went worse."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Final

import pandas as pd

from capaian.reading.cells import column_letter
from capaian.scores import SCORE_COLUMNS, Aspect, Phase, Scale, State

CRITERIA: Final[Mapping[Aspect, Mapping[str, float]]] = {
    Aspect.COGNITIVE: {"Pengetahuan dasar": 3, "Membaca gambar kerja": -4, "K3LH": 1},
    Aspect.TECHNICAL: {"Persiapan kerja": 5, "Proses kerja": -1, "Hasil kerja": -5, "Sikap kerja": 4, "Waktu": -3},
    Aspect.CHARACTER: {
        "Disiplin": 0, "Tanggung jawab": 1, "Kejujuran": 4, "Kerja sama": 3, "Inisiatif": -6, "Sopan santun": 5,
        "Budaya keselamatan": -4, "Komunikasi": -3,
    },
}  # fmt: skip
"""The criteria of each aspect and how much easier than the others each is, in points of 100."""

_SCALES: Final = {Aspect.COGNITIVE: Scale(0, 100), Aspect.TECHNICAL: Scale(0, 100), Aspect.CHARACTER: Scale(1, 4)}
_STEPS: Final = {Aspect.COGNITIVE: 2.5, Aspect.TECHNICAL: 1.0, Aspect.CHARACTER: 1.0}
"""The smallest difference between two marks: a test of 40 questions, a rubric in points, a scale of four."""
_RATERS: Final = {
    Aspect.COGNITIVE: "Guru kejuruan", Aspect.TECHNICAL: "Instruktur balai", Aspect.CHARACTER: "Instruktur balai",
}  # fmt: skip
_NOBODY_ELSE: Final[Mapping[Aspect, str]] = {}
_FIRST_ROW: Final = 7
_FIRST_COLUMN: Final = 6


@dataclass(frozen=True, slots=True)
class Change:
    """An aspect's mean before, its mean gain, and how far single students' gains lie apart; points of 100."""

    before: float
    gain: float
    spread: float


@dataclass(frozen=True, slots=True)
class Pupil:
    """One invented student."""

    name: str
    nisn: str
    nis: str
    sex: str
    class_name: str
    programme: str


@dataclass(frozen=True, slots=True)
class InventedFile:
    """A workbook that was never written."""

    file: str
    sha256: str
    tables: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class InventedReading:
    """What reading that workbook would have given."""

    files: Sequence[InventedFile]
    students: pd.DataFrame
    marks: pd.DataFrame
    blocked: bool = False

    def scores(self, *, to_100: bool) -> pd.DataFrame:
        """SCORE_COLUMNS, as capaian.reading gives them."""
        share = self.marks["score"] / self.marks["scale_max"] * 100
        score = share.where(self.marks["scale_max"] != 100, self.marks["score"]) if to_100 else self.marks["score"]
        return self.marks.assign(cohort=0, score=score, import_id=None)[list(SCORE_COLUMNS)]


def invented_reading(
    pupils: Sequence[Pupil],
    changes: Mapping[Aspect, Change],
    *,
    file: str,
    chance: Random,
    rated_after: Mapping[Aspect, str] = _NOBODY_ELSE,
) -> InventedReading:
    """A class's marks in every criterion, before and after, as in our own form: one sheet an aspect.

    Two students are not there for the second test and one misses the practical part of it, one came
    after the first test, and one behaviour of one student is left blank. rated_after: who rated every third
    student after, where it was somebody else than before.
    """
    absent = chance.sample(range(len(pupils)), 5)
    rows = []
    talents = [chance.gauss(0, 1) for _ in pupils]
    for aspect, change in changes.items():
        for i, talent in enumerate(talents):
            told = _marks_of_one(aspect, change, talent, chance)
            for j, (criterion, pair) in enumerate(zip(CRITERIA[aspect], told, strict=True)):
                for k, phase in enumerate((Phase.BEFORE, Phase.AFTER)):
                    mark, state, raw = _as_written(pair[k], _absence(absent, i, aspect, phase, j))
                    cell = f"{column_letter(_FIRST_COLUMN + 2 * j + k)}{_FIRST_ROW + i}"
                    rows.append(
                        {
                            "student": i, "aspect": aspect.value, "criterion": criterion, "phase": phase.value,
                            "score": mark, "raw": raw, "state": state.value,
                            "rater": _rater(aspect, i, phase, rated_after),
                            "scale_min": _SCALES[aspect].min, "scale_max": _SCALES[aspect].max,
                            "source": f"{file}!{aspect.value.capitalize()}!{cell}", "file": file,
                        }
                    )  # fmt: skip
    students = pd.DataFrame([{"student": i, **asdict(pupil)} for i, pupil in enumerate(pupils)])
    sha256 = hashlib.sha256(repr((pupils, rows)).encode()).hexdigest()
    return InventedReading([InventedFile(file, sha256)], students, pd.DataFrame(rows))


def _rater(aspect: Aspect, student: int, phase: Phase, rated_after: Mapping[Aspect, str]) -> str:
    somebody_else = phase is Phase.AFTER and student % 3 == 0
    return rated_after.get(aspect, _RATERS[aspect]) if somebody_else else _RATERS[aspect]


def _marks_of_one(aspect: Aspect, change: Change, talent: float, chance: Random) -> list[tuple[float, float]]:
    """One student's marks before and after in each criterion of the aspect, on the scale, in its steps."""
    before = change.before + 7 * talent + chance.gauss(0, 3)
    after = before + chance.gauss(change.gain, change.spread) - 1.5 * talent
    return [
        (_mark(aspect, before + easier, chance), _mark(aspect, after + easier, chance))
        for easier in CRITERIA[aspect].values()
    ]


def _mark(aspect: Aspect, points: float, chance: Random) -> float:
    scale, step = _SCALES[aspect], _STEPS[aspect]
    points += chance.gauss(0, 4)
    mark = round(points / 100 * scale.max / step) * step
    return min(max(mark, scale.min), scale.max)


def _absence(absent: Sequence[int], student: int, aspect: Aspect, phase: Phase, criterion: int) -> State:
    away, ill, busy, late, unsure = absent
    if phase is Phase.AFTER and (student in (away, ill) or (student == busy and aspect is Aspect.TECHNICAL)):
        return State.DID_NOT_SIT
    if phase is Phase.BEFORE and student == late:
        return State.MISSING
    if phase is Phase.AFTER and student == unsure and aspect is Aspect.CHARACTER and criterion == 4:
        return State.MISSING
    return State.PRESENT


def _as_written(mark: float, state: State) -> tuple[float, State, str]:
    """The mark, its state, and what stands in the cell."""
    if state is State.PRESENT:
        return mark, state, f"{mark:g}".replace(".", ",")
    return float("nan"), state, "TH" if state is State.DID_NOT_SIT else ""
