"""What stands in the way of saving: open questions, and forms that were made for another cohort."""

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import StoreError
from capaian.reading import Answers, apply_answers, read_workbooks
from capaian.reading.answers import AS_WRITTEN
from capaian.reading.deciding import scale_as_found, side_taken, zeros_are
from capaian.store import compare_import, load_cohorts, load_scores, save_cohort, save_import, save_new_cohort
from capaian.store.hindrances import made_for_others, meant_for
from tests.forms import form_of, typed
from tests.sheets import NAMES, book
from tests.store.dumps import dump
from tests.store.read import reading_of

PEOPLE = [(name, "", "", "XI TKR 1") for name in NAMES[:3]]
MARKS = [(i, "teknis", "", phase, 60 + i + 9 * (phase == "after")) for i in range(3) for phase in ("before", "after")]


@pytest.fixture
def cohorts(store):
    first = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, first, reading_of(PEOPLE, MARKS))
    return first, save_cohort(store, LOCAL_USER, name="Angkatan 2")


@pytest.fixture
def form(store, cohorts):
    content = typed(form_of(store, cohorts[0], {"teknis": []}), "Teknis", {(NAMES[0], "SESUDAH"): 95})
    return read_workbooks([("formulir.xlsx", content)])


def refused(asked):
    with pytest.raises(StoreError) as told:
        asked()
    return str(told.value)


def test_a_form_of_another_cohort_is_never_saved_in_silence(store, cohorts, form):
    other, stood = cohorts[1], dump(store)
    for ask in (
        lambda: compare_import(store, LOCAL_USER, other, form),
        lambda: save_import(store, LOCAL_USER, other, form),
        lambda: save_new_cohort(store, LOCAL_USER, form, name="Angkatan 2 lagi"),
    ):
        assert "formulir.xlsx dibuat untuk kohort “Angkatan 1”; Anda memilih “Angkatan 2" in refused(ask)
    assert dump(store) == stood
    assert made_for_others(form, other) == [("formulir.xlsx", cohorts[0])]


def test_a_person_may_mean_the_other_cohort_and_only_that_one(store, cohorts, form):
    other = cohorts[1]
    third = save_cohort(store, LOCAL_USER, name="Angkatan 3")
    told = Answers.from_json(meant_for(other, ["formulir.xlsx"]).to_json()).about(["formulir.xlsx"])
    meant = apply_answers(form, told)
    refused(lambda: save_import(store, LOCAL_USER, third, meant))
    assert save_import(store, LOCAL_USER, other, meant).new == 6
    assert save_import(store, LOCAL_USER, cohorts[0], form).changed == 1


def test_a_new_cohort_may_be_meant_as_well(store, cohorts, form):
    meant = apply_answers(form, meant_for(0, ["formulir.xlsx"]))
    made, done = save_new_cohort(store, LOCAL_USER, meant, name="Angkatan 3")
    assert done.new == 6
    assert made in [cohort.id for cohort in load_cohorts(store, LOCAL_USER)]


def test_the_name_of_a_cohort_is_not_told_to_who_does_not_see_it(store, cohorts, form):
    teacher = Actor(7, Role.TEACHER, frozenset({cohorts[1]}))
    said = refused(lambda: compare_import(store, teacher, cohorts[1], form))
    assert "untuk kohort lain; Anda memilih “Angkatan 2”" in said
    assert "Angkatan 1" not in said


def files(*each):
    heads = ("No", "Nama", "Teknis sesudah")
    return read_workbooks([(f"{at}.xlsx", book({"Nilai": [heads, *rows]})) for at, rows in enumerate(each)])


OTHERS = NAMES[6:]
ROWS = [(i + 1, name, 70 + i) for i, name in enumerate(OTHERS)]


@pytest.mark.parametrize(
    ("reading", "answer", "kept"),
    [
        (files(ROWS, [(1, OTHERS[0], 90)]), lambda r: side_taken(r, "later"), 90),
        (files([(1, OTHERS[0], 0), (2, OTHERS[1], 0), *ROWS[2:]]), lambda r: zeros_are(r, AS_WRITTEN), 0),
        (files([(n, name, 7.5) for n, name, _ in ROWS]), lambda r: scale_as_found(r.problems), 75),
    ],
    ids=["two marks", "zeros", "scale"],
)
def test_an_open_question_is_never_answered_by_saving(store, cohorts, reading, answer, kept):
    other, stood = cohorts[1], dump(store)
    for ask in (
        lambda: compare_import(store, LOCAL_USER, other, reading),
        lambda: save_import(store, LOCAL_USER, other, reading),
        lambda: save_new_cohort(store, LOCAL_USER, reading, name="Angkatan 3"),
    ):
        assert "hal yang harus Anda putuskan" in refused(ask)
    assert dump(store) == stood
    save_import(store, LOCAL_USER, other, apply_answers(reading, answer(reading)))
    assert kept in load_scores(store, LOCAL_USER, other)["score"].tolist()
