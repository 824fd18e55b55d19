import datetime

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.store import (
    Deed,
    count_without_consent,
    find_students,
    load_audit,
    load_consents,
    save_cohort,
    save_consent,
    save_import,
)
from capaian.store.consents import CONSENT_COLUMNS
from capaian.store.privacy_tables import consents
from tests.store.read import reading_of

DAY = datetime.date(2026, 7, 13)
PEOPLE = [
    ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1"),
    ("Nur'aini", "9900000002", "1202", "XI TKR 2"),
    ("Hendri", "", "1301", ""),
]


@pytest.fixture
def cohort(store):
    made = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, made, reading_of(PEOPLE, [(i, "teknis", "", "before", 60) for i in range(3)]))
    return made


def student(store, name):
    return int(find_students(store, LOCAL_USER, name)["student"].iloc[0])


def test_before_anything_is_recorded_every_student_is_listed_without_an_answer(store, cohort):
    told = load_consents(store, LOCAL_USER, cohort)
    assert list(told) == list(CONSENT_COLUMNS)
    assert told["name"].tolist() == ["Hendri", "Ahmad Fauzi", "Nur'aini"]
    assert told["given"].isna().all()
    assert count_without_consent(store, LOCAL_USER, cohort) == 3


def test_a_yes_counts_until_a_no_and_both_stay(store, cohort):
    ahmad = student(store, "ahmad")
    save_consent(store, LOCAL_USER, ahmad, given=True, on_date=DAY, reference="  Map 3 / lembar  12 ")
    told = load_consents(store, LOCAL_USER, cohort).set_index("student").loc[ahmad]
    assert (told["given"], told["on_date"], told["reference"]) == (True, DAY, "Map 3 / lembar 12")
    assert count_without_consent(store, LOCAL_USER, cohort) == 2
    save_consent(store, LOCAL_USER, ahmad, given=False, on_date=DAY + datetime.timedelta(days=9))
    told = load_consents(store, LOCAL_USER, cohort)
    assert len(told) == 3
    assert told.set_index("student").loc[ahmad, "given"] is not True
    assert count_without_consent(store, LOCAL_USER, cohort) == 3
    with store.reading() as connection:
        assert [row.given for row in connection.execute(consents.select().order_by(consents.c.id))] == [1, 0]


def test_the_log_has_the_answer_and_the_day_and_not_the_reference(store, cohort):
    save_consent(store, LOCAL_USER, student(store, "ahmad"), given=False, on_date=DAY, reference="Bapak Syahrani")
    (row,) = load_audit(store, LOCAL_USER, action=Deed.CONSENT_SAVED).to_dict("records")
    assert row["detail"] == {"given": 0, "on_date": "2026-07-13"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"on_date": DAY + datetime.timedelta(days=1), "today": DAY}, "belum tiba"),
        ({"on_date": DAY, "reference": "x" * 201}, "terlalu panjang"),
    ],
)
def test_what_cannot_be_is_said(store, cohort, given, said):
    with pytest.raises(StoreError, match=said):
        save_consent(store, LOCAL_USER, student(store, "ahmad"), given=True, **given)
    save_consent(store, LOCAL_USER, student(store, "ahmad"), given=True, on_date=DAY, reference="x" * 200, today=DAY)


def test_a_teacher_of_a_class_counts_that_class(store, cohort):
    teacher = Actor(1, Role.TEACHER, frozenset({cohort}), frozenset({"xi tkr-1"}))
    assert count_without_consent(store, teacher, cohort) == 1
    with pytest.raises(Refused):
        load_consents(store, teacher, cohort)


def test_a_consent_of_nobody_is_refused(store, cohort):
    with pytest.raises(StoreError, match="tidak ada"):
        save_consent(store, LOCAL_USER, 99_999, given=True, on_date=DAY)
