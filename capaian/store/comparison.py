"""What is told of an import: before it is saved, and when it was."""

import datetime
from dataclasses import dataclass, field

import pandas as pd

from capaian.store.conflicts import sources_of
from capaian.store.piles import Settled
from capaian.store.plan import CHANGED, HELD, NEW, SAME, Plan
from capaian.store.readings import MarksRead
from capaian.store.schema import PHASES, STATES

CHANGE_COLUMNS = (
    "student", "name", "class_name", "aspect", "criterion", "phase", "old", "new", "old_state", "new_state",
    "old_rater", "old_import_id", "source",
)  # fmt: skip
"""Columns of the changes of an import; one row a mark that is another now.

student: the id. old, new: 0-100, NaN unless the state is "present". old_state: missing where none stands.
source: where the new one stands.
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an import would do: numbers of marks new, changed, the same, and left blank in the file (skipped).

    created, joining: students the school, the cohort does not have yet. changes: CHANGE_COLUMNS.
    already: when these bytes were imported into this cohort before (UTC), or None; then nothing would change.
    conflicts: CHANGE_COLUMNS and `untouched`, marks that were changed in the cohort since the form was made;
    they are saved only where "file" is chosen for their source. untouched: the form has the mark it was made
    with, nobody typed it. strangers: students left out because they are not on the roster. undecided: the
    names of students a person must decide about before anything is saved. set_aside: students a person
    left out. left_out: marks of all these.
    """

    new: int
    changed: int
    same: int
    skipped: int
    created: int
    joining: int
    changes: pd.DataFrame
    already: datetime.datetime | None = None
    conflicts: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[*CHANGE_COLUMNS, "untouched"]))
    strangers: int = 0
    undecided: tuple[str, ...] = ()
    set_aside: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: marks as in Comparison; import_id None where nothing was to be changed.

    students: those of the files with a mark. created, joined: new in the school, in the cohort.
    enrolled: the cohort's students now; of them without_before, without_after: those without any
    mark given before, after; without_marks: those without either. conflicts: how many marks were held
    back; strangers, left_out: as in Comparison.
    """

    import_id: int | None
    new: int
    changed: int
    same: int
    skipped: int
    students: int
    created: int
    joined: int
    enrolled: int
    without_before: int
    without_after: int
    without_marks: int
    already: datetime.datetime | None = None
    conflicts: int = 0
    strangers: int = 0
    left_out: int = 0


def told_comparison(plan: Plan, settled: Settled, reading: MarksRead) -> Comparison:
    """What the plan would do."""
    marks = plan.marks
    held = marks[marks["verdict"] == HELD]
    return Comparison(
        plan.count(NEW), plan.count(CHANGED), plan.count(SAME), plan.skipped, len(plan.created), len(plan.joining),
        _changes(marks[marks["verdict"] == CHANGED], plan, reading), None,
        _changes(held, plan, reading).assign(untouched=held["untouched"].to_numpy(dtype=bool)),
        settled.strangers, tuple(settled.undecided), settled.skipped, plan.left_out,
    )  # fmt: skip


def _changes(changed: pd.DataFrame, plan: Plan, reading: MarksRead) -> pd.DataFrame:
    known = [plan.known[person] for person in changed["person"].tolist()]
    table = {
        "student": [person.id if person else 0 for person in known],
        "name": [person.name if person else "" for person in known],
        "class_name": [person.class_name if person else "" for person in known],
        "aspect": [plan.criteria[i].aspect or None for i in changed["column"].tolist()],
        "criterion": [plan.criteria[i].name for i in changed["column"].tolist()],
        "phase": [PHASES[i].value for i in changed["phase"].tolist()],
        "old": changed["old_score"].to_numpy(dtype="float64", na_value=float("nan")),
        "new": changed["score"].to_numpy(),
        "old_state": [STATES[int(i)].value if i == i and i is not None else "missing" for i in changed["old_state"]],
        "new_state": [STATES[i].value for i in changed["state"].tolist()],
        "old_rater": changed["old_rater"].tolist(),
        "old_import_id": pd.array(changed["old_import_id"].tolist(), dtype="Int64"),
        "source": sources_of(changed, reading),
    }
    return pd.DataFrame(table, columns=list(CHANGE_COLUMNS))
