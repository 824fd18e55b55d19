"""What a file about a cohort is made of, gathered for whoever asks: plain values, for it is made at a later click."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from capaian.access import Action, may
from capaian.improvement import compare_scores, reliable_change_where_known
from capaian.reports import CohortReport, sources_of
from capaian.scores import GAIN_COLUMNS, CohortKind, empty_scores
from capaian.store import Cohort, School, load_certificates, load_imports
from capaian.web.caching import CohortTables, cohort_tables
from capaian.web.cohort_view import sums_of
from capaian.web.companions import comparison_cohorts, same_time
from capaian.web.page import Visit
from capaian.web.scoring import told_rules

_ROSTER: Final = ("student", "nisn", "nis", "name", "sex", "class_name", "programme")
_LONGEST_WORDS: Final = 60
"""Letters of each part of a file's name; a whole name has 255 bytes."""
_NOT_IN_FILE_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))


def report_of(
    visit: Visit, school: School, tables: CohortTables, *, read_at: datetime.datetime, class_name: str = ""
) -> CohortReport:
    """Everything that the files about a cohort, or about one class of it, say.

    tables: of that class, where one is asked for. read_at: when, before the tables were read. Raises Refused,
    StoreError.
    """
    cohort = tables.cohort
    imports = load_imports(visit.store, visit.actor, cohort.id)
    return CohortReport(
        **_about(school, cohort, read_at),
        filters=_classes(visit, tables, class_name),
        scores=tables.scores,
        gains=tables.gains,
        summary=tables.summary,
        roster=tables.roster,
        pass_marks=tables.pass_marks,
        sources=sources_of(imports[imports["in_effect"]]),
        rules=told_rules(tables.rules, visit.t),
        certificates=certificates_of(visit, tables),
    )


def _about(school: School, cohort: Cohort, read_at: datetime.datetime) -> dict[str, Any]:
    """What every report of a cohort says of itself."""
    return {
        "school": school.name,
        "time_zone": school.time_zone,
        "cohort_name": cohort.name,
        "partner": cohort.partner,
        "field": cohort.field,
        "period": (cohort.starts_on, cohort.ends_on),
        "made_at": read_at,
        "cohort_id": cohort.id,
        "trained": cohort.kind is CohortKind.PROGRAMME,
        "participants": cohort.participants,
    }


def _classes(visit: Visit, tables: CohortTables, class_name: str) -> dict[str, str]:
    """Which classes the report is about: the one asked for, else those this person sees alone; nothing for all."""
    told = class_name
    if not class_name and visit.actor.classes is not None:
        told = ", ".join(sorted({name for name in tables.roster["class_name"] if name}))
    return {visit.t("Kelas"): told} if told else {}


def report_of_sums(visit: Visit, school: School, cohort: Cohort, *, read_at: datetime.datetime) -> CohortReport:
    """A report that holds sums and nothing of one student. Raises Refused, StoreError."""
    return CohortReport(
        **_about(school, cohort, read_at),
        filters={},
        scores=empty_scores(),
        gains=pd.DataFrame(columns=list(GAIN_COLUMNS)),
        summary=pd.DataFrame(sums_of(visit, cohort.id)),
        roster=pd.DataFrame(columns=list(_ROSTER)),
        pass_marks={},
        sources=(),
    )


def with_companions(
    visit: Visit, cohorts: Sequence[Cohort], tables: CohortTables, report: CohortReport
) -> CohortReport:
    """The report with what the page of the cohort says unasked: beside a comparison group, and by a retest."""
    cohort = tables.cohort
    seen = [one for one in cohorts if one.names_removed_on is None and may(visit.actor, Action.VIEW_STUDENTS, one.id)]
    comparisons, changes = None, None
    if cohort.kind is CohortKind.PROGRAMME:
        other = next((one for one in comparison_cohorts(seen, cohort) if same_time(cohort, one)), None)
        if other is not None:
            comparisons = compare_scores(tables.scores, cohort_tables(visit, other.id).scores, **tables.scoring)
    retest = next((one for one in seen if one.kind is CohortKind.RETEST and one.id != cohort.id), None)
    if retest is not None:
        twice = cohort_tables(visit, retest.id).scores
        known = reliable_change_where_known(tables.scores, twice, **tables.scoring)
        changes = {key: change for key, change in known.items() if change is not None} or None
    return replace(report, comparisons=comparisons, changes=changes)


def certificates_of(visit: Visit, tables: CohortTables) -> pd.DataFrame | None:
    """The certificates of the students in the tables; None where none are kept."""
    held = load_certificates(visit.store, visit.actor, tables.cohort.id)
    held = held[held["student"].isin(tables.roster["student"])]
    return None if held.empty else held.reset_index(drop=True)


def file_name(*words: str, ending: str = ".xlsx") -> str:
    """The words as a file may be called on Windows; what is empty is left out, and of each what is too long.

    Signs that are not seen are left out as well: one of them can turn the rest of a name round.
    """
    seen = ("".join(sign for sign in word.translate(_NOT_IN_FILE_NAMES) if sign.isprintable()) for word in words)
    kept = (" ".join(word.split())[:_LONGEST_WORDS].strip(" .") for word in seen)
    return " - ".join(word for word in kept if word) + ending
