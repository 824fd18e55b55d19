import datetime
import re

import pytest

from capaian.access import LOCAL_USER
from capaian.improvement import gains, retest_summary
from capaian.problems import StoreError
from capaian.scores import CohortKind
from capaian.store import (
    load_certificate_list,
    load_cohorts,
    load_ending_certificates,
    load_goals,
    load_imports,
    load_roster,
    load_school,
    load_scores,
    make_demonstration,
    migrate,
    open_store,
    save_school,
)  # fmt: skip
from tests.store.dumps import dump


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    migrate(store)
    make_demonstration(store)
    yield store
    store.close()


def tables(store):
    return {cohort.name: load_scores(store, LOCAL_USER, cohort.id) for cohort in load_cohorts(store, LOCAL_USER)}


def test_the_example_school_says_that_it_is_one(demo):
    school = load_school(demo, LOCAL_USER)
    assert school is not None
    assert (school.name, school.time_zone, school.is_demo) == ("SMK Contoh Banua", "Asia/Makassar", True)


def test_three_trainings_over_two_years_a_class_without_one_and_one_tested_twice(demo):
    cohorts = load_cohorts(demo, LOCAL_USER)
    trained = [cohort for cohort in cohorts if cohort.kind is CohortKind.PROGRAMME]
    assert len(trained) == 3
    assert len(cohorts) == 5
    assert {cohort.starts_on.year for cohort in cohorts if cohort.starts_on} == {2024, 2025}
    assert all(30 <= cohort.enrolled <= 36 for cohort in cohorts)
    assert all(cohort.partner == "Balai Latihan Teknik Contoh" for cohort in trained)


def test_nobody_has_the_name_or_the_number_of_another(demo):
    people = [load_roster(demo, LOCAL_USER, cohort.id) for cohort in load_cohorts(demo, LOCAL_USER)]
    names = [name for roster in people for name in roster["name"]]
    numbers = [nisn for roster in people for nisn in roster["nisn"]]
    assert len(set(names)) == len(names) == len(set(numbers))
    assert all(re.fullmatch(r"99\d{8}", nisn) for nisn in numbers)


def test_some_decline_some_did_not_sit_and_one_aspect_is_near_its_ceiling(demo):
    for name, table in tables(demo).items():
        gained = gains(table)
        whole = gained[gained["criterion"].isna()]
        assert (whole["gain"] < 0).sum() >= 2, name
        assert (whole["gain"] > 0).sum() > len(whole) / 2, name
        away = table[table["state"] == "did_not_sit"]
        assert away["student"].nunique() == 3
        assert set(away["phase"]) == {"after"}
    before = [
        table[(table["aspect"] == "karakter") & (table["phase"] == "before")]["score"].mean()
        for table in tables(demo).values()
    ]
    assert max(before) > 88
    assert sum(mean > 80 for mean in before) == 1


def test_marks_move_in_the_steps_a_teacher_gives(demo):
    for table in tables(demo).values():
        present = table[table["state"] == "present"]
        assert present["score"].between(0, 100).all()
        assert set(present[present["aspect"] == "karakter"]["raw"]) <= {"1", "2", "3", "4"}
        assert (present[present["aspect"] == "kognitif"]["score"] % 2.5 == 0).all()
        assert table["source"].str.fullmatch(r"contoh-nilai-.*\.xlsx!(Kognitif|Teknis|Karakter)![A-Z]{1,2}\d+").all()


def test_the_example_is_the_same_every_time_and_in_every_database(demo, bare_store):
    make_demonstration(bare_store)
    assert dump(bare_store) == dump(demo)
    make_demonstration(bare_store)
    assert dump(bare_store) == dump(demo)
    assert len(load_imports(bare_store, LOCAL_USER)) == 5


def test_a_school_of_ones_own_is_never_written_over(store):
    stands = dump(store)
    with pytest.raises(StoreError, match="sudah berisi sekolah"):
        make_demonstration(store)
    assert dump(store) == stands


def test_half_an_example_never_stays(bare_store, monkeypatch):
    calls = iter([None, None])

    def stop_at_the_third(*given, **more):
        next(calls)
        return original(*given, **more)

    from capaian.store import demonstration

    original = demonstration.import_reading
    monkeypatch.setattr(demonstration, "import_reading", stop_at_the_third)
    with pytest.raises(StopIteration):
        make_demonstration(bare_store)
    assert load_school(bare_store, LOCAL_USER) is None
    save_school(bare_store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")


def test_a_class_that_sat_the_same_test_twice_shows_how_exactly_it_measures(demo):
    (retest,) = [cohort for cohort in load_cohorts(demo, LOCAL_USER) if cohort.kind is CohortKind.RETEST]
    scores = load_scores(demo, LOCAL_USER, retest.id)
    summary = retest_summary(gains(scores))
    whole = summary[summary["criterion"].isna()].set_index("aspect")
    assert whole["reliability"].between(0.7, 0.98).all()
    assert whole["practice"].abs().max() < 3


def test_the_school_wanted_something_before_each_training_began(demo):
    for cohort in load_cohorts(demo, LOCAL_USER):
        wanted = load_goals(demo, LOCAL_USER, cohort.id)
        assert bool(wanted) is (cohort.kind is CohortKind.PROGRAMME)
        assert all(target.set_at.date() < cohort.starts_on for target in wanted.values() if cohort.starts_on)


def test_each_training_ends_with_certificates_and_some_of_them_with_a_unit_that_is_not_there_yet(demo):
    for cohort in load_cohorts(demo, LOCAL_USER):
        held = load_certificate_list(demo, LOCAL_USER, cohort.id)
        assert bool(held) is (cohort.kind is CohortKind.PROGRAMME)
        if not held:
            continue
        certified = [one for one in held if one.overall == "K"]
        assert 0.4 < len(certified) / cohort.enrolled < 0.9
        assert all(one.number and one.valid_until for one in certified)
        assert not any(one.number for one in held if one.overall == "BK")
        assert any(unit.result == "BK" for one in held for unit in one.units)
        assert all(unit.code.startswith("X.") for one in held for unit in one.units)


def test_some_certificates_of_the_example_end_soon_or_have_ended(demo):
    today = datetime.date(2026, 11, 25)
    ending = load_ending_certificates(demo, LOCAL_USER, today=today)
    assert (ending["valid_until"] < today).any()
    assert (ending["valid_until"] >= today).any()
