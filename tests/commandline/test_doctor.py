"""`python -m capaian doctor`: each fault is named, and nothing else is."""

import datetime
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.commandline import diagnosis
from capaian.commandline.findings import Weight
from capaian.locale import texts
from capaian.settings import Settings, load_settings
from capaian.store import Backups, Reason, migrate, open_store, save_cohort, save_school

Told = Callable[..., tuple[int, dict[str, str]]]
NOW = datetime.datetime(2026, 11, 25, 6, tzinfo=datetime.UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a school and a backup of today."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    monkeypatch.setattr(diagnosis, "_is_taken", lambda port: False)
    store = open_store(load_settings().school_database_url)
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    save_cohort(store, LOCAL_USER, name="Angkatan 1")
    Backups.of(load_settings()).take(store, Reason.DAILY)
    store.close()
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """The exit code, and the weight of every code."""

    def called() -> tuple[int, dict[str, str]]:
        code = main(["doctor", "--json"])
        said = json.loads(capsys.readouterr().out)
        assert said["well"] is (code == 0)
        return code, {each["code"]: each["weight"] for each in said["findings"]}

    return called


def weights(findings) -> dict[str, str]:
    return {finding.code: finding.weight.value for finding in findings}


def test_a_sound_installation_is_said_to_be_one(folder: Path, told: Told) -> None:
    code, weighed = told()
    assert code == 0
    assert set(weighed.values()) <= {"well", "care"}
    assert {weighed[name] for name in ("database", "migrations", "pages", "sums", "backup")} == {"well"}
    assert {"tables", "unasked"}.isdisjoint(weighed)


def test_for_people_it_is_a_list_with_a_verdict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "✓ What is in the database is whole." in said
    assert said[-1] == "Capaian can be used. Mind the lines marked !."


@pytest.mark.parametrize(
    ("sqlite", "expat", "expected"),
    [
        ((3, 40, 1), (2, 5, 0), ["care", "care"]),
        ((3, 51, 2), (2, 6, 0), ["care", "well"]),
        ((3, 51, 3), (2, 5, 9), ["well", "care"]),
        ((3, 44, 6), (2, 7, 1), ["well", "well"]),
    ],
)
def test_known_faults_of_sqlite_and_expat_are_said_with_what_is_done_about_them(sqlite, expat, expected) -> None:
    found = {each.code: each for each in diagnosis.versions(sqlite=sqlite, expat=expat)}
    assert [found["sqlite"].weight.value, found["expat"].weight.value] == expected
    if expected[0] == "care":
        assert "TRUNCATE" in found["sqlite"].message(texts("id"))


def test_a_wrong_setting_is_one_finding_among_the_others(
    folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPAIAN_PORT", "delapan")
    code, weighed = told()
    assert (code, weighed["settings"]) == (1, "wrong")


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    (finding,) = diagnosis.folder(tmp_path / "berkas" / "data")
    assert finding.weight is Weight.WRONG
    assert str(tmp_path) in finding.message(texts("id"))


@pytest.mark.parametrize(
    ("mounts", "expected"),
    [
        ("/dev/sda1 / ext4 rw 0 0", None),
        ("/dev/sda1 / ext4 rw 0 0\nserver:/x {folder} nfs4 rw 0 0", "wrong"),
        ("//server/x {parent} cifs rw 0 0\n/dev/sda1 / ext4 rw 0 0", "wrong"),
        ("//server/x {parent} cifs rw 0 0\n/dev/sdb1 {folder} ext4 rw 0 0", None),
        ("", None),
    ],
)
def test_a_disk_of_another_computer_is_seen(tmp_path: Path, mounts: str, expected: str | None) -> None:
    mounts = mounts.format(folder=tmp_path, parent=tmp_path.parent)
    assert weights(diagnosis.folder(tmp_path, mounts=mounts)).get("disk") == expected


def test_a_nearly_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from capaian.store import health

    usage = health.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: usage._replace(free=150 << 20))
    (finding,) = (each for each in diagnosis.folder(tmp_path) if each.code == "room")
    assert finding.weight is Weight.CARE
    assert "150 MB" in finding.message(texts("id"))


def test_a_secret_that_others_can_read_is_named(folder: Path, told: Told) -> None:
    (folder / "cookie-secret").write_text("x" * 40)
    (folder / "cookie-secret").chmod(0o644)
    assert told()[1]["secrets"] == "wrong"
    (folder / "cookie-secret").chmod(0o600)
    assert told()[1]["secrets"] == "well"


def test_a_damaged_page_is_found(folder: Path, told: Told) -> None:
    path = folder / "capaian.db"
    content = path.read_bytes()
    path.write_bytes(content[:-8192] + b"\xff" * 8192)
    code, weighed = told()
    assert code == 1
    assert "wrong" in (weighed.get("pages"), weighed.get("database"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE class_counts SET n_enrolled = 7", "sums"),
        ("ALTER TABLE scores RENAME COLUMN raw TO raq", "tables"),
        ("UPDATE cohorts SET name = 'Angkatan 2'", "unasked"),
    ],
)
def test_what_another_hand_or_a_turned_bit_changed_is_found(folder: Path, told: Told, change: str, code: str) -> None:
    with sqlite3.connect(folder / "capaian.db") as connection:
        connection.execute(change)
    connection.close()
    weight = told()
    assert (weight[0], {name for name, weighed in weight[1].items() if weighed == "wrong"}) == (1, {code})


def test_a_row_that_refers_to_nothing_is_found(folder: Path, told: Told) -> None:
    with sqlite3.connect(folder / "capaian.db") as connection:
        connection.execute("INSERT INTO pass_marks (school, cohort, aspect, mark) VALUES (1, 99, '', 75)")
    connection.close()
    assert told()[1]["pages"] == "wrong"


@pytest.mark.parametrize(("revision", "code"), [("0001", "migrations"), ("9999", "database")])
def test_tables_that_are_older_or_newer_are_found(folder: Path, told: Told, revision: str, code: str) -> None:
    with sqlite3.connect(folder / "capaian.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    assert told()[1][code] == "wrong"


@pytest.mark.parametrize(("ahead", "expected"), [(4, "well"), (6, "care")])
def test_a_clock_that_went_back_is_said_with_both_moments(folder: Path, ahead: int, expected: str) -> None:
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=ahead)
    (finding,) = (each for each in diagnosis.database(load_settings(), now=at) if each.code == "clock")
    assert finding.weight.value == expected
    assert ("WITA" in finding.message(texts("id"))) is (expected == "care")


@pytest.mark.parametrize(("days", "expected"), [(1, "well"), (3, "care")])
def test_an_old_backup_is_said(folder: Path, days: int, expected: str) -> None:
    at = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    assert weights(diagnosis.database(load_settings(), now=at))["backup"] == expected


def test_a_last_backup_that_does_not_open_is_wrong(folder: Path, told: Told) -> None:
    (file,) = (folder / "backups").glob("*.tar.gz")
    file.write_bytes(file.read_bytes()[:-100])
    assert told()[1]["backup"] == "wrong"


@pytest.mark.parametrize(
    ("given", "taken", "ours", "expected"),
    [
        ({}, False, False, {"port": "well", "door": "well"}),
        ({}, True, True, {"port": "well", "door": "well"}),
        ({}, True, False, {"port": "wrong", "door": "well"}),
        ({"address": "0.0.0.0"}, False, False, {"port": "well", "door": "wrong"}),
        ({"address": "0.0.0.0", "allow_http_on_lan": True}, False, False, {"port": "well", "door": "care"}),
        ({"public_url": "https://capaian.sekolah.example"}, False, False, {"port": "well", "door": "well"}),
        ({"public_url": "http://capaian.sekolah.example"}, False, False, {"port": "well", "door": "wrong"}),
    ],
)
def test_the_port_and_who_can_come(monkeypatch: pytest.MonkeyPatch, given, taken, ours, expected) -> None:
    monkeypatch.setattr(diagnosis, "_is_taken", lambda port: taken)
    monkeypatch.setattr(diagnosis, "_is_ours", lambda port: ours)
    assert weights(diagnosis.door(Settings(**given))) == expected
