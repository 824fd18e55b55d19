"""One database behind one URL: who asks comes second in every call, and is asked for a right."""

from capaian.store.cohorts import Cohort, load_cohort, load_cohorts, load_pass_marks, save_cohort, save_pass_marks
from capaian.store.demonstration import make_demonstration
from capaian.store.engine import Store, open_store
from capaian.store.history import load_imports
from capaian.store.imports import Comparison, ImportResult, compare_import, save_import
from capaian.store.migrate import is_current, migrate
from capaian.store.moments import load_moments
from capaian.store.schools import School, data_version, load_school, save_school
from capaian.store.scores import load_scores, load_student_scores
from capaian.store.students import Student, find_students, load_roster, load_student

__all__ = [
    "Cohort",
    "Comparison",
    "ImportResult",
    "School",
    "Store",
    "Student",
    "compare_import",
    "data_version",
    "find_students",
    "is_current",
    "load_cohort",
    "load_cohorts",
    "load_imports",
    "load_moments",
    "load_pass_marks",
    "load_roster",
    "load_school",
    "load_scores",
    "load_student",
    "load_student_scores",
    "make_demonstration",
    "migrate",
    "open_store",
    "save_cohort",
    "save_import",
    "save_pass_marks",
    "save_school",
]
