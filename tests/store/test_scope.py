"""Of a cohort only the classes and aspects assigned: rosters, marks, sums, searches, imports."""

import contextlib

import pytest

from capaian.access import LOCAL_USER, VISITOR, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.store import (
    compare_import,
    find_students,
    load_cohort,
    load_cohorts,
    load_imports,
    load_moments,
    load_roster,
    load_school,
    load_scores,
    load_student,
    load_student_scores,
    make_demonstration,
    save_cohort,
    save_import,
)
from tests.store.dumps import dump
from tests.store.read import reading_of

ONE = ("Aspihani", "9900000001", "1201", "XI TKR 1")
TWO = ("Raudah", "9900000002", "1202", "XI-TKR2")
BARE = ("Supian", "9900000003", "1203", "")
ROWS = [
    (i, aspect, "", phase, 60 + i + 5 * (phase == "after"))
    for i in range(2)
    for aspect in ("kognitif", "teknis", "karakter", None)
    for phase in ("before", "after")
]


@pytest.fixture
def cohort(store):
    made = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, made, reading_of([ONE, TWO], ROWS, file="XI TKR 1 dan 2.xlsx"))
    bare = reading_of([BARE], [(0, "kognitif", "", "before", 70)], file="tiga.xlsx")
    save_import(store, LOCAL_USER, made, bare, students={0: "new"})
    return made


def teacher(cohort, *classes):
    return Actor(1, Role.TEACHER, frozenset({cohort}), frozenset(classes))


def instructor(cohort):
    return Actor(2, Role.INSTRUCTOR, frozenset({cohort}))


@pytest.mark.parametrize("spelled", ["XI TKR 1", "xi-tkr1", "Kelas XI TKR 1", "11 TKR 1"])
def test_a_teacher_of_a_class_sees_that_class_however_it_is_spelled(store, cohort, spelled):
    actor = teacher(cohort, spelled)
    assert load_roster(store, actor, cohort)["name"].tolist() == ["Aspihani"]
    assert find_students(store, actor, "")["name"].tolist() == ["Aspihani"]
    table = load_scores(store, actor, cohort)
    assert len(table) == 8
    assert table["student"].nunique() == 1
    sums = load_moments(store, actor)
    assert set(sums["n_enrolled"]) == set(sums["n_matched"]) == {1}
    (seen,) = load_cohorts(store, actor)
    assert (seen.enrolled, seen.marks) == (1, 8)
    assert load_cohort(store, actor, cohort) == seen
    assert load_imports(store, actor)["files"].tolist() == ["XI TKR 1 dan 2.xlsx"]
    own, others = (int(find_students(store, LOCAL_USER, name)["student"].iloc[0]) for name in ("Aspihani", "Raudah"))
    assert load_student(store, actor, own).name == "Aspihani"
    for ask in (load_student, load_student_scores):
        for forged in (others, 987_654):
            with pytest.raises(Refused, match="Siswa ini tidak ada"):
                ask(store, actor, forged)


def test_a_class_nobody_is_in_shows_nobody(store, cohort):
    actor = teacher(cohort, "XII TKR 1")
    assert load_roster(store, actor, cohort).empty
    assert load_scores(store, actor, cohort).empty
    assert load_moments(store, actor).empty
    assert load_imports(store, actor).empty
    assert load_cohort(store, actor, cohort).enrolled == 0


def test_the_class_is_that_of_the_cohort(store, cohort):
    later = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    save_import(store, LOCAL_USER, later, reading_of([(*ONE[:3], "XII TKR 1")], ROWS[:8]))
    then = Actor(1, Role.TEACHER, frozenset({cohort, later}), frozenset({"XI TKR 1"}))
    student = int(find_students(store, then, "Aspihani")["student"].iloc[0])
    assert load_student(store, then, student).cohorts == (cohort,)
    assert set(load_student_scores(store, then, student)["cohort"]) == {cohort}
    assert load_roster(store, then, later).empty


def test_an_instructor_sees_technical_and_character_marks_only(store, cohort):
    actor = instructor(cohort)
    assert set(load_scores(store, actor, cohort)["aspect"]) == {"teknis", "karakter"}
    assert load_scores(store, actor, cohort)["aspect"].notna().all()
    assert load_moments(store, actor)["aspect"].tolist() == ["teknis", "karakter"]
    student = int(find_students(store, actor, "Raudah")["student"].iloc[0])
    assert set(load_student_scores(store, actor, student)["aspect"]) == {"teknis", "karakter"}
    assert load_cohort(store, actor, cohort).marks == 8
    assert load_imports(store, actor, cohort)["files"].tolist() == ["XI TKR 1 dan 2.xlsx"]


@pytest.mark.parametrize("aspect", ["kognitif", None])
def test_an_instructors_import_with_other_marks_is_refused_whole(store, cohort, aspect):
    before = dump(store)
    reading = reading_of([ONE], [(0, "teknis", "", "before", 99), (0, aspect, "", "before", 99)])
    for ask in (compare_import, save_import):
        with pytest.raises(Refused, match="teknis dan karakter"):
            ask(store, instructor(cohort), cohort, reading)
    assert dump(store) == before
    own = reading_of([ONE], [(0, "teknis", "", "before", 99)])
    assert compare_import(store, instructor(cohort), cohort, own).changed == 1
    assert save_import(store, instructor(cohort), cohort, own).changed == 1


OUTSIDE = {
    "on the roster": TWO,
    "of another class, the file says": (*TWO[:3], "XI TKR 1"),
    "of another class, the file does not say": (*TWO[:3], ""),
    "of no class": BARE,
    "new, of another class": ("Norlaila", "9900000009", "1209", "XI TKR 2"),
    "new, of no class": ("Norlaila", "9900000009", "1209", ""),
}


@pytest.mark.parametrize("person", OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.parametrize("decision", [None, "new", "known"])
def test_a_teachers_import_of_another_class_writes_nothing_and_shows_nothing(store, cohort, person, decision):
    """Whether the import is refused or the student left out: of others nothing is written, nothing is told."""
    actor, known = teacher(cohort, "XI TKR 1"), find_students(store, LOCAL_USER, person[0])["student"].tolist()
    students: dict = {} if decision is None else {1: known[0] if decision == "known" and known else "new"}
    reading = reading_of([ONE, person], [(0, "teknis", "", "before", 99), (1, "teknis", "", "before", 98)])
    before = others(store, cohort)
    with contextlib.suppress(Refused, StoreError):
        changes = compare_import(store, actor, cohort, reading, students=students).changes
        assert changes["name"].tolist() == ["Aspihani"]
        save_import(store, actor, cohort, reading, students=students)
    assert others(store, cohort) == before
    assert load_roster(store, actor, cohort)["name"].tolist() == ["Aspihani"]


def others(store, cohort):
    """The marks and rows of the roster of everybody but the one in the teacher's class."""
    roster = load_roster(store, LOCAL_USER, cohort)
    roster = roster[roster["name"] != "Aspihani"]
    table = load_scores(store, LOCAL_USER, cohort)
    return roster.to_csv(), table[table["student"].isin(roster["student"])].to_csv()


def test_a_teacher_of_a_class_gives_marks_to_it_and_brings_its_students(store, cohort):
    actor = teacher(cohort, "XI TKR 1")
    new = ("Norlaila", "9900000009", "1209", "xi tkr 1")
    reading = reading_of([(*ONE[:3], ""), new], [(0, "teknis", "", "before", 99), (1, "teknis", "", "before", 50)])
    result = save_import(store, actor, cohort, reading, students={1: "new"})
    assert (result.changed, result.new, result.created) == (1, 1, 1)
    assert load_roster(store, actor, cohort)["name"].tolist() == ["Aspihani", "Norlaila"]
    assert result.import_id in load_imports(store, actor)["import_id"].tolist()


def test_ones_own_import_is_listed_though_its_marks_were_replaced(store, cohort):
    actor = teacher(cohort, "XI TKR 1")
    own = save_import(store, actor, cohort, reading_of([ONE], [(0, "teknis", "", "before", 99)])).import_id
    save_import(store, LOCAL_USER, cohort, reading_of([ONE], [(0, "teknis", "", "before", 98)]))
    assert own in load_imports(store, actor)["import_id"].tolist()
    assert own not in load_imports(store, Actor(9, Role.TEACHER, frozenset({cohort}), frozenset({"X"})))["import_id"]


def test_a_visitor_enters_the_demonstration_and_no_other_school(store, cohort):
    for ask in (load_school, load_cohorts, load_moments):
        with pytest.raises(Refused, match="masuk dahulu"):
            ask(store, VISITOR)
    with pytest.raises(Refused, match="masuk dahulu"):
        load_roster(store, VISITOR, cohort)


def test_where_there_is_no_school_yet_a_visitor_learns_that(bare_store):
    assert load_school(bare_store, VISITOR) is None
    with pytest.raises(StoreError, match="belum disiapkan"):
        load_cohorts(bare_store, VISITOR)
    make_demonstration(bare_store)
    assert load_school(bare_store, VISITOR) is not None
