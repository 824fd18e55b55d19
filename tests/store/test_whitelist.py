"""Of a Dapodik export nothing but the whitelist is in the database; and as a roster it is worth having."""

import io

import pytest
import xlsxwriter

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused
from capaian.reading import read_workbooks
from capaian.store import compare_import, load_roster, load_scores, match_students, save_cohort, save_import
from tests.dapodik import dapodik, private_of
from tests.reading.test_whitelist import MARKS, NAMES, PRIVATE, WANTED
from tests.store.dumps import dump

SHORT = 4
"""Shorter values are found in ids and counts too; tests/reading/test_whitelist.py looks for those."""
FIELDS = ("Nama", "NIPD", "JK", "NISN", "Rombel Saat Ini")
STUDENTS = [
    dict(zip(FIELDS, told, strict=True))
    for told in (
        ("Ahmad Fauzan", "1201", "L", "0091000001", "XI TPL 1"),
        ("Siti Norhaliza", "1202", "P", "0091000002", "XI TPL 1"),
        ("Gusti Rahman", "1203", "L", "0091000003", "XI TPL 1"),
        ("Noor Aina", "1204", "P", "0091000004", "XI TPL 2"),
        ("Rahmad Hidayat", "1205", "L", "0091000005", "XI TPL 2"),
        ("Aulia Safitri", "1206", "P", "0091000006", "XI TPL 2"),
    )
]
BEFORE = {"Teknis sebelum": [60 + i for i in range(6)]}
SAID_OF_MANY = {"Islam", "Tidak", "BRI", "Tidak ada", "2", "SMA / sederajat", "Kuin Cerucuk", "Wiraswasta"}
"""Words that are nobody's own; they are looked for as whole cells only."""


def one_heading(_marks: bool) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Daftar Peserta Didik")
        for column, (heading, values) in enumerate({"Nama": NAMES, **WANTED, **PRIVATE, **MARKS}.items()):
            sheet.write_column(0, column, [heading, *values])
    return stream.getvalue()


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Las Dasar")


def read(content, name="dapodik.xlsx"):
    return read_workbooks([(name, content)])


def found_in(told, values):
    """The values that stand in the database as a whole cell, or anywhere where they are long enough to be sure."""
    cells = [value for value in values if len(value) >= SHORT and f"'{value}'" in told]
    return cells + [value for value in values if len(value) > 2 * SHORT and value in told and value not in SAID_OF_MANY]


def test_no_value_of_another_column_is_stored(store, cohort):
    save_import(store, LOCAL_USER, cohort, read(one_heading(True)))
    assert load_roster(store, LOCAL_USER, cohort)["name"].tolist() == sorted(NAMES)
    values = {str(value) for column in PRIVATE.values() for value in column}
    assert found_in(repr(dump(store)), values) == []


@pytest.mark.parametrize("marks", [None, BEFORE], ids=["a roster", "with marks"])
def test_of_two_headings_and_sixty_six_columns_only_who_the_students_are_is_stored(store, cohort, marks):
    reading = read(dapodik(STUDENTS, marks))
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    assert (seen.created, seen.joining, seen.new) == (6, 6, 6 if marks else 0)
    assert not [problem for problem in reading.problems if problem.code not in ("no_marks", "no_after")]
    save_import(store, LOCAL_USER, cohort, reading)
    roster = load_roster(store, LOCAL_USER, cohort)
    columns = ["name", "nis", "sex", "nisn", "class_name"]
    assert roster.sort_values("nis")[columns].to_numpy().tolist() == [[each[f] for f in FIELDS] for each in STUDENTS]
    assert len(load_scores(store, LOCAL_USER, cohort)) == (6 if marks else 0)
    values = {str(value) for i in range(6) for value in private_of(i).values()}
    assert found_in(repr(dump(store)), values) == []


def test_a_number_without_its_zeros_is_taken_where_number_and_name_agree_with_the_roster(store, cohort):
    save_import(store, LOCAL_USER, cohort, read(dapodik(STUDENTS)))
    lost = [{**each, "NISN": int(str(each["NISN"])), "NIPD": ""} for each in STUDENTS]
    lost[1] = {**lost[1], "Nama": "Mariani Pertiwi"}
    lost[2] = {**lost[2], "NISN": 91999999}
    reading = read(dapodik(lost, BEFORE), "tanpa nol.xlsx")
    matches = match_students(store, LOCAL_USER, cohort, reading)
    piles = list(zip(matches["pile"], matches["by"], strict=True))
    assert piles[0] == ("sure", "nisn")
    assert [pile for pile, _ in piles] == ["sure", "to_confirm", "to_confirm", "sure", "sure", "sure"]
    roster = load_roster(store, LOCAL_USER, cohort)
    ids = dict(zip(roster["name"], roster["student"], strict=True))
    decided = {1: "skip", 2: ids["Gusti Rahman"]}
    done = save_import(store, LOCAL_USER, cohort, reading, students=decided)
    assert (done.new, done.created, done.joined) == (5, 0, 0)
    assert sorted(load_roster(store, LOCAL_USER, cohort)["nisn"]) == [each["NISN"] for each in STUDENTS]


def test_a_first_roster_keeps_no_number_that_may_have_lost_its_zeros(store, cohort):
    lost = [{**each, "NISN": int(str(each["NISN"]))} for each in STUDENTS]
    reading = read(dapodik(lost))
    assert [problem.code for problem in reading.problems] == ["no_marks", "nisn_short"]
    save_import(store, LOCAL_USER, cohort, reading)
    assert set(load_roster(store, LOCAL_USER, cohort)["nisn"]) == {""}
    save_import(store, LOCAL_USER, cohort, read(dapodik(STUDENTS), "dengan nol.xlsx"))
    roster = load_roster(store, LOCAL_USER, cohort)
    assert len(roster) == 6
    assert sorted(roster["nisn"]) == [each["NISN"] for each in STUDENTS]


def test_a_later_roster_adds_only_whom_somebody_adds_who_may(store, cohort):
    save_import(store, LOCAL_USER, cohort, read(dapodik(STUDENTS[:4])))
    more = read(dapodik(STUDENTS), "susulan.xlsx")
    teacher, instructor = (Actor(7, role, frozenset({cohort})) for role in (Role.TEACHER, Role.INSTRUCTOR))
    assert compare_import(store, teacher, cohort, more).strangers == 2
    assert save_import(store, teacher, cohort, more).import_id is None
    with pytest.raises(Refused, match="menambah siswa"):
        save_import(store, instructor, cohort, more, students={4: "new"})
    done = save_import(store, teacher, cohort, more, students={4: "new"})
    assert (done.joined, done.strangers) == (1, 1)
    assert len(load_roster(store, LOCAL_USER, cohort)) == 5
