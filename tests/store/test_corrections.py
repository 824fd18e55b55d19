import pytest

from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import (
    Deed,
    correct_student,
    data_version,
    find_students,
    load_audit,
    load_imports,
    load_roster,
    load_student,
    save_cohort,
    save_import,
    undo_import,
)
from tests.store.dumps import dump
from tests.store.read import reading_of

WRONG = ("Ahmat Pauzi", "9900000001", "1201", "XI TKR 1")
OTHER = ("Nur'aini", "9900000002", "1202", "XI TKR 1")
RIGHT = {
    "name": "Ahmad Fauzi", "nisn": "9900000003", "nis": "1203", "sex": "L", "class_name": "XI TKR 2",
    "programme": "TKR",
}  # fmt: skip


@pytest.fixture
def cohort(store):
    made = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    first = [(WRONG[0], WRONG[1], "", WRONG[3]), OTHER]
    save_import(store, LOCAL_USER, made, reading_of(first, [(0, "teknis", "", "before", 50)], file="a.xlsx"))
    save_import(store, LOCAL_USER, made, reading_of([WRONG], [(0, "teknis", "", "after", 60)], file="b.xlsx"))
    return made


@pytest.fixture
def student(store, cohort):
    return int(find_students(store, LOCAL_USER, WRONG[0])["student"].iloc[0])


def correct(store, student, **given):
    known = load_student(store, LOCAL_USER, student)
    stood = {field: getattr(known, field) for field in RIGHT}
    return correct_student(store, LOCAL_USER, student, **{**stood, **given})


def test_what_was_wrong_is_right_everywhere(store, cohort, student):
    version = data_version(store, cohort)
    assert set(correct(store, student, **RIGHT)) == set(RIGHT)
    known = load_student(store, LOCAL_USER, student)
    assert {field: getattr(known, field) for field in RIGHT} == RIGHT
    roster = load_roster(store, LOCAL_USER, cohort).set_index("student").loc[student]
    assert (roster["name"], roster["class_name"]) == ("Ahmad Fauzi", "XI TKR 2")
    assert find_students(store, LOCAL_USER, "ahmad fauzi")["student"].tolist() == [student]
    assert data_version(store, cohort) > version
    left = dump(store)
    assert not any(wrong in str(left) for wrong in ("Ahmat", "Pauzi", WRONG[1], "1201"))


def test_the_marks_follow(store, cohort, student):
    before = dump(store)["scores"]
    correct(store, student, **RIGHT)
    assert dump(store)["scores"] == before


def test_the_log_names_the_fields_and_not_the_values(store, student):
    correct(store, student, name="Ahmad Fauzi", sex="L")
    (row,) = load_audit(store, LOCAL_USER, action=Deed.STUDENT_CORRECTED).to_dict("records")
    assert (row["resource"], row["detail"]) == (f"student:{student}", {"name": 1, "sex": 1})


def test_nothing_to_correct_changes_and_logs_nothing(store, student):
    before = dump(store)
    assert correct(store, student) == ()
    assert dump(store) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "  "}, "1 sampai 200"),
        ({"name": "x" * 201}, "1 sampai 200"),
        ({"nisn": "123"}, "sepuluh angka"),
        ({"nisn": "٩٩٠٠٠٠٠٠٠١"}, "sepuluh angka"),
        ({"nisn": OTHER[1]}, "siswa lain"),
        ({"sex": "X"}, "L atau P"),
        ({"class_name": "x" * 201}, "1 sampai 200"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(store, student, given, said):
    before = dump(store)
    with pytest.raises(StoreError, match=said):
        correct(store, student, **given)
    assert dump(store) == before


def test_an_unknown_number_may_become_known_and_unknown_again(store, student):
    assert correct(store, student, nisn="") == ("nisn",)
    assert load_student(store, LOCAL_USER, student).nisn == ""
    assert correct(store, student, nisn=" 9900000009 ") == ("nisn",)
    assert load_student(store, LOCAL_USER, student).nisn == "9900000009"


def test_an_undo_brings_nothing_wrong_back(store, cohort, student):
    correct(store, student, name="Ahmad Fauzi", nisn="9900000003")
    for import_id in sorted(load_imports(store, LOCAL_USER)["import_id"].tolist(), reverse=True):
        undo_import(store, LOCAL_USER, import_id)
    left = str(dump(store))
    assert not any(wrong in left for wrong in ("Ahmat", "Pauzi", WRONG[1]))
