import pytest

from capaian.reading.names import same_name
from capaian.store.matching import Person, Pile, match_people
from capaian.store.similar import most_similar, similarity


def person(name, *, nisn="", nis="", class_name="", here=False, number=0, sex="", programme="", short=""):
    return Person(number, nisn, nis, name, same_name(name), sex, class_name, programme, here, short)


def known(name, number=1, **more):
    return person(name, number=number, **more)


def told(found, *school, roster=()):
    """Pile, who it is, by what, and who may be meant, of one student."""
    (match,) = match_people([found], school, roster)
    return match.pile.value, match.person and match.person.id, match.by, [c.person.id for c in match.candidates]


SURE, ASK, UNKNOWN = (pile.value for pile in Pile)


@pytest.mark.parametrize(
    ("found", "school", "who"),
    [
        # NISN decides, whatever the name has become, unless nothing of it is left
        (person("A. Fauzi", nisn="9900000001"), [known("Ahmad Fauzi", nisn="9900000001")], (SURE, 1, "nisn", [])),
        (person("Dewi", nisn="9900000001"), [known("Ahmad Fauzi", nisn="9900000001")], (ASK, None, "", [1])),
        (
            person("Ahmad Fauzi", nisn="9900000002"),
            [known("Ahmad Fauzi", nisn="9900000001", here=True)],
            (UNKNOWN, None, "", []),
        ),
        # zeros that Excel dropped are put back only where the name agrees as well
        (person("Norlaila", short="81234567"), [known("Norlaila", nisn="0081234567")], (SURE, 1, "nisn", [])),
        (person("Norlela", short="81234567"), [known("Norlaila", nisn="0081234567")], (ASK, None, "", [1])),
        (
            person("Norlaila", short="81234568", class_name="XI A"),
            [known("Norlaila", nisn="0081234567", class_name="XI A")],
            (ASK, None, "", [1]),
        ),
        # then NIS, unless the NISN contradicts or the names have nothing in common
        (
            person("A. Fauzi", nis="1201"),
            [known("Ahmad Fauzi", nis="1201", nisn="9900000001")],
            (SURE, 1, "nis", []),
        ),
        (person("Siti Aminah", nis="1201"), [known("Ahmad Fauzi", nis="1201")], (ASK, None, "", [1])),
        (
            person("Fauzi", nis="1201", nisn="9900000002"),
            [known("Fauzi", nis="1201", nisn="9900000001")],
            (UNKNOWN, None, "", []),
        ),
        # a NIS that several have decides nothing, but for the one who has the name too
        (
            person("Norlaila", nis="1", class_name="XI A"),
            [known("Siti", nis="1"), known("Rina", number=2, nis="1")],
            (UNKNOWN, None, "", []),
        ),
        (
            person("Norlaila", nis="1"),
            [known("Siti", nis="1"), known("Norlaila", number=2, nis="1")],
            (SURE, 2, "nis", []),
        ),
        # then the name within the class
        (
            person("NORLAILA ", class_name="Kelas XI-TKR1"),
            [known("Norlaila", class_name="XI TKR 1")],
            (SURE, 1, "name", []),
        ),
        (
            person("Muh. Rizky", class_name="XI A"),
            [known("Muhammad Rizky", class_name="XI A")],
            (SURE, 1, "name", []),
        ),
        (
            person("Norlaila", nis="1", class_name="XI TKR 1"),
            [known("Norlaila", nis="2", class_name="XI TKR 1")],
            (UNKNOWN, None, "", []),
        ),
        # the name in another class, or where a class is not known: a person decides
        (
            person("Norlaila", class_name="XI TKR 2"),
            [known("Norlaila", class_name="XI TKR 1")],
            (ASK, None, "", [1]),
        ),
        (person("Norlaila"), [known("Norlaila", class_name="XI TKR 1")], (ASK, None, "", [1])),
        (person("Norlaila", class_name="XI TKR 1"), [known("Norlaila")], (ASK, None, "", [1])),
        # unless somebody of this name is in the cohort already
        (person("Norlaila"), [known("Norlaila", class_name="XI TKR 1", here=True)], (SURE, 1, "name", [])),
        (person("Norlaila", class_name="XI TKR 1"), [known("Norlaila", here=True)], (SURE, 1, "name", [])),
        # two of the name in the class are nobody's
        (
            person("Norlaila", class_name="XI A"),
            [known("Norlaila", class_name="XI A"), known("Norlaila", number=2, class_name="XI A")],
            (ASK, None, "", [1, 2]),
        ),
        # a name that is nearly one of nobody's roster is nobody
        (person("Rizki", class_name="XI A"), [known("Rizky", class_name="XI A")], (UNKNOWN, None, "", [])),
    ],
)
def test_who_is_who(found, school, who):
    assert told(found, *school) == who


def test_a_name_that_is_nearly_one_of_the_roster_is_suggested_the_likeliest_first():
    roster = [
        known("Rizky Maulana", here=True),
        known("Rizki Maulani", number=2, here=True),
        known("Siti", number=3, here=True),
        known("Rizki Maulana", number=4, nis="7", here=True),
    ]
    assert told(person("Rizki Maulana", nis="8"), roster=roster) == (ASK, None, "", [1, 2])


def test_whoever_is_sure_is_suggested_to_nobody_else():
    roster = [known("Rizky Maulana", nisn="9900000001", here=True)]
    found = [person("Rizky Maulana", nisn="9900000001"), person("Rizki Maulana")]
    assert [match.pile for match in match_people(found, roster, roster)] == [Pile.SURE, Pile.UNKNOWN]


def test_whom_the_school_knows_and_the_roster_does_not_is_unknown_to_the_cohort():
    elsewhere = known("Norlaila", nisn="9900000001")
    roster = [known("Siti Aminah", number=2, here=True)]
    assert told(person("Norlaila", nisn="9900000001"), elsewhere, roster=roster) == (UNKNOWN, 1, "nisn", [])


def test_two_rows_that_mean_one_student_are_both_asked_about():
    found = [person("Norlaila", nisn="9900000001"), person("Nor Laila", nis="1201")]
    matches = match_people(found, [known("Norlaila", nisn="9900000001", nis="1201")])
    assert [(match.pile, [c.person.id for c in match.candidates]) for match in matches] == [(Pile.TO_CONFIRM, [1])] * 2


def test_namesakes_without_numbers_are_two_new_students():
    found = [person("Norlaila", class_name="XI A"), person("Norlaila", class_name="XI A")]
    assert [match.pile for match in match_people(found, [])] == [Pile.UNKNOWN] * 2


def test_only_what_was_unknown_is_taken_from_a_file():
    school = known("Norlaila", nisn="9900000001", class_name="XI A", here=True)
    heard = person("NOR LAILA", nisn="", nis="1201", class_name="XI B", sex="P")
    assert school.completed(heard) == known(
        "Norlaila", nisn="9900000001", nis="1201", class_name="XI A", sex="P", here=True
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("norlaila", "norlaila", 1),
        ("fauzi ahmad", "ahmad fauzi", 1),
        ("muhammad rizky", "muhammad rizki", 13 / 14),
        ("ahmad f", "ahmad fauzi", 0.85),
        ("norlaila", "nor laila", 8 / 9),
        ("siti aminah", "dewi lestari", 0.25),
        ("nor", "norlaila", 3 / 8),
    ],
)
def test_names_are_alike_by_their_letters_in_any_order_of_words(one, other, alike):
    assert similarity(one, other) == pytest.approx(alike)
    assert most_similar([one], [other]) == [[(0, pytest.approx(alike, abs=1e-3))] if alike >= 0.8 else []]
