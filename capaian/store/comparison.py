"""What is told of an import: before it is saved, and when it was."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from capaian.store.conflicts import sources_of
from capaian.store.origins import Origin
from capaian.store.piles import Settled
from capaian.store.plan import CHANGED, HELD, NEW, SAME, Plan
from capaian.store.readings import MarksRead
from capaian.store.schema import PHASES, STATES

CHANGE_COLUMNS = (
    "student", "name", "class_name", "aspect", "criterion", "phase", "old", "new", "old_state", "new_state",
    "old_rater", "old_import_id", "old_by", "old_file", "old_at", "source",
)  # fmt: skip
"""Columns of the changes of an import; one row a mark that is another now.

student: the id. old, new: 0-100, NaN unless the state is "present". old_state: missing where none stands.
old_by, old_file, old_at: who brought the old mark ("" where nobody had signed in), in which file, and when, in
the school's time zone (NaT where no import brought it). source: where the new one stands.
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
    left out. left_out: marks of all these. seen: a fingerprint of all this, for save_import.
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
    seen: str = ""


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


def told_comparison(
    plan: Plan, settled: Settled, reading: MarksRead, origins: Mapping[int, Origin], *, time_zone: str
) -> Comparison:
    """What the plan would do. origins: of the imports that brought the marks that would be replaced."""
    marks = plan.marks
    changed, held = marks[marks["verdict"] == CHANGED], marks[marks["verdict"] == HELD]
    told = [_changes(rows, plan, reading, origins, time_zone) for rows in (changed, held)]
    return Comparison(
        plan.count(NEW), plan.count(CHANGED), plan.count(SAME), plan.skipped, len(plan.created), len(plan.joining),
        told[0], None, told[1].assign(untouched=held["untouched"].to_numpy(dtype=bool)),
        settled.strangers, tuple(settled.undecided), settled.skipped, plan.left_out, fingerprint(plan),
    )  # fmt: skip


def replaced_imports(plan: Plan) -> list[int]:
    """The ids of the imports whose marks the plan replaces or holds back."""
    marks = plan.marks
    old = marks[marks["verdict"].isin((CHANGED, HELD))]["old_import_id"]
    return sorted({int(i) for i in old.tolist() if i is not None and i == i})


def fingerprint(plan: Plan) -> str:
    """Another one wherever the plan would do something else, or to other marks than before."""
    marks = plan.marks
    ids = np.asarray([person.id if person else 0 for person in plan.known], dtype="int64")
    here = np.asarray([bool(person and person.here) for person in plan.known])
    told = [ids[marks["person"]], marks["verdict"].to_numpy(dtype="int64")]
    told += [
        marks[f"old_{name}"].to_numpy(dtype="float64", na_value=np.nan) for name in ("import_id", "score", "state")
    ]
    return hashlib.sha256(b"".join(part.tobytes() for part in (ids, here, *told))).hexdigest()


def _changes(
    changed: pd.DataFrame, plan: Plan, reading: MarksRead, origins: Mapping[int, Origin], time_zone: str
) -> pd.DataFrame:
    known = [plan.known[person] for person in changed["person"].tolist()]
    brought = [origins.get(-1 if i is None or i != i else int(i)) for i in changed["old_import_id"].tolist()]
    sheets = [None if i is None or i != i else int(i) for i in changed["old_sheet"].tolist()]
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
        "old_by": [origin.by if origin else "" for origin in brought],
        "old_file": [origin.file_of(sheet) if origin else "" for origin, sheet in zip(brought, sheets, strict=True)],
        "old_at": pd.DatetimeIndex([origin.at if origin else pd.NaT for origin in brought], tz="UTC").tz_convert(
            time_zone
        ),
        "source": sources_of(changed, reading),
    }
    return pd.DataFrame(table, columns=list(CHANGE_COLUMNS))
