"""The tables. Every one that grows begins with the school, so that it can be spread by school.

Ids are numbered within a school (schools.last_id hands them out) and never used twice. Phase and
state are small numbers, in the order of the lists below; a mark that is merely missing has no row.
Days and instants (UTC) are ISO text: the same in both databases.
"""

from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, UniqueConstraint

from capaian.scores import Phase, State
from capaian.store.tables import Real, number, small, table, words

PHASES: Final = (Phase.BEFORE, Phase.AFTER, Phase.RETEST, Phase.FOLLOW_UP)
"""Phase by its number in the database."""
STATES: Final = (State.PRESENT, State.DID_NOT_SIT)
"""State by its number in the database."""

schools = table(
    "schools",
    number("id"), words("name"), words("time_zone"), small("is_demo"),
    Column("last_id", Integer, nullable=False), Column("data_version", Integer, nullable=False),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("is_demo IN (0, 1)", "is_demo"),
    key=("id",),
)  # fmt: skip

cohorts = table(
    "cohorts",
    number("school"), number("id"), words("name"), words("kind"), words("partner"), words("field"),
    words("starts_on", empty=True), words("ends_on", empty=True), Column("hours", Real),
    Column("data_version", Integer, nullable=False), words("identities_removed_at", empty=True),
    Column("participants", Text, nullable=False, server_default="students"),
    UniqueConstraint("school", "name"),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("kind IN ('programme', 'comparison', 'retest')", "kind"),
    CheckConstraint("participants IN ('students', 'teachers')", "participants"),
    CheckConstraint("hours > 0", "hours"),
    CheckConstraint("starts_on <= ends_on", "dates"),
    key=("school", "id"), refers={("school",): schools},
)  # fmt: skip
"""identities_removed_at: when the names were taken out because their time was over, null before.

participants: who takes part; the rows of teachers stand in the tables named after students.
"""

imports = table(
    "imports",
    number("school"), number("id"), number("cohort"), number("account_id", empty=True), words("at"),
    words("digest"), words("mapping"),
    *(Column(count, Integer, nullable=False) for count in ("created", "enrolled", "new", "changed", "same", "skipped")),
    Index(None, "school", "cohort", "digest"),
    key=("school", "id"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""One row an import that changed something. digest: of the bytes and of the marks read from them."""

import_files = table(
    "import_files",
    number("school"), number("import_id"), number("number"), words("name"), words("sha256"),
    CheckConstraint("length(sha256) = 64", "sha256"),
    key=("school", "import_id", "number"), refers={("school", "import_id"): imports},
)  # fmt: skip

import_sheets = table(
    "import_sheets",
    number("school"), number("import_id"), number("number"), number("file"), words("name"),
    key=("school", "import_id", "number"), refers={("school", "import_id", "file"): import_files},
)  # fmt: skip

PERSON: Final = ("nisn", "nis", "name", "name_key", "sex", "class_name", "programme")
"""What is known of a student. nisn, nis: null where unknown. name_key: the name as it is compared."""


def _person() -> list[Column[str]]:
    return [words(name, empty=name in ("nisn", "nis")) for name in PERSON]


students = table(
    "students",
    number("school"), number("id"), *_person(), number("import_id", empty=True),
    UniqueConstraint("school", "nisn"), Index(None, "school", "nis"), Index(None, "school", "name_key"),
    CheckConstraint("length(nisn) = 10", "nisn"),
    CheckConstraint("length(nis) > 0", "nis"),
    CheckConstraint("length(name) > 0", "name"),
    key=("school", "id"), refers={("school",): schools, ("school", "import_id"): imports},
)  # fmt: skip
"""import_id: the import that made the student known."""

students_before = table(
    "students_before",
    number("school"), number("import_id"), number("student"), *_person(),
    key=("school", "import_id", "student"),
    refers={("school", "import_id"): imports, ("school", "student"): students},
)  # fmt: skip
"""What a student was before an import filled in what was unknown."""

enrolments = table(
    "enrolments",
    number("school"), number("cohort"), number("student"), words("class_name"), number("import_id", empty=True),
    Index(None, "school", "student"),
    key=("school", "cohort", "student"),
    refers={("school", "cohort"): cohorts, ("school", "student"): students, ("school", "import_id"): imports},
)  # fmt: skip
"""class_name: the class at the time of the cohort."""

criteria = table(
    "criteria",
    number("school"), number("id"), words("aspect"), words("name"), Column("scale_min", Real, nullable=False),
    Column("scale_max", Real, nullable=False), Column("weight", Real, nullable=False), small("direction"),
    number("import_id", empty=True),
    UniqueConstraint("school", "aspect", "name"),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    CheckConstraint("scale_min < scale_max", "scale"),
    CheckConstraint("weight > 0", "weight"),
    CheckConstraint("direction IN (-1, 1)", "direction"),
    key=("school", "id"), refers={("school",): schools, ("school", "import_id"): imports},
)  # fmt: skip
"""aspect: '' where none was named. name: '' where it is marked as a whole. direction: -1 where lower is better."""

pass_marks = table(
    "pass_marks",
    number("school"), number("cohort"), words("aspect"), Column("mark", Real, nullable=False),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    CheckConstraint("mark BETWEEN 0 AND 100", "mark"),
    key=("school", "cohort", "aspect"), refers={("school", "cohort"): cohorts},
)  # fmt: skip

MARK: Final = ("score", "raw", "state", "rater", "import_id", "sheet", "cell")
"""What is known of a mark. score: 0-100, null unless present. sheet: of the import that brought it."""


def _mark() -> list[Any]:
    return [
        Column("score", Real), words("raw"), small("state"), words("rater"),
        number("sheet", empty=True), words("cell"),
        CheckConstraint("score BETWEEN 0 AND 100", "score"),
        CheckConstraint("(state = 0) = (score IS NOT NULL)", "state"),
    ]  # fmt: skip


scores = table(
    "scores",
    number("school"), number("cohort"), number("student"), number("criterion"), small("phase"),
    *_mark(), number("import_id", empty=True),
    CheckConstraint("phase BETWEEN 0 AND 3", "phase"),
    CheckConstraint("state BETWEEN 0 AND 1", "known_state"),
    key=("school", "cohort", "student", "criterion", "phase"),
    refers={
        ("school", "cohort", "student"): enrolments,
        ("school", "criterion"): criteria,
        ("school", "import_id", "sheet"): import_sheets,
    },
)  # fmt: skip
"""One row a mark that was given, or a test that a student did not sit."""

marks_before = table(
    "marks_before",
    number("school"), number("import_id"), number("student"), number("criterion"), small("phase"),
    *_mark(), number("old_import", empty=True),
    key=("school", "import_id", "student", "criterion", "phase"),
    refers={("school", "import_id"): imports},
)  # fmt: skip
"""The mark an import replaced; a mark it brought for the first time has no row here. old_import: who had brought it."""
