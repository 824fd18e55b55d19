import datetime

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.locale import texts
from capaian.problems import Refused, StoreError
from capaian.store import (
    LockedCohort,
    Rule,
    compare_import,
    load_audit,
    load_lock,
    load_scores,
    lock_cohort,
    save_account,
    save_cohort,
    save_goal,
    save_import,
    save_pass_marks,
    save_raters,
    save_rules,
    unlock_cohort,
)  # fmt: skip
from tests.store.dumps import dump
from tests.store.read import reading_of

READING = reading_of([("Ahmad Fauzi", "9900000001", "", "XI TKR 1")], [(0, "teknis", "", "before", 60)])


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Angkatan 1")


WRITES = {
    "save_import": lambda store, cohort: save_import(store, LOCAL_USER, cohort, READING),
    "compare_import": lambda store, cohort: compare_import(store, LOCAL_USER, cohort, READING),
    "save_cohort": lambda store, cohort: save_cohort(store, LOCAL_USER, name="Nama lain", cohort_id=cohort),
    "save_pass_marks": lambda store, cohort: save_pass_marks(store, LOCAL_USER, cohort, {"teknis": 70}),
    "save_goal": lambda store, cohort: save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=10, pass_share=None),
    "save_rules": lambda store, cohort: save_rules(store, LOCAL_USER, cohort, "teknis", [Rule("", scale_max=50)]),
    "save_raters": lambda store, cohort: save_raters(store, LOCAL_USER, cohort, "teknis", before="Ibu A", after=""),
}


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_into_a_locked_cohort_until_it_is_opened_again(store, cohort, name):
    lock_cohort(store, LOCAL_USER, cohort)
    before = dump(store)
    with pytest.raises(LockedCohort, match="sudah dikunci"):
        WRITES[name](store, cohort)
    assert dump(store) == before
    unlock_cohort(store, LOCAL_USER, cohort)
    WRITES[name](store, cohort)


def test_another_cohort_is_not_locked(store, cohort):
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    lock_cohort(store, LOCAL_USER, other)
    assert save_import(store, LOCAL_USER, cohort, READING).new == 1


def test_who_locked_it_and_when_is_said_in_the_school_s_time(store, cohort):
    account = save_account(store, LOCAL_USER, username="ratna", display_name="Ibu Ratna", role=Role.ADMINISTRATOR)
    ratna = Actor(account, Role.ADMINISTRATOR)
    lock = lock_cohort(store, ratna, cohort)
    assert (lock.account_id, lock.display_name) == (account, "Ibu Ratna")
    assert abs(lock.at - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=5)
    assert load_lock(store, LOCAL_USER, cohort) == lock
    with pytest.raises(StoreError) as error:
        save_import(store, LOCAL_USER, cohort, READING)
    for language in ("id", "en"):
        t = texts(language)
        said = error.value.message(t)
        assert "Ibu Ratna" in said
        assert t.moment(lock.at, "Asia/Makassar") in said
    assert error.value.message(texts("en")).startswith("This cohort was locked by")


def test_a_lock_stays_as_it_was_first_made(store, cohort):
    first = lock_cohort(store, LOCAL_USER, cohort)
    assert lock_cohort(store, LOCAL_USER, cohort) == first
    unlock_cohort(store, LOCAL_USER, cohort)
    assert load_lock(store, LOCAL_USER, cohort) is None
    unlock_cohort(store, LOCAL_USER, cohort)
    deeds = load_audit(store, LOCAL_USER)["action"].tolist()
    assert (deeds.count("cohort_locked"), deeds.count("cohort_unlocked")) == (1, 1)


def test_only_the_administrator_locks_and_everybody_of_the_cohort_still_reads(store, cohort):
    save_import(store, LOCAL_USER, cohort, READING)
    teacher = Actor(7, Role.TEACHER, frozenset({cohort}))
    for actor in (teacher, Actor(8, Role.PRINCIPAL)):
        for ask in (lock_cohort, unlock_cohort):
            with pytest.raises(Refused):
                ask(store, actor, cohort)
    lock_cohort(store, LOCAL_USER, cohort)
    assert load_lock(store, teacher, cohort) is not None
    assert len(load_scores(store, teacher, cohort)) == 1
