import datetime
import sqlite3

import pytest

from capaian.access import LOCAL_USER
from capaian.locale import texts
from capaian.problems import StoreError
from capaian.store import load_scores, migrate, save_cohort, save_import, save_school
from capaian.store.attempts import LONGEST_WAIT, seconds_blocked, take_attempt
from capaian.store.health import clock_trouble, is_remote, page_trouble, room_trouble, sum_trouble, table_troubles
from capaian.store.known import school_of
from capaian.store.stored_moments import differing
from tests.store.dumps import dump
from tests.store.read import reading_of

NOW = datetime.datetime.now(datetime.UTC)
YEARS = datetime.timedelta(days=3650)


def test_a_clock_that_went_back_is_a_sentence_and_changes_nothing_and_once_it_is_right_all_is_well(store):
    save_cohort(store, LOCAL_USER, name="Satu")
    stands = dump(store)
    trouble = clock_trouble(store, NOW - YEARS)
    assert trouble is not None
    assert f"{NOW.year - 10}" in trouble.message(texts("id"))
    assert "WITA" in trouble.message(texts("en"))
    assert dump(store) == stands
    save_cohort(store, LOCAL_USER, name="Dua")
    assert clock_trouble(store, datetime.datetime.now(datetime.UTC)) is None


def test_before_there_is_a_school_there_is_no_clock_to_compare(bare_store):
    assert clock_trouble(bare_store, NOW - YEARS) is None


def test_a_wait_written_by_a_clock_that_was_ahead_keeps_nobody_out(store):
    subjects = {"account:x": 1}
    with store.writing() as connection:
        school = school_of(connection)
        take_attempt(connection, school, subjects, NOW + YEARS)
        assert seconds_blocked(connection, school, subjects, NOW + YEARS) == 30
        assert seconds_blocked(connection, school, subjects, NOW) == 0
        assert take_attempt(connection, school, subjects, NOW) == 0
        assert 0 < take_attempt(connection, school, subjects, NOW) <= LONGEST_WAIT.total_seconds()


def test_whole_pages_and_rows_are_no_trouble(store):
    assert page_trouble(store) is None


def test_a_row_that_refers_to_nothing_is_a_trouble(opened, sqlite_path):
    store = opened(f"sqlite:///{sqlite_path}")
    with sqlite3.connect(sqlite_path) as connection:
        connection.execute("INSERT INTO pass_marks (school, cohort, aspect, mark) VALUES (1, 99, '', 75)")
    connection.close()
    assert "pulihkan dari cadangan" in str(page_trouble(store))


CHANGED = [
    ("UPDATE scores SET score = score + 0.5 WHERE phase = 1 AND student IN (SELECT max(id) FROM students)", "Dua"),
    ("UPDATE enrolments SET class_name = 'XI TKR q' WHERE student IN (SELECT max(id) FROM students)", "Dua"),
    ("UPDATE class_moments SET sum_product = sum_product + 0.1 WHERE class_name <> '' AND cohort = {first}", "Satu"),
    ("UPDATE class_moments SET improved = improved + 1 WHERE whole = 1 AND cohort = {first}", "Satu"),
    ("DELETE FROM class_counts WHERE class_name <> '' AND cohort = {first}", "Satu"),
]
"""What another hand does to the file, and the cohort in which it does it."""


def test_a_mark_or_a_sum_that_another_hand_changed_is_said_with_its_cohort_and_class(store):
    marks = [(i, "teknis", "", phase, 60 + i) for i in range(2) for phase in ("before", "after")]
    known = [save_cohort(store, LOCAL_USER, name=name) for name in ("Satu", "Dua")]
    for turn, cohort in enumerate(known):
        people = [(f"Siswa {turn}{i}", f"99000000{turn}{i}", "", "XI TKR 1") for i in range(2)]
        save_import(store, LOCAL_USER, cohort, reading_of(people, marks, content=str(turn)))
    assert sum_trouble(store) is None
    classes = {"XI TKR q": ["XI TKR 1", "XI TKR q"], "whole = 1": []}
    with store.writing() as connection:
        for change, name in CHANGED:
            tried = connection.begin_nested()
            connection.exec_driver_sql(change.format(first=known[0]))
            told = next((names for part, names in classes.items() if part in change), ["XI TKR 1"])
            assert list(differing(connection)) == [(name, told)]
            tried.rollback()
    with store.writing() as connection:
        connection.exec_driver_sql(CHANGED[0][0])
    assert ": Dua (XI TKR 1)." in str(sum_trouble(store))
    assert page_trouble(store) is None


def test_tables_that_are_not_as_the_program_made_them_are_named_and_are_no_fault_of_the_program(empty_url, opened):
    store = opened(empty_url)
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    cohort = save_cohort(store, LOCAL_USER, name="Satu")
    assert table_troubles(store) == (None, None)
    with store.writing() as connection:
        for change in (
            "DROP TABLE goals",
            "CREATE TABLE catatan (a INTEGER)",
            "ALTER TABLE schools ADD COLUMN npsn TEXT",
        ):
            connection.exec_driver_sql(change)
    assert [str(each).split(": ")[1].split(".")[0] for each in table_troubles(store)] == ["goals", "catatan, schools"]
    with store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE scores RENAME COLUMN raw TO raq")
    lacking, unknown = table_troubles(store)
    assert "goals, scores.raw" in str(lacking)
    assert "catatan, schools.npsn, scores.raq" in str(unknown)
    for gone in ("SELECT 1", "DROP TABLE scores"):
        with store.writing() as connection:
            connection.exec_driver_sql(gone)
        with pytest.raises(StoreError, match=r"pulihkan dari cadangan|python -m capaian doctor"):
            load_scores(store, LOCAL_USER, cohort)


def test_a_folder_with_room_is_no_trouble(tmp_path):
    assert room_trouble(tmp_path) is None


@pytest.mark.parametrize(
    ("mount", "remote"),
    [("/mnt/sekolah", True), ("/mnt/sekolah\\040lama", False), ("/mnt", True), ("/mnt/sek", False)],
)
def test_a_mount_counts_for_what_lies_below_it(tmp_path, mount, remote):
    folder = tmp_path.__class__("/mnt/sekolah/data")
    assert is_remote(folder, f"/dev/sda1 / ext4 rw 0 0\nserver:/x {mount} nfs4 rw 0 0") is remote


def test_a_mount_whose_name_has_a_space_is_read_as_it_is(tmp_path):
    folder = tmp_path.__class__("/mnt/data sekolah/capaian")
    assert is_remote(folder, "//s/x /mnt/data\\040sekolah cifs rw 0 0")
