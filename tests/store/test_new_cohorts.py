import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.store import load_audit, load_cohorts, load_roster, load_scores, save_cohort, save_import, save_new_cohort
from tests.store.dumps import dump
from tests.store.read import reading_of
from tests.store.steps import PowerCut, at_step

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
NORLAILA = ("Norlaila", "", "1202", "XI TKR 1")
READING = reading_of([AHMAD, NORLAILA], [(0, "teknis", "", "before", 60)])


def test_a_cohort_comes_into_being_with_its_marks(store):
    cohort, done = save_new_cohort(store, LOCAL_USER, READING, name="Las Dasar")
    assert (done.new, done.enrolled) == (1, 2)
    assert [each.name for each in load_cohorts(store, LOCAL_USER)] == ["Las Dasar"]
    assert len(load_scores(store, LOCAL_USER, cohort)) == 1
    assert load_roster(store, LOCAL_USER, cohort)["name"].tolist() == ["Ahmad Fauzi", "Norlaila"]
    assert {"cohort_saved", "imported"} <= set(load_audit(store, LOCAL_USER)["action"])


@pytest.mark.parametrize(
    ("reading", "name", "sentence"),
    [
        (reading_of([], []), "Las Dasar", "Tidak ada siswa"),
        (reading_of([AHMAD, AHMAD], [(0, "teknis", "", "before", 60)]), "Las Dasar", "menunjuk siswa yang sama"),
        (reading_of([AHMAD], [(0, "teknis", "", "before", 60)], blocked=True), "Las Dasar", "harus diperbaiki"),
        (READING, "  ", "Nama harus berisi"),
        (READING, "Sudah ada", "Sudah ada kohort"),
    ],
    ids=["nobody in it", "one student twice", "to be mended", "no name", "a name that is taken"],
)
def test_without_anything_saved_there_is_no_cohort_either(store, reading, name, sentence):
    save_cohort(store, LOCAL_USER, name="Sudah ada")
    stands = dump(store)
    with pytest.raises(StoreError, match=sentence):
        save_new_cohort(store, LOCAL_USER, reading, name=name)
    assert dump(store) == stands


def test_while_somebody_may_be_somebody_else_there_is_no_cohort_either(store):
    other = save_cohort(store, LOCAL_USER, name="Angkatan lain")
    people = [("Norlaila", "9900000007", "", "XI TKR 2"), ("Norlaila", "9900000008", "", "XI TKR 3")]
    save_import(store, LOCAL_USER, other, reading_of(people, []))
    stands = dump(store)
    with pytest.raises(StoreError, match="belum dipastikan"):
        save_new_cohort(store, LOCAL_USER, reading_of([("Norlaila", "", "", "")], []), name="Las Dasar")
    assert dump(store) == stands


def test_what_breaks_on_the_way_leaves_no_cohort(store):
    stands = dump(store)
    for k in range(1, 300, 7):
        try:
            with at_step(store, k):
                save_new_cohort(store, LOCAL_USER, READING, name="Las Dasar")
        except PowerCut:
            assert dump(store) == stands
        else:
            break
    assert len(load_cohorts(store, LOCAL_USER)) == 1


def test_only_who_may_make_cohorts_makes_one(store):
    for actor in (Actor(1, Role.TEACHER, frozenset({1})), Actor(1, Role.PRINCIPAL)):
        with pytest.raises(Refused):
            save_new_cohort(store, actor, READING, name="Las Dasar")
