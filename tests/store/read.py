"""A reading as the store sees it, made from plain rows: who, aspect, criterion, phase, mark."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from capaian.scores import SCORE_COLUMNS


@dataclass(frozen=True)
class OneFile:
    file: str
    sha256: str
    tables: tuple = ()


@dataclass(frozen=True)
class OneReading:
    files: Sequence[OneFile]
    students: pd.DataFrame
    marks: pd.DataFrame
    blocked: bool = False

    def scores(self, *, to_100: bool) -> pd.DataFrame:
        assert to_100
        score = self.marks["score"] / self.marks["scale_max"] * 100
        table = self.marks.assign(cohort=0, score=score.where(self.marks["scale_max"] != 100, self.marks["score"]))
        return table.assign(rater=None, import_id=None)[list(SCORE_COLUMNS)]


def file_named(name: str, content: str) -> OneFile:
    return OneFile(name, hashlib.sha256(content.encode()).hexdigest())


MARK_COLUMNS = [
    "student", "aspect", "criterion", "phase", "score", "scale_min", "scale_max", "raw", "source", "file", "state",
]  # fmt: skip


def reading_of(students, marks, *, file="nilai.xlsx", content=None, scale_max=100.0, blocked=False) -> OneReading:
    """students: (name, nisn, nis, class). marks: (place of the student, aspect, criterion, phase, mark).

    A mark is a number, None for a blank, or "TH" for who did not sit. content: what the bytes are
    made of; other marks are other bytes where it is left out.
    """
    people = [
        {"student": i, "name": name, "nisn": nisn, "nis": nis, "class_name": class_name, "sex": "", "programme": ""}
        for i, (name, nisn, nis, class_name) in enumerate(students)
    ]
    rows = []
    for i, (student, aspect, criterion, phase, mark) in enumerate(marks):
        present = isinstance(mark, (int, float))
        rows.append(
            {
                "student": student, "aspect": aspect, "criterion": criterion, "phase": phase,
                "score": float(mark) if present else float("nan"), "scale_min": 0.0, "scale_max": scale_max,
                "raw": "" if mark is None else str(mark), "source": f"{file}!Nilai!E{i + 7}", "file": file,
                "state": "present" if present else "missing" if mark is None else "did_not_sit",
            }
        )  # fmt: skip
    return OneReading(
        [file_named(file, content or repr((students, marks, scale_max)))],
        pd.DataFrame(people, columns=["student", "name", "nisn", "nis", "class_name", "sex", "programme"]),
        pd.DataFrame(rows, columns=MARK_COLUMNS),
        blocked,
    )
