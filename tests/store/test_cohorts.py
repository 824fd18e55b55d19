import datetime
from typing import cast

import numpy as np
import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.scores import CohortKind
from capaian.store import Cohort, load_cohort, load_cohorts, load_pass_marks, save_cohort, save_pass_marks

NO_IDS = [0, -1, 99, 2**31, 2**63, 2**70, True, None, "1", 1.0, "1 OR 1=1"]


def test_a_cohort_comes_back_as_it_was_saved(store):
    given = {
        "name": "Angkatan 1",
        "kind": CohortKind.COMPARISON,
        "partner": "Balai Latihan Contoh",
        "field": "Teknik Kendaraan Ringan",
        "starts_on": datetime.date(2025, 6, 2),
        "ends_on": datetime.date(2025, 6, 19),
        "hours": 120.5,
    }
    cohort_id = save_cohort(store, LOCAL_USER, **given)
    assert load_cohort(store, LOCAL_USER, cohort_id) == Cohort(id=cohort_id, enrolled=0, marks=0, **given)


def test_a_cohort_needs_no_more_than_a_name(store):
    cohort_id = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    assert load_cohort(store, LOCAL_USER, cohort_id) == Cohort(
        cohort_id, "Angkatan 1", CohortKind.PROGRAMME, "", "", None, None, None, 0, 0
    )


def test_an_id_as_pandas_gives_it_is_an_id(store):
    cohort_id = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    assert load_cohort(store, LOCAL_USER, cast(int, np.int64(cohort_id))).name == "Angkatan 1"


def test_the_latest_cohort_comes_first_and_an_undated_one_last(store):
    for name, day in (("lama", 1), ("tanpa tanggal", None), ("baru", 20)):
        save_cohort(store, LOCAL_USER, name=name, starts_on=datetime.date(2025, 6, day) if day else None)
    assert [cohort.name for cohort in load_cohorts(store, LOCAL_USER)] == ["baru", "lama", "tanpa tanggal"]


def test_a_cohort_is_written_over_by_its_id(store):
    cohort_id = save_cohort(store, LOCAL_USER, name="Angkatan 1", hours=10)
    assert save_cohort(store, LOCAL_USER, name="Angkatan 1", hours=20, cohort_id=cohort_id) == cohort_id
    assert [cohort.hours for cohort in load_cohorts(store, LOCAL_USER)] == [20]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "1 sampai 200"),
        ({"name": "Angkatan 1"}, "Sudah ada kohort"),
        ({"name": "x", "starts_on": datetime.date(2025, 6, 2), "ends_on": datetime.date(2025, 6, 1)}, "lebih awal"),
        ({"name": "x", "hours": 0}, "lebih dari nol"),
        ({"name": "x", "hours": float("nan")}, "lebih dari nol"),
    ],
)
def test_what_cannot_be_a_cohort_is_said(store, given, said):
    save_cohort(store, LOCAL_USER, name="Angkatan 1")
    with pytest.raises(StoreError, match=said):
        save_cohort(store, LOCAL_USER, **given)
    assert len(load_cohorts(store, LOCAL_USER)) == 1


@pytest.mark.parametrize("cohort_id", NO_IDS)
def test_an_id_nobody_has_is_a_sentence(store, cohort_id):
    for ask in (
        lambda: load_cohort(store, LOCAL_USER, cohort_id),
        lambda: load_pass_marks(store, LOCAL_USER, cohort_id),
        lambda: save_pass_marks(store, LOCAL_USER, cohort_id, {"kognitif": 70}),
    ):
        with pytest.raises(StoreError, match="Kohort ini tidak ada"):
            ask()


def test_pass_marks_are_75_until_set(store):
    cohort_id = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    assert load_pass_marks(store, LOCAL_USER, cohort_id) == {"kognitif": 75, "teknis": 75, "karakter": 75}
    save_pass_marks(store, LOCAL_USER, cohort_id, {"teknis": 70.5})
    save_pass_marks(store, LOCAL_USER, cohort_id, {"teknis": 72.5, "karakter": 80})
    assert load_pass_marks(store, LOCAL_USER, cohort_id) == {"kognitif": 75, "teknis": 72.5, "karakter": 80}


@pytest.mark.parametrize("mark", [-1, 101, float("nan")])
def test_a_pass_mark_outside_0_to_100_is_refused(store, mark):
    cohort_id = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    with pytest.raises(StoreError, match="antara 0 dan 100"):
        save_pass_marks(store, LOCAL_USER, cohort_id, {"teknis": mark})


def test_a_teacher_sees_the_cohorts_assigned_and_no_other(store):
    mine, other = (save_cohort(store, LOCAL_USER, name=name) for name in ("milik saya", "lain"))
    teacher = Actor(1, Role.TEACHER, frozenset({mine}))
    assert [cohort.id for cohort in load_cohorts(store, teacher)] == [mine]
    assert load_cohort(store, teacher, mine).name == "milik saya"
    for forged in (other, 99):
        with pytest.raises(Refused):
            load_cohort(store, teacher, forged)
        with pytest.raises(Refused):
            load_pass_marks(store, teacher, forged)
    with pytest.raises(Refused):
        save_cohort(store, teacher, name="baru")
    with pytest.raises(Refused):
        save_pass_marks(store, teacher, mine, {"teknis": 70})
