"""What the store takes of a reading: its bytes' hashes, its students, its marks and where they stand."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
import pandas as pd

from capaian.reading import Reading
from capaian.reading.names import same_name
from capaian.scores import SCALE_100
from capaian.store.bulk import stored_text
from capaian.store.matching import Person
from capaian.store.schema import PHASES, STATES


class ReadFile(Protocol):
    """One file as it was read; capaian.reading.FileRead."""

    @property
    def file(self) -> str:
        """Its name."""
        ...

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        ...

    @property
    def tables(self) -> Sequence[Any]:
        """The tables found in it."""
        ...


class LikeReading(Protocol):
    """What looks like a reading."""

    @property
    def files(self) -> Sequence[ReadFile]:
        """The files, in the order they were given."""
        ...

    @property
    def blocked(self) -> bool:
        """Whether something must be mended before anything may be saved."""
        ...

    @property
    def students(self) -> pd.DataFrame:
        """One row a student found."""
        ...

    @property
    def marks(self) -> pd.DataFrame:
        """One row a mark, on the scale of its column."""
        ...

    def scores(self, *, to_100: bool) -> pd.DataFrame:
        """SCORE_COLUMNS; student is the number in `students`."""
        ...


MarksRead: TypeAlias = Reading | LikeReading
"""Files as they were read."""


def people(reading: MarksRead) -> list[Person]:
    """The students found, in the order of `reading.students`. A NISN of 6 to 9 digits is a short one."""
    found = []
    for row in reading.students.itertuples():
        nisn, nis, name, sex, class_name, programme = (
            stored_text(getattr(row, field)).strip()
            for field in ("nisn", "nis", "name", "sex", "class_name", "programme")
        )
        digits = nisn if nisn.isascii() and nisn.isdigit() else ""
        nisn, short = (digits, "") if len(digits) == 10 else ("", digits if 6 <= len(digits) < 10 else "")
        name = name or nisn or nis or "–"
        found.append(Person(0, nisn, nis, name, same_name(name), sex, class_name, programme, short_nisn=short))
    return found


@dataclass(frozen=True, slots=True)
class GivenMarks:
    """The marks that say something; skipped: how many cells were left blank; digest: see `_digest`.

    Columns of marks: person (the place in `people`), aspect ("" where none was named), criterion, phase and
    state (the database's numbers), score (0-100, NaN unless present), raw, rater, file (its place in
    reading.files, -1 where no file is named), sheet, cell.
    """

    marks: pd.DataFrame
    skipped: int
    digest: str


def given_marks(reading: MarksRead) -> GivenMarks:
    """What the files say."""
    table = reading.scores(to_100=True)
    given = table[table["state"] != "missing"]
    place = {student: i for i, student in enumerate(reading.students["student"].tolist())}
    sources = _split([stored_text(source) for source in given["source"].tolist()], reading.files)
    columns = {
        "person": np.asarray([place[student] for student in given["student"].tolist()], dtype="int64"),
        "aspect": _texts(given["aspect"]),
        "criterion": [" ".join(name.split()) for name in _texts(given["criterion"])],
        "phase": _codes(given["phase"], {phase.value: i for i, phase in enumerate(PHASES)}),
        "state": _codes(given["state"], {state.value: i for i, state in enumerate(STATES)}),
        "score": given["score"].to_numpy(dtype="float64"),
        "raw": _texts(given["raw"]),
        "rater": _texts(given["rater"]),
        "file": [source[0] for source in sources],
        "sheet": [source[1] for source in sources],
        "cell": [source[2] for source in sources],
    }
    marks = pd.DataFrame(columns)
    return GivenMarks(marks, len(table) - len(given), _digest(reading, marks))


def scales(reading: MarksRead) -> Mapping[tuple[str, str], tuple[float, float]]:
    """The lowest and the highest mark of each aspect and criterion, as the files have them."""
    if not {"scale_min", "scale_max"} <= set(reading.marks.columns):
        return {}
    once = reading.marks.drop_duplicates(["aspect", "criterion"])
    known = zip(
        _texts(once["aspect"]), _texts(once["criterion"]), once["scale_min"].tolist(), once["scale_max"].tolist(),
        strict=True,
    )  # fmt: skip
    return {
        (aspect, " ".join(name.split())): (low, high) if low < high else (SCALE_100.min, SCALE_100.max)
        for aspect, name, low, high in known
    }


def _digest(reading: MarksRead, marks: pd.DataFrame) -> str:
    """SHA-256 of the files' bytes, in whatever order and under whatever name they came, and of the marks read.

    The same bytes read another way (another scale, another aspect) are another import.
    """
    hashes = [file.sha256 for file in reading.files]
    told = ["file", "sheet", "cell", "aspect", "criterion", "phase", "state", "score"]
    rows = zip(*(marks[name].tolist() for name in told), strict=True)
    lines = [*hashes, *(repr((hashes[file] if file >= 0 else "", *rest)) for file, *rest in rows)]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def digest_of(given: GivenMarks, *decisions: Mapping[Any, Any]) -> str:
    """The digest of the marks with what a person decided about them; decided otherwise it is another import."""
    if not any(decisions):
        return given.digest
    told = [sorted((str(key), str(value)) for key, value in some.items()) for some in decisions]
    return hashlib.sha256(f"{given.digest} {told!r}".encode()).hexdigest()


def mapping(reading: MarksRead) -> str:
    """What each column was taken for, as a JSON list of objects: its place and heading, role, field, aspect, phase,
    criterion, and the scale as [lowest, highest] or null.
    """
    told = ("column", "heading", "role", "field", "aspect", "phase", "criterion")
    columns = [
        {"file": file.file, "sheet": table.sheet}
        | {name: getattr(column, name) for name in told}
        | {"scale": [column.scale.min, column.scale.max] if column.scale else None}
        for file in reading.files
        for table in file.tables
        for column in table.columns
    ]
    return stored_text(json.dumps(columns, ensure_ascii=False))


def _texts(column: pd.Series) -> list[str]:
    texts = column.tolist()
    once = {text: stored_text(text) for text in set(texts)}
    return [once[text] for text in texts]


def _codes(column: pd.Series, numbers: Mapping[str, int]) -> np.ndarray:
    return np.asarray([numbers[name] for name in column.tolist()], dtype="int64")


def _split(sources: Sequence[str], files: Sequence[ReadFile]) -> list[tuple[int, str, str]]:
    """`file!sheet!C3` as the file's place, the sheet and the cell; a name may hold an exclamation mark itself."""
    names = sorted(((stored_text(file.file), i) for i, file in enumerate(files)), key=lambda f: -len(f[0]))
    known: dict[str, tuple[int, str]] = {}
    split = []
    for source in sources:
        place, _, cell = source.rpartition("!")
        if place not in known:
            known[place] = next(
                ((i, place[len(name) + 1 :]) for name, i in names if place.startswith(f"{name}!")), (-1, place)
            )
        split.append((*known[place], cell))
    return split
