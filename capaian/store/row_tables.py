"""The tables whose rows an undo puts back: their columns as they are written down, and their keys."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Table

from capaian.store.rule_tables import scoring_rules
from capaian.store.schema import MARK, PERSON, criteria, enrolments, scores, students, students_before

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "criteria": ("id", "aspect", "name", "scale_min", "scale_max", "weight", "direction", "import_id"),
    "students": ("id", *PERSON, "import_id"),
    "students_before": ("import_id", "student", *PERSON),
    "enrolments": ("cohort", "student", "class_name", "import_id"),
    "scores": ("cohort", "student", "criterion", "phase", *MARK),
    "scoring_rules": (
        "cohort", "aspect", "criterion", "position", "weight", "direction", "scale_min", "scale_max", "formula",
        "levels", "frozen_at",
    ),
}  # fmt: skip
"""The columns of a row in the order in which it is written down, the key first; tables before those that need them."""
TABLES: Final[Mapping[str, Table]] = {
    "criteria": criteria, "students": students, "students_before": students_before, "enrolments": enrolments,
    "scores": scores, "scoring_rules": scoring_rules,
}  # fmt: skip
KEY_LENGTHS: Final = {
    "criteria": 1,
    "students": 1,
    "students_before": 2,
    "enrolments": 2,
    "scores": 4,
    "scoring_rules": 3,
}
"""How many of the columns are the key."""
STUDENT_AT: Final = {"students": 0, "students_before": 1, "enrolments": 1, "scores": 1}
"""Where the student stands in a row."""
