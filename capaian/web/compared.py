"""Who is who and what would change, worked out once for a reading and a state of the data, not at every click."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from capaian.access import Action, require
from capaian.reading import Reading
from capaian.store import Comparison, compare_import, data_version, match_students
from capaian.web.page import Visit
from capaian.web.uploading import COMPARED


def matches_of(visit: Visit, cohort_id: int, reading: Reading) -> pd.DataFrame:
    """The students of a reading in three piles: capaian.store.match_students. Raises Refused, StoreError."""
    return _once(
        visit, cohort_id, reading, "students",
        lambda: match_students(visit.store, visit.actor, cohort_id, reading), visit.t("Mencocokkan siswa…"),
    )  # fmt: skip


def comparison_of(visit: Visit, cohort_id: int, reading: Reading) -> Comparison:
    """What saving would change: capaian.store.compare_import. Raises Refused, StoreError."""
    return _once(
        visit, cohort_id, reading, "marks",
        lambda: compare_import(visit.store, visit.actor, cohort_id, reading),
        visit.t("Membandingkan dengan yang sudah tersimpan…"),
    )  # fmt: skip


def _once(visit: Visit, cohort_id: int, reading: Reading, what: str, work: Callable[[], Any], said: str) -> Any:
    """The right is asked for at every run; the work is done again where anybody has changed the data since."""
    require(visit.actor, Action.IMPORT_MARKS, cohort_id)
    token = (visit.is_demo, data_version(visit.store), visit.actor, cohort_id)
    kept: dict[str, Any] = st.session_state.setdefault(COMPARED, {})
    if what in kept and kept[what][0] == token and kept[what][1] is reading:
        return kept[what][2]
    with st.spinner(said, show_time=True):
        done = work()
    kept[what] = (token, reading, done)
    return done
