"""Who the students of a file are, what a person decides about them, and what happens to everybody else."""

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.reading import Answers, apply_answers, read_workbooks
from capaian.store import (
    MATCH_COLUMNS,
    compare_import,
    load_roster,
    load_scores,
    match_students,
    save_cohort,
    save_import,
)  # fmt: skip
from tests.sheets import book
from tests.store.dumps import dump
from tests.store.read import reading_of

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
NORLAILA = ("Norlaila", "9900000002", "1202", "XI TKR 1")
RIZKY = ("Rizky Maulana", "", "", "XI TKR 1")


@pytest.fixture
def cohort(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, cohort, given(AHMAD, NORLAILA, RIZKY))
    return cohort


def given(*people, mark=60.0):
    return reading_of(people, [(i, "teknis", "", "before", mark + i) for i in range(len(people))])


def ids(store, cohort):
    return load_roster(store, LOCAL_USER, cohort).set_index("name")["student"].to_dict()


def test_everybody_is_in_one_of_three_piles(store, cohort):
    known = ids(store, cohort)
    reading = given(AHMAD, ("Rizki Maulana", "", "", "XI TKR 1"), ("Suriansyah", "", "", "XI TKR 1"), mark=70)
    table = match_students(store, LOCAL_USER, cohort, reading)
    assert list(table) == list(MATCH_COLUMNS)
    assert table[["student", "name", "pile", "by", "marks"]].to_numpy().tolist() == [
        [0, "Ahmad Fauzi", "sure", "nisn", 1],
        [1, "Rizki Maulana", "to_confirm", "", 1],
        [2, "Suriansyah", "unknown", "", 1],
    ]
    assert table["known"].tolist()[0] == known["Ahmad Fauzi"]
    assert table["known"].isna().tolist() == [False, True, True]
    (candidate,) = table["candidates"].tolist()[1]
    assert (candidate.student, candidate.name, candidate.here) == (known["Rizky Maulana"], "Rizky Maulana", True)
    assert candidate.similarity == pytest.approx(12 / 13, abs=1e-3)


def test_a_stranger_is_left_out_and_counted(store, cohort):
    before = load_roster(store, LOCAL_USER, cohort)
    reading = given(AHMAD, ("Suriansyah", "", "", "XI TKR 1"), mark=70)
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    assert (seen.changed, seen.new, seen.strangers, seen.left_out, seen.joining) == (1, 0, 1, 1, 0)
    done = save_import(store, LOCAL_USER, cohort, reading)
    assert (done.changed, done.new, done.strangers, done.left_out, done.students) == (1, 0, 1, 1, 1)
    assert load_roster(store, LOCAL_USER, cohort).equals(before)


def test_whom_a_person_decides_about_nobody_is_saved_before(store, cohort):
    reading = given(AHMAD, ("Rizki Maulana", "", "", "XI TKR 1"), mark=70)
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    assert (seen.undecided, seen.left_out) == (("Rizki Maulana",), 1)
    before = dump(store)
    with pytest.raises(StoreError, match="belum dipastikan, misalnya “Rizki Maulana”"):
        save_import(store, LOCAL_USER, cohort, reading)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("decision", "told"),
    [("skip", (1, 0, 0)), ("new", (1, 1, 1)), ("Rizky Maulana", (2, 0, 0)), ("Norlaila", (2, 0, 0))],
)
def test_the_decision_is_done(store, cohort, decision, told):
    reading = given(AHMAD, ("Rizki Maulana", "", "", "XI TKR 1"), mark=70)
    known = ids(store, cohort)
    decision = known.get(decision, decision)
    seen = compare_import(store, LOCAL_USER, cohort, reading, students={1: decision})
    done = save_import(store, LOCAL_USER, cohort, reading, students={1: decision})
    assert (done.changed, done.new, done.created) == told
    assert (seen.changed, seen.new, seen.created) == told
    if isinstance(decision, int):
        table = load_scores(store, LOCAL_USER, cohort).set_index("student")
        assert table.loc[decision, "score"] == 71.0


def test_decided_otherwise_the_same_bytes_are_another_import(store, cohort):
    reading = given(AHMAD, ("Suriansyah", "", "", "XI TKR 1"), mark=70)
    assert save_import(store, LOCAL_USER, cohort, reading).already is None
    assert save_import(store, LOCAL_USER, cohort, reading).already is not None
    again = save_import(store, LOCAL_USER, cohort, reading, students={1: "new"})
    assert (again.already, again.created, again.same) == (None, 1, 1)


def test_whom_the_school_knows_joins_as_who_it_is(store, cohort):
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    save_import(store, LOCAL_USER, other, given(("Suriansyah", "9900000009", "", "XI TITL 1")))
    reading = given(AHMAD, ("Suriansyah", "9900000009", "", "XI TITL 1"), mark=70)
    table = match_students(store, LOCAL_USER, cohort, reading)
    assert table["pile"].tolist() == ["sure", "unknown"]
    assert table["known"].tolist()[1] == ids(store, other)["Suriansyah"]
    done = save_import(store, LOCAL_USER, cohort, reading, students={1: "new"})
    assert (done.created, done.joined) == (0, 1)
    assert ids(store, cohort)["Suriansyah"] == ids(store, other)["Suriansyah"]


def test_only_who_may_adds_students_and_the_first_import_makes_the_roster(store, cohort):
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    stranger = ("Suriansyah", "", "", "XI TKR 1")
    teacher, instructor = (Actor(7, role, frozenset({cohort, other})) for role in (Role.TEACHER, Role.INSTRUCTOR))
    for ask in (compare_import, save_import):
        with pytest.raises(Refused, match="menambah siswa"):
            ask(store, instructor, cohort, given(AHMAD, stranger, mark=70), students={1: "new"})
    assert save_import(store, instructor, cohort, given(AHMAD, stranger, mark=71)).strangers == 1
    assert save_import(store, teacher, cohort, given(AHMAD, stranger, mark=72), students={1: "new"}).created == 1
    assert save_import(store, instructor, other, given(stranger)).joined == 1


def test_nobody_is_suggested_or_chosen_whom_the_actor_does_not_see(store, cohort):
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    save_import(store, LOCAL_USER, other, given(("Suriansyah", "", "", "XI TITL 1")))
    hidden = ids(store, other)["Suriansyah"]
    teacher = Actor(7, Role.TEACHER, frozenset({cohort}))
    reading = given(AHMAD, ("Suriansyah", "", "", "XI TKR 1"), mark=70)
    assert match_students(store, LOCAL_USER, cohort, reading)["pile"].tolist() == ["sure", "to_confirm"]
    assert match_students(store, teacher, cohort, reading)["pile"].tolist() == ["sure", "unknown"]
    for chosen in (hidden, 987_654, 2**40, 0):
        with pytest.raises(StoreError, match="tidak ada"):
            save_import(store, teacher, cohort, reading, students={1: chosen})


def test_two_rows_are_never_saved_as_one_student(store, cohort):
    known = ids(store, cohort)["Ahmad Fauzi"]
    with pytest.raises(StoreError, match="“Ahmad Fauzi” dan “Suriansyah”"):
        save_import(store, LOCAL_USER, cohort, given(AHMAD, ("Suriansyah", "", "", "XI")), students={1: known})


def test_a_number_of_somebody_else_is_given_to_nobody(store, cohort):
    for decision in ("new", ids(store, cohort)["Rizky Maulana"]):
        reading = given(("Dewi Lestari", "9900000001", "", "XI TKR 1"), mark=70)
        assert match_students(store, LOCAL_USER, cohort, reading)["pile"].tolist() == ["to_confirm"]
        with pytest.raises(StoreError, match="sudah dipakai siswa lain"):
            save_import(store, LOCAL_USER, cohort, reading, students={0: decision})


def test_zeros_that_excel_dropped_are_put_back_where_number_and_name_agree(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    save_import(store, LOCAL_USER, cohort, given(("Norlaila", "0081234567", "", "XI TKR 1")))
    found = given(("NORLAILA", "81234567", "", ""), mark=70)
    assert match_students(store, LOCAL_USER, cohort, found)["by"].tolist() == ["nisn"]
    assert save_import(store, LOCAL_USER, cohort, found).changed == 1
    other = given(("Norhayati", "81234567", "", ""), mark=71)
    assert match_students(store, LOCAL_USER, cohort, other)["pile"].tolist() == ["to_confirm"]
    assert load_roster(store, LOCAL_USER, cohort)["nisn"].tolist() == ["0081234567"]


def test_answers_of_a_reading_are_decisions(store, cohort):
    rows = [("No", "NISN", "Nama Siswa", "Teknis Awal", "Teknis Akhir"), (1, "9900000001", "Ahmad Fauzi", 61, 71),
            (2, None, "Rizki Maulana", 62, 72)]  # fmt: skip
    reading = read_workbooks([("nilai.xlsx", book({"XI TKR 1": [("Kelas XI TKR 1",), (), *rows]}))])
    place = match_students(store, LOCAL_USER, cohort, reading)["place"].tolist()[1]
    assert place == "nilai.xlsx!XI TKR 1!5"
    answered = apply_answers(reading, Answers(students={place: ids(store, cohort)["Rizky Maulana"]}))
    assert compare_import(store, LOCAL_USER, cohort, reading).undecided == ("Rizki Maulana",)
    assert save_import(store, LOCAL_USER, cohort, answered).new == 2
