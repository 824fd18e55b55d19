"""What the server looks after by itself."""

import datetime
from pathlib import Path

import pytest

from capaian.access import LOCAL_USER
from capaian.locale import texts
from capaian.store import load_backups, save_cohort, save_school
from capaian.web import watch
from capaian.web.schools import store_of
from capaian.web.watch import look, version_notes


@pytest.fixture
def now() -> datetime.datetime:
    """The instant at which the test begins."""
    return datetime.datetime.now(datetime.UTC)


def test_the_daily_backup_is_made_where_there_is_a_school(now: datetime.datetime, data_folder: Path) -> None:
    store = store_of("own")
    assert look(now=now) == []
    assert load_backups(store, LOCAL_USER) == []
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    assert look(now=now) == []
    assert len(load_backups(store, LOCAL_USER)) == 1
    look(now=now + datetime.timedelta(hours=23))
    assert len(load_backups(store, LOCAL_USER)) == 1
    look(now=now + datetime.timedelta(days=1))
    assert len(load_backups(store, LOCAL_USER)) == 2


def test_a_clock_that_went_back_is_found_and_forgotten_once_it_is_right(
    now: datetime.datetime, data_folder: Path
) -> None:
    save_school(store_of("own"), LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    (found,) = look(now=now - datetime.timedelta(days=400))
    assert "Betulkan tanggal dan jamnya" in found.message(texts("id"))
    assert look(now=now + datetime.timedelta(seconds=5)) == []


def test_marks_that_are_not_those_of_their_sums_are_found_within_a_day_and_until_they_are_mended(
    now: datetime.datetime, data_folder: Path
) -> None:
    store = store_of("own")
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    save_cohort(store, LOCAL_USER, name="Angkatan 1")
    assert look(now=now) == []
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE class_counts SET n_enrolled = 7")
    assert look(now=now + datetime.timedelta(hours=23)) == []
    for hours in (24, 25):
        (found,) = look(now=now + datetime.timedelta(hours=hours))
        assert "Angkatan 1" in found.message(texts("id"))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE class_counts SET n_enrolled = 0")
    assert look(now=now + datetime.timedelta(hours=26)) == []


def test_what_is_wrong_is_said_once_in_the_log(
    now: datetime.datetime, data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_school(store_of("own"), LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    (data_folder / "backups").write_text("bukan folder")
    for _ in range(3):
        assert len(look(now=now)) == 1
    assert [record.getMessage()[:16] for record in caplog.records] == ["Cadangan hari in"]
    (data_folder / "backups").unlink()
    assert look(now=now) == []


def test_a_database_that_is_away_does_not_end_the_watch(now: datetime.datetime, data_folder: Path) -> None:
    store = store_of("own")
    path = data_folder / "capaian.db"
    path.rename(data_folder / "aside.db")
    assert {found.sentence[:19] for found in look(now=now)} >= {"Berkas basis data t"}
    (data_folder / "aside.db").rename(path)
    assert look(now=now) == []
    store.close()


@pytest.mark.parametrize(
    ("sqlite", "expat", "named"),
    [
        ((3, 40, 1), (2, 5, 0), ["SQLite 3.40.1", "Expat 2.5.0"]),
        ((3, 53, 0), (2, 5, 0), ["Expat 2.5.0"]),
        ((3, 51, 2), (2, 7, 0), ["SQLite 3.51.2"]),
        ((3, 53, 0), (2, 6, 0), []),
    ],
)
def test_at_start_the_log_names_libraries_with_known_faults(sqlite, expat, named) -> None:
    notes = version_notes(texts("id"), sqlite=sqlite, expat=expat)
    assert [" ".join(note.split()[:2]) for note in notes] == named


@pytest.fixture(autouse=True)
def nothing_found_before() -> None:
    watch._FOUND.clear()
    watch._SUMS.clear()
