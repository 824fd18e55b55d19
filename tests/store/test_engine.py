import shutil
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from capaian.access import LOCAL_USER
from capaian.locale import texts
from capaian.problems import StoreError
from capaian.store import (
    data_version,
    is_current,
    load_cohorts,
    load_school,
    open_store,
    save_cohort,
    save_import,
    save_school,
)  # fmt: skip
from capaian.store import engine as engine_room
from capaian.store.engine import wal_is_safe
from tests.conftest import held_to_its_word
from tests.store.dumps import dump
from tests.store.read import reading_of


def pragma(store, name):
    with store.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_an_sqlite_database_is_held_to_its_word(opened, sqlite_path, monkeypatch):
    monkeypatch.setattr(engine_room, "_prepare_sqlite", held_to_its_word)
    store = opened(f"sqlite:///{sqlite_path}")
    safe = wal_is_safe(sqlite3.sqlite_version_info)
    kept = {"foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 2, "trusted_schema": 0}
    assert {name: pragma(store, name) for name in kept} == kept
    assert pragma(store, "journal_mode") == ("wal" if safe else "truncate")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 6), False),
        ((3, 50, 7), True), ((3, 51, 0), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 0), True),
    ],
)  # fmt: skip
def test_the_log_is_used_only_where_its_fault_is_mended(version, safe):
    assert wal_is_safe(version) is safe


def test_a_new_database_file_is_its_owner_s_alone(opened, tmp_path):
    opened(f"sqlite:///{tmp_path / 'baru.db'}")
    assert stat.S_IMODE((tmp_path / "baru.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "tidak dapat dibaca"),
        ("data/capaian.db", "tidak dapat dibaca"),
        ("oracle://x/y", "harus dimulai"),
        ("sqlite://", "harus dimulai"),
        ("sqlite:////no/such/folder/capaian.db", "tidak dapat dibuat di folder folder"),
        ("postgresql://postgres@127.0.0.1:1/capaian", "tidak dapat dihubungi"),
        ("postgresql+nothing://127.0.0.1:1/capaian", "tidak dapat dibaca"),
    ],
)
def test_an_address_without_a_database_is_a_sentence(url, said):
    with pytest.raises(StoreError, match=said) as raised:
        open_store(url)
    assert raised.value.message(texts("en")) != str(raised.value)


def test_a_file_that_is_no_database_is_a_sentence_and_stays_as_it_is(tmp_path):
    path = tmp_path / "catatan.db"
    path.write_text("bukan basis data " * 100)
    with pytest.raises(StoreError, match="rusak atau bukan"):
        open_store(f"sqlite:///{path}")
    assert path.read_text() == "bukan basis data " * 100


def test_a_damaged_page_is_a_sentence(opened, sqlite_path):
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    store.close()
    content = bytearray(sqlite_path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    sqlite_path.write_bytes(content)
    with pytest.raises(StoreError, match="rusak"):
        load_school(store, LOCAL_USER)


def test_a_locked_database_is_a_sentence_and_the_next_try_works(opened, sqlite_path, monkeypatch):
    monkeypatch.setattr(engine_room, "BUSY_SECONDS", 0)
    store = opened(f"sqlite:///{sqlite_path}")
    other = sqlite3.connect(sqlite_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="sedang dipakai"):
        save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    other.close()
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")


def test_a_read_only_database_is_read_and_says_so_when_written(opened, sqlite_path):
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    store.close()
    readonly = opened(f"sqlite:///file:{sqlite_path}?mode=ro&uri=true")
    assert load_cohorts(readonly, LOCAL_USER) == []
    with pytest.raises(StoreError, match="tidak boleh ditulisi"):
        save_cohort(readonly, LOCAL_USER, name="Angkatan 1")


def test_a_full_disk_changes_nothing_and_the_same_import_works_once_there_is_room(opened, sqlite_path):
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    people = [(f"Siswa {i:04}", f"{9900000000 + i}", "", "XI TKR 1") for i in range(1000)]
    reading = reading_of(people, [(i, "teknis", "", "before", i % 100) for i in range(1000)])
    stands = dump(store)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def leave_no_room(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    event.listen(store.engine, "begin", leave_no_room)
    with pytest.raises(StoreError, match="penuh"):
        save_import(store, LOCAL_USER, cohort, reading)
    assert dump(store) == stands
    event.remove(store.engine, "begin", leave_no_room)
    store.close()
    assert save_import(store, LOCAL_USER, cohort, reading).new == 1000


@pytest.mark.postgres
def test_a_server_that_may_only_be_read_says_so(opened, postgres_url):
    url = make_url(postgres_url(True))
    options = {"options": "-c default_transaction_read_only=on"}
    store = opened(url.update_query_dict(options).render_as_string(hide_password=False))
    assert is_current(store)
    with pytest.raises(StoreError, match="tidak boleh ditulisi"):
        save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")


REFUSED = {
    "53100": "penuh", "58030": "tidak dapat dibaca atau ditulisi", "XX001": "rusak", "XX002": "rusak",
    "40001": "sedang dipakai", "40P01": "sedang dipakai", "53300": "sedang dipakai", "25006": "tidak boleh ditulisi",
    "25P03": "terlalu lama", "57P02": "tidak dapat dihubungi", "42P01": "doctor", "42703": "doctor",
}  # fmt: skip
"""What a server says by its code, and what is told of it."""


@pytest.mark.postgres
def test_what_a_server_refuses_is_a_sentence_and_nothing_of_the_transaction_stays(opened, postgres_url):
    store = opened(postgres_url(True))

    def refuse(code):
        with store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO schools VALUES (1, 'SMK', 'Asia/Makassar', 0, 0, 1)")
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{code}'; END $$")

    for code, said in REFUSED.items():
        with pytest.raises(StoreError, match=said):
            refuse(code)
    assert load_school(store, LOCAL_USER) is None
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    assert load_school(store, LOCAL_USER) is not None


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("LOGIN CONNECTION LIMIT 0", "sedang dipakai"),
        ("NOLOGIN", "menolak nama pengguna"),
        (None, "menolak nama pengguna"),
    ],
)
def test_whom_a_server_does_not_let_in_is_told_why(opened, postgres_url, role, said):
    url = postgres_url(True)
    store = opened(url)
    if role:
        with store.writing() as connection:
            connection.exec_driver_sql(f"CREATE ROLE guru {role}")
    try:
        with pytest.raises(StoreError, match=said):
            open_store(make_url(url).set(username="guru").render_as_string(hide_password=False))
    finally:
        with store.writing() as connection:
            connection.exec_driver_sql("DROP ROLE IF EXISTS guru")


@pytest.mark.postgres
def test_a_server_that_goes_away_loses_nothing_and_is_found_again(opened, postgres_url):
    store = opened(postgres_url(True))

    def lose_the_server():
        with store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO schools VALUES (1, 'SMK', 'Asia/Makassar', 0, 0, 1)")
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StoreError, match="tidak dapat dihubungi"):
        lose_the_server()
    assert load_school(store, LOCAL_USER) is None


@pytest.mark.postgres
def test_a_database_the_server_does_not_have_is_a_sentence(postgres_url):
    url = make_url(postgres_url(True)).set(database="tidak_ada")
    with pytest.raises(StoreError, match="tidak dapat dihubungi"):
        open_store(url.render_as_string(hide_password=False))


def test_a_file_that_is_gone_is_said_and_no_empty_one_takes_its_place(opened, sqlite_path, tmp_path):
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    aside = sqlite_path.rename(tmp_path / "aside.db")
    for _ in range(2):
        with pytest.raises(StoreError, match="tidak ada di tempatnya"):
            load_school(store, LOCAL_USER)
    assert not sqlite_path.exists()
    aside.rename(sqlite_path)
    assert load_school(store, LOCAL_USER) is not None


def test_another_file_in_its_place_is_the_one_that_is_read(opened, sqlite_path, sqlite_template, tmp_path):
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    other = shutil.copy(sqlite_template, tmp_path / "other.db")
    Path(other).replace(sqlite_path)
    assert load_school(store, LOCAL_USER) is None
    save_school(store, LOCAL_USER, name="SMK Lain", time_zone="Asia/Makassar")
    again = opened(f"sqlite:///{sqlite_path}")
    assert load_school(again, LOCAL_USER) == load_school(store, LOCAL_USER)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("setting", "said"), [("lock_timeout", "sedang dipakai"), ("statement_timeout", "terlalu lama")]
)
def test_nothing_waits_for_ever_on_a_server(opened, postgres_url, setting, said):
    store = opened(postgres_url(True))
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    with store.reading() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "30s"
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar_one() == "5min"

    def soon(connection):
        if connection.get_execution_options().get("capaian_writes"):
            connection.exec_driver_sql(f"SET LOCAL {setting} = '20ms'")

    other = opened(postgres_url_of(store))
    with other.writing() as holding:
        holding.exec_driver_sql("SELECT 1 FROM schools FOR UPDATE")
        event.listen(store.engine, "begin", soon)
        with pytest.raises(StoreError, match=said):
            save_school(store, LOCAL_USER, name="SMK Lain", time_zone="Asia/Makassar")
    event.remove(store.engine, "begin", soon)
    save_school(store, LOCAL_USER, name="SMK Lain", time_zone="Asia/Makassar")


def postgres_url_of(store):
    return store.engine.url.render_as_string(hide_password=False)


def test_after_any_error_nothing_was_written(store):
    stands = dump(store)

    def write_and_break():
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE schools SET name = 'x'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_break()
    assert dump(store) == stands


def test_reading_sees_one_moment_and_cannot_write(store):
    with store.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM cohorts").scalar_one()
        writer = threading.Thread(target=save_cohort, args=(store, LOCAL_USER), kwargs={"name": "Angkatan 1"})
        if not store.is_sqlite or wal_is_safe(sqlite3.sqlite_version_info):
            writer.start()
            writer.join()
        assert connection.exec_driver_sql("SELECT count(*) FROM cohorts").scalar_one() == before
    if writer.ident is None:
        writer.start()
        writer.join()
    assert len(load_cohorts(store, LOCAL_USER)) == 1
    assert data_version(store) == 2
