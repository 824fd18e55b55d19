import pytest

from capaian.problems import StoreError
from capaian.reading.names import same_name
from capaian.store.matching import Person, match_students


def person(name, *, nisn="", nis="", class_name="", here=False, number=0, sex="", programme=""):
    return Person(number, nisn, nis, name, same_name(name), sex, class_name, programme, here)


def known(name, number=1, **more):
    return person(name, number=number, **more)


def ids(found, *school):
    return [one.id if one else None for one in match_students(found, school)]


@pytest.mark.parametrize(
    ("found", "school", "who"),
    [
        # NISN decides, whatever the name has become
        (person("A. Fauzi", nisn="9900000001"), [known("Ahmad Fauzi", nisn="9900000001")], 1),
        (person("Ahmad Fauzi", nisn="9900000002"), [known("Ahmad Fauzi", nisn="9900000001", here=True)], None),
        # then NIS, unless the NISN contradicts
        (person("A. Fauzi", nis="1201"), [known("Ahmad Fauzi", nis="1201", nisn="9900000001")], 1),
        (person("Fauzi", nis="1201", nisn="9900000002"), [known("Fauzi", nis="1201", nisn="9900000001")], None),
        # a NIS that two have decides nothing
        (
            person("Norlaila", nis="1", class_name="XI A"),
            [known("Siti", nis="1"), known("Rina", number=2, nis="1")],
            None,
        ),
        # then the name within the class
        (person("NORLAILA ", class_name="Kelas XI-TKR1"), [known("Norlaila", class_name="XI TKR 1")], 1),
        (person("Norlaila", class_name="XI TKR 2"), [known("Norlaila", class_name="XI TKR 1")], None),
        (person("Norlaila", nis="1", class_name="XI TKR 1"), [known("Norlaila", nis="2", class_name="XI TKR 1")], None),
        (person("Muh. Rizky", class_name="XI A"), [known("Muhammad Rizky", class_name="XI A")], 1),
        (person("Rizki", class_name="XI A"), [known("Rizky", class_name="XI A")], None),
        # where a class is not known, only somebody who is in the cohort already
        (person("Norlaila"), [known("Norlaila", class_name="XI TKR 1")], None),
        (person("Norlaila"), [known("Norlaila", class_name="XI TKR 1", here=True)], 1),
        (person("Norlaila", class_name="XI TKR 1"), [known("Norlaila", here=True)], 1),
        (person("Norlaila", class_name="XI TKR 1"), [known("Norlaila")], None),
    ],
)
def test_who_is_who(found, school, who):
    assert ids([found], *school) == [who]


def test_a_name_that_two_have_is_nobody_s():
    school = [known("Norlaila", class_name="XI TKR 1"), known("Norlaila", number=2, class_name="XI TKR 1")]
    with pytest.raises(StoreError, match=r"“Norlaila” dapat berarti dua siswa"):
        match_students([person("Norlaila", class_name="XI TKR 1")], school)
    numbered = [known("Norlaila", nis="1", class_name="XI A"), known("Norlaila", number=2, nis="2", class_name="XI A")]
    assert ids([person("Norlaila", nis="2", class_name="XI A")], *numbered) == [2]


def test_two_rows_never_become_one_student():
    found = [person("Norlaila", nisn="9900000001"), person("Nor Laila", nis="1201")]
    with pytest.raises(StoreError, match="“Norlaila” dan “Nor Laila”"):
        match_students(found, [known("Norlaila", nisn="9900000001", nis="1201")])
    with pytest.raises(StoreError, match="“Norlaila” dan “Siti”"):
        match_students([person("Norlaila", nisn="9900000001"), person("Siti", nisn="9900000001")], [])


def test_namesakes_without_numbers_are_two_new_students():
    assert ids([person("Norlaila", class_name="XI A"), person("Norlaila", class_name="XI A")]) == [None, None]


def test_only_what_was_unknown_is_taken_from_a_file():
    school = known("Norlaila", nisn="9900000001", class_name="XI A", here=True)
    told = person("NOR LAILA", nisn="", nis="1201", class_name="XI B", sex="P")
    assert school.completed(told) == known(
        "Norlaila", nisn="9900000001", nis="1201", class_name="XI A", sex="P", here=True
    )
