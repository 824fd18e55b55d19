import datetime
import sqlite3

import pytest

from capaian.access import LOCAL_USER
from capaian.locale import texts
from capaian.store import save_cohort
from capaian.store.attempts import LONGEST_WAIT, seconds_blocked, take_attempt
from capaian.store.health import clock_trouble, is_remote, page_trouble, room_trouble
from capaian.store.known import school_of
from tests.store.dumps import dump

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
