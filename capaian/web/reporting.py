"""What a file about a cohort is made of, gathered for whoever asks: plain values, for it is made at a later click."""

import datetime
from typing import Final

import pandas as pd

from capaian.reports import CohortReport, sources_of
from capaian.store import School, load_certificates, load_imports
from capaian.web.caching import CohortTables
from capaian.web.page import Visit

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
        school=school.name,
        time_zone=school.time_zone,
        cohort_name=cohort.name,
        partner=cohort.partner,
        field=cohort.field,
        period=(cohort.starts_on, cohort.ends_on),
        made_at=read_at,
        filters={visit.t("Kelas"): class_name} if class_name else {},
        scores=tables.scores,
        gains=tables.gains,
        summary=tables.summary,
        roster=tables.roster,
        pass_marks=tables.pass_marks,
        sources=sources_of(imports[imports["in_effect"]]),
        cohort_id=cohort.id,
        certificates=certificates_of(visit, tables),
        participants=cohort.participants,
    )


def certificates_of(visit: Visit, tables: CohortTables) -> pd.DataFrame | None:
    """The certificates of the students in the tables; None where none are kept."""
    held = load_certificates(visit.store, visit.actor, tables.cohort.id)
    held = held[held["student"].isin(tables.roster["student"])]
    return None if held.empty else held.reset_index(drop=True)


def file_name(*words: str, ending: str = ".xlsx") -> str:
    """The words as a file may be called on Windows; what is empty is left out."""
    kept = (" ".join(word.translate(_NOT_IN_FILE_NAMES).split()) for word in words)
    return " - ".join(word for word in kept if word) + ending
