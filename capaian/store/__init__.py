"""One database behind one URL: who asks comes second in every call, and is asked for a right."""

from capaian.store.cohorts import Cohort, load_cohort, load_cohorts, load_pass_marks, save_cohort, save_pass_marks
from capaian.store.engine import Store, open_store
from capaian.store.migrate import is_current, migrate
from capaian.store.schools import School, data_version, load_school, save_school

__all__ = [
    "Cohort",
    "School",
    "Store",
    "data_version",
    "is_current",
    "load_cohort",
    "load_cohorts",
    "load_pass_marks",
    "load_school",
    "migrate",
    "open_store",
    "save_cohort",
    "save_pass_marks",
    "save_school",
]
