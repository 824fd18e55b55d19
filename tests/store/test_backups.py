import datetime
import hashlib
import shutil
import stat
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.problems import Refused, StoreError
from capaian.store import (
    Backups,
    Reason,
    back_up_if_due,
    check_backup,
    forget_student,
    is_current,
    load_audit,
    load_backups,
    load_roster,
    load_school,
    make_backup,
    migrate,
    read_backup,
    remove_identities,
    restore_backup,
    restore_first,
    save_cohort,
    sealing,
)
from capaian.store import backups as backups_room
from capaian.store.forgotten import load_forgotten
from capaian.store.health import sum_trouble
from tests.store.calls import long_over
from tests.store.dumps import dump
from tests.store.school import make_school, without_accounts

UTC = datetime.UTC
PASSPHRASE = "kuda batu hujan pagi"
TOUCHED = ("schools", "cohorts", "sessions", "sign_in_attempts", "audit", "alembic_version")
"""What a restore changes itself: the version of the data, open sessions, a line in the log."""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Guessing a passphrase need not be dear in a test."""
    monkeypatch.setattr(sealing, "_COST", 2)


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "cadangan", tmp_path)


@pytest.fixture(params=["", PASSPHRASE], ids=["open", "sealed"])
def kept(bare_store, tmp_path, request):
    """A school of everybody and everything, with backups."""
    school = make_school(bare_store)
    bare_store.backups = Backups(tmp_path / "cadangan", tmp_path, passphrase=request.param)
    return school


def test_destroyed_and_restored_every_table_is_what_it_was(kept, opened, tmp_path, empty_url_again):
    store = kept.store
    made = make_backup(store, LOCAL_USER)
    stands = dump(store)
    store.close()
    url = empty_url_again(store)
    again = opened(url)
    again.backups = store.backups
    migrate(again)
    assert dump(again) != stands
    restored = restore_backup(again, LOCAL_USER, made.name)
    assert restored.aside is None
    back = dump(again)
    assert {name: rows for name, rows in back.items() if name not in TOUCHED} == {
        name: rows for name, rows in stands.items() if name not in TOUCHED
    }
    assert back["audit"][: len(stands["audit"]) - 1] == stands["audit"][:-1]
    assert load_school(again, LOCAL_USER) == load_school(store, LOCAL_USER)
    assert is_current(again)
    assert sum_trouble(again) is None


@pytest.fixture
def empty_url_again(tmp_path, request):
    """The address of the same database after it was destroyed."""

    def destroy(store):
        if store.is_sqlite:
            path = Path(store.engine.url.database)
            for leftover in tmp_path.glob(f"{path.name}*"):
                leftover.unlink()
            return f"sqlite:///{path}"
        return request.getfixturevalue("postgres_url")(False)

    return destroy


@pytest.fixture
def plain(store, backups):
    """A school without students, with backups; its cohort tells one moment from another."""
    store.backups = backups
    return store


def named(store):
    with store.reading() as connection:
        return [name for (name,) in connection.exec_driver_sql("SELECT name FROM cohorts ORDER BY id")]


def test_a_backup_is_its_owner_s_alone_and_says_what_is_in_it(plain, backups):
    made = make_backup(plain, LOCAL_USER)
    file = backups.folder / made.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700
    assert made.name.endswith("Z-manual.tar.gz")
    assert load_backups(plain, LOCAL_USER) == [made]
    manifest = check_backup(plain, LOCAL_USER, made.name)
    assert (manifest.reason, manifest.rows["schools"], manifest.rows["students"]) == ("manual", 1, 0)
    assert (
        hashlib.sha256(read_backup(plain, LOCAL_USER, made.name)).digest() == hashlib.sha256(file.read_bytes()).digest()
    )
    assert [*load_audit(plain, LOCAL_USER)["action"][:2]] == ["backup_taken", "backup_made"]
    assert list(backups.work.glob(".backup-work-*")) == list(backups.folder.glob("*.part")) == []


def test_restoring_puts_aside_what_was_there_and_that_can_be_restored_too(plain):
    save_cohort(plain, LOCAL_USER, name="Satu")
    made = make_backup(plain, LOCAL_USER)
    save_cohort(plain, LOCAL_USER, name="Dua")
    restored = restore_backup(plain, LOCAL_USER, made.name)
    assert named(plain) == ["Satu"]
    assert restored.aside is not None
    assert restored.aside.endswith("Z-restoring.tar.gz")
    assert load_audit(plain, LOCAL_USER)["action"][0] == "backup_restored"
    restore_backup(plain, LOCAL_USER, restored.aside)
    assert named(plain) == ["Satu", "Dua"]


def test_no_number_is_given_twice_and_no_cache_takes_the_old_for_the_new(plain):
    made = make_backup(plain, LOCAL_USER)
    numbers = {save_cohort(plain, LOCAL_USER, name=f"Angkatan {n}") for n in range(5)}
    version = data_version_of(plain)
    restore_backup(plain, LOCAL_USER, made.name)
    assert data_version_of(plain) > version
    assert save_cohort(plain, LOCAL_USER, name="Sesudah") > max(numbers)


def data_version_of(store):
    with store.reading() as connection:
        return connection.exec_driver_sql("SELECT max(data_version) FROM schools").scalar_one()


def test_a_backup_that_is_not_whole_changes_nothing(plain, backups):
    made = make_backup(plain, LOCAL_USER)
    save_cohort(plain, LOCAL_USER, name="Satu")
    file = backups.folder / made.name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    stands = dump(plain)
    for act in (check_backup, restore_backup):
        with pytest.raises(StoreError, match="rusak"):
            act(plain, LOCAL_USER, made.name)
    assert dump(plain) == stands


def test_whoever_is_forgotten_after_a_backup_does_not_come_back_with_it(bare_store, backups):
    school = without_accounts(bare_store)
    bare_store.backups = backups
    made = make_backup(bare_store, LOCAL_USER)
    forget_student(bare_store, LOCAL_USER, school.students["Aspihani"])
    assert [each.reason for each in load_backups(bare_store, LOCAL_USER)] == [Reason.FORGETTING, Reason.BY_HAND]
    assert [(each.kind, each.id) for each in load_forgotten(backups.folder)] == [
        ("student", school.students["Aspihani"])
    ]
    assert restore_backup(bare_store, LOCAL_USER, made.name).forgotten == 1
    assert load_roster(bare_store, LOCAL_USER, school.mine)["name"].tolist() == ["Raudah"]
    assert "Aspihani" not in repr(dump(bare_store))


def test_nor_from_the_log_of_a_database_whose_list_beside_the_backups_is_lost(bare_store, backups):
    school = without_accounts(bare_store)
    bare_store.backups = backups
    made = make_backup(bare_store, LOCAL_USER)
    forget_student(bare_store, LOCAL_USER, school.students["Aspihani"])
    (backups.folder / "forgotten.json").unlink()
    assert restore_backup(bare_store, LOCAL_USER, made.name).forgotten == 1
    assert load_roster(bare_store, LOCAL_USER, school.mine)["name"].tolist() == ["Raudah"]


def test_nor_do_the_names_of_a_cohort_whose_time_was_over(bare_store, backups):
    school = without_accounts(bare_store)
    bare_store.backups = backups
    made = make_backup(bare_store, LOCAL_USER)
    today = datetime.date(2026, 1, 5)
    remove_identities(bare_store, LOCAL_USER, long_over(bare_store, school.mine), years=3, today=today)
    assert load_backups(bare_store, LOCAL_USER)[0].reason is Reason.FORGETTING
    assert restore_backup(bare_store, LOCAL_USER, made.name).forgotten == 1
    assert load_roster(bare_store, LOCAL_USER, school.mine).empty
    assert len(load_roster(bare_store, LOCAL_USER, school.other)) == 1


def test_thirty_days_after_a_forgetting_no_backup_holds_the_student(bare_store, backups):
    school = without_accounts(bare_store)
    bare_store.backups = backups
    made = make_backup(bare_store, LOCAL_USER)
    forget_student(bare_store, LOCAL_USER, school.students["Aspihani"])
    at = datetime.datetime.now(UTC)
    back_up_if_due(bare_store, now=at + datetime.timedelta(days=29))
    assert made.name in {each.name for each in load_backups(bare_store, LOCAL_USER)}
    back_up_if_due(bare_store, now=at + datetime.timedelta(days=30, hours=2))
    left = load_backups(bare_store, LOCAL_USER)
    assert {each.reason for each in left} == {Reason.DAILY}
    assert all(each.made_at > at for each in left)


def test_where_none_is_made_by_itself_the_last_one_that_holds_the_student_is_replaced_too(bare_store, backups):
    school = without_accounts(bare_store)
    bare_store.backups = replace(backups, keep=(0, 0, 0))
    forget_student(bare_store, LOCAL_USER, school.students["Aspihani"])
    at = datetime.datetime.now(UTC)
    assert back_up_if_due(bare_store, now=at + datetime.timedelta(days=29)) is None
    back_up_if_due(bare_store, now=at + datetime.timedelta(days=31))
    (left,) = load_backups(bare_store, LOCAL_USER)
    assert left.made_at > at


def test_where_no_backup_can_be_made_nobody_is_forgotten(bare_store, backups, tmp_path):
    school = without_accounts(bare_store)
    (tmp_path / "berkas").write_text("bukan folder")
    bare_store.backups = replace(backups, folder=tmp_path / "berkas")
    stands = dump(bare_store)
    with pytest.raises(StoreError, match="Tidak ada yang berubah"):
        forget_student(bare_store, LOCAL_USER, school.students["Aspihani"])
    assert dump(bare_store) == stands


def test_the_daily_one_is_made_once_a_day_and_only_of_a_school(bare_store, backups):
    bare_store.backups = backups
    at = datetime.datetime(2026, 11, 25, 1, tzinfo=UTC)
    assert back_up_if_due(bare_store, now=at) is None
    without_accounts(bare_store)
    assert back_up_if_due(bare_store, now=at) is not None
    assert back_up_if_due(bare_store, now=at + datetime.timedelta(hours=23)) is None
    assert back_up_if_due(bare_store, now=at + datetime.timedelta(hours=24)) is not None
    bare_store.backups = replace(backups, keep=(0, 0, 0))
    assert back_up_if_due(bare_store, now=at + datetime.timedelta(days=9)) is None


def test_only_an_administrator_is_near_the_backups(bare_store, backups):
    school = make_school(bare_store)
    bare_store.backups = backups
    made = make_backup(bare_store, school.actors[Role.ADMINISTRATOR]).name
    for role, actor in school.actors.items():
        if role is Role.ADMINISTRATOR:
            continue
        for act in (load_backups, make_backup):
            with pytest.raises(Refused):
                act(bare_store, actor)
        for act in (check_backup, read_backup, restore_backup):
            with pytest.raises(Refused):
                act(bare_store, actor, made)


@pytest.mark.parametrize("name", ["", "../capaian.db", "capaian-20260101T000000000Z-daily.tar.gz", "/etc/passwd"])
def test_what_is_no_backup_of_the_folder_is_not_opened(plain, name):
    make_backup(plain, LOCAL_USER)
    for act in (check_backup, read_backup, restore_backup):
        with pytest.raises(StoreError, match="tidak ada"):
            act(plain, LOCAL_USER, name)


def test_a_new_installation_begins_with_a_backup_and_only_once(bare_store, backups, opened, tmp_path):
    elsewhere = opened(f"sqlite:///{tmp_path / 'lain.db'}")
    migrate(elsewhere)
    without_accounts(elsewhere)
    elsewhere.backups = replace(backups, passphrase=PASSPHRASE)
    made = make_backup(elsewhere, LOCAL_USER)
    bare_store.backups = backups
    with (backups.folder / made.name).open("rb") as file:
        with pytest.raises(StoreError, match="terkunci"):
            restore_first(bare_store, file)
        file.seek(0)
        restore_first(bare_store, file, passphrase=PASSPHRASE)
        assert dump(bare_store, without=TOUCHED) == dump(elsewhere, without=TOUCHED)
        with pytest.raises(Refused):
            restore_first(bare_store, file, passphrase=PASSPHRASE)
    with pytest.raises(Refused):
        restore_first(bare_store, made.name, passphrase=PASSPHRASE)


def test_a_full_disk_is_said_before_it_is_filled(plain, backups, monkeypatch):
    usage = shutil.disk_usage(backups.work)
    monkeypatch.setattr(backups_room.shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(StoreError, match="penuh"):
        make_backup(plain, LOCAL_USER)
    assert not backups.folder.exists()


def test_what_a_killed_process_left_is_cleared_away(plain, backups):
    (backups.work / ".backup-work-x").mkdir(parents=True)
    (backups.work / ".backup-work-x" / "copy.db").write_text("sisa")
    backups.folder.mkdir()
    (backups.folder / "capaian-x.part").write_text("sisa")
    make_backup(plain, LOCAL_USER)
    assert not (backups.work / ".backup-work-x").exists()
    assert [path.suffix for path in backups.folder.iterdir()] == [".gz"]


def test_what_is_saved_while_a_backup_takes_its_place_stands_or_is_in_what_was_put_aside(plain, opened, tmp_path):
    """Another program goes on writing: nothing that it was told is saved falls between the two."""
    made = make_backup(plain, LOCAL_USER)
    other = opened(plain.engine.url.render_as_string(hide_password=False))
    saved, stop = [], threading.Event()

    def write():
        while not stop.is_set():
            saved.append(save_cohort(other, LOCAL_USER, name=f"Kohort {len(saved)}"))
            stop.wait(0.02)  # without waiting for the disk a writer would leave SQLite's lock no moment to be had

    writer = threading.Thread(target=write)
    writer.start()
    while len(saved) < 3:
        time.sleep(0.01)
    aside = restore_backup(plain, LOCAL_USER, made.name).aside
    before = len(saved)
    while len(saved) < before + 3:
        time.sleep(0.01)
    stop.set()
    writer.join()
    assert aside is not None
    now = set(named(plain))
    restore_backup(plain, LOCAL_USER, aside)
    assert {f"Kohort {n}" for n in range(len(saved))} == now | set(named(plain))
    assert now.isdisjoint(named(plain))
