"""The tables. Every one that grows begins with the school, so that it can be spread by school.

Ids are numbered within a school (schools.last_id hands them out) and never used twice. Phase and
state are small numbers, in the order of the lists below; a mark that is merely missing has no row.
Days and instants (UTC) are ISO text: the same in both databases.
"""

from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.sqlite import REAL

from capaian.scores import Phase, State

PHASES: Final = (Phase.BEFORE, Phase.AFTER, Phase.RETEST, Phase.FOLLOW_UP)
"""Phase by its number in the database."""
STATES: Final = (State.PRESENT, State.DID_NOT_SIT)
"""State by its number in the database."""

Small: Final = SmallInteger().with_variant(Integer(), "sqlite")
Real: Final = Double().with_variant(REAL(), "sqlite")

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _table(name: str, *parts: Any, key: tuple[str, ...], refers: dict[tuple[str, ...], str] | None = None) -> Table:
    """A table kept in the order of its key; `refers` names the tables whose whole key the columns hold."""
    links = [
        ForeignKeyConstraint(columns, [f"{other}.{column}" for column in _KEYS[other]])
        for columns, other in (refers or {}).items()
    ]
    _KEYS[name] = key
    parts = (*parts, PrimaryKeyConstraint(*key), *links)
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


_KEYS: Final[dict[str, tuple[str, ...]]] = {}


def _id(name: str, *, empty: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=empty, autoincrement=False)


def _text(name: str, *, empty: bool = False) -> Column[str]:
    return Column(name, Text, nullable=empty)


def _small(name: str, *, empty: bool = False) -> Column[int]:
    return Column(name, Small, nullable=empty)


schools = _table(
    "schools",
    _id("id"), _text("name"), _text("time_zone"), _small("is_demo"),
    Column("last_id", Integer, nullable=False), Column("data_version", Integer, nullable=False),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("is_demo IN (0, 1)", "is_demo"),
    key=("id",),
)  # fmt: skip

cohorts = _table(
    "cohorts",
    _id("school"), _id("id"), _text("name"), _text("kind"), _text("partner"), _text("field"),
    _text("starts_on", empty=True), _text("ends_on", empty=True), Column("hours", Real),
    Column("data_version", Integer, nullable=False),
    UniqueConstraint("school", "name"),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("kind IN ('programme', 'comparison', 'retest')", "kind"),
    CheckConstraint("hours > 0", "hours"),
    CheckConstraint("starts_on <= ends_on", "dates"),
    key=("school", "id"), refers={("school",): "schools"},
)  # fmt: skip

imports = _table(
    "imports",
    _id("school"), _id("id"), _id("cohort"), _id("account_id", empty=True), _text("at"),
    _text("digest"), _text("mapping"),
    *(Column(count, Integer, nullable=False) for count in ("created", "enrolled", "new", "changed", "same", "skipped")),
    Index(None, "school", "cohort", "digest"),
    key=("school", "id"), refers={("school", "cohort"): "cohorts"},
)  # fmt: skip
"""One row an import that changed something. digest: of the bytes and of the marks read from them."""

import_files = _table(
    "import_files",
    _id("school"), _id("import_id"), _id("number"), _text("name"), _text("sha256"),
    CheckConstraint("length(sha256) = 64", "sha256"),
    key=("school", "import_id", "number"), refers={("school", "import_id"): "imports"},
)  # fmt: skip

import_sheets = _table(
    "import_sheets",
    _id("school"), _id("import_id"), _id("number"), _id("file"), _text("name"),
    key=("school", "import_id", "number"), refers={("school", "import_id", "file"): "import_files"},
)  # fmt: skip

PERSON: Final = ("nisn", "nis", "name", "name_key", "sex", "class_name", "programme")
"""What is known of a student. nisn, nis: null where unknown. name_key: the name as it is compared."""


def _person() -> list[Column[str]]:
    return [_text(name, empty=name in ("nisn", "nis")) for name in PERSON]


students = _table(
    "students",
    _id("school"), _id("id"), *_person(), _id("import_id", empty=True),
    UniqueConstraint("school", "nisn"), Index(None, "school", "nis"), Index(None, "school", "name_key"),
    CheckConstraint("length(nisn) = 10", "nisn"),
    CheckConstraint("length(nis) > 0", "nis"),
    CheckConstraint("length(name) > 0", "name"),
    key=("school", "id"), refers={("school",): "schools", ("school", "import_id"): "imports"},
)  # fmt: skip
"""import_id: the import that made the student known."""

students_before = _table(
    "students_before",
    _id("school"), _id("import_id"), _id("student"), *_person(),
    key=("school", "import_id", "student"),
    refers={("school", "import_id"): "imports", ("school", "student"): "students"},
)  # fmt: skip
"""What a student was before an import filled in what was unknown."""

enrolments = _table(
    "enrolments",
    _id("school"), _id("cohort"), _id("student"), _text("class_name"), _id("import_id", empty=True),
    Index(None, "school", "student"),
    key=("school", "cohort", "student"),
    refers={("school", "cohort"): "cohorts", ("school", "student"): "students", ("school", "import_id"): "imports"},
)  # fmt: skip
"""class_name: the class at the time of the cohort."""

criteria = _table(
    "criteria",
    _id("school"), _id("id"), _text("aspect"), _text("name"), Column("scale_min", Real, nullable=False),
    Column("scale_max", Real, nullable=False), Column("weight", Real, nullable=False), _small("direction"),
    _id("import_id", empty=True),
    UniqueConstraint("school", "aspect", "name"),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    CheckConstraint("scale_min < scale_max", "scale"),
    CheckConstraint("weight > 0", "weight"),
    CheckConstraint("direction IN (-1, 1)", "direction"),
    key=("school", "id"), refers={("school",): "schools", ("school", "import_id"): "imports"},
)  # fmt: skip
"""aspect: '' where none was named. name: '' where it is marked as a whole. direction: -1 where lower is better."""

pass_marks = _table(
    "pass_marks",
    _id("school"), _id("cohort"), _text("aspect"), Column("mark", Real, nullable=False),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    CheckConstraint("mark BETWEEN 0 AND 100", "mark"),
    key=("school", "cohort", "aspect"), refers={("school", "cohort"): "cohorts"},
)  # fmt: skip

MARK: Final = ("score", "raw", "state", "rater", "import_id", "sheet", "cell")
"""What is known of a mark. score: 0-100, null unless present. sheet: of the import that brought it."""


def _mark() -> list[Any]:
    return [
        Column("score", Real), _text("raw"), _small("state"), _text("rater"),
        _id("sheet", empty=True), _text("cell"),
        CheckConstraint("score BETWEEN 0 AND 100", "score"),
        CheckConstraint("(state = 0) = (score IS NOT NULL)", "state"),
    ]  # fmt: skip


scores = _table(
    "scores",
    _id("school"), _id("cohort"), _id("student"), _id("criterion"), _small("phase"),
    *_mark(), _id("import_id", empty=True),
    CheckConstraint("phase BETWEEN 0 AND 3", "phase"),
    CheckConstraint("state BETWEEN 0 AND 1", "known_state"),
    key=("school", "cohort", "student", "criterion", "phase"),
    refers={
        ("school", "cohort", "student"): "enrolments",
        ("school", "criterion"): "criteria",
        ("school", "import_id", "sheet"): "import_sheets",
    },
)  # fmt: skip
"""One row a mark that was given, or a test that a student did not sit."""

marks_before = _table(
    "marks_before",
    _id("school"), _id("import_id"), _id("student"), _id("criterion"), _small("phase"),
    *_mark(), _id("old_import", empty=True),
    key=("school", "import_id", "student", "criterion", "phase"),
    refers={("school", "import_id"): "imports"},
)  # fmt: skip
"""The mark an import replaced; a mark it brought for the first time has no row here. old_import: who had brought it."""
