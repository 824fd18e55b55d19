import datetime
import json

import pytest

from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import (
    PORTRAIT_TABLES,
    Deed,
    find_students,
    load_audit,
    load_portrait,
    save_cohort,
    save_consent,
    save_import,
)
from capaian.store.import_tables import row_changes
from capaian.store.tables import metadata
from tests.store.read import reading_of

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
OTHER = ("Nur'aini", "9900000002", "1202", "XI TKR 1")
SHOWN = {
    "students", "students_before", "enrolments", "scores", "marks_before", "consents", "row_changes", "certificates",
    "unit_results", "certificate_changes",
}  # fmt: skip
"""Tables with rows of a student, each of which a portrait shows."""


@pytest.fixture
def ahmad(store):
    first, second = (save_cohort(store, LOCAL_USER, name=name, partner="BLPT") for name in ("Angkatan 1", "Angkatan 2"))
    without_class = (AHMAD[0], AHMAD[1], "", "")
    rows = [(0, "teknis", "Las", "before", 50), (0, "teknis", "Las", "after", "TH"), (1, "teknis", "Las", "before", 99)]
    save_import(store, LOCAL_USER, first, reading_of([without_class, OTHER], rows, file="a.xlsx"))
    save_import(store, LOCAL_USER, first, reading_of([AHMAD], [(0, "teknis", "Las", "before", 60)], file="b.xlsx"))
    save_import(store, LOCAL_USER, second, reading_of([AHMAD], [(0, None, "", "after", 70)], file="c.xlsx"))
    found = int(find_students(store, LOCAL_USER, "ahmad")["student"].iloc[0])
    save_consent(store, LOCAL_USER, found, given=True, on_date=datetime.date(2026, 7, 13), reference="Map 3")
    return found


def records(portrait, table, *columns):
    return [tuple(row[name] for name in columns) for row in portrait.tables[table].to_dict("records")]


def test_all_of_the_student_and_nothing_of_others(store, ahmad):
    told = load_portrait(store, LOCAL_USER, ahmad)
    assert list(told.tables) == list(PORTRAIT_TABLES)
    assert records(told, "student", "name", "nisn", "nis", "class_name") == [AHMAD]
    assert records(told, "cohorts", "cohort", "partner") == [("Angkatan 1", "BLPT"), ("Angkatan 2", "BLPT")]
    assert records(told, "marks", "cohort", "aspect", "criterion", "phase", "state", "score", "source") == [
        ("Angkatan 1", "teknis", "Las", "before", "present", 60, "b.xlsx!Nilai!E7"),
        ("Angkatan 1", "teknis", "Las", "after", "did_not_sit", None, "a.xlsx!Nilai!E8"),
        ("Angkatan 2", "", "", "after", "present", 70, "c.xlsx!Nilai!E7"),
    ]
    assert records(told, "earlier_marks", "cohort", "phase", "score", "source") == [
        ("Angkatan 1", "before", 50, "a.xlsx!Nilai!E7")
    ]
    assert records(told, "earlier_identity", "name", "nis", "class_name") == [("Ahmad Fauzi", None, "")]
    ((table, before, after),) = records(told, "changes", "table_name", "row_before", "row_after")
    assert (table, json.loads(before)["nis"], json.loads(after)["nis"]) == ("students", None, "1201")
    assert records(told, "consents", "given", "on_date", "reference") == [(True, "2026-07-13", "Map 3")]
    assert records(told, "deeds", "action") == [("consent_saved",), ("portrait_made",)]
    assert not {"Nur'aini", "9900000002", "99"} & set(str(told.as_json()).split('"'))


def test_the_json_is_one_object_that_other_programs_read(store, ahmad):
    told = json.loads(load_portrait(store, LOCAL_USER, ahmad).as_json())
    assert list(told) == ["format", "version", "made_at", "school", *PORTRAIT_TABLES]
    assert (told["format"], told["version"], told["school"]) == ("capaian-portrait", 1, "SMK Uji Coba")
    assert told["student"][0]["nisn"] == "9900000001"
    assert told["marks"][1]["score"] is None


def test_giving_it_out_is_written_down(store, ahmad):
    load_portrait(store, LOCAL_USER, ahmad)
    assert load_audit(store, LOCAL_USER, action=Deed.PORTRAIT_MADE)["resource"].tolist() == [f"student:{ahmad}"]


def test_of_nobody_there_is_none(store):
    with pytest.raises(StoreError, match="tidak ada"):
        load_portrait(store, LOCAL_USER, 1234)


def test_every_table_with_rows_of_a_student_is_in_the_portrait():
    """A new table fails here until the portrait shows it."""
    assert {table.name for table in metadata.sorted_tables if "student" in table.c} | {"students"} == SHOWN
    assert row_changes.name in SHOWN
