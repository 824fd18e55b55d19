import datetime

import pandas as pd
import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.improvement import gains, moments, participation, summarise_moments
from capaian.improvement.moments import MOMENT_COLUMNS
from capaian.problems import Refused, StoreError
from capaian.store import (
    Deed,
    due_cohorts,
    find_students,
    load_audit,
    load_cohort,
    load_imports,
    load_keeping,
    load_kept_moments,
    load_moments,
    load_roster,
    load_scores,
    preview_removal,
    remove_identities,
    save_cohort,
    save_import,
    save_pass_marks,
)
from capaian.store.retention import due_day
from tests.store.dumps import dump
from tests.store.read import reading_of

TODAY = datetime.date(2026, 11, 24)
PEOPLE = [(f"Siswa Rekaan{i}", f"99000000{i:02}", "", "XI TKR 1") for i in range(8)]


def marks_of(people):
    """Technical in two criteria, character as a whole, knowledge of three students only."""
    rows = []
    for i in people:
        for name in ("Las", "Ukur"):
            rows += [(i, "teknis", name, "before", 40 + 3 * i), (i, "teknis", name, "after", 70 + 2 * i + len(name))]
        rows += [(i, "karakter", "", "before", 60.5), (i, "karakter", "", "after", 60.5 + i)]
    return rows + [(i, "kognitif", "", phase, 50 + i) for i in list(people)[:3] for phase in ("before", "after")]


@pytest.fixture
def cohorts(store):
    """One whose time is over, one whose is not with one student of the first, one without a last day."""
    days = [datetime.date(2023, 11, 24), datetime.date(2023, 11, 25), None]
    made = [save_cohort(store, LOCAL_USER, name=f"Angkatan {i}", ends_on=day) for i, day in enumerate(days)]
    save_pass_marks(store, LOCAL_USER, made[0], {"teknis": 78})
    save_import(store, LOCAL_USER, made[0], reading_of(PEOPLE, marks_of(range(8)), file="Kelas Siswa Rekaan1.xlsx"))
    other = reading_of([PEOPLE[0]], [(0, "teknis", "Las", "before", 55), (0, "teknis", "Las", "after", 66)])
    save_import(store, LOCAL_USER, made[1], other)
    return made


def remove(store, cohort, actor=LOCAL_USER):
    return remove_identities(store, actor, cohort, years=3, today=TODAY)


@pytest.mark.parametrize(
    ("ends_on", "years", "due"),
    [
        (datetime.date(2023, 6, 30), 3, datetime.date(2026, 6, 30)),
        (datetime.date(2024, 2, 29), 3, datetime.date(2027, 3, 1)),
        (datetime.date(2024, 2, 29), 4, datetime.date(2028, 2, 29)),
    ],
)
def test_the_time_of_keeping_ends_on_the_same_day_years_later(ends_on, years, due):
    assert due_day(ends_on, years) == due


def test_a_cohort_is_due_from_the_day_on_and_never_without_a_last_day(store, cohorts):
    told = {keeping.cohort: keeping for keeping in load_keeping(store, LOCAL_USER, years=3, today=TODAY)}
    assert [told[cohort].is_due for cohort in cohorts] == [True, False, False]
    assert [told[cohort].due_on for cohort in cohorts] == [TODAY, TODAY + datetime.timedelta(days=1), None]
    assert [told[cohort].students for cohort in cohorts] == [8, 1, 0]
    assert list(told) == cohorts
    assert [each.cohort for each in due_cohorts(store, LOCAL_USER, years=3, today=TODAY)] == cohorts[:1]
    assert due_cohorts(store, LOCAL_USER, years=4, today=TODAY) == []


def test_what_would_go_is_what_goes(store, cohorts):
    before = dump(store)
    told = preview_removal(store, LOCAL_USER, cohorts[0])
    assert dump(store) == before
    assert (told.students, told.leaving, told.marks, told.kept, told.too_small) == (8, 7, 8 * 6 + 6, 4, 1)
    assert remove(store, cohorts[0]) == told


def test_names_and_marks_go_and_sums_stay(store, cohorts):
    scores = load_scores(store, LOCAL_USER, cohorts[0])
    wanted = moments(gains(scores), participation(scores), pass_marks={"teknis": 78.0})
    wanted = wanted[wanted["n_matched"] >= 5].reset_index(drop=True)
    remove(store, cohorts[0])
    found = load_kept_moments(store, LOCAL_USER, cohorts[0])
    assert list(found) == list(MOMENT_COLUMNS)
    pd.testing.assert_frame_equal(
        found.sort_values(["aspect", "criterion"], ignore_index=True),
        wanted.sort_values(["aspect", "criterion"], ignore_index=True),
        check_dtype=False, rtol=1e-9, atol=1e-7,
    )  # fmt: skip
    (row,) = summarise_moments(found[found["aspect"] == "karakter"]).to_dict("records")
    assert (row["n_matched"], row["mean_gain"]) == (8, 3.5)
    assert load_scores(store, LOCAL_USER, cohorts[0]).empty
    assert load_roster(store, LOCAL_USER, cohorts[0]).empty
    told = str(dump(store, without=("audit",)))
    assert all(name not in told for name, *_ in PEOPLE[1:])
    assert all(nisn not in told for _, nisn, *_ in PEOPLE[1:])
    assert load_imports(store, LOCAL_USER, cohorts[0])["files"].tolist() == ["–"]


def test_whoever_is_in_another_cohort_stays_there(store, cohorts):
    other = load_scores(store, LOCAL_USER, cohorts[1])
    remove(store, cohorts[0])
    assert find_students(store, LOCAL_USER, "")["name"].tolist() == [PEOPLE[0][0]]
    left = load_scores(store, LOCAL_USER, cohorts[1])
    assert left[["student", "score"]].values.tolist() == other[["student", "score"]].values.tolist()


def test_the_page_of_all_cohorts_still_has_the_sums(store, cohorts):
    before = load_moments(store, LOCAL_USER).set_index(["cohort", "aspect"])
    remove(store, cohorts[0])
    after = load_moments(store, LOCAL_USER).set_index(["cohort", "aspect"])
    gone = (cohorts[0], "kognitif")
    assert before.index.drop(gone).tolist() == after.index.tolist()
    pd.testing.assert_frame_equal(before.drop(gone), after, check_dtype=False)


def test_the_cohort_says_since_when_and_takes_no_more_marks(store, cohorts):
    assert load_cohort(store, LOCAL_USER, cohorts[0]).names_removed_on is None
    remove(store, cohorts[0])
    assert load_cohort(store, LOCAL_USER, cohorts[0]).names_removed_on is not None
    with pytest.raises(StoreError, match="masa simpannya lewat"):
        save_import(store, LOCAL_USER, cohorts[0], reading_of(PEOPLE, marks_of(range(2))))
    assert not any(each.is_due for each in load_keeping(store, LOCAL_USER, years=3, today=TODAY))


@pytest.mark.parametrize("which", [1, 2])
def test_before_its_time_nothing_goes(store, cohorts, which):
    before = dump(store)
    with pytest.raises(StoreError, match="belum lewat"):
        remove(store, cohorts[which])
    assert dump(store) == before


def test_twice_is_once(store, cohorts):
    remove(store, cohorts[0])
    before = dump(store)
    with pytest.raises(StoreError, match="belum lewat"):
        remove(store, cohorts[0])
    assert dump(store) == before


def test_the_log_has_counts(store, cohorts):
    remove(store, cohorts[0])
    (row,) = load_audit(store, LOCAL_USER, action=Deed.IDENTITIES_REMOVED).to_dict("records")
    assert row["resource"] == f"cohort:{cohorts[0]}"
    assert row["detail"] == {"students": 8, "marks": 54, "kept": 4}


def test_kept_sums_are_seen_as_marks_were(store, cohorts):
    remove(store, cohorts[0])
    here = frozenset({cohorts[0]})
    instructor = load_kept_moments(store, Actor(1, Role.INSTRUCTOR, here), cohorts[0])
    assert set(instructor["aspect"]) == {"teknis", "karakter"}
    assert load_kept_moments(store, Actor(1, Role.TEACHER, here, frozenset({"XI TKR 1"})), cohorts[0]).empty
    assert len(load_kept_moments(store, Actor(1, Role.AUDITOR), cohorts[0])) == 4
    with pytest.raises(Refused):
        load_kept_moments(store, Actor(1, Role.TEACHER), cohorts[0])


def test_a_fault_in_the_middle_removes_nothing(store, cohorts, monkeypatch):
    before = dump(store)
    monkeypatch.setattr("capaian.store.retention.write_audit", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remove(store, cohorts[0])
    assert dump(store) == before
